"""JournalExchange: the spreadsheet of one person's journal, written out, and taken in after it was shown row by row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.jurnal_lembar import (
    BarisLembar,
    PratinjauJurnal,
    export_jurnal,
    import_jurnal,
    preview_jurnal,
)
from desktop_app.services.kantor import Changed
from desktop_app.services.roster import NasibBaris
from desktop_app.ui.jurnal.words import amount_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.filedrop import FileDrop
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import temuan_text


class JournalExchange(QWidget):
    """``left`` asks for the week again; nothing is changed until the person presses the button that takes it in."""

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("jurnal-tukar")
        self._page = page
        self._pegawai_id = ""
        self._preview: PratinjauJurnal | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader("jurnal-tukar-kepala", _("Lembar jurnal"), " ")
        self._back = make_button(
            "jurnal-tukar-kembali", _("Jurnal"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        self._out = make_button("jurnal-tukar-simpan", _("Simpan lembar…"), icon_name="berkas")
        self._take = make_button("jurnal-tukar-ambil", _("Masukkan"), kind="primary")
        self._header.insert_action(self._back)
        self._header.add_action(self._out)
        self._header.add_action(self._take)
        self._drop = FileDrop(
            "jurnal-tukar-berkas",
            _("Taruh lembar yang sudah diisi di sini"),
            suffixes=(".xlsx",),
            several=False,
            icon_name="berkas",
            hint=_(
                "Simpan dulu lembarnya, isi di Excel atau LibreOffice, lalu taruh di sini. Isinya diperlihatkan dulu."
            ),
        )
        self._summary = make_label("", "label", name="jurnal-tukar-ringkasan", wrap=True)
        self._model: RowModel[BarisLembar] = RowModel(
            [
                Column(_("Baris"), lambda row: str(row.nomor), right=True),
                Column(_("Yang terjadi"), _fate_text, state=_fate_state),
                Column(_("Tanggal"), lambda row: format_tanggal(row.entri.tanggal) if row.entri else "–"),
                Column(_("Hasil yang dicapai"), _row_text),
                Column(_("Keterangan"), _remark),
            ],
            self,
        )
        self._table = DataTable(
            "jurnal-tukar-tabel",
            _("Pratinjau lembar jurnal"),
            EmptyState("jurnal-tukar-kosong", _("Belum ada lembar"), _("Isinya ditampilkan dulu dan belum disimpan.")),
        )
        self._table.set_model(self._model)
        self._table.set_columns((70, 130, 150, 330, 300), 4)
        self._table.wrap_lines()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._header)
        column.addWidget(self._drop)
        column.addWidget(self._summary)
        column.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._out.clicked.connect(self._ask_target)
        self._take.clicked.connect(self._take_in)
        self._drop.files_given.connect(lambda paths: self.preview(paths[0]))

    def show_person(self, pegawai_id: str, name: str, may_write: bool) -> None:
        """Begin anew for one person; who may not write for him only gets the sheet."""
        self._pegawai_id = pegawai_id
        self._header.set_subtitle(name)
        self._drop.setVisible(may_write)
        self._show(None)
        self._out.setFocus()

    def preview(self, path: Path) -> None:
        """Show what taking a file in would do."""
        self._page.banner.hide()
        self._page.ask(
            preview_jurnal, self._pegawai_id, path, on_done=self._show, on_error=lambda error: self._fail(error)
        )

    def _fail(self, error: BaseException) -> None:
        self._show(None)
        self._page.show_error(error)

    def _show(self, preview: PratinjauJurnal | None) -> None:
        self._preview = preview
        rows = preview.baris if preview else ()
        self._model.set_rows(rows)
        count = {fate: sum(1 for row in rows if row.nasib is fate) for fate in NasibBaris}
        taken = count[NasibBaris.BARU] + count[NasibBaris.BERUBAH]
        words = _("{baru} baru, {berubah} berubah, {sama} sudah ada, {ditolak} belum dapat diambil").format(
            baru=count[NasibBaris.BARU],
            berubah=count[NasibBaris.BERUBAH],
            sama=count[NasibBaris.SAMA],
            ditolak=count[NasibBaris.DITOLAK],
        )
        self._summary.setText(words if preview else "")
        self._summary.setVisible(preview is not None)
        self._take.setVisible(preview is not None)
        self._take.setEnabled(taken > 0)
        self._take.setText(_("Masukkan {n} catatan").format(n=taken) if taken else _("Tidak ada yang baru"))
        self._take.setAccessibleName(self._take.text())
        if preview is not None:
            (self._take if taken else self._table.view).setFocus()

    def _ask_target(self) -> None:
        year = self._page.desk.proposed_day().year
        person = self._pegawai_id

        def write(path: Path) -> None:
            self._page.ask(
                export_jurnal, person, year, path, on_done=lambda _count: self._tell_saved(path), writes=True
            )

        ask_target(self, _("Simpan lembar jurnal"), f"jurnal-{year}.xlsx", write)

    def _tell_saved(self, path: Path) -> None:
        text = _("Lembar disimpan: {berkas}. Isi, simpan, lalu taruh di sini.").format(berkas=path.name)
        self._page.banner.show_message(State.OK, text)

    def _take_in(self) -> None:
        preview = self._preview
        if preview is None:
            return

        def done(changed: Changed) -> None:
            self._page.changed.emit(changed)
            self._show(None)
            self._page.banner.show_message(State.OK, _("Lembar jurnal sudah dimasukkan."))

        self._page.ask(import_jurnal, preview, on_done=done, writes=True)


def _fate_text(row: BarisLembar) -> str:
    return {
        NasibBaris.BARU: _("Baru"),
        NasibBaris.BERUBAH: _("Berubah"),
        NasibBaris.SAMA: _("Sudah ada"),
        NasibBaris.DITOLAK: _("Belum dapat"),
    }[row.nasib]


def _fate_state(row: BarisLembar) -> State | None:
    states = {NasibBaris.BARU: State.OK, NasibBaris.BERUBAH: State.INFO, NasibBaris.DITOLAK: State.ERROR}
    return states.get(row.nasib)


def _row_text(row: BarisLembar) -> str:
    amount = amount_text(row.entri) if row.entri else ""
    return f"{row.teks} – {amount}" if amount else row.teks


def _remark(row: BarisLembar) -> str:
    words: Sequence[str] = [temuan_text(one) for one in row.peringatan]
    return sentence_for(row.alasan, row.fakta or {}) if row.alasan else " ".join(words)
