"""Pages about passwords, one each: the request for recovery, the recovery card, the kabupaten's escrow key.

None of them is a form of the regulation. What people read out or type is set large, in groups, so that a page held in
the hand serves.
"""

from __future__ import annotations

from desktop_app.domain.pegawai import Identitas
from desktop_app.forms.fonts import Style
from desktop_app.forms.lembar import Lembar, claimed, office_meta
from desktop_app.forms.text import Typesetter, clean
from desktop_app.forms.values import FormKunci, Kertas

_LINE_GROUPS, _ONE_LINE = 4, 5
"""Groups of letters on one line of the box; a fingerprint of five stands on one."""
_SIDE_BY_SIDE = 3
"""How many people sign beside each other, so that a long name with its titles stays whole."""
_MOST_LINES = 4
"""Lines of one fact: a name, a post and the number of a key; what is longer ends in an ellipsis."""


def render_kunci(form: FormKunci, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the page as PDF; the same values give the same bytes."""
    lembar = Lembar(kertas, left=72.0, right=547.0, top=62.0, bottom=56.0)
    flow = lembar.flow
    lembar.put_letterhead(form.instansi, form.kantor, form.judul)
    flow.y += 8.0
    waktu = claimed(form.dibuat, ragu=form.jam_diragukan)
    lembar.put_facts((*form.fakta, ("Dibuat (jam komputer)", waktu)), label=124.0, most=_MOST_LINES, marks_cut=True)
    flow.y += 12.0
    _put_box(lembar, form)
    flow.y += 18.0
    nama = form.nama_penanda or ("",) * len(form.penanda)
    penanda = [(peran, Identitas(nama=satu)) for peran, satu in zip(form.penanda, nama, strict=True)]
    # Nobody signs a page that says nothing: the last step goes with all the signatures.
    rows = [lembar.signatures(penanda[at : at + _SIDE_BY_SIDE]) for at in range(0, len(penanda), _SIDE_BY_SIDE)]
    lembar.put_steps(form.petunjuk, below=sum(row.height for row in rows))
    for row in rows:
        row.put(flow)
    return lembar.finish(office_meta(form.judul, form.instansi, form.kantor, form.dibuat))


def _put_box(lembar: Lembar, form: FormKunci) -> None:
    """Draw the box: its small title, then the groups, four to a line."""
    setter = Typesetter(lembar.fonts, 17.0)
    groups = clean(form.kotak).split()
    most = form.per_baris or (len(groups) if len(groups) <= _ONE_LINE else _LINE_GROUPS)
    lines = [groups[at : at + most] for at in range(0, len(groups), most)]
    page, top, high = lembar.flow.page, lembar.flow.y, 24.0 + len(lines) * 26.0
    lembar.put_frame(form.judul_kotak, lembar.left, lembar.right, high)
    column = lembar.width / max(len(line) for line in lines)
    for number, line in enumerate(lines):
        for place, group in enumerate(line):
            x = lembar.left + column * (place + 0.5) - setter.width(group, Style.BOLD) / 2
            page.text(x, top + 36.0 + number * 26.0, group, Style.BOLD, setter.size)
    lembar.flow.y = top + high
