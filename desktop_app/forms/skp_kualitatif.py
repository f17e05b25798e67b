"""Forms A.1.1 and A.1.6: the SKP in the qualitative approach, for leaders and for all others (P6:32-33, 55-56)."""

from __future__ import annotations

from desktop_app.domain.format_indonesia import format_target
from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.skp import Indikator, RencanaHasilKerja
from desktop_app.forms.blocks import TIGHT_HIGH, Columns
from desktop_app.forms.fonts import Style
from desktop_app.forms.grid import Align, Group, Row
from desktop_app.forms.skp import LATER, Layout, number_cell, numbered
from desktop_app.forms.skp_pimpinan import NOTES as LEADERS_NOTES
from desktop_app.forms.text import Line, Typesetter
from desktop_app.forms.values import FormSkp
from desktop_app.regulation import KataRencana

# Verticals in points from the left edge of the F4 page (P6:32-33, 55-56, measured).
HASIL = (72.6, 101.1, 885.5)
A11_IDENTITY = (72.6, 101.1, 261.3, 501.8, 529.5, 682.2, 885.5)
A11_PERILAKU = (72.6, 101.1, 505.0, 885.5)
A16_IDENTITY = (72.6, 101.1, 249.9, 501.8, 529.5, 680.5, 885.5)
A16_PERILAKU = (72.6, 101.1, 498.2, 885.5)
A11_MEASURE = "Ukuran keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif:"
A16_MEASURE = "Ukuran keberhasilan/ indikator kinerja individu dan Target:"
NOTES = ("* Pimpinan dapat memberikan Ekspektasi khusus terhadap satu atau lebih aspek perilaku kerja Pegawai",)
_STUDY = "**"
_PAD = 5.2
_INDENT = 9.0


def _head(setter: Typesetter) -> list[Group]:
    return [Columns(setter, HASIL).band("HASIL KERJA", heads=False)]


def _a11_results(setter: Typesetter, form: FormSkp) -> list[Group]:
    return _results(setter, form, leaders=True)


def _a16_results(setter: Typesetter, form: FormSkp) -> list[Group]:
    return _results(setter, form, leaders=False)


def _results(setter: Typesetter, form: FormSkp, *, leaders: bool) -> list[Group]:
    columns = Columns(setter, HASIL)
    return numbered(
        columns,
        form,
        lambda satu, number: _result(columns, form, satu, number, leaders=leaders),
        lambda jenis: _empty(columns, jenis),
    )


def _result(columns: Columns, form: FormSkp, satu: RencanaHasilKerja, number: int, *, leaders: bool) -> Group:
    """Return one result with who gave it, and below the narratives of its indicators (P6:32, 55, 170, 184)."""
    setter = columns.setter
    room = columns.room(1, pad=_PAD)
    given = f"(Penugasan dari {satu.penugasan.strip()})" if satu.penugasan.strip() else ""
    words = setter.wrap_parts(((Style.REGULAR, satu.teks), (Style.ITALIC, given)), room)
    lines = setter.wrap(A11_MEASURE if leaders else A16_MEASURE, room)
    several = len(satu.indikator) > 1
    for indikator in satu.indikator:
        lines += narrative(setter, form.aturan, indikator, room, listed=several, leaders=leaders)
    rows = (
        Row(cells=(columns.cell(1, words, align=Align.JUSTIFY, pad=_PAD),), low=TIGHT_HIGH, stay=True),
        Row(cells=(columns.cell(1, lines, align=Align.JUSTIFY, pad=_PAD),), low=TIGHT_HIGH),
    )
    return Group(rows=rows, merged=(number_cell(columns, number, satu, _STUDY),))


def narrative(
    setter: Typesetter, aturan: KataRencana, indikator: Indikator, room: float, *, listed: bool, leaders: bool
) -> list[Line]:
    """Return one narrative, several with a hyphen and one alone without (P6:170), a leader's with its perspective.

    One that was only worded as indicator and target stands in these words, so that nothing typed is left out.
    """
    words = indikator.narasi.strip() or f"{indikator.teks.strip()} {format_target(indikator.target)}".strip()
    perspektif = ""
    if leaders and indikator.perspektif is not None:
        perspektif = f"(Perspektif {aturan.perencanaan.label_perspektif[indikator.perspektif]})"
    parts = ((Style.REGULAR, words), (Style.ITALIC, perspektif))
    return setter.wrap_parts(parts, room, indent=_INDENT if listed else 0.0, mark="-" if listed else "")


def _empty(columns: Columns, jenis: JenisHasil) -> Group:
    """Return the row of a band without results; additional ones may come during the year (P6:153)."""
    words = LATER if jenis is JenisHasil.TAMBAHAN else ""
    cells = (columns.cell(0, ""), columns.cell(1, words, style=Style.ITALIC, pad=_PAD))
    return Group(rows=(Row(cells=cells, low=TIGHT_HIGH),))


A11 = Layout(
    kode="A.1.1",
    centre=482.0,
    above_instansi=11.6,
    identity=A11_IDENTITY,
    perilaku=A11_PERILAKU,
    head=_head,
    results=_a11_results,
    notes=LEADERS_NOTES,
    signing=(285.4, 693.2),
    margins=(79.8, 880.2),
    seal=455.0,
    study=_STUDY,
    leaders=True,
    number=Align.CENTRE,
)
A16 = Layout(
    kode="A.1.6",
    centre=482.0,
    above_instansi=14.9,
    identity=A16_IDENTITY,
    perilaku=A16_PERILAKU,
    head=_head,
    results=_a16_results,
    notes=NOTES,
    signing=(285.4, 693.2),
    margins=(79.8, 880.2),
    seal=455.0,
    study=_STUDY,
)
