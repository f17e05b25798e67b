"""PowerGuard: "Listrik mau padam" closes safely from any page; the next start says what was saved and what is next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop_app.i18n import _
from desktop_app.services.awal import HALAMAN, Awal, note_padam, read_awal
from desktop_app.ui.exchange_words import moment_text
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.window import MainWindow

POWER_KEYS = "F12"


class PowerGuard(QObject):
    """One button and one key on every page of ``window``; asks nothing, because there is no time for answers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.button = make_button(
            "listrik-padam",
            _("Listrik mau padam ({tombol})").format(tombol=POWER_KEYS),
            icon_name="listrik",
            compact=True,
        )
        self.button.setToolTip(_("Simpan semua dan tutup program sekarang juga."))
        window.person.add_button(self.button)
        self.button.clicked.connect(self.close_now)
        # Queued: the key is taken before the window that got it closes.
        keys = QShortcut(QKeySequence(POWER_KEYS), window)
        keys.activated.connect(self.close_now, Qt.ConnectionType.QueuedConnection)

    def close_now(self) -> None:
        """Keep what is typed, stop long jobs at their next step, and close; forms left over go on at the next start."""
        runner = self._window.desk.runner
        if runner.closing:
            return
        runner.stop_long_jobs()
        runner.submit(note_padam, owner=self._window, keep_error=True)
        self._window.close()

    def greet(self) -> None:
        """Ask what was saved last and show it in one line."""
        self._window.desk.runner.submit(read_awal, owner=self._window, on_done=self._show)

    def _show(self, awal: Awal) -> None:
        if awal.cetak is not None and not awal.cetak.tuntas:
            text = _("Cetakan belum selesai: {n} dari {m} formulir sudah keluar.").format(
                n=awal.cetak.selesai, m=len(awal.cetak.dokumen)
            )
            self._window.notice.show_message(
                State.INFO, text, action=_("Lanjutkan"), on_action=lambda: self._window.show_page("cetak")
            )
            return
        if awal.tersimpan is None:
            return
        saved = _("Semua tersimpan {waktu}.").format(waktu=moment_text(awal.tersimpan.t, awal.tersimpan.doubt))
        page = HALAMAN.get(awal.kind, "")
        if page not in self._window.page_keys() or not awal.nama:
            self._window.notice.show_message(State.OK, saved)
            return
        names = {"pegawai": _("data {nama}"), "skp": _("SKP {nama}"), "penilaian": _("penilaian {nama}")}
        what = names[awal.kind].format(nama=awal.nama)
        self._window.notice.show_message(
            State.OK,
            saved + " " + _("Berikutnya: lanjutkan {apa}.").format(apa=what),
            action=_("Lanjutkan"),
            on_action=lambda: self._go_on(page, awal.doc_id),
        )

    def _go_on(self, page: str, doc_id: str) -> None:
        self._window.notice.hide()
        self._window.show_page(page, doc_id)
