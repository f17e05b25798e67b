"""ReceiveCard: answers of the kabupaten are dropped here, shown one by one, and applied once somebody has read them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.bagian import Seri
from desktop_app.services.balasan import HasilBalasan, apply_return
from desktop_app.services.balasan_lihat import PratinjauBalasan, inspect_return
from desktop_app.services.kantor import Profil
from desktop_app.services.rakit import list_bagian, words_missing
from desktop_app.ui.kirim.receive_files import SUFFIXES, Looked, ReturnFiles, looked_message
from desktop_app.ui.kirim.receive_preview import ReturnPreview
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.filedrop import FileDrop
from desktop_app.ui.widgets.folder import FolderField


class ReceiveCard(Card):
    """``received`` carries what an applied answer brought, ``wanted`` asks for the page of what came from above."""

    received = Signal(object)
    wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__("kirim-terima", _("Terima dari kabupaten"))
        self._page = page
        self.preview: ReturnPreview | None = None
        self._queue: list[PratinjauBalasan] = []
        self._said: list[str] = []
        self._many = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self._files = ReturnFiles(self._page)
        self._drop = FileDrop(
            "kirim-balasan",
            _("Taruh balasan kabupaten di sini"),
            suffixes=SUFFIXES,
            hint=_("Berkas balasan, bagian surel, atau foto lembar kode. Diperlihatkan dulu, baru diterapkan."),
        )
        self._folder = FolderField("kirim-balasan-flashdisk", _("Cari balasan di flashdisk"))
        self._waiting = make_label("", name="kirim-bagian-menunggu", wrap=True)
        self._waiting.hide()
        self._whole = make_button("kirim-bagian-periksa", _("Lihat balasan yang sudah lengkap"))
        self._whole.hide()
        self._result = make_label("", name="kirim-hasil-balasan", wrap=True)
        self._above = make_button("kirim-dari-kabupaten", _("Permintaan dan mutasi dari kabupaten"))
        permit(self._above, self._page.desk, Wewenang.JAWAB_PERBAIKAN)
        self._confirmed = make_label("", "muted", name="kirim-diakui", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(make_label(_("Atau di flashdisk"), "label"))
        line.addWidget(self._folder, 1)
        self.box.addWidget(self._drop)
        self.box.addLayout(line)
        for part in (self._waiting, self._whole, self._result, self._above):
            self.box.addWidget(part)
        self.box.addStretch(1)
        self.box.addWidget(self._confirmed)

    def _connect(self) -> None:
        self._drop.files_given.connect(self.receive_all)
        self._folder.answered.connect(self.look_into)
        self._whole.clicked.connect(lambda: self.receive_all(()))
        self._above.clicked.connect(self.wanted)
        self._files.progressed.connect(self._result.setText)
        self._files.looked.connect(self._on_looked)
        self._files.failed.connect(self._on_refused)

    def load(self) -> None:
        """Ask which parts of answers wait for others."""
        self._folder.look_for_sticks()
        self._page.ask(list_bagian, on_done=self._show_waiting)

    def receive(self, path: Path) -> None:
        """Verify a return bundle and show what it would do."""
        self.receive_all([path])

    def receive_all(self, paths: Sequence[Path]) -> None:
        """Verify files, parts and photos, and show what the answers in them would do, one after the other."""
        self._begin()
        self._files.take(paths)

    def look_into(self, folder: Path) -> None:
        """Look for answers to this computer on a stick, and show what they would do."""
        self._begin()
        self._files.look_into(folder)

    def show_confirmed(self, number: int) -> None:
        """Say up to which bundle the kabupaten has acknowledged."""
        self._confirmed.setText(
            _("Kabupaten sudah mengakui sampai paket nomor {n}.").format(n=number)
            if number
            else _("Belum ada tanda terima dari kabupaten.")
        )

    def _begin(self) -> None:
        self._page.banner.hide()
        self._said = []
        self._set_open(False)

    def _set_open(self, free: bool) -> None:
        for part in (self._drop, self._folder, self._whole):
            part.setEnabled(free)

    def _show_waiting(self, waiting: tuple[Seri, ...]) -> None:
        lines = [words_missing(one) for one in waiting if one.kurang]
        lines += [_("Balasan “{kata}” sudah lengkap.").format(kata=one.kata) for one in waiting if not one.kurang]
        self._waiting.setText("\n".join(lines))
        self._waiting.setVisible(bool(lines))
        self._whole.setVisible(any(not one.kurang for one in waiting))

    def _on_looked(self, looked: Looked) -> None:
        self._result.setText("")
        if looked.lone_error is not None:
            self._on_refused(looked.lone_error[1])
            return
        state, text = looked_message(looked)
        if text:
            self._page.banner.show_message(state, text)
        fresh = [one for one in looked.answers if not one.sudah_diterima]
        # One that is chosen alone is shown whatever it brings; of several only what was not applied before.
        self._queue = list(looked.answers) if len(looked.answers) == 1 else fresh
        self._many = len(looked.answers) > 1
        if known := len(looked.answers) - len(self._queue):
            self._said.append(_("{n} balasan sudah pernah diterapkan.").format(n=known))
        self._tell()
        if self._queue:
            self._show(self._queue.pop(0))
        else:
            self._end()

    def _next(self) -> None:
        """Look at the next answer again, for what was applied just now may have brought the same."""
        if not self._queue:
            self._end()
            return
        found = self._queue.pop(0)
        self._page.ask(inspect_return, found.path, on_done=self._show, on_error=self._on_refused)

    def _show(self, found: PratinjauBalasan) -> None:
        if not self._many:
            self._result.setText(_("Balasan sudah diperiksa dan belum diterapkan."))
        self.preview = ReturnPreview(self.window(), found, lambda: self._apply(found), lambda: self._put_off(found))
        self.preview.open()

    def _put_off(self, found: PratinjauBalasan) -> None:
        if self._many:
            self._said.append(_("Balasan nomor {n} belum diterapkan.").format(n=found.paspor.seq))
            self._tell()
        self._next()

    def _apply(self, found: PratinjauBalasan) -> None:
        self._result.setText(_("Menerapkan {berkas}…").format(berkas=found.path.name))

        def done(result: HasilBalasan) -> None:
            text = received_text(result)
            self._said.append(
                _("Balasan nomor {n}: {hasil}").format(n=found.paspor.seq, hasil=text) if self._many else text
            )
            self._tell()
            self.received.emit(result)
            self._next()

        self._page.ask(apply_return, found.path, on_done=done, on_error=self._on_refused, writes=True)

    def _tell(self) -> None:
        if self._said:
            self._result.setText("\n".join(self._said))

    def _on_refused(self, error: BaseException) -> None:
        self._said.append(_("Balasan tidak diterima; tidak ada yang berubah."))
        self._tell()
        self._page.show_error(error)
        self._next()

    def _end(self) -> None:
        self._set_open(True)
        self._files.settle()
        self.load()


def received_text(result: HasilBalasan) -> str:
    """Return the result of a return bundle in one sentence or two."""
    parts = []
    if result.diterima:
        numbers = ", ".join(map(str, result.diterima))
        parts.append(_("Kabupaten mengakui sudah menerima paket nomor {nomor}.").format(nomor=numbers))
    if result.revisi_baru:
        parts.append(_("{n} versi baru masuk dari kabupaten.").format(n=result.revisi_baru))
    if result.dari_kabupaten:
        parts.append(_("Dari kabupaten untuk semua kantor: {apa}.").format(apa=", ".join(result.dari_kabupaten)))
    if result.kantor is not None:
        parts.append(name_text(result.kantor))
    if result.menunggu:
        parts.append(_("{n} versi menunggu paket yang belum datang.").format(n=result.menunggu))
    if result.karantina:
        parts.append(_("{n} catatan ditahan.").format(n=result.karantina))
    if result.bukti:
        parts.append(_("{n} berkas bukti masuk.").format(n=result.bukti))
    if result.bukti_menunggu:
        parts.append(_("Menunggu {n} berkas bukti dari paket berikutnya.").format(n=result.bukti_menunggu))
    if result.sertifikat_baru and not parts:
        parts.append(_("Sertifikat kantor ini diperbarui."))
    if result.sudah_diterima:
        parts.insert(0, _("Balasan ini sudah pernah diterima."))
    return " ".join(parts) or _("Balasan diterima; tidak ada yang baru di dalamnya.")


def name_text(office: Profil) -> str:
    """Return the sentence about an office that is written now as the kabupaten writes it."""
    return _("Kantor ini sekarang ditulis seperti di kabupaten: {nama}, {instansi}; tempat: {tempat}.").format(
        nama=office.nama, instansi=office.instansi, tempat=office.tempat or "–"
    )
