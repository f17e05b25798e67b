"""JejakPage: the audit chain with filters, one row in full, the state of the chain, a CSV, and the auditor's pack."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.berkas_auditor import CakupanAuditor, HasilAuditor, make_berkas_auditor
from desktop_app.services.jejak import (
    BarisJejak,
    HalamanJejak,
    KeadaanJejak,
    PilihanJejak,
    export_jejak,
    list_pilihan,
    read_jejak,
    read_keadaan,
    verify_jejak,
)
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.ui.desk import Desk
from desktop_app.ui.exchange_words import doubt_state, moment_text, number_text
from desktop_app.ui.jejak.detail import WIDTH, JejakDetail
from desktop_app.ui.jejak.filters import JejakFilters
from desktop_app.ui.jejak.pack import PackDialog
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.runner import CancelledError, Ticket
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.progress import ProgressPanel
from desktop_app.ui.widgets.table import DataTable

DOCUMENT = 4
NARROW, NARROW_DETAIL = 960, 260
DOCUMENT_PAGES = {"pegawai": "pegawai", "skp": "skp", "penilaian": "penilaian"}


def read_beginning(kantor: Kantor) -> tuple[KeadaanJejak, PilihanJejak]:
    """Return the state of the chain and what its filters can be set to; runs in the worker thread."""
    return read_keadaan(kantor), list_pilihan(kantor)


class JejakPage(Page):
    """Rows come a page at a time, newest first; the button below the table brings older ones."""

    kinds = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-jejak", _("Jejak"), desk)
        self._more_upto = 0
        self._asked = 0
        self._ticket: Ticket | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._state = make_label("", name="jejak-keadaan", wrap=True)
        self._verify = make_button("jejak-periksa", _("Periksa rantai"), icon_name="ok")
        self._export = make_button("jejak-ekspor", _("Ekspor CSV…"), icon_name="berkas")
        self._pack = make_button("jejak-berkas-auditor", _("Buat berkas auditor…"), icon_name="kirim")
        self._pack.setVisible(self.desk.may(Wewenang.BERKAS_AUDITOR))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._state, 1)
        for button in (self._verify, self._export, self._pack):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.progress = ProgressPanel("jejak-kemajuan")
        self.filters = JejakFilters(self.desk.runner)
        self._model: RowModel[BarisJejak] = RowModel(_columns(), self)
        empty = EmptyState("jejak-kosong", _("Tidak ada baris yang cocok"), _("Ubah atau hapus saringannya."))
        self.table = DataTable("jejak-tabel", _("Baris jejak"), empty)
        self.table.set_model(self._model)
        self.table.set_columns((66, 140, 130, 200, 200), 3)
        self.detail = JejakDetail()
        self._more = make_button("jejak-lebih-lama", _("Tampilkan baris yang lebih lama"), kind="quiet")
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.table, 1)
        left.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addLayout(left, 1)
        columns.addWidget(self.detail)
        self.box.addWidget(self.banner)
        self.box.addLayout(head)
        self.box.addWidget(self.progress)
        self.box.addWidget(self.filters)
        self.box.addLayout(columns, 1)
        self._more.hide()
        self.detail.show_row(None)

    def _connect(self) -> None:
        self.filters.changed.connect(self.load_rows)
        self.table.selected.connect(self._show_detail)
        self.table.opened.connect(self._open_document)
        self.detail.document_wanted.connect(self._go_to)
        self._more.clicked.connect(self.load_more)
        self._verify.clicked.connect(self.verify)
        self._export.clicked.connect(
            lambda: ask_target(self, _("Ekspor jejak"), "jejak.csv", self.export, replaces=False)
        )
        self._pack.clicked.connect(lambda: PackDialog(self, self.desk, self.make_pack).open())
        self.progress.cancelled.connect(self._cancel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the deeds readable in a narrow window: the row in full names the document as well."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        self.table.view.setColumnHidden(DOCUMENT, narrow)
        self.detail.setFixedWidth(NARROW_DETAIL if narrow else WIDTH)

    def enter(self) -> None:
        """Read anew each time: whatever was done on other pages stands here now."""
        self._stale = True
        super().enter()
        self.filters.take_focus()

    def load(self) -> None:
        """Ask for the state of the chain, the choices and the newest rows."""
        self.ask(read_beginning, on_done=self._on_beginning)
        self.load_rows()

    def load_rows(self) -> None:
        """Ask for the newest rows that fit."""
        self._asked += 1
        asked = self._asked
        self.ask(read_jejak, self.filters.answer(), on_done=lambda page: self._show(page, asked, older=False))

    def load_more(self) -> None:
        """Ask for the rows before the last one that is shown."""
        if self._more_upto:
            asked, upto = self._asked, self._more_upto
            self._more.setEnabled(False)
            self.ask(
                read_jejak,
                self.filters.answer(sampai=upto),
                on_done=lambda page: self._show(page, asked, older=True),
            )

    def verify(self) -> None:
        """Read the whole chain and say whether it is whole."""
        self._verify.setEnabled(False)
        self._state.setText(_("Membaca seluruh rantai…"))
        self.ask(verify_jejak, on_done=self._on_verified, on_error=self._on_verify_failed)

    def export(self, path: Path) -> None:
        """Write the rows that fit as CSV to ``path``."""
        self.ask(
            export_jejak,
            self.filters.answer(),
            path,
            on_done=lambda n: self._on_exported(n, path),
            writes=True,
        )

    def make_pack(self, folder: Path, scope: CakupanAuditor) -> None:
        """Write the auditor's pack into ``folder``, with progress and a way to stop."""
        self.banner.hide()
        self._pack.setEnabled(False)
        self.progress.start(_("Membuat berkas auditor…"), _("langkah"))
        self._ticket = self.ask(
            make_berkas_auditor,
            folder,
            scope,
            on_done=self._on_packed,
            on_error=self._on_pack_failed,
            on_progress=self.progress.update_to,
        )

    def _on_beginning(self, read: tuple[KeadaanJejak, PilihanJejak]) -> None:
        state, choices = read
        self._tell_state(state)
        self.filters.show_choices(choices)

    def _tell_state(self, state: KeadaanJejak) -> None:
        rows = number_text(state.baris)
        witness = (
            _("disaksikan kabupaten sampai baris {m}").format(m=number_text(state.disaksikan))
            if state.disaksikan
            else _("belum ada kesaksian kabupaten")
        )
        if self.desk.profil.peran is Peran.KABUPATEN:
            witness = _("kantor ini sendiri yang menjadi saksi bagi kecamatan")
        if state.rusak is None:
            text = _("{n} baris, {saksi}.").format(n=rows, saksi=witness)
        elif not state.rusak:
            text = _("{n} baris, rantai utuh, {saksi}.").format(n=rows, saksi=witness)
        else:
            text = _("{n} baris. RANTAI PUTUS mulai baris {m}; hubungi admin kabupaten.").format(
                n=rows, m=number_text(state.rusak[0][0])
            )
        self._state.setText(text)

    def _show(self, page: HalamanJejak, asked: int, *, older: bool) -> None:
        if asked != self._asked:
            return
        before = self._model.rows() if older else ()
        self._model.set_rows((*before, *page.baris))
        self._more_upto = page.lanjut
        self._more.setVisible(bool(page.lanjut))
        self._more.setEnabled(True)
        self.table.select_row(len(before) if older and page.baris else 0)
        self._show_detail(self.table.current_row())

    def _show_detail(self, number: int) -> None:
        row = self._model.row_at(number)
        self.detail.show_row(row, can_open=row is not None and bool(self._page_of(row)))

    def _page_of(self, row: BarisJejak) -> str:
        """Return the page that shows the row's document; a kabupaten sees SKP and evaluations on paper."""
        page = DOCUMENT_PAGES.get(row.jenis, "")
        if self.desk.profil.peran is Peran.KABUPATEN and page in ("skp", "penilaian"):
            return "cetak"
        return page

    def _open_document(self, number: int) -> None:
        self._go_to(self._model.row_at(number))

    def _go_to(self, row: BarisJejak | None) -> None:
        if row is not None and self._page_of(row):
            self.navigate.emit(self._page_of(row), row.doc_id)

    def _on_verified(self, state: KeadaanJejak) -> None:
        self._verify.setEnabled(True)
        self._tell_state(state)
        if state.rusak:
            self.banner.show_message(State.ERROR, self._state.text())

    def _on_verify_failed(self, error: BaseException) -> None:
        self._verify.setEnabled(True)
        self.show_error(error)

    def _on_exported(self, rows: int, path: Path) -> None:
        text = _("{n} baris ditulis ke {berkas}.").format(n=number_text(rows), berkas=path.name)
        self.banner.show_message(State.OK, text)
        self.load()

    def _on_packed(self, made: HasilAuditor) -> None:
        self._end_pack()
        text = _("Berkas auditor selesai dan terbukti: {n} dokumen, {m} formulir, di {folder}.")
        self.banner.show_message(State.OK, text.format(n=made.dokumen, m=made.pdf, folder=made.folder))
        self.load()

    def _on_pack_failed(self, error: BaseException) -> None:
        self._end_pack()
        if isinstance(error, CancelledError):
            self.banner.show_message(State.INFO, _("Dibatalkan; tidak ada berkas auditor yang dibuat."))
        else:
            self.show_error(error)

    def _end_pack(self) -> None:
        self._ticket = None
        self._pack.setEnabled(True)
        self.progress.finish()

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()


def _columns() -> list[Column[BarisJejak]]:
    def time(row: BarisJejak) -> str:
        # Claimed and shown as text: 2026-11-21T10:32:00+07:00 is 21-11-2026 10.32, whatever this computer believes.
        day, _t, clock = row.waktu.partition("T")
        return f"{'-'.join(reversed(day.split('-')))} {clock[:5].replace(':', '.')}" if clock else row.waktu or "–"

    return [
        Column(_("Baris"), lambda row: number_text(row.nomor), right=True),
        Column(
            _("Waktu"),
            time,
            tip=lambda row: moment_text(row.waktu, row.ragu) if row.waktu else "",
            state=lambda row: doubt_state(row.ragu),
        ),
        Column(_("Pelaku"), lambda row: row.nama_pelaku),
        Column(_("Perbuatan"), lambda row: row.kalimat, state=lambda row: State.WARNING if row.ditolak else None),
        Column(_("Dokumen"), lambda row: _(row.dokumen)),
    ]
