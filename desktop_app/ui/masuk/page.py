"""MasukPage: receive and merge, what was received, which offices are known, what was kept aside, and answering."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.balas import HasilBalas, export_returns
from desktop_app.services.kantor import Changed
from desktop_app.services.kotak import Kotak, read_kotak
from desktop_app.services.pembaca_siap import prepare_reading, stop_preparing
from desktop_app.ui.desk import Desk
from desktop_app.ui.exchange_words import number_text
from desktop_app.ui.masuk.arrivals import Arrivals
from desktop_app.ui.masuk.history import Ledger
from desktop_app.ui.masuk.ledger import HeldBack
from desktop_app.ui.masuk.offices import Offices
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.header import PageHeader

NAMED = 4
READY_AFTER_MS = 200
"""After the page is painted, and before anybody can have chosen a file."""


class MasukPage(Page):
    """Four tabs; the button of the header writes the answers for every office that waits for one."""

    kinds = ("pegawai", "skp", "penilaian", "paket", "perangkat")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-masuk", _("Kotak Masuk"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader(
            "masuk-kepala",
            _("Kotak Masuk"),
            _("Paket diperiksa dulu, baru digabungkan."),
        )
        self._reply = make_button("masuk-balas", _("Buat balasan…"), icon_name="kirim")
        permit(self._reply, self.desk, Wewenang.BALAS)
        self._objections = make_button("masuk-keberatan", _("Keberatan"), icon_name="kunci")
        permit(self._objections, self.desk, Wewenang.TERIMA)
        self._header.add_action(self._objections)
        self._header.add_action(self._reply)
        self.arrivals = Arrivals(self)
        self.ledger = Ledger(self)
        self.offices = Offices(self)
        self.held = HeldBack(self)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("masuk-tab")
        self._tabs.setAccessibleName(_("Bagian Kotak Masuk"))
        self._tabs.setDocumentMode(True)
        self._parts: tuple[QWidget, ...] = (self.arrivals, self.ledger, self.offices, self.held)
        for part, text in zip(self._parts, self._titles(None), strict=True):
            self._tabs.addTab(part, text)
        self.box.addWidget(self._header)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._tabs, 1)

    def _connect(self) -> None:
        self._objections.clicked.connect(lambda: self.navigate.emit("keberatan", ""))
        self.arrivals.merged.connect(self.changed)
        self.arrivals.held_wanted.connect(self.show_held)
        self.offices.approved.connect(self.changed)
        self.held.admitted.connect(self.changed)
        self.ledger.changed.connect(self.changed)
        self._reply.clicked.connect(self.ask_reply_folder)

    def load(self) -> None:
        """Ask for the state of the inbox and for the folder that is watched."""
        self.arrivals.load()
        self.ask(read_kotak, on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard where files are chosen."""
        super().enter()
        if self._tabs.currentWidget() is self.arrivals:
            self.arrivals.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        """Have the process that opens bundles ready by the time that somebody has chosen one."""
        super().showEvent(event)
        QTimer.singleShot(READY_AFTER_MS, self, self._prepare)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let no process stand ready for a page that nobody sees."""
        super().hideEvent(event)
        stop_preparing()

    def _prepare(self) -> None:
        if self.isVisible():
            prepare_reading()

    def show_held(self) -> None:
        """Show what was kept aside."""
        self._tabs.setCurrentWidget(self.held)
        self.held.take_focus()

    def ask_reply_folder(self) -> None:
        """Ask where the answers are to be written."""
        dialog = Dialog(
            self.window(),
            name="masuk-balas-dialog",
            title=_("Buat balasan"),
            text=_(
                "Untuk setiap komputer yang menunggu dibuat satu berkas: tanda terima paketnya, dan dokumen yang "
                "diselesaikan di sini. Serahkan lewat flashdisk."
            ),
        )
        folder = FolderField("masuk-balas-folder", _("Flashdisk atau folder tujuan"))
        row = FormRow("masuk-balas-baris", _("Flashdisk atau folder tujuan"), folder, stacked=True)
        dialog.content.addWidget(row)

        def take() -> None:
            chosen = folder.answer()
            if chosen is None:
                row.show_finding(State.ERROR, _("Pasang flashdisk, atau pilih folder tujuan."))
                return
            dialog.accept()
            self.reply(chosen)

        dialog.add_button("batal", _("Batal"))
        dialog.add_button("ya", _("Buat balasan"), take, default=True, closes=False)
        dialog.setMinimumWidth(560)
        dialog.open()

    def reply(self, folder: Path) -> None:
        """Write one answer for every office that waits for one."""
        self.banner.hide()
        self._reply.setEnabled(False)
        self.ask(export_returns, folder, on_done=self._on_replied, on_error=self._on_reply_failed, writes=True)

    def _show(self, inbox: Kotak) -> None:
        self.ledger.show_bundles(inbox.paket)
        self.offices.show_offices(inbox.kantor)
        self.held.show_held(inbox.menunggu, inbox.karantina)
        for number, text in enumerate(self._titles(inbox)):
            self._tabs.setTabText(number, text)
        waiting = inbox.komputer_menunggu
        self._reply.setText(
            _("Buat balasan untuk {n} komputer…").format(n=number_text(waiting)) if waiting else _("Buat balasan…")
        )
        self._reply.setAccessibleName(self._reply.text())

    def _titles(self, inbox: Kotak | None) -> tuple[str, str, str, str]:
        held = sum(one.jumlah for one in (*inbox.menunggu, *inbox.karantina)) if inbox else 0
        return (
            _("Terima paket"),
            _("Riwayat ({n})").format(n=len(inbox.paket)) if inbox else _("Riwayat"),
            _("Kantor terdaftar ({n})").format(n=len(inbox.kantor)) if inbox else _("Kantor terdaftar"),
            _("Tertahan ({n})").format(n=held) if held else _("Tertahan"),
        )

    def _on_replied(self, replies: tuple[HasilBalas, ...]) -> None:
        self._reply.setEnabled(True)
        names = ", ".join(one.nama for one in replies[:NAMED])
        more = len(replies) - NAMED
        if more > 0:
            names += " " + _("dan {n} lagi").format(n=more)
        text = _("{n} balasan ditulis dan dibaca ulang di {folder}, untuk: {nama}. Flashdisk boleh dicabut.")
        text = text.format(n=len(replies), folder=replies[0].path.parent, nama=names)
        left = [one.nama for one in replies if one.sisa]
        if left:
            text += " " + _("Belum semuanya muat untuk {nama}; buat balasan sekali lagi.").format(
                nama=", ".join(left[:NAMED])
            )
        self.banner.show_message(State.WARNING if left else State.OK, text)
        self.changed.emit(Changed((), ("paket",)))

    def _on_reply_failed(self, error: BaseException) -> None:
        self._reply.setEnabled(True)
        self.show_error(error)
