"""The seal of a fixed document: a QR that names and proves its version, and the short code for typing.

The symbol is one path of rectangles, so that a page stays small and the same text gives the same bytes. Where it
stands is each form's affair: never in the law's own tables, never where a hand or a stamp signs.
"""

from __future__ import annotations

import segno

from desktop_app.forms.fonts import Style
from desktop_app.forms.page import Page
from desktop_app.forms.text import Typesetter, clean
from desktop_app.forms.values import Segel

SIDE = 74.0  # points of the layout page: 26,1 mm on F4, 23,5 mm on A4 across
TEXT = 7.0  # points
_LEADING = 8.4
_GAP = 8.0  # between the symbol and words beside it: four modules and more (ISO/IEC 18004, 5.3.8)
UNSIGNED = "tanpa tanda tangan pribadi"


def modules(text: str) -> list[list[int]]:
    """Return the rows of the QR of ``text`` without its white border; 1 is dark, error correction level M.

    The mask is fixed: hashes and signatures look random, so no mask is better, and trying all takes ten times as long.
    """
    symbol = segno.make(text, error="m", mode="alphanumeric", boost_error=False, micro=False, mask=3)
    return [list(row) for row in symbol.matrix]


def rectangles(rows: list[list[int]]) -> list[tuple[int, int, int, int]]:
    """Return the dark modules as (x0, y0, x1, y1): runs of a row, joined downwards where they repeat."""
    done: list[tuple[int, int, int, int]] = []
    growing: dict[tuple[int, int], int] = {}
    for y, row in enumerate([*rows, []]):
        runs = _runs(row)
        for (x0, x1), top in list(growing.items()):
            if (x0, x1) not in runs:
                done.append((x0, top, x1, y))
                del growing[(x0, x1)]
        for run in runs:
            growing.setdefault(run, y)
    return sorted(done, key=lambda one: (one[1], one[0]))


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Return the first and the following place of each run of dark modules."""
    edges = [x for x in range(len(row) + 1) if (row[x] if x < len(row) else 0) != (row[x - 1] if x else 0)]
    return list(zip(edges[::2], edges[1::2], strict=True))


class Seal:
    """One seal around ``centre``: the symbol, and under it the code and who signed, no wider than ``width``.

    With ``beside`` the words stand to the left of the symbol, where a page has no room below.
    """

    def __init__(self, setter: Typesetter, segel: Segel, *, centre: float, width: float, beside: bool = False) -> None:
        self._small = Typesetter(setter.fonts, TEXT)
        self.centre = centre
        self.beside = beside
        self.half = max(SIDE, width) / 2
        self._rows = modules(segel.qr)
        self._lines = [segel.kode, *self._names(segel.penanda, width)]

    def _names(self, penanda: str, width: float) -> list[str]:
        """Return one or two lines that say who signed; a long name ends in an ellipsis."""
        said = f"ttd. elektronik: {clean(penanda)}" if penanda.strip() else UNSIGNED
        lines = ["".join(text for _, text in line.parts) for line in self._small.wrap(said.replace("\n", " "), width)]
        if len(lines) > 2:
            last = lines[1]
            while last and self._small.width(last + "…") > width:
                last = last[:-1]
            lines = [lines[0], last.rstrip() + "…"]
        return lines

    @property
    def height(self) -> float:
        """The height of the symbol and of the lines under it."""
        return SIDE if self.beside else SIDE + 2.0 + len(self._lines) * _LEADING

    @property
    def beside_width(self) -> float:
        """How much room words take that stand beside the symbol; none where they stand below it."""
        return max(self._small.width(line) for line in self._lines) + 2 * _GAP if self.beside else 0.0

    @property
    def words_top(self) -> float:
        """How far below the symbol's upper edge words beside it begin."""
        return SIDE - len(self._lines) * _LEADING

    def put(self, page: Page, top: float) -> None:
        """Draw the seal with its upper edge at ``top``."""
        count = len(self._rows)
        step = SIDE / count
        left = self.centre - SIDE / 2
        page.marks.append(
            [
                (left + x0 * step, top + y0 * step, left + x1 * step, top + y1 * step)
                for x0, y0, x1, y1 in rectangles(self._rows)
            ]
        )
        y = top + SIDE - 1.0 - (len(self._lines) - 1) * _LEADING if self.beside else top + SIDE + _LEADING
        for line in self._lines:
            wide = self._small.width(line)
            x = left - _GAP - wide if self.beside else self.centre - wide / 2
            page.text(x, y, line, Style.REGULAR, TEXT)
            y += _LEADING
