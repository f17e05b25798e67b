"""The first-aid card: one page to hang beside the computer, which says what to do until help is there."""

from __future__ import annotations

from desktop_app.forms.blocks import DOTS
from desktop_app.forms.fonts import Style
from desktop_app.forms.lembar import Lembar, claimed, office_meta
from desktop_app.forms.values import FormPertolongan, Kertas

_JUDUL = "Kartu pertolongan pertama"
_LINE = 14.2


def render_pertolongan(form: FormPertolongan, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the card as PDF of one page; the same values give the same bytes."""
    lembar = Lembar(kertas, left=64.0, right=551.0, top=50.0, bottom=40.0, size=11.0)
    flow = lembar.flow
    lembar.put_centred(form.instansi, Style.REGULAR, 10.5)
    lembar.put_centred(form.kantor, Style.BOLD, 12.0)
    lembar.put_centred(_JUDUL.upper(), Style.BOLD, 14.0)
    flow.page.rules += [(lembar.left, flow.y - 8, lembar.right, flow.y - 8)]
    waktu = claimed(form.dibuat, ragu=form.jam_diragukan)
    telepon = tuple((f"Telepon {siapa}", DOTS * 2) for siapa in form.telepon)
    lembar.put_facts((*form.fakta, ("Dicetak (jam komputer)", waktu), *telepon), label=152.0, low=14.0)
    flow.y += 26.0
    for judul, langkah in form.masalah:
        flow.page.text(lembar.left, flow.y, judul, Style.BOLD, 12.5)
        flow.y += _LINE + 2
        lembar.put_steps(langkah, leading=_LINE, after=0.0)
        flow.y += 10.0
    return lembar.finish(office_meta(_JUDUL, form.instansi, form.kantor, form.dibuat))
