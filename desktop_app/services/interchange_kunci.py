"""Natural keys of the kinds of an interchange file, and which kinds must be found first (docs/spec/interchange.md)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.domain.codec import DARI_KABUPATEN, KINDS_OF_UNIT, OF_PERSON
from desktop_app.services.interchange_baca import Item

MENURUT_REF = (
    "pengaduan",
    "perbaikan_layanan",
    "coaching",
    "mentoring",
    "evaluasi_kompetensi",
    "tindak_lanjut",
    "indikator_outcome",
)
"""Kinds of which there may be several alike, so that only a ``ref`` tells one from another."""
KUNCI: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "unit_kerja": ("kode",),
        "pegawai": ("nip",),
        "periode": ("kode",),
        "ketentuan": (),
        "kalender": ("tahun",),
        "templat_skp": ("nama",),
        "skp": ("pegawai_id", "mulai", "selesai"),
        "penilaian": ("skp_id", "periode"),
        "matriks": ("pegawai_id", "tahun", "tim"),
        "manual_indikator": ("skp_id", "hasil_id", "indikator_id"),
        "workblock": ("pegawai_id", "tahun", "judul"),
        "adendum": ("skp_id", "nomor"),
        "serah_terima": ("pegawai_id", "mulai"),
        "rencana_aksi": ("skp_id", "periode"),
        "jurnal": ("pegawai_id", "minggu"),
        "umpan_balik": (),
        "capaian_unit": ("pegawai_id", "periode"),
        "evaluasi_diri": ("skp_id", "periode"),
        "dokumen_evaluasi": ("penilaian_id",),
        "putusan_keberatan": ("penilaian_id",),
        "angka_kredit": ("penilaian_id",),
        "templat_pertanyaan": ("nama",),
        "standar_kompetensi": ("nama",),
        "putaran": ("nama",),
        "survei_skm": ("nama",),
        "lembar_skm": ("survei_id", "nomor"),
        "umpan_balik_bimbingan": ("bimbingan_id",),
        "rencana_pengembangan": ("pegawai_id", "tahun"),
        **dict.fromkeys(MENURUT_REF, ()),
    }
)
"""The members of which the natural key is made; a kind without any has one document in each office."""
BOLEH_KOSONG = frozenset({"tim"})
BUKAN_KOLOM = frozenset({"hasil_id"})
"""Members of keys that no view has; what remains of the key tells documents apart as well."""
SATU_TIAP_KANTOR = frozenset({"periode", *DARI_KABUPATEN, "putaran", "survei_skm"})
"""Kinds of which every office has its own with the same key."""
MILIK_KANTOR_INI = frozenset({"pegawai", *DARI_KABUPATEN, *KINDS_OF_UNIT})
"""Kinds that are this office's where no ``unit_kode`` is told and they are about nobody else."""
DARI_SENDIRI = (
    *("unit_kerja", "pegawai", "periode", *DARI_KABUPATEN),
    *("putaran", "survei_skm", "pengaduan", "perbaikan_layanan"),
)
DARI_PEGAWAI = (
    *("skp", "matriks", "workblock", "serah_terima", "jurnal", "umpan_balik", "capaian_unit"),
    *("coaching", "mentoring", "evaluasi_kompetensi"),
    *("rencana_pengembangan", "tindak_lanjut", "indikator_outcome"),
)
DARI_DUA = ("survei_skm", "coaching")
DARI_INDUK = ("lembar_skm", "umpan_balik_bimbingan")
DARI_SKP = ("penilaian", "manual_indikator", "adendum", "rencana_aksi", "evaluasi_diri")
DARI_PENILAIAN = ("dokumen_evaluasi", "putusan_keberatan", "angka_kredit")
"""The kinds by what their keys need: nothing else, people, a survey or a guidance (``DARI_DUA``), SKPs, evaluations."""
_MILIK_DARI: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("penilaian", "adendum", "rencana_aksi", "evaluasi_diri"), "skp_id"),
        **dict.fromkeys(DARI_PENILAIAN, "penilaian_id"),
        "lembar_skm": "survei_id",
    }
)


def is_named_by_ref(item: Item) -> bool:
    """Tell whether only its ``ref`` names a document.

    So are a person without NIP, a manual of an SKP that is not here, a feedback, a determination of credit points, an
    answer at the screen, and what there may be several of alike.
    """
    if item.jenis == "pegawai":
        return not item.isi.get("nip")
    if item.jenis == "umpan_balik" or item.jenis in MENURUT_REF:
        return True
    if item.jenis == "lembar_skm":
        return not item.isi.get("nomor")
    if item.jenis == "angka_kredit":
        return not item.isi.get("penilaian_id")
    return item.jenis == "manual_indikator" and not all(map(item.isi.get, KUNCI[item.jenis]))


def key_by_ref(item: Item) -> str:
    """Return the key of an item that only its ``ref`` names; a person's own refs never meet another person's."""
    if item.jenis == "lembar_skm":
        survei_id = item.isi.get("survei_id")
        return f"{survei_id}/{item.ref}" if survei_id and item.ref else ""
    if item.jenis in ("umpan_balik", "angka_kredit", *MENURUT_REF) and item.jenis in OF_PERSON:
        pegawai_id = item.isi.get("pegawai_id")
        return f"{pegawai_id}/{item.ref}" if pegawai_id and item.ref else ""
    return item.ref


def owner_member(item: Item) -> str:
    """Return the member that names the document from which an item has its office; empty for its own."""
    atas = _MILIK_DARI.get(item.jenis, "pegawai_id" if item.jenis in OF_PERSON else "")
    return "pegawai_id" if atas == "penilaian_id" and not item.isi.get(atas) else atas
