"""CodeBlock: a code in groups that two people compare by voice: large, one width per digit, selectable."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.widgets.controls import LabelRole, make_label


class CodeBlock(QFrame):
    """Groups are told apart by a gap, ``columns`` to a line (0: one line); readers hear one after the other."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        role: LabelRole = "code",
        columns: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role: LabelRole = role
        self._columns = columns
        self.setObjectName(name)
        self.setProperty("codeblock", True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._label = label
        self._words: list[QLabel] = []
        self._build(label, role)

    def _build(self, label: str, role: LabelRole) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(4)
        column.addWidget(make_label(label, "muted", name=f"{self.objectName()}-label"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10 if role == "mono" else 18)
        self._grid.setVerticalSpacing(2)
        column.addLayout(self._grid)

    def show_groups(self, groups: list[str]) -> None:
        """Show other groups; none leaves a dash."""
        shown = groups or ["–"]
        for number in range(len(self._words), len(shown)):
            label = make_label("", self._role, name=f"{self.objectName()}-{number}")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
            columns = self._columns or len(shown)
            self._grid.addWidget(label, number // columns, number % columns)
            self._words.append(label)
        for number, label in enumerate(self._words):
            label.setText(shown[number] if number < len(shown) else "")
            self._hold_whole(label)
            label.setVisible(number < len(shown))
        self.setAccessibleName(f"{self._label}: {', '.join(groups)}")

    def changeEvent(self, event: QEvent) -> None:
        """Measure the groups again in the type that the window gives them."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for label in self._words:
                self._hold_whole(label)

    def _hold_whole(self, label: QLabel) -> None:
        # Whole, whatever the layout asks: half a letter is another word to who reads it out.
        label.ensurePolished()
        label.setMinimumWidth(0)
        label.setMinimumWidth(label.sizeHint().width() + label.fontMetrics().averageCharWidth() // 2)

    def text(self) -> str:
        """Return the groups with a space between them."""
        return " ".join(label.text() for label in self._words if label.text())
