"""Form A.1.8: the annex of an SKP with resources, accountability and consequences (P6:61), portrait."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.format_indonesia import format_rentang_penilaian
from desktop_app.domain.skp import Butir
from desktop_app.forms.blocks import (
    SIZE,
    Columns,
    Signature,
    SignatureBlock,
    format_tempat_tanggal,
    put_title,
)
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.grid import LEADING, Align, Flow, Group, Row
from desktop_app.forms.page import Meta, make_sheet, write_pdf
from desktop_app.forms.segel import Seal
from desktop_app.forms.skp import put_instansi
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import FormSkp, Kertas

# Verticals in points from the left edge of the F4 page (P6:61, measured).
TABLE = (70.8, 95.5, 550.8)
INSTANSI = (70.8, 290.0, 550.8)  # at 311.7 in the regulation, where the dates are dots
_CENTRE = 311.9
_SEAL = 505.0
_TITLE_Y = 111.0
_TOP = 86.0
_BAND_HIGH = 20.9
_ROW_MORE = 10.9  # what a row has above and below its lines together
_PAD = 8.2


def render_lampiran(form: FormSkp, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form A.1.8 as PDF, portrait; the same values give the same bytes."""
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    sheet = make_sheet(kertas, landscape=False)
    flow = Flow(setter, first=_TITLE_Y, top=_TOP, bottom=sheet.bottom)
    y = put_title(flow.page, setter, ["LAMPIRAN SASARAN KINERJA PEGAWAI"], _CENTRE, _TITLE_Y)
    rentang = f"PERIODE PENILAIAN:\n{format_rentang_penilaian(form.skp.mulai, form.skp.selesai)}"
    flow.y = put_instansi(flow, form.instansi, rentang, y + 21.7, INSTANSI, split=1, most=6)

    columns = Columns(setter, TABLE)
    lampiran = form.skp.lampiran
    body = [
        *_section(columns, "DUKUNGAN SUMBER DAYA", lampiran.sumber_daya),
        *_section(columns, "SKEMA PERTANGGUNGJAWABAN", lampiran.skema),
        *_section(columns, "KONSEKUENSI", lampiran.konsekuensi),
    ]
    seal = Seal(setter, form.segel, centre=_SEAL, width=300.0, beside=True) if form.segel is not None else None
    block = SignatureBlock(
        setter,
        (
            Signature(centre=193.2, role="Pegawai yang Dinilai", orang=form.pegawai),
            Signature(
                centre=434.4,
                role="Pejabat Penilai Kinerja",
                orang=form.penilai,
                above=format_tempat_tanggal(form.tempat, form.tanggal),
            ),
        ),
        (),
        TABLE[0],
        TABLE[-1],
        seal=seal,
    )
    flow.table([], body, after=block.height)
    block.put(flow)
    meta = Meta(
        title=f"Lampiran Sasaran Kinerja Pegawai {form.skp.mulai.year} – {form.pegawai.nama}",
        author=form.instansi,
        subject=f"Format A.1.8 {form.aturan.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format A.1.8 {form.aturan.nama}",
        draf=form.draf,
        gabungan=form.gabungan,
        segel=form.segel,
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def _section(columns: Columns, title: str, butir: Sequence[Butir]) -> list[Group]:
    """Return a shaded title and its numbered entries; without any one empty row to write on (P6:61)."""
    groups = [columns.band(title, low=_BAND_HIGH, pad=_PAD)]
    texts = [satu.teks for satu in butir] or [""]
    for number, teks in enumerate(texts, 1):
        lines = columns.setter.wrap(teks, columns.room(1, pad=_PAD))
        beside = [columns.setter.line((Style.REGULAR, word)) for word in (f"{number}.", *[""] * (len(lines) - 1))]
        cells = (
            columns.cell(0, beside, align=Align.CENTRE, pad=1.5, middle=True),
            columns.cell(1, lines, align=Align.JUSTIFY, pad=_PAD, middle=True),
        )
        groups.append(Group(rows=(Row(cells=cells, low=max(1, len(lines)) * LEADING + 1.1 + _ROW_MORE),)))
    return groups
