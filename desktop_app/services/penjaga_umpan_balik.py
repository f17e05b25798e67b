"""What keeps a feedback from being stored as it is: whose words it holds, and what it must say (P6:11-13, 69-70)."""

from __future__ import annotations

from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah_kinerja import PemberiUmpanBalik, StatusUmpanBalik, TindakLanjut
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.services.kantor import Kantor
from desktop_app.services.kolom import is_active
from desktop_app.services.waktu import plausible_day

MAKS_TEKS = 4000
"""Letters of one feedback; what is longer is a report and belongs into the evidence."""


def fault_of_umpan_balik(kantor: Kantor, lama: UmpanBalikBerkelanjutan, isi: UmpanBalikBerkelanjutan) -> str:
    """Return the code of what keeps ``isi`` from being typed over ``lama``; empty where nothing does.

    Whom it is about, who gave it, what was asked and how far it has come are never typed anew.
    """
    if _identity(lama) != _identity(isi):
        return "bukan_isian_anda"
    return content_fault(kantor, isi) if isi.status is StatusUmpanBalik.DIBERIKAN else ""


def _identity(isi: UmpanBalikBerkelanjutan) -> tuple[str, ...]:
    return (isi.pegawai_id, isi.pemberi_id, isi.unit_kode, isi.status, isi.permintaan)


def content_fault(kantor: Kantor, isi: UmpanBalikBerkelanjutan) -> str:
    """Return the code of what a given feedback lacks or may not say; empty where nothing."""
    if isi.pemberi_id and isi.pemberi_id == isi.pegawai_id:
        return "umpan_balik_diri_sendiri"
    if not isi.teks.strip() and isi.respon is None:
        return "umpan_balik_kosong"
    if len(isi.teks) > MAKS_TEKS:
        return "umpan_balik_panjang"
    if isi.tanggal is None:
        return "umpan_balik_tanpa_tanggal"
    hari = plausible_day(kantor.jam(), kantor.store.get("waktu", "lantai"))
    if hari is not None and isi.tanggal > hari:
        return "umpan_balik_tanggal_nanti"
    if isi.nilai is not None and (isi.hasil_id or isi.indikator_id):
        return "umpan_balik_satu_hal"
    if isi.peran is PemberiUmpanBalik.PIHAK_LAIN and not isi.sebutan.strip():
        return "umpan_balik_tanpa_sebutan"
    if isi.peran not in possible_roles(kantor, isi.pegawai_id, isi.pemberi_id):
        return "umpan_balik_peran_salah"
    return _follow_up_fault(isi)


def _follow_up_fault(isi: UmpanBalikBerkelanjutan) -> str:
    """Return what is wrong with what follows: the leader's alone, and taking over needs its result and a note."""
    if not isi.tindak_lanjut:
        return ""
    if isi.peran is not PemberiUmpanBalik.PIMPINAN:
        return "umpan_balik_tindak_lanjut_pimpinan"
    if TindakLanjut.AMBIL_ALIH not in isi.tindak_lanjut:
        return ""
    if not isi.hasil_id:
        return "umpan_balik_ambil_alih_tanpa_hasil"
    return "" if isi.catatan_tindak_lanjut.strip() else "umpan_balik_ambil_alih_tanpa_catatan"


def possible_roles(kantor: Kantor, pegawai_id: str, pemberi_id: str) -> tuple[PemberiUmpanBalik, ...]:
    """Return as what somebody may give feedback about a person, the likeliest first; all of them where he is not known.

    The assessor is the leader, whom the giver assesses is told as a subordinate's. A leader who is not the assessor
    (P6:89 point 4) is one who assesses somebody.
    """
    if not pemberi_id:
        return tuple(PemberiUmpanBalik)
    if penilai_now(kantor, pegawai_id) == pemberi_id:
        return (PemberiUmpanBalik.PIMPINAN,)
    lain = (PemberiUmpanBalik.REKAN_SETINGKAT, PemberiUmpanBalik.PIHAK_LAIN)
    if penilai_now(kantor, pemberi_id) == pegawai_id != "":
        return (PemberiUmpanBalik.PEGAWAI_DI_BAWAH,)
    if kantor.store.count("pegawai", where={"penilai_id": pemberi_id}):
        return (lain[0], PemberiUmpanBalik.PIMPINAN, lain[1])
    return lain


def penilai_now(kantor: Kantor, pegawai_id: str) -> str:
    """Return who assesses a person in his present post; empty where that is not known."""
    dokumen = kantor.store.document(pegawai_id) if pegawai_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "pegawai":
        return ""
    riwayat = decode_as(Pegawai, dokumen.body).riwayat
    return riwayat[-1].penilai_id if riwayat else ""


def count_alike(kantor: Kantor, pegawai_id: str, peran: PemberiUmpanBalik) -> int:
    """Return how many people of the office could have given a feedback that names this role alone.

    Where they are few the role tells who it was; who gives is told so before he does.
    """
    aktif = [s for s in kantor.store.find("pegawai", bodies=False) if is_active(s.columns["aktif"])]
    penilai = penilai_now(kantor, pegawai_id)
    if peran is PemberiUmpanBalik.PIMPINAN:
        return 1
    if peran is PemberiUmpanBalik.PEGAWAI_DI_BAWAH:
        return sum(str(s.columns["penilai_id"] or "") == pegawai_id for s in aktif)
    return sum(s.doc_id not in (pegawai_id, penilai) and s.columns["penilai_id"] != pegawai_id for s in aktif)
