"""Text for cells: cleaned of what cannot be printed, broken into lines, whatever its length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.forms.fonts import FontSet, Style

_BREAKS = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\u2000-\u200a\u3000]+")
_PLAIN = re.compile(r"[ -~\n\u00a1-\u00ac\u00ae-\u017e\u2013\u2014\u2018-\u201d\u2026]*")
_BREAK_AFTER = "/-–_.,;@"


class Line(NamedTuple):
    """One line as it is drawn: its parts, their width in points, its spaces, and where it starts.

    ``last`` ends a paragraph and is never stretched; ``mark`` is drawn ``indent`` points to its left.
    """

    parts: tuple[tuple[Style, str], ...]
    width: float
    gaps: int
    last: bool
    indent: float = 0.0
    mark: str = ""


def clean(text: str) -> str:
    """Return ``text`` without control, formatting and private characters, composed, lines ended by ``\\n``."""
    if _PLAIN.fullmatch(text) and "  " not in text:
        return text.strip()
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if character == "\n" or category[0] not in "CZ":
            kept.append(character)
        elif category in ("Zs", "Cc"):
            kept.append(" ")
        elif category in ("Co", "Cs", "Cn"):
            kept.append("\ufffd")
    lines = _SPACES.sub(" ", "".join(kept)).split("\n")
    return "\n".join(line.strip() for line in lines).strip()


class Typesetter:
    """Breaks text into lines of one size; lengths in points."""

    def __init__(self, fonts: FontSet, size: float) -> None:
        self.fonts = fonts
        self.size = size
        self._space = {style: fonts.width(" ", style) * size for style in Style}

    def width(self, text: str, style: Style = Style.REGULAR) -> float:
        """Return the width of ``text``."""
        return self.fonts.width(text, style) * self.size

    def line(self, *parts: tuple[Style, str]) -> Line:
        """Return one unbroken line of parts in different cuts."""
        return Line(parts, sum(self.width(text, style) for style, text in parts), 0, True)

    def wrap(
        self, text: str, width: float, style: Style = Style.REGULAR, *, indent: float = 0.0, mark: str = ""
    ) -> list[Line]:
        """Return ``text`` in lines of at most ``width``; each of its own lines is a paragraph.

        With ``mark`` the first line has it and all hang by ``indent``. An empty text gives no line.
        """
        lines: list[Line] = []
        room = max(width - indent, self.size)
        for paragraph in clean(text).split("\n"):
            self._paragraph(paragraph, room, style, indent, lines)
        if mark and lines:
            lines[0] = lines[0]._replace(mark=mark)
        return lines if len(lines) > 1 or (lines and lines[0].parts[0][1]) else []

    def wrap_parts(
        self, parts: Sequence[tuple[Style, str]], width: float, *, indent: float = 0.0, mark: str = ""
    ) -> list[Line]:
        """Return texts in different cuts as one running text; a break inside a text is kept, empty ones are left out.

        ``indent`` and ``mark`` are those of ``wrap``.
        """
        lines: list[Line] = []
        words: list[tuple[Style, str]] = []
        used = 0.0
        room = max(width - indent, self.size)
        for style, text in [(style, clean(text)) for style, text in parts]:
            for number, paragraph in enumerate(text.split("\n") if text else ()):
                if number:
                    lines.append(self._join(words, indent, last=True))
                    words = []
                for word in paragraph.split(" "):
                    whole = self.width(word, style)
                    for piece in [word] if whole <= room else self._cut(word, room, style):
                        wide = whole if piece == word else self.width(piece, style)
                        more = self._space[words[-1][0]] + wide if words else wide
                        if words and used + more > room:
                            lines.append(self._join(words, indent))
                            words, more = [], wide
                        used = used + more if words else more
                        words.append((style, piece))
        if words:
            lines.append(self._join(words, indent, last=True))
        if mark and lines:
            lines[0] = lines[0]._replace(mark=mark)
        return lines

    def _join(self, words: Sequence[tuple[Style, str]], indent: float, *, last: bool = False) -> Line:
        """Return words as one line, those of one cut in one part; a space belongs to the part before it."""
        parts: list[tuple[Style, str]] = []
        for style, word in words:
            if parts and parts[-1][0] is style:
                parts[-1] = (style, f"{parts[-1][1]} {word}")
            else:
                if parts:
                    parts[-1] = (parts[-1][0], parts[-1][1] + " ")
                parts.append((style, word))
        width = sum(self.width(text, style) for style, text in parts)
        return Line(tuple(parts), width, max(len(words) - 1, 0), last, indent)

    def bullets(self, texts: Sequence[str], width: float, indent: float) -> list[Line]:
        """Return each text as an item with a hyphen, as the forms list them (P6:58-59)."""
        return [line for text in texts for line in self.wrap(text, width, indent=indent, mark="-")]

    def _paragraph(self, paragraph: str, room: float, style: Style, indent: float, lines: list[Line]) -> None:
        measure, size, space = self.fonts.width, self.size, self._space[style]
        words: list[str] = []
        used = 0.0
        for word in paragraph.split(" "):
            wide = measure(word, style) * size
            if words and used + space + wide > room:
                lines.append(Line(((style, " ".join(words)),), used, len(words) - 1, False, indent))
                words = []
            if not words:
                if wide > room:
                    *heads, word = self._cut(word, room, style)
                    lines += [Line(((style, head),), measure(head, style) * size, 0, True, indent) for head in heads]
                    wide = measure(word, style) * size
                words, used = [word], wide
            else:
                words.append(word)
                used += space + wide
        lines.append(Line(((style, " ".join(words)),), used, len(words) - 1, True, indent))

    def _cut(self, word: str, room: float, style: Style) -> list[str]:
        """Cut a word that is wider than the cell, after a hyphen or slash where one is near, else anywhere."""
        widths = [self.fonts.width(character, style) * self.size for character in word]
        pieces = []
        start, end, used, good = 0, 0, 0.0, 0
        while end < len(word):
            while used + widths[end] > room and end > start:
                # A hyphen in the first third would leave the line all but empty.
                stop = good if good - start > (end - start) // 3 else end
                pieces.append(word[start:stop])
                start, used, good = stop, sum(widths[stop:end]), 0
            used += widths[end]
            end += 1
            if word[end - 1] in _BREAK_AFTER:
                good = end
        return [*pieces, word[start:]]
