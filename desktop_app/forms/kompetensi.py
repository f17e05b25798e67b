"""Form B.1.9, the assessment of competencies as follow-up of guidance, upright, signed by who led it (P6:84-85)."""

from __future__ import annotations

from desktop_app.domain.istilah_pengembangan import KelompokKompetensi
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
from desktop_app.forms.page import Meta, make_sheet, write_pdf
from desktop_app.forms.radar import put_radar
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_kompetensi import BarisFormKompetensi, FormKompetensi

KODE = "B.1.9"
# The right value is wider than P6:84 has it, for an NIP, and so is its number column, for the word NO.
_IDENTITY = (50.8, 79.1, 164.2, 307.6, 334.6, 418.0, 554.1)
_TABLE = (55.4, 90.8, 303.6, 353.2, 558.7)
_SCALE = (55.2, 90.6, 178.9, 558.5)
_CENTRE = 307.5
_SIGNED = 429.0
_TITLE_Y, _TOP = 66.0, 56.0
_PAD = 3.6
_INDENT = 22.5
_CHART = (230.0, 150.0)  # height of the picture, radius of the chart


def render_kompetensi(form: FormKompetensi, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form B.1.9 as PDF, with ``form.grafik`` the radar chart and its table on a page of their own."""
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    sheet = make_sheet(kertas, landscape=False)
    flow = Flow(setter, first=_TITLE_Y, top=_TOP, bottom=sheet.bottom)
    flow.y = put_title(flow.page, setter, form.skala.judul, _CENTRE, _TITLE_Y) + 16.0
    flow.table([], identity_table(Columns(setter, _IDENTITY), form.pegawai, form.penilai, "PANGKAT/ GOL. RUANG"))
    _competencies(flow, form)
    flow.y += 15.4
    block = SignatureBlock(
        setter,
        (Signature(centre=_SIGNED, role="Penugasan Khusus", orang=form.pembimbing, above=_role_top(form)),),
        (),
        _TABLE[0],
        _TABLE[-1],
        nip_line=True,
    )
    _scale(flow, form, block.height + WIDE_LEADING)
    # The role has two lines on the form, so place and date stand one line above what the block draws.
    flow.keep(block.height + WIDE_LEADING)
    words = format_tempat_tanggal(form.tempat, form.tanggal)
    flow.page.text(_SIGNED - setter.width(words) / 2, flow.y + 20.0, words, Style.REGULAR, SIZE)
    flow.y += WIDE_LEADING
    block.put(flow)
    bagian = len(flow.pages)
    if form.grafik:
        _chart(flow, form)
    meta = Meta(
        title=f"Evaluasi Kompetensi – {form.pegawai.nama}",
        author=form.instansi,
        subject=f"Format {KODE} {form.skala.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format {KODE} {form.skala.nama}",
        draf=form.draf,
        lampiran=f"Lampiran kantor, bukan bagian Format {KODE}",
        bagian=bagian,
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def _role_top(form: FormKompetensi) -> str:
    """Return the first line of the signer's role, which the form breaks before "Penugasan Khusus" (P6:85)."""
    return form.skala.penanda_tangan.removesuffix(" Penugasan Khusus")


def _competencies(flow: Flow, form: FormKompetensi) -> None:
    columns = Columns(flow.setter, _TABLE)
    groups = []
    for number, kelompok in enumerate(KelompokKompetensi, 1):
        rows = [Row(cells=(columns.cell(1, form.skala.kelompok[kelompok], 4, pad=_PAD),), low=LINE_HIGH, stay=True)]
        milik = [satu for satu in form.baris if satu.kelompok is kelompok]
        rows += [_row(columns, satu, n) for n, satu in enumerate(milik, 1)]
        if not milik:
            kosong = BarisFormKompetensi(kelompok=kelompok, nama="…….", angka=None, alasan="")
            rows.append(_row(columns, kosong, 1))
        nomor = columns.cell(0, str(number), align=Align.CENTRE)
        groups.append(Group(rows=tuple(rows), merged=(nomor,)))
    groups.append(columns.band(form.skala.kata_rekomendasi, low=LINE_HIGH, pad=7.5))
    words = columns.cell(0, form.rekomendasi, 4, pad=_PAD)
    groups.append(Group(rows=(Row(cells=(words,), low=LINE_HIGH),)))
    flow.table([columns.head(form.skala.kepala, low=45.3)], groups)


def _row(columns: Columns, satu: BarisFormKompetensi, number: int) -> Row:
    name = columns.setter.wrap(satu.nama, columns.room(1, pad=_PAD), indent=_INDENT, mark=f"  {number}.")
    angka = "" if satu.angka is None else str(satu.angka)
    cells = (
        columns.cell(1, name, pad=_PAD),
        columns.cell(2, angka, align=Align.CENTRE),
        columns.cell(3, satu.alasan, pad=_PAD),
    )
    return Row(cells=cells, low=LINE_HIGH)


def _scale(flow: Flow, form: FormKompetensi, after: float) -> None:
    """Draw the five values with their official words; the head comes again on the next page, as in the form (P6:85)."""
    columns = Columns(flow.setter, _SCALE)
    head = columns.cell(0, form.skala.kata_skala, 3, align=Align.CENTRE, shaded=True, leading=WIDE_LEADING)
    groups = [
        Group(
            rows=(
                Row(
                    cells=(
                        columns.cell(0, satu.nomor, align=Align.CENTRE),
                        columns.cell(1, satu.label, pad=_PAD),
                        columns.cell(2, satu.deskripsi, pad=_PAD, align=Align.JUSTIFY),
                    ),
                    low=TIGHT_HIGH,
                ),
            )
        )
        for satu in form.skala.skala
    ]
    flow.table([Group(rows=(Row(cells=(head,), low=LINE_HIGH),))], groups, after=after)


def _chart(flow: Flow, form: FormKompetensi) -> None:
    """Draw a page with the chart and, below it, the same as a table with the required levels and earlier values."""
    flow.next_page()
    setter, page = flow.setter, flow.page
    small = Typesetter(setter.fonts, 8.5)
    y = put_title(page, setter, ["GRAFIK KOMPETENSI", form.pegawai.nama], _CENTRE, _TITLE_Y)
    high, radius = _CHART
    dinilai = [satu for satu in form.baris if satu.angka is not None]
    centre = (_CENTRE, y + high - 10.0)
    if len(dinilai) > 2:
        values = [satu.angka for satu in dinilai]
        put_radar(page, small, [s.nama for s in dinilai], values, form.skala.sesuai_standar, centre, radius)
        flow.y = centre[1] + radius + 36.0
    else:
        flow.y = y + 20.0
    words = (
        f"Garis tebal: nilai. Garis tipis hitam: nilai {form.skala.sesuai_standar}, sesuai standar jabatan. "
        f"Tengah 0, lingkar luar 5. {form.standar}"
    )
    for line in small.wrap(words.rstrip(), _TABLE[-1] - _TABLE[0]):
        flow.page.line(small, line, _TABLE[0], flow.y)
        flow.y += 11.0
    flow.y += 4.0
    _chart_table(flow, form, small)


def _chart_table(flow: Flow, form: FormKompetensi, small: Typesetter) -> None:
    dulu = form.riwayat[-2:]
    edges = (55.4, 250.0, 300.0, 350.0, 410.0, *((485.0, 558.7) if len(dulu) > 1 else (558.7,)))
    columns = Columns(small, edges)
    last = len(edges) - 1
    heads = ["KOMPETENSI", "LEVEL", "NILAI", "SELISIH\nSTANDAR", *(hari for hari, _nilai in dulu)]
    if not dulu:
        heads.append("KATA NILAI")
    rows = []
    for satu in form.baris:
        selisih = "" if satu.angka is None else f"{satu.angka - form.skala.sesuai_standar:+d}".replace("+0", "0")
        texts = [satu.nama, str(satu.level or "–"), str(satu.angka or "–"), selisih or "–"]
        texts += [str(nilai.get(satu.nama, "–")) for _hari, nilai in dulu]
        if not dulu:
            texts.append(form.skala.label_of(satu.angka) or "–")
        cells = tuple(
            columns.cell(n, text, align=Align.LEFT if n == 0 else Align.CENTRE, leading=10.6)
            for n, text in enumerate(texts[:last])
        )
        rows.append(Group(rows=(Row(cells=cells, low=max(14.0, max(c.height for c in cells) + 3.0)),)))
    usual, flow.setter = flow.setter, small
    flow.table([columns.head(heads[:last], low=24.0)], rows)
    flow.setter = usual
