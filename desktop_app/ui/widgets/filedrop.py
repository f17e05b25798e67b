"""FileDrop: a place to drop files on, with a button for those who do not drag."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import Colour, restyle
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.filedialog import label_in_indonesian


class FileDrop(QFrame):
    """``files_given`` carries a list of ``Path`` whose names end as asked; others are left out."""

    files_given = Signal(list)

    def __init__(
        self,
        name: str,
        label: str,
        *,
        suffixes: Sequence[str],
        several: bool = True,
        icon_name: str = "stick",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._suffixes = tuple(suffix.lower() for suffix in suffixes)
        self._several = several
        self._build(label, icon_name, hint)
        self._button.clicked.connect(self.open_dialog)

    def _build(self, label: str, icon_name: str, hint: str) -> None:
        picture = QLabel()
        picture.setPixmap(pixmap(icon_name, Colour.ACCENT, 32, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(make_label(label, "label", wrap=True))
        words.addWidget(make_label(hint or self._default_hint(), "muted", wrap=True))
        self._button = make_button(f"{self.objectName()}-pilih", _("Pilih berkas…"), icon_name="berkas")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 16, 18, 16)
        row.setSpacing(16)
        row.addWidget(picture)
        row.addLayout(words, 1)
        row.addWidget(self._button)

    def take_focus(self) -> None:
        """Put the keyboard on the button."""
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_dialog(self) -> None:
        """Ask for files with the system's own dialog."""
        dialog = QFileDialog(self, _("Pilih berkas"))
        dialog.setObjectName(f"{self.objectName()}-dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mode = QFileDialog.FileMode
        dialog.setFileMode(mode.ExistingFiles if self._several else mode.ExistingFile)
        dialog.setNameFilter(_("Berkas") + f" ({' '.join('*' + suffix for suffix in self._suffixes)})")
        label_in_indonesian(dialog, accept=_("Pilih"))
        dialog.filesSelected.connect(lambda names: self.give([Path(name) for name in names]))
        dialog.open()

    def give(self, paths: Sequence[Path]) -> None:
        """Tell the files among ``paths`` that fit; only the first where one is wanted."""
        fitting = [path for path in paths if path.suffix.lower() in self._suffixes]
        if fitting:
            self.files_given.emit(fitting if self._several else fitting[:1])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that fit."""
        if any(path.suffix.lower() in self._suffixes for path in dropped_paths(event)):
            self._set_hot(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look calm again."""
        self._set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the dropped files."""
        self._set_hot(False)
        event.acceptProposedAction()
        self.give(dropped_paths(event))

    def _set_hot(self, hot: bool) -> None:
        self.setProperty("hot", hot)
        restyle(self)

    def _default_hint(self) -> str:
        return _("Seret ke sini, atau pilih berkas ({jenis}).").format(jenis=", ".join(self._suffixes))


def dropped_paths(event: QDropEvent) -> list[Path]:
    """Return the files of this computer that are dropped."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
