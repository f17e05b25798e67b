"""CadanganPage: what backups there are and what they hold, one button for a stick, restoring, the first-aid card."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.cadangan import Cadangan, check_cadangan, list_cadangan, make_cadangan
from desktop_app.services.cadangan_luar import HasilFlashdisk, KeadaanFlashdisk, back_up_to, read_flashdisk
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.kartu import HalamanKunci
from desktop_app.services.kartu_pertolongan import print_pertolongan
from desktop_app.services.pulih import HasilPulih, prepare_restore
from desktop_app.ui.cadangan.confirm import RestoreConfirm
from desktop_app.ui.cadangan.words import about_text, contents_text, key_text, reason_text, state_of, when_text
from desktop_app.ui.desk import Desk
from desktop_app.ui.exchange_words import number_text, size_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_pdf
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.filedialog import ask_one_file
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.progress import ProgressPanel
from desktop_app.ui.widgets.table import DataTable


class Shown(msgspec.Struct, frozen=True):
    """What the page shows: the backups on this computer, and how far the sticks are."""

    cadangan: tuple[Cadangan, ...]
    flashdisk: KeadaanFlashdisk


def read_shown(kantor: Kantor) -> Shown:
    """Return everything the page shows; runs in the worker thread."""
    return Shown(list_cadangan(kantor), read_flashdisk(kantor))


class CadanganPage(Page):
    """Restoring is offered to whom it is allowed; everybody may keep a backup."""

    kinds = ("*",)

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-cadangan", _("Cadangan"), desk)
        self.confirm: RestoreConfirm | None = None
        self.ready: Dialog | None = None
        self._may_restore = desk.pelaku.reach(Wewenang.PULIHKAN_CADANGAN) is not Jangkauan.TIDAK
        self._build()
        self._connect()

    def _build(self) -> None:
        self.box.addWidget(self.banner)
        self.box.addWidget(self._build_stick())
        self.progress = ProgressPanel("cadangan-kemajuan")
        self.box.addWidget(self.progress)
        self._model: RowModel[Cadangan] = RowModel(
            [
                Column(_("No."), lambda one: str(one.nomor) if one.nomor else "–", right=True),
                Column(_("Isi"), contents_text, tip=about_text, state=state_of),
                Column(_("Dibuat"), reason_text),
                Column(_("Jam komputer"), when_text),
                Column(_("Ukuran"), lambda one: size_text(one.ukuran), right=True),
                Column(_("Kunci"), key_text),
            ]
        )
        empty = EmptyState(
            "cadangan-kosong",
            _("Belum ada cadangan di komputer ini"),
            _("Cadangan dibuat sendiri saat program ditutup dan sebelum langkah besar."),
        )
        self.table = DataTable("cadangan-daftar", _("Cadangan di komputer ini"), empty)
        self.table.set_model(self._model)
        self.table.set_columns([52, 280, 240, 190, 90, 220], 1)
        self.box.addWidget(self.table, 1)
        self._make = make_button("cadangan-buat", _("Cadangkan sekarang"), icon_name="tambah")
        self._check = make_button("cadangan-periksa", _("Periksa"), icon_name="ok")
        self._restore = make_button("cadangan-pulihkan", _("Pulihkan…"), kind="danger")
        self._other = make_button("cadangan-berkas-lain", _("Berkas cadangan lain…"), icon_name="berkas")
        self._card = make_button("cadangan-kartu", _("Kartu pertolongan pertama…"), icon_name="cetak")
        # Two rows: with large text one has no room for five.
        for group in ((self._make, self._check, self._restore), (self._other, self._card)):
            buttons = QHBoxLayout()
            buttons.setSpacing(8)
            for button in group:
                buttons.addWidget(button)
            buttons.addStretch(1)
            self.box.addLayout(buttons)
        self._on_selected(-1)
        for button in (self._restore, self._other):
            button.setVisible(self._may_restore)

    def _build_stick(self) -> QWidget:
        card = Card("cadangan-flashdisk", _("Cadangan ke flashdisk"))
        self._stick_text = make_label("", name="cadangan-flashdisk-keadaan", wrap=True)
        self.folder = FolderField("cadangan-folder", _("Flashdisk untuk cadangan"))
        self._copy = make_button(
            "cadangan-ke-flashdisk", _("Cadangkan ke flashdisk"), kind="primary", icon_name="stick"
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self._copy)
        card.box.addWidget(self._stick_text)
        card.box.addLayout(row)
        return card

    def _connect(self) -> None:
        self._copy.clicked.connect(self._copy_out)
        self._make.clicked.connect(self.make_backup)
        self._check.clicked.connect(self.check_selected)
        self._restore.clicked.connect(self._restore_selected)
        self._other.clicked.connect(self._ask_file)
        self._card.clicked.connect(self.print_card)
        self.table.selected.connect(self._on_selected)

    def load(self) -> None:
        """Ask for the list and for how far the sticks are."""
        self.ask(read_shown, on_done=self._show)

    def copy_to(self, folder: Path, *, without_key: bool = False) -> None:
        """Write a backup into ``folder``."""
        self.banner.hide()
        self._set_busy(_("Mencadangkan ke flashdisk…"))
        self.ask(
            back_up_to,
            folder,
            on_done=self._on_copied,
            on_error=self._on_failed,
            on_progress=self.progress.update_to,
            writes=True,
            tanpa_kunci=without_key,
        )

    def make_backup(self) -> None:
        """Make a backup on this computer."""
        self.banner.hide()
        self._set_busy(_("Membuat cadangan…"))
        self.ask(
            make_cadangan,
            on_done=self._on_made,
            on_error=self._on_failed,
            on_progress=self.progress.update_to,
            writes=True,
        )

    def check_selected(self) -> None:
        """Prove the chosen backup to its last byte."""
        one = self._model.row_at(self.table.current_row())
        if one is None:
            return
        self.banner.hide()
        self._set_busy(_("Memeriksa cadangan…"))
        self.ask(
            check_cadangan,
            one.path,
            on_done=self._on_checked,
            on_error=self._on_failed,
            on_progress=self.progress.update_to,
        )

    def offer(self, path: Path) -> None:
        """Prove a backup and then ask whether it is to be restored."""
        self.banner.hide()
        self._set_busy(_("Memeriksa cadangan…"))
        self.ask(
            check_cadangan,
            path,
            on_done=self._ask_restore,
            on_error=self._on_failed,
            on_progress=self.progress.update_to,
        )

    def restore(self, path: Path) -> None:
        """Prepare the restore; it happens when the program is opened again, so it is closed then."""
        self._set_busy(_("Menyiapkan pemulihan…"))
        self.ask(prepare_restore, path, on_done=self._on_prepared, on_error=self._on_failed, writes=True)

    def print_card(self) -> None:
        """Show the first-aid card, to be printed or kept."""
        window = self.window()

        def show(page: HalamanKunci) -> None:
            show_pdf(window, page.judul, page.nama_berkas)(page.pdf)

        self.ask(print_pertolongan, on_done=show, writes=True)

    def _show(self, shown: Shown) -> None:
        self._model.set_rows(shown.cadangan)
        state = shown.flashdisk
        if not state.media:
            text = _(
                "Belum ada cadangan di flashdisk. Pakai dua flashdisk bergantian, simpan di tempat lain yang terkunci."
            )
        elif state.belum:
            text = _("{n} perubahan belum ada di flashdisk. Terakhir: flashdisk {a}; giliran sekarang: {b}.")
        else:
            text = _("Semua perubahan sudah ada di flashdisk {a}. Giliran berikutnya: {b}.")
        others = state.media[1:]
        turn = _("flashdisk {x}").format(x=others[-1].label) if others else _("flashdisk kedua")
        last = state.media[0].label if state.media else ""
        self._stick_text.setText(text.format(n=number_text(state.belum), a=last, b=turn))

    def _copy_out(self) -> None:
        folder = self.folder.answer()
        if folder is None:
            self.banner.show_message(State.INFO, _("Pasang flashdisk lalu pilih di daftar, atau pilih folder."))
            return
        self.copy_to(folder)

    def _restore_selected(self) -> None:
        one = self._model.row_at(self.table.current_row())
        if one is not None:
            self.offer(one.path)

    def _ask_file(self) -> None:
        ask_one_file(
            self, "cadangan-berkas-dialog", _("Berkas cadangan"), _("Cadangan SKP Luring (*.skpc)"), self.offer
        )

    def _ask_restore(self, one: Cadangan) -> None:
        self._end()
        self.confirm = RestoreConfirm(self, one)
        self.confirm.confirmed.connect(self.restore)
        self.confirm.open()

    def _on_prepared(self, done: HasilPulih) -> None:
        self._end()
        self.ready = Dialog(
            self.window(),
            name="pulih-siap",
            title=_("Pemulihan siap"),
            text=_(
                "Program ditutup sekarang. Buka lagi dan masuk seperti biasa: yang tampil isi cadangan nomor {no}. "
                "Data yang sekarang disimpan di sebelahnya dan sebagai cadangan tersendiri."
            ).format(no=done.nomor),
            state=State.OK,
        )
        self.ready.add_button("tutup", _("Tutup program"), default=True)
        self.ready.finished.connect(lambda _result: self.window().close())
        self.ready.open()

    def _on_copied(self, done: HasilFlashdisk) -> None:
        self._end()
        text = _("Cadangan nomor {no} ada di flashdisk {x}. Boleh dicabut.").format(
            no=done.cadangan.nomor, x=done.label
        )
        if done.satu_disk:
            text = _(
                "Cadangan nomor {no} ditulis, tetapi folder itu di disk yang sama dengan data kantor. Pakai flashdisk."
            )
            text = text.format(no=done.cadangan.nomor)
        elif not done.berikut:
            text += " " + _("Lain kali pakai flashdisk kedua, bergantian.")
        self.banner.show_message(State.WARNING if done.satu_disk else State.OK, text)
        self.changed.emit(Changed((), ("cadangan",)))
        self.load()

    def _on_made(self, one: Cadangan) -> None:
        self._end()
        self.banner.show_message(State.OK, _("Cadangan nomor {no} dibuat dan diperiksa.").format(no=one.nomor))
        self.load()

    def _on_checked(self, one: Cadangan) -> None:
        self._end()
        self.banner.show_message(State.OK, _("Cadangan nomor {no} utuh sampai bita terakhir.").format(no=one.nomor))

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        self.show_error(error)
        self.load()

    def _on_selected(self, row: int) -> None:
        one = self._model.row_at(row)
        self._check.setEnabled(one is not None)
        self._restore.setEnabled(one is not None and one.galat is None)

    def _set_busy(self, text: str) -> None:
        self.progress.start(text, _("bita"), can_cancel=False)
        for button in (self._copy, self._make, self._check, self._restore, self._other):
            button.setEnabled(False)

    def _end(self) -> None:
        self.progress.finish()
        for button in (self._copy, self._make, self._other):
            button.setEnabled(True)
        self._on_selected(self.table.current_row())
