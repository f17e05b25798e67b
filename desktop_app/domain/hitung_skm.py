"""What the answers of a survey add up to: means per element, the index, quality, profile; exact until it is shown.

NRR = sum of an element's marks / number of answers; index = sum of NRR x 1/9 over the nine elements; IKM = index x 25
(PermenPANRB 14/2017). 1/9 is taken exactly: with 0,11 the best possible unit would get 99,00 instead of 100.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from desktop_app.domain.istilah_pengembangan import JamSurvei, JenisKelamin, Pekerjaan, Pendidikan, UnsurSkm
from desktop_app.domain.survei_skm import JawabanSkm, PertanyaanSkm

PER_UNSUR = Fraction(1, len(UnsurSkm))
"""The weight of each element: 1/9."""
KALI = 25
"""From the index on 1 to 4 to the IKM on 25 to 100."""
NILAI_JAWABAN = (1, 2, 3, 4)
KELOMPOK_USIA: tuple[tuple[int, int], ...] = ((0, 20), (21, 30), (31, 40), (41, 50), (51, 60), (61, 200))
"""Age groups of the profile in years, both ends included (house: the law asks for the age only)."""


@dataclass(frozen=True, slots=True)
class MutuSkm:
    """One band of quality: its letter, its perception 1 to 4, its least and greatest IKM, and what it is called."""

    kode: str
    persepsi: int
    bawah: Decimal
    atas: Decimal
    kinerja: str


@dataclass(frozen=True, slots=True)
class NilaiUnsur:
    """One element: how many answered (``n``), the sum of marks, and the mean; None where nobody answered."""

    unsur: UnsurSkm
    n: int
    jumlah: int

    @property
    def nrr(self) -> Fraction | None:
        """The mean of the marks, exact."""
        return Fraction(self.jumlah, self.n) if self.n else None

    @property
    def tertimbang(self) -> Fraction | None:
        """The mean times 1/9, exact."""
        return None if self.nrr is None else self.nrr * PER_UNSUR


@dataclass(frozen=True, slots=True)
class NilaiTambahan:
    """An additional question, which does not count in the index: answers, sum, and how often each mark was given."""

    id: str
    n: int
    jumlah: int
    sebaran: tuple[int, int, int, int]

    @property
    def nrr(self) -> Fraction | None:
        """The mean of the marks, exact; None where nobody answered."""
        return Fraction(self.jumlah, self.n) if self.n else None


@dataclass(frozen=True, slots=True)
class IndeksSkm:
    """The index of a set of answers.

    ``ikm`` has two decimals, rounded half up, None while an element has no answer (``kosong`` names them); ``mutu`` is
    the band of that rounded value. ``terendah`` are the elements with the lowest mean, several where they tie, none
    where all that were answered have the same.
    """

    responden: int
    unsur: tuple[NilaiUnsur, ...]
    tambahan: tuple[NilaiTambahan, ...]
    indeks: Fraction | None
    ikm: Decimal | None
    mutu: MutuSkm | None
    terendah: tuple[UnsurSkm, ...]
    kosong: tuple[UnsurSkm, ...]


@dataclass(frozen=True, slots=True)
class ProfilResponden:
    """How many respondents there are of each kind; ``tidak_diisi`` counts those who left a member blank, by name."""

    kelamin: Mapping[JenisKelamin, int]
    usia: tuple[tuple[tuple[int, int], int], ...]
    pendidikan: Mapping[Pendidikan, int]
    pekerjaan: Mapping[Pekerjaan, int]
    jam: Mapping[JamSurvei, int]
    layanan: Mapping[str, int]
    tidak_diisi: Mapping[str, int]


def rounded(nilai: Fraction, desimal: int = 2) -> Decimal:
    """Return an exact value of at least zero rounded half up to ``desimal`` places."""
    kali = 10**desimal
    return Decimal((nilai * kali * 2 + 1) // 2).scaleb(-desimal)


def band_of(mutu: Sequence[MutuSkm], ikm: Decimal) -> MutuSkm:
    """Return the band of an IKM that has two decimals; raises ``ValueError`` for one outside 25 to 100."""
    for satu in mutu:
        if satu.bawah <= ikm <= satu.atas:
            return satu
    raise ValueError(str(ikm))


def compute_skm(
    pertanyaan: Sequence[PertanyaanSkm], jawaban: Iterable[JawabanSkm], mutu: Sequence[MutuSkm]
) -> IndeksSkm:
    """Return what the answers add up to; a blank, and what is no mark from 1 to 4, counts nowhere.

    The order of the answers says nothing. Who answered none of the elements' questions is no respondent.
    """
    hitung: dict[str, Counter[int]] = {satu.id: Counter() for satu in pertanyaan}
    responden = 0
    for satu in jawaban:
        for p, n in satu.jawaban.items():
            if p in hitung and n in NILAI_JAWABAN:
                hitung[p][n] += 1
        responden += is_respondent(pertanyaan, satu)
    unsur = tuple(_element(u, [hitung[p.id] for p in pertanyaan if p.unsur is u]) for u in UnsurSkm)
    tambahan = tuple(
        NilaiTambahan(
            p.id,
            hitung[p.id].total(),
            _sum(hitung[p.id]),
            (hitung[p.id][1], hitung[p.id][2], hitung[p.id][3], hitung[p.id][4]),
        )
        for p in pertanyaan
        if p.unsur is None
    )
    kosong = tuple(satu.unsur for satu in unsur if not satu.n)
    ada = [(satu.nrr, satu.unsur) for satu in unsur if satu.nrr is not None]
    rendah = min((nrr for nrr, _ in ada), default=None)
    indeks = None if kosong else sum((nrr for nrr, _ in ada), Fraction(0)) * PER_UNSUR
    ikm = None if indeks is None else rounded(indeks * KALI)
    return IndeksSkm(
        responden=responden,
        unsur=unsur,
        tambahan=tambahan,
        indeks=indeks,
        ikm=ikm,
        mutu=None if ikm is None else band_of(mutu, ikm),
        terendah=tuple(u for nrr, u in ada if nrr == rendah) if len(ada) == 1 or len({n for n, _ in ada}) > 1 else (),
        kosong=kosong,
    )


def is_respondent(pertanyaan: Iterable[PertanyaanSkm], jawaban: JawabanSkm) -> bool:
    """Return whether somebody answered at least one question about an element; additional ones alone do not count."""
    return any(jawaban.jawaban.get(satu.id) in NILAI_JAWABAN for satu in pertanyaan if satu.unsur is not None)


def _element(unsur: UnsurSkm, hitung: Sequence[Counter[int]]) -> NilaiUnsur:
    return NilaiUnsur(unsur, sum(satu.total() for satu in hitung), sum(map(_sum, hitung)))


def _sum(hitung: Counter[int]) -> int:
    return sum(nilai * kali for nilai, kali in hitung.items())


def profile_of(jawaban: Iterable[JawabanSkm]) -> ProfilResponden:
    """Return how many respondents there are of each kind; each list is in the order of the questionnaire."""
    kelamin: Counter[JenisKelamin] = Counter()
    pendidikan: Counter[Pendidikan] = Counter()
    pekerjaan: Counter[Pekerjaan] = Counter()
    jam: Counter[JamSurvei] = Counter()
    layanan: Counter[str] = Counter()
    usia: Counter[tuple[int, int]] = Counter()
    kosong: Counter[str] = Counter()
    for satu in jawaban:
        kelompok = next((k for k in KELOMPOK_USIA if satu.usia is not None and k[0] <= satu.usia <= k[1]), None)
        for nama, nilai, hitung in (
            ("kelamin", satu.kelamin, kelamin),
            ("usia", kelompok, usia),
            ("pendidikan", satu.pendidikan, pendidikan),
            ("pekerjaan", satu.pekerjaan, pekerjaan),
            ("jam", satu.jam, jam),
            ("layanan", satu.layanan_id, layanan),
        ):
            if nilai:
                hitung[nilai] += 1  # type: ignore[index]  # each counter takes its own kind of value
            else:
                kosong[nama] += 1
    return ProfilResponden(
        kelamin={satu: kelamin[satu] for satu in JenisKelamin},
        usia=tuple((satu, usia[satu]) for satu in KELOMPOK_USIA),
        pendidikan={satu: pendidikan[satu] for satu in Pendidikan},
        pekerjaan={satu: pekerjaan[satu] for satu in Pekerjaan},
        jam={satu: jam[satu] for satu in JamSurvei},
        layanan=dict(sorted(layanan.items())),
        tidak_diisi=dict(sorted(kosong.items())),
    )


def sample_needed(tabel: Sequence[tuple[int, int]], populasi: int) -> int:
    """Return how many respondents a population asks for: the table's row, of values in between the next larger one.

    Nobody served asks for nobody; a population above the table for its last row; never more than there are.
    """
    if populasi <= 0:
        return 0
    perlu = next((s for n, s in tabel if n >= populasi), tabel[-1][1])
    return min(perlu, populasi)
