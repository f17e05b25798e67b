"""ReceiptCode: the dialog in which the twelve letters are typed that the kabupaten reads out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.kode_terima import HasilKode, receive_code
from desktop_app.services.paket import PaketKeluar
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_label, make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow

LONGEST = 40


class ReceiptCode(Dialog):
    """Typed as one hears it: capital or small, with or without spaces; a slip is told beside the field."""

    def __init__(
        self, parent: QWidget, page: Page, bundle: PaketKeluar, on_received: Callable[[HasilKode], object]
    ) -> None:
        super().__init__(
            parent,
            name="kirim-kode-dialog",
            title=_("Ketik kode terima paket nomor {n}").format(n=bundle.seq),
            text=_(
                "Telepon atau hubungi kabupaten lewat radio, dan minta mereka membacakan dua belas huruf kode terima "
                "paket nomor {n}. Kode itu hanya ada di layar kabupaten, sesudah paket digabungkan."
            ).format(n=bundle.seq),
        )
        self._page = page
        self._bundle = bundle
        self._on_received = on_received
        self._build_field()

    def _build_field(self) -> None:
        self._field = make_line_edit("kirim-kode-isian", _("Kode terima"), limit=LONGEST)
        self._field.setPlaceholderText("ABCD-EFGH-JKLM")
        self._field.setProperty("role", "code")
        self._row = FormRow("kirim-kode-baris", _("Kode terima"), self._field, required=True, stacked=True)
        self.content.addWidget(self._row)
        self.content.addWidget(
            make_label(
                _("Huruf kecil dan spasi tidak apa-apa. Huruf terakhir memeriksa yang lain: salah dengar ketahuan."),
                "muted",
                wrap=True,
            )
        )
        self.add_button("batal", _("Batal"))
        self._yes = self.add_button("ya", _("Catat sebagai diterima"), self.take, default=True, closes=False)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """Note what was typed; what does not fit is told beside the field and can be typed again."""
        self._yes.setEnabled(False)
        self._page.ask(
            receive_code,
            self._field.text(),
            self._bundle.seq,
            on_done=self._on_done,
            on_error=self._on_error,
            writes=True,
        )

    def _on_done(self, result: HasilKode) -> None:
        self.accept()
        self._on_received(result)

    def _on_error(self, error: BaseException) -> None:
        self._yes.setEnabled(True)
        if isinstance(error, UserError):
            self._row.show_finding(State.ERROR, sentence(error))
            self._field.selectAll()
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._page.show_error(error)


def received_text(result: HasilKode) -> str:
    """Return what to say once a code fitted."""
    number = result.paket.seq
    if result.paket.diterima:
        return _("Paket nomor {n} sudah punya tanda terima dari kabupaten.").format(n=number)
    if result.sudah:
        return _("Kode paket nomor {n} sudah pernah dicatat.").format(n=number)
    return _(
        "Paket nomor {n} diterima kabupaten (lewat kode). Isinya tetap ikut dikirim sampai berkas balasan datang."
    ).format(n=number)
