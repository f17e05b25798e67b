"""Slips with codes for answering a survey at the office's screen: 24 to a page, to be cut apart."""

from __future__ import annotations

from desktop_app.forms.fonts import Style
from desktop_app.forms.lembar import Lembar
from desktop_app.forms.page import Meta
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_skm import FormKodeSkm

JUDUL = "Kode Survei Kepuasan Masyarakat"
_COLUMNS, _ROWS = 3, 8
_HIGH = 92.0
_SMALL = 8.5


def render_kode_skm(form: FormKodeSkm, *, kertas: Kertas = Kertas.A4) -> bytes:
    """Return the slips as PDF; the same values give the same bytes."""
    lembar = Lembar(kertas, left=36.0, top=40.0, bottom=58.0)
    flow, small, big = lembar.flow, Typesetter(lembar.fonts, _SMALL), Typesetter(lembar.fonts, 17.0)
    wide = lembar.width / _COLUMNS
    for ke, kode in enumerate(form.kode):
        place = ke % (_COLUMNS * _ROWS)
        if ke and not place:
            flow.next_page()
        x, y = lembar.left + place % _COLUMNS * wide, 40.0 + place // _COLUMNS * _HIGH
        page = flow.page
        page.thin += [(x, y, x + wide, y), (x, y + _HIGH, x + wide, y + _HIGH)]
        page.thin += [(x, y, x, y + _HIGH), (x + wide, y, x + wide, y + _HIGH)]
        for text, setter, style, down in (
            (form.kantor, small, Style.BOLD, 15.0),
            ("Survei Kepuasan Masyarakat", small, Style.REGULAR, 26.5),
            (kode, big, Style.BOLD, 50.0),
            ("Ketik kode ini di layar survei.", small, Style.REGULAR, 66.0),
            ("Sekali pakai, tanpa nama.", small, Style.REGULAR, 76.5),
            (form.sampai, small, Style.REGULAR, 87.0),
        ):
            for line in setter.wrap(text, wide - 10.0, style)[:1]:
                page.line(setter, line, x + (wide - line.width) / 2, y + down)
    meta = Meta(
        title=f"{JUDUL} – {form.nama}",
        author=form.instansi or form.kantor,
        subject=JUDUL,
        dated=form.tanggal_berkas,
        footer=f"{JUDUL} – {form.nama}",
    )
    return lembar.finish(meta)
