"""Tables as the forms have them: cells of broken lines, rows, and groups whose first cells span several rows.

A group breaks over pages as a careful typist would break it: whole where it is short, else between its rows, else
inside a row, never leaving one line alone on either side where there is a choice. Spanning cells go on beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from desktop_app.forms.page import GREY, SHADE, Page
from desktop_app.forms.text import Line, Typesetter

LEADING = 12.95  # body lines (P6:112, 151-154, 203-207)
WIDE_LEADING = 14.85  # heads and identities (P6:57, 111)
_FIRST_BASELINE = 10.7  # from the rule above to the first baseline (P6:57, 112, 115)
_AFTER_LAST = 1.1
_SHORT = 0.4  # of a page; a group up to this height goes on whole rather than breaking
_MAX_STRETCH = 0.9  # em; a line whose spaces would grow wider is set ragged


class Align(Enum):
    """How the lines of a cell stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell between two verticals: its lines and how they stand; ``pad`` is the space beside the rules."""

    x0: float
    x1: float
    lines: tuple[Line, ...] = ()
    align: Align = Align.LEFT
    pad: float = 3.9
    leading: float = LEADING
    middle: bool = False
    shaded: bool = False
    grey: bool = False

    @property
    def height(self) -> float:
        """The height that the lines need."""
        return len(self.lines) * self.leading + _AFTER_LAST if self.lines else 0.0

    def cut(self, height: float) -> tuple[Cell, Cell]:
        """Return the cell as what stands in ``height`` and the rest, leaving no single line where it can."""
        total = len(self.lines)
        fit = min(total, max(0, int((height - _AFTER_LAST + 0.01) / self.leading)))
        if total - fit == 1 and fit > 2:
            fit -= 1
        return replace(self, lines=self.lines[:fit]), replace(self, lines=self.lines[fit:])

    def draw(self, page: Page, setter: Typesetter, top: float, bottom: float) -> None:
        """Draw shade and lines between ``top`` and ``bottom``; rules are the group's."""
        if self.shaded:
            page.fills.append(((self.x0, top, self.x1, bottom), SHADE))
        y = top + _FIRST_BASELINE
        if self.middle:
            y += max(0.0, (bottom - top - self.height) / 2)
        left, room = self.x0 + self.pad, self.x1 - self.x0 - 2 * self.pad
        grey = GREY if self.grey else 0.0
        for line in self.lines:
            x, stretch = left, 0.0
            if self.align is Align.CENTRE:
                x += (room - line.width) / 2
            elif self.align is Align.RIGHT:
                x += room - line.width
            elif self.align is Align.JUSTIFY and line.gaps and not line.last:
                stretch = (room - line.indent - line.width) / line.gaps
                if stretch > _MAX_STRETCH * setter.size:
                    stretch = 0.0
            page.line(setter, line, x, y, stretch=stretch, grey=grey)
            y += self.leading


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells side by side; ``low`` is the least height, ``stay`` keeps it on the page of the next row."""

    cells: tuple[Cell, ...]
    low: float = 0.0
    stay: bool = False

    @property
    def height(self) -> float:
        """The height of the tallest cell."""
        return max(self.low, max((cell.height for cell in self.cells), default=0.0))

    def cut(self, height: float, *, force: bool) -> tuple[Row, Row] | None:
        """Return the row as two, the first within ``height``, or None where that would leave a line alone."""
        pairs = [cell.cut(height) for cell in self.cells]
        if not any(head.lines for head, _ in pairs):
            return None
        lonely = any(tail.lines and (len(head.lines) < 2 or len(tail.lines) < 2) for head, tail in pairs)
        if lonely and not force:
            return None
        head = Row(cells=tuple(head for head, _ in pairs))
        return head, Row(cells=tuple(tail for _, tail in pairs), stay=self.stay)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows that belong together, with cells that span them all; ``band`` heads what follows it.

    ``open_`` draws no rules; ``fixed`` never breaks. Surplus height goes to the last row.
    """

    rows: tuple[Row, ...]
    merged: tuple[Cell, ...] = ()
    band: bool = False
    open_: bool = False

    @property
    def height(self) -> float:
        """The height of rows or spanning cells, whichever is more."""
        return max(sum(row.height for row in self.rows), max((cell.height for cell in self.merged), default=0.0))

    def cut(self, height: float, *, force: bool = False) -> tuple[Group, Group] | None:
        """Return the group as two, the first within ``height``; None where it had better go on whole."""
        taken, rest, used = [], list(self.rows), 0.0
        while rest and used + rest[0].height <= height:
            used += rest[0].height
            taken.append(rest.pop(0))
        if rest:
            parts = rest[0].cut(height - used, force=force and not any(not row.stay for row in taken))
            if parts is not None:
                taken.append(parts[0])
                rest[0] = parts[1]
                used += parts[0].height
            else:
                while taken and taken[-1].stay:
                    rest.insert(0, taken.pop())
                used = sum(row.height for row in taken)
        if not taken:
            return None
        span = used if rest else height
        pairs = [cell.cut(span) for cell in self.merged]
        lonely = any(tail.lines and len(head.lines) < 2 for head, tail in pairs)
        if lonely and not force:
            return None
        if not rest:
            last = self.rows[-1]
            rest = [Row(cells=tuple(replace(cell, lines=()) for cell in last.cells))]
        head = replace(self, rows=tuple(taken), merged=tuple(head for head, _ in pairs))
        return head, replace(self, rows=tuple(rest), merged=tuple(tail for _, tail in pairs))

    def draw(self, page: Page, setter: Typesetter, top: float) -> float:
        """Draw the group from ``top`` and return the y of its lower rule."""
        heights = [row.height for row in self.rows]
        bottom = top + self.height
        heights[-1] += bottom - top - sum(heights)
        for cell in self.merged:
            cell.draw(page, setter, top, bottom)
            self._frame(page, cell, top, bottom)
        y = top
        for row, high in zip(self.rows, heights, strict=True):
            for cell in row.cells:
                cell.draw(page, setter, y, y + high)
                self._frame(page, cell, y, y + high)
            y += high
        return bottom

    def _frame(self, page: Page, cell: Cell, top: float, bottom: float) -> None:
        if self.open_:
            return
        page.rules += [
            (cell.x0, top, cell.x1, top),
            (cell.x0, bottom, cell.x1, bottom),
            (cell.x0, top, cell.x0, bottom),
            (cell.x1, top, cell.x1, bottom),
        ]


class Flow:
    """Places groups down the pages, breaking and repeating heads as it goes."""

    def __init__(self, setter: Typesetter, *, first: float, top: float, bottom: float) -> None:
        self.setter = setter
        self.pages = [Page()]
        self.y = first
        self._top = top
        self._bottom = bottom

    @property
    def page(self) -> Page:
        """The page that is being filled."""
        return self.pages[-1]

    def next_page(self) -> None:
        """Begin a new page."""
        self.pages.append(Page())
        self.y = self._top

    def keep(self, height: float) -> None:
        """Begin a new page unless ``height`` more still fits."""
        if self.y + height > self._bottom and self.y > self._top:
            self.next_page()

    def need(self, head: Sequence[Group], body: Sequence[Group]) -> float:
        """Return the height without which a table would not begin on this page: its head and what begins below it."""
        high = sum(group.height for group in head)
        return high + _first_need([group for group in body if group.rows], self._bottom - self._top - high)

    def table(
        self,
        head: Sequence[Group],
        body: Sequence[Group],
        *,
        first: Sequence[Group] | None = None,
        repeat_band: bool = False,
        after: float = 0.0,
    ) -> None:
        """Place ``body`` under ``head``, which is repeated on each page, and with ``repeat_band`` so is the band.

        ``first`` stands in place of the head where the table begins. ``after`` is the height of what must stand on the
        page of the last group, the signatures. A group without rows takes no room.
        """
        body = [group for group in body if group.rows]
        tops = _Tops(self, head, repeat_band)
        opening = head if first is None else first
        full = self._bottom - self._top - sum(group.height for group in head)
        self.keep(sum(group.height for group in opening) + _first_need(body, full))
        tops.begin(opening)
        for index, group in enumerate(body):
            if group.band:
                need = group.height + _first_need(body[index + 1 :], full)
                if self.y > tops.y and self.y + need > self._bottom:
                    tops.band = None
                    self.next_page()
                    tops.begin()
                tops.put_band(group)
            else:
                self._place(group, tops, full, after if index == len(body) - 1 else 0.0)

    def _place(self, group: Group, tops: _Tops, full: float, after: float) -> None:
        """Place one group: whole where it fits or is short, else in parts."""
        rest = group
        while rest.height > self._bottom - self.y - after:
            at_top = self.y == tops.y
            parts = None
            if at_top or rest.height > full * _SHORT:
                # With signatures to follow, something must go on with them even where all would fit.
                room = min(self._bottom - self.y, rest.height - 2 * LEADING)
                parts = rest.cut(room, force=at_top)
            if parts is not None:
                parts[0].draw(self.page, self.setter, self.y)
                rest = parts[1]
            elif at_top:
                break
            self.next_page()
            tops.begin()
        self.y = rest.draw(self.page, self.setter, self.y)


class _Tops:
    """What stands at the top of a table's pages: its head and, where the form repeats it, the band in force."""

    def __init__(self, flow: Flow, head: Sequence[Group], repeat_band: bool) -> None:
        self._flow = flow
        self._head = head
        self._repeat_band = repeat_band
        self.band: Group | None = None
        self.y = 0.0

    def begin(self, head: Sequence[Group] | None = None) -> None:
        """Draw the head (or ``head``) at the flow's place; ``y`` is then where a page still counts as empty."""
        flow = self._flow
        drawn = self._head if head is None else head
        for group in [*drawn, *([self.band] if self.band and self._repeat_band else [])]:
            flow.y = group.draw(flow.page, flow.setter, flow.y)
        self.y = flow.y

    def put_band(self, band: Group) -> None:
        """Draw a new band; right under the head it leaves the page as empty as it was."""
        flow = self._flow
        empty = flow.y == self.y
        flow.y = band.draw(flow.page, flow.setter, flow.y)
        self.band = band
        if empty:
            self.y = flow.y


def _first_need(body: Sequence[Group], full: float) -> float:
    """Return the height without which the first of ``body`` would not begin on this page."""
    if not body:
        return 0.0
    first = body[0]
    if first.band:
        return first.height + _first_need(body[1:], full)
    return first.height if first.height <= full * _SHORT else min(first.height, full / 4)
