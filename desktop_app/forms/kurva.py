"""The distribution curve of predicates as the regulation draws it for each achievement (P6:94-96, 203)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.forms.fonts import Style
from desktop_app.forms.grid import WIDE_LEADING
from desktop_app.forms.page import Page, Point
from desktop_app.forms.text import Typesetter

HEIGHT = 212.0  # of the whole picture with title and labels
_PLOT = (37.0, 244.0, 124.0)  # top, width, height of the plot (P6:203, lower, so that it fits below the identities)
_LEVELS = 7  # rows of the regulation's grid
_LABELS: tuple[tuple[tuple[Style, str], ...], ...] = (
    ((Style.REGULAR, "Sangat"), (Style.REGULAR, "Kurang")),
    ((Style.REGULAR, "Kurang/"), (Style.ITALIC, "Misconduct")),
    ((Style.REGULAR, "Butuh"), (Style.REGULAR, "Perbaikan")),
    ((Style.REGULAR, "Baik"),),
    ((Style.REGULAR, "Sangat"), (Style.REGULAR, "Baik")),
)
_WHITE = (1.0, 1.0, 1.0)


def put_kurva(page: Page, setter: Typesetter, heights: Sequence[int], capaian: str, centre: float, top: float) -> None:
    """Draw the picture below ``top`` around ``centre``; ``heights`` are tenths from Sangat Kurang to Sangat Baik."""
    size = setter.size
    titles = ("KURVA DISTRIBUSI PREDIKAT KINERJA PEGAWAI", f"DENGAN CAPAIAN KINERJA ORGANISASI {capaian}")
    for number, title in enumerate(titles):
        x = centre - setter.width(title) / 2
        page.text(x, top + 14.0 + number * WIDE_LEADING, title, Style.REGULAR, size)
    down, width, high = _PLOT
    left, upper = centre - width / 2, top + down
    lower = upper + high
    page.fills.append(((left - 0.5, upper - 0.5, left + width + 0.5, lower + 0.5), _WHITE))
    step, level = width / (len(_LABELS) - 1), high / _LEVELS
    page.thin += [(left, upper + n * level, left + width, upper + n * level) for n in range(_LEVELS + 1)]
    page.thin += [(left + n * step, upper, left + n * step, lower) for n in range(len(_LABELS))]
    points = [(left + n * step, lower - tall / 10 * level) for n, tall in enumerate(heights)]
    page.curves.append(smooth(points, lower))
    for number, words in enumerate(("Frekuensi", "Pegawai")):
        page.text(left - 78.0, upper + high / 2 + number * WIDE_LEADING, words, Style.REGULAR, size)
    for number, label in enumerate(_LABELS):
        for row, (style, words) in enumerate(label):
            x = left + number * step - setter.width(words, style) / 2
            page.text(x, lower + 15.0 + row * 12.5, words, style, size)
    axis = "Predikat Kinerja Pegawai"
    page.text(centre - setter.width(axis) / 2, top + HEIGHT - 6.0, axis, Style.REGULAR, size)


def smooth(points: Sequence[Point], floor: float) -> list[Point]:
    """Return Bézier points of the smooth line through ``points`` as an office chart draws it; never below ``floor``.

    Each tangent is parallel to the chord of its neighbours; handles are a sixth of that chord, and no longer
    than half their own piece, so that the line does not swing out.
    """
    line = [points[0]]
    for index in range(len(points) - 1):
        before = points[max(index - 1, 0)]
        start, end = points[index], points[index + 1]
        after = points[min(index + 2, len(points) - 1)]
        for base, chord, sign in ((start, (before, end), 1.0), (end, (start, after), -1.0)):
            dx, dy = chord[1][0] - chord[0][0], chord[1][1] - chord[0][1]
            # At the ends there is no neighbour: the chord is the piece itself.
            reach = sign * (1 / 3 if chord[1][0] - chord[0][0] < 1.5 * (end[0] - start[0]) else 1 / 6)
            line.append((base[0] + dx * reach, min(base[1] + dy * reach, floor)))
        line.append(end)
    return line
