"""What a follow-up says in words: its kind, its state, and itself in one line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import JenisTindakLanjut, StatusButir
from desktop_app.domain.tindak_lanjut import TindakLanjutEvaluasi
from desktop_app.i18n import _

JENIS: Mapping[JenisTindakLanjut, str] = MappingProxyType(
    {
        JenisTindakLanjut.PENGHARGAAN: "Penghargaan",
        JenisTindakLanjut.KARIER: "Karier",
        JenisTindakLanjut.PELATIHAN: "Pelatihan",
        JenisTindakLanjut.PEMBINAAN: "Pembinaan",
        JenisTindakLanjut.PERUBAHAN_TUGAS: "Perubahan tugas",
        JenisTindakLanjut.USULAN_SANKSI: "Usulan sanksi",
    }
)
"""The kinds, in the order in which they are offered."""
STATUS: Mapping[StatusButir, str] = MappingProxyType(
    {
        StatusButir.DIRENCANAKAN: "Direncanakan",
        StatusButir.BERJALAN: "Berjalan",
        StatusButir.SELESAI: "Selesai",
        StatusButir.BATAL: "Dibatalkan",
    }
)


def jenis_text(jenis: JenisTindakLanjut) -> str:
    """Return a kind in words."""
    return _(JENIS[jenis])


def status_text(status: StatusButir, lewat: int = 0) -> str:
    """Return a state in words; of one that is overdue with the number of calendar days."""
    kata = _(STATUS[status])
    return _("{status}, lewat {hari} hari").format(status=kata, hari=lewat) if lewat else kata


def follow_up_text(isi: TindakLanjutEvaluasi) -> str:
    """Return a follow-up in one line: "Pelatihan – Arsip digital (paling lambat 31 Maret 2027)"."""
    teks = f"{jenis_text(isi.jenis)} – {' '.join(isi.uraian.split())}"
    if isi.tenggat is None:
        return teks
    return _("{teks} (paling lambat {tanggal})").format(teks=teks, tanggal=format_tanggal(isi.tenggat))
