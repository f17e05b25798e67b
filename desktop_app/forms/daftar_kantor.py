"""A page of facts, words and one table about an office: last state received, notice of a lost computer, receipts."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.pegawai import Identitas
from desktop_app.forms.blocks import DOTS, Signature, SignatureBlock
from desktop_app.forms.fonts import Style
from desktop_app.forms.lembar import Lembar, claimed, nobody, office_meta
from desktop_app.forms.tanda_terima import put_table
from desktop_app.forms.text import clean
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_daftar_kantor import FormDaftarKantor

_LEADING = 14.0
_ANNEX = 12.0
_ABOVE_SIGNERS = 16.0
"""From the last row of the table to who signs below it."""
_MOST_LINES = 14
"""Lines of one fact: how many documents of each kind there are is the very thing that is compared."""


def render_daftar_kantor(form: FormDaftarKantor, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the pages as PDF; the same values give the same bytes."""
    lembar = Lembar(kertas, left=56.0, top=46.0, bottom=48.0)
    lembar.put_letterhead(form.instansi, form.kantor, form.judul)
    lembar.flow.y += 8.0
    dibuat = ("Dibuat (jam komputer)", claimed(form.dibuat, ragu=form.jam_diragukan))
    if form.lampiran:
        _put_facts(lembar, form.fakta)
        _put_words(lembar, form.paragraf)
        _put_signer(lembar, form.penanda)
        lembar.flow.next_page()
        for teks in (form.judul.upper(), form.lampiran):
            lembar.put_centred(teks, Style.BOLD, _ANNEX)
        lembar.flow.y += 6.0
        _put_facts(lembar, (*form.fakta_lampiran, dibuat))
    else:
        _put_facts(lembar, (*form.fakta, dibuat))
        _put_words(lembar, form.paragraf)
    if form.baris:
        after = 0.0
        if form.penanda and not form.lampiran and not form.penutup:
            after = _ABOVE_SIGNERS + lembar.signatures(nobody(form.penanda)).height
        put_table(lembar, form.kepala, form.lebar, form.baris, numbers=form.angka, after=after)
        lembar.flow.y += 10.0
    elif form.kosong:
        _put_words(lembar, (form.kosong,))
    _put_words(lembar, form.penutup)
    if form.penanda and not form.lampiran:
        lembar.flow.y += 6.0
        lembar.put_signatures(nobody(form.penanda))
    return lembar.finish(office_meta(form.judul, form.instansi, form.kantor, form.dibuat))


def _put_facts(lembar: Lembar, fakta: Sequence[tuple[str, str]]) -> None:
    lembar.put_facts(fakta, label=172.0, most=_MOST_LINES, marks_cut=True)
    lembar.flow.y += 18.0


def _put_signer(lembar: Lembar, penanda: Sequence[str]) -> None:
    """Draw on the right who signs a letter, with room for place and day, name and NIP."""
    lembar.flow.y += 6.0
    centre = lembar.right - lembar.width * 0.27
    above = f"{DOTS[:3]}, {DOTS[:5]}"
    for peran in penanda:
        one = Signature(centre=centre, role=peran, orang=Identitas(), above=above)
        SignatureBlock(lembar.setter, [one], (), lembar.left, lembar.right, nip_line=True).put(lembar.flow)


def _put_words(lembar: Lembar, paragraf: Sequence[str]) -> None:
    """Draw each paragraph whole on one page."""
    flow, setter = lembar.flow, lembar.setter
    for teks in paragraf:
        lines = setter.wrap(clean(teks), lembar.width)
        flow.keep(len(lines) * _LEADING)
        for line in lines:
            flow.page.line(setter, line, lembar.left, flow.y)
            flow.y += _LEADING
        flow.y += 6.0
