"""SkpList: who has an SKP in a year, and who has none yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.istilah import JenisKeadaan
from desktop_app.domain.nip import format_nip
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Kantor
from desktop_app.services.pekerjaan import WaktuKerja, read_waktu_kerja
from desktop_app.services.skp import BarisSkp, count_bukan_asn, list_skp
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import short_date, signed_text, status_skp_state, status_skp_text

ALL_COLUMNS = 880
"""Pixels of width from which every column has room."""


def read_rows(kantor: Kantor, year: int, text: str) -> tuple[tuple[BarisSkp, ...], int]:
    """Return the rows of a year, and how many people are not asked for an SKP; runs in the worker thread."""
    return list_skp(kantor, year, text), count_bukan_asn(kantor)


class SkpList(QWidget):
    """``opened`` carries the row: a person without an SKP is a row as well."""

    opened = Signal(object)
    people_wanted = Signal()
    many_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("skp-daftar")
        self._page = page
        self._text = ""
        self._shown: str | None = None
        self._open_next = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader("skp-kepala", _("Sasaran Kinerja Pegawai"), " ")
        year = self._page.desk.proposed_day().year
        self._year = ComboField("skp-tahun", _("Tahun"), _choices((year,)))
        self._addenda = make_button("skp-daftar-adendum", _("Adendum"), kind="quiet", icon_name="berkas")
        self._outcomes = make_button("skp-daftar-outcome", _("Outcome"), kind="quiet", icon_name="panah-kanan")
        self._header.add_action(self._outcomes)
        self._header.add_action(self._addenda)
        self._header.add_action(self._year)
        self._many = make_button("skp-banyak", _("Buat banyak SKP…"), icon_name="tambah", shortcut="Ctrl+Shift+B")
        self._header.add_action(self._many)
        if not self._page.desk.may(Wewenang.SUSUN_SKP):
            self._many.hide()
        self._search = SearchField("skp-cari", _("Cari nama, NIP, atau jabatan"))
        self._search.setMaximumWidth(420)
        self._hint = make_label(_("Enter membuka SKP, atau membuat yang belum ada"), "muted")
        reasons = self._page.desk.aturan.perencanaan.label_keadaan
        self._model: RowModel[BarisSkp] = RowModel(_columns(reasons), self)
        empty = EmptyState(
            "skp-kosong",
            _("Belum ada pegawai"),
            _("SKP dibuat untuk pegawai yang ada di daftar."),
            icon_name="skp",
            action=_("Ke daftar pegawai"),
        )
        self._table = DataTable("skp-tabel", _("Daftar SKP"), empty)
        self._table.set_model(self._model)
        self._table.set_columns((270, 186, 200, 200, 216), 2)
        bar = QHBoxLayout()
        bar.addWidget(self._search, 1)
        bar.addWidget(self._hint)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._header)
        column.addLayout(bar)
        column.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._year.answered.connect(lambda _key: self._load_rows())
        self._search.searched.connect(self._on_searched)
        self._search.returnPressed.connect(self._open_current)
        self._table.opened.connect(self._open_row)
        self._table.empty.acted.connect(self.people_wanted)
        self._outcomes.clicked.connect(lambda: self._page.navigate.emit("outcome", ""))
        self._addenda.clicked.connect(lambda: self._page.navigate.emit("adendum", ""))
        self._many.clicked.connect(self.many_wanted)

    @property
    def year(self) -> int:
        """The year that is shown."""
        return int(self._year.answer())

    def load(self) -> None:
        """Ask which years there are, then for the rows of the one that is shown."""
        self._page.ask(read_waktu_kerja, on_done=self._on_years)

    def _on_years(self, work: WaktuKerja) -> None:
        self._year.set_choices(_choices(work.tahun))
        self._load_rows()

    def _load_rows(self) -> None:
        text = self._text
        self._page.ask(read_rows, self.year, text, on_done=lambda read: self._show(text, *read))

    def take_focus(self) -> None:
        """Put the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the search field into the table with Down."""
        if event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self._table.view.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out number and assessor where the status would have no room."""
        super().resizeEvent(event)
        for column in (1, 3):
            self._table.view.setColumnHidden(column, self.width() < ALL_COLUMNS)

    def _show(self, text: str, rows: tuple[BarisSkp, ...], others: int) -> None:
        self._shown = text
        current = self._model.row_at(self._table.current_row())
        self._model.set_rows(rows)
        keys = [(row.pegawai_id, row.skp_id) for row in rows]
        where = next((at for at, key in enumerate(keys) if current and key[0] == current.pegawai_id), 0)
        self._table.select_row(where)
        have = sum(1 for row in rows if row.skp_id)
        exempt = sum(1 for row in rows if row.dikecualikan is not None)
        said = _("{n} SKP, {m} orang belum punya").format(n=have, m=len(rows) - have - exempt)
        if exempt:
            said += _("; {n} orang dikecualikan").format(n=exempt)
        if others:
            said += _("; {n} orang dicatat bukan ASN dan tidak ditagih").format(n=others)
        self._header.set_subtitle(said)
        if self._text:
            self._table.empty.set_words(_("Tidak ditemukan"), _("Coba sebagian nama atau angka NIP."), "")
        else:
            self._table.empty.set_words(
                _("Belum ada pegawai"), _("SKP dibuat untuk pegawai yang ada di daftar."), _("Ke daftar pegawai")
            )
        if self._open_next and text == self._text:
            self._open_next = False
            self._open_row(self._table.current_row())

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._load_rows()

    def _open_current(self) -> None:
        # Whoever types and presses Enter at once means the person he typed, not the one still shown.
        if self._search.text().strip() == self._shown:
            self._open_row(self._table.current_row())
        else:
            self._open_next = True

    def _open_row(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.opened.emit(row)


def _choices(years: Sequence[int]) -> list[tuple[str, str]]:
    return [(str(year), _("Tahun {tahun}").format(tahun=year)) for year in years]


def row_text(row: BarisSkp, reasons: Mapping[JenisKeadaan, str]) -> str:
    """Return how a person's SKP stands: why none is asked, that it came back, the days of a part of a year."""
    if row.dikecualikan is not None:
        return _("Dikecualikan: {sebab} (hlm. 65–66)").format(sebab=_(reasons[row.dikecualikan]).lower())
    words = _("Dikembalikan") if row.dikembalikan else status_skp_text(row.status)
    words = _("Gabungan, belum ditegaskan") if row.belum_tegas else signed_text(words, row.tertanda)
    if row.skp_id and (row.mulai[4:], row.akhir[4:]) != ("-01-01", "-12-31"):
        words += f" · {short_date(row.mulai)} – {short_date(row.akhir)}"
    return words


def _columns(reasons: Mapping[JenisKeadaan, str]) -> list[Column[BarisSkp]]:
    def mark(row: BarisSkp) -> State | None:
        return State.ERROR if row.konflik else State.WARNING if row.belum_tegas else status_skp_state(row.status)

    return [
        Column(_("Nama"), lambda row: row.nama),
        Column(_("NIP"), lambda row: format_nip(row.nip) or "–"),
        Column(_("Jabatan"), lambda row: row.jabatan),
        Column(_("Pejabat penilai"), lambda row: row.penilai or _("belum ada")),
        Column(
            _("Status"),
            lambda row: _("Berbeda versi") if row.konflik else row_text(row, reasons),
            state=mark,
        ),
    ]
