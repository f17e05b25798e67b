"""The individual development plan and an office's list of hours as PDF: pages of the office's own."""

from __future__ import annotations

from desktop_app.forms.blocks import format_tempat_tanggal
from desktop_app.forms.lembar import Lembar, claimed, nobody, office_meta
from desktop_app.forms.tanda_terima import put_table
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_kompetensi import FormJam, FormPengembangan

RENCANA = "Rencana Pengembangan Individu"
JAM = "Jam Pengembangan Kompetensi"
_SMALL, _LEADING = 9.0, 11.4
_STEP_HEAD = ("NO", "YANG DIKEMBANGKAN", "DIBACA DARI", "CARA DAN KEGIATAN", "JP", "BATAS", "STATUS", "PERUBAHANNYA")
_STEP_SHARES = (4, 22, 15, 19, 5, 11, 10, 18)
_EVENT_HEAD = ("LANGKAH", "KEGIATAN YANG DIIKUTI", "TANGGAL", "PENYELENGGARA", "NOMOR SERTIFIKAT", "JP")
_EVENT_SHARES = (8, 34, 18, 20, 18, 6)
_HOURS_HEAD = ("NO", "NAMA", "NIP", "JABATAN", "JP", "KURANG", "TANPA\nSERTIFIKAT", "LANGKAH\nTERBUKA")
_HOURS_SHARES = (4, 26, 18, 24, 6, 8, 10, 9)


def render_pengembangan(form: FormPengembangan, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return a development plan as PDF: identity, hours, steps, events, who agreed; the same values, the same bytes."""
    lembar = Lembar(kertas, left=46.0, top=38.0, bottom=46.0, mendatar=True)
    lembar.put_letterhead(form.instansi, form.kantor, f"{RENCANA} Tahun {form.tahun}")
    lembar.flow.y += 4.0
    orang = form.pegawai
    facts = [
        ("Nama", orang.nama or "–"),
        ("NIP", orang.nip or "–"),
        ("Jabatan", " – ".join(satu for satu in (orang.jabatan, orang.unit_kerja) if satu) or "–"),
        ("Arah karier", form.arah_karier or "–"),
        *form.jam,
        ("Disepakati", form.disepakati),
        ("Dicetak", claimed(form.dicetak, ragu=form.dicetak_ragu)),
    ]
    lembar.put_facts(facts, label=112.0, most=3, low=13.0)
    lembar.flow.y += 8.0
    langkah = [
        (str(n), s.kebutuhan, s.sumber, s.bentuk, s.target, s.tenggat, s.status, s.dampak)
        for n, s in enumerate(form.langkah, 1)
    ]
    kosong = ("–", "Belum ada langkah yang direncanakan.", *("–",) * 6)
    put_table(lembar, _STEP_HEAD, _STEP_SHARES, langkah or [kosong])
    acara = [(str(n), *satu) for n, s in enumerate(form.langkah, 1) for satu in s.acara]
    if acara:
        lembar.flow.y += 10.0
        put_table(lembar, _EVENT_HEAD, _EVENT_SHARES, acara)
    _notes(lembar, (form.catatan, f"Dasar: {form.dasar}"))
    lembar.flow.y += 8.0
    above = format_tempat_tanggal(form.tempat, form.tanggal) if form.tanggal else ""
    lembar.put_signatures((("Pegawai", form.pegawai), ("Pejabat Penilai Kinerja", form.penilai)), above=above)
    return lembar.finish(office_meta(f"{RENCANA} {form.tahun}", form.instansi, form.kantor, form.dicetak))


def render_jam(form: FormJam, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the list of hours of an office in a year as PDF."""
    lembar = Lembar(kertas, left=46.0, top=38.0, bottom=46.0, mendatar=True)
    lembar.put_letterhead(form.instansi, form.kantor, f"{JAM} Tahun {form.tahun}")
    lembar.flow.y += 4.0
    facts = (("Ringkasan", form.ringkasan), ("Dicetak", claimed(form.dicetak, ragu=form.dicetak_ragu)))
    lembar.put_facts(facts, label=92.0, most=3, low=13.0)
    lembar.flow.y += 8.0
    rows = [(str(n), *satu) for n, satu in enumerate(form.baris, 1)]
    put_table(lembar, _HOURS_HEAD, _HOURS_SHARES, rows or [("–", "Belum ada pegawai.", *("–",) * 6)])
    _notes(lembar, (f"Dasar: {form.dasar}",))
    lembar.flow.y += 8.0
    lembar.put_signatures(nobody(("Mengetahui", "Yang menyusun")))
    return lembar.finish(office_meta(f"{JAM} {form.tahun}", form.instansi, form.kantor, form.dicetak))


def _notes(lembar: Lembar, texts: tuple[str, ...]) -> None:
    small, flow = Typesetter(lembar.fonts, _SMALL), lembar.flow
    for text in texts:
        lines = small.wrap(text, lembar.width) if text.strip() else []
        flow.y += 6.0 if lines else 0.0
        for line in lines:
            flow.keep(_LEADING)
            flow.page.line(small, line, lembar.left, flow.y + _LEADING)
            flow.y += _LEADING
