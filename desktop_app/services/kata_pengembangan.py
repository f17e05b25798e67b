"""Words of development on paper and screen: sources of needs, forms of learning, how far a step is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.domain.istilah_pengembangan import BentukPengembangan, StatusButir, SumberKebutuhan

SUMBER: Mapping[SumberKebutuhan, str] = MappingProxyType(
    {
        SumberKebutuhan.KOMPETENSI: "Penilaian kompetensi",
        SumberKebutuhan.HASIL_RENDAH: "Hasil evaluasi",
        SumberKebutuhan.UMPAN_BALIK: "Umpan balik",
        SumberKebutuhan.BIMBINGAN: "Bimbingan kinerja",
        SumberKebutuhan.SKM: "Survei kepuasan masyarakat",
        SumberKebutuhan.LAINNYA: "Ditambahkan sendiri",
    }
)
BENTUK: Mapping[BentukPengembangan, str] = MappingProxyType(
    {
        BentukPengembangan.PELATIHAN: "Pelatihan",
        BentukPengembangan.SEMINAR: "Seminar atau bimbingan teknis",
        BentukPengembangan.COACHING: "Coaching",
        BentukPengembangan.MENTORING: "Mentoring",
        BentukPengembangan.BELAJAR_MANDIRI: "Belajar mandiri",
        BentukPengembangan.MAGANG: "Magang",
        BentukPengembangan.PENUGASAN: "Penugasan",
        BentukPengembangan.LAINNYA: "Lainnya",
    }
)
STATUS: Mapping[StatusButir, str] = MappingProxyType(
    {
        StatusButir.DIRENCANAKAN: "Direncanakan",
        StatusButir.BERJALAN: "Berjalan",
        StatusButir.SELESAI: "Selesai",
        StatusButir.BATAL: "Batal",
    }
)
"""Written on paper in Indonesian; the window translates them where it shows them."""
