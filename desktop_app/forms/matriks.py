"""Form A.1.5: the matrix of roles and results (P6:48-49, 144-147, 179-182).

Up to three columns of short words stand on a portrait page as the form has them; more or longer ones on a landscape
page, as in the worked examples. What is wider still goes on in a further table that repeats people and posts.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.matriks import BarisMatriks, KolomMatriks, MatriksPeran
from desktop_app.forms.blocks import LINE_HIGH, SIZE, Columns, put_title
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.grid import WIDE_LEADING, Align, Cell, Flow, Group, Row
from desktop_app.forms.page import Meta, make_sheet, write_pdf
from desktop_app.forms.text import Line, Typesetter
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_rencana import FormMatriks

# Verticals in points from the left edge of the F4 page (P6:48, measured): name, post, and where the roles end.
PORTRAIT = (93.4, 206.9, 284.9, 561.1)
LANDSCAPE = (64.0, 177.5, 267.5, 886.0)
_PORTRAIT_COLUMNS, _LANDSCAPE_COLUMNS = 3, 5
_TITLE_Y = 111.0
_TOP = 86.0
_UNDER_TITLE = 20.0
_PAD = 4.5
_HANGING = 10.0
_LONG = 60  # letters of a cell; more would make a narrow column very tall
TANPA_PERAN = "TIDAK ADA PERAN"


def render_matriks(form: FormMatriks, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form A.1.5 as PDF; the same values give the same bytes."""
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    isi = form.matriks
    wide = _needs_width(isi)
    name, post, roles, right = LANDSCAPE if wide else PORTRAIT
    sheet = make_sheet(kertas, landscape=wide)
    flow = Flow(setter, first=_TITLE_Y, top=_TOP, bottom=sheet.bottom)
    titles = ["MATRIKS PEMBAGIAN PERAN DAN HASIL", *([t] if (t := (isi.tim or isi.jabatan).upper().strip()) else [])]
    flow.y = put_title(flow.page, setter, titles, (name + right) / 2, _TITLE_Y) + _UNDER_TITLE
    kolom = isi.kolom or (KolomMatriks(id=""),)
    limit = _LANDSCAPE_COLUMNS if wide else _PORTRAIT_COLUMNS
    for start in range(0, len(kolom), limit):
        part = kolom[start : start + limit]
        if start:
            flow.next_page()
        each = (right - roles) / len(part)
        columns = Columns(setter, (name, post, *(roles + each * n for n in range(len(part))), right))
        flow.table(_head(columns, form, part), [_row(columns, baris, part) for baris in isi.baris])
    meta = Meta(
        title=f"Matriks Pembagian Peran dan Hasil {isi.tahun} – {isi.tim or isi.jabatan or form.nama_pimpinan}",
        author=form.instansi,
        subject=f"Format A.1.5 {form.aturan.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format A.1.5 {form.aturan.nama}",
        draf=form.draf,
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def _needs_width(isi: MatriksPeran) -> bool:
    """Tell whether the matrix wants a landscape page (P6:145-147, 180-182)."""
    texts = [satu.teks for satu in isi.kolom] + [peran.teks for baris in isi.baris for peran in baris.peran]
    return len(isi.kolom) > _PORTRAIT_COLUMNS or any(len(teks) > _LONG for teks in texts)


def _shaded(columns: Columns, first: int, text: str | Sequence[Line], last: int | None = None) -> Cell:
    align = Align.LEFT if first == 0 else Align.CENTRE
    return columns.cell(first, text, last, align=align, pad=_PAD, shaded=True, leading=WIDE_LEADING)


def _head(columns: Columns, form: FormMatriks, kolom: Sequence[KolomMatriks]) -> list[Group]:
    """Return both rows of the head: what the columns are, and the leader with his own results (P6:48)."""
    setter = columns.setter
    words = setter.wrap_parts(
        [(Style.ITALIC, "OUTCOME"), (Style.REGULAR, "ANTARA/"), (Style.ITALIC, "OUTPUT/"), (Style.REGULAR, "LAYANAN")],
        columns.room(2, 2 + len(kolom), pad=_PAD),
    )
    top = (
        _shaded(columns, 0, "PEGAWAI"),
        _shaded(columns, 1, "JABATAN"),
        _shaded(columns, 2, words, 2 + len(kolom)),
    )
    leader = (
        _shaded(columns, 0, form.nama_pimpinan),
        _shaded(columns, 1, form.matriks.jabatan),
        *(_shaded(columns, 2 + n, satu.teks) for n, satu in enumerate(kolom)),
    )
    return [
        Group(rows=(Row(cells=top, low=LINE_HIGH),)),
        Group(rows=(Row(cells=leader, low=3 * LINE_HIGH),)),
    ]


def _row(columns: Columns, baris: BarisMatriks, kolom: Sequence[KolomMatriks]) -> Group:
    """Return one person's row; several roles of one cell stand as a list (P6:145-147)."""
    cells = [_shaded(columns, 0, baris.nama), _shaded(columns, 1, baris.jabatan)]
    for n, satu in enumerate(kolom, 2):
        roles = [peran.teks for peran in baris.peran if peran.kolom_id == satu.id and peran.teks.strip()]
        if not roles:
            cells.append(columns.cell(n, TANPA_PERAN, align=Align.CENTRE, pad=_PAD, grey=True))
            continue
        room = columns.room(n, pad=_PAD)
        lines = [line for teks in roles for line in columns.setter.wrap(teks, room, indent=_HANGING, mark="•")]
        cells.append(columns.cell(n, lines, pad=_PAD))
    return Group(rows=(Row(cells=tuple(cells), low=2 * LINE_HIGH),))
