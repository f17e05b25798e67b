"""What may follow a predicate: suggestions with their page, from which a person chooses; nothing follows by itself.

The regulation names rewards (P6:17, 119), guidance (P6:78), training and development (P6:117). Sanctions follow other
regulations alone (P6:17 Ps 33, 119 D) and are therefore never suggested here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.istilah_pengembangan import JenisTindakLanjut


class UsulanTindakLanjut(msgspec.Struct, frozen=True, kw_only=True):
    """One suggestion: what kind, its words, and where the regulation speaks of it."""

    jenis: JenisTindakLanjut
    uraian: str
    dasar: str


def _satu(jenis: JenisTindakLanjut, uraian: str, dasar: str) -> UsulanTindakLanjut:
    return UsulanTindakLanjut(jenis=jenis, uraian=uraian, dasar=dasar)


_SUKSESI = _satu(
    JenisTindakLanjut.PENGHARGAAN,
    "Prioritas untuk diikutsertakan dalam program kelompok rencana suksesi",
    "PermenPANRB 6/2022 Pasal 31 ayat (1) huruf a, hlm. 17 dan 119",
)
_KOMPETENSI = _satu(
    JenisTindakLanjut.PENGHARGAAN,
    "Prioritas untuk pengembangan kompetensi",
    "PermenPANRB 6/2022 Pasal 31 ayat (1) huruf b, hlm. 17 dan 119",
)
_KARIER = _satu(
    JenisTindakLanjut.KARIER,
    "Dipertimbangkan dalam mutasi dan promosi",
    "PermenPANRB 6/2022 lampiran, hlm. 117 angka 12 huruf d",
)
_PELATIHAN = _satu(
    JenisTindakLanjut.PELATIHAN,
    "Tentukan kebutuhan pendidikan dan/atau pelatihan",
    "PermenPANRB 6/2022 lampiran, hlm. 117 angka 12 huruf a",
)
_BIMBINGAN = _satu(
    JenisTindakLanjut.PEMBINAAN,
    "Bimbingan kinerja: coaching atau mentoring",
    "PermenPANRB 6/2022 lampiran, hlm. 78 huruf D",
)
_KONSELING = _satu(
    JenisTindakLanjut.PEMBINAAN,
    "Bicarakan perilaku kerjanya lebih dulu; konseling kinerja bila belum ada perubahan",
    "PermenPANRB 6/2022 lampiran, hlm. 85–86",
)
_MASALAH = _satu(
    JenisTindakLanjut.PERUBAHAN_TUGAS,
    "Tindak lanjuti permasalahan yang dicatat: bila perlu sesuaikan tugas atau sumber daya",
    "PermenPANRB 6/2022 lampiran, hlm. 70 dan 117 angka 12 huruf f",
)
USULAN: Mapping[Predikat, tuple[UsulanTindakLanjut, ...]] = MappingProxyType(
    {
        Predikat.SANGAT_BAIK: (_SUKSESI, _KOMPETENSI, _KARIER),
        Predikat.BAIK: (_KOMPETENSI,),
        Predikat.BUTUH_PERBAIKAN: (_BIMBINGAN, _PELATIHAN),
        Predikat.KURANG: (_BIMBINGAN, _PELATIHAN, _MASALAH),
        Predikat.SANGAT_KURANG: (_BIMBINGAN, _PELATIHAN, _MASALAH),
    }
)
"""Which suggestions stand beside each predicate; the regulation binds none of them to a predicate (house)."""


def propose_follow_ups(predikat: Predikat | None, perilaku: Rating | None = None) -> tuple[UsulanTindakLanjut, ...]:
    """Return what may follow; nothing where there is no predicate.

    Where behaviour is rated DIBAWAH a talk about it stands among them, for that is where counselling begins (P6:85).
    """
    if predikat is None:
        return ()
    semua = USULAN[predikat]
    return (*semua, _KONSELING) if perilaku is Rating.DIBAWAH else semua
