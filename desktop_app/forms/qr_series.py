"""Sheets of a QR series: a tiny bundle on paper, six symbols a sheet, to be photographed sheet by sheet.

The symbols are large and few, because phones are old and messengers shrink what they send: version 15 at most with
correction level M, a module of nine tenths of a millimetre (docs/spec/carriers.md, section QR series).
"""

from __future__ import annotations

from desktop_app.forms.fonts import Style
from desktop_app.forms.lembar import Lembar, claimed
from desktop_app.forms.page import FOOTER, Meta, make_sheet
from desktop_app.forms.segel import modules, rectangles
from desktop_app.forms.text import clean
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_angkutan import KODE_PER_LEMBAR, FormSeriQr

_KOLOM, _BARIS = 2, 3
_LEFT, _TOP, _ABOVE_FOOTER = 56.0, 40.0, 12.0
_LARGEST = 215.0  # points of the layout page: 75 mm
_BETWEEN = 29.0  # under a symbol: its number, and four modules of white on either side of it
_LABEL = 9.5


def render_qr_series(form: FormSeriQr, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the sheets as PDF."""
    lembar = Lembar(kertas, left=_LEFT, top=_TOP, bottom=FOOTER)
    lowest = make_sheet(kertas, landscape=False).height - FOOTER - _ABOVE_FOOTER
    sheets = -(-len(form.teks) // KODE_PER_LEMBAR)
    for sheet in range(sheets):
        if sheet:
            lembar.flow.next_page()
        _put_head(lembar, form, sheet + 1, sheets)
        _put_symbols(lembar, form.teks, sheet * KODE_PER_LEMBAR, lowest)
    meta = Meta(
        title=f"Kode QR paket {form.nomor} – {form.kantor}",
        author=form.instansi or form.kantor,
        subject="Kode QR paket data SKP Luring",
        dated=form.dibuat.date(),
        footer="Kode QR paket SKP Luring",
    )
    return lembar.finish(meta)


def _put_head(lembar: Lembar, form: FormSeriQr, sheet: int, sheets: int) -> None:
    flow = lembar.flow
    flow.y = _TOP
    title = f"{form.kantor} ({form.kode}) – paket nomor {form.nomor}, lembar {sheet} dari {sheets}"
    lembar.put_centred(clean(title), Style.BOLD, 12.0)
    words = " · ".join(form.sidik_jari)
    lembar.put_centred(f"Empat kata: {words}", Style.REGULAR, 11.0)
    lembar.put_centred(
        f"Dibuat {claimed(form.dibuat, ragu=form.jam_diragukan)}. Foto seluruh lembar ini dari atas, rata dan terang, "
        "satu foto untuk setiap lembar. Urutannya bebas.",
        Style.REGULAR,
        9.0,
    )
    flow.y += 8.0


def _put_symbols(lembar: Lembar, texts: tuple[str, ...], first: int, lowest: float) -> None:
    flow = lembar.flow
    side = min(_LARGEST, (lowest - flow.y) / _BARIS - _BETWEEN)
    gap = (lembar.width - _KOLOM * side) / (_KOLOM + 1)
    top = flow.y
    for place, text in enumerate(texts[first : first + KODE_PER_LEMBAR]):
        row, column = divmod(place, _KOLOM)
        left, upper = lembar.left + gap + column * (side + gap), top + row * (side + _BETWEEN)
        rows = modules(text)
        step = side / len(rows)
        flow.page.marks.append(
            [
                (left + x0 * step, upper + y0 * step, left + x1 * step, upper + y1 * step)
                for x0, y0, x1, y1 in rectangles(rows)
            ]
        )
        label = f"{first + place + 1} dari {len(texts)}"
        wide = flow.setter.fonts.width(label, Style.BOLD) * _LABEL
        flow.page.text(left + (side - wide) / 2, upper + side + _BETWEEN / 2 + 3, label, Style.BOLD, _LABEL)
