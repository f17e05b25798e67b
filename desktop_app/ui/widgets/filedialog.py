"""Words of the file dialog in Indonesian: Qt's own dialog, which stands in for a system without one, is English."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog

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
