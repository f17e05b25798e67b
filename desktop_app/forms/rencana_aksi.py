"""Forms B.1.1 and B.1.2: the action plan of an SKP and the documentation of what came of it, portrait (P6:67-68)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.format_indonesia import format_rentang_penilaian
from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.rencana_aksi import RealisasiAksi
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.forms.blocks import (
    SIZE,
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
from desktop_app.forms.skp import put_instansi
from desktop_app.forms.text import Line, Typesetter
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_rencana_aksi import FormRencanaAksi


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """What sets the two forms apart: verticals in points on the F4 page, the row of a result, where is signed."""

    kode: str
    title: str
    identity: tuple[float, ...]
    hasil: tuple[float, ...]
    row: float
    signing: float


# Measured on the regulation's pages (P6:67, 68).
B11 = _Shape(
    kode="B.1.1",
    title="RENCANA AKSI",
    identity=(64.9, 93.7, 177.6, 292.0, 320.5, 418.9, 547.1),
    hasil=(62.7, 98.2, 303.6, 544.7),
    row=52.3,
    signing=427.2,
)
B12 = _Shape(
    kode="B.1.2",
    title="PENDOKUMENTASIAN KINERJA",
    identity=(64.9, 93.7, 177.6, 292.0, 320.5, 405.4, 554.4),
    hasil=(62.7, 91.0, 254.1, 402.9, 551.9),
    row=68.6,
    signing=430.6,
)
_CENTRE = 306.1
_TOP = 86.0
_TITLE_Y = 96.0
_UNDER_TITLE = 10.5
_BAND = 18.5
_PAD = 8.4
_HANGING = 14.0


def render_rencana_aksi(form: FormRencanaAksi, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form B.1.1, or B.1.2 where ``form.dokumentasi`` asks for it, as PDF; the same values, the same bytes."""
    shape = B12 if form.dokumentasi else B11
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    sheet = make_sheet(kertas, landscape=False)
    flow = Flow(setter, first=_TITLE_Y, top=_TOP, bottom=sheet.bottom)
    y = put_title(flow.page, setter, [shape.title], _CENTRE, _TITLE_Y)
    rentang = f"PERIODE PENILAIAN:\n{format_rentang_penilaian(form.mulai, form.selesai)}"
    flow.y = put_instansi(flow, form.instansi, rentang, y + _UNDER_TITLE, shape.identity, split=3)
    identity = Columns(setter, shape.identity)
    flow.table([], identity_table(identity, form.pegawai, form.penilai, "PANGKAT/\nGOL. RUANG"))
    columns = Columns(setter, shape.hasil)
    block = SignatureBlock(
        setter,
        (
            Signature(
                centre=shape.signing,
                role="Pegawai yang Dinilai",
                orang=form.pegawai,
                above=format_tempat_tanggal(form.tempat, form.tanggal),
            ),
        ),
        (),
        shape.hasil[0],
        shape.hasil[-1],
    )
    flow.table([columns.band("HASIL KERJA", low=_BAND, pad=_PAD)], _results(columns, form, shape), after=block.height)
    block.put(flow)
    meta = Meta(
        title=f"{shape.title.title()} {form.isi.periode} – {form.pegawai.nama}",
        author=form.instansi,
        subject=f"Format {shape.kode} {form.aturan.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format {shape.kode} {form.aturan.nama}",
        draf=False,
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def _results(columns: Columns, form: FormRencanaAksi, shape: _Shape) -> list[Group]:
    """Return one row for each planned result, in the order of the SKP; at least the first of the blank form."""
    hasil = [satu for jenis in JenisHasil for satu in form.skp.hasil_jenis(jenis)]
    kosong = RencanaHasilKerja(id="")
    groups = []
    for number, satu in enumerate(hasil or [kosong], 1):
        aksi = [one.teks for one in form.isi.aksi if one.hasil_id == satu.id]
        target = [one.target for one in form.isi.aksi if one.hasil_id == satu.id]
        cells = [
            columns.cell(0, str(number), align=Align.CENTRE, pad=1.5),
            columns.cell(1, satu.teks, pad=_PAD),
            _listed(columns, 2, "Rencana Aksi:", [_aimed(*one) for one in zip(aksi, target, strict=True)]),
        ]
        if form.dokumentasi:
            nyata = [one for one in form.isi.realisasi if one.hasil_id == satu.id]
            cells.append(_documented(columns, nyata))
        groups.append(Group(rows=(Row(cells=tuple(cells), low=shape.row),)))
    return groups


def _aimed(teks: str, target: str) -> str:
    return f"{teks} ({target.strip()})" if target.strip() else teks


def _listed(columns: Columns, index: int, head: str, texts: Sequence[str]) -> Cell:
    """Return a cell with its head and numbered entries; without any the numbers of the blank form (P6:67)."""
    setter = columns.setter
    lines: list[Line] = list(setter.wrap(head, columns.room(index, pad=_PAD)))
    lines += _numbered(setter, columns.room(index, pad=_PAD), ((teks, ()) for teks in texts or ("", "")))
    return columns.cell(index, lines, pad=_PAD)


def _documented(columns: Columns, nyata: Sequence[RealisasiAksi]) -> Cell:
    """Return what was reached, each with its evidence below it (P6:68)."""
    setter, room = columns.setter, columns.room(3, pad=_PAD)
    lines: list[Line] = list(setter.wrap("Realisasi dan Bukti Dukung:", room))
    isi = [(satu.teks, tuple(_named(bukti) for bukti in satu.bukti)) for satu in nyata]
    lines += _numbered(setter, room, isi or (("", ()), ("", ())))
    return columns.cell(3, lines, pad=_PAD)


def _numbered(setter: Typesetter, room: float, entries: Iterable[tuple[str, Sequence[str]]]) -> list[Line]:
    lines: list[Line] = []
    for number, (teks, bukti) in enumerate(entries, 1):
        mark = f"{number}."
        if teks.strip():
            lines += setter.wrap(teks, room, indent=_HANGING, mark=mark)
        else:
            lines.append(setter.line((Style.REGULAR, mark)))
        for satu in bukti:
            lines += setter.wrap(satu, room, indent=_HANGING, mark="–")
    return lines


def _named(bukti: BuktiDukung) -> str:
    """Return a piece of evidence as it is listed: what it is said to be, and the file's name."""
    kata, nama = bukti.keterangan.strip(), bukti.nama.strip()
    return f"{kata} ({nama})" if kata and nama else kata or nama or "berkas tanpa nama"
