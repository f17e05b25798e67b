"""The sheet of a hand-over: whom the leaving assessor hands over, what stays, who goes on with what, and signatures.

The regulation prints no form for it (P6:65, 89-92); this one is the office's own page. An office of twelve subordinates
fits on one.
"""

from __future__ import annotations

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.pegawai import Identitas
from desktop_app.forms.blocks import Columns, Signature, SignatureBlock, format_tempat_tanggal
from desktop_app.forms.grid import Group, Row
from desktop_app.forms.lembar import Lembar
from desktop_app.forms.page import Meta
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_serah_terima import FormSerahTerima

JUDUL = "Serah Terima Pejabat Penilai Kinerja"
_SMALL = 8.0
_LEADING = 9.6
_UNDER = 4.2
"""Points below the last line of a cell: small letters stand closer than the grid allows for."""
_SIGNING = 9.5
_SHARES = (4, 36, 20, 40)
_HEAD = ("NO", "PEGAWAI YANG DINILAI", "SUDAH TETAP", "MASIH TERBUKA DAN SIAPA MENYELESAIKAN")


def render_serah_terima(form: FormSerahTerima, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the sheet as PDF; the same values give the same bytes."""
    lembar = Lembar(kertas, left=50.0, top=40.0, bottom=42.0)
    lembar.put_letterhead(form.instansi, form.kantor, JUDUL)
    lembar.flow.y += 4.0
    lembar.put_facts(_facts(form), label=112.0, most=4, low=13.0)
    lembar.flow.y += 6.0
    _put_people(lembar, form)
    _put_notes(lembar, form)
    _put_signatures(lembar, form)
    meta = Meta(
        title=f"{JUDUL} – {form.penyerah.nama}",
        author=form.instansi or form.kantor,
        subject=JUDUL,
        dated=form.tanggal or form.mulai,
        footer=f"{JUDUL} – draf" if form.draf else JUDUL,
    )
    return lembar.finish(meta)


def _facts(form: FormSerahTerima) -> tuple[tuple[str, str], ...]:
    def who(orang: Identitas) -> str:
        return ", ".join(satu for satu in (orang.nama, orang.jabatan) if satu) or "…"

    return (
        ("Yang menyerahkan", who(form.penyerah)),
        ("Yang menerima", who(form.penerima)),
        ("Mulai tanggal", format_tanggal(form.mulai)),
        ("Sebab", form.sebab or "–"),
    )


def _put_people(lembar: Lembar, form: FormSerahTerima) -> None:
    """Draw one row for each subordinate in small letters; the head is repeated on every page."""
    small, flow = Typesetter(lembar.fonts, _SMALL), lembar.flow
    edges = [lembar.left]
    for share in _SHARES:
        edges.append(edges[-1] + lembar.width * share / sum(_SHARES))
    columns = Columns(small, tuple(edges))
    body = []
    for ke, satu in enumerate(form.baris, 1):
        isi = (str(ke), satu.orang, satu.tetap, satu.terbuka)
        cells = tuple(columns.cell(n, teks, leading=_LEADING) for n, teks in enumerate(isi))
        body.append(Group(rows=(Row(cells=cells, low=max(cell.height for cell in cells) + _UNDER),)))
    usual, flow.setter = flow.setter, small
    flow.table([columns.head(_HEAD, low=15.0)], body)
    flow.setter = usual


def _put_notes(lembar: Lembar, form: FormSerahTerima) -> None:
    """Draw the follow-ups that are open, the rules that were used, and the notes with follow-ups that go on."""
    small, flow = Typesetter(lembar.fonts, _SMALL), lembar.flow
    bagian = (
        ("Tindak lanjut terbuka:", form.tindak_lanjut),
        ("Aturan (PermenPANRB 6/2022):", form.aturan),
        ("Catatan dan tindak lanjut:", (form.catatan or "–",)),
    )
    for judul, isi in bagian:
        baris = list(small.wrap(judul, lembar.width))
        for teks in isi:
            baris += small.wrap(teks, lembar.width, indent=9.0, mark="–" if len(isi) > 1 else "")
        flow.y += 6.0
        for line in baris if isi else ():
            flow.keep(_LEADING)
            flow.page.line(small, line, lembar.left, flow.y + _LEADING)
            flow.y += _LEADING


def _put_signatures(lembar: Lembar, form: FormSerahTerima) -> None:
    """Draw both who sign, and between them the superior where he is known, in letters that leave room for three."""
    above = format_tempat_tanggal(form.tempat, form.tanggal)
    orang = [("Yang menerima", form.penerima, ""), ("Yang menyerahkan", form.penyerah, above)]
    if form.atasan is not None and form.atasan.nama:
        orang.insert(1, ("Mengetahui", form.atasan, ""))
    wide = lembar.width / len(orang)
    signatures = [
        Signature(centre=lembar.left + wide * (n + 0.5), role=role, orang=satu, above=atas)
        for n, (role, satu, atas) in enumerate(orang)
    ]
    setter = Typesetter(lembar.fonts, _SIGNING)
    block = SignatureBlock(setter, signatures, (), lembar.left, lembar.right, columns=len(orang), name_lines=6)
    block.put(lembar.flow)
