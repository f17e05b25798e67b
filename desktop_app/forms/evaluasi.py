"""What the three evaluation forms share, and form C.1.3: administrators and functional officers (P6:111-113)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.domain.format_indonesia import format_rentang_penilaian, format_target
from desktop_app.domain.istilah import JenisHasil, KelompokSkp, Predikat, SifatHasil
from desktop_app.domain.penilaian import UmpanBalik
from desktop_app.domain.predikat import predikat_of
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
from desktop_app.forms.values import FormDokumen, FormEvaluasi, Kertas
from desktop_app.regulation import Aturan

# Verticals in points from the left edge of the F4 page (P6:111-113, measured). The law's three tables do not
# begin at the same x; this is kept.
IDENTITY = (36.0, 70.0, 247.0, 481.0, 516.0, 686.0, 906.0)
HASIL = (36.0, 76.5, 197.5, 298.0, 369.0, 503.0, 603.0, 716.0, 906.0)
PERILAKU = (30.0, 72.0, 490.0, 710.0, 901.0)
_TITLE_Y = 96.1
_TOP = 86.0
UMPAN_BALIK = "UMPAN BALIK BERKELANJUTAN\nBERDASARKAN BUKTI DUKUNG"
_HEADS = (
    "No.",
    "RENCANA HASIL\nKERJA PIMPINAN\nYANG DIINTERVENSI",
    "RENCANA\nHASIL KERJA",
    "ASPEK",
    "INDIKATOR KINERJA\nINDIVIDU",
    "TARGET",
    "REALISASI\nBERDASARKAN\nBUKTI DUKUNG",
    UMPAN_BALIK,
)
NOTES = (
    "* pilih salah satu",
    "** rating hasil dan rating perilaku kerja Pegawai ditetapkan dengan mempertimbangkan pola distribusi predikat "
    "Kinerja Pegawai berdasarkan capaian kinerja organisasi serta kontribusi Pegawai terhadap Kinerja Organisasi",
    "*** periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada Instansi Pemerintah",
)
STUDY_TITLE = "YANG MELAKSANAKAN TUGAS BELAJAR"
STUDY_NOTES = (
    "* pilih salah satu",
    "** rating hasil kerja dan rating perilaku kerja ditetapkan dengan mempertimbangkan pola distribusi predikat "
    "Kinerja Pegawai berdasarkan capaian kinerja organisasi serta level kontribusi Pegawai terhadap Kinerja "
    "Organisasi dibandingkan dengan Pegawai lainnya serta hasil kerja dan perilaku kerja Pegawai selama "
    "melaksanakan tugas belajar.",
    "*** diisi dengan umpan balik sesuai dengan permasalahan atau apresiasi kepada Pegawai atas realisasi hasil "
    "kerja. Umpan balik dapat berupa narasi, simbol, atau keterangan lainnya dan disertai dengan bukti dukung yang "
    "relevan.",
    "**** diisi dengan realisasi akhir Pegawai disertai dengan bukti dukung yang relevan.",
)
_STUDY_SIGNING = 266.3  # the employee's own signature stands on this form alone (P6:239)
TIDAK_DINILAI = "TIDAK DINILAI"


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutEvaluasi:
    """What sets one of the three evaluation forms apart; verticals and places in points on the F4 page.

    ``groups`` tells that a title names the group of posts. ``results`` draws the table of results, the group it is
    given last. ``above_periode``, ``above_hasil`` and ``above_perilaku`` are the room between parts, ``signing`` where
    the assessor signs, ``margins`` where footnotes begin and end; ``leaders_note`` is a footnote for leaders alone.
    """

    kode: str
    centre: float
    identity: tuple[float, ...]
    hasil: tuple[float, ...]
    perilaku: tuple[float, ...]
    results: Callable[[Flow, FormEvaluasi, Group], None]
    signing: float
    margins: tuple[float, float]
    leaders_note: str = ""
    groups: bool = True
    pola: str = "POLA DISTRIBUSI"
    pangkat: str = "PANGKAT/GOL RUANG"
    nip_optional: bool = False
    penilai_unit: str = "UNIT KERJA"
    above_periode: float = 29.7
    above_hasil: float = 0.0
    above_perilaku: float = 0.0
    rating_pad: float = 5.2
    number: Align = Align.CENTRE


def draw_evaluasi(form: FormEvaluasi, layout: LayoutEvaluasi, kertas: Kertas) -> bytes:
    """Return an evaluation in one of the three layouts as PDF, landscape; the same values give the same bytes.

    Of each list of options only what was chosen is printed; what is open leaves a dotted line.
    """
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    sheet = make_sheet(kertas, landscape=True)
    flow = Flow(setter, first=_TITLE_Y, top=_TOP, bottom=sheet.bottom)
    study = on_study_leave(form)
    y = put_title(flow.page, setter, _titles(form, layout), layout.centre, _TITLE_Y)
    periode = f"PERIODE{'' if study else '***'}: {format_periode(form.periode)}"
    y = put_title(flow.page, setter, [periode], layout.centre, y + layout.above_periode)
    rentang = f"PERIODE PENILAIAN: {format_rentang_penilaian(form.skp.mulai, form.skp.selesai)}"
    flow.y = put_instansi(flow, form.instansi, rentang, y + 4.6, layout.identity, split=3, ruled=True)
    identitas = identity_table(
        Columns(setter, layout.identity),
        form.pegawai,
        form.penilai,
        layout.pangkat,
        nip_optional=layout.nip_optional,
        penilai_unit=layout.penilai_unit,
    )
    flow.table([], identitas)
    flow.y += 2.0
    _put_capaian(flow, form, layout)
    flow.y += layout.above_hasil

    columns = Columns(setter, layout.hasil)
    layout.results(flow, form, chosen(columns, "RATING HASIL KERJA*", _rating(form, hasil=True), pad=layout.rating_pad))
    flow.y += layout.above_perilaku

    block = _signatures(setter, form, layout, study=study)
    columns = Columns(setter, layout.perilaku)
    ends = (
        chosen(columns, "RATING PERILAKU KERJA*", _rating(form, hasil=False)),
        chosen(columns, "PREDIKAT KINERJA PEGAWAI*", predikat_lines(columns, 0, form)),
    )
    # Both results stand with the signature.
    closing = Group(rows=tuple(row for group in ends for row in group.rows))
    flow.table([_perilaku_head(columns)], [*_perilaku(columns, form, layout.number), closing], after=block.height)
    block.put(flow)
    meta = Meta(
        title=f"Hasil Evaluasi Kinerja Pegawai {form.periode.kode} – {form.pegawai.nama}",
        author=form.instansi,
        subject=f"Format {layout.kode} {form.aturan.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format {layout.kode} {form.aturan.nama}",
        draf=form.draf,
        segel=form.segel,
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def on_study_leave(form: FormEvaluasi) -> bool:
    """Tell whether the evaluation is one of a study leave, by its own record of it or by its plan (P6:62-64, 235)."""
    return form.penilaian.studi is not None or any(h.sifat is SifatHasil.TUGAS_BELAJAR for h in form.skp.hasil)


def is_of_leader(form: FormEvaluasi) -> bool:
    """Tell whether the plan is one of a high official or the head of an independent unit, which has perspectives."""
    return form.skp.kelompok is KelompokSkp.JPT_MANDIRI


def _titles(form: FormEvaluasi, layout: LayoutEvaluasi) -> list[str]:
    """Return the lines of the title; on a study leave the last one says so instead (P6:105, 108, 111, 235)."""
    words = form.aturan.perencanaan
    titles = [
        "HASIL EVALUASI KINERJA PEGAWAI",
        f"PENDEKATAN HASIL KERJA {words.label_pendekatan[form.skp.pendekatan].upper()}",
    ]
    if layout.groups:
        titles.append(f"BAGI {words.label_kelompok[form.skp.kelompok].upper()}")
    return [*titles[:-1], STUDY_TITLE] if on_study_leave(form) else titles


def _rating(form: FormEvaluasi, *, hasil: bool) -> str:
    """Return the words of one of the two ratings with the mark of their footnote, empty while it is open."""
    rating = form.penilaian.rating_hasil if hasil else form.penilaian.rating_perilaku
    if rating is not None:
        return f"{form.aturan.label_rating[rating]}**"
    if form.penilaian.tidak_dinilai is None:
        return ""
    return "-" if predikat_shown(form) is not None else TIDAK_DINILAI


def _signatures(setter: Typesetter, form: FormEvaluasi, layout: LayoutEvaluasi, *, study: bool) -> SignatureBlock:
    """Return who signs: the assessor or his superior who evaluated, on a study leave the employee too (P6:107, 239)."""
    atasan = form.penilaian.oleh_atasan
    signatures = [
        Signature(
            centre=layout.signing,
            role="Atasan Pejabat Penilai Kinerja" if atasan else "Pejabat Penilai Kinerja",
            orang=form.atasan_penilai if atasan else form.penilai,
            above=format_tempat_tanggal(form.tempat, form.tanggal),
        )
    ]
    if study:
        signatures.insert(0, Signature(centre=_STUDY_SIGNING, role="Pegawai yang Dinilai", orang=form.pegawai))
    seal = None
    if form.segel is not None:
        between = (_STUDY_SIGNING + layout.signing) / 2
        seal = Seal(setter, form.segel, centre=between if study else 268.6, width=110.0 if study else 220.0)
    notes = STUDY_NOTES if study else NOTES
    if layout.leaders_note and is_of_leader(form) and not study:
        notes = (*notes, layout.leaders_note)
    return SignatureBlock(setter, signatures, notes, *layout.margins, seal=seal)


def predikat_shown(form: FormEvaluasi | FormDokumen) -> Predikat | None:
    """Return the predicate as it is stored or, in a draft, as it would be."""
    return form.penilaian.predikat or predikat_of(form.aturan.matriks, form.penilaian)


def predikat_lines(columns: Columns, first: int, form: FormEvaluasi | FormDokumen, *, why: bool = True) -> list[Line]:
    """Return the lines that tell the predicate; of a period that is not assessed also its reason, with ``why`` in full.

    The width is from vertical ``first`` to the last; an open predicate gives no line. A period that takes over the
    result of the old unit has that predicate, and below it the reason alone (P6:91).
    """
    setter, room = columns.setter, columns.room(first, len(columns.edges) - 1, pad=5.2)
    predikat = predikat_shown(form)
    lines = [predikat_line(setter, form.aturan, predikat)] if predikat else []
    if form.penilaian.tidak_dinilai is not None:
        words = [] if predikat else [TIDAK_DINILAI]
        lines += setter.wrap(": ".join([*words, *([form.sebab] if form.sebab else [])]), room)
        lines += setter.wrap(form.penilaian.catatan, room) if why else []
    return lines


def chosen(columns: Columns, title: str, value: str | Sequence[Line], *, pad: float = 5.2) -> Group:
    """Return the shaded block of a bold title and the one value chosen; dots where nothing is chosen yet."""
    setter, last = columns.setter, len(columns.edges) - 1
    lines = setter.wrap(value, columns.room(0, last, pad=pad)) if isinstance(value, str) else list(value)
    lines = [setter.line((Style.BOLD, title)), *(lines or [setter.line((Style.REGULAR, DOTS * 2))])]
    cell = columns.cell(0, lines, last, pad=pad, leading=WIDE_LEADING, shaded=True)
    return Group(rows=(Row(cells=(cell,), low=30.3, stay=True),))


def predikat_line(setter: Typesetter, aturan: Aturan, predikat: Predikat) -> Line:
    """Return the predicate as the form prints it, "(MISCONDUCT)" slanted (P6:113)."""
    plain, bracket, rest = aturan.label_predikat[predikat].partition("(")
    parts = [(Style.REGULAR, plain)] + ([(Style.ITALIC, bracket + rest)] if bracket else [])
    return setter.line(*parts)


def _put_capaian(flow: Flow, form: FormEvaluasi, layout: LayoutEvaluasi) -> None:
    """Draw the organisation's achievement and the picture of its distribution (P6:105, 108, 111, 203)."""
    columns = Columns(flow.setter, (layout.hasil[0], layout.hasil[-1]))
    capaian = form.penilaian.capaian_organisasi
    label = form.aturan.label_capaian[capaian] if capaian else ""
    group = chosen(columns, "CAPAIAN KINERJA ORGANISASI*", label, pad=6.7)
    title = columns.cell(0, layout.pola, pad=6.7, style=Style.BOLD, shaded=True)
    picture = Group(rows=(Row(cells=(title,), low=HEIGHT if capaian else 60.0),))
    flow.keep(group.height)
    flow.y = group.draw(flow.page, flow.setter, flow.y)
    flow.keep(picture.height)
    top = flow.y
    flow.y = picture.draw(flow.page, flow.setter, top)
    if capaian:
        put_kurva(flow.page, flow.setter, form.aturan.kurva[capaian], label, layout.centre, top)


def numbered(
    columns: Columns,
    form: FormEvaluasi,
    result: Callable[[RencanaHasilKerja, int], Group],
    band: Callable[[str, JenisHasil], Group | None],
) -> list[Group]:
    """Return bands and results; numbers run on from utama to tambahan (P6:105, 108, 111).

    ``band`` makes a band of its words, None where it stands elsewhere.
    """
    groups = []
    number = 0
    for letter, jenis in zip("AB", JenisHasil, strict=True):
        pita = band(f"{letter}. {form.aturan.label_jenis_hasil[jenis]}", jenis)
        groups += [pita] if pita is not None else []
        hasil = form.skp.hasil_jenis(jenis)
        for satu in hasil:
            number += 1
            groups.append(result(satu, number))
        if not hasil:
            cells = tuple(columns.cell(n, "-", align=Align.CENTRE) for n in range(len(columns.edges) - 1))
            groups.append(Group(rows=(Row(cells=cells, low=TIGHT_HIGH),)))
    return groups


def _c13_results(flow: Flow, form: FormEvaluasi, closing: Group) -> None:
    columns = Columns(flow.setter, HASIL)
    head = [
        columns.band("HASIL KERJA", pad=6.7, heads=False),
        columns.head(_HEADS, low=46.3),
        columns.numbers(low=18.9),
    ]
    body = numbered(
        columns,
        form,
        lambda satu, number: _result(columns, form, satu, number),
        lambda words, _: columns.band(words, low=18.8, pad=6.6),
    )
    flow.table(head, [*body, closing])


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


def umpan_balik_cell(
    columns: Columns, index: int, umpan: Sequence[UmpanBalik], *, pad: float = 5.2, align: Align = Align.LEFT
) -> Cell:
    """Return the cell of feedback, each with its giver before it: ``Pimpinan (nama): …`` (P6:203-207)."""
    width = columns.room(index, pad=pad)
    lines = [line for satu in umpan for line in columns.setter.wrap(format_umpan_balik(satu), width)]
    return columns.cell(index, lines, pad=pad, align=align)


def format_umpan_balik(satu: UmpanBalik) -> str:
    """Return ``Pimpinan: …``, with the name in brackets where it is told; the words alone where nobody is."""
    sumber, nama = satu.sumber.strip(), satu.nama.strip()
    dari = f"{sumber} ({nama})" if sumber and nama else sumber or nama
    return f"{dari}: {satu.teks}" if dari else satu.teks


def _perilaku_head(columns: Columns) -> Group:
    left = columns.cell(0, "PERILAKU KERJA", 3, pad=5.2, leading=WIDE_LEADING, shaded=True)
    right = columns.cell(3, UMPAN_BALIK, pad=1.5, align=Align.CENTRE, leading=WIDE_LEADING, shaded=True)
    return Group(rows=(Row(cells=(left, right), low=30.2),))


def _perilaku(columns: Columns, form: FormEvaluasi, align: Align) -> list[Group]:
    """Return the seven core values with guidance, special expectations and feedback (P6:106-107, 112-113, 206-207)."""
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
                merged=(columns.cell(0, str(number), align=align, pad=5.2 if align is Align.LEFT else 3.9),),
            )
        )
    return groups


C13 = LayoutEvaluasi(
    kode="C.1.3",
    centre=468.0,
    identity=IDENTITY,
    hasil=HASIL,
    perilaku=PERILAKU,
    results=_c13_results,
    signing=685.9,
    margins=(35.4, 901.0),
    above_periode=21.6,
    above_hasil=2.3,
    rating_pad=7.9,
)
