"""Adendum: a change of a determined SKP during the year, so that the earlier plan stays as it was (P6:10, 46, 64)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah import JenisPerubahan, StatusAdendum
from desktop_app.domain.kelengkapan import check_skp
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.skp import RencanaHasilKerja, Skp
from desktop_app.domain.temuan import Temuan


class PerubahanHasil(msgspec.Struct, frozen=True, kw_only=True):
    """One planned result added, changed or dropped; ``hasil`` is the new wording, None where it is dropped."""

    id: str
    jenis: JenisPerubahan
    hasil_id: str
    hasil: RencanaHasilKerja | None = None
    alasan: str = ""


class Adendum(msgspec.Struct, frozen=True, kw_only=True):
    """Changes proposed to one SKP; ``skp_rev`` is the determined revision that they were written over.

    ``pegawai`` and ``penilai`` are frozen when it is accepted, ``nomor`` counts from 1 within its SKP.
    """

    pegawai_id: str
    penilai_id: str = ""
    unit_kode: str = ""
    skp_id: str
    skp_rev: str = ""
    nomor: int = 1
    status: StatusAdendum = StatusAdendum.DRAFT
    dasar: str = ""
    perubahan: tuple[PerubahanHasil, ...] = ()
    tempat: str = ""
    tanggal: date | None = None
    catatan_penolakan: str = ""
    pegawai: Identitas | None = None
    penilai: Identitas | None = None


def find_hasil(skp: Skp, hasil_id: str) -> RencanaHasilKerja | None:
    """Return the planned result with this id; None where the SKP has none."""
    return next((satu for satu in skp.hasil if satu.id == hasil_id), None)


def apply_perubahan(skp: Skp, adendum: Adendum) -> Skp:
    """Return the SKP as the addendum leaves it; what it changes or drops and what is not there any more is passed over.

    A result that is added comes last of its priority, a changed one keeps its place.
    """
    hasil = list(skp.hasil)
    for satu in adendum.perubahan:
        tempat = next((n for n, lama in enumerate(hasil) if lama.id == satu.hasil_id), None)
        if satu.jenis is JenisPerubahan.HAPUS:
            hasil = [lama for lama in hasil if lama.id != satu.hasil_id]
        elif satu.hasil is not None and tempat is not None:
            hasil[tempat] = satu.hasil
        elif satu.hasil is not None and satu.jenis is JenisPerubahan.TAMBAH:
            hasil.append(satu.hasil)
    return msgspec.structs.replace(skp, hasil=tuple(hasil))


def check_adendum(adendum: Adendum, dasar: Skp, kini: Skp) -> tuple[Temuan, ...]:
    """Return what an addendum lacks before it can be proposed or accepted.

    ``dasar`` is the plan that it was written over, ``kini`` the one that it would change: a result that another
    addendum changed meanwhile is no longer the one that was looked at.
    """
    temuan: list[Temuan] = []
    if not adendum.perubahan:
        temuan.append(Temuan("adendum_kosong", "perubahan", penting=True))
    diubah: set[str] = set()
    for satu in adendum.perubahan:
        jalur = f"perubahan/#{satu.id}"
        if satu.hasil_id in diubah:
            # Both would be applied one after the other, and the sheet that is signed shows each by itself.
            temuan.append(Temuan("adendum_hasil_dua_kali", jalur, penting=True))
        diubah.add(satu.hasil_id)
        temuan.extend(_check_identity(satu, jalur, dasar, kini))
        lama, sekarang = find_hasil(dasar, satu.hasil_id), find_hasil(kini, satu.hasil_id)
        if not satu.alasan.strip():
            temuan.append(Temuan("adendum_tanpa_alasan", f"{jalur}/alasan", penting=True))
        if satu.jenis is not JenisPerubahan.HAPUS and satu.hasil is None:
            temuan.append(Temuan("adendum_tanpa_isi", f"{jalur}/hasil", penting=True))
        if satu.jenis is JenisPerubahan.TAMBAH:
            if sekarang is not None:
                temuan.append(Temuan("adendum_hasil_sudah_ada", jalur, penting=True))
        elif sekarang is None or sekarang != lama:
            temuan.append(Temuan("adendum_hasil_berubah", jalur, penting=True))
        elif satu.jenis is JenisPerubahan.UBAH and satu.hasil == lama:
            temuan.append(Temuan("adendum_tanpa_perubahan", f"{jalur}/hasil", penting=True))
    if not any(satu.penting for satu in temuan):
        temuan.extend(check_skp(apply_perubahan(kini, adendum)))
    return tuple(temuan)


def _check_identity(satu: PerubahanHasil, jalur: str, dasar: Skp, kini: Skp) -> list[Temuan]:
    """Return where a change would put another result, or other indicators, into the plan than the sheet shows.

    An indicator keeps its id with its result: one of another result, also of one that is dropped, would take over what
    was written as its realisation.
    """
    if satu.hasil is None or satu.jenis is JenisPerubahan.HAPUS:
        return []
    if satu.hasil.id != satu.hasil_id:
        return [Temuan("adendum_hasil_lain", jalur, penting=True)]
    milik_lain = {i.id for skp in (dasar, kini) for h in skp.hasil if h.id != satu.hasil_id for i in h.indikator}
    if any(indikator.id in milik_lain for indikator in satu.hasil.indikator):
        return [Temuan("adendum_indikator_lain", f"{jalur}/hasil", penting=True)]
    return []
