"""The spread over the pattern in whole people: limits of small offices, whom it counts, who may look at it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.istilah import CapaianOrganisasi, Predikat, Rating
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai
from desktop_app.domain.pola_distribusi import BatasPola, judge_pola
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.regulation import sebaran_in_force
from desktop_app.services.penilaian import get_penilaian
from desktop_app.services.pola_unit import read_pola
from tests.services.dunia_kantor import Dunia, edit, rate
from tests.services.kantor_berperan import Berperan, filled

SB, B, BP, K = Predikat.SANGAT_BAIK, Predikat.BAIK, Predikat.BUTUH_PERBAIKAN, Predikat.KURANG
PALING = BatasPola(predikat=(SB,), maks=70)


@pytest.mark.parametrize("dari, orang", [(1, 0), (3, 2), (8, 5), (10, 7), (25, 17)])
def test_that_an_upper_limit_is_the_largest_whole_number_of_people(dari: int, orang: int) -> None:
    for jumlah in range(dari + 1):
        satu = judge_pola([PALING], {SB: jumlah}, dari)[0]
        assert (satu.orang, satu.jumlah, satu.dari, satu.terlewat) == (orang, jumlah, dari, jumlah > orang)


@pytest.mark.parametrize("dari, orang", [(1, 1), (8, 5), (10, 6), (25, 15)])
def test_that_a_lower_limit_is_the_smallest_whole_number_and_waits_for_the_unrated(dari: int, orang: int) -> None:
    batas = BatasPola(predikat=(BP,), min=60)
    assert judge_pola([batas], {BP: orang}, dari)[0].terlewat is False
    assert judge_pola([batas], {BP: orang - 1}, dari)[0].terlewat is False, "one is not rated yet"
    assert judge_pola([batas], {BP: orang - 1, B: dari - orang + 1}, dari)[0].terlewat is True
    assert judge_pola([batas], {BP: orang - 1}, dari)[0].orang == orang


@given(st.integers(1, 60), st.integers(0, 100), st.integers(0, 60))
def test_that_whole_people_never_contradict_the_percentage(dari: int, persen: int, jumlah: int) -> None:
    satu = judge_pola([BatasPola(predikat=(B,), maks=persen)], {B: jumlah}, dari)[0]
    assert satu.terlewat is (jumlah * 100 > persen * dari)
    satu = judge_pola([BatasPola(predikat=(B,), min=persen)], {B: jumlah, SB: max(dari - jumlah, 0)}, dari)[0]
    assert satu.terlewat is (jumlah * 100 < persen * dari)


def test_that_nobody_is_no_unit() -> None:
    assert judge_pola([PALING], {}, 0) == ()


def test_that_the_percentages_are_a_dated_file_that_tells_how_sure_it_is(tmp_path: Path) -> None:
    assert sebaran_in_force(date(2023, 1, 30)) is None
    aturan = sebaran_in_force(date(2026, 3, 31))
    assert aturan is not None
    assert (aturan.id, aturan.keyakinan) == ("se-menpanrb-3-2023", "sedang")
    assert "belum dibaca langsung" in aturan.catatan
    assert set(aturan.batas) == set(CapaianOrganisasi)
    assert aturan.batas[CapaianOrganisasi.BAIK][1] == BatasPola(predikat=(BP, K), min_orang=1)
    (tmp_path / "rusak.toml").write_text('id = "x"', encoding="utf-8")
    with pytest.raises(SystemProblem, match="berkas_aturan_rusak"):
        sebaran_in_force(date(2026, 3, 31), tmp_path)


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    return filled(dunia)


def test_that_the_assessor_sees_his_people_with_what_he_is_typing(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        doc_id = berperan.saya.penilaian
        edit(kantor, berperan.asing.penilaian, commit=False, **rate(Rating.DIATAS, Rating.DIATAS))
        tipe = msgspec.structs.replace(get_penilaian(kantor, doc_id), rating_hasil=Rating.DIATAS)
        pola = read_pola(kantor, doc_id, tipe)
        assert (pola.orang, pola.hitung) == (2, {SB: 1, B: 1})
        assert [(h.batas.predikat, h.jumlah, h.orang, h.terlewat) for h in pola.hasil] == [
            ((B,), 1, 1, False),
            ((BP, K), 0, 1, True),
        ]
        istimewa = msgspec.structs.replace(
            tipe, capaian_organisasi=CapaianOrganisasi.ISTIMEWA, rating_perilaku=Rating.DIATAS
        )
        assert [h.terlewat for h in read_pola(kantor, doc_id, istimewa).hasil] == [True]
        tanpa = msgspec.structs.replace(
            tipe, rating_hasil=None, rating_perilaku=None, tidak_dinilai=SebabTidakDinilai.CUTI_SAKIT
        )
        assert read_pola(kantor, doc_id, tanpa).orang == 1


@pytest.mark.parametrize("peran", [P.PEGAWAI, P.PENILAI, P.OPERATOR, P.ADMIN])
def test_that_nobody_else_of_the_office_looks_at_a_spread(berperan: Berperan, peran: P) -> None:
    isi = get_penilaian(berperan.kantor, berperan.saya.penilaian)
    with berperan.sebagai(peran) as kantor, pytest.raises(UserError, match="wewenang_kurang"):
        read_pola(kantor, berperan.saya.penilaian, isi)
    with berperan.sebagai(P.VERIFIKATOR) as kantor:
        assert read_pola(kantor, berperan.saya.penilaian, isi).orang == 2
