"""Leaving a window, to lock the screen or at the end of the day: what is waited for, closed, kept and written."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from desktop_app.services.cadangan import back_up_at_close
from desktop_app.services.jejak_keluar import CaraKeluar, note_keluar
from desktop_app.services.pengaturan import keep_geometry
from desktop_app.ui.window import MainWindow

PRINT_JOB = "pekerjaan-cetak"
"""The objectName of pages on their way to a printer: they are found without loading what prints."""


class Place(NamedTuple):
    """Where somebody was when the screen was locked; he comes back to it, another person does not."""

    akun_id: str
    page: str
    doc_id: str


def is_printing(window: MainWindow) -> bool:
    """Tell whether pages of this window are on their way to a printer."""
    return window.findChild(QObject, PRINT_JOB) is not None


def close_dialogs(window: MainWindow) -> None:
    """Close what stands above the window, the newest first; a password that is half typed goes with it."""
    for dialog in reversed(window.findChildren(QDialog)):
        if dialog.isVisible():
            dialog.reject()


def keep_at_close(window: MainWindow, *, locked: bool, owner: QObject) -> None:
    """Write what a window leaves behind: size and place, the audit row, and a backup unless it is only ``locked``."""
    runner = window.desk.runner
    runner.submit(keep_geometry, window.geometry_bytes(), owner=owner, keep_error=True)
    runner.submit(note_keluar, CaraKeluar.DIKUNCI if locked else CaraKeluar.DITUTUP, owner=owner, keep_error=True)
    if not locked:
        # At the end of the day, not whenever somebody hands over: the next one would wait for it.
        runner.submit(back_up_at_close, owner=owner)
