"""What is never typed into a follow-up or an outcome indicator: whose it is, its evaluation or result, and its end."""

from __future__ import annotations

from desktop_app.domain.codec import Dokumen, decode_as
from desktop_app.domain.istilah_pengembangan import JenisTindakLanjut, StatusButir
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.domain.tindak_lanjut import IndikatorOutcome, TindakLanjutEvaluasi
from desktop_app.services.kantor import Kantor

BERAKHIR = (StatusButir.SELESAI, StatusButir.BATAL)


def fault_of_tindak_lanjut(kantor: Kantor, lama: Dokumen, isi: Dokumen) -> str:
    """Return the code of what keeps a follow-up or an outcome indicator from being typed; empty where nothing does.

    An end, its day and what was noted on the way are written by their own acts alone, so that each has its author.
    """
    if isinstance(isi, IndikatorOutcome) and isinstance(lama, IndikatorOutcome):
        tetap = (lama.skp_id, lama.hasil_id, lama.unit_kode) == (isi.skp_id, isi.hasil_id, isi.unit_kode)
        return "" if tetap else "bukan_isian_anda"
    if not isinstance(isi, TindakLanjutEvaluasi) or not isinstance(lama, TindakLanjutEvaluasi):
        return ""
    if lama.status in BERAKHIR:
        return "tindak_lanjut_berakhir" if isi != lama else ""
    if _kept(lama) != _kept(isi) or isi.status in BERAKHIR:
        return "bukan_isian_anda"
    if isi.jenis is JenisTindakLanjut.USULAN_SANKSI and not isi.dasar.strip():
        return "sanksi_tanpa_dasar"
    if isi.rencana_id not in ("", lama.rencana_id) and plan_owner(kantor, isi.rencana_id) != isi.pegawai_id:
        return "rencana_orang_lain"
    return ""


def _kept(isi: TindakLanjutEvaluasi) -> tuple[object, ...]:
    return (
        isi.pegawai_id,
        isi.penilaian_id,
        isi.penilai_id,
        isi.unit_kode,
        isi.periode,
        isi.hasil,
        isi.selesai,
        isi.kemajuan,
    )


def plan_owner(kantor: Kantor, rencana_id: str) -> str:
    """Return whose development plan it is; empty where there is none."""
    dokumen = kantor.store.document(rencana_id)
    if dokumen is None or dokumen.deleted or dokumen.kind != "rencana_pengembangan":
        return ""
    return decode_as(RencanaPengembangan, dokumen.body).pegawai_id
