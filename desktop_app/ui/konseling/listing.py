"""CaseList: the counselling cases that concern who looks; nothing of what is written in them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.kantor import Peran
from desktop_app.services.konseling_buka import BarisKonseling, count_lost, list_konseling
from desktop_app.ui.konseling.words import next_text, part_text, state_mark, state_text
from desktop_app.ui.models.rows import Column
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.row_list import RowList
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.empty import EmptyState


class CaseList(RowList[BarisKonseling]):
    """Enter opens a case; ``wanted`` asks for a report, ``print_wanted`` for the unit's list, ``left`` goes back."""

    wanted = Signal()
    print_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page, "konseling", _("Konseling"), _("Hanya perkara yang menyangkut Anda; isinya disegel"))
        self._above = page.desk.profil.peran is Peran.KABUPATEN
        self._build()
        self._connect()

    def _build(self) -> None:
        self._print = make_button("konseling-cetak-daftar", _("Cetak daftar…"), icon_name="cetak")
        self._new = make_button("konseling-baru", _("Laporkan…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N")
        if self._above:
            self._header.add_action(self._print)
        else:
            self._add_back("konseling-ke-pengembangan", _("Pengembangan"))
            permit(self._new, self._page.desk, Wewenang.KELOLA_KONSELING)
            self._header.add_action(self._new)
        empty = EmptyState(
            "konseling-kosong",
            _("Tidak ada perkara"),
            _(
                "Di sini muncul perkara konseling tentang Anda, yang Anda laporkan, atau yang Anda tangani. Orang lain "
                "tidak melihatnya."
            ),
            icon_name="kunci",
        )
        self._add_table(_("Daftar perkara konseling"), _columns(), (250, 170, 170, 160, 300), 4, empty)

    def _connect(self) -> None:
        self._new.clicked.connect(self.wanted)
        self._print.clicked.connect(self.print_wanted)

    def load(self) -> None:
        """Ask for the cases, and whether a section of one's own was taken away."""
        self._page.ask(list_konseling, on_done=self._show)
        self._page.ask(count_lost, on_done=self._tell_lost)

    def _beginning(self) -> QWidget:
        return self._print if self._above else self._new

    def _show(self, rows: tuple[BarisKonseling, ...]) -> None:
        self._fill(rows)
        self._print.setEnabled(bool(rows))

    def _tell_lost(self, lost: int) -> None:
        if lost:
            self._page.banner.show_message(State.ERROR, sentence_for("konseling_bagian_hilang", {}))


def _columns() -> list[Column[BarisKonseling]]:
    return [
        Column(_("Pegawai"), lambda row: row.pegawai),
        Column(_("Anda"), lambda row: part_text(row.sebagai)),
        Column(_("Dilaporkan"), lambda row: format_tanggal(row.tanggal) if row.tanggal else "–"),
        Column(_("Keadaan"), lambda row: state_text(row.status), state=state_mark),
        Column(_("Berikutnya"), next_text),
    ]
