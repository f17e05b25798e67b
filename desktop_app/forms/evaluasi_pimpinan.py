"""Form C.1.2: the evaluation of high officials and heads of independent units, quantitative (P6:108-110, 195-201)."""

from __future__ import annotations

from desktop_app.domain.format_indonesia import format_target
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.forms.blocks import LINE_HIGH, TIGHT_HIGH, Columns
from desktop_app.forms.evaluasi import UMPAN_BALIK, LayoutEvaluasi, numbered, umpan_balik_cell
from desktop_app.forms.evaluasi_kualitatif import listed
from desktop_app.forms.fonts import Style
from desktop_app.forms.grid import Align, Flow, Group, Row
from desktop_app.forms.values import FormEvaluasi

# Verticals in points from the left edge of the F4 page (P6:108-110, measured).
IDENTITY = (44.0, 79.9, 242.9, 469.5, 505.0, 660.9, 894.7)
HASIL = (44.0, 79.0, 199.9, 384.3, 440.9, 526.0, 696.1, 894.7)
PERILAKU = (44.0, 79.7, 441.2, 696.2, 894.7)
_HEADS = (
    "NO.",
    "RENCANA HASIL\nKERJA",
    "INDIKATOR KINERJA INDIVIDU",
    "TARGET",
    "PERSPEKTIF",
    "REALISASI BERDASARKAN\nBUKTI DUKUNG",
    UMPAN_BALIK,
)
_PAD = 5.2


def _results(flow: Flow, form: FormEvaluasi, closing: Group) -> None:
    columns = Columns(flow.setter, HASIL)
    head = [
        columns.band("HASIL KERJA", heads=False),
        columns.head(_HEADS, low=30.2),
        columns.numbers(low=LINE_HIGH),
    ]
    body = numbered(
        columns,
        form,
        lambda satu, number: _result(columns, form, satu, number),
        lambda words, _: columns.band(words),
    )
    flow.table(head, [*body, closing])


def _result(columns: Columns, form: FormEvaluasi, satu: RencanaHasilKerja, number: int) -> Group:
    """Return one result: beside it each indicator with target, perspective, what was reached and what was said."""
    setter = columns.setter
    label = form.aturan.perencanaan.label_perspektif
    rows = []
    for indikator in satu.indikator:
        tercapai = form.penilaian.realisasi_untuk(indikator.id)
        perspektif = label[indikator.perspektif] if indikator.perspektif is not None else ""
        cells = (
            columns.cell(2, indikator.teks, pad=_PAD),
            columns.cell(3, format_target(indikator.target), align=Align.CENTRE),
            columns.cell(4, perspektif, align=Align.CENTRE),
            columns.cell(5, listed(setter, tercapai.realisasi, columns.room(5, pad=_PAD)), pad=_PAD),
            umpan_balik_cell(columns, 6, tercapai.umpan_balik),
        )
        rows.append(Row(cells=cells, low=TIGHT_HIGH))
    if not rows:
        rows = [Row(cells=tuple(columns.cell(n, "") for n in range(2, 7)), low=TIGHT_HIGH)]
    given = f"(penugasan dari {satu.penugasan.strip()})" if satu.penugasan.strip() else ""
    words = setter.wrap_parts(((Style.REGULAR, satu.teks), (Style.ITALIC, given)), columns.room(1, pad=_PAD))
    merged = (columns.cell(0, str(number), align=Align.CENTRE), columns.cell(1, words, pad=_PAD))
    return Group(rows=tuple(rows), merged=merged)


C12 = LayoutEvaluasi(
    kode="C.1.2",
    centre=467.2,
    identity=IDENTITY,
    hasil=HASIL,
    perilaku=PERILAKU,
    results=_results,
    signing=685.7,
    margins=(50.6, 892.2),
    pola="POLA DISTRIBUSI:",
    nip_optional=True,
    penilai_unit="INSTANSI",
    above_hasil=0.5,
)
