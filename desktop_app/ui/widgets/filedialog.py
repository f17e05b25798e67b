"""The file dialog, its words in Indonesian: Qt's own, which stands in for a system without one, is English."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.i18n import _


def label_in_indonesian(dialog: QFileDialog, *, accept: str) -> None:
    """Give every label of ``dialog`` its words; ``accept`` is the button that takes the file or folder."""
    label = QFileDialog.DialogLabel
    folder = dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.setLabelText(label.LookIn, _("Cari di:"))
    dialog.setLabelText(label.FileName, _("Nama folder:") if folder else _("Nama berkas:"))
    dialog.setLabelText(label.FileType, _("Jenis berkas:"))
    dialog.setLabelText(label.Accept, accept)
    dialog.setLabelText(label.Reject, _("Batal"))


def ask_one_file(
    parent: QWidget, name: str, title: str, names: str, on_path: Callable[[Path], object], *, accept: str = ""
) -> QFileDialog:
    """Ask for one file that exists, with the pattern ``names``, and give its path to ``on_path``."""
    dialog = QFileDialog(parent, title)
    dialog.setObjectName(name)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(names)
    label_in_indonesian(dialog, accept=accept or _("Pilih"))
    dialog.finished.connect(dialog.deleteLater)
    dialog.fileSelected.connect(lambda chosen: on_path(Path(chosen)))
    dialog.open()
    return dialog
