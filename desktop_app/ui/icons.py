"""Icons of one family: reads ``resources/icons/<name>.svg`` and tints it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.paths import resources
from desktop_app.ui.theme import Colour, Size

RATIOS: Final = (1.0, 1.25, 1.5, 2.0)


def icon(name: str, colour: str = Colour.ACCENT, *, active: str | None = None, size: int = Size.ICON) -> QIcon:
    """Return the icon ``name`` in ``colour``; ``active`` is the colour of the chosen state of a button that
    can be on."""
    made = QIcon()
    for ratio in RATIOS:
        made.addPixmap(pixmap(name, colour, size, ratio), QIcon.Mode.Normal, QIcon.State.Off)
        made.addPixmap(pixmap(name, active or colour, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
        made.addPixmap(pixmap(name, Colour.DISABLED, size, ratio), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def pixmap(name: str, colour: str, size: int = Size.ICON, ratio: float = 1.0) -> QPixmap:
    """Return the icon ``name`` as a square of ``size`` pixels at a device pixel ratio; an unknown name
    raises ``OSError``."""
    source = (resources() / "icons" / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode("ascii"))
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
