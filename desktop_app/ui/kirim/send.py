"""SendCard: what is not sent yet, where to, and the ritual of the stick in three plain steps."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.kirim import PUTARAN, BelumDikirim, Salinan, Tersegel, place_bundle, seal_bundle
from desktop_app.services.paket import PaketKeluar
from desktop_app.ui.exchange_words import counts_text, number_text, size_text, unsent_count
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.code import CodeBlock
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.steps import Step, StepList
from desktop_app.ui.widgets.turning import TurningRow

WRITE, REREAD, PULL = range(3)


class SendCard(Card):
    """Shows one of three: ready to send, at work, done."""

    sealed = Signal(object)
    """``Tersegel``: the bundle lies in the outbox; counts have changed."""
    passport_wanted = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__("kirim-kartu", _("Kirim ke kabupaten"))
        self._page = page
        self._bundle: PaketKeluar | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.setObjectName("kirim-keadaan")
        self._ready, self._working, self._done = self._build_ready(), self._build_working(), self._build_done()
        for part in (self._ready, self._working, self._done):
            self._stack.addWidget(part)
        self.box.addWidget(self._stack, 1)

    def _build_ready(self) -> QWidget:
        self._count = make_label("–", "number", name="kirim-jumlah")
        self._note = make_label("", name="kirim-jumlah-ket")
        self._kinds = make_label("", "muted", name="kirim-jenis", wrap=True)
        self._folder = FolderField("kirim-folder", _("Flashdisk atau folder tujuan"))
        self._row = FormRow("kirim-baris-folder", _("Flashdisk atau folder tujuan"), self._folder, stacked=True)
        self._send = make_button("kirim-kirim", _("Kirim"), kind="primary", icon_name="kirim")
        count = QHBoxLayout()
        count.setSpacing(10)
        count.addWidget(self._count)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._note)
        words.addWidget(self._kinds)
        count.addLayout(words, 1)
        button = QHBoxLayout()
        button.addStretch(1)
        button.addWidget(self._send)
        return _part(count, self._row, button)

    def _build_working(self) -> QWidget:
        self._steps = StepList(
            "kirim-langkah",
            _("Mengirim"),
            [
                _("Menulis paket ke flashdisk"),
                _("Membaca ulang dan membandingkan"),
                _("Flashdisk boleh dicabut"),
            ],
        )
        self._back = make_button("kirim-kembali", _("Kembali"))
        button = QHBoxLayout()
        button.addStretch(1)
        button.addWidget(self._back)
        return _part(self._steps, button)

    def _build_done(self) -> QWidget:
        self._said = make_label("", "label", name="kirim-selesai", wrap=True)
        self._said.setProperty("state", State.OK.value)
        self._where = ElidedLabel("", "muted", name="kirim-tempat", middle=True)
        self._words = CodeBlock("kirim-empat-kata", _("Empat kata paket ini"), role="code-small")
        codes = TurningRow("kirim-kode-kode", [(self._words, 0), (QWidget(), 1)], turn_at=560)
        self._hint = make_label(
            _("Kabupaten melihat empat kata yang sama. Kode tanda terima dibacakan kabupaten sesudah menerima."),
            "muted",
            wrap=True,
        )
        self._passport = make_button("kirim-lihat-pengantar", _("Surat pengantar"), kind="primary", icon_name="cetak")
        self._again = make_button("kirim-selesai-tutup", _("Selesai"))
        row = QHBoxLayout()
        row.addWidget(self._passport)
        row.addWidget(self._again)
        row.addStretch(1)
        return _part(self._said, self._where, codes, self._hint, row)

    def _connect(self) -> None:
        self._send.clicked.connect(self.send)
        self._folder.answered.connect(lambda _path: self._row.clear_finding())
        self._back.clicked.connect(self.show_ready)
        self._again.clicked.connect(self.show_ready)
        self._passport.clicked.connect(lambda: self.passport_wanted.emit(self._bundle))

    @property
    def busy(self) -> bool:
        """Whether a bundle is on its way to a stick."""
        return self._stack.currentWidget() is self._working and not self._back.isVisible()

    def take_focus(self) -> None:
        """Put the keyboard on what comes next."""
        target = self._send if self._folder.answer() and self._send.isEnabled() else self._folder
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_unsent(self, unsent: BelumDikirim) -> None:
        """Show what the next bundle would carry."""
        self._folder.look_for_sticks()
        nothing = unsent.revisi == 0 and unsent.naskah == 0 and unsent.bukti == 0
        count, words = unsent_count(unsent.baru, unsent.menunggu)
        self._count.setText(number_text(count))
        self._note.setText(words)
        kinds = counts_text(unsent.jenis)
        if unsent.baru and unsent.menunggu:
            again = _("ikut dikirim lagi: {n} yang menunggu tanda terima").format(n=number_text(unsent.menunggu))
            kinds = f"{kinds} · {again}"
        if unsent.naskah:
            typed = _("{n} ketikan terakhir ikut disimpan sebagai versi").format(n=unsent.naskah)
            kinds = f"{kinds} · {typed}" if kinds else typed
        if unsent.bukti:
            files = _("{n} berkas bukti ({ukuran})").format(
                n=number_text(unsent.bukti), ukuran=size_text(unsent.bukti_ukuran)
            )
            kinds = f"{kinds} · {files}" if kinds else files
        if unsent.bukti_sisa:
            later = _("{n} berkas bukti menyusul dengan paket berikutnya").format(n=number_text(unsent.bukti_sisa))
            kinds = f"{kinds} · {later}"
        self._kinds.setText(kinds)
        self._kinds.setVisible(bool(kinds))
        self._send.setEnabled(not nothing)

    def choose_folder(self, folder: Path) -> None:
        """Take ``folder`` as the place to write to."""
        self._folder.take(folder)

    def folder(self) -> Path | None:
        """Return the place to write to, or nothing."""
        return self._folder.answer()

    def require_folder(self) -> Path | None:
        """Return the place to write to; say beside the field that there is none."""
        folder = self._folder.answer()
        if folder is None:
            self._row.show_finding(State.ERROR, _("Pasang flashdisk, atau pilih folder tujuan."))
            self._folder.setFocus(Qt.FocusReason.OtherFocusReason)
        return folder

    def show_ready(self) -> None:
        """Go back to what is not sent yet."""
        self._stack.setCurrentWidget(self._ready)
        self.take_focus()

    def send(self) -> None:
        """Seal what is not sent yet, copy it to the stick, read it back."""
        folder = self.require_folder()
        if folder is None:
            return
        self._begin(_("Menyusun paket…"))
        self._page.ask(
            seal_bundle,
            on_done=lambda sealed: self._on_sealed(sealed, folder),
            on_error=self._on_error,
            on_progress=lambda n, m: self._steps.set_step(
                WRITE,
                Step.ACTIVE,
                _("Menyusun paket: {n} dari {m} versi").format(n=number_text(n), m=number_text(m)),
            ),
            writes=True,
        )

    def copy(self, bundle: PaketKeluar) -> None:
        """Copy a bundle of the outbox once more."""
        folder = self.require_folder()
        if folder is not None:
            self._begin("")
            self._place(bundle, folder)

    def _begin(self, detail: str) -> None:
        self._page.banner.hide()
        self._steps.reset()
        self._steps.set_step(WRITE, Step.ACTIVE, detail)
        self._back.hide()
        self._stack.setCurrentWidget(self._working)

    def _on_sealed(self, sealed: Tersegel, folder: Path) -> None:
        self.sealed.emit(sealed)
        self._place(sealed.paket, folder)

    def _place(self, bundle: PaketKeluar, folder: Path) -> None:
        self._bundle = bundle
        self._page.ask(
            place_bundle,
            bundle,
            folder,
            on_done=self._on_placed,
            on_error=self._on_error,
            on_progress=self._on_bytes,
            writes=True,
        )

    def _on_bytes(self, done: int, total: int) -> None:
        size = max(total // PUTARAN, 1)
        if done <= size:
            text = _("{n} dari {m}").format(n=size_text(done), m=size_text(size))
            self._steps.set_step(WRITE, Step.ACTIVE, text)
            return
        self._steps.set_step(WRITE, Step.DONE)
        share = min(100, (done - size) * 100 // max(total - size, 1))
        self._steps.set_step(REREAD, Step.ACTIVE, _("{n} %").format(n=share))

    def _on_placed(self, copy: Salinan) -> None:
        for number in (WRITE, REREAD, PULL):
            self._steps.set_step(number, Step.DONE)
        number = self._bundle.seq if self._bundle else 0
        self._said.setText(
            _("Paket nomor {n} sudah ditulis dan dibaca ulang. Flashdisk boleh dicabut.").format(n=number)
        )
        self._where.setText(str(copy.path))
        self._words.show_groups(list(copy.empat_kata))
        self._stack.setCurrentWidget(self._done)
        self._passport.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_error(self, error: BaseException) -> None:
        at = next((n for n in (WRITE, REREAD) if self._steps.step(n) is Step.ACTIVE), WRITE)
        self._steps.set_step(at, Step.FAILED)
        self._back.show()
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page.show_error(error)


def _part(*rows: QWidget | QHBoxLayout) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    for row in rows:
        if isinstance(row, QWidget):
            column.addWidget(row)
        else:
            column.addLayout(row)
    column.addStretch(1)
    return part
