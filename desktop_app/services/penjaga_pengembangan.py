"""What is never typed anew in an assessment of competencies or a development plan: whose, by what standard, when.

Required levels are the standard's: where one was set for the post, only competencies that it does not name get another.
"""

from __future__ import annotations

from desktop_app.domain.codec import Dokumen
from desktop_app.domain.hitung_jp import MAKS_JP
from desktop_app.domain.istilah_pengembangan import KelompokKompetensi
from desktop_app.domain.kompetensi import EvaluasiKompetensi, NilaiKompetensi
from desktop_app.domain.nilai_kompetensi import MAKS_KOMPETENSI, is_shaped
from desktop_app.domain.pengembangan import RencanaPengembangan

MAKS_LANGKAH = 100
"""Steps of one plan, and events of one step."""


def fault_of_pengembangan(lama: Dokumen, isi: Dokumen) -> str:
    """Return the code of what keeps ``isi`` from being typed over ``lama``; empty for other kinds and where nothing."""
    if isinstance(isi, EvaluasiKompetensi) and isinstance(lama, EvaluasiKompetensi):
        return _fault_of_kompetensi(lama, isi)
    if isinstance(isi, RencanaPengembangan) and isinstance(lama, RencanaPengembangan):
        return _fault_of_rencana(lama, isi)
    return ""


def _fault_of_kompetensi(lama: EvaluasiKompetensi, isi: EvaluasiKompetensi) -> str:
    if _place(lama) != _place(isi):
        return "bukan_isian_anda"
    if isi.pembimbing_id and isi.pembimbing_id == isi.pegawai_id:
        return "kompetensi_diri_sendiri"
    kode = [satu.id for satu in isi.kompetensi]
    if len(set(kode)) != len(kode) or len(kode) > MAKS_KOMPETENSI or not all(map(is_shaped, isi.kompetensi)):
        return "kompetensi_salah_isi"
    dulu = {satu.id: satu for satu in lama.kompetensi}
    for satu in isi.kompetensi:
        ada = dulu.get(satu.id)
        if ada is None and satu.kelompok is not KelompokKompetensi.TEKNIS:
            return "kompetensi_salah_isi"
        if ada is not None and not _same_demand(lama, ada, satu):
            return "kompetensi_standar_tetap"
    baku = {satu.id for satu in lama.kompetensi if satu.kelompok is not KelompokKompetensi.TEKNIS}
    return "" if baku <= set(kode) else "kompetensi_standar_tetap"


def _same_demand(isi: EvaluasiKompetensi, lama: NilaiKompetensi, baru: NilaiKompetensi) -> bool:
    """Tell whether what is required stayed; without a standard, and of a technical one without a level, it may change.

    Without a standard set for the post the level is a proposal, and the assessor says which one is meant.
    """
    if lama.kelompok is not baru.kelompok:
        return False
    if baru.kelompok is KelompokKompetensi.TEKNIS:
        return True
    return lama.nama == baru.nama and (not isi.standar_id or not lama.level or lama.level == baru.level)


def _place(isi: EvaluasiKompetensi) -> tuple[object, ...]:
    """Return what the program alone writes; the day and the identities come with finishing."""
    return (isi.penilai_id, isi.unit_kode, isi.bimbingan_id, isi.standar_id, isi.tanggal, isi.tanggal_ragu)


def _fault_of_rencana(lama: RencanaPengembangan, isi: RencanaPengembangan) -> str:
    tetap = (lama.tahun, lama.unit_kode, lama.penilai_id, lama.target_jp)
    if tetap != (isi.tahun, isi.unit_kode, isi.penilai_id, isi.target_jp):
        return "bukan_isian_anda"
    kode = [satu.id for satu in isi.butir]
    if len(set(kode)) != len(kode) or len(kode) > MAKS_LANGKAH:
        return "pengembangan_salah_isi"
    for butir in isi.butir:
        acara = [satu.id for satu in butir.pelaksanaan]
        if len(set(acara)) != len(acara) or len(acara) > MAKS_LANGKAH or not 0 <= butir.target_jp <= MAKS_JP:
            return "pengembangan_salah_isi"
        for satu in butir.pelaksanaan:
            if not 0 <= satu.jp <= MAKS_JP:
                return "pengembangan_jp_salah"
            if satu.mulai is not None and satu.selesai is not None and satu.selesai < satu.mulai:
                return "pengembangan_tanggal_terbalik"
    return ""
