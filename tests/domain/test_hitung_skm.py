"""The index of a survey: order says nothing, it stays within its bounds, grows with every mark; blanks are left out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.hitung_skm import band_of, compute_skm, profile_of, rounded, sample_needed
from desktop_app.domain.istilah_pengembangan import JenisKelamin, UnsurSkm
from desktop_app.domain.nomor_lembar import ANGKA_NOMOR, NOMOR_MAKS, check_digits, damm_digit, format_nomor, read_nomor
from desktop_app.domain.survei_skm import JawabanSkm, PertanyaanSkm
from desktop_app.regulation.skm import skm_in_force

ATURAN = skm_in_force()
TAMBAHAN = PertanyaanSkm(id="q10", teks="Transparansi", pilihan=("1", "2", "3", "4"))
TANYA = (
    *(PertanyaanSkm(id=f"q{p.nomor}", teks=p.teks, pilihan=p.pilihan, unsur=p.unsur) for p in ATURAN.pertanyaan),
    TAMBAHAN,
)
MARK = st.integers(1, 4)
SHEET = st.dictionaries(st.sampled_from([q.id for q in TANYA]), MARK)
WHOLE = st.fixed_dictionaries({q.id: MARK for q in TANYA})


def index_of(semua: list[dict[str, int]]) -> Decimal | None:
    """Return the IKM of these sheets."""
    return compute_skm(TANYA, [JawabanSkm(jawaban=satu) for satu in semua], ATURAN.mutu).ikm


@settings(max_examples=60, deadline=None)
@given(st.lists(SHEET, max_size=12), st.randoms(use_true_random=False))
def test_that_the_order_of_sheets_says_nothing_and_the_index_stays_within_its_bounds(
    semua: list[dict[str, int]], acak: st.random.Random
) -> None:
    lain = list(semua)
    acak.shuffle(lain)
    satu = compute_skm(TANYA, [JawabanSkm(jawaban=s) for s in semua], ATURAN.mutu)
    assert satu == compute_skm(TANYA, [JawabanSkm(jawaban=s) for s in lain], ATURAN.mutu)
    dijawab = {q for s in semua for q in s}
    kosong = {q.unsur for q in TANYA if q.unsur and q.id not in dijawab}
    assert set(satu.kosong) == kosong
    assert (satu.ikm is None) is bool(kosong)
    if satu.ikm is not None:
        assert Decimal(25) <= satu.ikm <= Decimal(100)
        assert satu.ikm.as_tuple().exponent == -2
    assert sum(u.n for u in satu.unsur) == sum(q != "q10" for s in semua for q in s)


@settings(max_examples=60, deadline=None)
@given(st.lists(WHOLE, min_size=1, max_size=8), st.data())
def test_that_a_better_mark_never_lowers_the_index(semua: list[dict[str, int]], data: st.DataObject) -> None:
    ke = data.draw(st.integers(0, len(semua) - 1))
    q = data.draw(st.sampled_from([q.id for q in TANYA]))
    baik = [{**s, q: min(s[q] + 1, 4)} if n == ke else s for n, s in enumerate(semua)]
    awal, akhir = index_of(semua), index_of(baik)
    assert awal is not None
    assert akhir is not None
    assert akhir >= awal
    if q == "q10":
        assert akhir == awal


def test_that_all_fours_are_a_hundred_and_all_ones_twenty_five() -> None:
    empat, satu = ({q.id: n for q in TANYA} for n in (4, 1))
    assert (index_of([empat] * 7), index_of([satu])) == (Decimal("100.00"), Decimal("25.00"))


def test_that_an_element_without_any_answer_gives_no_index_and_says_which() -> None:
    hasil = compute_skm(TANYA, [JawabanSkm(jawaban={f"q{n}": 3 for n in range(1, 9)})], ATURAN.mutu)
    assert (hasil.ikm, hasil.mutu, hasil.kosong) == (None, None, (UnsurSkm.U8,))
    assert hasil.responden == 1


def test_that_no_element_is_the_lowest_where_all_are_equal() -> None:
    sama = {q.id: 3 for q in TANYA}
    assert compute_skm(TANYA, [JawabanSkm(jawaban=sama)], ATURAN.mutu).terendah == ()
    assert compute_skm(TANYA, [JawabanSkm(jawaban=sama | {"q10": 1})], ATURAN.mutu).terendah == ()
    beda = compute_skm(TANYA, [JawabanSkm(jawaban=sama | {"q3": 4})], ATURAN.mutu).terendah
    assert (len(beda), UnsurSkm.U3 in beda) == (8, False)


def test_that_who_answered_additional_questions_alone_is_no_respondent() -> None:
    hasil = compute_skm(TANYA, [JawabanSkm(jawaban={"q10": 2}), JawabanSkm(jawaban={"q1": 3, "q10": 4})], ATURAN.mutu)
    assert (hasil.responden, hasil.tambahan[0].n) == (1, 2)


def test_that_marks_that_are_none_and_questions_that_are_not_there_count_nowhere() -> None:
    hasil = compute_skm(TANYA, [JawabanSkm(jawaban={"q1": 7, "q99": 3}), JawabanSkm()], ATURAN.mutu)
    assert (hasil.responden, sum(u.n for u in hasil.unsur)) == (0, 0)


def test_that_the_band_follows_the_rounded_value_so_that_no_gap_is_left() -> None:
    for ikm, kode in (("64.99", "D"), ("65.00", "C"), ("76.60", "C"), ("76.61", "B"), ("88.30", "B"), ("88.31", "A")):
        assert band_of(ATURAN.mutu, Decimal(ikm)).kode == kode
    assert rounded(Fraction(76605, 1000)) == Decimal("76.61")
    assert rounded(Fraction(5, 1000)) == Decimal("0.01")


def test_that_the_sample_is_that_of_the_next_larger_population() -> None:
    for populasi, perlu in (
        (0, 0),
        (3, 3),
        (10, 10),
        (11, 11),
        (16, 16),
        (22, 22),
        (26, 26),
        (105, 86),
        (400, 196),
        (401, 201),
        (2 * 10**6, 384),
    ):
        assert sample_needed(ATURAN.sampel, populasi) == perlu, populasi
    assert all(sample_needed(ATURAN.sampel, n) == s for n, s in ATURAN.sampel)


def test_that_the_profile_counts_who_answered_and_who_left_it_blank() -> None:
    profil = profile_of([JawabanSkm(kelamin=JenisKelamin.L, usia=20), JawabanSkm(usia=21), JawabanSkm(usia=61)])
    assert profil.kelamin == {JenisKelamin.L: 1, JenisKelamin.P: 0}
    assert [n for _, n in profil.usia] == [1, 1, 0, 0, 0, 1]
    assert (profil.tidak_diisi["kelamin"], profil.tidak_diisi.get("usia", 0)) == (2, 0)


@settings(max_examples=40, deadline=None)
@given(st.integers(1_000_000, NOMOR_MAKS), st.text("0123456789abcdef", min_size=32, max_size=32))
def test_that_every_wrong_digit_and_every_swap_of_neighbours_is_found(nomor: int, survei_id: str) -> None:
    cetak = format_nomor(survei_id, nomor)
    angka = cetak.replace(" ", "")
    assert read_nomor(survei_id, cetak) == read_nomor(survei_id, f"{angka[:4]}-{angka[4:]}") == nomor
    for ke in range(ANGKA_NOMOR + 2):
        for lain in set("0123456789") - {angka[ke]}:
            assert read_nomor(survei_id, angka[:ke] + lain + angka[ke + 1 :]) is None
        tukar = angka[:ke] + angka[ke : ke + 2][::-1] + angka[ke + 2 :]
        assert tukar == angka or read_nomor(survei_id, tukar) is None
    assert read_nomor(survei_id, angka + "0") is None
    assert read_nomor(survei_id, angka[:-1] + "٣") is None


def test_that_sheets_of_another_survey_seldom_fit() -> None:
    nomor = range(4120001, 4121001)
    cocok = sum(check_digits("aa" * 16, n) == check_digits("bb" * 16, n) for n in nomor)
    assert cocok == 0 or cocok == len(nomor) / 97


@settings(max_examples=40, deadline=None)
@given(st.text("0123456789", min_size=9, max_size=9))
def test_that_codes_for_the_screen_find_the_same_slips(angka: str) -> None:
    kode = angka + damm_digit(angka)
    assert damm_digit(kode) == "0"
    for ke in range(len(kode)):
        for lain in set("0123456789") - {kode[ke]}:
            assert damm_digit(kode[:ke] + lain + kode[ke + 1 :]) != "0"
        tukar = kode[:ke] + kode[ke : ke + 2][::-1] + kode[ke + 2 :]
        assert tukar == kode or damm_digit(tukar) != "0"
