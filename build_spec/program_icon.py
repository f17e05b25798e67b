"""The icon of the Windows program, drawn from the same SVG as the window's."""

from __future__ import annotations

import os
from pathlib import Path

SIDE = 256


def write_icon(target: Path) -> None:
    """Write ``target`` as an ICO file of 256 pixels, which Windows scales down."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from desktop_app.ui.icons import pixmap
    from desktop_app.ui.theme import Colour

    application = QGuiApplication.instance() or QGuiApplication([])
    if not pixmap("luring", Colour.ACCENT, SIDE).save(str(target), "ICO"):
        raise OSError(f"cannot write {target}")
    del application
