"""Surat pengantar: the one-page passport that travels on paper beside a bundle, portrait.

It lets an office without a network compare by voice what arrived with what was sent: sequence, counts, the four
words of the fingerprint. The code of the receipt is not on it: the kabupaten tells it after it has received, and there
is room to write it down.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.forms.blocks import DOTS, Columns
from desktop_app.forms.fonts import Style
from desktop_app.forms.grid import Align, Group, Row
from desktop_app.forms.lembar import Lembar, claimed, shortened
from desktop_app.forms.page import Meta
from desktop_app.forms.text import Line, Typesetter, clean
from desktop_app.forms.values import FormPengantar, JumlahDokumen, Kertas

_MOST_KINDS = 8
_MISSING_LINES = 3
_MOST_NAMES = 40
_MOST_OF_A_NAME = 160  # letters that are tried for two lines; trying all of an endless text one by one takes hours
_SIGNING = 44.0  # points of height: room for a signature
_LABELS = {"unit_kerja": "Unit kerja", "skp": "SKP"}
_NOTE = (
    "Jangan membuka, mengubah, atau mengganti nama berkas. Cocokkan empat kata itu dengan yang tampil di "
    "layar penerima sebelum menggabungkan; bila berbeda, jangan digabungkan dan hubungi pengirim. Kode terima tampil "
    "di layar kabupaten sesudah paket digabungkan; kode itu dibacakan kepada pengirim."
)


def render_pengantar(form: FormPengantar, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the passport as PDF of exactly one page; long lists end in a count of what is left out."""
    lembar = Lembar(kertas, left=72.0, right=547.0, top=56.0, bottom=56.0)
    flow = lembar.flow
    lembar.put_letterhead(form.instansi, form.kantor, "Surat pengantar paket data")
    lembar.put_centred(f"Nomor {form.kode} / {form.nomor}", Style.REGULAR, lembar.setter.size)
    flow.y += 4.0
    _put_facts(lembar, form)
    flow.y += 10.0
    _put_counts(lembar, form.isi)
    if form.tahun:
        flow.y += 10.0
        _put_missing(lembar, form)
    flow.y += 12.0
    _put_codes(lembar, form)
    flow.y += 12.0
    _put_hands(lembar, form)
    flow.y += 6.0
    small = Typesetter(lembar.fonts, 9.0)
    for line in small.wrap(_NOTE, lembar.width):
        flow.y += 11.5
        flow.page.line(small, line, lembar.left, flow.y)
    meta = Meta(
        title=f"Surat pengantar paket {form.nomor} – {form.kantor}",
        author=form.instansi or form.kantor,
        subject="Surat pengantar paket data SKP Luring",
        dated=form.dibuat.date(),
        footer="Surat pengantar SKP Luring",
    )
    return lembar.finish(meta)


def _put_facts(lembar: Lembar, form: FormPengantar) -> None:
    facts = [
        ("Dari", f"{form.kantor} ({form.kode})"),
        ("Kepada", form.tujuan),
        ("Paket ke-", format_angka_bulat(form.nomor)),
        ("Nama berkas", form.nama_berkas),
        ("Ukuran", format_ukuran(form.ukuran)),
        ("Dibuat (jam komputer)", claimed(form.dibuat, ragu=form.jam_diragukan)),
    ]
    if form.periode.strip():
        facts.append(("Periode", form.periode))
    if form.bukti:
        facts.append(("Bukti dukung", f"{format_angka_bulat(form.bukti)} berkas"))
    lembar.put_facts(facts, label=146.0, marks_cut=True)


def format_angka_bulat(angka: int) -> str:
    """Return a whole number with dots between thousands."""
    return f"{angka:,}".replace(",", ".")


def format_ukuran(ukuran: int) -> str:
    """Return a number of bytes in KB or MB, as the window and a list of files show it."""
    if ukuran < 1024 * 1024:
        return f"{format_angka_bulat(max(1, round(ukuran / 1024)))} KB"
    return f"{ukuran / 1024 / 1024:.1f} MB".replace(".", ",")


def _put_counts(lembar: Lembar, isi: Sequence[JumlahDokumen]) -> None:
    flow = lembar.flow
    columns = Columns(flow.setter, (lembar.left, 330.0, 438.0, lembar.right))
    rows = [(_LABELS.get(satu.jenis, clean(satu.jenis).replace("_", " ").capitalize()), satu) for satu in isi]
    if len(rows) > _MOST_KINDS:
        rest = [satu for _, satu in rows[_MOST_KINDS - 1 :]]
        lain = JumlahDokumen(
            jenis="", dokumen=sum(satu.dokumen for satu in rest), revisi=sum(satu.revisi for satu in rest)
        )
        rows = [*rows[: _MOST_KINDS - 1], (f"{len(rest)} jenis lain", lain)]
    semua = JumlahDokumen(jenis="", dokumen=sum(s.dokumen for s in isi), revisi=sum(s.revisi for s in isi))
    flow.y = columns.head(("ISI PAKET", "DOKUMEN", "VERSI"), low=15.4).draw(flow.page, flow.setter, flow.y)
    for label, satu in [*rows, ("Jumlah", semua)]:
        cells = (
            shortened(columns, 0, label, 1),
            columns.cell(1, format_angka_bulat(satu.dokumen), align=Align.CENTRE),
            columns.cell(2, format_angka_bulat(satu.revisi), align=Align.CENTRE),
        )
        flow.y = Group(rows=(Row(cells=cells, low=14.4),)).draw(flow.page, flow.setter, flow.y)


def _put_missing(lembar: Lembar, form: FormPengantar) -> None:
    """Draw a box of who has no document for the period, so that the receiver sees it before asking."""
    flow = lembar.flow
    columns = Columns(flow.setter, (lembar.left, lembar.left + 150.0, lembar.right))
    rows = [(f"SKP {form.tahun}", form.belum_skp)]
    if form.periode.strip():
        rows.append((f"Penilaian {form.periode}", form.belum_nilai))
    flow.y = columns.head(("BELUM ADA", "PEGAWAI"), low=15.4).draw(flow.page, flow.setter, flow.y)
    for label, names in rows:
        cells = (shortened(columns, 0, label, 2), columns.cell(1, _names(columns, names)))
        flow.y = Group(rows=(Row(cells=cells, low=14.4),)).draw(flow.page, flow.setter, flow.y)


def _names(columns: Columns, names: Sequence[str]) -> list[Line]:
    """Return as many names as fit in a few lines, with how many they are and how many more."""
    if not names:
        return columns.setter.wrap("– (semua sudah ada)", columns.room(1))
    shown = [clean(name).replace("\n", " ")[:80] for name in names[:_MOST_NAMES]]
    for count in range(len(shown), -1, -1):
        rest = len(names) - count
        listed = [*shown[:count], *([f"dan {rest} orang lagi" if count else f"{rest} orang"] if rest else [])]
        lines = columns.setter.wrap(f"{len(names)} orang: " + "; ".join(listed), columns.room(1))
        if len(lines) <= _MISSING_LINES:
            break
    return lines


def _put_hands(lembar: Lembar, form: FormPengantar) -> None:
    """Draw the table in which whoever hands over, carries and receives writes name, signature, day and hour."""
    flow = lembar.flow
    first, wide = 84.0, (lembar.width - 84.0) / 3
    columns = Columns(flow.setter, (lembar.left, *(lembar.left + first + n * wide for n in range(4))))
    head = ("", "PENGIRIM\n(menyerahkan)", "KURIR\n(membawa)", "PENERIMA\n(menerima)")
    flow.y = columns.head(head, low=15.4).draw(flow.page, flow.setter, flow.y)
    rows = (
        ("Nama", (form.pembuat.nama, form.kurir, ""), 26.0),
        ("Tanda tangan", ("", "", ""), _SIGNING),
        ("Tanggal, jam", ("", "", ""), 24.0),
    )
    for label, texts, low in rows:
        names = [_two_lines(columns, n, text) for n, text in enumerate(texts, 1)]
        cells = (
            columns.cell(0, label, middle=True),
            *(columns.cell(n, lines, align=Align.CENTRE, middle=True) for n, lines in enumerate(names, 1)),
        )
        flow.y = Group(rows=(Row(cells=cells, low=low),)).draw(flow.page, flow.setter, flow.y)


def _two_lines(columns: Columns, index: int, text: str) -> list[Line]:
    """Return a name on two lines at most; one that is longer ends in an ellipsis."""
    shown = clean(text).replace("\n", " ")
    if len(shown) > _MOST_OF_A_NAME:
        shown = shown[:_MOST_OF_A_NAME] + "…"
    lines = columns.setter.wrap(shown, columns.room(index))
    while len(lines) > 2:
        shown = shown[:-2].rstrip(" ,.…") + "…"
        lines = columns.setter.wrap(shown, columns.room(index))
    return lines


def _put_codes(lembar: Lembar, form: FormPengantar) -> None:
    """Draw the fingerprint large enough to be read out, and room for the code that the kabupaten will tell."""
    flow, left, right, high = lembar.flow, lembar.left, lembar.right, 52.0
    middle = left + (right - left) * 0.66
    for x0, x1, title, text in (
        (left, middle, "EMPAT KATA (sama di layar penerima)", "  ".join(form.sidik_jari)),
        (middle, right, "KODE TERIMA (dari kabupaten)", ""),
    ):
        lembar.put_frame(title, x0, x1, high)
        words = clean(text) or DOTS
        size = 15.0
        while size > 6 and flow.setter.fonts.width(words, Style.BOLD) * size > x1 - x0 - 12:
            size -= 0.5
        wide = flow.setter.fonts.width(words, Style.BOLD) * size
        flow.page.text((x0 + x1 - wide) / 2, flow.y + 36, words, Style.BOLD, size)
    flow.y += high
