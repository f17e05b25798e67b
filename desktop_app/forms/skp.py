"""Form A.1.7: the SKP of administrators and functional officers, quantitative approach (P6:57-59)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.format_indonesia import format_rentang_penilaian, format_target
from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.skp import HasilIntervensi, RencanaHasilKerja
from desktop_app.forms.blocks import (
    DOTS,
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
from desktop_app.forms.grid import Align, Cell, Flow, Group, Row
from desktop_app.forms.page import Meta, make_sheet, write_pdf
from desktop_app.forms.segel import Seal
from desktop_app.forms.text import Line, Typesetter
from desktop_app.forms.values import FormSkp, Kertas

# Verticals in points from the left edge of the F4 page (P6:57-59, measured).
IDENTITY = (64.0, 92.0, 240.0, 490.0, 518.0, 666.0, 886.0)
HASIL = (64.0, 92.0, 248.0, 532.0, 638.0, 780.0, 886.0)
PERILAKU = (64.0, 99.3, 482.0, 886.0)
_CENTRE = 475.2
_TITLE_Y = 111.0
_TOP = 86.0
_TITLES = (
    "SASARAN KINERJA PEGAWAI",
    "PENDEKATAN HASIL KERJA KUANTITATIF",
    "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
)
_HEADS = (
    "NO.",
    "RENCANA HASIL KERJA\nPIMPINAN YANG\nDIINTERVENSI*",
    "RENCANA HASIL KERJA",
    "ASPEK",
    "INDIKATOR KINERJA\nINDIVIDU",
    "TARGET",
)
NOTES = (
    "* Dalam hal rencana hasil kerja Pimpinan yang diintervensi adalah hasil kerja pejabat pimpinan tinggi dan "
    "Pimpinan unit kerja mandiri/ organisasi maka dituliskan rencana hasil kerja beserta indikator kinerja individu "
    "pejabat pimpinan tinggi dan Pimpinan unit kerja mandiri atau sasaran dan indikator kinerja organisasi yang "
    "diintervensi",
    "** Pimpinan dapat memberikan Ekspektasi khusus terhadap satu atau lebih aspek perilaku kerja Pegawai",
)
LATER = "(dapat ditambahkan pada tahun berjalan)"


def render_skp(form: FormSkp, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form A.1.7 as PDF, landscape; the same values give the same bytes."""
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    sheet = make_sheet(kertas, landscape=True)
    flow = Flow(setter, first=_TITLE_Y, top=_TOP, bottom=sheet.bottom)
    y = put_title(flow.page, setter, _TITLES, _CENTRE, _TITLE_Y)
    rentang = f"PERIODE PENILAIAN: {format_rentang_penilaian(form.skp.mulai, form.skp.selesai)}"
    flow.y = put_instansi(flow, form.instansi, rentang, y + 19.0, IDENTITY, split=3)

    identitas = identity_table(Columns(setter, IDENTITY), form.pegawai, form.penilai, "PANGKAT/ GOL. RUANG")
    flow.table([], identitas)
    flow.y += 1.9
    columns = Columns(setter, HASIL)
    head = [columns.band("HASIL KERJA", heads=False), columns.head(_HEADS, low=45.1), columns.numbers(low=LINE_HIGH)]
    flow.table(head, _hasil(columns, form), repeat_band=True)

    seal = Seal(setter, form.segel, centre=440.0, width=110.0) if form.segel is not None else None
    block = SignatureBlock(
        setter,
        (
            Signature(centre=268.6, role="Pegawai yang Dinilai", orang=form.pegawai),
            Signature(
                centre=675.9,
                role="Pejabat Penilai Kinerja",
                orang=form.penilai,
                above=format_tempat_tanggal(form.tempat, form.tanggal),
            ),
        ),
        NOTES,
        70.8,
        880.2,
        seal=seal,
    )
    columns = Columns(setter, PERILAKU)
    flow.table([columns.band("PERILAKU KERJA**", heads=False)], _perilaku(columns, form), after=block.height)
    block.put(flow)
    meta = Meta(
        title=f"Sasaran Kinerja Pegawai {form.skp.mulai.year} – {form.pegawai.nama}",
        author=form.instansi,
        subject=f"Format A.1.7 {form.aturan.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format A.1.7 {form.aturan.nama}",
        draf=form.draf,
        segel=form.segel,
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def put_instansi(
    flow: Flow, instansi: str, rentang: str, top: float, edges: tuple[float, ...], *, split: int, ruled: bool = False
) -> float:
    """Draw the line above the identities, agency left and period right, and return the y of its lower edge."""
    columns = Columns(flow.setter, edges)
    left = columns.cell(0, instansi or f"(NAMA INSTANSI) {DOTS}", split, pad=5.2, middle=True)
    right = columns.cell(split, rentang, len(edges) - 1, pad=5.2, middle=True)
    if len(left.lines) > 3:
        left = columns.cell(0, left.lines[:3], split, pad=5.2)
    group = Group(rows=(Row(cells=(left, right), low=LINE_HIGH),), open_=True)
    if ruled:
        flow.page.rules.append((edges[0], top, edges[-1], top))
    return group.draw(flow.page, flow.setter, top)


def intervensi_lines(setter: Typesetter, intervensi: HasilIntervensi, width: float) -> tuple[Line, ...]:
    """Return the leader's result and, for a leader of an independent unit, its indicator below (P6:59, 151)."""
    lines = setter.wrap(intervensi.teks, width)
    if intervensi.indikator.strip():
        lines += setter.wrap("Indikator Kinerja Individu:", width) + setter.wrap(intervensi.indikator, width)
    return tuple(lines)


def _hasil(columns: Columns, form: FormSkp) -> list[Group]:
    """Return bands and results; numbers run on from utama to tambahan (P6:57)."""
    groups = []
    number = 0
    for letter, jenis in zip("AB", JenisHasil, strict=True):
        groups.append(columns.band(f"{letter}. {form.aturan.label_jenis_hasil[jenis]}"))
        hasil = form.skp.hasil_jenis(jenis)
        for satu in hasil:
            number += 1
            groups.append(_result(columns, form, satu, number))
        if not hasil:
            groups.append(_empty(columns, jenis))
    return groups


def _result(columns: Columns, form: FormSkp, satu: RencanaHasilKerja, number: int) -> Group:
    rows = []
    for indikator in satu.indikator:
        label = form.aturan.label_aspek[indikator.aspek]
        cells = (
            columns.cell(3, label),
            columns.cell(4, indikator.teks),
            columns.cell(5, format_target(indikator.target), align=Align.CENTRE),
        )
        rows.append(Row(cells=cells, low=TIGHT_HIGH))
    if not rows:
        rows = [Row(cells=tuple(columns.cell(n, "") for n in (3, 4, 5)), low=TIGHT_HIGH)]
    merged = (
        columns.cell(0, str(number), align=Align.CENTRE),
        columns.cell(1, intervensi_lines(columns.setter, satu.intervensi, columns.room(1, pad=7.3)), pad=7.3),
        columns.cell(2, satu.teks, pad=8.0),
    )
    return Group(rows=tuple(rows), merged=merged)


def _empty(columns: Columns, jenis: JenisHasil) -> Group:
    """Return the row of a band without results; additional ones may come during the year (P6:153)."""
    cells = [columns.cell(n, "") for n in range(6)]
    if jenis is JenisHasil.TAMBAHAN:
        cells[1] = columns.cell(1, "-", align=Align.CENTRE)
        cells[2] = columns.cell(2, LATER, style=Style.ITALIC, pad=8.0)
    return Group(rows=(Row(cells=tuple(cells), low=TIGHT_HIGH * 2),))


def _perilaku(columns: Columns, form: FormSkp) -> list[Group]:
    """Return the seven core values with guidance and special expectations (P6:58-59)."""
    setter = columns.setter
    groups = []
    for number, nilai in enumerate(form.aturan.nilai_dasar, 1):
        harapan = [butir.teks for butir in form.skp.ekspektasi(nilai.kode)]
        left = setter.bullets(nilai.panduan, columns.room(1, pad=5.2), 9.0)
        name = columns.cell(1, nilai.nama, 3, pad=5.2)
        cells = (columns.cell(1, left, pad=5.2), ekspektasi_cell(columns, 2, harapan, pad=5.2))
        groups.append(
            Group(
                rows=(Row(cells=(name,), low=TIGHT_HIGH, stay=True), Row(cells=cells)),
                merged=(columns.cell(0, str(number), pad=5.2),),
            )
        )
    return groups


def ekspektasi_cell(
    columns: Columns, index: int, harapan: Sequence[str], *, pad: float, align: Align = Align.LEFT
) -> Cell:
    """Return the cell "Ekspektasi Khusus Pimpinan:" with its entries as a list (P6:58, 153-154, 206-207)."""
    setter = columns.setter
    lines = [setter.line((Style.REGULAR, "Ekspektasi Khusus Pimpinan:"))]
    lines += setter.bullets(harapan, columns.room(index, pad=pad), 9.0)
    return columns.cell(index, lines, pad=pad, align=align)
