"""Natural keys of the kinds of an interchange file, and which kinds must be found first (docs/spec/interchange.md)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.services.interchange_baca import Item

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
    }
)
"""The members of which the natural key is made; a kind without any has one document in each office."""
BOLEH_KOSONG = frozenset({"tim"})
BUKAN_KOLOM = frozenset({"hasil_id"})
"""Members of keys that no view has; what remains of the key tells documents apart as well."""
SATU_TIAP_KANTOR = frozenset({"periode", "ketentuan", "kalender", "templat_skp"})
"""Kinds of which every office has its own with the same key."""
MILIK_KANTOR_INI = frozenset({"pegawai", "ketentuan", "kalender", "templat_skp"})
"""Kinds that are this office's where no ``unit_kode`` is told and they are about nobody else."""
DARI_SENDIRI = ("unit_kerja", "pegawai", "periode", "ketentuan", "kalender", "templat_skp")
DARI_PEGAWAI = ("skp", "matriks", "workblock", "serah_terima")
DARI_SKP = ("penilaian", "manual_indikator", "adendum")
"""The kinds by what their keys need: nothing else, people, SKPs."""


def is_named_by_ref(item: Item) -> bool:
    """Tell whether only its ``ref`` names a document: a person without NIP, a manual of an SKP that is not here."""
    if item.jenis == "pegawai":
        return not item.isi.get("nip")
    return item.jenis == "manual_indikator" and not all(map(item.isi.get, KUNCI[item.jenis]))
