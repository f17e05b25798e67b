"""Forms B.1.8 and B.1.10: the employee's feedback on guidance, and the report about his behaviour (P6:83, 86-87)."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from desktop_app.forms.bimbingan import begin, finish, part, signature
from desktop_app.forms.blocks import DOTS, LINE_HIGH, TIGHT_HIGH, Columns
from desktop_app.forms.fonts import Style
from desktop_app.forms.grid import LEADING, Align, Flow, Group, Row
from desktop_app.forms.text import Line
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_bimbingan import FormLaporanPerilaku, FormUmpanBimbingan

# The third column is wider than P6:83 draws it: the answers are words, and on paper it takes a ballpoint.
_TABLE = (55.0, 182.0, 374.0, 566.0)
_REPORT = (55.0, 566.0)
_PAD, _INDENT = 3.6, 16.0
_TO_WRITE, _HAND_LEADING, _DOTTED = 4, 20.0, 5
"""Dotted lines for an answer by hand, how far apart, and how many runs of dots one line has."""


def render_umpan_bimbingan(form: FormUmpanBimbingan, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form B.1.8 as PDF: the nine statements by whom they are about, and the answers beside (P6:83)."""
    kata: dict[str, Any] = form.kata.formulir["umpan_balik"]
    flow, setter = begin(form, kata["judul"], kertas)
    columns = Columns(setter, _TABLE)
    block = signature(form, setter, form.kata.formulir["pegawai"], form.pegawai)
    groups = []
    for subjek, milik in groupby(form.kata.kriteria, key=lambda satu: satu.subjek):
        rows = []
        for satu in milik:
            teks = setter.wrap(satu.teks, columns.room(1, pad=_PAD), indent=_INDENT, mark=f"{satu.nomor}.")
            jawaban = form.jawaban[satu.nomor - 1] if satu.nomor <= len(form.jawaban) else ""
            cells = (columns.cell(1, teks, pad=_PAD), columns.cell(2, jawaban, pad=_PAD))
            rows.append(Row(cells=cells, low=2 * TIGHT_HIGH))
        groups.append(Group(rows=tuple(rows), merged=(columns.cell(0, subjek, align=Align.CENTRE, pad=_PAD),)))
    flow.table([columns.head(kata["kepala"], low=LINE_HIGH)], groups, after=block.height)
    block.put(flow)
    return finish(flow, form, "B.1.8", "Umpan Balik Bimbingan Kinerja", kertas)


def render_laporan_perilaku(form: FormLaporanPerilaku, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form B.1.10 as PDF; only the assessor signs it (P6:86-87)."""
    kata: dict[str, Any] = form.kata.formulir["laporan"]
    flow, setter = begin(form, kata["judul"], kertas)
    oleh = form.kata.formulir["diisi_penilai"]
    serupa = {None: "YA / TIDAK", True: "YA", False: "TIDAK"}[form.serupa]
    pertama = _asked(flow, kata["ekspektasi"], form.ekspektasi)
    part(flow, _REPORT, (kata["masalah"], oleh), ([], [pertama]))
    flow.table([], [_asked(flow, kata["jelaskan"], form.masalah)])
    flow.table([], [_asked(flow, kata["serupa"], serupa, middle=True)])
    block = signature(form, setter, form.kata.formulir["penilai"], form.penilai)
    akhir = _asked(flow, kata["dilakukan"], form.dilakukan)
    part(flow, _REPORT, (kata["retrospektif"], oleh), ([], [akhir]), after=block.height)
    block.put(flow)
    return finish(flow, form, "B.1.10", "Laporan Permasalahan Perilaku Kerja", kertas)


def _asked(flow: Flow, tanya: str, jawab: str, *, middle: bool = False) -> Group:
    """Return a question centred and its answer below; without an answer dotted lines to write on."""
    columns = Columns(flow.setter, _REPORT)
    room = columns.room(0, pad=_PAD)
    lines = flow.setter.wrap(tanya, room)
    if jawab.strip():
        words: list[Line] = flow.setter.wrap(jawab, room, Style.REGULAR)
        leading = LEADING
    else:
        words, leading = [flow.setter.line((Style.REGULAR, DOTS * _DOTTED))] * _TO_WRITE, _HAND_LEADING
    tengah = Align.CENTRE if middle or not jawab.strip() else Align.LEFT
    return Group(
        rows=(
            Row(cells=(columns.cell(0, lines, align=Align.CENTRE, pad=_PAD),), low=TIGHT_HIGH, stay=True),
            Row(cells=(columns.cell(0, words, align=tengah, pad=_PAD, leading=leading),), low=2 * TIGHT_HIGH),
        )
    )
