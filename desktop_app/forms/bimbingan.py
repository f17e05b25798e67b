"""Forms B.1.6 and B.1.7: what was done in coaching and mentoring, upright, signed by both (P6:80, 82)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.pegawai import Identitas
from desktop_app.forms.blocks import (
    LINE_HIGH,
    SIZE,
    TIGHT_HIGH,
    Columns,
    Signature,
    SignatureBlock,
    format_tempat_tanggal,
    identity_table,
    put_title,
)
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.grid import WIDE_LEADING, Align, Flow, Group, Row
from desktop_app.forms.page import Meta, Page, make_sheet, write_pdf
from desktop_app.forms.skp import put_instansi
from desktop_app.forms.text import Line, Typesetter
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_bimbingan import FormBimbingan, FormCoaching, FormMentoring

# The identities are a little narrower on the left than P6:80 and 82 draw them, so that an NIP stays on one line.
_IDENTITY = (51.6, 78.0, 158.0, 300.5, 326.0, 412.0, 563.0)
_TUJUAN = (55.0, 184.0, 297.0, 418.0, 566.0)
_LANGKAH = (55.0, 204.0, 368.0, 566.0)
_KEAHLIAN = (55.0, 241.0, 347.0, 454.0, 566.0)
_JURNAL = (55.0, 148.0, 347.0, 454.0, 566.0)
_CENTRE, _LEFT_SIGN, _RIGHT_SIGN = 308.0, 170.0, 428.0
_TITLE_Y, _TOP, _PAD = 66.0, 56.0, 3.6


def render_coaching(form: FormCoaching, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form B.1.6 as PDF (P6:80)."""
    kata: dict[str, Any] = form.kata.formulir["coaching"]
    flow, setter = begin(form, kata["judul"], kertas)
    isi = form.isi
    oleh = form.kata.formulir["diisi_pegawai"]
    tujuan = [(s.indikator, s.baseline, s.sasaran, s.strategi) for s in isi.tujuan]
    part(flow, _TUJUAN, (kata["tujuan"], oleh), rows(setter, _TUJUAN, kata["kepala_tujuan"], tujuan, 30.0))
    fakta = [(s.sasaran, s.progres, s.masalah, s.penyebab) for s in isi.fakta]
    part(flow, _TUJUAN, (kata["fakta"], oleh), rows(setter, _TUJUAN, kata["kepala_fakta"], fakta, 45.0))
    columns = Columns(setter, _TUJUAN)
    peluang = Group(rows=(Row(cells=(columns.cell(0, isi.peluang, 4, pad=_PAD),), low=30.0),))
    part(flow, _TUJUAN, (kata["peluang"], oleh), ([], [peluang]))
    block = signatures(form, setter, form.pembimbing)
    langkah = [(s.indikator, s.strategi, ("YA" if s.penyesuaian else "TIDAK") if _said(s) else "") for s in isi.langkah]
    tabel = rows(setter, _LANGKAH, kata["kepala_langkah"], langkah, 45.0)
    part(flow, _LANGKAH, (kata["langkah"], kata["diisi_langkah"]), tabel, after=block.height + 2 * WIDE_LEADING)
    for line in setter.wrap(kata["catatan"], _LANGKAH[-1] - _LANGKAH[0], Style.ITALIC):
        flow.y += WIDE_LEADING
        flow.page.line(setter, line, _LANGKAH[0], flow.y)
    sign(flow, form, block)
    return finish(flow, form, "B.1.6", "Pelaksanaan Coaching", kertas)


def _said(satu: object) -> bool:
    return bool(getattr(satu, "indikator", "").strip() or getattr(satu, "strategi", "").strip())


def render_mentoring(form: FormMentoring, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form B.1.7 with its journal as PDF (P6:82)."""
    kata: dict[str, Any] = form.kata.formulir["mentoring"]
    flow, setter = begin(form, kata["judul"], kertas)
    isi = form.isi
    tujuan = [(s.keahlian, s.jangka_waktu, s.harapan, s.ukuran) for s in isi.tujuan]
    tabel = rows(setter, _KEAHLIAN, kata["kepala_tujuan"], tujuan, 45.0)
    part(flow, _KEAHLIAN, (kata["tujuan"], form.kata.formulir["diisi_pegawai"]), tabel)
    block = signatures(form, setter, form.pembimbing)
    jurnal = [
        (
            "\n".join(teks for teks in (format_tanggal(s.tanggal) if s.tanggal else "", s.tempat) if teks),
            s.materi,
            s.rencana,
            s.target_waktu,
        )
        for s in isi.pertemuan
    ]
    tabel = rows(setter, _JURNAL, kata["kepala_jurnal"], jurnal, 30.0)
    part(flow, _JURNAL, (kata["jurnal"], ""), tabel, after=block.height + WIDE_LEADING)
    sign(flow, form, block)
    return finish(flow, form, "B.1.7", "Pelaksanaan Mentoring", kertas)


def begin(form: FormBimbingan, judul: str | Sequence[str], kertas: Kertas) -> tuple[Flow, Typesetter]:
    """Draw title, agency, period and identities and return where the rest goes; of a title the last part is italic."""
    setter = Typesetter(load_fonts(), SIZE)
    sheet = make_sheet(kertas, landscape=False)
    flow = Flow(setter, first=_TITLE_Y, top=_TOP, bottom=sheet.bottom)
    if isinstance(judul, str):
        y = put_title(flow.page, setter, [judul], _CENTRE, _TITLE_Y)
    else:
        y = _put_mixed(flow.page, setter, judul, _TITLE_Y)
    flow.y = y + 16.0
    if form.rentang:
        rentang = f"PERIODE PENILAIAN:\n{form.rentang}"
        flow.y = put_instansi(flow, form.instansi, rentang, flow.y - 8.0, _IDENTITY, split=3)
    flow.table([], identity_table(Columns(setter, _IDENTITY), form.pegawai, form.penilai, "PANGKAT/ GOL. RUANG"))
    return flow, setter


def _put_mixed(page: Page, setter: Typesetter, judul: Sequence[str], y: float) -> float:
    satu, dua = judul
    line = setter.line((Style.REGULAR, f"{satu} "), (Style.ITALIC, dua))
    page.line(setter, line, _CENTRE - line.width / 2, y)
    return y


def part(
    flow: Flow,
    edges: tuple[float, ...],
    judul: tuple[str | Sequence[str], str],
    tabel: tuple[Sequence[Group], Sequence[Group]],
    *,
    after: float = 0.0,
) -> None:
    """Draw a part, its title never alone at the foot of a page: title and who fills it in, then head and rows."""
    head, body = tabel
    band(flow, edges, *judul, need=flow.need(head, body))
    flow.table(head, body, after=after)


def band(flow: Flow, edges: tuple[float, ...], judul: str | Sequence[str], oleh: str = "", need: float = 0.0) -> None:
    """Draw the shaded title of a part over the whole width, below it in grey italics who fills it in.

    ``need`` is the height of what has to stand below it on the same page.
    """
    columns, setter = Columns(flow.setter, edges), flow.setter
    last, room = len(edges) - 1, edges[-1] - edges[0] - 2 * _PAD
    parts = ((Style.REGULAR, judul),) if isinstance(judul, str) else _styled(judul)
    lines = setter.wrap_parts(parts, room)
    satu = Row(cells=(columns.cell(0, lines, last, align=Align.CENTRE, pad=_PAD, shaded=True, leading=WIDE_LEADING),))
    groups = [satu]
    if oleh:
        kata = setter.wrap(oleh, room, Style.ITALIC)
        groups.append(
            Row(
                cells=(columns.cell(0, kata, last, align=Align.CENTRE, pad=_PAD, shaded=True, grey=True),),
                low=LINE_HIGH,
            )
        )
    high = sum(row.height for row in groups)
    flow.keep(high + max(need, 2 * LINE_HIGH))
    # One frame around both, as the form has it.
    top = flow.y
    for row in groups:
        flow.y = Group(rows=(row,), open_=True).draw(flow.page, setter, flow.y)
    x0, x1 = edges[0], edges[-1]
    flow.page.rules += [(x0, top, x1, top), (x0, flow.y, x1, flow.y), (x0, top, x0, flow.y), (x1, top, x1, flow.y)]


def _styled(judul: Sequence[str]) -> tuple[tuple[Style, str], ...]:
    """Return words of which the second is foreign and so stands in italics, as on the form."""
    return tuple((Style.ITALIC if n == 1 else Style.REGULAR, kata) for n, kata in enumerate(judul))


def rows(
    setter: Typesetter, edges: tuple[float, ...], kepala: Sequence[str], isi: Sequence[Sequence[str]], high: float
) -> tuple[list[Group], list[Group]]:
    """Return column heads and one row for each entry; without one two empty rows to be filled in by hand."""
    columns = Columns(setter, edges)
    head = tuple(
        columns.cell(n, _head_lines(columns, n, teks), align=Align.CENTRE, pad=1.5, leading=WIDE_LEADING)
        for n, teks in enumerate(kepala)
    )
    kosong = [""] * len(kepala)
    body = [
        Group(rows=(Row(cells=tuple(columns.cell(n, t, pad=_PAD) for n, t in enumerate(satu)), low=TIGHT_HIGH),))
        for satu in (isi or [kosong, kosong])
    ]
    return [Group(rows=(Row(cells=head, low=high),))], body


def _head_lines(columns: Columns, n: int, teks: str) -> list[Line]:
    """Return the lines of a column head; MENTORING is a foreign word there and stands in italics (P6:82)."""
    room = columns.room(n, pad=1.5)
    lines: list[Line] = []
    for baris in teks.split("\n"):
        depan, kata, belakang = baris.partition("MENTORING")
        asing = depan == "MATERI " or (not depan and teks.startswith("UKURAN"))
        gaya = Style.ITALIC if asing else Style.REGULAR
        lines += columns.setter.wrap_parts(((Style.REGULAR, depan), (gaya, kata), (Style.REGULAR, belakang)), room)
    return lines


def signatures(form: FormBimbingan, setter: Typesetter, kanan: Identitas) -> SignatureBlock:
    """Return who signs: the employee left, his guide right, whose role has two lines (P6:80, 82)."""
    kata = form.kata.formulir
    atas, bawah = kata["pembimbing"]
    orang = (
        Signature(centre=_LEFT_SIGN, role="", orang=form.pegawai, above=kata["pegawai"]),
        Signature(centre=_RIGHT_SIGN, role=bawah, orang=kanan, above=atas),
    )
    return SignatureBlock(setter, orang, (), _TUJUAN[0], _TUJUAN[-1], nip_line=True)


def signature(form: FormBimbingan, setter: Typesetter, role: str, orang: Identitas) -> SignatureBlock:
    """Return one signature on the right with place and day above (P6:83, 87)."""
    tempat = format_tempat_tanggal(form.tempat, form.tanggal)
    satu = Signature(centre=_RIGHT_SIGN, role=role, orang=orang, above=tempat)
    return SignatureBlock(setter, (satu,), (), _TUJUAN[0], _TUJUAN[-1], nip_line=True)


def sign(flow: Flow, form: FormBimbingan, block: SignatureBlock) -> None:
    """Draw place and day above both signatures, then the signatures."""
    flow.keep(block.height + WIDE_LEADING)
    words = format_tempat_tanggal(form.tempat, form.tanggal)
    setter = flow.setter
    flow.page.text(_RIGHT_SIGN - setter.width(words) / 2, flow.y + 20.0, words, Style.REGULAR, SIZE)
    flow.y += WIDE_LEADING
    block.put(flow)


def finish(flow: Flow, form: FormBimbingan, kode: str, judul: str, kertas: Kertas) -> bytes:
    """Return the pages as PDF with the form's code in the footer."""
    meta = Meta(
        title=f"{judul} – {form.pegawai.nama}",
        author=form.instansi,
        subject=f"Format {kode} {form.kata.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format {kode} {form.kata.nama}",
        draf=form.draf,
    )
    return write_pdf(flow.pages, make_sheet(kertas, landscape=False), meta, load_fonts())
