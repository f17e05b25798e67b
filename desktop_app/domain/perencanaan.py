"""For whom planning does not apply, and what a circumstance means for a plan (P6:62-66)."""

from __future__ import annotations

from datetime import date, timedelta
from types import MappingProxyType

from desktop_app.domain.istilah import JenisKeadaan, SifatHasil
from desktop_app.domain.pegawai import KeadaanKhusus, Pegawai
from desktop_app.domain.skp import Skp
from desktop_app.domain.temuan import Temuan

DIKECUALIKAN = frozenset(
    {
        JenisKeadaan.PEJABAT_NEGARA,
        JenisKeadaan.DIBERHENTIKAN_SEMENTARA,
        JenisKeadaan.CUTI_LUAR_TANGGUNGAN,
        JenisKeadaan.PERSIAPAN_PENSIUN,
    }
)
"""The circumstances under which the rules of planning do not apply (P6:65-66 point 8)."""
SIFAT_KEADAAN = MappingProxyType(
    {
        JenisKeadaan.PLT: SifatHasil.PLT_PLH,
        JenisKeadaan.PLH: SifatHasil.PLT_PLH,
        JenisKeadaan.TUGAS_BELAJAR: SifatHasil.TUGAS_BELAJAR,
    }
)
"""The results that a circumstance adds to the plan of its year."""


def dikecualikan_selama(pegawai: Pegawai, mulai: date, selesai: date) -> KeadaanKhusus | None:
    """Return what exempts a person from planning during all of ``mulai`` to ``selesai``; None where nothing does.

    One who worked on a single day of it plans for that part, so the circumstances together have to cover every day:
    leave to 30 June and preparation for retirement from 1 July do. The first of them is returned.
    """
    hari, sebab = mulai, None
    for satu in sorted(pegawai.keadaan, key=lambda satu: (satu.mulai, satu.id)):
        if satu.jenis not in DIKECUALIKAN or satu.mulai > hari or (satu.selesai is not None and satu.selesai < hari):
            continue
        sebab = sebab or satu
        if satu.selesai is None or satu.selesai >= selesai:
            return sebab
        hari = satu.selesai + timedelta(days=1)
    return None


def check_keadaan(pegawai: Pegawai, skp: Skp) -> tuple[Temuan, ...]:
    """Return what the person's circumstances ask of a plan; nothing of it ever blocks.

    An acting post adds results, which are utama (P6:50); study that begins within the year adds its own to the same
    SKP, no new document (P6:64 point 12); after a return within the year the rest of it is clarified in the same SKP
    (P6:64-65 point 13).
    """
    temuan: list[Temuan] = []
    if sebab := dikecualikan_selama(pegawai, skp.mulai, skp.akhir):
        temuan.append(Temuan("skp_tidak_diminta", "mulai", jenis=sebab.jenis.value.replace("_", " ")))
    for satu in pegawai.keadaan:
        sifat = SIFAT_KEADAAN.get(satu.jenis)
        if sifat is None or satu.mulai > skp.akhir or (satu.selesai is not None and satu.selesai < skp.mulai):
            continue
        milik = [hasil for hasil in skp.hasil if hasil.sifat is sifat]
        if not milik:
            kode = "hasil_tugas_belajar_belum_ada" if sifat is SifatHasil.TUGAS_BELAJAR else "hasil_plt_belum_ada"
            temuan.append(Temuan(kode, "hasil", mulai=satu.mulai.isoformat(), jabatan=satu.jabatan))
        kembali = satu.jenis is JenisKeadaan.TUGAS_BELAJAR and satu.selesai is not None and satu.selesai < skp.akhir
        if kembali and not any(hasil.sifat is SifatHasil.BIASA for hasil in skp.hasil):
            temuan.append(Temuan("hasil_setelah_tugas_belajar", "hasil", selesai=str(satu.selesai)))
    return tuple(temuan)
