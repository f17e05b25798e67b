"""Form A.1.5: the matrix of roles and results (P6:48-49, 144-147, 179-182).

Up to three columns of short words stand on a portrait page as the form has them; more or longer ones on a landscape
page, as in the worked examples. What is wider still goes on in a further table that repeats people and posts. No word
is cut for want of width where a wider page or fewer columns side by side would hold it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.domain.matriks import BarisMatriks, KolomMatriks, MatriksPeran
from desktop_app.forms.blocks import LINE_HIGH, SIZE, Columns, put_title
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.grid import WIDE_LEADING, Align, Cell, Flow, Group, Row
from desktop_app.forms.page import Meta, make_sheet, write_pdf
from desktop_app.forms.text import Line, Typesetter, clean
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_rencana import FormMatriks

# Verticals in points from the left edge of the F4 page (P6:48, measured): name, post, and where the roles end.
PORTRAIT = (93.4, 206.9, 284.9, 561.1)
# Of the worked examples' pages the width (P6:180); names, which there are placeholders, have some of the roles' room.
LANDSCAPE = (64.0, 164.0, 279.0, 886.0)
_PORTRAIT_COLUMNS, _LANDSCAPE_COLUMNS = 3, 5
_TITLE_Y = 111.0
_TOP = 86.0
_UNDER_TITLE = 20.0
_PAD = 4.5
_HANGING = 10.0
_LONG = 60  # letters of a cell; more would make a narrow column very tall
_TITLE_LINES = 4
_TALL = 0.5  # of a page
_WIDEST = 150.0  # points that a column of names or posts may take
TANPA_PERAN = "TIDAK ADA PERAN"


def render_matriks(form: FormMatriks, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form A.1.5 as PDF; the same values give the same bytes."""
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    isi = form.matriks
    names = [form.nama_pimpinan, *(baris.nama for baris in isi.baris)]
    posts = [isi.jabatan, *(baris.jabatan for baris in isi.baris)]
    wide = _needs_width(setter, isi, names, posts)
    name, post, roles, right = _landscape(setter, names, posts) if wide else PORTRAIT
    sheet = make_sheet(kertas, landscape=wide)
    flow = Flow(setter, first=_TITLE_Y, top=_TOP, bottom=sheet.bottom)
    flow.y = put_title(flow.page, setter, _titles(setter, isi, right - name), (name + right) / 2, _TITLE_Y)
    flow.y += _UNDER_TITLE
    kolom, barisan = isi.kolom or (KolomMatriks(id=""),), isi.baris or (BarisMatriks(id=""),)
    limit = _side_by_side(setter, isi, right - roles) if wide else _PORTRAIT_COLUMNS
    for start in range(0, len(kolom), limit):
        part = kolom[start : start + limit]
        if start:
            flow.next_page()
        each = (right - roles) / len(part)
        columns = Columns(setter, (name, post, *(roles + each * n for n in range(len(part))), right))
        titles, leader = _head(columns, form, part)
        body = [_row(columns, baris, part) for baris in barisan]
        # A leader's row that leaves no room for the others stands once and breaks as they do.
        if leader.height > _TALL * (sheet.bottom - _TOP):
            flow.table([titles], [leader, *body])
        else:
            flow.table([titles, leader], body)
    meta = Meta(
        title=f"Matriks Pembagian Peran dan Hasil {isi.tahun} – {isi.tim or isi.jabatan or form.nama_pimpinan}",
        author=form.instansi,
        subject=f"Format A.1.5 {form.aturan.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format A.1.5 {form.aturan.nama}",
        draf=form.draf,
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def _titles(setter: Typesetter, isi: MatriksPeran, room: float) -> list[str]:
    """Return the title, and below it the team or the leader's post, broken where it is wider than the table."""
    below = ["".join(text for _, text in line.parts) for line in setter.wrap((isi.tim or isi.jabatan).upper(), room)]
    if len(below) > _TITLE_LINES:
        below = [*below[: _TITLE_LINES - 1], "…"]
    return ["MATRIKS PEMBAGIAN PERAN DAN HASIL", *below]


def _needs_width(setter: Typesetter, isi: MatriksPeran, names: Sequence[str], posts: Sequence[str]) -> bool:
    """Tell whether the matrix wants a landscape page (P6:145-147, 180-182)."""
    texts = _texts(isi)
    if len(isi.kolom) > _PORTRAIT_COLUMNS or any(len(teks) > _LONG for teks in texts):
        return True
    name, post, roles, right = PORTRAIT
    each = (right - roles) / max(len(isi.kolom), 1)
    return (
        _widest(setter, names) > post - name - 2 * _PAD
        or _widest(setter, posts) > roles - post - 2 * _PAD
        or _widest(setter, texts) > each - 2 * _PAD - _HANGING
    )


def _landscape(setter: Typesetter, names: Sequence[str], posts: Sequence[str]) -> tuple[float, float, float, float]:
    """Return the landscape page's edges; a long word in a name or post widens its column, up to a limit."""
    left, post, roles, right = LANDSCAPE
    name_wide = min(max(post - left, _widest(setter, names) + 2 * _PAD + 0.1), _WIDEST)
    post_wide = min(max(roles - post, _widest(setter, posts) + 2 * _PAD + 0.1), _WIDEST)
    return left, left + name_wide, left + name_wide + post_wide, right


def _side_by_side(setter: Typesetter, isi: MatriksPeran, room: float) -> int:
    """Return how many columns stand side by side in ``room`` without cutting a word, three at the least."""
    need = _widest(setter, _texts(isi)) + 2 * _PAD + _HANGING
    fits = (count for count in range(_LANDSCAPE_COLUMNS, _PORTRAIT_COLUMNS, -1) if room / count >= need)
    return next(fits, _PORTRAIT_COLUMNS)


def _texts(isi: MatriksPeran) -> list[str]:
    return [satu.teks for satu in isi.kolom] + [peran.teks for baris in isi.baris for peran in baris.peran]


def _widest(setter: Typesetter, texts: Sequence[str]) -> float:
    """Return the width of the widest word; one may go on after a slash or hyphen."""
    words = {word for teks in texts for word in re.split(r"(?<=[/–-])|\s+", clean(teks))}
    return max((setter.width(word) for word in words), default=0.0)


def _shaded(columns: Columns, first: int, text: str | Sequence[Line], last: int | None = None) -> Cell:
    align = Align.LEFT if first == 0 else Align.CENTRE
    return columns.cell(first, text, last, align=align, pad=_PAD, shaded=True, leading=WIDE_LEADING)


def _head(columns: Columns, form: FormMatriks, kolom: Sequence[KolomMatriks]) -> tuple[Group, Group]:
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
    return Group(rows=(Row(cells=top, low=LINE_HIGH),)), Group(rows=(Row(cells=leader, low=2 * LINE_HIGH),))


def _row(columns: Columns, baris: BarisMatriks, kolom: Sequence[KolomMatriks]) -> Group:
    """Return one person's row; several roles of one cell stand as a list (P6:145-147).

    Where there is no column or no person yet, the cell is left blank to be filled.
    """
    cells = [_shaded(columns, 0, baris.nama), _shaded(columns, 1, baris.jabatan)]
    for n, satu in enumerate(kolom, 2):
        roles = [peran.teks for peran in baris.peran if peran.kolom_id == satu.id and peran.teks.strip()]
        if not roles:
            kosong = TANPA_PERAN if satu.id and baris.id else ""
            cells.append(columns.cell(n, kosong, align=Align.CENTRE, pad=_PAD, grey=True))
            continue
        room = columns.room(n, pad=_PAD)
        lines = [line for teks in roles for line in columns.setter.wrap(teks, room, indent=_HANGING, mark="•")]
        cells.append(columns.cell(n, lines, pad=_PAD))
    return Group(rows=(Row(cells=tuple(cells), low=2 * LINE_HIGH),))
