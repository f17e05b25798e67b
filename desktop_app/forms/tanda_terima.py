"""The receipt sheet: one page on which many people sign that they received their evaluation documents (P6:114)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop_app.domain.pegawai import Identitas
from desktop_app.forms.blocks import DOTS, Columns, Signature, SignatureBlock
from desktop_app.forms.grid import Align, Group, Row
from desktop_app.forms.lembar import Lembar
from desktop_app.forms.page import Meta
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_dokumen import FormTandaTerima

JUDUL = "Tanda Terima Dokumen Evaluasi Kinerja Pegawai"
_SMALL = 9.0
_LEADING = 10.8
_ROW = 30.0
"""Points that a signature needs."""
_SHARES = (5, 38, 22, 15, 20)
_HEAD = ("NO", "PEGAWAI", "DOKUMEN", "DITERIMA TANGGAL", "TANDA TANGAN")


def render_tanda_terima(form: FormTandaTerima, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the sheet as PDF; the same values give the same bytes."""
    lembar = Lembar(kertas, left=50.0, top=40.0, bottom=42.0)
    lembar.put_letterhead(form.instansi, form.kantor, JUDUL)
    lembar.flow.y += 10.0
    put_table(lembar, _HEAD, _SHARES, [
        (str(ke), satu.orang, f"{satu.formulir}\n{satu.periode}", satu.diterima, "")
        for ke, satu in enumerate(form.baris, 1)
    ], low=_ROW)  # fmt: skip
    lembar.flow.y += 8.0
    above = f"{form.tempat or DOTS[:3]}, {DOTS[:5]}"
    signature = Signature(
        centre=lembar.left + lembar.width * 0.75,
        role="Yang menyerahkan",
        orang=form.penyerah or Identitas(),
        above=above,
    )
    block = SignatureBlock(lembar.setter, [signature], (), lembar.left, lembar.right, columns=2, name_lines=4)
    block.put(lembar.flow)
    meta = Meta(
        title=JUDUL,
        author=form.instansi or form.kantor,
        subject=JUDUL,
        dated=form.tanggal_berkas,
        footer=JUDUL,
    )
    return lembar.finish(meta)


def put_table(
    lembar: Lembar,
    head: Sequence[str],
    shares: Sequence[int],
    rows: Sequence[Sequence[str]],
    *,
    low: float = 0.0,
    numbers: Collection[int] = (),
    after: float = 0.0,
) -> None:
    """Draw a table in small letters over the whole width; the head comes again on each page.

    The columns ``numbers`` (from 0) stand to the right. ``after`` is the height of what must stand on the page of the
    last row, so that nobody signs a page on which nothing stands.
    """
    flow = lembar.flow
    kepala, body = table_of(lembar, head, shares, rows, low=low, numbers=numbers)
    usual, flow.setter = flow.setter, Typesetter(lembar.fonts, _SMALL)
    flow.table(kepala, body, after=after)
    flow.setter = usual


def table_of(
    lembar: Lembar,
    head: Sequence[str],
    shares: Sequence[int],
    rows: Sequence[Sequence[str]],
    *,
    low: float = 0.0,
    numbers: Collection[int] = (),
) -> tuple[list[Group], list[Group]]:
    """Return what ``put_table`` draws: the head and the rows."""
    edges = [lembar.left]
    for share in shares:
        edges.append(edges[-1] + lembar.width * share / sum(shares))
    columns = Columns(Typesetter(lembar.fonts, _SMALL), tuple(edges))
    body = []
    for isi in rows:
        cells = tuple(
            columns.cell(n, teks, leading=_LEADING, align=Align.RIGHT if n in numbers else Align.LEFT)
            for n, teks in enumerate(isi)
        )
        body.append(Group(rows=(Row(cells=cells, low=max(low, max(cell.height for cell in cells) + 4.2)),)))
    return [columns.head(tuple(head), low=16.0)], body
