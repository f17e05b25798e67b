"""What the four SKP forms share, and form A.1.7: administrators and functional officers, quantitative (P6:57-59)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.domain.format_indonesia import format_rentang_penilaian, format_target
from desktop_app.domain.istilah import JenisHasil, SifatHasil
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
_TITLE_Y = 111.0
_TOP = 86.0
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
STUDY_NOTE = "Ekspektasi Pejabat Penilai Kinerja untuk Pegawai yang melaksanakan tugas belajar"
LATER = "(dapat ditambahkan pada tahun berjalan)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What sets one of the four SKP forms apart from the others; verticals and places in points on the F4 page.

    ``above_instansi`` is the room between the titles and the agency's line, ``signing`` where the two sign, ``margins``
    where footnotes begin and end. ``head`` and ``results`` make the table HASIL KERJA, whose ``repeat_band`` repeats
    A. UTAMA on each page. ``star`` marks behaviour, ``study`` the results of a study leave (P6:233-234), and ``listed``
    lists even a single special expectation with a hyphen.
    """

    kode: str
    centre: float
    above_instansi: float
    identity: tuple[float, ...]
    perilaku: tuple[float, ...]
    head: Callable[[Typesetter], list[Group]]
    results: Callable[[Typesetter, FormSkp], list[Group]]
    notes: tuple[str, ...]
    signing: tuple[float, float]
    margins: tuple[float, float]
    seal: float
    star: str = "*"
    study: str = "**"
    above_hasil: float = 0.0
    repeat_band: bool = False
    leaders: bool = False
    listed: bool = False
    number: Align = Align.LEFT


def draw_skp(form: FormSkp, layout: Layout, kertas: Kertas) -> bytes:
    """Return an SKP in one of the four layouts as PDF, landscape; the same values give the same bytes."""
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    sheet = make_sheet(kertas, landscape=True)
    flow = Flow(setter, first=_TITLE_Y, top=_TOP, bottom=sheet.bottom)
    y = put_title(flow.page, setter, _titles(form), layout.centre, _TITLE_Y)
    rentang = f"PERIODE PENILAIAN: {format_rentang_penilaian(form.skp.mulai, form.skp.selesai)}"
    flow.y = put_instansi(flow, form.instansi, rentang, y + layout.above_instansi, layout.identity, split=3)

    flow.table([], _identities(setter, form, layout))
    flow.y += layout.above_hasil
    flow.table(layout.head(setter), layout.results(setter, form), repeat_band=layout.repeat_band)

    seal = Seal(setter, form.segel, centre=layout.seal, width=110.0) if form.segel is not None else None
    notes = layout.notes + ((f"{layout.study} {STUDY_NOTE}",) if _on_study_leave(form) else ())
    left, right = layout.signing
    block = SignatureBlock(
        setter,
        (
            Signature(centre=left, role="Pegawai yang Dinilai", orang=form.pegawai),
            Signature(
                centre=right,
                role="Pejabat Penilai Kinerja",
                orang=form.penilai,
                above=format_tempat_tanggal(form.tempat, form.tanggal),
            ),
        ),
        notes,
        *layout.margins,
        seal=seal,
    )
    columns = Columns(setter, layout.perilaku)
    head = [columns.band(f"PERILAKU KERJA{layout.star}", heads=False)]
    flow.table(head, _perilaku(columns, form, layout), after=block.height)
    block.put(flow)
    meta = Meta(
        title=f"Sasaran Kinerja Pegawai {form.skp.mulai.year} – {form.pegawai.nama}",
        author=form.instansi,
        subject=f"Format {layout.kode} {form.aturan.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format {layout.kode} {form.aturan.nama}",
        draf=form.draf,
        gabungan=form.gabungan,
        segel=form.segel,
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def _titles(form: FormSkp) -> tuple[str, ...]:
    words = form.aturan.perencanaan
    return (
        "SASARAN KINERJA PEGAWAI",
        f"PENDEKATAN HASIL KERJA {words.label_pendekatan[form.skp.pendekatan].upper()}",
        f"BAGI {words.label_kelompok[form.skp.kelompok].upper()}",
    )


def _identities(setter: Typesetter, form: FormSkp, layout: Layout) -> list[Group]:
    """Return the two identities.

    A leader may be assessed by an official who is no employee, such as a Bupati: he has neither NIP nor rank, and his
    last row is INSTANSI, as on the page of the regulation where both are blank (P6:134; the forms say UNIT KERJA).
    """
    official = form.penilai
    outside = layout.leaders and bool(official.nama or official.jabatan) and not (official.nip or official.pangkat)
    return identity_table(
        Columns(setter, layout.identity),
        form.pegawai,
        official,
        "PANGKAT/ GOL. RUANG",
        nip_optional=layout.leaders,
        penilai_unit="INSTANSI" if outside else "UNIT KERJA",
    )


def _on_study_leave(form: FormSkp) -> bool:
    return any(satu.sifat is SifatHasil.TUGAS_BELAJAR for satu in form.skp.hasil)


def number_cell(columns: Columns, number: int, satu: RencanaHasilKerja, study: str) -> Cell:
    """Return the number of a result; one of a study leave carries the mark of its footnote (P6:233)."""
    if satu.sifat is SifatHasil.TUGAS_BELAJAR:
        return columns.cell(0, f"{number}{study}", align=Align.CENTRE, pad=0.4)
    return columns.cell(0, str(number), align=Align.CENTRE)


def numbered(
    columns: Columns,
    form: FormSkp,
    result: Callable[[RencanaHasilKerja, int], Group],
    empty: Callable[[JenisHasil], Group],
) -> list[Group]:
    """Return bands and results; numbers run on from utama to tambahan (P6:32, 34, 55, 57)."""
    groups = []
    number = 0
    for letter, jenis in zip("AB", JenisHasil, strict=True):
        groups.append(columns.band(f"{letter}. {form.aturan.label_jenis_hasil[jenis]}"))
        hasil = form.skp.hasil_jenis(jenis)
        for satu in hasil:
            number += 1
            groups.append(result(satu, number))
        if not hasil:
            groups.append(empty(jenis))
    return groups


def put_instansi(
    flow: Flow,
    instansi: str,
    rentang: str,
    top: float,
    edges: tuple[float, ...],
    *,
    split: int,
    ruled: bool = False,
    most: int = 3,
) -> float:
    """Draw the line above the identities, agency left and period right, and return the y of its lower edge.

    An agency's name of more than ``most`` lines is cut, since no form has room for it.
    """
    columns = Columns(flow.setter, edges)
    left = columns.cell(0, instansi or f"(NAMA INSTANSI) {DOTS}", split, pad=5.2, middle=True)
    right = columns.cell(split, rentang, len(edges) - 1, pad=5.2, middle=True)
    if len(left.lines) > most:
        left = columns.cell(0, left.lines[:most], split, pad=5.2)
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


def _a17_head(setter: Typesetter) -> list[Group]:
    columns = Columns(setter, HASIL)
    return [columns.band("HASIL KERJA", heads=False), columns.head(_HEADS, low=45.1), columns.numbers(low=LINE_HIGH)]


def _a17_results(setter: Typesetter, form: FormSkp) -> list[Group]:
    columns = Columns(setter, HASIL)
    return numbered(
        columns,
        form,
        lambda satu, number: _result(columns, form, satu, number),
        lambda jenis: _empty(columns, jenis),
    )


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
        number_cell(columns, number, satu, "***"),
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


def _perilaku(columns: Columns, form: FormSkp, layout: Layout) -> list[Group]:
    """Return the seven core values with guidance and special expectations (P6:58-59)."""
    setter = columns.setter
    groups = []
    for number, nilai in enumerate(form.aturan.nilai_dasar, 1):
        harapan = [butir.teks for butir in form.skp.ekspektasi(nilai.kode)]
        left = setter.bullets(form.aturan.panduan(form.skp.kelompok, nilai), columns.room(1, pad=5.2), 9.0)
        name = columns.cell(1, nilai.nama, 3, pad=5.2)
        right = ekspektasi_cell(columns, 2, harapan, pad=5.2, listed=layout.listed or len(harapan) > 1)
        cells = (columns.cell(1, left, pad=5.2), right)
        groups.append(
            Group(
                rows=(Row(cells=(name,), low=TIGHT_HIGH, stay=True), Row(cells=cells)),
                merged=(columns.cell(0, str(number), pad=5.2, align=layout.number),),
            )
        )
    return groups


def ekspektasi_cell(
    columns: Columns,
    index: int,
    harapan: Sequence[str],
    *,
    pad: float,
    align: Align = Align.LEFT,
    listed: bool = True,
) -> Cell:
    """Return the cell "Ekspektasi Khusus Pimpinan:" with its entries as a list (P6:58, 153-154, 206-207).

    Without ``listed`` they stand below without a hyphen, as a single one does on most forms (P6:136, 171, 233).
    """
    setter, room = columns.setter, columns.room(index, pad=pad)
    lines = [setter.line((Style.REGULAR, "Ekspektasi Khusus Pimpinan:"))]
    if listed:
        lines += setter.bullets(harapan, room, 9.0)
    else:
        lines += [line for satu in harapan for line in setter.wrap(satu, room)]
    return columns.cell(index, lines, pad=pad, align=align)


A17 = Layout(
    kode="A.1.7",
    centre=475.2,
    above_instansi=19.0,
    identity=IDENTITY,
    perilaku=PERILAKU,
    head=_a17_head,
    results=_a17_results,
    notes=NOTES,
    signing=(268.6, 675.9),
    margins=(70.8, 880.2),
    seal=440.0,
    star="**",
    study="***",
    above_hasil=1.9,
    repeat_band=True,
    listed=True,
)
