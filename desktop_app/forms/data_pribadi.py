"""Pages about personal data: the record of an erasure that a person holds, and the register of processing.

None of them is a form of the regulation. Facts stand beside their labels, a table breaks over pages where it must, and
notes and signatures close the page.
"""

from __future__ import annotations

from desktop_app.forms.blocks import Columns
from desktop_app.forms.grid import Group, Row
from desktop_app.forms.lembar import Lembar, claimed, nobody, office_meta
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import FormDataPribadi, Kertas

_SMALL = 9.0


def render_data_pribadi(form: FormDataPribadi, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the pages as PDF; the same values give the same bytes."""
    lembar = Lembar(kertas, left=56.0, top=56.0, bottom=52.0, mendatar=form.mendatar)
    flow = lembar.flow
    lembar.put_letterhead(form.instansi, form.kantor, form.judul)
    flow.y += 8.0
    waktu = claimed(form.dibuat, ragu=form.jam_diragukan)
    lembar.put_facts((*form.fakta, ("Dibuat (jam komputer)", waktu)), label=130.0, most=3)
    flow.y += 12.0
    _put_table(lembar, form)
    flow.y += 18.0
    lembar.put_steps(form.petunjuk)
    lembar.put_signatures(nobody(form.penanda))
    return lembar.finish(office_meta(form.judul, form.instansi, form.kantor, form.dibuat))


def _put_table(lembar: Lembar, form: FormDataPribadi) -> None:
    """Draw the table in small letters; its head is repeated on every page."""
    small, flow = Typesetter(lembar.fonts, _SMALL), lembar.flow
    whole = sum(form.lebar)
    edges = [lembar.left]
    for share in form.lebar:
        edges.append(edges[-1] + lembar.width * share / whole)
    columns = Columns(small, tuple(edges))
    body = [
        Group(rows=(Row(cells=tuple(columns.cell(n, text) for n, text in enumerate(row)), low=14.0),))
        for row in form.baris
    ]
    usual, flow.setter = flow.setter, small
    flow.table([columns.head(form.kepala, low=16.0)], body)
    flow.setter = usual
