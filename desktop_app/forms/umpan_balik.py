"""Forms B.1.3, B.1.4 and B.1.5: the record of continuous feedback, landscape, signed by both (P6:71-77)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.domain.butir_realisasi import ButirRealisasi, realisasi_dari
from desktop_app.domain.format_indonesia import format_rentang_penilaian
from desktop_app.domain.istilah import JenisHasil, KelompokSkp, Pendekatan
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.forms.blocks import (
    LINE_HIGH,
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
from desktop_app.forms.evaluasi import C13, UMPAN_BALIK, numbered, umpan_balik_cell
from desktop_app.forms.evaluasi_kualitatif import listed
from desktop_app.forms.evaluasi_pimpinan import C12
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.grid import WIDE_LEADING, Align, Cell, Flow, Group, Row
from desktop_app.forms.page import Meta, make_sheet, write_pdf
from desktop_app.forms.skp import ekspektasi_cell, put_instansi
from desktop_app.forms.skp_kualitatif import narrative
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import FormEvaluasi, Kertas
from desktop_app.forms.values_umpan_balik import FormUmpanBalik

_TITLE_Y = 96.1
_TOP = 86.0
_PAD = 5.2
_REALISASI = "REALISASI BERDASARKAN\nBUKTI DUKUNG"
_MEASURE = "Ukuran keberhasilan dan Target:"
_UMUM = "Pekerjaan pada umumnya"
NOTES = (
    "* pilih salah satu (periode disesuaikan dengan periode evaluasi siklus pendek yang ditetapkan Instansi "
    "Pemerintah)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutRekaman:
    """What sets one of the three records apart; verticals and places in points on the F4 page (measured, P6:71-77)."""

    kode: str
    centre: float
    identity: tuple[float, ...]
    perilaku: tuple[float, ...]
    hasil: tuple[float, ...]
    results: Callable[[Flow, FormEvaluasi, Group], None]
    signing: tuple[float, float]
    margins: tuple[float, float]
    perilaku_head: str
    above_periode: float
    pangkat: str = "PANGKAT/GOL RUANG"
    nip_optional: bool = False
    penilai_unit: str = "UNIT KERJA"
    above_hasil: float = 0.0
    above_perilaku: float = 0.0


def render_rekaman(form: FormUmpanBalik, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the record of feedback on the form that the plan has, as PDF; the same values give the same bytes."""
    layout = layout_of(form)
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    sheet = make_sheet(kertas, landscape=True)
    flow = Flow(setter, first=_TITLE_Y, top=_TOP, bottom=sheet.bottom)
    y = put_title(flow.page, setter, _titles(form, layout), layout.centre, _TITLE_Y)
    y = put_title(
        flow.page, setter, [f"PERIODE: {format_periode(form.periode)}*"], layout.centre, y + layout.above_periode
    )
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
    flow.y += layout.above_hasil
    layout.results(flow, form, _general(Columns(setter, layout.hasil), form))
    flow.y += layout.above_perilaku
    block = SignatureBlock(
        setter,
        (
            Signature(centre=layout.signing[0], role="Pegawai yang Dinilai", orang=form.pegawai),
            Signature(
                centre=layout.signing[1],
                role="Pejabat Penilai Kinerja",
                orang=form.penilai,
                above=format_tempat_tanggal(form.tempat, form.tanggal),
            ),
        ),
        NOTES,
        *layout.margins,
    )
    columns = Columns(setter, layout.perilaku)
    flow.table([_perilaku_head(columns, layout)], _perilaku(columns, form), after=block.height)
    block.put(flow)
    meta = Meta(
        title=f"Rekaman Umpan Balik {form.periode.kode} – {form.pegawai.nama}",
        author=form.instansi,
        subject=f"Format {layout.kode} {form.aturan.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format {layout.kode} {form.aturan.nama}",
        draf=False,
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def layout_of(form: FormEvaluasi) -> LayoutRekaman:
    """Return the record that fits a plan: B.1.3 qualitative, B.1.4 for leaders, B.1.5 for all others."""
    if form.skp.pendekatan is Pendekatan.KUALITATIF:
        return B13
    return B14 if form.skp.kelompok is KelompokSkp.JPT_MANDIRI else B15


def _titles(form: FormEvaluasi, layout: LayoutRekaman) -> list[str]:
    words = form.aturan.perencanaan
    titles = [
        "REKAMAN INFORMASI UMPAN BALIK BERKELANJUTAN",
        f"PENDEKATAN HASIL KERJA {words.label_pendekatan[form.skp.pendekatan].upper()}",
    ]
    if layout is not B13:
        titles.append(f"BAGI {words.label_kelompok[form.skp.kelompok].upper()}")
    return titles


def _general(columns: Columns, form: FormEvaluasi) -> Group:
    """Return the row of feedback on work in general; no row where there is none."""
    umum = form.umum if isinstance(form, FormUmpanBalik) else ()
    if not umum:
        return Group(rows=())
    last = len(columns.edges) - 2
    cells = (columns.cell(0, _UMUM, last, pad=_PAD), umpan_balik_cell(columns, last, umum))
    return Group(rows=(Row(cells=cells, low=TIGHT_HIGH),))


def _b13_results(flow: Flow, form: FormEvaluasi, closing: Group) -> None:
    """Draw the results with their narratives; the first head holds the band A. UTAMA, as the form has it (P6:71)."""
    columns = Columns(flow.setter, B13_HASIL)
    utama = f"A. {form.aturan.label_jenis_hasil[JenisHasil.UTAMA]}"
    first = Group(
        rows=tuple(Row(cells=(_left(columns, words),), low=LINE_HIGH) for words in ("HASIL KERJA", utama)),
        merged=_captions(columns),
    )
    again = Group(rows=(Row(cells=(_left(columns, "HASIL KERJA"), *_captions(columns))),))
    body = numbered(
        columns,
        form,
        lambda satu, number: _b13_result(columns, form, satu, number),
        lambda words, jenis: None if jenis is JenisHasil.UTAMA else _band(columns, words),
    )
    flow.table([again], [*body, closing], first=[first])


def _left(columns: Columns, words: str) -> Cell:
    return columns.cell(0, words, 2, pad=_PAD, shaded=True, leading=WIDE_LEADING)


def _captions(columns: Columns) -> tuple[Cell, ...]:
    return tuple(
        columns.cell(n, text, align=Align.CENTRE, pad=1.5, shaded=True, leading=WIDE_LEADING)
        for n, text in ((2, _REALISASI), (3, UMPAN_BALIK))
    )


def _band(columns: Columns, words: str) -> Group:
    """Return the band B. TAMBAHAN, which says the captions again (P6:71)."""
    return Group(rows=(Row(cells=(_left(columns, words), *_captions(columns))),), band=True)


def _b13_result(columns: Columns, form: FormEvaluasi, satu: RencanaHasilKerja, number: int) -> Group:
    setter, room = columns.setter, columns.room(1, pad=_PAD)
    leaders = form.skp.kelompok is KelompokSkp.JPT_MANDIRI
    given = f"(Penugasan dari {satu.penugasan.strip()})" if satu.penugasan.strip() else ""
    words = setter.wrap_parts(((Style.REGULAR, satu.teks), (Style.ITALIC, given)), room)
    lines = setter.wrap(_MEASURE, room)
    several = len(satu.indikator) > 1
    for indikator in satu.indikator:
        lines += narrative(setter, form.aturan, indikator, room, listed=several, leaders=leaders)
    tercapai = realisasi_dari(form.penilaian, ButirRealisasi(satu))
    reached = listed(setter, tercapai.realisasi, columns.room(2, pad=_PAD))
    return Group(
        rows=(
            Row(cells=(columns.cell(1, words, pad=_PAD),), low=TIGHT_HIGH, stay=True),
            Row(cells=(columns.cell(1, lines, pad=_PAD),), low=TIGHT_HIGH),
        ),
        merged=(
            columns.cell(0, str(number), align=Align.CENTRE, pad=1.5),
            columns.cell(2, reached, pad=_PAD),
            umpan_balik_cell(columns, 3, tercapai.umpan_balik),
        ),
    )


def _perilaku_head(columns: Columns, layout: LayoutRekaman) -> Group:
    left = columns.cell(
        0, layout.perilaku_head, 3, pad=_PAD, leading=WIDE_LEADING, shaded=True, middle=layout is not B13
    )
    right = columns.cell(3, UMPAN_BALIK, pad=1.5, align=Align.CENTRE, leading=WIDE_LEADING, shaded=True)
    return Group(rows=(Row(cells=(left, right), low=30.2),))


def _perilaku(columns: Columns, form: FormEvaluasi) -> list[Group]:
    """Return the seven core values with guidance, special expectations and feedback (P6:71-72, 73-74, 76-77)."""
    groups = []
    for number, nilai in enumerate(form.aturan.nilai_dasar, 1):
        harapan = [butir.teks for butir in form.skp.ekspektasi(nilai.kode)]
        guide = columns.setter.bullets(nilai.panduan, columns.room(1, pad=_PAD), 9.0)
        cells = (
            columns.cell(1, guide, pad=_PAD),
            ekspektasi_cell(columns, 2, harapan, pad=_PAD),
            umpan_balik_cell(columns, 3, form.penilaian.umpan_balik_untuk(nilai.kode)),
        )
        name = columns.cell(1, nilai.nama, 4, pad=_PAD)
        rows = (Row(cells=(name,), low=TIGHT_HIGH, stay=True), Row(cells=cells))
        groups.append(Group(rows=rows, merged=(columns.cell(0, str(number), align=Align.CENTRE, pad=1.5),)))
    return groups


B13_HASIL = (79.6, 100.9, 483.3, 667.9, 880.2)
B13 = LayoutRekaman(
    kode="B.1.3",
    centre=466.2,
    identity=(79.6, 108.5, 263.8, 483.3, 511.6, 667.5, 880.2),
    hasil=B13_HASIL,
    perilaku=B13_HASIL,
    results=_b13_results,
    signing=(288.9, 689.6),
    margins=(86.9, 877.0),
    perilaku_head="PERILAKU KERJA",
    above_periode=21.2,
    pangkat="PANGKAT/ GOL. RUANG",
)
B14 = LayoutRekaman(
    kode="B.1.4",
    centre=467.2,
    identity=(44.0, 79.2, 242.7, 469.3, 504.8, 660.7, 894.6),
    hasil=C12.hasil,
    perilaku=(43.7, 79.2, 525.8, 695.9, 894.4),
    results=C12.results,
    signing=(260.4, 686.0),
    margins=(51.4, 892.2),
    perilaku_head="PERILAKU KERJA*",
    above_periode=19.8,
    nip_optional=True,
    penilai_unit="INSTANSI",
    above_hasil=2.0,
    above_perilaku=0.6,
)
B15 = LayoutRekaman(
    kode="B.1.5",
    centre=467.2,
    identity=(29.8, 63.5, 240.9, 474.4, 510.2, 680.3, 901.7),
    hasil=C13.hasil,
    perilaku=(35.2, 72.1, 490.4, 710.1, 901.4),
    results=C13.results,
    signing=(253.3, 688.7),
    margins=(37.2, 901.0),
    perilaku_head="PERILAKU KERJA*",
    above_periode=29.7,
    above_hasil=3.0,
    above_perilaku=2.0,
)
