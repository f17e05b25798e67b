"""Questions about a computer of an office: why it is revoked, which file to read, where to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.i18n import _
from desktop_app.services.pencabutan import KomputerKantor
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.filedialog import ask_one_file
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.form import FormRow


def ask_folder(
    parent: QWidget, *, name: str, title: str, text: str, yes: str, on_folder: Callable[[Path], object]
) -> Dialog:
    """Ask for a stick or a folder; none chosen is told beside the field."""
    dialog = Dialog(parent.window(), name=name, title=title, text=text)
    folder = FolderField(f"{name}-folder", _("Flashdisk atau folder tujuan"))
    row = FormRow(f"{name}-baris", _("Flashdisk atau folder tujuan"), folder, stacked=True)
    dialog.content.addWidget(row)

    def take() -> None:
        chosen = folder.answer()
        if chosen is None:
            row.show_finding(State.ERROR, _("Pasang flashdisk, atau pilih folder tujuan."))
            return
        dialog.accept()
        on_folder(chosen)

    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", yes, take, default=True, closes=False)
    dialog.setMinimumWidth(560)
    dialog.open()
    return dialog


def ask_request(parent: QWidget, on_path: Callable[[Path], object]) -> QFileDialog:
    """Ask for the file with which a new computer asks for its enrolment."""
    return ask_one_file(
        parent,
        "komputer-permintaan",
        _("Pilih berkas permintaan"),
        _("Berkas {jenis}").format(jenis="SKPE") + " (*.skpe)",
        on_path,
        accept=_("Buka"),
    )


def ask_revoke(parent: QWidget, one: KomputerKantor, on_reason: Callable[[str], object]) -> None:
    """Ask why a computer is revoked; it cannot be taken back, so the words say what happens then.

    Where its key was changed they name the present one: it is this that ends.
    """
    text = _(
        "Yang sudah diterima darinya tetap ada. Paketnya yang datang kemudian ditahan, dan balasan untuknya "
        "tidak dibuat lagi. Pencabutan tidak dapat dibatalkan; komputer pengganti didaftarkan seperti biasa."
    )
    if one.akhir != one.perangkat.device_id:
        changed = _("Kunci komputer {lama} diganti; sekarang komputer {id}, dan itulah yang dicabut.")
        text = changed.format(lama=one.perangkat.device_id[:8], id=one.akhir[:8]) + " " + text
    ask_reason(
        parent,
        name="komputer-cabut-alasan",
        title=_("Cabut komputer {id} dari {nama}?").format(id=one.akhir[:8], nama=one.perangkat.nama),
        text=text,
        yes=_("Cabut"),
        on_reason=on_reason,
        danger=True,
    )


def ids_text(devices: tuple[str, ...]) -> str:
    """Return computers as people read them out: the beginnings of their ids."""
    return ", ".join(one[:8] for one in devices)
