"""Form A.1.3: the manual of one indicator, landscape (P6:38, 138-140, 173-174)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.domain.format_indonesia import format_rentang_penilaian
from desktop_app.domain.istilah import PeriodePelaporan, TingkatKendali
from desktop_app.forms.blocks import LINE_HIGH, SIZE, Columns, put_title
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.grid import WIDE_LEADING, Align, Cell, Flow, Group, Row
from desktop_app.forms.page import Meta, make_sheet, write_pdf
from desktop_app.forms.skp import put_instansi
from desktop_app.forms.text import Line, Typesetter, clean
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_rencana import FormManual

# Verticals in points from the left edge of the F4 page (P6:38, measured).
TABLE = (86.6, 221.5, 838.1)
KENDALI = (86.6, 221.5, 405.6, 611.1, 838.1)
PELAPORAN = (86.6, 221.5, 349.1, 497.9, 660.9, 838.1)
INSTANSI = (86.6, 464.0, 838.1)
_CENTRE = 462.4
_TITLE_Y = 111.0
_TOP = 86.0
_TITLES = ("MANUAL INDIKATOR KINERJA", "SKP PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI")
_PAD = 5.2
_TWO_LINES, _THREE_LINES = 2 * LINE_HIGH, 3 * LINE_HIGH
_ITEM = re.compile(r"(\d{1,2}[.)]|[a-z][.)]|[-–•▪])\s+(?=\S)")
_AFTER_MARK = 4.0
_OPTIONAL = "(opsional bagi pendekatan hasil kerja kualitatif)"


def render_manual(form: FormManual, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form A.1.3 as PDF; the same values give the same bytes."""
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    sheet = make_sheet(kertas, landscape=True)
    flow = Flow(setter, first=_TITLE_Y, top=_TOP, bottom=sheet.bottom)
    y = put_title(flow.page, setter, _TITLES, _CENTRE, _TITLE_Y)
    rentang = f"PERIODE PENILAIAN: {format_rentang_penilaian(form.mulai, form.selesai)}"
    flow.y = put_instansi(flow, form.instansi, rentang, y + 19.0, INSTANSI, split=1)
    flow.table([], _rows(setter, form))
    isi = form.manual
    meta = Meta(
        title=f"Manual Indikator Kinerja {isi.tahun} – {isi.indikator}",
        author=form.instansi,
        subject=f"Format A.1.3 {form.aturan.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format A.1.3 {form.aturan.nama}",
        draf=form.draf,
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def _rows(setter: Typesetter, form: FormManual) -> list[Group]:
    isi, columns = form.manual, Columns(setter, TABLE)
    pelaporan = form.aturan.perencanaan.label_pelaporan
    return [
        _row(columns, "RENCANA HASIL KERJA", isi.hasil, low=_TWO_LINES),
        _row(columns, "UKURAN KEBERHASILAN/ INDIKATOR KINERJA", isi.indikator, low=_THREE_LINES),
        _row(columns, "TUJUAN", isi.tujuan),
        _deskripsi(columns, isi.definisi, isi.formula),
        _row(columns, [(Style.REGULAR, "SATUAN PENGUKURAN"), (Style.ITALIC, _OPTIONAL)], isi.satuan),
        _choice(Columns(setter, KENDALI), "KUALITAS DAN TINGKAT KENDALI", _kendali(form), low=_TWO_LINES),
        _row(columns, "SUMBER DATA", isi.sumber_data),
        _choice(
            Columns(setter, PELAPORAN),
            "PERIODE PELAPORAN",
            [([(Style.REGULAR, pelaporan[satu])], satu is isi.pelaporan) for satu in PeriodePelaporan],
        ),
    ]


Label = str | Sequence[tuple[Style, str]]


def _label(columns: Columns, label: Label) -> Cell:
    room = columns.room(0, pad=_PAD)
    lines = columns.setter.wrap(label, room) if isinstance(label, str) else columns.setter.wrap_parts(label, room)
    return columns.cell(0, lines, pad=_PAD, shaded=True, leading=WIDE_LEADING)


def _row(columns: Columns, label: Label, teks: str, *, low: float = LINE_HIGH) -> Group:
    cells = (_label(columns, label), _words(columns, teks, Align.JUSTIFY))
    return Group(rows=(Row(cells=cells, low=low),))


def _words(columns: Columns, teks: str, align: Align) -> Cell:
    """Return what was typed; lines that begin with a number, letter or dash hang beside it (P6:139, 173)."""
    setter, room = columns.setter, columns.room(1, pad=_PAD)
    paragraphs = [(satu, _ITEM.match(satu)) for satu in clean(teks).split("\n")] if clean(teks) else []
    marks = [found[1] for _, found in paragraphs if found]
    indent = max((setter.width(mark) for mark in marks), default=0.0) + _AFTER_MARK
    lines: list[Line] = []
    for satu, found in paragraphs:
        if found:
            lines += setter.wrap(satu[found.end() :], room, indent=indent, mark=found[1])
        else:
            lines += setter.wrap(satu, room) or [setter.line((Style.REGULAR, ""))]
    return columns.cell(1, lines, pad=_PAD, align=align)


def _deskripsi(columns: Columns, definisi: str, formula: str) -> Group:
    """Return the description: a definition, and a formula that the qualitative approach may leave out (P6:38)."""
    setter = columns.setter
    head = setter.line((Style.REGULAR, "Formula "), (Style.ITALIC, _OPTIONAL))
    rows = (
        Row(cells=(columns.cell(1, "Definisi", pad=_PAD, shaded=True),), low=LINE_HIGH, stay=True),
        Row(cells=(_words(columns, definisi, Align.JUSTIFY),), low=LINE_HIGH),
        Row(cells=(columns.cell(1, [head], pad=_PAD, shaded=True),), low=LINE_HIGH, stay=True),
        Row(cells=(_words(columns, formula, Align.LEFT),), low=1.35 * LINE_HIGH),
    )
    return Group(rows=rows, merged=(_label(columns, "DESKRIPSI"),))


Choice = tuple[Sequence[tuple[Style, str]], bool]


def _kendali(form: FormManual) -> list[Choice]:
    """Return the three levels that the form prints; an output of higher control stands in the third place."""
    label, ini = form.aturan.perencanaan.label_kendali, form.manual.kendali
    lebih = ini in (TingkatKendali.KENDALI_SEDANG, TingkatKendali.KENDALI_TINGGI)
    ketiga = ini if ini is not None and lebih else TingkatKendali.KENDALI_RENDAH
    pilihan = (TingkatKendali.OUTCOME, TingkatKendali.OUTCOME_ANTARA, ketiga)
    return [(_italic_first(label[satu]), satu is ini) for satu in pilihan]


def _italic_first(label: str) -> list[tuple[Style, str]]:
    """Return a level as the form sets it: the English word in italics (P6:38)."""
    first, _, rest = label.partition(" ")
    return [(Style.ITALIC, first), *([(Style.REGULAR, rest)] if rest else [])]


def _choice(columns: Columns, label: str, choices: Sequence[Choice], *, low: float = LINE_HIGH) -> Group:
    """Return a row of boxes; the one that holds has an X (P6:38, 138)."""
    cells = [_label(columns, label)]
    for index, (parts, chosen) in enumerate(choices, 1):
        box = "(X)" if chosen else "(   )"
        lines: list[Line] = columns.setter.wrap_parts([(Style.REGULAR, ""), *parts], columns.room(index, pad=20.0))
        mark = [columns.setter.line((Style.REGULAR, f"{box} "), *lines[0].parts), *lines[1:]] if lines else []
        cells.append(columns.cell(index, mark, pad=_PAD))
    return Group(rows=(Row(cells=tuple(cells), low=low),))
