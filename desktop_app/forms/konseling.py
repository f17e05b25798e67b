"""Pages of the house about a counselling case: appointment, record, follow-up, and the list of cases.

The law names them and prints no form (P6:87); each page says that it is confidential.
"""

from __future__ import annotations

from desktop_app.forms.fonts import Style
from desktop_app.forms.lembar import Lembar, claimed, nobody, office_meta
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_bimbingan import FormKonseling

_LEADING = 15.0


def render_konseling(form: FormKonseling, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the page as PDF; the same values give the same bytes."""
    lembar = Lembar(kertas, left=72.0, right=547.0, top=62.0, bottom=56.0)
    flow = lembar.flow
    lembar.put_letterhead(form.instansi, form.kantor, form.judul)
    flow.y += 8.0
    lembar.put_facts(
        (*form.fakta, ("Dicetak (jam komputer)", claimed(form.dibuat, ragu=form.jam_diragukan))), label=150.0
    )
    flow.y += 16.0
    for judul, teks in form.bagian:
        flow.keep(3 * _LEADING)
        flow.page.text(lembar.left, flow.y, judul, Style.BOLD, lembar.setter.size)
        flow.y += _LEADING + 3.0
        for paragraf in (teks or "–").splitlines():
            for line in lembar.setter.wrap(paragraf, lembar.width):
                flow.keep(_LEADING)
                flow.page.line(lembar.setter, line, lembar.left, flow.y)
                flow.y += _LEADING
        flow.y += 8.0
    for line in lembar.setter.wrap(form.kaki, lembar.width, Style.ITALIC):
        flow.keep(_LEADING)
        flow.page.line(lembar.setter, line, lembar.left, flow.y)
        flow.y += _LEADING
    if form.penanda:
        lembar.put_signatures(nobody(form.penanda))
    return lembar.finish(office_meta(form.judul, form.instansi, form.kantor, form.dibuat))
