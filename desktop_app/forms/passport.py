"""Surat pengantar: the one-page passport that travels on paper beside a bundle, portrait.

It lets an office without a network compare by voice what arrived with what was sent: sequence, counts, the four
words of the fingerprint and the code of the receipt.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.format_indonesia import format_waktu
from desktop_app.domain.pegawai import Identitas
from desktop_app.forms.blocks import DOTS, SIZE, Columns, Signature, SignatureBlock
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.grid import LEADING, Align, Cell, Flow, Group, Row
from desktop_app.forms.page import Meta, make_sheet, write_pdf
from desktop_app.forms.text import Line, Typesetter, clean
from desktop_app.forms.values import FormPengantar, JumlahDokumen, Kertas

_LEFT, _RIGHT = 72.0, 547.0
_CENTRE = (_LEFT + _RIGHT) / 2
_FACTS = (_LEFT, 196.0, 208.0, _RIGHT)
_COUNTS = (_LEFT, 330.0, 438.0, _RIGHT)
_MOST_KINDS = 8
_MOST_LINES = 2
_MISSING_LINES = 3
_MOST_NAMES = 40
_LABELS = {"unit_kerja": "Unit kerja", "skp": "SKP"}
_NOTES = (
    "Jangan membuka, mengubah, atau mengganti nama berkas. Cocokkan empat kata sidik jari dengan yang tampil di "
    "layar penerima sebelum menggabungkan; bila berbeda, jangan digabungkan dan hubungi pengirim.",
)


def render_pengantar(form: FormPengantar, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the passport as PDF of exactly one page; long lists end in a count of what is left out."""
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    sheet = make_sheet(kertas, landscape=False)
    flow = Flow(setter, first=62.0, top=62.0, bottom=sheet.height - 56.0)
    for text, style, size in ((form.instansi, Style.REGULAR, 12.0), (form.kantor, Style.BOLD, 13.0)):
        _put_centred(flow, fonts_setter=Typesetter(fonts, size), text=text, style=style)
    flow.page.rules += [(_LEFT, flow.y + 1, _RIGHT, flow.y + 1), (_LEFT, flow.y + 2.4, _RIGHT, flow.y + 2.4)]
    flow.y += 24.0
    _put_centred(flow, fonts_setter=Typesetter(fonts, 13.0), text="SURAT PENGANTAR PAKET DATA", style=Style.BOLD)
    _put_centred(flow, fonts_setter=setter, text=f"Nomor {form.kode} / {form.nomor}", style=Style.REGULAR)
    flow.y += 4.0

    _put_facts(flow, form)
    flow.y += 12.0
    _put_counts(flow, form.isi)
    if form.belum_ada:
        flow.y += 8.0
        _put_missing(flow, form.belum_ada)
    flow.y += 12.0
    _put_codes(flow, form)

    roles = (("Pengirim", form.pembuat), ("Kurir", Identitas()), ("Penerima", Identitas()))
    third = (_RIGHT - _LEFT) / 3
    signatures = [
        Signature(centre=_LEFT + third * (n + 0.5), role=role, orang=orang, above=f"{DOTS[:3]}, {DOTS[:5]}")
        for n, (role, orang) in enumerate(roles)
    ]
    block = SignatureBlock(setter, signatures, _NOTES, _LEFT, _RIGHT, columns=3, name_lines=2)
    block.put(flow)
    meta = Meta(
        title=f"Surat pengantar paket {form.nomor} – {form.kantor}",
        author=form.instansi or form.kantor,
        subject="Surat pengantar paket data SKP Luring",
        dated=form.dibuat.date(),
        footer="Surat pengantar SKP Luring",
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def _put_centred(flow: Flow, *, fonts_setter: Typesetter, text: str, style: Style) -> None:
    for line in fonts_setter.wrap(text, _RIGHT - _LEFT, style)[:2]:
        flow.page.line(fonts_setter, line, _CENTRE - line.width / 2, flow.y)
        flow.y += fonts_setter.size * 1.3


def _short(columns: Columns, index: int, text: str, most: int, *, align: Align = Align.LEFT) -> Cell:
    """Return a cell of at most ``most`` lines; one that is longer ends in an ellipsis."""
    lines: list[Line] = list(columns.cell(index, text).lines)
    if len(lines) > most:
        lines = [*lines[: most - 1], columns.setter.line((Style.REGULAR, "…"))]
    return columns.cell(index, lines, align=align)


def _put_facts(flow: Flow, form: FormPengantar) -> None:
    columns = Columns(flow.setter, _FACTS)
    waktu = format_waktu(form.dibuat)
    if form.jam_diragukan:
        waktu += "; jam komputer diragukan"
    facts = [
        ("Dari", f"{form.kantor} ({form.kode})"),
        ("Kepada", form.tujuan),
        ("Paket ke-", format_angka_bulat(form.nomor)),
        ("Nama berkas", form.nama_berkas),
        ("Ukuran", f"{format_angka_bulat(form.ukuran)} bita"),
        ("Dibuat (jam komputer)", waktu),
    ]
    if form.periode.strip():
        facts.append(("Periode", form.periode))
    for label, value in facts:
        cells = (columns.cell(0, label), columns.cell(1, ":"), _short(columns, 2, value, _MOST_LINES))
        flow.y = Group(rows=(Row(cells=cells, low=15.0),), open_=True).draw(flow.page, flow.setter, flow.y)


def format_angka_bulat(angka: int) -> str:
    """Return a whole number with dots between thousands."""
    return f"{angka:,}".replace(",", ".")


def _put_counts(flow: Flow, isi: Sequence[JumlahDokumen]) -> None:
    columns = Columns(flow.setter, _COUNTS)
    rows = [(_LABELS.get(satu.jenis, clean(satu.jenis).replace("_", " ").capitalize()), satu) for satu in isi]
    if len(rows) > _MOST_KINDS:
        rest = [satu for _, satu in rows[_MOST_KINDS - 1 :]]
        lain = JumlahDokumen(
            jenis="", dokumen=sum(satu.dokumen for satu in rest), revisi=sum(satu.revisi for satu in rest)
        )
        rows = [*rows[: _MOST_KINDS - 1], (f"{len(rest)} jenis lain", lain)]
    semua = JumlahDokumen(jenis="", dokumen=sum(s.dokumen for s in isi), revisi=sum(s.revisi for s in isi))
    flow.y = columns.head(("ISI PAKET", "DOKUMEN", "REVISI"), low=15.4).draw(flow.page, flow.setter, flow.y)
    for label, satu in [*rows, ("Jumlah", semua)]:
        cells = (
            _short(columns, 0, label, 1),
            columns.cell(1, format_angka_bulat(satu.dokumen), align=Align.CENTRE),
            columns.cell(2, format_angka_bulat(satu.revisi), align=Align.CENTRE),
        )
        flow.y = Group(rows=(Row(cells=cells, low=14.4),)).draw(flow.page, flow.setter, flow.y)


def _put_missing(flow: Flow, names: Sequence[str]) -> None:
    """Draw who is still missing, as many names as fit in a few lines, then how many more."""
    setter = flow.setter
    shown = [clean(name).replace("\n", " ")[:80] for name in names[:_MOST_NAMES]]
    for count in range(len(shown), -1, -1):
        rest = len(names) - count
        listed = [*shown[:count], *([f"dan {rest} orang lagi" if count else f"{rest} orang"] if rest else [])]
        lines = setter.wrap("Belum ada dalam paket ini: " + "; ".join(listed), _RIGHT - _LEFT - 8)
        if len(lines) <= _MISSING_LINES:
            break
    for line in lines:
        flow.page.line(setter, line, _LEFT + 3.9, flow.y + LEADING - 3)
        flow.y += LEADING


def _put_codes(flow: Flow, form: FormPengantar) -> None:
    """Draw the fingerprint and the code of the receipt large enough to be read out."""
    page, top, high = flow.page, flow.y, 52.0
    middle = _LEFT + (_RIGHT - _LEFT) * 0.66
    for x0, x1, title, text in (
        (_LEFT, middle, "SIDIK JARI PAKET (empat kata)", "  ".join(form.sidik_jari)),
        (middle, _RIGHT, "KODE TERIMA", form.kode_terima),
    ):
        page.rules += [(x0, top, x1, top), (x0, top + high, x1, top + high)]
        page.rules += [(x0, top, x0, top + high), (x1, top, x1, top + high)]
        page.text(x0 + 5.2, top + 12, title, Style.REGULAR, 8.0)
        words = clean(text) or DOTS
        size = 15.0
        while size > 6 and flow.setter.fonts.width(words, Style.BOLD) * size > x1 - x0 - 12:
            size -= 0.5
        wide = flow.setter.fonts.width(words, Style.BOLD) * size
        page.text((x0 + x1 - wide) / 2, top + 36, words, Style.BOLD, size)
    flow.y = top + high
