"""Asking under which name a file is to be saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.i18n import _
from desktop_app.ui.widgets.filedialog import label_in_indonesian


def ask_target(
    parent: QWidget,
    title: str,
    proposed: str,
    on_path: Callable[[Path], object],
    *,
    replaces: bool = True,
    others: Sequence[str] = (),
) -> QFileDialog:
    """Ask under which name a file is to be saved; ``proposed`` is the name that stands there first.

    ``others`` are further endings that may be chosen (``.csv``); without any the proposed one is kept.
    With ``replaces=False`` the dialog does not offer to replace a file: the one who writes refuses that.
    """
    suffix = Path(proposed).suffix
    dialog = QFileDialog(parent, title)
    dialog.setObjectName("simpan-sebagai")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    endings = {_("Berkas {jenis}").format(jenis=one[1:].upper()) + f" (*{one})": one for one in (suffix, *others)}
    dialog.setNameFilters(list(endings))
    dialog.setDefaultSuffix(suffix[1:])
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(endings[chosen][1:]))
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not replaces)
    dialog.selectFile(proposed)
    label_in_indonesian(dialog, accept=_("Simpan"))
    dialog.finished.connect(dialog.deleteLater)
    dialog.fileSelected.connect(lambda name: on_path(Path(name)))
    dialog.open()
    return dialog
