"""What is never typed anew in a survey: its state, its unit, its runs of sheets; once it runs also its questions."""

from __future__ import annotations

from desktop_app.domain.codec import Dokumen
from desktop_app.domain.istilah_pengembangan import StatusSurvei
from desktop_app.domain.survei_skm import LembarSkm, SurveiSkm


def fault_of_skm(lama: Dokumen, isi: Dokumen) -> str:
    """Return the code of what keeps a survey or a sheet from being typed; empty for other kinds.

    Sheets are keyed by their own step, which knows the number and the round. While a survey runs, services may be
    added, none taken away or given another name under which answers were counted.
    """
    if isinstance(isi, LembarSkm):
        return "lembar_lewat_ketik" if isi != lama else ""
    if not isinstance(isi, SurveiSkm) or not isinstance(lama, SurveiSkm):
        return ""
    if (isi.status, isi.unit_kode, isi.lembar) != (lama.status, lama.unit_kode, lama.lembar):
        return "bukan_isian_anda"
    if lama.status is StatusSurvei.DRAFT:
        return ""
    if (isi.pertanyaan, isi.entri_ganda) != (lama.pertanyaan, lama.entri_ganda):
        return "skm_pertanyaan_tetap"
    if lama.status is StatusSurvei.DITUTUP and (isi.mulai, isi.selesai, isi.layanan) != (
        lama.mulai,
        lama.selesai,
        lama.layanan,
    ):
        return "skm_sudah_ditutup"
    baru = {satu.id: satu for satu in isi.layanan}
    return "" if all(baru.get(satu.id) == satu for satu in lama.layanan) else "skm_layanan_tetap"
