"""No answer of a hidden group can be computed from what is told: every small configuration is tried."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import pytest

from desktop_app.domain.hitung_putaran import (
    ANONIM,
    JawabanPutaran,
    Pembagian,
    aggregate,
    bound_total,
    share_out,
)
from desktop_app.domain.istilah_pengembangan import KelompokPenjawab as K
from desktop_app.domain.putaran import KelompokHasil, Pertanyaan, PutaranUmpanBalik

PUTARAN = PutaranUmpanBalik(nama="Uji", pertanyaan=(Pertanyaan(id="p1", teks="Satu"), Pertanyaan(id="p2", teks="Dua")))


def answer(kelompok: K, satu: int | None, dua: int | None = None, teks: str = "") -> JawabanPutaran:
    nilai = {k: v for k, v in (("p1", satu), ("p2", dua)) if v is not None}
    return JawabanPutaran(tentang_id="a", kelompok=kelompok, nilai=nilai, teks=teks)


def told(*jawaban: JawabanPutaran, ambang: int = 3) -> tuple[tuple[KelompokHasil, ...], int]:
    putaran = PutaranUmpanBalik(nama="Uji", pertanyaan=PUTARAN.pertanyaan, ambang=ambang)
    return aggregate(putaran, "a", jawaban, random.Random(1).shuffle)


def every_size() -> Iterator[tuple[dict[K, int], int]]:
    for jumlah in itertools.product(range(7), repeat=3):
        for ambang in (0, 3, 4, 5):
            yield dict(zip(ANONIM, jumlah, strict=True)), ambang


def test_that_nothing_smaller_than_the_threshold_can_be_had_by_adding_and_subtracting_what_is_told() -> None:
    """Nor where outsiders are invented: of what is told the employees alone reach the threshold, or nobody of them."""
    for jumlah, ambang in every_size():
        bagian, batas = share_out(jumlah, ambang), max(3, ambang)
        # Whatever is told of whichever sets of groups: sums and differences of any of them, as sets of groups.
        jangkau = {frozenset[K]()}
        for satu in bagian.tampil:
            jangkau |= {lama ^ frozenset(satu) for lama in jangkau}
        for satu in jangkau - {frozenset()}:
            assert sum(jumlah[k] for k in satu) >= batas, (jumlah, ambang, satu)
            pegawai = sum(jumlah[k] for k in satu - {K.LAIN})
            assert pegawai == 0 or pegawai >= batas, (jumlah, ambang, satu)
        semua = [k for satu in (*bagian.tampil, bagian.ditahan) for k in satu]
        assert sorted(semua) == sorted(k for k in ANONIM if jumlah[k])


def test_that_outsiders_change_nothing_of_what_is_told_of_employees() -> None:
    for jumlah, ambang in every_size():
        tanpa = share_out({**jumlah, K.LAIN: 0}, ambang)
        bagian = share_out(jumlah, ambang)
        assert tuple(s for s in bagian.tampil if s != (K.LAIN,)) == tanpa.tampil
        assert tuple(k for k in bagian.ditahan if k is not K.LAIN) == tanpa.ditahan


def test_that_what_can_be_told_is_told() -> None:
    for jumlah, ambang in every_size():
        bagian, batas = share_out(jumlah, ambang), max(3, ambang)
        pegawai = jumlah[K.REKAN] + jumlah[K.BAWAHAN]
        assert bool(set(bagian.ditahan) - {K.LAIN}) == (0 < pegawai < batas)
        assert (K.LAIN in bagian.ditahan) == (0 < jumlah[K.LAIN] < batas)
        for k in ANONIM:
            if all(jumlah[lain] == 0 or jumlah[lain] >= batas for lain in ANONIM) and jumlah[k]:
                assert (k,) in bagian.tampil


def test_that_a_pool_that_is_too_small_joins_the_group_of_employees_that_is_told() -> None:
    assert share_out({K.REKAN: 5, K.BAWAHAN: 1, K.LAIN: 4}, 3).tampil == ((K.REKAN, K.BAWAHAN), (K.LAIN,))
    assert share_out({K.REKAN: 2, K.BAWAHAN: 1, K.LAIN: 2}, 3) == Pembagian(((K.REKAN, K.BAWAHAN),), (K.LAIN,))
    assert share_out({K.REKAN: 1, K.BAWAHAN: 1}, 3).ditahan == (K.REKAN, K.BAWAHAN)


@pytest.mark.parametrize("orang", [3, 4, 5])
def test_that_no_sum_tells_one_of_a_group_what_each_other_answered(orang: int) -> None:
    """For every told sum, whoever knows his own answer: of every other at least two answers are possible."""
    mungkin: dict[tuple[int, int], list[tuple[int, ...]]] = {}
    for semua in itertools.product((1, 2, 3, 4), repeat=orang):
        mungkin.setdefault((bound_total(orang, sum(semua)), semua[0]), []).append(semua[1:])
    for jawaban in mungkin.values():
        for satu in range(orang - 1):
            assert len({semua[satu] for semua in jawaban}) >= 2


def test_that_of_a_pool_only_questions_asked_of_all_its_groups_are_told() -> None:
    tanya = (Pertanyaan(id="p1", teks="Satu"), Pertanyaan(id="p2", teks="Dua", kelompok=(K.REKAN,)))
    putaran = PutaranUmpanBalik(nama="Uji", pertanyaan=tanya)
    rekan = [answer(K.REKAN, n, n) for n in (3, 2, 3)]
    (gabung,), _ = aggregate(putaran, "a", [*rekan, answer(K.BAWAHAN, 1)], random.Random(1).shuffle)
    assert (gabung.gabungan, [n.id for n in gabung.nilai]) == ((K.REKAN, K.BAWAHAN), ["p1"])
    (sendiri,), _ = aggregate(putaran, "a", rekan, random.Random(1).shuffle)
    assert [n.id for n in sendiri.nilai] == ["p1", "p2"]


def test_that_a_question_with_too_few_answers_is_left_out_and_counts_tell_nothing_of_it() -> None:
    hasil, ditahan = told(answer(K.REKAN, 4, 1), answer(K.REKAN, 3), answer(K.REKAN, 2), answer(K.REKAN, 2, 1))
    (rekan,) = hasil
    assert ditahan == 0
    assert [(n.id, n.jumlah, n.total) for n in rekan.nilai] == [("p1", 4, 11)]


def test_that_withheld_answers_leave_their_number_and_no_word() -> None:
    hasil, ditahan = told(answer(K.REKAN, 1, teks="rahasia"), answer(K.BAWAHAN, 2), answer(K.DIRI, 4, teks="saya"))
    assert (len(hasil), ditahan) == (1, 2)
    assert hasil[0].gabungan == (K.DIRI,)
    assert "rahasia" not in repr(hasil)


def test_that_who_of_a_group_gave_which_answer_makes_no_difference() -> None:
    semua = [answer(K.REKAN, n, 5 - n, f"kata {n}") for n in (1, 2, 3, 4)] + [answer(K.BAWAHAN, 2, 2, "bawah")]
    hasil = {told(*urut)[0] for urut in itertools.permutations(semua)}
    assert len(hasil) == 1


def test_that_texts_come_in_the_order_of_chance() -> None:
    semua = [answer(K.REKAN, 2, teks=satu) for satu in ("b", "a", "c")]
    hasil, _ = aggregate(PUTARAN, "a", semua, lambda teks: teks.reverse())
    assert hasil[0].teks == ("c", "b", "a")


def test_that_the_threshold_may_be_raised_and_never_lowered() -> None:
    tiga = [answer(K.REKAN, 2) for _ in range(3)]
    assert told(*tiga, ambang=1)[1] == 0
    assert told(*tiga[:2], ambang=1)[1] == 2
    assert told(*tiga, ambang=4)[1] == 3
