"""The first-aid card: one page to hang beside the computer, which says what to do until help is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.format_indonesia import format_waktu
from desktop_app.forms.blocks import DOTS, Columns
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.grid import Flow, Group, Row
from desktop_app.forms.page import Meta, make_sheet, write_pdf
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import Kertas

_LEFT, _RIGHT = 64.0, 551.0
_FACTS = (_LEFT, 216.0, 228.0, _RIGHT)
_SIZE = 11.0
_LINE = 14.2


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPertolongan:
    """What stands on the card: office, facts, telephones to fill in, and for each trouble its steps."""

    instansi: str
    kantor: str
    fakta: tuple[tuple[str, str], ...]
    telepon: tuple[str, ...]
    masalah: tuple[tuple[str, tuple[str, ...]], ...]
    dibuat: datetime
    jam_diragukan: bool = False


def render_pertolongan(form: FormPertolongan, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the card as PDF of one page; the same values give the same bytes."""
    fonts = load_fonts()
    setter = Typesetter(fonts, _SIZE)
    sheet = make_sheet(kertas, landscape=False)
    flow = Flow(setter, first=50.0, top=50.0, bottom=sheet.height - 40.0)
    heads = ((form.instansi, Style.REGULAR, 10.5), (form.kantor, Style.BOLD, 12.0))
    for text, style, size in (*heads, ("KARTU PERTOLONGAN PERTAMA", Style.BOLD, 14.0)):
        other = Typesetter(fonts, size)
        for line in other.wrap(text, _RIGHT - _LEFT, style)[:2]:
            flow.page.line(other, line, (_LEFT + _RIGHT - line.width) / 2, flow.y)
            flow.y += size * 1.3
    flow.page.rules += [(_LEFT, flow.y - 8, _RIGHT, flow.y - 8)]
    columns = Columns(setter, _FACTS)
    waktu = format_waktu(form.dibuat) + ("; jam komputer diragukan" if form.jam_diragukan else "")
    telepon = tuple((f"Telepon {siapa}", DOTS * 2) for siapa in form.telepon)
    for label, value in (*form.fakta, ("Dicetak (jam komputer)", waktu), *telepon):
        lines = list(columns.cell(2, value).lines)[:2]
        cells = (columns.cell(0, label), columns.cell(1, ":"), columns.cell(2, lines))
        flow.y = Group(rows=(Row(cells=cells, low=14.0),), open_=True).draw(flow.page, setter, flow.y)
    flow.y += 26.0
    title = Typesetter(fonts, 12.5)
    for judul, langkah in form.masalah:
        flow.page.text(_LEFT, flow.y, judul, Style.BOLD, title.size)
        flow.y += _LINE + 2
        for number, text in enumerate(langkah, 1):
            for line in setter.wrap(text, _RIGHT - _LEFT, indent=18.0, mark=f"{number}."):
                flow.page.line(setter, line, _LEFT, flow.y)
                flow.y += _LINE
        flow.y += 10.0
    meta = Meta(
        title=f"Kartu pertolongan pertama – {form.kantor}",
        author=form.instansi or form.kantor,
        subject="Kartu pertolongan pertama SKP Luring",
        dated=form.dibuat.date(),
        footer="Kartu pertolongan pertama – SKP Luring",
    )
    return write_pdf(flow.pages, sheet, meta, fonts)
