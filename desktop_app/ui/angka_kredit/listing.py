"""AngkaKreditList: who has credit points in a year, and final evaluations that wait for their conversion."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_angka, read_angka
from desktop_app.domain.istilah_kinerja import JenisAngkaKredit, StatusPutusan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.angka_kredit import BarisAngkaKredit, list_angka_kredit
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import periode_text

YEARS = 4


class AngkaKreditList(QWidget):
    """Enter opens a document, or prepares the conversion that is still missing; ``left`` goes to the evaluations."""

    opened = Signal(object)
    sum_wanted = Signal(object, int)
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("angka-kredit-daftar")
        self._page = page
        self._build()
        self._connect()

    def _build(self) -> None:
        header = PageHeader("angka-kredit-kepala", _("Angka kredit"), _("Konversi predikat kinerja pejabat fungsional"))
        self._back = make_button(
            "angka-kredit-ke-penilaian", _("Penilaian"), kind="quiet", icon_name="panah-kiri", compact=True
        )
        header.insert_action(self._back)
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
        header.add_action(self._year)
        header.add_action(self._sum)
        empty = EmptyState(
            "angka-kredit-kosong",
            _("Belum ada yang dikonversi"),
            _("Penilaian final pegawai dengan jabatan fungsional muncul di sini."),
            icon_name="penilaian",
        )
        self._model: RowModel[BarisAngkaKredit] = RowModel(_columns(), self)
        self._table = DataTable("angka-kredit-tabel", _("Daftar angka kredit"), empty)
        self._table.set_model(self._model)
        self._table.set_columns((300, 250, 130, 130, 90, 170), 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(header)
        column.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._year.answered.connect(lambda _key: self.load())
        self._table.opened.connect(self._open_row)
        self._sum.clicked.connect(self._on_sum)

    def year(self) -> int:
        """Return the year that is shown."""
        return int(self._year.answer())

    def load(self) -> None:
        """Ask for the documents of the year."""
        self._page.ask(list_angka_kredit, self.year(), on_done=self._show)

    def take_focus(self) -> None:
        """Put the keyboard into the list, or on the year while there is nothing."""
        target = self._table.view if self._model.rowCount() else self._year
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, rows: tuple[BarisAngkaKredit, ...]) -> None:
        had = self.isAncestorOf(self.window().focusWidget() or self._page)
        self._model.set_rows(rows)
        self._table.select_row(0)
        self._sum.setEnabled(bool(rows))
        if had and self.isVisible():
            self.take_focus()

    def _open_row(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.opened.emit(row)

    def _on_sum(self) -> None:
        row = self._model.row_at(self._table.current_row())
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
