"""Pages about personal data: the record of an erasure that a person holds, and the register of processing.

None of them is a form of the regulation. Facts stand beside their labels, a table breaks over pages where it must, and
notes and signatures close the page.
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
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import Kertas

_MARGIN = 56.0
_LABEL = 130.0
_SMALL = 9.0
_FACT_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDataPribadi:
    """One such page: heads, facts, one table (``lebar`` are shares of the width), numbered notes, and who signs.

    ``dibuat`` is the time that the clock claimed (``jam_diragukan`` where it is not to be trusted); ``mendatar`` lays
    the sheet on its side.
    """

    instansi: str
    kantor: str
    judul: str
    fakta: tuple[tuple[str, str], ...]
    kepala: tuple[str, ...]
    lebar: tuple[int, ...]
    baris: tuple[tuple[str, ...], ...]
    petunjuk: tuple[str, ...]
    penanda: tuple[str, ...] = ()
    dibuat: datetime
    jam_diragukan: bool = False
    mendatar: bool = False


def render_data_pribadi(form: FormDataPribadi, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the pages as PDF; the same values give the same bytes."""
    fonts = load_fonts()
    setter, small = Typesetter(fonts, SIZE), Typesetter(fonts, _SMALL)
    sheet = make_sheet(kertas, landscape=form.mendatar)
    left, right = _MARGIN, sheet.width - _MARGIN
    flow = Flow(setter, first=56.0, top=56.0, bottom=sheet.height - 52.0)
    for text, style, size in ((form.instansi, Style.REGULAR, 12.0), (form.kantor, Style.BOLD, 13.0)):
        _put_centred(flow, Typesetter(fonts, size), text, style, left, right)
    flow.page.rules += [(left, flow.y + 1, right, flow.y + 1), (left, flow.y + 2.4, right, flow.y + 2.4)]
    flow.y += 24.0
    _put_centred(flow, Typesetter(fonts, 13.0), form.judul.upper(), Style.BOLD, left, right)
    flow.y += 8.0
    waktu = format_waktu(form.dibuat) + ("; jam komputer diragukan" if form.jam_diragukan else "")
    facts = Columns(setter, (left, left + _LABEL, left + _LABEL + 12.0, right))
    for label, value in (*form.fakta, ("Dibuat (jam komputer)", waktu)):
        lines = list(facts.cell(2, value).lines)[:_FACT_LINES]
        cells = (facts.cell(0, label), facts.cell(1, ":"), facts.cell(2, lines))
        flow.y = Group(rows=(Row(cells=cells, low=15.0),), open_=True).draw(flow.page, setter, flow.y)
    flow.y += 12.0
    _put_table(flow, small, form, left, right)
    flow.y += 18.0
    for number, text in enumerate(form.petunjuk, 1):
        lines = setter.wrap(text, right - left, indent=18.0, mark=f"{number}.")
        flow.keep(len(lines) * 14.0)
        for line in lines:
            flow.page.line(setter, line, left, flow.y)
            flow.y += 14.0
        flow.y += 3.0
    if form.penanda:
        wide = (right - left) / len(form.penanda)
        signatures = [
            Signature(centre=left + wide * (n + 0.5), role=role, orang=Identitas(), above=f"{DOTS[:3]}, {DOTS[:5]}")
            for n, role in enumerate(form.penanda)
        ]
        SignatureBlock(setter, signatures, (), left, right, columns=len(signatures), name_lines=2).put(flow)
    meta = Meta(
        title=f"{form.judul} – {form.kantor}",
        author=form.instansi or form.kantor,
        subject=f"{form.judul} SKP Luring",
        dated=form.dibuat.date(),
        footer=f"{form.judul} – SKP Luring",
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def _put_centred(flow: Flow, setter: Typesetter, text: str, style: Style, left: float, right: float) -> None:
    for line in setter.wrap(text, right - left, style)[:2]:
        flow.page.line(setter, line, (left + right - line.width) / 2, flow.y)
        flow.y += setter.size * 1.3


def _put_table(flow: Flow, small: Typesetter, form: FormDataPribadi, left: float, right: float) -> None:
    """Draw the table in small letters; its head is repeated on every page."""
    whole = sum(form.lebar)
    edges = [left]
    for share in form.lebar:
        edges.append(edges[-1] + (right - left) * share / whole)
    columns = Columns(small, tuple(edges))
    body = [
        Group(rows=(Row(cells=tuple(columns.cell(n, text) for n, text in enumerate(row)), low=14.0),))
        for row in form.baris
    ]
    usual, flow.setter = flow.setter, small
    flow.table([columns.head(form.kepala, low=16.0)], body)
    flow.setter = usual
