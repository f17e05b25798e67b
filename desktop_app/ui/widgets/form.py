"""FormRow: a label, its field, a hint, and what was found about the answer, under the field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import STATE_LOOKS, State, restyle
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dates import DateField

LABEL_WIDTH = 176


class FormRow(QWidget):
    """The label stands beside the field, or above it with ``stacked=True`` (long labels, narrow places)."""

    def __init__(
        self,
        name: str,
        label: str,
        field: QWidget,
        *,
        hint: str = "",
        required: bool = False,
        stacked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.field = field
        self._hint_text = hint
        self._build(label, required, stacked)
        if isinstance(field, DateField):
            field.judged.connect(self._on_judged)

    def _build(self, label: str, required: bool, stacked: bool) -> None:
        text = f"{label} *" if required else label
        self._label = make_label(text, "label", name=f"{self.objectName()}-label", wrap=True)
        self._label.setBuddy(self.field)
        if required:
            self._label.setToolTip(_("Wajib diisi"))
        self._hint = make_label(self._hint_text, "hint", name=f"{self.objectName()}-petunjuk", wrap=True)
        self._hint.setContentsMargins(0, 2, 0, 0)
        if not self._hint_text:
            self._hint.hide()
        self._mark = QLabel()
        self._mark.setFixedSize(16, 16)
        self._finding = make_label("", name=f"{self.objectName()}-temuan", wrap=True)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(6)
        below.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._finding, 1)
        self._below = QWidget()
        self._below.setLayout(below)
        self._below.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        column = 0 if stacked else 1
        top = Qt.AlignmentFlag.AlignTop
        if stacked:
            grid.addWidget(self._label, 0, 0)
        else:
            self._label.setFixedWidth(LABEL_WIDTH)
            self._label.setContentsMargins(0, 7, 0, 0)
            grid.addWidget(self._label, 1, 0, top)
        fixed = self.field.maximumWidth() < 16_777_215
        grid.addWidget(self.field, 1, column, Qt.AlignmentFlag.AlignLeft if fixed else Qt.AlignmentFlag(0))
        grid.addWidget(self._hint, 2, column)
        grid.addWidget(self._below, 3, column)
        grid.setColumnStretch(column, 1)

    def show_finding(self, state: State, text: str) -> None:
        """Say under the field what was found; the field's edge takes the colour of ``state``."""
        look = STATE_LOOKS[state]
        self._mark.setPixmap(pixmap(look.icon, look.ink, 16, self.devicePixelRatioF()))
        self._finding.setText(text)
        self._finding.setProperty("state", state.value)
        self.field.setAccessibleDescription(text)
        self.field.setProperty("state", state.value)
        self._below.show()
        restyle(self._finding)
        restyle(self.field)

    def clear_finding(self) -> None:
        """Take the finding away."""
        self._below.hide()
        self._finding.setText("")
        self.field.setAccessibleDescription(self._hint_text)
        self.field.setProperty("state", "")
        restyle(self.field)

    def set_hint(self, hint: str) -> None:
        """Show another hint."""
        self._hint_text = hint
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def _on_judged(self, wrong: str) -> None:
        if wrong:
            self.show_finding(State.ERROR, wrong)
        elif self.finding():
            self.clear_finding()

    def finding(self) -> str:
        """Return what is said under the field, or an empty text."""
        return self._finding.text()
