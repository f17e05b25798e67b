"""SendCard: sending in three plain steps with pictures, each of which can be taken up again where it was broken off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from desktop_app.i18n import _
from desktop_app.services.dibawa import note_kurir
from desktop_app.services.keluar_salinan import check_copy
from desktop_app.services.kirim import BelumDikirim, Salinan, Tersegel, place_bundle, seal_bundle
from desktop_app.services.paket import PaketKeluar
from desktop_app.services.surel import HasilSurel
from desktop_app.ui.exchange_words import number_text
from desktop_app.ui.kirim.copying import CopyPart
from desktop_app.ui.kirim.handing import HandPart
from desktop_app.ui.kirim.prepare import PreparePart
from desktop_app.ui.kirim.strip import COPY, HAND_OVER, PREPARE, StepStrip
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import Card


class SendCard(Card):
    """Shows one step at a time; what it says of a bundle comes from the outbox, so a crash changes nothing of it."""

    sealed = Signal(object)
    """``Tersegel``: the bundle lies in the outbox; counts have changed."""
    carried = Signal()
    """A copy left, or who carries it was noted."""
    passport_wanted = Signal(object)
    mail_wanted = Signal(object)
    codes_wanted = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__("kirim-kartu", _("Kirim ke kabupaten"))
        self._page = page
        self._bundle: PaketKeluar | None = None
        self._folder: Path | None = None
        self._put_off: tuple[str, int] | None = None
        self._sealing = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.strip = StepStrip()
        self._prepare, self._copy, self._hand = PreparePart(), CopyPart(), HandPart()
        self._parts = (self._prepare, self._copy, self._hand)
        self.box.addWidget(self.strip)
        for part in self._parts:
            # Not a stack: it would make every step as high as the highest.
            self.box.addWidget(part, 1)
            part.setVisible(part is self._prepare)

    def _connect(self) -> None:
        self._prepare.wanted.connect(self.send)
        self._copy.wanted.connect(self._place)
        self._copy.later.connect(self.put_off)
        self._copy.mail_wanted.connect(lambda: self.mail_wanted.emit(self._bundle))
        self._copy.codes_wanted.connect(lambda: self.codes_wanted.emit(self._bundle))
        self._hand.letter_wanted.connect(lambda name: self._note_courier(name, letter=True))
        self._hand.finished.connect(lambda name: self._note_courier(name, letter=False))
        self._hand.again_wanted.connect(self._copy_again)
        self._hand.check_wanted.connect(self._check_again)

    @property
    def busy(self) -> bool:
        """Whether a bundle is being made or is on its way to a stick."""
        return self._sealing or self._copy.working

    @property
    def step(self) -> int:
        """The step that is shown: ``PREPARE``, ``COPY`` or ``HAND_OVER``."""
        return self.strip.present

    def take_focus(self) -> None:
        """Put the keyboard on what comes next."""
        self._parts[self.step].take_focus()

    def show_unsent(self, unsent: BelumDikirim, interrupted: PaketKeluar | None = None) -> None:
        """Show what the next bundle would carry; one that was made and never copied is offered first."""
        self._prepare.show_unsent(unsent)
        self._copy.look_for_sticks()
        if self.busy or self.step == HAND_OVER:
            return
        if interrupted is None or (interrupted.epoch, interrupted.seq) == self._put_off:
            return
        if self.step == PREPARE or self._bundle != interrupted:
            self._show_copy(interrupted, resumed=True)

    def choose_folder(self, folder: Path) -> None:
        """Take ``folder`` as the place to write to; with a place known, a bundle that is made is copied at once."""
        self._folder = folder
        self._copy.choose_folder(folder)

    def folder(self) -> Path | None:
        """Return the place to write to, or nothing."""
        return self._copy.folder()

    def show_ready(self) -> None:
        """Go back to what is not sent yet."""
        self._folder = None
        self._go(PREPARE)

    def put_off(self) -> None:
        """Leave the copy for later; the outbox still offers it, and so does this page when it is opened anew."""
        if self._bundle is not None:
            self._put_off = (self._bundle.epoch, self._bundle.seq)
        self.show_ready()

    def send(self) -> None:
        """Seal what is not sent yet, and go on to the stick."""
        self._page.banner.hide()
        self._sealing = True
        self._prepare.setEnabled(False)
        self._page.ask(
            seal_bundle,
            on_done=self._on_sealed,
            on_error=self._on_not_sealed,
            on_progress=lambda n, m: self._page.banner.show_message(
                State.INFO,
                _("Menyusun paket: {n} dari {m} versi").format(n=number_text(n), m=number_text(m)),
            ),
            writes=True,
        )

    def copy(self, bundle: PaketKeluar) -> None:
        """Copy a bundle of the outbox, once more or for the first time."""
        if not self.busy:
            self._show_copy(bundle, resumed=False)
            if self._folder is not None:
                self._copy.begin()

    def show_mail(self, bundle: PaketKeluar, result: HasilSurel) -> None:
        """Go on after a bundle was written as files for letters."""
        self._bundle = bundle
        self._hand.show_mail(bundle, len(result.berkas), place_text(result.berkas[0]), result.empat_kata)
        self._go(HAND_OVER)
        self.carried.emit()

    def _go(self, step: int, *, finished: bool = False) -> None:
        self.strip.show_step(step, finished=finished)
        for number, part in enumerate(self._parts):
            part.setVisible(number == step)
        self.take_focus()

    def _show_copy(self, bundle: PaketKeluar, *, resumed: bool) -> None:
        self._bundle = bundle
        self._copy.show_bundle(bundle, resumed=resumed)
        self._go(COPY)

    def _on_sealed(self, sealed: Tersegel) -> None:
        self._sealing = False
        self._prepare.setEnabled(True)
        self._page.banner.hide()
        self._show_copy(sealed.paket, resumed=False)
        if self._folder is not None:
            self._copy.begin()
        self.sealed.emit(sealed)

    def _on_not_sealed(self, error: BaseException) -> None:
        self._sealing = False
        self._prepare.setEnabled(True)
        self._prepare.take_focus()
        self._page.show_error(error)

    def _place(self, folder: Path) -> None:
        assert self._bundle is not None, "there is a bundle before there is a stick"
        self._page.banner.hide()
        self._folder = folder
        self._page.ask(
            place_bundle,
            self._bundle,
            folder,
            on_done=self._on_placed,
            on_error=self._on_error,
            on_progress=self._copy.show_bytes,
            writes=True,
        )

    def _on_placed(self, copy: Salinan) -> None:
        assert self._bundle is not None
        self._copy.show_done()
        self._hand.show_copy(self._bundle, place_text(copy.path), copy.empat_kata)
        self._go(HAND_OVER)
        self.carried.emit()

    def _on_error(self, error: BaseException) -> None:
        self._copy.show_failed()
        self._page.show_error(error)

    def _copy_again(self) -> None:
        self._folder = None
        if self._bundle is not None:
            self._show_copy(self._bundle, resumed=False)

    def _check_again(self) -> None:
        folder = self._folder or self._copy.require_folder()
        if folder is not None and self._bundle is not None:
            self._hand.say(_("Membaca lagi paket nomor {n} di flashdisk…").format(n=self._bundle.seq))
            self._page.ask(
                check_copy, self._bundle, folder, on_done=self._on_same, on_error=self._on_different, writes=True
            )

    def _on_same(self, path: Path) -> None:
        number = self._bundle.seq if self._bundle else 0
        self._hand.say(
            _("Paket nomor {n} di flashdisk masih sama ({berkas}). Flashdisk boleh dicabut.").format(
                n=number, berkas=path.name
            )
        )

    def _on_different(self, error: BaseException) -> None:
        number = self._bundle.seq if self._bundle else 0
        self._hand.say(_("Paket nomor {n} belum terbukti ada di flashdisk.").format(n=number))
        self._page.show_error(error)

    def _note_courier(self, name: str, *, letter: bool) -> None:
        """Keep who carries it, then show the letter that names him, or finish."""
        bundle = self._bundle
        assert bundle is not None

        def done(_changed: object) -> None:
            self.carried.emit()
            if letter:
                self.strip.show_step(HAND_OVER, finished=True)
                self.passport_wanted.emit(bundle)
            else:
                self.show_ready()

        self._page.ask(note_kurir, bundle, name, on_done=done, writes=True)


def place_text(path: Path) -> str:
    """Return a file and the stick or folder that it lies in, short enough to be read at a glance."""
    return _("{berkas} di {tempat}").format(berkas=path.name, tempat=path.parent.name or str(path.parent))
