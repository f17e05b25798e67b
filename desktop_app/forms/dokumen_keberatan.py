"""Sections of free text in the evaluation document, and those of D.1.3: objection, explanation, decision (P6:118)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.istilah_kinerja import KeputusanKeberatan
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.forms.blocks import TIGHT_HIGH, Columns, Signature, format_tempat_tanggal
from desktop_app.forms.evaluasi import predikat_line, predikat_lines
from desktop_app.forms.fonts import Style
from desktop_app.forms.grid import LEADING, Cell, Group, Row
from desktop_app.forms.text import Line
from desktop_app.forms.values import FormDokumen

_PAD = 5.2
_VALUE = 3  # the vertical left of the values
_SUPERIOR = 313.5  # where the superior signs, under the two others (P6:118)


def title_row(columns: Columns, title: str) -> Row:
    """Return the shaded title of a section, which stays with what follows."""
    return Row(cells=(columns.cell(1, title, 4, pad=_PAD, shaded=True),), low=TIGHT_HIGH, stay=True)


def number_cell(columns: Columns, number: int) -> Cell:
    """Return the shaded number beside a section."""
    return columns.cell(0, f"{number}.", pad=_PAD, shaded=True)


def text_section(columns: Columns, number: int, title: str, texts: Sequence[str], *, lines: int = 4) -> Group:
    """Return a section of free text, with room for so many ``lines`` to write on by hand."""
    room = columns.room(1, 4, pad=_PAD)
    words = [line for text in texts for line in columns.setter.wrap(text, room)]
    free = Row(cells=(columns.cell(1, words, 4, pad=_PAD),), low=lines * LEADING)
    return Group(rows=(title_row(columns, title), free), merged=(number_cell(columns, number),))


def predikat_value(columns: Columns, form: FormDokumen) -> list[Line]:
    """Return what stands beside PREDIKAT: where a decision changed the result the new one, and the old one after it."""
    putusan = form.putusan
    lines = predikat_lines(columns, _VALUE, form, why=False)
    if putusan is None or putusan.keputusan is not KeputusanKeberatan.MENGUBAH or putusan.predikat is None:
        return lines
    setter = columns.setter
    lama = form.penilaian.predikat
    semula = form.aturan.label_predikat[lama] if lama is not None else "TIDAK DINILAI"
    return [
        predikat_line(setter, form.aturan, putusan.predikat),
        *setter.wrap(f"semula {semula}", columns.room(_VALUE, pad=_PAD), Style.ITALIC),
    ]


def objection_sections(columns: Columns, form: FormDokumen) -> list[Group]:
    """Return sections 6 to 8; none without a decision on an objection."""
    putusan = form.putusan
    if putusan is None:
        return []
    return [
        text_section(columns, 6, "KEBERATAN", (putusan.keberatan,), lines=2),
        text_section(columns, 7, "PENJELASAN PEJABAT PENILAI KINERJA ATAS KEBERATAN", (putusan.penjelasan,), lines=2),
        text_section(
            columns,
            8,
            "KEPUTUSAN DAN REKOMENDASI ATASAN PEJABAT PENILAI KINERJA",
            (_decided(form, putusan), putusan.rekomendasi),
            lines=2,
        ),
    ]


def _decided(form: FormDokumen, putusan: PutusanKeberatan) -> str:
    """Return the decision in one sentence, with the new ratings where it changed them (P6:117 point 5)."""
    if putusan.keputusan is None:
        return ""
    if putusan.keputusan is KeputusanKeberatan.MENGUATKAN:
        return "Menguatkan hasil evaluasi kinerja Pegawai."
    label = form.aturan.label_rating
    baru = [
        f"{nama} {label[rating]}"
        for nama, rating in (
            ("rating hasil kerja", putusan.rating_hasil),
            ("rating perilaku kerja", putusan.rating_perilaku),
        )
        if rating is not None
    ]
    return "Mengubah hasil evaluasi kinerja Pegawai" + (f": {', '.join(baru)}." if baru else ".")


def superior_signature(form: FormDokumen) -> Signature:
    """Return the signature of who decided, with his own place and date."""
    putusan = form.putusan
    above = format_tempat_tanggal(putusan.tempat, putusan.tanggal) if putusan is not None else ""
    return Signature(
        centre=_SUPERIOR, role="11. Atasan Pejabat Penilai Kinerja", orang=form.atasan_penilai, above=above
    )
