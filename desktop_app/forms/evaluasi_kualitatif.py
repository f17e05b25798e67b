"""Form C.1.1: the evaluation in the qualitative approach, for leaders and all others (P6:105-107, 221-231, 235-240).

Realisation and feedback stand beside a whole planned result, since its measures are told as one narrative.
"""

from __future__ import annotations

from desktop_app.domain.butir_realisasi import ButirRealisasi, realisasi_dari
from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.forms.blocks import LINE_HIGH, TIGHT_HIGH, Columns
from desktop_app.forms.evaluasi import (
    UMPAN_BALIK,
    LayoutEvaluasi,
    is_of_leader,
    numbered,
    on_study_leave,
    umpan_balik_cell,
)
from desktop_app.forms.fonts import Style
from desktop_app.forms.grid import WIDE_LEADING, Align, Cell, Flow, Group, Row
from desktop_app.forms.skp_kualitatif import narrative
from desktop_app.forms.text import Line, Typesetter
from desktop_app.forms.values import FormEvaluasi

# Verticals in points from the left edge of the F4 page (P6:105-107, measured).
IDENTITY = (51.2, 80.5, 240.3, 455.2, 490.9, 660.8, 873.4)
HASIL = (51.2, 80.5, 455.2, 660.8, 873.4)
LEADERS_NOTE = "**** perspektif hanya digunakan untuk pejabat pimpinan tinggi dan pimpinan unit kerja mandiri"
_REALISASI = "REALISASI BERDASARKAN BUKTI\nDUKUNG"
_MEASURE = "Ukuran Keberhasilan/ Indikator Kinerja Individu dan Target:"
_LEADERS_MEASURE = "Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif"
_PAD = 5.2
_INDENT = 9.0


def _results(flow: Flow, form: FormEvaluasi, closing: Group) -> None:
    """Draw the table of results; its first head holds the band A. UTAMA, the later ones do not (P6:105, 222, 238)."""
    columns = Columns(flow.setter, HASIL)
    utama = f"A. {form.aturan.label_jenis_hasil[JenisHasil.UTAMA]}"
    first = Group(
        rows=tuple(Row(cells=(_left(columns, words),), low=LINE_HIGH) for words in ("HASIL KERJA", utama)),
        merged=_captions(columns),
    )
    again = Group(rows=(Row(cells=(_left(columns, "HASIL KERJA"), *_captions(columns))),))
    body = numbered(
        columns,
        form,
        lambda satu, number: _result(columns, form, satu, number),
        lambda words, jenis: None if jenis is JenisHasil.UTAMA else _band(columns, words),
    )
    flow.table([again], [*body, closing], first=[first])


def _left(columns: Columns, words: str) -> Cell:
    return columns.cell(0, words, 2, pad=_PAD, shaded=True, leading=WIDE_LEADING)


def _captions(columns: Columns) -> tuple[Cell, ...]:
    """Return the shaded captions of the two right columns, two lines each."""
    return tuple(
        columns.cell(n, text, align=Align.CENTRE, pad=1.5, shaded=True, leading=WIDE_LEADING)
        for n, text in ((2, _REALISASI), (3, UMPAN_BALIK))
    )


def _band(columns: Columns, words: str) -> Group:
    """Return the band B. TAMBAHAN, which says the captions again (P6:105, 224, 229)."""
    return Group(rows=(Row(cells=(_left(columns, words), *_captions(columns))),), band=True)


def _result(columns: Columns, form: FormEvaluasi, satu: RencanaHasilKerja, number: int) -> Group:
    """Return one result with its narratives, and beside it what was reached and said (P6:105, 222, 228)."""
    setter, room = columns.setter, columns.room(1, pad=_PAD)
    leaders = is_of_leader(form)
    given = f"(Penugasan dari {satu.penugasan.strip()})" if satu.penugasan.strip() else ""
    words = setter.wrap_parts(((Style.REGULAR, satu.teks), (Style.ITALIC, given)), room)
    mark = "" if on_study_leave(form) else "****"
    lines = setter.wrap(f"{_LEADERS_MEASURE}{mark}:" if leaders else _MEASURE, room)
    several = len(satu.indikator) > 1
    for indikator in satu.indikator:
        lines += narrative(setter, form.aturan, indikator, room, listed=several, leaders=leaders)
    tercapai = realisasi_dari(form.penilaian, ButirRealisasi(satu))
    reached = listed(setter, tercapai.realisasi, columns.room(2, pad=_PAD))
    return Group(
        rows=(
            Row(cells=(columns.cell(1, words, align=Align.JUSTIFY, pad=_PAD),), low=TIGHT_HIGH, stay=True),
            Row(cells=(columns.cell(1, lines, align=Align.JUSTIFY, pad=_PAD),), low=TIGHT_HIGH),
        ),
        merged=(
            columns.cell(0, str(number), align=Align.CENTRE),
            columns.cell(2, reached, align=Align.JUSTIFY, pad=_PAD),
            umpan_balik_cell(columns, 3, tercapai.umpan_balik, align=Align.JUSTIFY),
        ),
    )


def listed(setter: Typesetter, text: str, room: float) -> list[Line]:
    """Return a text in lines; a paragraph that begins with a hyphen hangs by it, as the law lists them (P6:222)."""
    lines: list[Line] = []
    for paragraph in text.splitlines():
        item = paragraph.strip()
        rest = item.removeprefix("-").strip()
        if item.startswith("-") and rest:
            lines += setter.wrap(rest, room, indent=_INDENT, mark="-")
        else:
            lines += setter.wrap(item, room)
    return lines


C11 = LayoutEvaluasi(
    kode="C.1.1",
    centre=467.2,
    identity=IDENTITY,
    hasil=HASIL,
    perilaku=HASIL,
    results=_results,
    leaders_note=LEADERS_NOTE,
    signing=675.1,
    margins=(57.6, 871.2),
    groups=False,
    pangkat="PANGKAT/ GOL. RUANG",
    nip_optional=True,
    above_perilaku=2.4,
    number=Align.LEFT,
)
