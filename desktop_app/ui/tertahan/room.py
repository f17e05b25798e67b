"""HeldRoom: how much of the room for what is held is used, and how large it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.ruang_ditahan import RuangDitahan, write_ruang
from desktop_app.ui.exchange_words import number_text
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.controls import make_label

if TYPE_CHECKING:
    from desktop_app.ui.page import Page

MIB = 1024 * 1024
SIZES = (1, 2, 4, 8, 16)
"""The rooms that are offered, in GB; another one may be set by command."""


class HeldRoom(QWidget):
    """One sentence and the sizes to choose from; what is chosen is kept at once."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("tertahan-ruang-bagian")
        self._page = page
        self._said = make_label("", "muted", name="tertahan-ruang-kata", wrap=True)
        self.sizes = ChoiceRow(
            "tertahan-ruang",
            _("Ruang untuk yang ditahan"),
            [Choice(str(gb * 1024), _("{n} GB").format(n=gb)) for gb in SIZES],
        )
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(make_label(_("Ruang untuk yang ditahan"), "label"))
        line.addWidget(self.sizes)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._said)
        self.sizes.chosen.connect(lambda key: page.ask(write_ruang, int(key), on_done=self._kept, writes=True))

    def show_room(self, room: RuangDitahan) -> None:
        """Show what is used and how much there is."""
        self.sizes.set_value(str(room.batas))
        text = _(
            "Terpakai {mb} dari {batas} MB, untuk satu komputer seperempatnya. Yang tidak muat ditolak dan tetap di "
            "flashdisknya; yang sudah ditahan tidak pernah dibuang program."
        )
        self._said.setText(text.format(mb=number_text(-(-room.ukuran // MIB)), batas=number_text(room.batas)))

    def _kept(self, changed: object) -> None:
        self._page.changed.emit(changed)
        self._page.load()
