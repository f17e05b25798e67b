"""The page "why is my predicate …" on one sheet of A4, and the list of follow-ups; the office's own pages."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.forms.blocks import Columns
from desktop_app.forms.fonts import Style
from desktop_app.forms.grid import Align, Group, Row
from desktop_app.forms.lembar import Lembar
from desktop_app.forms.page import Meta
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_mengapa import FormMengapa, FormTindakLanjut

CATATAN = "Penjelasan ini dibuat dari data yang tersimpan; yang mengikat adalah dokumen evaluasi yang ditandatangani."
_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Letters that are tried, the largest first: whatever the reasons say, it has to be one page."""
_SHARES = (4, 22, 15, 33, 16, 20, 22)
_HEAD = ("NO", "PEGAWAI", "PERIODE", "TINDAK LANJUT", "TENGGAT", "PENANGGUNG JAWAB", "KEADAAN")


def render_mengapa(form: FormMengapa, *, kertas: Kertas = Kertas.A4) -> bytes:
    """Return the page as PDF in the largest letters with which it is one page; the same values give the same bytes."""
    for size in _SIZES:
        lembar = _page(form, kertas, size)
        if len(lembar.flow.pages) == 1:
            break
    meta = Meta(
        title=f"{form.judul} – {form.fakta[0][1]}",
        author=form.instansi or form.kantor,
        subject="Penjelasan predikat kinerja",
        dated=form.dicetak,
        footer="Penjelasan predikat kinerja – SKP Luring",
    )
    return lembar.finish(meta)


def _page(form: FormMengapa, kertas: Kertas, size: float) -> Lembar:
    lembar = Lembar(kertas, left=56.0, top=44.0, bottom=44.0, size=size)
    lembar.put_letterhead(form.instansi, form.kantor, form.judul)
    lembar.flow.y += 4.0
    lembar.put_facts(form.fakta, label=104.0, most=2, low=size * 1.45)
    if form.tempat is not None or form.sel:
        lembar.flow.y += 8.0
        _put_quadrant(lembar, form)
    for judul, kalimat in form.bagian:
        _put_part(lembar, judul, kalimat, size)
    _put_part(lembar, "", (CATATAN,), size)
    return lembar


def _put_quadrant(lembar: Lembar, form: FormMengapa) -> None:
    """Draw the nine cells; one's own is shaded, framed by its words in capitals and marked, so not by colour alone."""
    wide = lembar.width / 4.6
    edges = [lembar.left, lembar.left + 1.6 * wide]
    edges += [edges[-1] + wide * n for n in (1, 2, 3)]
    columns = Columns(lembar.setter, tuple(edges))
    low = lembar.setter.size * 1.9
    kepala = ("Hasil kerja (baris), perilaku kerja (kolom)", *form.kolom)
    groups = [Group(rows=(Row(cells=tuple(columns.cell(n, t) for n, t in enumerate(kepala)), low=low),))]
    for nomor, (nama, sel) in enumerate(zip(form.baris, form.sel, strict=True)):
        cells = [columns.cell(0, nama)]
        for kolom, teks in enumerate(sel):
            sendiri = form.tempat == (nomor, kolom)
            style = Style.BOLD if sendiri else Style.REGULAR
            lines = lembar.setter.wrap(f"» {teks} «" if sendiri else teks, wide - 8, style)
            cell = columns.cell(kolom + 1, lines, align=Align.CENTRE)
            cells.append(replace(cell, shaded=sendiri))
        groups.append(Group(rows=(Row(cells=tuple(cells), low=low),)))
    lembar.flow.table([], groups)


def _put_part(lembar: Lembar, judul: str, kalimat: tuple[str, ...], size: float) -> None:
    setter, flow, leading = lembar.setter, lembar.flow, size * 1.32
    lines = list(setter.wrap(judul, lembar.width, Style.BOLD)) if judul else []
    for teks in kalimat:
        lines += setter.wrap(teks, lembar.width, indent=10.0, mark="–" if judul else "")
    flow.y += size * 0.7
    for line in lines:
        flow.keep(leading)
        flow.page.line(setter, line, lembar.left, flow.y + leading)
        flow.y += leading


def render_tindak_lanjut(form: FormTindakLanjut, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the list of follow-ups as PDF; the head is repeated on every page."""
    lembar = Lembar(kertas, left=46.0, top=44.0, bottom=46.0, mendatar=True)
    lembar.put_letterhead(form.instansi, form.kantor, form.judul)
    lembar.flow.y += 4.0
    lembar.put_facts(form.fakta, label=104.0, most=2, low=13.0)
    lembar.flow.y += 8.0
    small, flow = Typesetter(lembar.fonts, 8.5), lembar.flow
    edges = [lembar.left]
    for share in _SHARES:
        edges.append(edges[-1] + lembar.width * share / sum(_SHARES))
    columns = Columns(small, tuple(edges))
    body = [
        Group(rows=(Row(cells=tuple(columns.cell(n, t) for n, t in enumerate((str(ke), *baris))), low=14.0),))
        for ke, baris in enumerate(form.baris, 1)
    ]
    usual, flow.setter = flow.setter, small
    flow.table([columns.head(_HEAD, low=16.0)], body)
    flow.setter = usual
    meta = Meta(
        title=f"{form.judul} – {form.kantor}",
        author=form.instansi or form.kantor,
        subject=form.judul,
        dated=form.dicetak,
        footer=f"{form.judul} – SKP Luring",
    )
    return lembar.finish(meta)
