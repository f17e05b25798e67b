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
_LEADING, _ADVICE = 14.0, 12.5
_SLIP_TOP, _ABOVE_CODE, _UNDER_CODE, _SLIP_FOOT = 32.0, 10.0, 22.0, 8.0
_BETWEEN = 8.0
"""A slip: to its first line, around its code, below its last line; and what lies between two."""


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
    """Draw one slip whole on a page, as high as its lines need."""
    flow, setter, room = lembar.flow, lembar.setter, lembar.width - 12.0
    siapa = (f"Untuk: {satu.untuk}", f"Tentang: {satu.tentang}")
    orang = [baris for teks in siapa for baris in setter.wrap(teks, room)]
    kata = [baris for teks in form.petunjuk for baris in setter.wrap(teks, room)]
    high = _SLIP_TOP + len(orang) * _LEADING + _ABOVE_CODE + _UNDER_CODE + len(kata) * _ADVICE - _ADVICE + _SLIP_FOOT
    flow.keep(high + _BETWEEN)
    top = flow.y
    lembar.put_frame(form.nama, _LEFT, _RIGHT, high)
    y = top + _SLIP_TOP
    for baris in orang:
        flow.page.line(setter, baris, _LEFT + 6.0, y)
        y += _LEADING
    y += _ABOVE_CODE
    flow.page.text(_LEFT + 6.0, y, f"Kode: {satu.kode}", Style.BOLD, 16.0)
    y += _UNDER_CODE
    for baris in kata:
        flow.page.line(setter, baris, _LEFT + 6.0, y)
        y += _ADVICE
    flow.y = top + high + _BETWEEN


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
