"""The list of what became of bundles that were handed in: one row each, whole on one page, heads on every page."""

from __future__ import annotations

from desktop_app.forms.blocks import Columns
from desktop_app.forms.grid import Group, Row
from desktop_app.forms.lembar import Lembar
from desktop_app.forms.page import Meta
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_setoran import FormHasilGabung

_TITLE = "Hasil penerimaan paket"
_EDGES = (0.0, 24.0, 208.0, 284.0)
"""Where the columns begin, in points from the left margin; the last one takes what is left."""


def render_hasil_gabung(form: FormHasilGabung, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the list as PDF; the same values give the same bytes."""
    lembar = Lembar(kertas, left=56.0, right=556.0, top=52.0, bottom=56.0, size=9.5)
    flow = lembar.flow
    lembar.put_letterhead(form.instansi, form.kantor, _TITLE)
    flow.y += 8.0
    lembar.put_facts((("Dicatat (jam komputer)", form.waktu), ("Jumlah berkas", str(len(form.baris)))), label=124.0)
    flow.y += 10.0
    edges = (*(lembar.left + edge for edge in _EDGES), lembar.right)
    columns = Columns(lembar.setter, edges)
    head = columns.head(("NO", "PAKET DAN BERKAS", "KEADAAN", "KETERANGAN"), low=15.4)
    rows = []
    for number, (bundle, file, state, remark, code) in enumerate(form.baris, 1):
        name = f"{bundle}\n{file}" if bundle and bundle != file else file
        told = f"{remark}\nKode terima {code}" if code else remark
        cells = (columns.cell(0, str(number)), columns.cell(1, name), columns.cell(2, state), columns.cell(3, told))
        rows.append(Group(rows=(Row(cells=cells, low=15.0),)))
    flow.table((head,), rows)
    return lembar.finish(
        Meta(
            title=f"{_TITLE} – {form.kantor}",
            author=form.instansi or form.kantor,
            subject=f"{_TITLE} SKP Luring",
            dated=form.dicetak,
            footer=f"{_TITLE} – SKP Luring",
        )
    )
