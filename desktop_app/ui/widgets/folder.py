"""FolderField: a folder to write to, chosen by a dialog or taken from the sticks that are plugged in."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QStorageInfo, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.filedialog import label_in_indonesian

GIB = 1024**3


class FolderField(QWidget):
    """``answered`` carries the chosen ``Path``; sticks that are there stand in the list from the beginning."""

    answered = Signal(object)

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._label = label
        self._build(name, label)
        self._connect()
        self.look_for_sticks()

    def _build(self, name: str, label: str) -> None:
        self._list = ComboField(f"{name}-daftar", label)
        self._list.setSizeAdjustPolicy(ComboField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._list.setMinimumContentsLength(7)
        self._list.setPlaceholderText(_("Pasang flashdisk, atau pilih folder"))
        self._button = make_button(f"{name}-pilih", _("Pilih folder…"), icon_name="berkas")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._list, 1)
        row.addWidget(self._button)
        self.setFocusProxy(self._list)

    def _connect(self) -> None:
        self._list.answered.connect(lambda _key: self._tell())
        self._button.clicked.connect(self.open_dialog)

    def answer(self) -> Path | None:
        """Return the chosen folder, or nothing."""
        return Path(self._list.answer()) if self._list.answer() else None

    def set_answer(self, folder: Path) -> None:
        """Show ``folder`` as chosen without telling it."""
        if self._list.findData(str(folder)) < 0:
            self._list.addItem(str(folder), str(folder))
        self._list.set_answer(str(folder))
        self._list.setToolTip(str(folder))

    def look_for_sticks(self) -> None:
        """Read again which sticks are there; the choice stays where it still is there."""
        chosen = self.answer()
        self._list.clear()
        for volume in find_sticks():
            self._list.addItem(stick_text(volume), volume.rootPath())
        if chosen is not None and chosen.is_dir():
            self.set_answer(chosen)
        elif self._list.count() == 1:
            self._list.setCurrentIndex(0)
        else:
            self._list.setCurrentIndex(-1)

    def open_dialog(self) -> None:
        """Ask for a folder with the system's own dialog."""
        dialog = QFileDialog(self, self._label)
        dialog.setObjectName(f"{self.objectName()}-dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        label_in_indonesian(dialog, accept=_("Pilih"))
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(lambda chosen: self.take(Path(chosen)))
        dialog.open()

    def take(self, folder: Path) -> None:
        """Choose ``folder`` and tell it."""
        self.set_answer(folder)
        self._tell()

    def _tell(self) -> None:
        folder = self.answer()
        self._list.setToolTip(str(folder or ""))
        if folder is not None:
            self.answered.emit(folder)


def find_sticks() -> list[QStorageInfo]:
    """Return the writable volumes that look like something plugged in, as far as the system tells."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        if sys.platform == "win32":
            plugged = not volume.isRoot() and bytes(volume.fileSystemType().data()).upper() in (
                b"FAT32",
                b"EXFAT",
                b"FAT",
            )
        else:
            plugged = root.startswith(("/media/", "/run/media/", "/Volumes/"))
        if plugged and volume.isReady() and not volume.isReadOnly():
            found.append(volume)
    return found


def stick_text(volume: QStorageInfo) -> str:
    """Return name, place and free room of a volume."""
    free = volume.bytesAvailable() / GIB
    name = volume.name() or _("Flashdisk")
    return _("{nama} ({tempat}) – sisa {ruang} GB").format(
        nama=name, tempat=volume.rootPath(), ruang=f"{free:.1f}".replace(".", ",")
    )
