"""What an item of an interchange file leaves out and another document says: assessor, office, place, layout."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

import msgspec

from db import Document
from desktop_app.domain.bimbingan import Coaching, Mentoring
from desktop_app.domain.codec import KINDS, KINDS_OF_DEVELOPMENT, OF_PERSON, Dokumen, decode_as
from desktop_app.domain.hitung_angka_kredit import whole_months
from desktop_app.domain.istilah import KelompokSkp
from desktop_app.domain.istilah_kinerja import JenisAngkaKredit
from desktop_app.domain.kelompok import kelompok_of, pendekatan_of
from desktop_app.domain.ketentuan import Ketentuan
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.unit_kerja import UnitKerja
from desktop_app.services.angka_kredit import read_jenjang
from desktop_app.services.interchange_baca import Item
from desktop_app.services.kantor import Kantor
from desktop_app.services.ketentuan import read_ketentuan


class Documents(Protocol):
    """The documents as they will be after the file is applied; ``Outlook`` is one."""

    items: dict[str, Item]
    built: dict[str, Dokumen]
    stored: dict[str, Document]
    units: dict[str, UnitKerja | None]
    kantor: Kantor

    def pegawai(self, doc_id: str) -> Pegawai | None:
        """Return a person as he will be."""

    def skp(self, doc_id: str) -> Skp | None:
        """Return an SKP as it will be."""

    def penilaian(self, doc_id: str) -> Penilaian | None:
        """Return an evaluation as it will be."""

    def bimbingan(self, doc_id: str) -> Coaching | Mentoring | None:
        """Return a coaching or mentoring as it will be."""


_DARI_SKP = {
    "penilaian": ("penilai_id", "unit_kode", "instansi", "tempat"),
    "adendum": ("pegawai_id", "penilai_id", "unit_kode", "tempat"),
    "rencana_aksi": ("penilai_id", "unit_kode", "tempat"),
    "evaluasi_diri": ("unit_kode",),
}
_DARI_PENILAIAN = {
    "dokumen_evaluasi": ("penilai_id", "unit_kode", "periode"),
    "putusan_keberatan": ("unit_kode", "periode", "tempat"),
    "angka_kredit": ("penilai_id", "unit_kode", "periode", "tempat"),
}


def fill_defaults(outlook: Documents, item: Item) -> bool:
    """Fill in what depends on other documents; False where an item that it needs was itself refused."""
    if item.jenis == "skp":
        return _default_skp(outlook, item)
    if item.jenis in _DARI_SKP:
        skp = outlook.skp(item.isi["skp_id"])
        return skp is not None and _take_over(item.isi, skp, _DARI_SKP[item.jenis])
    if item.jenis in _DARI_PENILAIAN and item.isi.get("penilaian_id"):
        nilai = outlook.penilaian(item.isi["penilaian_id"])
        if nilai is None:
            return False
        _take_over(item.isi, nilai, _DARI_PENILAIAN[item.jenis])
        if item.jenis == "putusan_keberatan" and (item.isi.get("diminta") or item.isi.get("penjelasan")):
            # Until he is asked, the assessor whom a decision names would read it.
            item.isi.setdefault("penilai_id", nilai.penilai_id)
        if item.jenis == "angka_kredit":
            _default_conversion(outlook, item.isi, nilai)
        return True
    return item.jenis not in OF_PERSON or _default_of_person(outlook, item)


def _take_over(isi: dict[str, Any], dari: Skp | Penilaian, names: tuple[str, ...]) -> bool:
    for nama in names:
        isi.setdefault(nama, getattr(dari, nama))
    return True


def _default_skp(outlook: Documents, item: Item) -> bool:
    """Fill in assessor, office, agency, place and layout of an SKP; False where the person's item was refused.

    The layout of a new one is chosen from post and setting as in the window; a stored one keeps what it has.
    """
    isi = item.isi
    pegawai = outlook.pegawai(isi["pegawai_id"])
    if pegawai is None:
        return False
    jabatan = pegawai.jabatan_pada(date.fromisoformat(isi["mulai"]))
    isi.setdefault("penilai_id", jabatan.penilai_id if jabatan else "")
    isi.setdefault("unit_kode", pegawai.unit_kode)
    unit = _unit(outlook, isi["unit_kode"])
    isi.setdefault("instansi", unit.instansi if unit else "")
    isi.setdefault("tempat", unit.tempat if unit else "")
    lama = outlook.stored.get(item.doc_id)
    if lama is not None and not lama.deleted:
        skp = decode_as(Skp, lama.body)
        kelompok, pendekatan = skp.kelompok, skp.pendekatan
    else:
        ketentuan = _ketentuan(outlook)
        kelompok = KelompokSkp(isi.get("kelompok") or kelompok_of(jabatan, ketentuan))
        pendekatan = pendekatan_of(kelompok, ketentuan)
    isi.setdefault("kelompok", kelompok)
    isi.setdefault("pendekatan", pendekatan)
    return True


def _default_of_person(outlook: Documents, item: Item) -> bool:
    """Fill in office and place from the person; False where his item was refused."""
    isi = item.isi
    pegawai = outlook.pegawai(isi["pegawai_id"])
    if pegawai is None:
        return False
    isi.setdefault("unit_kode", pegawai.unit_kode)
    if item.jenis in KINDS_OF_DEVELOPMENT:
        _default_guidance(outlook, item, pegawai)
    if "tempat" in KINDS[item.jenis].__struct_fields__:
        unit = _unit(outlook, isi["unit_kode"])
        isi.setdefault("tempat", unit.tempat if unit else "")
    if item.jenis == "capaian_unit":
        waktu = parse_periode(isi["periode"])
        jabatan = pegawai.jabatan_pada(waktu.selesai)
        isi.setdefault("unit_kerja", jabatan.unit_kerja if jabatan else "")
    return True


def _default_guidance(outlook: Documents, item: Item, pegawai: Pegawai) -> None:
    """Fill in the assessor of the person's post, who guides where nobody else is named (P6:78).

    A stored document keeps the assessor that it has; a feedback on guidance names those whom the guidance names.
    """
    isi, kolom = item.isi, KINDS[item.jenis].__struct_fields__
    if item.jenis == "umpan_balik_bimbingan" and (bimbingan := outlook.bimbingan(isi["bimbingan_id"])) is not None:
        for nama, orang in people_of_guidance(outlook, bimbingan, isi.get("tanggal")).items():
            isi.setdefault(nama, orang)
    lama = outlook.stored.get(item.doc_id)
    if lama is not None and not lama.deleted and "penilai_id" in kolom:
        isi.setdefault("penilai_id", msgspec.json.decode(lama.body).get("penilai_id") or "")
    hari = isi.get("tanggal") or isi.get("mulai")
    jabatan = pegawai.jabatan_pada(date.fromisoformat(hari) if hari else None)
    if "penilai_id" in kolom:
        isi.setdefault("penilai_id", jabatan.penilai_id if jabatan else "")
    if "pembimbing_id" in kolom:
        isi.setdefault("pembimbing_id", isi["penilai_id"])


def people_of_guidance(outlook: Documents, bimbingan: Coaching | Mentoring, tanggal: str | None) -> dict[str, str]:
    """Return whom the feedback on a guidance names: its assessor, its guide, and who reads it ("" where nobody may).

    It is the superior of the leader on the day of the guidance; where he guided himself, the one above him.
    """
    hari = bimbingan.tanggal or (date.fromisoformat(tanggal) if tanggal else None)
    atasan = _superior(outlook, bimbingan.pegawai_id, bimbingan.penilai_id, hari)
    if atasan and atasan == bimbingan.pembimbing_id:
        atasan = _superior(outlook, bimbingan.penilai_id, atasan, hari)
    if atasan in (bimbingan.pegawai_id, bimbingan.penilai_id, bimbingan.pembimbing_id):
        atasan = ""
    return {"penilai_id": bimbingan.penilai_id, "pembimbing_id": bimbingan.pembimbing_id, "atasan_id": atasan}


def _superior(outlook: Documents, pegawai_id: str, penilai_id: str, hari: date | None) -> str:
    """Return who is the assessor's superior as things will be, by the rule of ``jangkauan_keberatan.superior_of``."""
    for orang, kolom in ((pegawai_id, "atasan_penilai_id"), (penilai_id, "penilai_id")):
        pegawai = outlook.pegawai(orang) if orang else None
        jabatan = pegawai.jabatan_pada(hari) if pegawai is not None else None
        atasan = str(getattr(jabatan, kolom)) if jabatan is not None else ""
        if atasan and atasan not in (pegawai_id, penilai_id):
            return atasan
    return ""


def _default_conversion(outlook: Documents, isi: dict[str, Any], nilai: Penilaian) -> None:
    """Fill in days, months and level of a conversion: of the evaluation's period as far as its SKP covers it."""
    if isi.get("jenis", JenisAngkaKredit.KONVERSI) != JenisAngkaKredit.KONVERSI:
        return
    waktu, skp, pegawai = parse_periode(nilai.periode), outlook.skp(nilai.skp_id), outlook.pegawai(nilai.pegawai_id)
    mulai = max(waktu.mulai, skp.mulai) if skp else waktu.mulai
    selesai = min(waktu.selesai, skp.akhir) if skp else waktu.selesai
    if not isi.get("mulai") and not isi.get("selesai"):
        isi |= {"mulai": mulai.isoformat(), "selesai": selesai.isoformat()}
        isi.setdefault("bulan", whole_months(mulai, selesai))
    jabatan = pegawai.jabatan_pada(selesai) if pegawai else None
    isi.setdefault("jenjang", read_jenjang(jabatan.jabatan) if jabatan else None)


def _ketentuan(outlook: Documents) -> Ketentuan:
    """Return the agency's choices as they will be: the file's where it brings those of the highest office."""
    semua = [
        (item.milik, doc_id, isi)
        for doc_id, item in outlook.items.items()
        if isinstance(isi := outlook.built.get(doc_id), Ketentuan)
    ]
    if not semua:
        return read_ketentuan(outlook.kantor)
    semua += [
        (satu.scope, satu.doc_id, decode_as(Ketentuan, satu.body))
        for satu in outlook.kantor.store.find("ketentuan")
        if satu.doc_id not in outlook.items
    ]
    return min(semua, key=lambda satu: (len(satu[0]), satu[0], satu[1]))[2]


def _unit(outlook: Documents, kode: str) -> UnitKerja | None:
    """Return the office with this code as it will be; this office itself is always known."""
    if kode not in outlook.units:
        outlook.units[kode] = _find_unit(outlook, kode)
    return outlook.units[kode]


def _find_unit(outlook: Documents, kode: str) -> UnitKerja | None:
    for isi in outlook.built.values():
        if isinstance(isi, UnitKerja) and isi.kode == kode:
            return isi
    ketemu = [
        satu
        for satu in outlook.kantor.store.find("unit_kerja", where={"kode": kode})
        if satu.doc_id not in outlook.items
    ]
    if ketemu:
        return decode_as(UnitKerja, min(ketemu, key=lambda satu: satu.doc_id).body)
    profil = outlook.kantor.profil
    if kode == profil.kode:
        return UnitKerja(kode=kode, nama=profil.nama, instansi=profil.instansi, tempat=profil.tempat)
    return None
