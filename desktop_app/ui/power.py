"""PowerGuard: "Listrik mau padam" closes safely from any page; the next start says what was saved and what is next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop_app.i18n import _
from desktop_app.services.awal import HALAMAN, Awal, note_padam, read_awal
from desktop_app.services.hari import answer_day
from desktop_app.services.kantor import Changed
from desktop_app.services.waktu import plausible_day
from desktop_app.ui.errors import present_error
from desktop_app.ui.exchange_words import moment_text
from desktop_app.ui.personbar import POWER_KEYS
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.window import MainWindow


class DayDialog(Dialog):
    """What day it is, told by who sees a calendar; shown only where the clock cannot be right."""

    def __init__(self, window: MainWindow, on_taken: Callable[[Changed, date], object]) -> None:
        super().__init__(
            window,
            name="hari-ini",
            title=_("Tanggal berapa hari ini?"),
            text=_(
                "Isian tanggal akan mulai dari sini. Waktu pada riwayat tetap ditandai meragukan sampai jam komputer "
                "dibetulkan; pekerjaan tidak terganggu."
            ),
        )
        self._window = window
        self._on_taken = on_taken
        self.day = DateField("hari-ini-tanggal", _("Tanggal hari ini"))
        self.day.set_answer(window.desk.fallback_day)
        self.banner = Banner("hari-ini-pesan")
        self.content.addWidget(self.banner)
        self.content.addWidget(self.day)
        self.add_button("nanti", _("Nanti"))
        self.add_button("pakai", _("Pakai tanggal ini"), self._take, default=True, closes=False)
        self.day.setFocus()
        self.day.selectAll()

    def _take(self) -> None:
        day = self.day.answer()

        def done(changed: Changed) -> None:
            self.accept()
            self._on_taken(changed, day)

        self._window.desk.runner.submit(
            answer_day, day, owner=self, on_done=done, on_error=lambda error: present_error(self, error, self.banner)
        )


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
        self._greeting = False
        self.button.clicked.connect(self.close_now)
        window.page_shown.connect(self._go_quiet)
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

    def _go_quiet(self, key: str) -> None:
        """Take the greeting away once the person has found his work; a question stays until it is answered."""
        if self._greeting and key != "beranda":
            self._greeting = False
            self._window.notice.hide()

    def _show(self, awal: Awal) -> None:
        if self._window.notice.isVisible() or self._window.banner.isVisible():
            # Somebody has something to say that the person did not know; a greeting must not cover it.
            return
        if plausible_day(self._window.desk.now()) is None:
            self._ask_day(awal)
            return
        self._show_last(awal)

    def _ask_day(self, awal: Awal) -> None:
        """Ask the one question of a start with an impossible clock; who passes it over works on all the same."""
        desk = self._window.desk
        shown = moment_text(desk.now().replace(microsecond=0).isoformat())
        text = _("Jam komputer menunjukkan {waktu}. Tanggal berapa hari ini?").format(waktu=shown)
        if awal.tersimpan is not None:
            text = _("Semua pekerjaan Anda tersimpan.") + " " + text

        def take(changed: Changed, day: date) -> None:
            desk.fallback_day = day
            self._window.tell_changed(changed)
            self._show_last(awal)

        self._window.notice.show_message(
            State.WARNING, text, action=_("Jawab…"), on_action=lambda: DayDialog(self._window, take).open()
        )

    def _show_last(self, awal: Awal) -> None:
        self._window.notice.hide()
        self._greeting = True
        if awal.cetak is not None and not awal.cetak.tuntas:
            text = _("Cetakan belum selesai: {n} dari {m} formulir sudah keluar.").format(
                n=awal.cetak.selesai, m=awal.cetak.jumlah
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
            saved + " " + _("Berikutnya: lanjutkan {apa}.").format(apa=what.rstrip(".")),
            action=_("Lanjutkan"),
            on_action=lambda: self._go_on(page, awal.doc_id),
        )

    def _go_on(self, page: str, doc_id: str) -> None:
        self._window.notice.hide()
        self._window.show_page(page, doc_id)
