"""The sheet of an addendum: which results change from what to what and why, and the signatures of both.

The regulation prints no form for it (P6:10, 46, 64); this one is the office's own page.
"""

from __future__ import annotations

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.forms.blocks import Columns, Signature, SignatureBlock
from desktop_app.forms.grid import Group, Row
from desktop_app.forms.lembar import Lembar
from desktop_app.forms.page import Meta
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_adendum import FormAdendum

_SMALL = 9.0
_SHARES = (6, 14, 30, 30, 20)
_HEAD = ("NO", "PERUBAHAN", "SEMULA", "MENJADI", "ALASAN")


def render_adendum(form: FormAdendum, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the sheet as PDF; the same values give the same bytes."""
    lembar = Lembar(kertas, left=56.0, top=50.0, bottom=52.0, mendatar=True)
    judul = f"Adendum Sasaran Kinerja Pegawai Nomor {form.nomor}"
    lembar.put_letterhead(form.instansi, form.kantor, judul)
    lembar.flow.y += 6.0
    lembar.put_facts(form.fakta, label=150.0, most=3)
    lembar.flow.y += 8.0
    _put_changes(lembar, form)
    lembar.flow.y += 14.0
    _put_signatures(lembar, form)
    meta = Meta(
        title=f"{judul} – {form.pegawai.nama}",
        author=form.instansi or form.kantor,
        subject="Adendum SKP",
        dated=form.tanggal_berkas,
        footer="Adendum SKP – draf" if form.draf else "Adendum SKP",
    )
    return lembar.finish(meta)


def _put_changes(lembar: Lembar, form: FormAdendum) -> None:
    """Draw one row for each result in small letters; the head is repeated on every page."""
    small, flow = Typesetter(lembar.fonts, _SMALL), lembar.flow
    edges = [lembar.left]
    for share in _SHARES:
        edges.append(edges[-1] + lembar.width * share / sum(_SHARES))
    columns = Columns(small, tuple(edges))
    body = [
        Group(rows=(Row(cells=tuple(columns.cell(n, teks) for n, teks in enumerate((str(ke), *baris))), low=14.0),))
        for ke, baris in enumerate(form.baris, 1)
    ]
    usual, flow.setter = flow.setter, small
    flow.table([columns.head(_HEAD, low=16.0)], body)
    flow.setter = usual


def _put_signatures(lembar: Lembar, form: FormAdendum) -> None:
    hari = format_tanggal(form.tanggal) if form.tanggal else "…"
    wide = lembar.width / 2
    orang = (("Pegawai yang Dinilai", form.pegawai, ""), ("Pejabat Penilai Kinerja", form.penilai, form.tempat))
    signatures = [
        Signature(
            centre=lembar.left + wide * (n + 0.5),
            role=role,
            orang=satu,
            above=f"{tempat or '…'}, {hari}" if n else "",
        )
        for n, (role, satu, tempat) in enumerate(orang)
    ]
    SignatureBlock(lembar.setter, signatures, (), lembar.left, lembar.right, columns=2, name_lines=4).put(lembar.flow)
