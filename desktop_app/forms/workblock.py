"""Form A.1.4: a workblock that finds strategies for a leader's indicator, portrait (P6:43, 143, 178)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.skp import Butir
from desktop_app.forms.blocks import LINE_HIGH, SIZE, Columns
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.grid import WIDE_LEADING, Align, Flow, Group, Row
from desktop_app.forms.page import Meta, make_sheet, write_pdf
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_rencana import FormWorkblock

# Verticals in points from the left edge of the F4 page (P6:43, measured).
HEAD = (79.1, 199.6, 311.1, 433.6, 554.1)
LIST = (79.1, 107.6, 554.1)
_CENTRE = 316.6
_TITLE_Y = 111.0
_TOP = 86.0
_UNDER_TITLE = 23.0
_PAD = 5.2


def render_workblock(form: FormWorkblock, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form A.1.4 as PDF; strategies and milestones are each numbered on over both bands (P6:43, 143)."""
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    sheet = make_sheet(kertas, landscape=False)
    flow = Flow(setter, first=_TITLE_Y, top=_TOP, bottom=sheet.bottom)
    title = setter.line(
        (Style.ITALIC, "WORKBLOCK "), (Style.REGULAR, "UNTUK IDENTIFIKASI STRATEGI PENCAPAIAN HASIL KERJA")
    )
    flow.page.line(setter, title, _CENTRE - title.width / 2, _TITLE_Y)
    flow.y = _TITLE_Y + _UNDER_TITLE
    isi = form.workblock
    columns = Columns(setter, LIST)
    flow.table([], _facts(setter, form))
    for name, english, rutin, transformatif in (
        ("STRATEGI", "(KEY ACTIVITIES)", isi.strategi_rutin, isi.strategi_transformatif),
        ("KELUARAN KUNCI", "(KEY MILESTONE)", isi.keluaran_rutin, isi.keluaran_transformatif),
    ):
        flow.table([_head(columns, name, english)], _entries(columns, rutin, transformatif), repeat_band=True)
    meta = Meta(
        title=f"Workblock {isi.tahun} – {isi.judul}",
        author=form.instansi,
        subject=f"Format A.1.4 {form.aturan.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format A.1.4 {form.aturan.nama}",
        draf=form.draf,
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def _facts(setter: Typesetter, form: FormWorkblock) -> list[Group]:
    """Return the eight facts, two in a row, with the labels of the form (P6:43)."""
    isi, columns = form.workblock, Columns(setter, HEAD)
    pairs = (
        ("JUDUL INISIATIF STRATEGI PENCAPAIAN IKU", isi.judul),
        ("INDIKATOR DAN TARGET YANG DIINTERVENSI", isi.indikator),
        ("PEMILIK STRATEGI", isi.pemilik),
        ("PIHAK YANG TERLIBAT", isi.pihak_terlibat),
        ("WAKTU PENYELESAIAN", isi.waktu_penyelesaian),
        ("PENERIMA MANFAAT", isi.penerima_manfaat),
        ("TUJUAN", isi.tujuan),
        ("ANGGARAN", isi.anggaran),
    )
    groups = []
    for left, right in zip(pairs[::2], pairs[1::2], strict=True):
        cells = tuple(
            columns.cell(2 * side + part, text, pad=_PAD, shaded=not part, leading=_leading(part))
            for side, pair in enumerate((left, right))
            for part, text in enumerate(pair)
        )
        groups.append(Group(rows=(Row(cells=cells, low=LINE_HIGH),)))
    return groups


def _leading(part: int) -> float:
    return WIDE_LEADING if part == 0 else 12.95


def _head(columns: Columns, title: str, english: str) -> Group:
    """Return the centred head of a section, which is repeated with the band in force where the section goes on."""
    line = columns.setter.line((Style.REGULAR, f"{title} "), (Style.ITALIC, english))
    head = columns.cell(0, [line], 2, align=Align.CENTRE, shaded=True, leading=WIDE_LEADING, middle=True)
    return Group(rows=(Row(cells=(head,), low=LINE_HIGH),))


def _entries(columns: Columns, rutin: Sequence[Butir], transformatif: Sequence[Butir]) -> list[Group]:
    """Return routine and transformative entries with running numbers, each under its band."""
    groups: list[Group] = []
    number = 0
    for letter, butir in (("A. RUTIN", rutin), ("B. TRANSFORMATIF", transformatif)):
        groups.append(columns.band(letter))
        for teks in [satu.teks for satu in butir] or [""]:
            number += 1
            cells = (
                columns.cell(0, f"{number}.", align=Align.CENTRE, pad=1.5),
                columns.cell(1, teks, align=Align.JUSTIFY, pad=_PAD),
            )
            groups.append(Group(rows=(Row(cells=cells, low=LINE_HIGH),)))
    return groups
