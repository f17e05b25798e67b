"""The watched folder beside the list of arrivals: looked at now and then; new bundles are told, never merged."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.pantau import Pengamatan, observe_folder, read_folder_pantau, write_folder_pantau
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.form import FormRow

EVERY_MS = 10_000
"""Two looks that find a file alike make it whole, so a new one is told of after ten to twenty seconds."""
NAMED = 3
LEAST = 160
"""So many pixels beside the button are enough for words."""


class WatchLine(QWidget):
    """``found`` carries new whole bundles (a list of ``Path``); ``suspicious`` names that look like a virus."""

    found = Signal(list)
    suspicious = Signal(tuple)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("masuk-pantau")
        self._page = page
        self._seen: Pengamatan | None = None
        self._named: tuple[str, ...] = ()
        self._asking = False
        self.dialog: Dialog | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._words = ElidedLabel("", "muted", name="masuk-pantau-kata")
        self._set = make_button("masuk-pantau-atur", _("Folder yang diamati…"))
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._set)
        row.addWidget(self._words, 1)
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the words where there is room for more than their beginning; the button's tip always has them."""
        super().resizeEvent(event)
        self._words.setVisible(self.width() - self._set.sizeHint().width() > LEAST)

    def _connect(self) -> None:
        self._set.clicked.connect(self.ask_folder)
        self._timer.timeout.connect(self.look)

    def load(self) -> None:
        """Ask which folder is watched, and begin to look."""
        self._page.ask(read_folder_pantau, on_done=self._begin)

    def look(self) -> None:
        """Look once more, unless the look before is not done yet."""
        if self._seen is None or self._asking:
            return
        self._asking = True
        self._page.ask(observe_folder, self._seen, on_done=self._on_seen, on_error=self._on_failed)

    def ask_folder(self) -> None:
        """Ask which folder is to be watched."""
        self.dialog = Dialog(
            self.window(),
            name="masuk-pantau-dialog",
            title=_("Folder yang diamati"),
            text=_(
                "Selama jendela ini terbuka, paket baru di folder itu muncul sendiri di daftar. Tidak ada yang "
                "digabungkan, dipindahkan, atau dihapus tanpa Anda. Pilih misalnya folder tempat lampiran surel "
                "disimpan."
            ),
        )
        folder = FolderField("masuk-pantau-folder", _("Folder"))
        if self._seen is not None:
            folder.set_answer(self._seen.folder)
        row = FormRow("masuk-pantau-baris", _("Folder"), folder, stacked=True)
        self.dialog.content.addWidget(row)
        dialog = self.dialog

        def take() -> None:
            chosen = folder.answer()
            if chosen is None:
                row.show_finding(State.ERROR, _("Pilih foldernya dulu."))
                return
            dialog.accept()
            self.watch(chosen)

        self.dialog.add_button("batal", _("Batal"))
        if self._seen is not None:
            self.dialog.add_button("berhenti", _("Jangan amati lagi"), lambda: self.watch(None))
        self.dialog.add_button("ya", _("Amati folder ini"), take, default=True, closes=False)
        self.dialog.setMinimumWidth(560)
        self.dialog.open()

    def watch(self, folder: Path | None) -> None:
        """Watch a folder from now on, or none."""
        self._page.ask(write_folder_pantau, folder, on_done=lambda _done: self._begin(folder), writes=True)

    def _begin(self, folder: Path | None) -> None:
        same = self._seen is not None and self._seen.folder == folder
        if folder is None:
            self._seen = None
            self._timer.stop()
        elif not same:
            self._seen = Pengamatan(folder)
            self._timer.start()
            self.look()
        self._say()

    def _on_seen(self, seen: Pengamatan) -> None:
        self._asking = False
        if self._seen is None or self._seen.folder != seen.folder:
            return
        self._seen = seen
        self._say()
        if seen.baru:
            self.found.emit(list(seen.baru))
        fresh = tuple(name for name in seen.mencurigakan if name not in self._named)
        self._named = seen.mencurigakan
        if fresh:
            self.suspicious.emit(fresh)

    def _on_failed(self, error: BaseException) -> None:
        # Told once, not every few seconds; the next visit of the page begins anew.
        self._asking = False
        self._timer.stop()
        self._seen = None
        self._page.show_error(error)

    def _say(self) -> None:
        seen = self._seen
        if seen is None:
            text = _("Belum ada folder yang diamati.")
        elif seen.hilang:
            text = _("Folder {folder} sedang tidak ada; dilihat lagi sebentar.").format(folder=seen.folder)
        elif seen.ditunggu:
            names = ", ".join(seen.ditunggu[:NAMED])
            text = _("Mengamati {folder}. Ditunggu sampai selesai ditulis: {nama}.").format(
                folder=seen.folder, nama=names
            )
        else:
            text = _("Mengamati {folder}.").format(folder=seen.folder)
        self._words.setText(text)
        self._set.setToolTip(text)
        self._words.setToolTip(str(seen.folder) if seen is not None else "")
