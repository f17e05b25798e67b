"""A page of facts, words and one table about an office: last state received, notice of a lost computer, receipts."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.forms.lembar import Lembar, claimed, nobody, office_meta
from desktop_app.forms.tanda_terima import put_table
from desktop_app.forms.text import clean
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_daftar_kantor import FormDaftarKantor

_LEADING = 14.0


def render_daftar_kantor(form: FormDaftarKantor, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the pages as PDF; the same values give the same bytes."""
    lembar = Lembar(kertas, left=56.0, top=46.0, bottom=48.0)
    lembar.put_letterhead(form.instansi, form.kantor, form.judul)
    lembar.flow.y += 8.0
    dibuat = ("Dibuat (jam komputer)", claimed(form.dibuat, ragu=form.jam_diragukan))
    lembar.put_facts((*form.fakta, dibuat), label=172.0, most=3, marks_cut=True)
    lembar.flow.y += 18.0
    _put_words(lembar, form.paragraf)
    if form.baris:
        put_table(lembar, form.kepala, form.lebar, form.baris)
        lembar.flow.y += 10.0
    elif form.kosong:
        _put_words(lembar, (form.kosong,))
    _put_words(lembar, form.penutup)
    if form.penanda:
        lembar.flow.y += 6.0
        lembar.put_signatures(nobody(form.penanda))
    return lembar.finish(office_meta(form.judul, form.instansi, form.kantor, form.dibuat))


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
