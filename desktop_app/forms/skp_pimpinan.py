"""Form A.1.2: the SKP of high officials and heads of independent units, quantitative approach (P6:34-36)."""

from __future__ import annotations

from desktop_app.domain.format_indonesia import format_target
from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.forms.blocks import LINE_HIGH, TIGHT_HIGH, Columns
from desktop_app.forms.fonts import Style
from desktop_app.forms.grid import Align, Group, Row
from desktop_app.forms.skp import LATER, Layout, number_cell, numbered
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import FormSkp

# Verticals in points from the left edge of the F4 page (P6:34-36, measured).
IDENTITY = (72.6, 101.1, 261.3, 501.8, 529.5, 682.2, 880.7)
HASIL = (72.4, 100.7, 356.0, 547.3, 731.6, 880.4)
PERILAKU = (72.4, 100.7, 490.6, 880.4)
NOTES = ("* Pimpinan dapat memberikan Ekspektasi khusus terhadap satu atau lebih aspek perilaku kerja Pegawai.",)
_HEADS = ("NO", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "TARGET", "PERSPEKTIF")
_PAD = 5.2


def _head(setter: Typesetter) -> list[Group]:
    columns = Columns(setter, HASIL)
    return [
        columns.band("HASIL KERJA", heads=False),
        columns.head(_HEADS, low=LINE_HIGH),
        columns.numbers(low=LINE_HIGH),
    ]


def _results(setter: Typesetter, form: FormSkp) -> list[Group]:
    columns = Columns(setter, HASIL)
    return numbered(
        columns,
        form,
        lambda satu, number: _result(columns, form, satu, number),
        lambda jenis: _empty(columns, jenis),
    )


def _result(columns: Columns, form: FormSkp, satu: RencanaHasilKerja, number: int) -> Group:
    """Return one result: beside it each indicator with its target and its perspective (P6:34, 134-135)."""
    setter = columns.setter
    label = form.aturan.perencanaan.label_perspektif
    rows = []
    for indikator in satu.indikator:
        perspektif = label[indikator.perspektif] if indikator.perspektif is not None else ""
        cells = (
            columns.cell(2, indikator.teks, align=Align.JUSTIFY, pad=_PAD),
            columns.cell(3, format_target(indikator.target), align=Align.CENTRE, pad=_PAD),
            columns.cell(4, perspektif, align=Align.CENTRE, pad=_PAD),
        )
        rows.append(Row(cells=cells, low=TIGHT_HIGH))
    if not rows:
        rows = [Row(cells=tuple(columns.cell(n, "") for n in (2, 3, 4)), low=TIGHT_HIGH)]
    given = f"(penugasan dari {satu.penugasan.strip()})" if satu.penugasan.strip() else ""
    words = setter.wrap_parts(((Style.REGULAR, satu.teks), (Style.ITALIC, given)), columns.room(1, pad=_PAD))
    merged = (
        number_cell(columns, number, satu, A12.study),
        columns.cell(1, words, align=Align.JUSTIFY, pad=_PAD),
    )
    return Group(rows=tuple(rows), merged=merged)


def _empty(columns: Columns, jenis: JenisHasil) -> Group:
    """Return the row of a band without results; additional ones may come during the year (P6:153)."""
    cells = [columns.cell(n, "") for n in range(5)]
    if jenis is JenisHasil.TAMBAHAN:
        cells[1] = columns.cell(1, LATER, style=Style.ITALIC, pad=_PAD)
    return Group(rows=(Row(cells=tuple(cells), low=TIGHT_HIGH),))


A12 = Layout(
    kode="A.1.2",
    centre=482.0,
    above_instansi=19.0,
    identity=IDENTITY,
    perilaku=PERILAKU,
    head=_head,
    results=_results,
    notes=NOTES,
    signing=(274.7, 678.8),
    margins=(79.8, 875.0),
    seal=445.0,
    above_hasil=0.5,
    leaders=True,
)
