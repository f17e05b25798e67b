"""BerandaPage: a short list of what waits, and how far the office is."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.beranda import Ringkasan, summarize
from desktop_app.services.kantor import Changed, Kantor, Peran
from desktop_app.services.pekerjaan import Pekerjaan, read_pekerjaan
from desktop_app.services.tugas import MAKS_TUGAS, Tugas, list_tugas
from desktop_app.ui.beranda.tasks import look_of
from desktop_app.ui.desk import Desk
from desktop_app.ui.exchange_words import number_text, unsent_count
from desktop_app.ui.icons import icon
from desktop_app.ui.page import Page
from desktop_app.ui.theme import STATE_LOOKS, State
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.window import MainWindow
from desktop_app.ui.words import periode_text, short_date

BUNDLES_SHOWN = 6
AROUND_SENTENCE = 66
"""Pixels of a line that its mark, the gap after it and its edges take."""


ALL_TASKS = 99
"""More lines than there can be: what leads to a page that one has not is taken out before the list is cut."""


def read_home(kantor: Kantor) -> tuple[Pekerjaan, Ringkasan, tuple[Tugas, ...]]:
    """Return both summaries and what waits; runs in the worker thread."""
    work, office = read_pekerjaan(kantor), summarize(kantor)
    return work, office, list_tugas(kantor, work, office, maks=ALL_TASKS)


class BerandaPage(Page):
    """Each line of the list is a button that leads to the page where the work is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-beranda", _("Beranda"), desk)
        self._tasks: list[QPushButton] = []
        self._is_unit = desk.profil.peran is Peran.UNIT
        self._build()

    def _build(self) -> None:
        self._header = PageHeader("beranda-kepala", self.desk.profil.nama, self.desk.profil.instansi)
        if self._is_unit and self.desk.pelaku.pegawai_id:
            mine = make_button("beranda-hasil-saya", _("Hasil saya"), icon_name="penilaian")
            mine.clicked.connect(lambda: self.navigate.emit("hasil_saya", ""))
            self._header.add_action(mine)
        self.box.addWidget(self._header)
        self.box.addWidget(self.banner)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        todo = Card("beranda-tugas", _("Yang perlu dikerjakan"))
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        todo.box.addLayout(self._list)
        columns.addWidget(todo, 3, Qt.AlignmentFlag.AlignTop)
        columns.addLayout(self._build_unit() if self._is_unit else self._build_kabupaten(), 2)
        scroll = ScrollColumn("beranda-isi", _("Beranda"))
        scroll.box.addLayout(columns, 1)
        self.box.addWidget(scroll, 1)

    def _build_unit(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        self._skp = ShareCard("beranda-skp", _("SKP ditetapkan"))
        self._nilai = ShareCard("beranda-penilaian", _("Penilaian final"))
        self._sending = Card("beranda-kirim", _("Kirim ke kabupaten"))
        self._unsent = make_label("–", "number", name="beranda-belum-dikirim")
        self._unsent_note = make_label("", "muted", name="beranda-belum-dikirim-ket")
        self._last = make_label("", name="beranda-kirim-terakhir", wrap=True)
        self._confirmed = make_label("", name="beranda-dikonfirmasi", wrap=True)
        self._sending.box.addLayout(_beside(self._unsent, self._unsent_note))
        self._sending.box.addWidget(self._last)
        self._sending.box.addWidget(self._confirmed)
        if not self.desk.may(Wewenang.KIRIM):
            self._sending.hide()
        for card in (self._skp, self._nilai, self._sending):
            column.addWidget(card)
        column.addStretch(1)
        return column

    def _build_kabupaten(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        counts = Card("beranda-angka", _("Terkumpul"))
        self._offices = make_label("–", "number", name="beranda-kantor")
        self._people = make_label("–", "number", name="beranda-pegawai")
        counts.box.addLayout(_beside(self._offices, make_label(_("kantor terdaftar"), "muted")))
        counts.box.addLayout(_beside(self._people, make_label(_("pegawai dari semua unit"), "muted")))
        self._received = Card("beranda-diterima", _("Paket terakhir diterima"))
        self._received_list = QVBoxLayout()
        self._received.box.addLayout(self._received_list)
        column.addWidget(counts)
        column.addWidget(self._received)
        column.addStretch(1)
        return column

    def load(self) -> None:
        """Ask for the summaries and what waits."""
        self.ask(read_home, on_done=self._show)

    def is_touched_by(self, changed: Changed) -> bool:
        """Everything that changes may change a count here."""
        return True

    def enter(self) -> None:
        """Load and put the keyboard on the first task."""
        super().enter()
        if self._tasks:
            self._tasks[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, read: tuple[Pekerjaan, Ringkasan, tuple[Tugas, ...]]) -> None:
        work, office, tasks = read
        today = format_tanggal(self.desk.now().date())
        self._header.set_subtitle(f"{self.desk.profil.instansi} · {today}")
        if office.jam_diragukan:
            text = _(
                "Jam komputer ini meragukan ({tanggal}). Pekerjaan tetap boleh diteruskan; "
                "betulkan tanggal komputer bila sempat. Tanggal komputer diragukan, jadi tidak ada tenggat yang "
                "disebut lewat."
            )
            self.banner.show_message(State.WARNING, text.format(tanggal=today))
        if self._is_unit:
            self._show_unit(work, office)
        else:
            self._show_kabupaten(office)
        window = self.window()
        # What waits on a page that one has not is somebody else's work.
        mine = [task for task in tasks if not isinstance(window, MainWindow) or window.has_page(task.halaman)]
        self._show_tasks(mine[:MAKS_TUGAS])

    def _show_unit(self, work: Pekerjaan, office: Ringkasan) -> None:
        self._skp.show_share(work.skp_ditetapkan, work.pegawai, _("pegawai, {tahun}").format(tahun=work.tahun))
        due = work.penilaian_belum + work.penilaian_draft + work.penilaian_final
        self._nilai.show_share(work.penilaian_final, due, periode_text(work.periode))
        count, words = unsent_count(office.belum_dikirim, office.menunggu_tanda_terima)
        self._unsent.setText(number_text(count))
        self._unsent_note.setText(words)
        last, confirmed = office.paket_terakhir, office.terakhir_diterima
        self._last.setText(
            _("Terakhir dikirim {tanggal}, paket nomor {n}").format(tanggal=short_date(last.waktu), n=last.seq)
            if last
            else _("Belum pernah mengirim paket")
        )
        self._confirmed.setText(
            _("Diterima kabupaten sampai paket nomor {n}").format(n=confirmed.seq)
            if confirmed
            else _("Belum ada tanda terima dari kabupaten")
        )

    def _show_kabupaten(self, office: Ringkasan) -> None:
        self._offices.setText(str(office.kantor_terdaftar))
        self._people.setText(str(office.pegawai))
        _empty(self._received_list)
        for bundle in office.paket_masuk[:BUNDLES_SHOWN]:
            self._received_list.addWidget(
                make_label(_("{nama} · paket nomor {n}").format(nama=bundle.nama, n=bundle.seq), wrap=True)
            )
        if not office.paket_masuk:
            self._received_list.addWidget(make_label(_("Belum ada paket yang diterima"), "muted"))

    def _show_tasks(self, tasks: Sequence[Tugas]) -> None:
        had_focus = any(button.hasFocus() for button in self._tasks) or not self._tasks
        _empty(self._list)
        self._tasks = [self._make_task(task) for task in tasks]
        for button in self._tasks:
            self._list.addWidget(button)
        if not tasks:
            self._list.addWidget(make_label(_("Tidak ada yang perlu dikerjakan."), name="beranda-beres"))
        elif had_focus and self.isVisible():
            # A button that is not laid out yet takes no focus.
            QTimer.singleShot(0, self._tasks[0], lambda: self._tasks[0].setFocus(Qt.FocusReason.OtherFocusReason))

    def _make_task(self, task: Tugas) -> QPushButton:
        look = STATE_LOOKS[look_of(task)]
        button = TaskButton(task.kalimat)
        button.setObjectName(f"tugas-{task.kode}")
        button.setAccessibleName(task.kalimat)
        button.setProperty("kind", "task")
        button.setIcon(icon(look.icon, look.ink))
        button.setIconSize(QSize(20, 20))
        button.setAutoDefault(True)
        button.setToolTip(html.escape(task.kalimat))
        button.setMinimumWidth(120)
        button.clicked.connect(lambda: self.navigate.emit(task.halaman, task.doc_id))
        return button


class TaskButton(QPushButton):
    """A line that leads to work; where it is too narrow for its sentence the end is left out, and shown as such."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence
        self._fit(len(sentence) * 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the sentence as there is room for."""
        super().resizeEvent(event)
        self._fit(self.width() - AROUND_SENTENCE)

    def _fit(self, room: int) -> None:
        shown = self.fontMetrics().elidedText(self._sentence, Qt.TextElideMode.ElideRight, room)
        text = f"  {shown}".replace("&", "&&")
        if text != self.text():
            self.setText(text)


class ShareCard(Card):
    """A share as "n dari m" with a bar."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self._count = make_label("–", "number", name=f"{name}-jumlah")
        self._note = make_label("", "muted", name=f"{name}-keterangan")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}-batang")
        self._bar.setAccessibleName(title)
        self._bar.setTextVisible(False)
        self.box.addLayout(_beside(self._count, self._note))
        self.box.addWidget(self._bar)

    def show_share(self, done: int, total: int, note: str) -> None:
        """Show ``done`` of ``total``; a total of zero shows an empty bar."""
        self._count.setText(str(done))
        self._note.setText(_("dari {m} · {ket}").format(m=total, ket=note))
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(min(done, total))


def _beside(number: QLabel, note: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(number)
    row.addWidget(note, 1)
    return row


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()
