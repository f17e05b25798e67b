"""Pages about passwords, one each: the request for recovery, the recovery card, the kabupaten's escrow key.

None of them is a form of the regulation. What people read out or type is set large, in groups, so that a page held in
the hand serves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.format_indonesia import format_waktu
from desktop_app.domain.pegawai import Identitas
from desktop_app.forms.blocks import DOTS, SIZE, Columns, Signature, SignatureBlock
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.grid import Flow, Group, Row
from desktop_app.forms.page import Meta, make_sheet, write_pdf
from desktop_app.forms.text import Typesetter, clean
from desktop_app.forms.values import Kertas

_LEFT, _RIGHT = 72.0, 547.0
_CENTRE = (_LEFT + _RIGHT) / 2
_FACTS = (_LEFT, 196.0, 208.0, _RIGHT)
_LINE_GROUPS, _ONE_LINE = 4, 5
"""Groups of letters on one line of the box; a fingerprint of five stands on one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKunci:
    """One such page: heads, facts beside their labels, a box to read out or type, advice, and who signs.

    ``dibuat`` is the time that the clock claimed (``jam_diragukan`` where it is not to be trusted).
    """

    instansi: str
    kantor: str
    judul: str
    fakta: tuple[tuple[str, str], ...]
    judul_kotak: str
    kotak: str
    petunjuk: tuple[str, ...]
    penanda: tuple[str, ...] = ()
    dibuat: datetime
    jam_diragukan: bool = False


def render_kunci(form: FormKunci, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the page as PDF; the same values give the same bytes."""
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    sheet = make_sheet(kertas, landscape=False)
    flow = Flow(setter, first=62.0, top=62.0, bottom=sheet.height - 56.0)
    for text, style, size in ((form.instansi, Style.REGULAR, 12.0), (form.kantor, Style.BOLD, 13.0)):
        _put_centred(flow, Typesetter(fonts, size), text, style)
    flow.page.rules += [(_LEFT, flow.y + 1, _RIGHT, flow.y + 1), (_LEFT, flow.y + 2.4, _RIGHT, flow.y + 2.4)]
    flow.y += 24.0
    _put_centred(flow, Typesetter(fonts, 13.0), form.judul.upper(), Style.BOLD)
    flow.y += 8.0
    waktu = format_waktu(form.dibuat) + ("; jam komputer diragukan" if form.jam_diragukan else "")
    columns = Columns(setter, _FACTS)
    for label, value in (*form.fakta, ("Dibuat (jam komputer)", waktu)):
        lines = list(columns.cell(2, value).lines)[:2]
        cells = (columns.cell(0, label), columns.cell(1, ":"), columns.cell(2, lines))
        flow.y = Group(rows=(Row(cells=cells, low=15.0),), open_=True).draw(flow.page, setter, flow.y)
    flow.y += 12.0
    _put_box(flow, Typesetter(fonts, 17.0), form)
    flow.y += 18.0
    for number, text in enumerate(form.petunjuk, 1):
        for line in setter.wrap(text, _RIGHT - _LEFT, indent=18.0, mark=f"{number}."):
            flow.page.line(setter, line, _LEFT, flow.y)
            flow.y += 14.0
        flow.y += 3.0
    if form.penanda:
        wide = (_RIGHT - _LEFT) / len(form.penanda)
        signatures = [
            Signature(centre=_LEFT + wide * (n + 0.5), role=role, orang=Identitas(), above=f"{DOTS[:3]}, {DOTS[:5]}")
            for n, role in enumerate(form.penanda)
        ]
        SignatureBlock(setter, signatures, (), _LEFT, _RIGHT, columns=len(signatures), name_lines=2).put(flow)
    meta = Meta(
        title=f"{form.judul} – {form.kantor}",
        author=form.instansi or form.kantor,
        subject=f"{form.judul} SKP Luring",
        dated=form.dibuat.date(),
        footer=f"{form.judul} – SKP Luring",
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def _put_centred(flow: Flow, setter: Typesetter, text: str, style: Style) -> None:
    for line in setter.wrap(text, _RIGHT - _LEFT, style)[:2]:
        flow.page.line(setter, line, _CENTRE - line.width / 2, flow.y)
        flow.y += setter.size * 1.3


def _put_box(flow: Flow, setter: Typesetter, form: FormKunci) -> None:
    """Draw the box: its small title, then the groups, four to a line."""
    groups = clean(form.kotak).split()
    most = len(groups) if len(groups) <= _ONE_LINE else _LINE_GROUPS
    lines = [groups[at : at + most] for at in range(0, len(groups), most)]
    page, top = flow.page, flow.y
    bottom = top + 24.0 + len(lines) * 26.0
    page.rules += [(_LEFT, top, _RIGHT, top), (_LEFT, bottom, _RIGHT, bottom)]
    page.rules += [(_LEFT, top, _LEFT, bottom), (_RIGHT, top, _RIGHT, bottom)]
    page.text(_LEFT + 5.2, top + 12, form.judul_kotak, Style.REGULAR, 8.0)
    column = (_RIGHT - _LEFT) / max(len(line) for line in lines)
    for number, line in enumerate(lines):
        for place, group in enumerate(line):
            x = _LEFT + column * (place + 0.5) - setter.width(group, Style.BOLD) / 2
            page.text(x, top + 36.0 + number * 26.0, group, Style.BOLD, setter.size)
    flow.y = bottom
