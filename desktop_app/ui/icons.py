"""Icons of one family: reads ``resources/icons/<name>.svg`` and tints it."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from desktop_app.paths import resources
from desktop_app.ui.theme import Colour, Size


def icon(name: str, colour: str = Colour.ACCENT, *, active: str | None = None, size: int = Size.ICON) -> QIcon:
    """Return the icon ``name`` in ``colour``; ``active`` is its colour on a button that is on."""
    made = QIcon()
    for ratio in _ratios():
        made.addPixmap(pixmap(name, colour, size, ratio), QIcon.Mode.Normal, QIcon.State.Off)
        if active is not None:
            made.addPixmap(pixmap(name, active, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
        made.addPixmap(pixmap(name, Colour.DISABLED, size, ratio), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def pixmap(name: str, colour: str, size: int = Size.ICON, ratio: float = 1.0) -> QPixmap:
    """Return the icon ``name`` as a square of ``size`` pixels at a pixel ratio; an unknown one raises ``OSError``.

    Qt's own cache of pictures keeps what was drawn: a page has dozens of the same few.
    """
    key = f"skp-luring/{name}/{colour}/{size}/{ratio}"
    drawn = QPixmap()
    if QPixmapCache.find(key, drawn):
        return drawn
    source = (resources() / "icons" / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode("ascii"))
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def _ratios() -> set[float]:
    """Return the ratios of the screens that are there; a window may move from one to another."""
    return {screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}
