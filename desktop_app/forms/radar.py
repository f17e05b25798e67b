"""The radar chart of competencies in a PDF: spokes, rings 1 to 5, the standard as a thin, the values as a thick line.

It is never alone: the table beside it says the same in words and numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from desktop_app.forms.fonts import Style
from desktop_app.forms.page import Page, Point
from desktop_app.forms.text import Typesetter

RINGS = 5
_BLACK = (0.0, 0.0, 0.0)
_DOT = 1.9
_LABEL_ROOM = 96.0
_LABEL_LINES = 2


def put_radar(
    page: Page,
    setter: Typesetter,
    names: Sequence[str],
    values: Sequence[int | None],
    standard: int,
    centre: Point,
    radius: float,
) -> None:
    """Draw the chart around ``centre``; a competency without a value leaves a gap in the thick line."""
    count = len(names)
    for ring in range(1, RINGS + 1):
        corners = [_at(centre, radius * ring / RINGS, n, count) for n in range(count)]
        lines = page.rules if ring == standard else page.thin
        lines += [(*corners[n], *corners[(n + 1) % count]) for n in range(count)]
        x, y = centre[0] + 2.5, centre[1] - radius * ring / RINGS + 7.5
        page.text(x, y, str(ring), Style.REGULAR, 7.0, grey=0.35)
    for n in range(count):
        page.thin.append((*centre, *_at(centre, radius, n, count)))
        _label(page, setter, names[n], centre, radius + 9.0, n, count)
    points = [None if v is None else _at(centre, radius * v / RINGS, n, count) for n, v in enumerate(values)]
    for n, point in enumerate(points):
        after = points[(n + 1) % count]
        if point is None:
            continue
        page.fills.append(((point[0] - _DOT, point[1] - _DOT, point[0] + _DOT, point[1] + _DOT), _BLACK))
        if after is not None and count > 1:
            page.curves.append([point, point, after, after])


def _at(centre: Point, far: float, index: int, count: int) -> Point:
    """Return the place on a spoke, the first one upwards, the next ones clockwise."""
    angle = 2 * math.pi * index / count - math.pi / 2
    return centre[0] + far * math.cos(angle), centre[1] + far * math.sin(angle)


def _label(page: Page, setter: Typesetter, name: str, centre: Point, far: float, index: int, count: int) -> None:
    x, y = _at(centre, far, index, count)
    lines = setter.wrap(name, _LABEL_ROOM)[:_LABEL_LINES]
    side = x - centre[0]
    y += 3.0 - (len(lines) - 1) * (9.5 if y < centre[1] - 1 else 0.0)
    for line in lines:
        left = x - line.width / 2 if abs(side) < 8.0 else (x if side > 0 else x - line.width)
        page.line(setter, line, left, y)
        y += 9.5
