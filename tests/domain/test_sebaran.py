"""The spread of ratings: few people are drawn to the office, order does not matter, below five nobody is compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.sebaran import (
    KEKUATAN_AWAL,
    N_TERKECIL,
    Arah,
    NilaiRingkas,
    base_share,
    compare,
    direction,
    is_halo,
    measure,
    shrink_mean,
    shrink_share,
)

TANDA = st.lists(st.frozensets(st.sampled_from(["positif", "campuran"]), min_size=1), max_size=7).map(tuple)
NILAI = st.builds(
    NilaiRingkas,
    hasil=st.sampled_from(Rating),
    perilaku=st.sampled_from(Rating),
    predikat=st.sampled_from([None, *Predikat]),
    tanda=TANDA,
    berdasar=st.booleans(),
)
BAGIAN = st.floats(min_value=0.01, max_value=0.99)


def rated(hasil: Rating, n: int, **fields: object) -> list[NilaiRingkas]:
    """Return ``n`` evaluations with the same ratings."""
    return [NilaiRingkas(hasil=hasil, perilaku=Rating.SESUAI, **fields)] * n  # type: ignore[arg-type]


@given(BAGIAN, st.integers(0, 300), st.data())
def test_that_a_share_lies_between_the_count_and_the_office_and_is_the_office_for_nobody(
    kantor: float, n: int, data: st.DataObject
) -> None:
    k = data.draw(st.integers(0, n))
    taksiran = shrink_share(k, n, kantor)
    mentah = k / n if n else kantor
    assert min(mentah, kantor) - 1e-12 <= taksiran <= max(mentah, kantor) + 1e-12
    assert shrink_share(0, 0, kantor) == pytest.approx(kantor)


@given(BAGIAN, st.integers(1, 300), st.integers(1, 30), st.data())
def test_that_a_share_comes_nearer_to_the_count_the_more_people_and_rises_with_it(
    kantor: float, n: int, kali: int, data: st.DataObject
) -> None:
    k = data.draw(st.integers(0, n))
    sedikit, banyak = shrink_share(k, n, kantor), shrink_share(k * kali, n * kali, kantor)
    assert abs(banyak - k / n) <= abs(sedikit - k / n) + 1e-12
    if k < n:
        assert shrink_share(k + 1, n, kantor) > sedikit
    assert shrink_share(k, n, min(kantor + 0.005, 1.0)) > sedikit


@given(st.integers(0, 200), st.floats(min_value=1, max_value=3), st.data())
def test_that_a_mean_of_ranks_lies_between_its_own_and_the_office(n: int, kantor: float, data: st.DataObject) -> None:
    jumlah = data.draw(st.integers(n, 3 * n))
    mentah = jumlah / n if n else kantor
    assert min(mentah, kantor) - 1e-9 <= shrink_mean(jumlah, n, kantor) <= max(mentah, kantor) + 1e-9


@given(st.lists(NILAI, max_size=25), st.lists(NILAI, max_size=25), st.randoms(use_true_random=False))
def test_that_the_order_of_people_changes_nothing(
    penilai: list[NilaiRingkas], lain: list[NilaiRingkas], acak: object
) -> None:
    asli = compare(penilai, lain)
    acak.shuffle(lain)  # type: ignore[attr-defined]
    acak.shuffle(penilai)  # type: ignore[attr-defined]
    assert compare(penilai, lain) == asli


@given(st.lists(NILAI, max_size=25), st.lists(NILAI, max_size=25))
def test_that_counts_are_whole_people_and_few_are_never_compared(
    penilai: list[NilaiRingkas], lain: list[NilaiRingkas]
) -> None:
    gambar = compare(penilai, lain)
    u = gambar.ukuran
    assert u.n == len(penilai)
    assert 0 <= u.halo <= u.dapat_halo <= u.n
    assert (u.sama > 0) == (u.n > 0)
    assert sum(n for _, n in u.predikat) <= u.n
    sedikit = len(penilai) < N_TERKECIL or len(lain) < N_TERKECIL
    for bagian in (gambar.sama, gambar.hasil, gambar.perilaku, gambar.tanpa_dasar):
        assert (bagian.taksiran is None) is sedikit
        assert (bagian.arah is Arah.TERLALU_SEDIKIT) is sedikit


def test_that_the_worked_example_of_the_specification_comes_out() -> None:
    """docs/spec/fairness.md: six people all rated above, beside eighteen of others, of whom six are rated above."""
    penilai = rated(Rating.DIATAS, 6, berdasar=True)
    lain = rated(Rating.SESUAI, 12) + rated(Rating.DIATAS, 6, berdasar=True)
    gambar = compare(penilai, lain)
    assert (gambar.sama.k, gambar.sama.n, gambar.n_lain) == (6, 6, 18)
    assert gambar.sama.kantor == pytest.approx(12.5 / 19)
    assert gambar.sama.taksiran == pytest.approx((6 + KEKUATAN_AWAL * 12.5 / 19) / 14)
    assert gambar.sama.arah is Arah.SERUPA
    assert gambar.hasil.kantor == pytest.approx(42 / 18)
    assert gambar.hasil.taksiran == pytest.approx((18 + 8 * 42 / 18) / 14)
    assert gambar.hasil.arah is Arah.LEBIH_TINGGI
    assert gambar.tanpa_dasar.k == 0
    assert gambar.tanpa_dasar.arah is Arah.LEBIH_RENDAH
    assert gambar.halo == compare([], []).halo


def test_that_halo_needs_several_values_and_all_of_them_alike() -> None:
    baik, campur = frozenset({"positif"}), frozenset({"positif", "campuran"})
    assert is_halo([baik] * 3)
    assert not is_halo([baik] * 2)
    assert not is_halo([baik, baik, campur])
    assert measure([NilaiRingkas(hasil=Rating.SESUAI, perilaku=Rating.SESUAI, tanda=(baik,) * 7)]).halo == 1


def test_that_words_begin_at_the_limit() -> None:
    assert direction(0.149, 0.15) is Arah.SERUPA
    assert direction(0.15, 0.15) is Arah.LEBIH_TINGGI
    assert direction(-0.2, 0.15) is Arah.LEBIH_RENDAH
    assert base_share(0, 0) == 0.5
