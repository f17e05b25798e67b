"""RoleChoice: the roles of a person as check boxes, each with what it means."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.i18n import _
from desktop_app.services.akun import PERAN_KANTOR
from desktop_app.services.kantor import Peran
from desktop_app.ui.people_words import role_meaning, role_text
from desktop_app.ui.widgets.controls import make_label


class RoleChoice(QWidget):
    """``chosen`` is emitted after a person checked or unchecked one."""

    chosen = Signal()

    def __init__(self, name: str, peran: Peran, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(_("Peran"))
        self._boxes: dict[PeranPengguna, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, one in enumerate(PERAN_KANTOR[peran]):
            box = QCheckBox(role_text(one))
            box.setObjectName(f"{name}-{one.value}")
            box.setAccessibleName(role_text(one))
            box.setAccessibleDescription(role_meaning(one))
            box.clicked.connect(lambda _checked=False: self.chosen.emit())
            meaning = make_label(role_meaning(one), "muted", wrap=True)
            meaning.setContentsMargins(0, 5, 0, 0)
            grid.addWidget(box, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(meaning, line, 1)
            self._boxes[one] = box
        self.setFocusProxy(next(iter(self._boxes.values())))

    def answer(self) -> frozenset[PeranPengguna]:
        """Return the checked roles."""
        return frozenset(one for one, box in self._boxes.items() if box.isChecked())

    def set_answer(self, peran: Collection[PeranPengguna]) -> None:
        """Check just these roles."""
        for one, box in self._boxes.items():
            box.setChecked(one in peran)

    def fix(self, peran: PeranPengguna, tip: str) -> None:
        """Keep one role checked and say why it cannot be taken away here."""
        box = self._boxes[peran]
        box.setChecked(True)
        box.setEnabled(False)
        box.setToolTip(tip)
        box.setAccessibleDescription(f"{role_meaning(peran)}. {tip}")
