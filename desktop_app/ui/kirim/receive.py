"""ReceiveCard: a return bundle is dropped here, shown, and applied once the person has read it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.balasan import HasilBalasan, apply_return
from desktop_app.services.balasan_lihat import PratinjauBalasan, inspect_return
from desktop_app.ui.kirim.receive_preview import ReturnPreview
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.filedrop import FileDrop


class ReceiveCard(Card):
    """``received`` carries what an applied answer brought, ``wanted`` asks for the page of what came from above."""

    received = Signal(object)
    wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__("kirim-terima", _("Terima dari kabupaten"))
        self._page = page
        self.preview: ReturnPreview | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._drop = FileDrop(
            "kirim-balasan",
            _("Taruh balasan kabupaten di sini"),
            suffixes=(".skpb",),
            several=False,
            hint=_("Isinya diperlihatkan dulu, baru diterapkan."),
        )
        self._result = make_label("", name="kirim-hasil-balasan", wrap=True)
        self._above = make_button("kirim-dari-kabupaten", _("Permintaan dan mutasi dari kabupaten"))
        permit(self._above, self._page.desk, Wewenang.JAWAB_PERBAIKAN)
        self._confirmed = make_label("", "muted", name="kirim-diakui", wrap=True)
        self.box.addWidget(self._drop)
        self.box.addWidget(self._result)
        self.box.addWidget(self._above)
        self.box.addStretch(1)
        self.box.addWidget(self._confirmed)

    def _connect(self) -> None:
        self._drop.files_given.connect(lambda paths: self.receive(paths[0]))
        self._above.clicked.connect(self.wanted)

    def receive(self, path: Path) -> None:
        """Verify a return bundle and show what it would do."""
        self._page.banner.hide()
        self._result.setText(_("Memeriksa {berkas}…").format(berkas=path.name))
        self._page.ask(inspect_return, path, on_done=self._show, on_error=self._on_refused)

    def show_confirmed(self, number: int) -> None:
        """Say up to which bundle the kabupaten has acknowledged."""
        self._confirmed.setText(
            _("Kabupaten sudah mengakui sampai paket nomor {n}.").format(n=number)
            if number
            else _("Belum ada tanda terima dari kabupaten.")
        )

    def _show(self, found: PratinjauBalasan) -> None:
        self._result.setText(_("Balasan sudah diperiksa dan belum diterapkan."))
        self.preview = ReturnPreview(self.window(), found, lambda: self._apply(found.path))
        self.preview.open()

    def _apply(self, path: Path) -> None:
        self._result.setText(_("Menerapkan {berkas}…").format(berkas=path.name))
        self._page.ask(apply_return, path, on_done=self._on_received, on_error=self._on_refused, writes=True)

    def _on_received(self, result: HasilBalasan) -> None:
        self._result.setText(received_text(result))
        self.received.emit(result)

    def _on_refused(self, error: BaseException) -> None:
        self._result.setText(_("Balasan tidak diterima; tidak ada yang berubah."))
        self._page.show_error(error)


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
