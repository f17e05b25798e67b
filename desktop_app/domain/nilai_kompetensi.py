"""The value of a competency from its indicators, and what keeps an assessment from being finished (P6:84-85)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from desktop_app.domain.istilah_pengembangan import KelompokKompetensi
from desktop_app.domain.kompetensi import EvaluasiKompetensi, NilaiKompetensi
from desktop_app.domain.temuan import Temuan

INDIKATOR = (1, 2, 3)
"""The indicators of a level by their numbers."""
SESUAI = 3
"""The value of a competency that meets the standard of the post (P6:85)."""
TERTINGGI = 5
LEVEL_TERTINGGI = 5
MAKS_ALASAN = 2000
"""Letters of one reason."""
MAKS_KOMPETENSI = 60
"""So many competencies can be assessed at once; a longer list is not meant."""


def proposed(terpenuhi: tuple[int, ...]) -> int:
    """Return the value that the met indicators mean: none 1, one or two 2, all three 3 (P6:84-85)."""
    jumlah = len(set(terpenuhi) & set(INDIKATOR))
    return (1, 2, 2, 3)[jumlah]


def with_indicators(nilai: NilaiKompetensi, terpenuhi: tuple[int, ...]) -> NilaiKompetensi:
    """Return a competency with these indicators met and the value they mean; 4 and 5 stay while all three are met."""
    bersih = tuple(sorted(set(terpenuhi) & set(INDIKATOR)))
    usul = proposed(bersih)
    tetap = nilai.nilai_kompetensi
    baru = tetap if usul == SESUAI and tetap is not None and tetap > SESUAI else usul
    return msgspec.structs.replace(nilai, terpenuhi=bersih, nilai_kompetensi=baru)


def fits(nilai: NilaiKompetensi) -> bool:
    """Tell whether a value is one that the indicators allow: what they mean, or 4 and 5 where all three are met."""
    if nilai.nilai_kompetensi is None:
        return True
    usul = proposed(nilai.terpenuhi)
    return nilai.nilai_kompetensi == usul or (usul == SESUAI and SESUAI < nilai.nilai_kompetensi <= TERTINGGI)


def gap(nilai: NilaiKompetensi) -> int | None:
    """Return how far a value is below (negative) or above "sesuai standar"; None where none is given."""
    return None if nilai.nilai_kompetensi is None else nilai.nilai_kompetensi - SESUAI


def is_shaped(nilai: NilaiKompetensi) -> bool:
    """Tell whether what is typed is a competency at all: its numbers within the scale, its words not endless."""
    angka = nilai.nilai_kompetensi
    return (
        (angka is None or 1 <= angka <= TERTINGGI)
        and 0 <= nilai.level <= LEVEL_TERTINGGI
        and set(nilai.terpenuhi) <= set(INDIKATOR)
        and len(set(nilai.terpenuhi)) == len(nilai.terpenuhi)
        and len(nilai.alasan) <= MAKS_ALASAN
    )


def findings_of(isi: EvaluasiKompetensi) -> Iterator[Temuan]:
    """Yield what an assessment lacks before it can be finished, and what only needs a look."""
    if not isi.pembimbing_id:
        yield Temuan("kompetensi_tanpa_penanda_tangan", "pembimbing_id", penting=True)
    if isi.pembimbing_id == isi.pegawai_id:
        yield Temuan("kompetensi_diri_sendiri", "pembimbing_id", penting=True)
    if not isi.kompetensi:
        yield Temuan("kompetensi_kosong", "kompetensi", penting=True)
    for satu in isi.kompetensi:
        jalur = f"kompetensi/#{satu.id}"
        nama = satu.nama or satu.id
        if satu.kelompok is KelompokKompetensi.TEKNIS and not satu.nama.strip():
            yield Temuan("kompetensi_tanpa_nama", f"{jalur}/nama", penting=True)
        if satu.nilai_kompetensi is None:
            yield Temuan("kompetensi_belum_dinilai", f"{jalur}/nilai_kompetensi", penting=True, nama=nama)
            continue
        if not fits(satu):
            yield Temuan("kompetensi_nilai_beda", f"{jalur}/nilai_kompetensi", penting=True, nama=nama)
        if not satu.alasan.strip():
            yield Temuan("kompetensi_tanpa_alasan", f"{jalur}/alasan", penting=True, nama=nama)
        if not satu.level:
            yield Temuan("kompetensi_tanpa_level", f"{jalur}/level", nama=nama)
    turun = [satu for satu in isi.kompetensi if (gap(satu) or 0) < 0]
    if turun and not isi.rekomendasi.strip():
        yield Temuan("kompetensi_tanpa_rekomendasi", "rekomendasi", jumlah=len(turun))
