"""BerandaPage: a short list of what waits, and how far the office is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.i18n import _
from desktop_app.services.kantor import Peran
from desktop_app.services.ringkasan import Ringkasan, read_ringkasan
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.page import Page
from desktop_app.ui.theme import STATE_LOOKS, State
from desktop_app.ui.widgets.controls import Card, make_label
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.words import periode_text


class Task(NamedTuple):
    """One thing that waits: its mark, its words, and the page where it is done."""

    key: str
    state: State
    text: str
    page: str


class BerandaPage(Page):
    """Each line of the list is a button that leads to the page where the work is."""

    kinds = ("pegawai", "skp", "penilaian", "unit_kerja", "pengaturan", "profil", "kirim")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-beranda", _("Beranda"), desk)
        self._tasks: list[QPushButton] = []
        self._build()

    def _build(self) -> None:
        self._header = PageHeader("beranda-kepala", self.desk.profil.nama, self.desk.profil.instansi)
        self.box.addWidget(self._header)
        self.box.addWidget(self.banner)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        self._todo = Card("beranda-tugas", _("Yang perlu dikerjakan"))
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._todo.box.addLayout(self._list)
        self._todo.box.addStretch(1)
        columns.addWidget(self._todo, 3)
        columns.addLayout(self._build_progress(), 2)
        self.box.addLayout(columns, 1)

    def _build_progress(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(16)
        self._skp = ProgressCard("beranda-skp", _("SKP ditetapkan"))
        self._nilai = ProgressCard("beranda-penilaian", _("Penilaian final"))
        self._people = Card("beranda-pegawai", _("Pegawai"))
        self._people_count = make_label("–", "number", name="beranda-pegawai-jumlah")
        self._people_note = make_label("", "muted", name="beranda-pegawai-keterangan", wrap=True)
        self._people.box.addWidget(self._people_count)
        self._people.box.addWidget(self._people_note)
        for card in (self._skp, self._nilai, self._people):
            column.addWidget(card)
        column.addStretch(1)
        return column

    def load(self) -> None:
        """Ask for the summary."""
        self.ask(read_ringkasan, on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard on the first task."""
        super().enter()
        if self._tasks:
            self._tasks[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, summary: Ringkasan) -> None:
        today = format_tanggal(self.desk.now().date())
        self._header.set_subtitle(f"{self.desk.profil.instansi} · {today}")
        if summary.jam_ragu:
            text = _(
                "Jam komputer ini meragukan ({tanggal}). Pekerjaan tetap boleh diteruskan; "
                "betulkan tanggal komputer bila sempat."
            )
            self.banner.show_message(State.WARNING, text.format(tanggal=today))
        unit = self.desk.profil.peran is Peran.UNIT
        self._skp.setVisible(unit)
        self._nilai.setVisible(unit)
        self._skp.show_share(summary.skp_ditetapkan, summary.pegawai, _("tahun {tahun}").format(tahun=summary.tahun))
        self._nilai.show_share(summary.penilaian_final, summary.skp_ditetapkan, periode_text(summary.periode))
        self._people_count.setText(str(summary.pegawai))
        self._people_note.setText(_("pegawai aktif di kantor ini") if unit else _("pegawai aktif di semua unit"))
        self._show_tasks(unit_tasks(summary) if unit else kabupaten_tasks(summary))

    def _show_tasks(self, tasks: Sequence[Task]) -> None:
        had_focus = any(button.hasFocus() for button in self._tasks) or not self._tasks
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._tasks = []
        for task in tasks:
            self._list.addWidget(self._make_task(task))
        if not tasks:
            self._list.addWidget(make_label(_("Semua beres. Tidak ada yang menunggu."), name="beranda-beres"))
        elif had_focus and self.isVisible():
            self._tasks[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_task(self, task: Task) -> QWidget:
        look = STATE_LOOKS[task.state]
        button = QPushButton(f"  {task.text}")
        button.setObjectName(f"tugas-{task.key}")
        button.setAccessibleName(task.text)
        button.setProperty("kind", "task")
        button.setIcon(icon(look.icon, look.ink))
        button.setIconSize(QSize(20, 20))
        button.setAutoDefault(True)
        button.setToolTip(task.text)
        button.clicked.connect(lambda: self.navigate.emit(task.page, ""))
        self._tasks.append(button)
        return button


class ProgressCard(Card):
    """A share as "n dari m" with a bar."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self._count = make_label("–", "number", name=f"{name}-jumlah")
        self._note = make_label("", "muted", name=f"{name}-keterangan")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}-batang")
        self._bar.setAccessibleName(title)
        self._bar.setTextVisible(False)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.addWidget(self._count, 0, 0)
        grid.addWidget(self._note, 0, 1, Qt.AlignmentFlag.AlignBottom)
        grid.setColumnStretch(1, 1)
        self.box.addLayout(grid)
        self.box.addWidget(self._bar)

    def show_share(self, done: int, total: int, note: str) -> None:
        """Show ``done`` of ``total``; a total of zero shows an empty bar."""
        self._count.setText(str(done))
        self._note.setText(_("dari {m} · {ket}").format(m=total, ket=note))
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(min(done, total))


def unit_tasks(summary: Ringkasan) -> list[Task]:
    """Return what waits in a kecamatan, in the order of the year's work."""
    periode = periode_text(summary.periode)
    if not summary.pegawai:
        return [Task("impor", State.INFO, _("Masukkan pegawai: impor daftar atau tambah satu per satu"), "pegawai")]
    wait, draft = State.INFO, State.WARNING
    rows = [
        (summary.konflik, "konflik", State.ERROR, _("{n} dokumen berbeda versi, perlu dipilih"), "kirim"),
        (summary.tanpa_penilai, "penilai", draft, _("{n} pegawai belum mempunyai pejabat penilai"), "pegawai"),
        (summary.tanpa_skp, "tanpa-skp", wait, _("{n} pegawai belum mempunyai SKP {tahun}"), "skp"),
        (summary.skp_draft, "skp-draf", draft, _("{n} SKP masih draf"), "skp"),
        (summary.skp_diajukan, "skp-diajukan", wait, _("{n} SKP menunggu ditetapkan"), "skp"),
        (summary.penilaian_belum, "nilai-belum", wait, _("{n} penilaian {periode} belum dimulai"), "penilaian"),
        (summary.penilaian_draft, "nilai-draf", draft, _("{n} penilaian {periode} masih draf"), "penilaian"),
    ]
    return [
        Task(key, state, text.format(n=count, tahun=summary.tahun, periode=periode), page)
        for count, key, state, text, page in rows
        if count
    ]


def kabupaten_tasks(summary: Ringkasan) -> list[Task]:
    """Return what waits in the kabupaten."""
    tasks = []
    if summary.konflik:
        text = _("{n} dokumen berbeda versi, perlu dipilih").format(n=summary.konflik)
        tasks.append(Task("konflik", State.ERROR, text, "masuk"))
    tasks.append(Task("masuk", State.INFO, _("Terima paket dari kecamatan"), "masuk"))
    return tasks
