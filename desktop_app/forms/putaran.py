"""The office's own pages of a round of feedback: the result about one person, and slips with one-time codes.

The regulation has no form for either (P6:69-77); every page says that it is no element of the predicate.
"""

from __future__ import annotations

from desktop_app.forms.blocks import LINE_HIGH, Columns
from desktop_app.forms.fonts import Style
from desktop_app.forms.grid import Align, Group, Row
from desktop_app.forms.lembar import Lembar
from desktop_app.forms.page import Meta
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_putaran import FormKode, FormPutaran, SlipKode

JUDUL = "Hasil Putaran Umpan Balik"
LABEL = "Informasi, bukan unsur predikat"
KODE = "Kode Menjawab Putaran Umpan Balik"
_LEFT, _RIGHT = 60.0, 552.0
_SIDES, _SIDE_MOST = 300.0, 84.0
"""Room of all columns of sides together, and of one at most."""
_SLIP_HIGH = 128.0
_LEADING = 14.0


def render_putaran(form: FormPutaran, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the result of a round about one person as PDF."""
    lembar = Lembar(kertas, left=_LEFT, right=_RIGHT, top=50.0, bottom=46.0)
    lembar.put_letterhead(form.instansi, form.kantor, JUDUL)
    lembar.put_centred(LABEL, Style.REGULAR, 11.0)
    lembar.flow.y += 6.0
    lembar.put_facts(form.fakta, label=110.0, most=2)
    lembar.flow.y += 16.0
    _put_text(lembar, form.pengantar)
    _put_questions(lembar, form)
    for satu in form.teks:
        if satu.teks:
            lembar.flow.y += 18.0
            lembar.flow.keep(3 * _LEADING)
            _put_text(lembar, satu.kelompok, Style.BOLD)
            for teks in satu.teks:
                _put_text(lembar, teks, mark="–")
    lembar.flow.y += 20.0
    for teks in form.catatan:
        _put_text(lembar, teks)
    return lembar.finish(_meta(JUDUL, form.instansi, form.kantor, form))


def render_kode(form: FormKode, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the slips with one-time codes as PDF, several on a page."""
    lembar = Lembar(kertas, left=_LEFT, right=_RIGHT, top=50.0, bottom=46.0)
    lembar.put_letterhead(form.instansi, form.kantor, KODE)
    lembar.put_centred(form.nama, Style.REGULAR, 11.0)
    lembar.flow.y += 8.0
    for satu in form.slip:
        lembar.flow.keep(_SLIP_HIGH + 8.0)
        _put_slip(lembar, form, satu)
    return lembar.finish(_meta(KODE, form.instansi, form.kantor, form))


def _put_questions(lembar: Lembar, form: FormPutaran) -> None:
    sisi = len(form.kolom)
    if not sisi:
        return
    lebar = min(_SIDE_MOST, _SIDES / sisi)
    awal = _RIGHT - sisi * lebar
    columns = Columns(lembar.setter, (_LEFT, _LEFT + 32.0, awal, *(awal + (n + 1) * lebar for n in range(sisi))))
    kepala = Group(
        rows=(
            Row(
                cells=tuple(
                    columns.cell(n, kata, align=Align.CENTRE, middle=True, shaded=True)
                    for n, kata in enumerate(("NO.", "PERNYATAAN", *form.kolom))
                ),
                low=30.0,
                stay=True,
            ),
        )
    )
    body = [
        Group(
            rows=(
                Row(
                    cells=(
                        columns.cell(0, f"{n}.", align=Align.CENTRE),
                        columns.cell(1, satu.teks),
                        *(columns.cell(k, isi, align=Align.CENTRE) for k, isi in enumerate(satu.isi, 2)),
                    ),
                    low=LINE_HIGH,
                ),
            )
        )
        for n, satu in enumerate(form.baris, 1)
    ]
    lembar.flow.y += 6.0
    lembar.flow.table([kepala], body)


def _put_slip(lembar: Lembar, form: FormKode, satu: SlipKode) -> None:
    flow, setter = lembar.flow, lembar.setter
    top = flow.y
    lembar.put_frame(form.nama, _LEFT, _RIGHT, _SLIP_HIGH)
    y = top + 32.0
    for teks in (f"Untuk: {satu.untuk}", f"Tentang: {satu.tentang}"):
        for baris in setter.wrap(teks, lembar.width - 12.0)[:2]:
            flow.page.line(setter, baris, _LEFT + 6.0, y)
            y += _LEADING
    y += 10.0
    flow.page.text(_LEFT + 6.0, y, f"Kode: {satu.kode}", Style.BOLD, 16.0)
    y += 22.0
    for kata in form.petunjuk:
        for baris in setter.wrap(kata, lembar.width - 12.0):
            flow.page.line(setter, baris, _LEFT + 6.0, y)
            y += 12.5
    flow.y = top + _SLIP_HIGH + 8.0


def _put_text(lembar: Lembar, teks: str, style: Style = Style.REGULAR, mark: str = "") -> None:
    """Draw a paragraph, each of its lines whole."""
    flow, indent = lembar.flow, 14.0 if mark else 0.0
    lines = lembar.setter.wrap(teks, lembar.width, style, indent=indent, mark=mark) if teks else []
    for line in lines:
        flow.keep(_LEADING)
        flow.page.line(lembar.setter, line, lembar.left, flow.y)
        flow.y += _LEADING


def _meta(judul: str, instansi: str, kantor: str, form: FormPutaran | FormKode) -> Meta:
    return Meta(
        title=f"{judul} – {kantor}",
        author=instansi or kantor,
        subject=f"{judul}: {LABEL.lower()}",
        dated=form.tanggal,
        footer=f"{judul} – {LABEL.lower()}",
    )
