"""Completeness of an SKP, as findings beside the fields; blocking ones are ``penting``."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.domain.format_indonesia import parse_angka, read_angka
from desktop_app.domain.istilah import JenisHasil, JenisTarget, Pendekatan
from desktop_app.domain.pendekatan import prints_aspek, propose_narasi
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Skp, Target
from desktop_app.domain.temuan import Temuan


def check_skp(skp: Skp) -> tuple[Temuan, ...]:
    """Return what an SKP still lacks before it can be handed to the assessor (Article 7, P6:6, 50-51)."""
    temuan: list[Temuan] = []
    if not skp.penilai_id:
        temuan.append(Temuan("penilai_belum_ada", "penilai_id", penting=True))
    elif skp.penilai_id == skp.pegawai_id:
        temuan.append(Temuan("penilai_diri_sendiri", "penilai_id", penting=True))
    if skp.selesai < skp.mulai:
        temuan.append(Temuan("periode_terbalik", "selesai", penting=True))
    if not skp.hasil_jenis(JenisHasil.UTAMA):
        temuan.append(Temuan("hasil_utama_belum_ada", "hasil", penting=True))
    temuan.extend(_check_ids(skp))
    for hasil in skp.hasil:
        temuan.extend(_check_hasil(hasil, skp))
    return tuple(temuan)


def _check_ids(skp: Skp) -> list[Temuan]:
    """Return what shares its id with an earlier one: realisations, addenda and merges know results by id alone."""
    temuan: list[Temuan] = []
    hasil_ids: set[str] = set()
    indikator_ids: set[str] = set()
    for hasil in skp.hasil:
        if hasil.id in hasil_ids:
            temuan.append(Temuan("hasil_kembar", f"hasil/#{hasil.id}", penting=True))
        hasil_ids.add(hasil.id)
        for indikator in hasil.indikator:
            if indikator.id in indikator_ids:
                jalur = f"hasil/#{hasil.id}/indikator/#{indikator.id}"
                temuan.append(Temuan("indikator_kembar", jalur, penting=True))
            indikator_ids.add(indikator.id)
    return temuan


def _check_hasil(hasil: RencanaHasilKerja, skp: Skp) -> list[Temuan]:
    jalur = f"hasil/#{hasil.id}"
    temuan: list[Temuan] = []
    if not hasil.teks.strip():
        temuan.append(Temuan("hasil_kosong", f"{jalur}/teks", penting=True))
    if not hasil.indikator:
        temuan.append(Temuan("indikator_belum_ada", f"{jalur}/indikator", penting=True))
    # A.1.7 alone prints the leader's result; on the other forms the assignment stands in its place.
    if prints_aspek(skp) and not (hasil.intervensi.teks.strip() or hasil.intervensi.hasil_id):
        temuan.append(Temuan("intervensi_kosong", f"{jalur}/intervensi"))
    for indikator in hasil.indikator:
        temuan.extend(_check_indikator(indikator, f"{jalur}/indikator/#{indikator.id}", skp.pendekatan))
    return temuan


def _check_indikator(indikator: Indikator, jalur: str, pendekatan: Pendekatan) -> list[Temuan]:
    if pendekatan is Pendekatan.KUALITATIF:
        # A.1.6 prints indicator and target where there is no narrative (a template's, or one typed elsewhere).
        ada = indikator.narasi.strip() or (indikator.teks.strip() and propose_narasi(indikator))
        return [] if ada else [Temuan("narasi_kosong", f"{jalur}/narasi", penting=True)]
    temuan: list[Temuan] = []
    if not indikator.teks.strip():
        temuan.append(Temuan("indikator_kosong", f"{jalur}/teks", penting=True))
    kode = check_target(indikator.target)
    if kode:
        temuan.append(Temuan(kode, f"{jalur}/target", penting=True))
    return temuan


def check_target(target: Target) -> str | None:
    """Return the code of what is wrong with a target, None if it can be printed and measured."""
    if target.jenis is JenisTarget.TEKS:
        return None if target.teks.strip() else "target_kosong"
    bawah = _angka(target.nilai)
    if not target.nilai.strip():
        return "target_kosong"
    if bawah is None:
        return "target_bukan_angka"
    if target.jenis is JenisTarget.RENTANG:
        atas = _angka(target.nilai_atas)
        if atas is None:
            return "target_bukan_angka"
        if atas < bawah:
            return "target_terbalik"
    return None


def _angka(teks: str) -> Decimal | None:
    """Return what the form would print as a number: the stored form first, so that ``2.125`` is no 2125."""
    tersimpan = read_angka(teks)
    return parse_angka(teks) if tersimpan is None else tersimpan
