"""Letters to the heads of offices about what they have not handed in: one letter each, all in one file."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.forms.blocks import DOTS, Columns, Signature, SignatureBlock
from desktop_app.forms.fonts import Style
from desktop_app.forms.grid import Group, Row
from desktop_app.forms.lembar import HEAD_SIZE, NAME_SIZE, Lembar
from desktop_app.forms.page import Meta
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_setoran import FormSuratSetoran, KurangSetoran

_LEADING = 15.0
_LABEL = 62.0
_NUMBER, _NIP, _STATE = 36.0, 136.0, 72.0
_RISE = 8.0
_CLOSING = 9
"""Lines of the closing words; they stand on one page with the signature."""
_LAW = (
    "Batas waktunya menurut Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 6 Tahun 2022 "
    "tentang Pengelolaan Kinerja Pegawai Aparatur Sipil Negara (PermenPANRB Nomor 6 Tahun 2022); pasal dan halaman di "
    "bawah ini menunjuk peraturan itu."
)
_TITLE = "Surat pengingat setoran"


def render_surat_setoran(letters: Sequence[FormSuratSetoran], *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the letters as PDF, each beginning on a page of its own; the same values give the same bytes.

    There must be at least one.
    """
    lembar = Lembar(kertas, left=71.0, right=540.0, top=56.0, bottom=60.0, size=11.0)
    for number, letter in enumerate(letters):
        if number:
            lembar.flow.next_page()
        _put_letter(lembar, letter)
    first = letters[0]
    return lembar.finish(
        Meta(
            title=f"{_TITLE} – {first.kantor}",
            author=first.instansi or first.kantor,
            subject=f"{_TITLE} SKP Luring",
            dated=first.dicetak,
            footer=f"{_TITLE} – SKP Luring",
        )
    )


def _put_letter(lembar: Lembar, letter: FormSuratSetoran) -> None:
    flow = lembar.flow
    lembar.put_centred(letter.instansi, Style.REGULAR, HEAD_SIZE)
    lembar.put_centred(letter.kantor, Style.BOLD, NAME_SIZE)
    page, left, right = flow.page, lembar.left, lembar.right
    page.rules += [(left, flow.y, right, flow.y), (left, flow.y + 1.4, right, flow.y + 1.4)]
    flow.y += 26.0
    day = format_tanggal(letter.tanggal) if letter.tanggal is not None else DOTS
    where = f"{letter.tempat or DOTS}, {day}"
    line = lembar.setter.line((Style.REGULAR, where))
    page.line(lembar.setter, line, right - line.width, flow.y)
    flow.y += 22.0
    # Nobody's number is made up: where none was given there is room to write one.
    facts = (("Nomor", letter.nomor or DOTS * 2), ("Sifat", "Biasa"), ("Lampiran", "–"), ("Hal", letter.hal))
    lembar.put_facts(facts, label=_LABEL)
    flow.y += 18.0
    for text in letter.kepada:
        _put_text(lembar, text, after=0.0)
    flow.y += 12.0
    _put_text(
        lembar,
        "Sampai surat ini dibuat, setoran data SKP dan evaluasi kinerja pegawai dari kantor Saudara yang sampai di "
        f"{letter.kantor} belum lengkap, seperti terurai di bawah ini.",
    )
    _put_text(lembar, _LAW)
    for number, lack in enumerate(letter.kurang, 1):
        _put_lack(lembar, number, lack)
    centre = lembar.right - lembar.width * 0.27
    signature = Signature(centre=centre, role=letter.jabatan or DOTS, orang=letter.penanda, above=" ")
    # Half the width is left free on the left, where stamp and copies go.
    block = SignatureBlock(lembar.setter, [signature], (), lembar.left, lembar.right, columns=2, name_lines=4)
    flow.keep(block.height + _CLOSING * _LEADING)
    _put_text(lembar, f"Setoran yang terakhir kami terima: {letter.terakhir}.")
    _put_text(
        lembar,
        "Mohon dilengkapi, lalu dikirim sebagai paket SKP Luring (menu Kirim/Terima) lewat flashdisk atau surel. Bila "
        "paketnya sudah dalam perjalanan, surat ini tidak perlu ditindaklanjuti. Bila seorang pegawai sudah pindah "
        "atau berhenti, catat keadaannya di aplikasi, supaya tidak ditagih lagi.",
    )
    _put_text(lembar, "Atas perhatian Saudara kami ucapkan terima kasih.", after=14.0)
    block.put(flow)


def _put_lack(lembar: Lembar, number: int, lack: KurangSetoran) -> None:
    """Draw what is missing with its limit, and below it whose; the heading never stands alone."""
    flow, setter = lembar.flow, lembar.setter
    count = f"{lack.jumlah} dari {lack.dari} pegawai belum" if lack.dari else "belum ada data pegawai yang kami terima"
    heading = f"{lack.judul}: {count}. {lack.batas}"
    lines = setter.wrap(heading, lembar.width, Style.BOLD, indent=18.0, mark=f"{number}.")
    flow.keep(len(lines) * _LEADING + 3 * _LEADING)
    for line in lines:
        flow.page.line(setter, line, lembar.left, flow.y)
        flow.y += _LEADING
    # A row is placed by its upper edge, a line of text by its base.
    flow.y -= _RISE
    start = lembar.left + 18.0
    edges = (start, start + _NUMBER, lembar.right - _STATE - _NIP, lembar.right - _STATE, lembar.right)
    columns = Columns(setter, edges)
    for at, (name, nip, state) in enumerate(lack.orang, 1):
        cells = (
            columns.cell(0, f"{at}."),
            columns.cell(1, name),
            columns.cell(2, nip or "–"),
            columns.cell(3, state),
        )
        row = Row(cells=cells, low=14.5)
        flow.keep(row.height)
        flow.y = Group(rows=(row,), open_=True).draw(flow.page, setter, flow.y)
    flow.y += 12.0 + _RISE


def _put_text(lembar: Lembar, text: str, *, after: float = 8.0) -> None:
    flow = lembar.flow
    for line in lembar.setter.wrap(text, lembar.width):
        flow.keep(_LEADING)
        flow.page.line(lembar.setter, line, lembar.left, flow.y)
        flow.y += _LEADING
    flow.y += after
