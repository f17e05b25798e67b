"""Form C.1.3: the result of the evaluation, quantitative approach (P6:111-113, filled in on 202-208)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.format_indonesia import format_rentang_penilaian, format_target
from desktop_app.domain.istilah import JenisHasil, Predikat
from desktop_app.domain.penilaian import UmpanBalik
from desktop_app.domain.predikat import compute_predikat
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.forms.blocks import (
    DOTS,
    SIZE,
    TIGHT_HIGH,
    Columns,
    Signature,
    SignatureBlock,
    format_periode,
    format_tempat_tanggal,
    identity_table,
    put_title,
)
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.grid import WIDE_LEADING, Align, Cell, Flow, Group, Row
from desktop_app.forms.kurva import HEIGHT, put_kurva
from desktop_app.forms.page import Meta, make_sheet, write_pdf
from desktop_app.forms.segel import Seal
from desktop_app.forms.skp import ekspektasi_cell, intervensi_lines, put_instansi
from desktop_app.forms.text import Line, Typesetter
from desktop_app.forms.values import FormEvaluasi, Kertas
from desktop_app.regulation import Aturan

# Verticals in points from the left edge of the F4 page (P6:111-113, measured). The law's three tables do not
# begin at the same x; this is kept.
IDENTITY = (36.0, 70.0, 247.0, 481.0, 516.0, 686.0, 906.0)
HASIL = (36.0, 76.5, 197.5, 298.0, 369.0, 503.0, 603.0, 716.0, 906.0)
PERILAKU = (30.0, 72.0, 490.0, 710.0, 901.0)
_CENTRE = 468.0
_TITLE_Y = 96.1
_TOP = 86.0
_TITLES = (
    "HASIL EVALUASI KINERJA PEGAWAI",
    "PENDEKATAN HASIL KERJA KUANTITATIF",
    "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
)
_UMPAN_BALIK = "UMPAN BALIK BERKELANJUTAN\nBERDASARKAN BUKTI DUKUNG"
_HEADS = (
    "No.",
    "RENCANA HASIL\nKERJA PIMPINAN\nYANG DIINTERVENSI",
    "RENCANA\nHASIL KERJA",
    "ASPEK",
    "INDIKATOR KINERJA\nINDIVIDU",
    "TARGET",
    "REALISASI\nBERDASARKAN\nBUKTI DUKUNG",
    _UMPAN_BALIK,
)
NOTES = (
    "* pilih salah satu",
    "** rating hasil dan rating perilaku kerja Pegawai ditetapkan dengan mempertimbangkan pola distribusi predikat "
    "Kinerja Pegawai berdasarkan capaian kinerja organisasi serta kontribusi Pegawai terhadap Kinerja Organisasi",
)


def render_evaluasi(form: FormEvaluasi, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form C.1.3 as PDF, landscape; the same values give the same bytes.

    Of each list of options only what was chosen is printed; what is open leaves a dotted line.
    """
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    sheet = make_sheet(kertas, landscape=True)
    flow = Flow(setter, first=_TITLE_Y, top=_TOP, bottom=sheet.bottom)
    y = put_title(flow.page, setter, _TITLES, _CENTRE, _TITLE_Y)
    y = put_title(flow.page, setter, [f"PERIODE: {format_periode(form.periode)}"], _CENTRE, y + 21.6)
    rentang = f"PERIODE PENILAIAN: {format_rentang_penilaian(form.skp.mulai, form.skp.selesai)}"
    flow.y = put_instansi(flow, form.instansi, rentang, y + 4.6, IDENTITY, split=3, ruled=True)
    identitas = identity_table(Columns(setter, IDENTITY), form.pegawai, form.penilai, "PANGKAT/GOL RUANG")
    flow.table([], identitas)
    flow.y += 2.0
    _put_capaian(flow, form)
    flow.y += 2.3

    aturan, penilaian = form.aturan, form.penilaian
    columns = Columns(setter, HASIL)
    head = [
        columns.band("HASIL KERJA", pad=6.7, heads=False),
        columns.head(_HEADS, low=46.3),
        columns.numbers(low=18.9),
    ]
    hasil = penilaian.rating_hasil
    rating = chosen(columns, "RATING HASIL KERJA*", f"{aturan.label_rating[hasil]}**" if hasil else "", pad=7.9)
    flow.table(head, [*_hasil(columns, form), rating])

    signature = Signature(
        centre=685.9,
        role="Pejabat Penilai Kinerja",
        orang=form.penilai,
        above=format_tempat_tanggal(form.tempat, form.tanggal),
    )
    seal = Seal(setter, form.segel, centre=268.6, width=220.0) if form.segel is not None else None
    block = SignatureBlock(setter, (signature,), NOTES, 35.4, 901.0, seal=seal)
    columns = Columns(setter, PERILAKU)
    perilaku = penilaian.rating_perilaku
    predikat = penilaian.predikat or compute_predikat(aturan.matriks, hasil, perilaku)
    body = _perilaku(columns, form)
    label = f"{aturan.label_rating[perilaku]}**" if perilaku else ""
    ends = (
        chosen(columns, "RATING PERILAKU KERJA*", label),
        chosen(columns, "PREDIKAT KINERJA PEGAWAI*", predikat_line(setter, aturan, predikat)),
    )
    # Both results stand with the signature.
    closing = Group(rows=tuple(row for group in ends for row in group.rows))
    flow.table([_perilaku_head(columns)], [*body, closing], after=block.height)
    block.put(flow)
    meta = Meta(
        title=f"Hasil Evaluasi Kinerja Pegawai {form.periode.kode} – {form.pegawai.nama}",
        author=form.instansi,
        subject=f"Format C.1.3 {aturan.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format C.1.3 {aturan.nama}",
        draf=form.draf,
        segel=form.segel,
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def chosen(columns: Columns, title: str, value: str | Line, *, pad: float = 5.2) -> Group:
    """Return the shaded block of a bold title and the one value chosen; dots where nothing is chosen yet."""
    setter = columns.setter
    line = value if isinstance(value, Line) else setter.line((Style.REGULAR, value or DOTS * 2))
    lines = [setter.line((Style.BOLD, title)), line]
    cell = columns.cell(0, lines, len(columns.edges) - 1, pad=pad, leading=WIDE_LEADING, shaded=True)
    return Group(rows=(Row(cells=(cell,), low=30.3, stay=True),))


def predikat_line(setter: Typesetter, aturan: Aturan, predikat: Predikat | None) -> Line:
    """Return the predicate as the form prints it, "(MISCONDUCT)" slanted (P6:113)."""
    label = aturan.label_predikat[predikat] if predikat else DOTS * 2
    plain, bracket, rest = label.partition("(")
    parts = [(Style.REGULAR, plain)] + ([(Style.ITALIC, bracket + rest)] if bracket else [])
    return setter.line(*parts)


def _put_capaian(flow: Flow, form: FormEvaluasi) -> None:
    """Draw the organisation's achievement and the picture of its distribution (P6:111, 203)."""
    columns = Columns(flow.setter, (HASIL[0], HASIL[-1]))
    capaian = form.penilaian.capaian_organisasi
    label = form.aturan.label_capaian[capaian] if capaian else ""
    group = chosen(columns, "CAPAIAN KINERJA ORGANISASI*", label, pad=6.7)
    title = columns.cell(0, "POLA DISTRIBUSI", pad=6.7, style=Style.BOLD, shaded=True)
    picture = Group(rows=(Row(cells=(title,), low=HEIGHT if capaian else 60.0),))
    flow.keep(group.height)
    flow.y = group.draw(flow.page, flow.setter, flow.y)
    flow.keep(picture.height)
    top = flow.y
    flow.y = picture.draw(flow.page, flow.setter, top)
    if capaian:
        put_kurva(flow.page, flow.setter, form.aturan.kurva[capaian], label, _CENTRE, top)


def _hasil(columns: Columns, form: FormEvaluasi) -> list[Group]:
    groups = []
    number = 0
    for letter, jenis in zip("AB", JenisHasil, strict=True):
        groups.append(columns.band(f"{letter}. {form.aturan.label_jenis_hasil[jenis]}", low=18.8, pad=6.6))
        hasil = form.skp.hasil_jenis(jenis)
        for satu in hasil:
            number += 1
            groups.append(_result(columns, form, satu, number))
        if not hasil:
            cells = tuple(columns.cell(n, "-", align=Align.CENTRE) for n in range(8))
            groups.append(Group(rows=(Row(cells=cells, low=TIGHT_HIGH),)))
    return groups


def _result(columns: Columns, form: FormEvaluasi, satu: RencanaHasilKerja, number: int) -> Group:
    rows = []
    for indikator in satu.indikator:
        tercapai = form.penilaian.realisasi_untuk(indikator.id)
        cells = (
            columns.cell(3, form.aturan.label_aspek[indikator.aspek]),
            columns.cell(4, indikator.teks),
            columns.cell(5, format_target(indikator.target), align=Align.CENTRE),
            columns.cell(6, tercapai.realisasi, align=Align.CENTRE),
            umpan_balik_cell(columns, 7, tercapai.umpan_balik),
        )
        rows.append(Row(cells=cells, low=TIGHT_HIGH))
    if not rows:
        rows = [Row(cells=tuple(columns.cell(n, "") for n in range(3, 8)), low=TIGHT_HIGH)]
    merged = (
        columns.cell(0, str(number), align=Align.CENTRE),
        columns.cell(1, intervensi_lines(columns.setter, satu.intervensi, columns.room(1, pad=5.2)), pad=5.2),
        columns.cell(2, satu.teks),
    )
    return Group(rows=tuple(rows), merged=merged)


def umpan_balik_cell(columns: Columns, index: int, umpan: Sequence[UmpanBalik], *, pad: float = 5.2) -> Cell:
    """Return the cell of feedback, each with its giver before it: ``Pimpinan (nama): …`` (P6:203-207)."""
    width = columns.room(index, pad=pad)
    lines = [line for satu in umpan for line in columns.setter.wrap(format_umpan_balik(satu), width)]
    return columns.cell(index, lines, pad=pad)


def format_umpan_balik(satu: UmpanBalik) -> str:
    """Return ``Pimpinan: …``, with the name in brackets where it is told; the words alone where nobody is."""
    sumber, nama = satu.sumber.strip(), satu.nama.strip()
    dari = f"{sumber} ({nama})" if sumber and nama else sumber or nama
    return f"{dari}: {satu.teks}" if dari else satu.teks


def _perilaku_head(columns: Columns) -> Group:
    left = columns.cell(0, "PERILAKU KERJA", 3, pad=5.2, leading=WIDE_LEADING, shaded=True)
    right = columns.cell(3, _UMPAN_BALIK, pad=1.5, align=Align.CENTRE, leading=WIDE_LEADING, shaded=True)
    return Group(rows=(Row(cells=(left, right), low=30.2),))


def _perilaku(columns: Columns, form: FormEvaluasi) -> list[Group]:
    """Return the seven core values with guidance, special expectations and feedback (P6:112-113, 206-207)."""
    groups = []
    for number, nilai in enumerate(form.aturan.nilai_dasar, 1):
        harapan = [butir.teks for butir in form.skp.ekspektasi(nilai.kode)]
        guide = columns.setter.bullets(nilai.panduan, columns.room(1, pad=5.4), 9.0)
        name = columns.cell(1, nilai.nama, 4, pad=5.4)
        cells = (
            columns.cell(1, guide, pad=5.4, align=Align.JUSTIFY),
            ekspektasi_cell(columns, 2, harapan, pad=5.4),
            umpan_balik_cell(columns, 3, form.penilaian.umpan_balik_untuk(nilai.kode)),
        )
        groups.append(
            Group(
                rows=(Row(cells=(name,), low=TIGHT_HIGH, stay=True), Row(cells=cells)),
                merged=(columns.cell(0, str(number), align=Align.CENTRE),),
            )
        )
    return groups
