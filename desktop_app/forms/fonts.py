"""The typefaces of the forms: widths of characters, and a face for every character that Bonum lacks."""

from __future__ import annotations

import threading
from enum import StrEnum
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from desktop_app.domain.errors import SystemProblem

# Bonum's letters run 4 % wider than Bookman Old Style's, in which the regulation is set (P6:57, measured).
NARROWING = 0.96
_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_FALLBACK = ("DejaVuSans", "NotoSansJavanese-Regular", "NotoSansSymbols2-Regular")
_UNKNOWN = "\ufffd"


class Style(StrEnum):
    """The four cuts of the forms' typeface; the value is the name of the file and of the font."""

    REGULAR = "LuringBonum-Regular"
    ITALIC = "LuringBonum-Italic"
    BOLD = "LuringBonum-Bold"
    BOLD_ITALIC = "LuringBonum-BoldItalic"


def _read(folder: Path, name: str) -> TTFont:
    path = folder / f"{name}.ttf"
    try:
        font = TTFont(name, str(path))
    except (OSError, TTFError) as error:
        raise SystemProblem("huruf_tidak_ada", berkas=path.name, rincian=repr(error)) from error
    pdfmetrics.registerFont(font)
    return font


class FontSet:
    """Widths of text, and the runs of faces in which a text is drawn; widths are in em, narrowed.

    ``lock`` is held while a document is written, since the PDF library's font objects serve one at a time.
    """

    def __init__(self, folder: Path) -> None:
        self.lock = threading.Lock()
        self._folder = folder
        self._widths: dict[Style, dict[str, float]] = {}
        self._foreign: dict[str, tuple[str, str]] = {}
        for style in Style:
            widths = _read(folder, style.value).face.charWidths
            self._widths[style] = {chr(code): width * NARROWING / 1000 for code, width in widths.items()}
        self._fallback: tuple[TTFont, ...] | None = None

    def width(self, text: str, style: Style) -> float:
        """Return the width of ``text`` in em."""
        widths = self._widths[style]
        try:
            return sum(map(widths.__getitem__, text))
        except KeyError:
            for character in text:
                if character not in widths:
                    widths[character] = self._borrow(character)
            return sum(map(widths.__getitem__, text))

    def runs(self, text: str, style: Style) -> list[tuple[str, str]]:
        """Return ``text`` as (name of face, characters); a character that no face has becomes a replacement sign."""
        own = self._widths[style]
        foreign = self._foreign
        if not foreign or foreign.keys().isdisjoint(text):
            return [(style.value, text)]
        runs: list[tuple[str, str]] = []
        for character in text:
            face, shown = foreign.get(character, (style.value, character))
            if face != style.value and character in own and character not in foreign:
                face = style.value
            if runs and runs[-1][0] == face:
                runs[-1] = (face, runs[-1][1] + shown)
            else:
                runs.append((face, shown))
        return runs

    def _borrow(self, character: str) -> float:
        """Find a face for a character that Bonum lacks and return its width in em."""
        if self._fallback is None:
            self._fallback = tuple(_read(self._folder, name) for name in _FALLBACK)
        for wanted in (character, _UNKNOWN):
            for font in self._fallback:
                if ord(wanted) in font.face.charToGlyph:
                    self._foreign[character] = (font.fontName, wanted)
                    return float(font.face.charWidths[ord(wanted)]) * NARROWING / 1000
        raise SystemProblem("huruf_tidak_ada", berkas=_FALLBACK[0], rincian="replacement character")


@cache
def load_fonts(folder: Path = _FOLDER) -> FontSet:
    """Return the typefaces in ``folder``, read once; raises ``SystemProblem`` where a file is missing or unfit."""
    return FontSet(folder)
