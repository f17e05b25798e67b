"""KeberatanPage: the list, the sheet on which an employee writes, and the one on which a superior decides."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.i18n import _
from desktop_app.services.kantor import Peran
from desktop_app.services.keberatan import Tersegel
from desktop_app.services.keberatan_buka import JawabanSlip, NasibSlip, check_slip, copy_objection
from desktop_app.services.keberatan_cetak import HalamanKeberatan, print_slip
from desktop_app.services.keberatan_masuk import HasilSalinan, take_in_copy
from desktop_app.ui.desk import Desk
from desktop_app.ui.keberatan.decide import DecisionSheet
from desktop_app.ui.keberatan.listing import ObjectionList
from desktop_app.ui.keberatan.words import Row, facts_text
from desktop_app.ui.keberatan.write import ObjectionSheet
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_pdf
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.filedialog import ask_one_file
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.form import FormRow


class KeberatanPage(Page):
    """Shows the list or one of two sheets; what was typed or opened is forgotten when a sheet is left."""

    kinds = ("keberatan", "putusan_keberatan", "penilaian")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-keberatan", _("Keberatan"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.listing = ObjectionList(self)
        self.writing = ObjectionSheet(self)
        self.deciding = DecisionSheet(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("keberatan-bagian")
        for part in (self.listing, self.writing, self.deciding):
            self._stack.addWidget(part)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.listing.opened.connect(self._open_row)
        self.listing.new_wanted.connect(self.show_writing)
        self.listing.check_wanted.connect(self.ask_code)
        self.listing.copy_wanted.connect(self._choose_copy)
        self.listing.left.connect(self._go_back)
        self.writing.left.connect(self.show_list)
        self.writing.sealed.connect(self._on_sealed)
        self.deciding.left.connect(self.show_list)

    def load(self) -> None:
        """Load the list."""
        self.listing.load()

    def enter(self) -> None:
        """Load; the keyboard begins in the list."""
        super().enter()
        if self._stack.currentWidget() is self.listing:
            self.listing.take_focus()

    def leave(self) -> None:
        """Keep what was typed, and show the list when the page is shown again."""
        self._close_sheets()
        self._stack.setCurrentWidget(self.listing)
        self._stale = True

    def show_writing(self) -> None:
        """Show the sheet on which an employee writes."""
        self.banner.hide()
        self._stack.setCurrentWidget(self.writing)
        self.writing.open()

    def show_list(self) -> None:
        """Leave a sheet for the list."""
        self._close_sheets()
        self._stack.setCurrentWidget(self.listing)
        self.listing.load()
        self.listing.take_focus()

    def _close_sheets(self) -> None:
        self.writing.close_sheet()
        self.deciding.close_sheet()

    def _go_back(self) -> None:
        self.navigate.emit("masuk" if self.desk.profil.peran is Peran.KABUPATEN else "penilaian", "")

    def _open_row(self, row: Row) -> None:
        self.banner.hide()
        if row.keberatan is not None and row.keberatan.bagian == "sendiri":
            self._show_own(row)
            return
        self._stack.setCurrentWidget(self.deciding)
        self.deciding.open(row)

    def _show_own(self, row: Row) -> None:
        """Show his own objection: what became of it, slip, copy, and the decision where there is one."""
        assert row.keberatan is not None
        dialog = Dialog(
            self.window(), name="keberatan-sendiri", title=row.keadaan, text=facts_text(row.keberatan), state=row.tanda
        )
        self._add_takings(dialog, row.keberatan.id)
        if row.keberatan.keputusan is not None:
            dialog.add_button("putusan", _("Lihat keputusan"), lambda: self._show_decision(row))
        dialog.add_button("tutup", _("Tutup"), default=True)
        dialog.open()

    def _show_decision(self, row: Row) -> None:
        self._stack.setCurrentWidget(self.deciding)
        self.deciding.open(row)

    def _on_sealed(self, made: Tersegel) -> None:
        self.changed.emit(made.changed)
        self.show_list()
        text = _(
            "Keberatan nomor {nomor} sudah disegel.\n\nKode slip: {kode}\n\nCetak slipnya sekarang dan simpan di luar "
            "kantor. Salin juga ke flashdisk Anda: kabupaten menerimanya langsung dari Anda."
        )
        dialog = Dialog(
            self.window(),
            name="keberatan-tersegel",
            title=_("Tersegel"),
            text=text.format(nomor=made.nomor, kode=made.kode),
            state=State.OK,
        )
        self._add_takings(dialog, made.doc_id)
        dialog.add_button("selesai", _("Selesai"))
        dialog.open()

    def _add_takings(self, dialog: Dialog, doc_id: str) -> None:
        dialog.add_button("slip", _("Cetak slip…"), lambda: self._print_slip(doc_id), closes=False)
        dialog.add_button("salin", _("Salin ke flashdisk…"), lambda: self._ask_folder(doc_id), closes=False)

    def _print_slip(self, doc_id: str) -> None:
        def show(page: HalamanKeberatan) -> None:
            show_pdf(self, _("Slip keberatan"), page.nama)(page.pdf)

        self.ask(print_slip, doc_id, on_done=show, writes=True)

    def _ask_folder(self, doc_id: str) -> None:
        dialog = Dialog(
            self.window(),
            name="keberatan-salin",
            title=_("Salin ke flashdisk Anda"),
            text=_("Satu berkas bersegel. Serahkan ke kabupaten bila kantor tidak mengirim, atau slip Anda tidak ada."),
        )
        where = FolderField("keberatan-salin-ke", _("Flashdisk atau folder"))
        dialog.content.addWidget(FormRow("keberatan-salin-baris", _("Salin ke"), where))
        dialog.add_button("batal", _("Batal"))

        def copy() -> None:
            folder = where.answer()
            if folder is None:
                where.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            dialog.accept()
            self.ask(copy_objection, doc_id, folder, on_done=self._tell_copied, writes=True)

        dialog.add_button("salin", _("Salin"), copy, default=True, closes=False)
        dialog.open()

    def _tell_copied(self, path: Path) -> None:
        self.banner.show_message(State.OK, _("Tersalin: {berkas}").format(berkas=path.name))

    def ask_code(self) -> None:
        """Ask for the code of a slip and say what is here."""
        dialog = Dialog(
            self.window(),
            name="keberatan-kode",
            title=_("Periksa slip"),
            text=_("Ketik 15 tanda dari slip. Nama tidak diperlukan."),
        )
        field = make_line_edit("keberatan-kode-isi", _("Kode slip"), hint="7K2DV-5W6XV-38M2A", limit=60)
        dialog.content.addWidget(FormRow("keberatan-kode-baris", _("Kode"), field))
        dialog.add_button("batal", _("Batal"))

        def check() -> None:
            dialog.accept()
            self.ask(check_slip, field.text(), on_done=self._tell_slip)

        dialog.add_button("periksa", _("Periksa"), check, default=True, closes=False)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        dialog.open()

    def _tell_slip(self, answer: JawabanSlip) -> None:
        day = format_tanggal(answer.tanggal) if answer.tanggal else "–"
        if answer.nasib is NasibSlip.UTUH:
            text = _("Ada dan utuh: keberatan nomor {nomor} dari {kantor}, disegel {hari}.")
            said = text.format(nomor=answer.nomor, kantor=answer.kantor, hari=day)
            self.banner.show_message(State.OK, said)
        elif answer.nasib is NasibSlip.BERUBAH:
            text = _("Ada, tetapi tidak utuh lagi. Minta salinan dari flashdisk pegawai, lalu terima salinan itu.")
            self.banner.show_message(State.ERROR, text)
        else:
            text = _(
                "Tidak ada keberatan dengan kode ini di sini. Bila paket kantornya sudah sampai, minta salinan (.skpk) "
                "dari pegawai."
            )
            self.banner.show_message(State.WARNING, text)

    def _choose_copy(self) -> None:
        ask_one_file(
            self.window(),
            "keberatan-pilih-salinan",
            _("Pilih salinan keberatan"),
            _("Salinan keberatan (*.skpk)"),
            self.take_copy,
            accept=_("Terima"),
        )

    def take_copy(self, path: Path) -> None:
        """Take in an objection that somebody carried."""
        self.ask(take_in_copy, path, on_done=self._tell_taken, writes=True)

    def _tell_taken(self, made: HasilSalinan) -> None:
        self.changed.emit(made.changed)
        self.listing.load()
        text = _("Diterima: keberatan nomor {nomor}.") if made.baru else _("Keberatan nomor {nomor} sudah ada di sini.")
        self.banner.show_message(State.OK, text.format(nomor=made.nomor))
