"""How the program looks: one light palette, one type scale, one spacing unit, one Fusion style with its
sheet.

Colours are ``#rrggbb`` strings. Every pair of text and ground that is used has a contrast of at least 4.5
(WCAG 2.2, 1.4.3), lines of controls and the focus ring at least 3 (1.4.11); a test computes all of them.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.paths import resources
from desktop_app.ui.stylesheet import build_stylesheet


class Colour:
    """The palette: neutral paper with a hint of green, petrol for what can be done, orange for where one
    is."""

    INK: Final = "#14201F"
    MUTED: Final = "#4B5856"
    PAPER: Final = "#F3F6F5"
    CARD: Final = "#FFFFFF"
    SUNKEN: Final = "#E9EEEC"
    LINE: Final = "#D3DBD8"
    EDGE: Final = "#75827F"
    ACCENT: Final = "#0B5A66"
    ACCENT_DARK: Final = "#08434C"
    ACCENT_SOFT: Final = "#DCECEE"
    ON_ACCENT: Final = "#FFFFFF"
    FOCUS: Final = "#C2480A"
    NAV: Final = "#10333A"
    NAV_RAISED: Final = "#1D4E58"
    NAV_TEXT: Final = "#DCE9EA"
    NAV_FOCUS: Final = "#FFB566"
    DISABLED: Final = "#66726F"
    ERROR: Final = "#96191B"
    ERROR_SOFT: Final = "#FCE9E8"
    WARNING: Final = "#714400"
    WARNING_SOFT: Final = "#FFF1CF"
    OK: Final = "#12592D"
    OK_SOFT: Final = "#E1F2E6"
    INFO: Final = "#0A476B"
    INFO_SOFT: Final = "#E2F0FA"


class State(Enum):
    """What a banner, a finding or a mark says: the value is the name used in the style sheet."""

    INFO = "info"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


class StateLook(NamedTuple):
    """Ink, ground and icon of one state; the icon makes it readable without colour."""

    ink: str
    ground: str
    icon: str


STATE_LOOKS: Final[dict[State, StateLook]] = {
    State.INFO: StateLook(Colour.INFO, Colour.INFO_SOFT, "info"),
    State.OK: StateLook(Colour.OK, Colour.OK_SOFT, "ok"),
    State.WARNING: StateLook(Colour.WARNING, Colour.WARNING_SOFT, "peringatan"),
    State.ERROR: StateLook(Colour.ERROR, Colour.ERROR_SOFT, "galat"),
}


class Size:
    """Type scale and spacing in device-independent pixels (96 to the inch); the system's scaling multiplies
    them."""

    SMALL: Final = 13
    BODY: Final = 14
    SECTION: Final = 16
    TITLE: Final = 22
    GAP: Final = 8
    PAGE: Final = 20
    ROW: Final = 36
    CONTROL: Final = 34
    ICON: Final = 20
    NAVIGATION: Final = 184


FAMILIES: Final = ["Segoe UI", "Noto Sans", "Liberation Sans", "DejaVu Sans", "Arial"]
"""Fonts of the system in the order of preference; the program ships none for its own window."""


class Pair(NamedTuple):
    """A colour on a ground, and the least contrast that it needs there."""

    front: str
    ground: str
    least: float


def contrast_pairs() -> tuple[Pair, ...]:
    """Return every pair of colours the program shows text or marks with."""
    text = [
        (Colour.INK, Colour.PAPER),
        (Colour.INK, Colour.CARD),
        (Colour.INK, Colour.SUNKEN),
        (Colour.INK, Colour.ACCENT_SOFT),
        (Colour.MUTED, Colour.PAPER),
        (Colour.MUTED, Colour.CARD),
        (Colour.MUTED, Colour.SUNKEN),
        (Colour.DISABLED, Colour.CARD),
        (Colour.DISABLED, Colour.PAPER),
        (Colour.ACCENT, Colour.CARD),
        (Colour.ACCENT, Colour.PAPER),
        (Colour.ACCENT, Colour.ACCENT_SOFT),
        (Colour.ON_ACCENT, Colour.ACCENT),
        (Colour.ON_ACCENT, Colour.ACCENT_DARK),
        (Colour.ON_ACCENT, Colour.ERROR),
        (Colour.NAV_TEXT, Colour.NAV),
        (Colour.ON_ACCENT, Colour.NAV_RAISED),
        (Colour.NAV, Colour.NAV_FOCUS),
        (Colour.ERROR, Colour.CARD),
        (Colour.ERROR, Colour.PAPER),
        (Colour.WARNING, Colour.CARD),
        (Colour.OK, Colour.CARD),
        (Colour.OK, Colour.PAPER),
    ]
    marks = [
        (Colour.EDGE, Colour.CARD),
        (Colour.EDGE, Colour.PAPER),
        (Colour.FOCUS, Colour.CARD),
        (Colour.FOCUS, Colour.PAPER),
        (Colour.NAV_FOCUS, Colour.NAV),
        (Colour.NAV_FOCUS, Colour.NAV_RAISED),
    ]
    pairs = [Pair(front, ground, 4.5) for front, ground in text]
    pairs += [Pair(look.ink, look.ground, 4.5) for look in STATE_LOOKS.values()]
    pairs += [Pair(Colour.INK, look.ground, 4.5) for look in STATE_LOOKS.values()]
    pairs += [Pair(front, ground, 3.0) for front, ground in marks]
    return tuple(pairs)


def contrast_ratio(first: str, second: str) -> float:
    """Return the contrast of two colours between 1 and 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def font(size: int = Size.BODY, *, bold: bool = False) -> QFont:
    """Return the window's font at ``size`` pixels."""
    made = QFont(FAMILIES)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def build_palette() -> QPalette:
    """Return the palette for the parts that the style sheet leaves to Fusion."""
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, Colour.PAPER),
        (role.WindowText, Colour.INK),
        (role.Base, Colour.CARD),
        (role.AlternateBase, Colour.PAPER),
        (role.Text, Colour.INK),
        (role.Button, Colour.CARD),
        (role.ButtonText, Colour.INK),
        (role.Highlight, Colour.ACCENT),
        (role.HighlightedText, Colour.ON_ACCENT),
        (role.ToolTipBase, Colour.INK),
        (role.ToolTipText, Colour.CARD),
        (role.PlaceholderText, Colour.DISABLED),
        (role.Link, Colour.ACCENT),
    ):
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(Colour.DISABLED))
    return palette


def apply_theme(application: QApplication) -> None:
    """Give ``application`` the style, the palette, the font and the style sheet of the program."""
    application.setStyle("Fusion")
    application.setPalette(build_palette())
    application.setFont(font())


@lru_cache(maxsize=1)
def _sheet() -> str:
    return build_stylesheet(_sheet_values())


def dress(window: QWidget) -> None:
    """Give a window the style sheet of the program, and with it whatever stands or opens in that window.

    Not the application: then Qt would work out the style of every part anew each time that it is put into another
    one while a page is being built, and building a page would take four times as long.
    """
    window.setStyleSheet(_sheet())


def restyle(widget: QWidget) -> None:
    """Draw ``widget`` again after a property that the style sheet asks for has changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def _sheet_values() -> dict[str, str]:
    values = {name: value for name, value in vars(Colour).items() if name.isupper()}
    values |= {f"SIZE_{name}": str(value) for name, value in vars(Size).items() if name.isupper()}
    # A style sheet reads the picture of an arrow from a file.
    values["ARROW"] = (resources() / "icons" / "panah-bawah.svg").as_posix()
    return values
