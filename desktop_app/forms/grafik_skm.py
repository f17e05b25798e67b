"""The two charts of a survey's report: means by element as bars, the IKM of the unit's surveys as columns."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.forms.fonts import Style
from desktop_app.forms.lembar import Lembar
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values_skm import TitikCetak

_BAR = (91 / 255, 132 / 255, 160 / 255)
_OTHER = (190 / 255, 200 / 255, 208 / 255)
_SMALL = 8.5
_MAKS_TITIK = 8
_HIGH = 110.0
TREND_HIGH = _HIGH + 62.0
"""Points of the trend with its words."""


def put_bars(lembar: Lembar, nrr: Sequence[tuple[str, float]]) -> None:
    """Draw one bar an element on the scale 1 to 4, whose lines are drawn; 0 stands for no answer."""
    flow, small = lembar.flow, Typesetter(lembar.fonts, _SMALL)
    flow.keep(len(nrr) * 13.0 + 34.0)
    page, top = flow.page, flow.y + 10.0
    left, right = lembar.left + 34.0, lembar.right - 40.0
    satuan = (right - left) / 3
    bawah = top + len(nrr) * 13.0
    for n in range(4):
        x = left + n * satuan
        page.thin.append((x, top - 2, x, bawah + 2))
        page.text(x - 2, bawah + 12, str(n + 1), Style.REGULAR, _SMALL)
    for ke, (kode, nilai) in enumerate(nrr):
        y = top + ke * 13.0
        page.text(lembar.left + 6, y + 8.5, kode, Style.REGULAR, _SMALL)
        if nilai >= 1:
            page.fills.append(((left, y, left + (nilai - 1) * satuan, y + 10), _BAR))
        teks = f"{nilai:.2f}".replace(".", ",") if nilai else "–"
        page.text(left + max(nilai - 1, 0) * satuan + 4, y + 8.5, teks, Style.REGULAR, _SMALL)
    flow.y = bawah + 26.0
    _caption(lembar, small, "NRR per unsur, skala 1 sampai 4")


def put_trend(lembar: Lembar, tren: Sequence[TitikCetak]) -> None:
    """Draw a column for each of the last eight surveys on the scale 25 to 100; one asked otherwise is paler."""
    flow, small = lembar.flow, Typesetter(lembar.fonts, _SMALL)
    tren = tren[-_MAKS_TITIK:]
    flow.keep(TREND_HIGH)
    page, top = flow.page, flow.y + 14.0
    bawah = top + _HIGH
    left, right = lembar.left + 30.0, lembar.right
    for nilai in (25, 50, 75, 100):
        y = bawah - (nilai - 25) / 75 * _HIGH
        page.thin.append((left, y, right, y))
        page.text(lembar.left + 6, y + 3, str(nilai), Style.REGULAR, _SMALL)
    lebar = (right - left) / max(len(tren), 3)
    for ke, satu in enumerate(tren):
        x = left + ke * lebar
        if satu.ikm is not None:
            y = bawah - (satu.ikm - 25) / 75 * _HIGH
            warna = _BAR if satu.sebanding else _OTHER
            page.fills.append(((x + lebar * 0.25, y, x + lebar * 0.75, bawah), warna))
            teks = f"{satu.teks} ({satu.mutu})"
            page.text(x + (lebar - small.width(teks)) / 2, y - 3, teks, Style.REGULAR, _SMALL)
        for n, line in enumerate(small.wrap(satu.nama, lebar - 4)[:2]):
            page.line(small, line, x + (lebar - line.width) / 2, bawah + 12 + n * 10)
    flow.y = bawah + 34.0
    _caption(lembar, small, "IKM per survei, skala 25 sampai 100")


def _caption(lembar: Lembar, small: Typesetter, text: str) -> None:
    flow = lembar.flow
    x = (lembar.left + lembar.right - small.width(text, Style.ITALIC)) / 2
    flow.page.text(x, flow.y, text, Style.ITALIC, small.size)
    flow.y += 8.0
