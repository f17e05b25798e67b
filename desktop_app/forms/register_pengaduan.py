"""The register of complaints, compliments and suggestions: the office's own page, no form of the regulation."""

from __future__ import annotations

from desktop_app.forms.lembar import Lembar, claimed, nobody, office_meta
from desktop_app.forms.tanda_terima import put_table
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_pengaduan import FormRegister

JUDUL = "Register Pengaduan, Pujian, dan Saran"
_SHARES = (5, 15, 16, 17, 44, 44, 18)
_HEAD = ("NO", "DITERIMA", "JENIS", "LAYANAN", "ISI", "TANGGAPAN", "KEADAAN")


def render_pengaduan(form: FormRegister, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the register as PDF; the same values give the same bytes."""
    lembar = Lembar(kertas, left=46.0, top=38.0, bottom=40.0, mendatar=True)
    lembar.put_letterhead(form.instansi, form.kantor, JUDUL)
    lembar.flow.y += 4.0
    facts = (
        ("Masa", form.waktu),
        ("Jumlah", form.ringkasan),
        ("Dicetak", claimed(form.dicetak, ragu=form.dicetak_ragu)),
    )
    lembar.put_facts(facts, label=92.0, most=2, low=13.0)
    lembar.flow.y += 6.0
    rows = [
        (str(ke), s.tanggal, s.jenis, s.layanan, s.isi, s.tanggapan, s.keadaan) for ke, s in enumerate(form.baris, 1)
    ]
    put_table(lembar, _HEAD, _SHARES, rows or [("–", "–", "–", "–", "Belum ada yang tercatat.", "–", "–")])
    lembar.flow.y += 12.0
    lembar.put_signatures(nobody(("Mengetahui", "Petugas pengaduan")))
    return lembar.finish(office_meta(JUDUL, form.instansi, form.kantor, form.dicetak))
