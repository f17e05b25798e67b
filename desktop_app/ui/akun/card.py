"""The recovery card: a printed code that opens the data when passwords are forgotten."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kartu import HalamanKunci, create_card
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import PdfSheet, show_pdf
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.window import MainWindow


class CardCard(Card):
    """Makes a new card; the one before counts for nothing from then on."""

    def __init__(self, page: Page) -> None:
        super().__init__("akun-kartu", _("Kartu pemulihan"))
        self._page = page
        text = make_label(
            _(
                "Satu lembar kertas dengan kode yang membuka data kantor ini bila sandi terlupa. Simpan di lemari "
                "terkunci, jangan difoto. Kartu baru membatalkan kartu yang lama."
            ),
            "muted",
            wrap=True,
        )
        button = make_button("akun-kartu-cetak", _("Cetak kartu pemulihan…"), icon_name="cetak")
        button.clicked.connect(self._print)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(text, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.box.addLayout(row)

    def _print(self) -> None:
        self._page.banner.hide()
        window = self._page.window()
        self._page.ask(create_card, on_done=lambda page: show_page(window, page), writes=True)


def show_page(window: QWidget, page: HalamanKunci) -> PdfSheet:
    """Show a printable page about passwords above the window."""
    return show_pdf(window, page.judul, page.nama_berkas, secret=True)(page.pdf)


def offer_card(window: MainWindow) -> Dialog | None:
    """Ask whether the card is to be printed now: without it only the kabupaten, or another admin, could help.

    Who may not print one is told whom to ask.
    """
    if not window.desk.may(Wewenang.KELOLA_AKUN):
        window.show_notice(_("Kartu pemulihan sudah terpakai; minta admin mencetak yang baru."), state=State.WARNING)
        return None
    dialog = Dialog(
        window,
        name="kartu-tawaran",
        title=_("Cetak kartu pemulihan sekarang?"),
        text=_(
            "Bila sandi terlupa, kartu ini membuka data kantor tanpa menunggu siapa pun. Cetak satu lembar dan simpan "
            "di lemari terkunci. Dapat juga dicetak nanti di Pengaturan, bagian Akun."
        ),
    )

    def make() -> None:
        window.desk.runner.submit(
            create_card,
            owner=window,
            on_done=lambda page: show_page(window, page),
            on_error=window.show_error,
            keep_error=True,
        )

    dialog.add_button("nanti", _("Nanti saja"))
    dialog.add_button("cetak", _("Cetak kartu…"), make, default=True)
    dialog.open()
    return dialog
