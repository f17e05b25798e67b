"""AngkaKreditList: who has credit points in a year, and final evaluations that wait for their conversion."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.format_indonesia import format_angka, read_angka
from desktop_app.domain.istilah_kinerja import JenisAngkaKredit, StatusPutusan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.angka_kredit import BarisAngkaKredit, list_angka_kredit
from desktop_app.ui.models.rows import Column
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.row_list import RowList
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.words import periode_text

YEARS = 4


class AngkaKreditList(RowList[BarisAngkaKredit]):
    """Enter opens a document, or prepares the conversion that is still missing; ``left`` goes to the evaluations."""

    sum_wanted = Signal(object, int)

    def __init__(self, page: Page) -> None:
        super().__init__(page, "angka-kredit", _("Angka kredit"), _("Konversi predikat kinerja pejabat fungsional"))
        self._build()
        self._connect()

    def _build(self) -> None:
        self._add_back("angka-kredit-ke-penilaian", _("Penilaian"))
        now = self._page.desk.proposed_day().year
        said = _("Tahun {tahun}")
        self._year = ComboField(
            "angka-kredit-tahun",
            _("Tahun"),
            [(str(year), said.format(tahun=year)) for year in range(now, now - YEARS, -1)],
        )
        self._year.set_answer(str(now))
        self._sum = make_button("angka-kredit-jumlahkan", _("Buat penetapan…"), icon_name="tambah", shortcut="Ctrl+J")
        permit(self._sum, self._page.desk, Wewenang.KELOLA_ANGKA_KREDIT)
        self._header.add_action(self._year)
        self._header.add_action(self._sum)
        empty = EmptyState(
            "angka-kredit-kosong",
            _("Belum ada yang dikonversi"),
            _("Penilaian final pegawai dengan jabatan fungsional muncul di sini."),
            icon_name="penilaian",
        )
        self._add_table(_("Daftar angka kredit"), _columns(), (300, 250, 130, 130, 90, 170), 0, empty)

    def _connect(self) -> None:
        self._year.answered.connect(lambda _key: self.load())
        self._sum.clicked.connect(self._on_sum)

    def year(self) -> int:
        """Return the year that is shown."""
        return int(self._year.answer())

    def load(self) -> None:
        """Ask for the documents of the year."""
        self._page.ask(list_angka_kredit, self.year(), on_done=self._show)

    def _beginning(self) -> QWidget:
        return self._year

    def _show(self, rows: tuple[BarisAngkaKredit, ...]) -> None:
        self._fill(rows, row=0, refocus=True)
        self._sum.setEnabled(bool(rows))

    def _on_sum(self) -> None:
        row = self._model.row_at(self.table.current_row())
        if row is not None:
            self.sum_wanted.emit(row, self.year())


def _columns() -> list[Column[BarisAngkaKredit]]:
    def status(row: BarisAngkaKredit) -> str:
        if row.konflik:
            return _("Berbeda versi")
        if row.status is None:
            return _("Belum dikonversi")
        return _("Ditetapkan") if row.status is StatusPutusan.DITETAPKAN else _("Draf")

    def mark(row: BarisAngkaKredit) -> State | None:
        if row.konflik:
            return State.ERROR
        return State.OK if row.status is StatusPutusan.DITETAPKAN else State.WARNING

    def points(row: BarisAngkaKredit) -> str:
        number = read_angka(row.angka)
        return format_angka(number) if number is not None else "–"

    def kind(row: BarisAngkaKredit) -> str:
        return _("Penetapan") if row.jenis is JenisAngkaKredit.PENETAPAN else _("Konversi")

    return [
        Column(_("Nama"), lambda row: row.nama),
        Column(_("Jabatan"), lambda row: row.jabatan),
        Column(_("Jenis"), kind),
        Column(_("Periode"), lambda row: periode_text(row.periode)),
        Column(_("Angka"), points),
        Column(_("Status"), status, state=mark),
    ]
