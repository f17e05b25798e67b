"""PenilaianList: everybody with an SKP in a period, and how far his evaluation is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.istilah import JenisPeriode, Predikat, StatusPenilaian, StatusSkp
from desktop_app.domain.periode import Periode, parse_periode
from desktop_app.i18n import _
from desktop_app.services.atasan_menilai import list_tunggu_atasan
from desktop_app.services.kantor import Kantor
from desktop_app.services.pekerjaan import WaktuKerja, read_waktu_kerja
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.penilaian import BarisPenilaian, list_penilaian, list_periode_kantor
from desktop_app.services.rantai_penilaian import list_setahun
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.penilaian.links import make_links
from desktop_app.ui.penilaian.words import year_text
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import (
    official_text,
    periode_text,
    signed_text,
    status_penilaian_state,
    status_penilaian_text,
    status_skp_text,
)


def read_rhythm(kantor: Kantor) -> tuple[WaktuKerja, JenisPeriode]:
    """Return which years there are and the agency's rhythm; runs in the worker thread."""
    return read_waktu_kerja(kantor), read_pengaturan(kantor).jenis_periode


Tahunan = dict[str, dict[str, Predikat | None]]


def read_rows(kantor: Kantor, periode: str, text: str) -> tuple[tuple[BarisPenilaian, ...], Tahunan]:
    """Return the rows of a period, those that wait for a superior last, and the year; for the worker thread."""
    rows = list_penilaian(kantor, periode, text)
    late = () if text else list_tunggu_atasan(kantor, periode)
    waiting = tuple(
        BarisPenilaian(
            penilaian_id="",
            skp_id=one.skp_id,
            pegawai_id=one.pegawai_id,
            nama=one.nama,
            nip=one.nip,
            jabatan=one.jabatan,
            status_skp=StatusSkp.DITETAPKAN,
            status=None,
            rating_hasil=None,
            rating_perilaku=None,
            predikat=None,
            konflik=0,
            ditunggu=one.penilai,
        )
        for one in late
    )
    return (*rows, *waiting), list_setahun(kantor, parse_periode(periode).tahun)


class PenilaianList(QWidget):
    """``opened`` carries the row: a person whose evaluation is not begun is a row as well."""

    opened = Signal(object)
    skp_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("penilaian-daftar")
        self._page = page
        self._text = ""
        self._shown: str | None = None
        self._open_next = False
        self._yearly: Tahunan = {}
        self._periods: list[str] = []
        self._all: list[Periode] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader("penilaian-kepala", _("Penilaian kinerja"), " ")
        self._periode = ComboField("penilaian-periode", _("Periode"))
        self._periode.setMinimumContentsLength(18)
        self._header.add_action(self._periode)
        self._search = SearchField("penilaian-cari", _("Cari nama, NIP, atau jabatan"))
        self._search.setMaximumWidth(420)
        self._model: RowModel[BarisPenilaian] = RowModel(_columns(self._year), self)
        empty = EmptyState(
            "penilaian-kosong",
            _("Belum ada SKP dalam periode ini"),
            _("Penilaian dibuat dari SKP yang sudah ditetapkan."),
            icon_name="penilaian",
            action=_("Ke daftar SKP"),
        )
        self._table = DataTable("penilaian-tabel", _("Daftar penilaian"), empty)
        self._table.set_model(self._model)
        self._table.set_columns((250, 170, 140, 140, 140, 120, 190), 1)
        bar = QHBoxLayout()
        bar.addWidget(self._search, 1)
        bar.addWidget(make_label(_("Enter membuka penilaian, atau memulai yang belum ada"), "muted"))
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._header)
        column.addWidget(make_links(self._page), 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(bar)
        column.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._periode.answered.connect(lambda _key: self._load_rows())
        self._search.searched.connect(self._on_searched)
        self._search.returnPressed.connect(self._open_current)
        self._table.opened.connect(self._open_row)
        self._table.empty.acted.connect(self.skp_wanted)

    def _year(self, row: BarisPenilaian) -> str:
        return year_text(self._yearly.get(row.pegawai_id, {}), self._periods)

    @property
    def periode(self) -> str:
        """The code of the period that is shown."""
        return self._periode.answer()

    def load(self) -> None:
        """Ask for the rhythm of the agency, then for the rows of the period."""
        self._page.ask(read_rhythm, on_done=self._on_rhythm)

    def take_focus(self) -> None:
        """Put the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the search field into the table with Down."""
        if event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self._table.view.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _on_rhythm(self, read: tuple[WaktuKerja, JenisPeriode]) -> None:
        work, rhythm = read
        today = work.hari
        periods: list[Periode] = []
        for year in work.tahun_periode:
            periods.extend(reversed(list_periode_kantor(year, rhythm)))
        self._all = list(reversed(periods))
        chosen = self.periode
        self._periode.set_choices([(one.kode, periode_text(one)) for one in periods])
        now = next((one.kode for one in reversed(periods) if one.mulai <= today <= one.selesai), periods[0].kode)
        self._periode.set_answer(chosen or now)
        self._load_rows()

    def _load_rows(self) -> None:
        text = self._text
        self._page.ask(read_rows, self.periode, text, on_done=lambda read: self._show_read(text, read))

    def _show_read(self, text: str, read: tuple[tuple[BarisPenilaian, ...], Tahunan]) -> None:
        rows, self._yearly = read
        self._periods = [one.kode for one in self._all if one.tahun == parse_periode(self.periode).tahun]
        self._show(text, rows)

    def _show(self, text: str, rows: tuple[BarisPenilaian, ...]) -> None:
        self._shown = text
        current = self._model.row_at(self._table.current_row())
        self._model.set_rows(rows)
        where = next((at for at, row in enumerate(rows) if current and row.skp_id == current.skp_id), 0)
        self._table.select_row(where)
        final = sum(1 for row in rows if row.status is StatusPenilaian.FINAL)
        self._header.set_subtitle(_("{n} final dari {m} orang").format(n=final, m=len(rows)))
        if self._text:
            self._table.empty.set_words(_("Tidak ditemukan"), _("Coba sebagian nama atau angka NIP."), "")
        else:
            self._table.empty.set_words(
                _("Belum ada SKP dalam periode ini"),
                _("Penilaian dibuat dari SKP yang sudah ditetapkan."),
                _("Ke daftar SKP"),
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


def _columns(year: Callable[[BarisPenilaian], str]) -> list[Column[BarisPenilaian]]:
    def rating(words: str) -> str:
        return official_text(words) if words else "–"

    def status(row: BarisPenilaian) -> str:
        if row.ditunggu:
            return _("Lewat waktu: {nama}").format(nama=row.ditunggu)
        if row.konflik:
            return _("Berbeda versi")
        if row.status is None and row.status_skp is not StatusSkp.DITETAPKAN:
            return _("SKP {status}").format(status=status_skp_text(row.status_skp).lower())
        return signed_text(status_penilaian_text(row.status), row.tertanda)

    def mark(row: BarisPenilaian) -> State | None:
        if row.ditunggu:
            return State.WARNING
        return State.ERROR if row.konflik else status_penilaian_state(row.status)

    def outcome(row: BarisPenilaian) -> str:
        if row.predikat is None:
            return "–"
        words = official_text(row.kata[2])
        return _("{predikat} (putusan keberatan)").format(predikat=words) if row.diputus else words

    return [
        Column(_("Nama"), lambda row: row.nama),
        Column(_("Jabatan"), lambda row: row.jabatan),
        Column(_("Hasil kerja"), lambda row: rating(row.kata[0])),
        Column(_("Perilaku kerja"), lambda row: rating(row.kata[1])),
        Column(
            _("Predikat"),
            outcome,
        ),
        Column(_("Setahun"), year),
        Column(_("Status"), status, state=mark),
    ]
