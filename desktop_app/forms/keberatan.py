"""The page of an objection: blank, to be written by hand where nothing can be sealed, or as it was opened."""

from __future__ import annotations

from desktop_app.forms.fonts import Style
from desktop_app.forms.lembar import Lembar, claimed, nobody, office_meta
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_keberatan import FormKeberatan

_LINES = 14
_LINE_HIGH = 26.0
_LEADING = 15.0


def render_keberatan(form: FormKeberatan, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the page as PDF; the same values give the same bytes."""
    lembar = Lembar(kertas, left=72.0, right=547.0, top=62.0, bottom=56.0)
    flow = lembar.flow
    lembar.put_letterhead(form.instansi, form.kantor, form.judul)
    flow.y += 8.0
    waktu = claimed(form.dibuat, ragu=form.jam_diragukan)
    lembar.put_facts((*form.fakta, ("Dicetak (jam komputer)", waktu)), label=140.0)
    flow.y += 18.0
    _put_title(lembar, "Keberatan dan alasannya")
    if form.isi:
        _put_text(lembar, form.isi)
    else:
        _put_lines(lembar)
    if form.bukti:
        flow.y += 8.0
        _put_title(lembar, "Bukti yang disebut")
        lembar.put_steps(form.bukti)
    flow.y += 12.0
    lembar.put_steps(form.petunjuk)
    lembar.put_signatures(nobody(form.penanda))
    return lembar.finish(office_meta(form.judul, form.instansi, form.kantor, form.dibuat))


def _put_title(lembar: Lembar, teks: str) -> None:
    lembar.flow.keep(3 * _LEADING)
    lembar.flow.page.text(lembar.left, lembar.flow.y, teks, Style.BOLD, lembar.setter.size)
    lembar.flow.y += _LEADING + 3.0


def _put_text(lembar: Lembar, teks: str) -> None:
    """Draw the paragraphs, broken over as many pages as they need."""
    for paragraf in teks.splitlines():
        for line in lembar.setter.wrap(paragraf, lembar.width):
            lembar.flow.keep(_LEADING)
            lembar.flow.page.line(lembar.setter, line, lembar.left, lembar.flow.y)
            lembar.flow.y += _LEADING
        lembar.flow.y += 4.0


def _put_lines(lembar: Lembar) -> None:
    for _ in range(_LINES):
        lembar.flow.y += _LINE_HIGH
        lembar.flow.page.rules.append((lembar.left, lembar.flow.y, lembar.right, lembar.flow.y))
    lembar.flow.y += 12.0
