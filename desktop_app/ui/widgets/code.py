"""CodeBlock: a code in groups that two people compare by voice: large, one width per digit, selectable."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.widgets.controls import LabelRole, make_label


class CodeBlock(QFrame):
    """Groups are told apart by a gap; a screen reader reads them one after the other."""

    def __init__(self, name: str, label: str, *, role: LabelRole = "code", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role: LabelRole = role
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
        self._row = QHBoxLayout()
        self._row.setSpacing(10 if role == "mono" else 18)
        column.addLayout(self._row)

    def show_groups(self, groups: list[str]) -> None:
        """Show other groups; none leaves a dash."""
        shown = groups or ["–"]
        for number in range(len(self._words), len(shown)):
            label = make_label("", self._role, name=f"{self.objectName()}-{number}")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._row.addWidget(label)
            self._words.append(label)
        for number, label in enumerate(self._words):
            label.setText(shown[number] if number < len(shown) else "")
            label.setVisible(number < len(shown))
        self.setAccessibleName(f"{self._label}: {', '.join(groups)}")

    def text(self) -> str:
        """Return the groups with a space between them."""
        return " ".join(label.text() for label in self._words if label.text())
