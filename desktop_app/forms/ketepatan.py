"""The page on deadlines: what one office can prove of each, with the evidence and where every rule stands."""

from __future__ import annotations

from desktop_app.forms.lembar import Lembar, claimed, nobody, office_meta
from desktop_app.forms.tanda_terima import put_table
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_dokumen import FormKetepatan

JUDUL = "Ketepatan Waktu Evaluasi Kinerja"
_SMALL = 8.5
_LEADING = 10.4
_SHARES = (22, 28, 13, 12, 13, 22)
_HEAD = ("PEGAWAI", "TENGGAT", "DIHITUNG SEJAK", "BATAS", "TERJADI", "YANG DAPAT DIBUKTIKAN")


def render_ketepatan(form: FormKetepatan, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the page as PDF; the same values give the same bytes."""
    lembar = Lembar(kertas, left=46.0, top=38.0, bottom=40.0, mendatar=True)
    lembar.put_letterhead(form.instansi, form.kantor, JUDUL)
    lembar.flow.y += 4.0
    facts = (
        ("Periode", form.waktu),
        ("Dicetak", claimed(form.dicetak, ragu=form.dicetak_ragu)),
        ("Ringkasan", form.ringkasan),
    )
    lembar.put_facts(facts, label=92.0, most=3, low=13.0)
    lembar.flow.y += 6.0
    rows = [(s.orang, s.tenggat, s.mulai, s.batas, s.terjadi, s.terbukti) for s in form.baris]
    put_table(lembar, _HEAD, _SHARES, rows or [("–", "Belum ada tenggat yang berjalan.", "–", "–", "–", "–")])
    _put_notes(lembar, form)
    lembar.flow.y += 10.0
    lembar.put_signatures(nobody(("Untuk kantor ini", "Untuk kabupaten")))
    return lembar.finish(office_meta(JUDUL, form.instansi, form.kantor, form.dicetak))


def _put_notes(lembar: Lembar, form: FormKetepatan) -> None:
    """Draw where each rule stands, what was counted, and how the words are meant."""
    small, flow = Typesetter(lembar.fonts, _SMALL), lembar.flow
    for judul, isi in (("Dasar (PermenPANRB 6/2022):", form.dasar), ("Catatan:", form.catatan)):
        baris = list(small.wrap(judul, lembar.width))
        for teks in isi:
            baris += small.wrap(teks, lembar.width, indent=9.0, mark="–")
        flow.y += 6.0
        for line in baris if isi else ():
            flow.keep(_LEADING)
            flow.page.line(small, line, lembar.left, flow.y + _LEADING)
            flow.y += _LEADING
