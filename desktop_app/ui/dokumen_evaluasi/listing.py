"""DokumenList: every final evaluation of a period and where its document is; steps for one or many at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import JenisPeriode
from desktop_app.domain.istilah_kinerja import JenisPeristiwa
from desktop_app.domain.jalan_dokumen import Kedudukan
from desktop_app.domain.periode import list_periode
from desktop_app.domain.tenggat import HasilTenggat
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.jalan_dokumen import BarisJalan, list_jalan_dokumen
from desktop_app.services.jalan_kata import KEDUDUKAN, PERISTIWA
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.pekerjaan import WaktuKerja, read_waktu_kerja
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.tenggat import describe_tenggat
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import periode_text

SEMUA = "semua"
"""The entry for documents of every period: what an employee wants to see of himself."""


def read_times(kantor: Kantor) -> tuple[WaktuKerja, JenisPeriode]:
    """Return which years there are and the agency's rhythm; runs in the worker thread."""
    return read_waktu_kerja(kantor), read_pengaturan(kantor).jenis_periode


class DokumenList(QWidget):
    """Enter opens a row, Space records the next step of all that are selected."""

    opened = Signal(str)
    step_wanted = Signal(object)
    receipt_wanted = Signal(object)
    timeliness_wanted = Signal(str, str)
    """The period or year, and the office of the selected row (empty in a unit)."""
    rekey_wanted = Signal(str)
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("dokumen-daftar")
        self._page = page
        self._year = ""
        self._above = page.desk.profil.peran is Peran.KABUPATEN
        self._fresh = True
        self._build()
        self._connect()

    def _build(self) -> None:
        desk = self._page.desk
        self._header = PageHeader("dokumen-kepala", _("Dokumen evaluasi"), " ")
        self._back = make_button(
            "dokumen-ke-penilaian",
            _("Kembali"),
            kind="quiet",
            icon_name="panah-kiri",
            shortcut="Alt+Left",
            compact=True,
        )
        self._header.insert_action(self._back)
        self._rekey = make_button("dokumen-isi-ulang", _("Isi ulang…"), kind="quiet", icon_name="berkas", compact=True)
        self._rekey.setToolTip(_("Daftar untuk diketik ulang ke e-Kinerja"))
        self._timeliness = make_button(
            "dokumen-ketepatan", _("Ketepatan waktu…"), kind="quiet", icon_name="jam", compact=True
        )
        self._receipt = make_button("dokumen-tanda-terima", _("Tanda terima…"), icon_name="cetak", shortcut="Ctrl+P")
        self._step = make_button("dokumen-catat", _("Catat langkah…"), kind="primary", icon_name="tambah")
        self._may_step = permit(self._step, desk, Wewenang.CATAT_DOKUMEN)
        for button in (self._rekey, self._timeliness, self._receipt):
            permit(button, desk, Wewenang.CETAK)
        for button in (self._receipt, self._step):
            self._header.add_action(button)
        self._periode = ComboField("dokumen-periode", _("Periode"))
        self._periode.setMinimumContentsLength(14)
        self._search = SearchField("dokumen-cari", _("Cari nama, NIP, atau jabatan"))
        self._search.setMaximumWidth(380)
        self._search.setMinimumWidth(120)
        self._hint = make_label("", "muted", name="dokumen-petunjuk")
        bar = QHBoxLayout()
        bar.setSpacing(12)
        bar.addWidget(self._periode)
        bar.addWidget(self._search, 4)
        bar.addWidget(self._hint)
        bar.addStretch(1)
        # Not in the heading: four buttons there leave no room for its words on a low screen.
        for button in (self._rekey, self._timeliness):
            bar.addWidget(button)
        empty = EmptyState(
            "dokumen-kosong",
            _("Belum ada penilaian final"),
            _("Dokumen evaluasi ada setelah penilaian difinalkan."),
            icon_name="penilaian",
        )
        self._model: RowModel[BarisJalan] = RowModel(_columns(above=self._above), self)
        self._table = DataTable("dokumen-tabel", _("Dokumen evaluasi"), empty)
        self._table.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._table.set_model(self._model)
        self._table.set_columns((250, 150, 80, 240, 190, 270), 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._header)
        column.addLayout(bar)
        column.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._periode.answered.connect(lambda _key: self._load_rows())
        self._search.searched.connect(lambda _text: self._load_rows())
        self._search.returnPressed.connect(self._open_current)
        self._table.opened.connect(self._open_row)
        self._table.view.installEventFilter(self)
        self._table.view.selectionModel().selectionChanged.connect(lambda _now, _before: self._show_step())
        self._step.clicked.connect(lambda: self.step_wanted.emit(self.selected()))
        self._receipt.clicked.connect(lambda: self.receipt_wanted.emit(self.selected()))
        self._timeliness.clicked.connect(lambda: self.timeliness_wanted.emit(self.time, self._office()))
        self._rekey.clicked.connect(lambda: self.rekey_wanted.emit(self.time))

    @property
    def time(self) -> str:
        """The period that is shown, or the year that is worked on where all are."""
        return self.periode or self._year

    @property
    def periode(self) -> str:
        """The code of the period that is shown, empty for all."""
        return "" if self._periode.answer() == SEMUA else self._periode.answer()

    def _office(self) -> str:
        """Return the code of the office whose deadlines are meant: at a kabupaten that of the selected row."""
        chosen = self.selected()
        return chosen[0].unit_kode if chosen and self._above else ""

    def selected(self) -> tuple[BarisJalan, ...]:
        """Return the rows that are selected, in their order."""
        rows = sorted(index.row() for index in self._table.view.selectionModel().selectedRows())
        return tuple(row for number in rows if (row := self._model.row_at(number)) is not None)

    def load(self) -> None:
        """Ask for the years and the rhythm, then for the rows."""
        self._page.ask(read_times, on_done=self._on_times)

    def take_focus(self) -> None:
        """Put the keyboard into the list, or into the search while there is none."""
        target: QWidget = self._table.view if self._model.rowCount() else self._search
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the search field into the table with Down."""
        if event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self._table.view.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Record with Space what the table would only mark."""
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space and not event.modifiers()
        if space and event.type() == QEvent.Type.KeyPress and self._step.isEnabled():
            self.step_wanted.emit(self.selected())
            return True
        return super().eventFilter(watched, event)

    def _on_times(self, read: tuple[WaktuKerja, JenisPeriode]) -> None:
        work, rhythm = read
        self._year = str(work.hari.year)
        periods = [one for year in work.tahun_periode for one in reversed(list_periode(year, rhythm))]
        chosen = self._periode.answer()
        self._periode.set_choices([(SEMUA, _("Semua periode")), *((p.kode, periode_text(p.kode)) for p in periods)])
        # The newest period that is over: its documents are on their way, those of the running one are not made yet.
        over = [one for one in periods if one.selesai <= work.hari and one.jenis is rhythm]
        newest = max(over, key=lambda one: one.selesai, default=None)
        alone = self._page.desk.pelaku.reach(Wewenang.LIHAT_PENILAIAN) is Jangkauan.SENDIRI
        self._periode.set_answer(chosen or (SEMUA if alone or newest is None else newest.kode))
        self._load_rows()

    def _load_rows(self) -> None:
        self._page.ask(list_jalan_dokumen, self.periode, self._search.text().strip(), on_done=self._show)

    def _show(self, rows: tuple[BarisJalan, ...]) -> None:
        kept = {row.penilaian_id for row in self.selected()}
        had = self.isAncestorOf(self.window().focusWidget() or self._page)
        self._model.set_rows(rows)
        where = next((at for at, row in enumerate(rows) if row.penilaian_id in kept), 0)
        self._table.select_row(where)
        done = sum(1 for row in rows if row.kedudukan is Kedudukan.DILAPORKAN)
        self._header.set_subtitle(_("{n} dari {m} dokumen sudah dilaporkan").format(n=done, m=len(rows)))
        if self._search.text().strip():
            self._table.empty.set_words(_("Tidak ditemukan"), _("Coba sebagian nama atau angka NIP."))
        self._show_step()
        typing = self._search.hasFocus() and not (self._fresh and not self._search.text())
        if had and self.isVisible() and not typing and not self._periode.hasFocus():
            self._fresh = not rows
            self.take_focus()

    def _show_step(self) -> None:
        """Say on the button and beside the search what Space would record."""
        chosen = self.selected()
        steps = shared_steps(chosen)
        self._receipt.setEnabled(bool(chosen) and self._page.desk.may(Wewenang.CETAK))
        self._step.setEnabled(self._may_step and bool(steps))
        if steps:
            text = _("Spasi: {langkah} ({n} dipilih)") if len(chosen) > 1 else _("Spasi: {langkah}")
            self._hint.setText(text.format(langkah=_(PERISTIWA[steps[0]]).lower(), n=len(chosen)))
        else:
            self._hint.setText(_("Enter membuka perjalanan dokumen") if chosen else "")

    def _open_current(self) -> None:
        self._open_row(self._table.current_row())

    def _open_row(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.opened.emit(row.penilaian_id)


def shared_steps(rows: tuple[BarisJalan, ...]) -> tuple[JenisPeristiwa, ...]:
    """Return the next steps that all of these documents have, the usual one first."""
    if not rows:
        return ()
    return tuple(step for step in rows[0].berikut if all(step in row.berikut for row in rows))


def _columns(*, above: bool) -> list[Column[BarisJalan]]:
    def place(row: BarisJalan) -> str:
        return _("Berbeda versi") if row.konflik else _(KEDUDUKAN[row.kedudukan])

    def mark(row: BarisJalan) -> State | None:
        if row.konflik or row.kedudukan is Kedudukan.DITOLAK:
            return State.ERROR
        if row.kedudukan is Kedudukan.DILAPORKAN:
            return State.OK
        return State.INFO if row.kedudukan is not Kedudukan.DI_PENILAI else State.WARNING

    def last(row: BarisJalan) -> str:
        day = row.terakhir.tanggal if row.terakhir is not None else row.tanggal
        text = format_tanggal(day) if day is not None else "–"
        return _("{tanggal} (diragukan)").format(tanggal=text) if row.ragu else text

    def due(row: BarisJalan) -> str:
        return describe_tenggat(row.tenggat.tenggat) if row.tenggat is not None else "–"

    def due_mark(row: BarisJalan) -> State | None:
        if row.tenggat is None:
            return None
        return {HasilTenggat.TERLEWAT: State.ERROR, HasilTenggat.JATUH_TEMPO: State.WARNING}.get(
            row.tenggat.tenggat.hasil
        )

    def basis(row: BarisJalan) -> str:
        rule = row.tenggat.tenggat.aturan if row.tenggat is not None else None
        return f"{_(rule.nama)}: {_(rule.dasar)}" if rule is not None else ""

    return [
        Column(_("Pegawai"), lambda row: row.nama),
        Column(_("Periode"), lambda row: periode_text(row.periode)),
        Column(_("Kantor"), lambda row: row.unit_kode) if above else Column(_("Lembar"), lambda row: row.formulir),
        Column(_("Dokumen"), place, state=mark),
        Column(_("Tanggal terakhir"), last),
        Column(_("Tenggat berikutnya"), due, tip=basis, state=due_mark),
    ]
