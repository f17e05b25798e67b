"""KesehatanPage: the doctor's lines, a full check of the data, and one button for a report without personal data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.kesehatan import Keadaan, Kesehatan, read_kesehatan, write_laporan
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import pixmap
from desktop_app.ui.page import Page
from desktop_app.ui.runner import CancelledError, Ticket
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import STATE_LOOKS, State
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.progress import ProgressPanel
from desktop_app.ui.widgets.scroll import ScrollColumn

LOOKS = {Keadaan.BAIK: State.OK, Keadaan.PERHATIAN: State.WARNING, Keadaan.BAHAYA: State.ERROR}


class KesehatanPage(Page):
    """The quick look runs when the page is entered; reading every record is asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-kesehatan", _("Pemeriksaan"), desk)
        self._found: Kesehatan | None = None
        self._ticket: Ticket | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._full = make_button("kesehatan-penuh", _("Periksa seluruh data"), kind="primary", icon_name="ok")
        self._report = make_button("kesehatan-laporan", _("Buat laporan…"), icon_name="berkas")
        self._report.setEnabled(False)
        self.progress = ProgressPanel("kesehatan-kemajuan")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._full)
        buttons.addWidget(self._report)
        buttons.addStretch(1)
        self._lines = _Lines("kesehatan-hasil", _("Komputer dan data"))
        self._versions = _Lines("kesehatan-versi", _("Versi"))
        note = make_label(
            _("Laporan memuat hitungan, kode, dan versi saja: tanpa nama, NIP, isi dokumen, atau letak folder."),
            "muted",
            wrap=True,
        )
        scroll = ScrollColumn("kesehatan-isi", _("Pemeriksaan"))
        scroll.box.addLayout(buttons)
        scroll.box.addWidget(note)
        scroll.box.addWidget(self.progress)
        scroll.box.addWidget(self._lines)
        scroll.box.addWidget(self._versions)
        scroll.box.addStretch(1)
        self.box.addWidget(self.banner)
        self.box.addWidget(scroll, 1)

    def _connect(self) -> None:
        self._full.clicked.connect(self.check_all)
        self._report.clicked.connect(
            lambda: ask_target(self, _("Simpan laporan"), "laporan-kesehatan.txt", self.write_report)
        )
        self.progress.cancelled.connect(self._cancel)

    def load(self) -> None:
        """Take the quick look."""
        if self._ticket is None:
            self.ask(read_kesehatan, on_done=self._show)

    def check_all(self) -> None:
        """Read every record again and compare it with its proofs."""
        self._full.setEnabled(False)
        self.progress.start(_("Memeriksa data…"), _("bagian"))
        self._ticket = self.ask(
            read_kesehatan,
            on_done=self._show_all,
            on_error=self._fail,
            on_progress=self.progress.update_to,
            dalam=True,
        )

    def write_report(self, path: Path) -> None:
        """Write the report to ``path``."""
        if self._found is not None:
            self.ask(write_laporan, self._found, path, on_done=self._told, writes=True)

    def _told(self, path: Path) -> None:
        self.banner.show_message(State.OK, _("Laporan ditulis ke {berkas}.").format(berkas=path))

    def _show(self, found: Kesehatan) -> None:
        self._found = found
        self._report.setEnabled(True)
        rows = [(LOOKS[one.keadaan], sentence_for(one.kode, one.fakta)) for one in found.baris]
        if found.periksa is not None:
            rows += [(State.ERROR, sentence_for(code, facts)) for code, facts in found.periksa.temuan] or [
                (State.OK, _("Semua data utuh: {n} versi dibaca ulang.").format(n=found.periksa.revisi))
            ]
            rows += [(State.WARNING, sentence_for(code, facts)) for code, facts in found.periksa.catatan]
            rows += [(State.INFO, sentence_for(code, facts)) for code, facts in found.periksa.riwayat]
        self._lines.show_rows(rows)
        self._versions.show_rows([(None, f"{name}  {version}") for name, version in found.versi.items()])

    def _show_all(self, found: Kesehatan) -> None:
        self._end()
        self._show(found)

    def _fail(self, error: BaseException) -> None:
        self._end()
        if not isinstance(error, CancelledError):
            self.show_error(error)

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()

    def _end(self) -> None:
        self._ticket = None
        self._full.setEnabled(True)
        self.progress.finish()


class _Lines(Card):
    """Sentences under a heading, each with the mark of its state."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self._host = QWidget()
        self._host.setObjectName(f"{name}-baris")
        self.box.addWidget(self._host)
        self._grid = QGridLayout(self._host)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def show_rows(self, rows: Sequence[tuple[State | None, str]]) -> None:
        """Show these sentences instead of those before."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for line, (state, text) in enumerate(rows):
            if state is not None:
                look = STATE_LOOKS[state]
                mark = QLabel()
                mark.setPixmap(pixmap(look.icon, look.ink, 20, self.devicePixelRatioF()))
                self._grid.addWidget(mark, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(make_label(text, name=f"{self.objectName()}-{line}", wrap=True), line, 1)
