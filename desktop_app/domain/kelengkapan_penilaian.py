"""Completeness of an evaluation, as findings beside the fields; blocking ones are ``penting`` (P6:91-107)."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.domain.butir_realisasi import butir_realisasi, realisasi_dari
from desktop_app.domain.format_indonesia import parse_angka, read_angka
from desktop_app.domain.istilah import JenisPeriode, Rating, SifatHasil
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai
from desktop_app.domain.penilaian import HasilStudi, Penilaian, RealisasiIndikator
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.predikat import PREDIKAT_TIDAK_SELESAI
from desktop_app.domain.skp import Skp
from desktop_app.domain.temuan import Temuan

IPK_TERTINGGI = Decimal(4)
"""The highest academic index of the guidance (P6:63)."""


def check_penilaian(penilaian: Penilaian, skp: Skp, *, di_kertas: bool = False) -> tuple[Temuan, ...]:
    """Return what an evaluation still lacks before it can become final (P6:92-107).

    ``di_kertas`` is said of one that was signed on paper: the regulation asks for no reason of an extreme rating, so
    a missing one is told there and keeps nobody from recording what was signed.
    """
    temuan: list[Temuan] = []
    if not penilaian.penilai_id:
        temuan.append(Temuan("penilai_belum_ada", "penilai_id", penting=True))
    elif penilaian.penilai_id == penilaian.pegawai_id:
        temuan.append(Temuan("penilai_diri_sendiri", "penilai_id", penting=True))
    if penilaian.tidak_dinilai is not None:
        temuan.extend(_check_tidak_dinilai(penilaian))
    else:
        temuan.extend(_check_rating(penilaian, di_kertas=di_kertas))
        temuan.extend(_check_studi(penilaian, skp))
        for butir in butir_realisasi(skp):
            if not realisasi_dari(penilaian, butir).realisasi.strip():
                temuan.append(Temuan("realisasi_kosong", f"realisasi/#{butir.id}/realisasi"))
    temuan.extend(
        Temuan("realisasi_hasil_dihapus", f"realisasi/#{satu.id}/realisasi", teks=satu.realisasi.strip()[:120])
        for satu in realisasi_lepas(penilaian, skp)
    )
    return tuple(temuan)


def _check_rating(penilaian: Penilaian, *, di_kertas: bool) -> list[Temuan]:
    temuan: list[Temuan] = []
    if penilaian.capaian_organisasi is None:
        temuan.append(Temuan("capaian_organisasi_kosong", "capaian_organisasi", penting=True))
    if penilaian.rating_hasil is None:
        temuan.append(Temuan("rating_hasil_kosong", "rating_hasil", penting=True))
    elif penilaian.rating_hasil is not Rating.SESUAI and not penilaian.alasan_hasil.strip():
        temuan.append(Temuan("alasan_hasil_kosong", "alasan_hasil", penting=not di_kertas))
    if penilaian.rating_perilaku is None:
        temuan.append(Temuan("rating_perilaku_kosong", "rating_perilaku", penting=True))
    elif penilaian.rating_perilaku is not Rating.SESUAI and not penilaian.alasan_perilaku.strip():
        temuan.append(Temuan("alasan_perilaku_kosong", "alasan_perilaku", penting=not di_kertas))
    return temuan


def _check_tidak_dinilai(penilaian: Penilaian) -> list[Temuan]:
    """Return what a period without assessment lacks: its reason in words, and no rating beside it."""
    temuan: list[Temuan] = []
    if not penilaian.catatan.strip():
        temuan.append(Temuan("sebab_tidak_dinilai_kosong", "catatan", penting=True))
    if penilaian.rating_hasil is not None or penilaian.rating_perilaku is not None:
        temuan.append(Temuan("rating_pada_tidak_dinilai", "tidak_dinilai", penting=True))
    if penilaian.tidak_dinilai is not SebabTidakDinilai.HASIL_UNIT_LAMA:
        return temuan
    if parse_periode(penilaian.periode).jenis is JenisPeriode.TAHUNAN:
        temuan.append(Temuan("hasil_lama_tahunan", "tidak_dinilai", penting=True))
    if len(penilaian.periodik) != 1 or penilaian.periodik[0].predikat is None:
        temuan.append(Temuan("hasil_lama_belum_dipilih", "periodik", penting=True))
    return temuan


def _check_studi(penilaian: Penilaian, skp: Skp) -> list[Temuan]:
    tugas_belajar = any(hasil.sifat is SifatHasil.TUGAS_BELAJAR for hasil in skp.hasil)
    studi = penilaian.studi
    if studi is None:
        return [Temuan("studi_kosong", "studi")] if tugas_belajar else []
    temuan: list[Temuan] = []
    if not tugas_belajar:
        temuan.append(Temuan("studi_bukan_tugas_belajar", "studi", penting=True))
    if studi.tidak_selesai:
        if studi.predikat not in PREDIKAT_TIDAK_SELESAI:
            temuan.append(Temuan("predikat_studi_kosong", "studi/predikat", penting=True))
    elif read_ipk(studi) is None:
        temuan.append(Temuan("ipk_salah", "studi/ipk", penting=bool(studi.ipk.strip())))
    return temuan


def read_ipk(studi: HasilStudi) -> Decimal | None:
    """Return the academic index as a number from 0 to 4; None where none, or none such, is written."""
    tersimpan = read_angka(studi.ipk)
    ipk = parse_angka(studi.ipk) if tersimpan is None else tersimpan
    return ipk if ipk is not None and 0 <= ipk <= IPK_TERTINGGI else None


def realisasi_lepas(penilaian: Penilaian, skp: Skp) -> tuple[RealisasiIndikator, ...]:
    """Return what was written for indicators or results that the plan no longer has: kept, told, and not printed."""
    ada = {indikator.id for hasil in skp.hasil for indikator in hasil.indikator} | {hasil.id for hasil in skp.hasil}
    return tuple(satu for satu in penilaian.realisasi if satu.id not in ada and satu.realisasi.strip())
