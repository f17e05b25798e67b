"""Spread of one assessor's ratings beside those of others: counts, and shares drawn towards the office's where few.

A picture before signing, never a judgement: nothing here says that a rating is wrong, and below ``N_TERKECIL`` people
only counts are given. Shares are beta-binomial, means of ratings normal, both with one stated prior
(``KEKUATAN_AWAL`` imagined people rated as everybody is). Formulas and an example: docs/spec/fairness.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from desktop_app.domain.istilah import Predikat, Rating

N_TERKECIL = 5
"""Below so many people nothing is compared: a share of three people is one person."""
KEKUATAN_AWAL = 8.0
"""How many imagined people, rated as the office rates, stand beside the real ones."""
NILAI_HALO = 3
"""So many core values must have feedback before "all the same" says anything."""
BEDA_BAGIAN = 0.15
"""From this difference of shares on words call one higher: about one person in seven."""
BEDA_URUTAN = 0.25
"""From this difference of means on words call one higher: one person in four rated one step differently."""
URUTAN = {Rating.DIBAWAH: 1, Rating.SESUAI: 2, Rating.DIATAS: 3}
"""Ratings as ranks: an order, not a measure; the step from one to the next means nothing more than "next"."""


class Arah(StrEnum):
    """How one assessor stands beside the others, in words: too few to tell, lower, alike, higher."""

    TERLALU_SEDIKIT = "terlalu_sedikit"
    LEBIH_RENDAH = "lebih_rendah"
    SERUPA = "serupa"
    LEBIH_TINGGI = "lebih_tinggi"


class NilaiRingkas(msgspec.Struct, frozen=True, kw_only=True):
    """What counts of one evaluation: both ratings, its predicate, how its core values look, whether it has evidence.

    ``tanda`` has for each core value with feedback the set of signs on it (or of its words, where nothing was signed).
    """

    hasil: Rating
    perilaku: Rating
    predikat: Predikat | None = None
    tanda: tuple[frozenset[str], ...] = ()
    berdasar: bool = False


class Ukuran(msgspec.Struct, frozen=True, kw_only=True):
    """Counts over the evaluations of one assessor, or of everybody; whole people everywhere.

    ``sama`` is how many have the commonest pair of ratings, ``halo`` in how many of ``dapat_halo`` every core value
    with feedback looks the same, ``tanpa_dasar`` how many have neither a journal entry, feedback nor evidence.
    """

    n: int = 0
    sama: int = 0
    urutan_hasil: int = 0
    urutan_perilaku: int = 0
    dapat_halo: int = 0
    halo: int = 0
    tanpa_dasar: int = 0
    predikat: tuple[tuple[Predikat, int], ...] = ()


class Bagian(msgspec.Struct, frozen=True, kw_only=True):
    """One share or mean: as counted (``k`` of ``n``), drawn towards the office's (``taksiran``), and the office's own.

    For a mean ``k`` is the sum of ranks. ``taksiran`` and ``kantor`` are None where there are too few to compare.
    """

    k: int
    n: int
    taksiran: float | None = None
    kantor: float | None = None
    arah: Arah = Arah.TERLALU_SEDIKIT


class Sebaran(msgspec.Struct, frozen=True, kw_only=True):
    """The picture of one assessor: counts, and each share beside the office's, with how many people each rests on.

    ``n_lain`` is how many people of the office others rated; ``Bagian.kantor`` is told of these.
    """

    ukuran: Ukuran
    n_lain: int
    sama: Bagian
    hasil: Bagian
    perilaku: Bagian
    halo: Bagian
    tanpa_dasar: Bagian


def is_halo(tanda: Sequence[frozenset[str]]) -> bool:
    """Tell whether every core value with feedback looks the same; False where too few have any."""
    return len(tanda) >= NILAI_HALO and len(set(tanda)) == 1


def measure(semua: Iterable[NilaiRingkas]) -> Ukuran:
    """Return the counts over these evaluations; their order does not matter."""
    nilai = list(semua)
    pasangan = Counter((satu.hasil, satu.perilaku) for satu in nilai)
    predikat = Counter(satu.predikat for satu in nilai if satu.predikat is not None)
    return Ukuran(
        n=len(nilai),
        sama=max(pasangan.values(), default=0),
        urutan_hasil=sum(URUTAN[satu.hasil] for satu in nilai),
        urutan_perilaku=sum(URUTAN[satu.perilaku] for satu in nilai),
        dapat_halo=sum(len(satu.tanda) >= NILAI_HALO for satu in nilai),
        halo=sum(is_halo(satu.tanda) for satu in nilai),
        tanpa_dasar=sum(not satu.berdasar for satu in nilai),
        predikat=tuple((satu, predikat[satu]) for satu in Predikat),
    )


def base_share(k: int, n: int) -> float:
    """Return the office's share; half a person on each side keeps it away from "nobody" and "everybody"."""
    return (k + 0.5) / (n + 1.0)


def shrink_share(k: int, n: int, kantor: float, kekuatan: float = KEKUATAN_AWAL) -> float:
    """Return the share of ``k`` in ``n`` drawn towards ``kantor``: the mean of a beta posterior; for no people, it."""
    return (k + kekuatan * kantor) / (n + kekuatan)


def shrink_mean(jumlah: int, n: int, kantor: float, kekuatan: float = KEKUATAN_AWAL) -> float:
    """Return the mean rank of ``n`` people whose ranks add up to ``jumlah``, drawn towards ``kantor``."""
    return (jumlah + kekuatan * kantor) / (n + kekuatan)


def compare(penilai: Sequence[NilaiRingkas], lain: Sequence[NilaiRingkas]) -> Sebaran:
    """Return the picture of an assessor beside the people of an office whom others assess.

    His own people are left out of what he is compared with: in a small office they would be most of it. Compared is
    only where he rated ``N_TERKECIL`` people and others as many; else the figure would be somebody's alone.
    """
    satu, kantor = measure(penilai), measure(lain)
    return Sebaran(
        ukuran=satu,
        n_lain=kantor.n,
        sama=_share(satu.sama, satu.n, kantor.sama, kantor.n),
        hasil=_mean(satu.urutan_hasil, satu.n, kantor.urutan_hasil, kantor.n),
        perilaku=_mean(satu.urutan_perilaku, satu.n, kantor.urutan_perilaku, kantor.n),
        halo=_share(satu.halo, satu.dapat_halo, kantor.halo, kantor.dapat_halo),
        tanpa_dasar=_share(satu.tanpa_dasar, satu.n, kantor.tanpa_dasar, kantor.n),
    )


def _share(k: int, n: int, k_kantor: int, n_kantor: int) -> Bagian:
    if n < N_TERKECIL or n_kantor < N_TERKECIL:
        return Bagian(k=k, n=n)
    kantor = base_share(k_kantor, n_kantor)
    taksiran = shrink_share(k, n, kantor)
    return Bagian(k=k, n=n, taksiran=taksiran, kantor=kantor, arah=direction(taksiran - kantor, BEDA_BAGIAN))


def _mean(jumlah: int, n: int, jumlah_kantor: int, n_kantor: int) -> Bagian:
    if n < N_TERKECIL or n_kantor < N_TERKECIL:
        return Bagian(k=jumlah, n=n)
    kantor = jumlah_kantor / n_kantor
    taksiran = shrink_mean(jumlah, n, kantor)
    return Bagian(k=jumlah, n=n, taksiran=taksiran, kantor=kantor, arah=direction(taksiran - kantor, BEDA_URUTAN))


def direction(beda: float, batas: float) -> Arah:
    """Return a difference in words; what is smaller than ``batas`` is alike."""
    if abs(beda) < batas:
        return Arah.SERUPA
    return Arah.LEBIH_TINGGI if beda > 0 else Arah.LEBIH_RENDAH
