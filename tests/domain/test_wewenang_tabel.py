"""The table of rights: what it promises in general, and that the user guide prints the same."""

from __future__ import annotations

from itertools import product

import pytest

from desktop_app.domain.wewenang import BUKAN_UNTUK_DIRI, WEWENANG, Jangkauan, PeranPengguna, Wewenang, covers, reach
from tests.domain.halaman_peran import HALAMAN, PERAN, PERBUATAN, page


def test_that_the_page_of_the_guide_prints_the_table() -> None:
    text = HALAMAN.read_text(encoding="utf-8")
    assert page(text) == text, "python -m tests.domain.halaman_peran"
    assert set(PERBUATAN) == set(Wewenang)
    assert set(PERAN) == set(PeranPengguna) == set(WEWENANG)


def test_that_somebody_may_do_each_act_and_nobody_without_a_role_any() -> None:
    for act in Wewenang:
        assert reach(PeranPengguna, act) is not Jangkauan.TIDAK, act
        assert reach((), act) is Jangkauan.TIDAK


@pytest.mark.parametrize("act", Wewenang, ids=str)
def test_that_several_roles_reach_as_far_as_the_widest(act: Wewenang) -> None:
    for satu, dua in product(PeranPengguna, repeat=2):
        assert reach({satu, dua}, act) == max(reach({satu}, act), reach({dua}, act))


@pytest.mark.parametrize("act", Wewenang, ids=str)
def test_that_an_act_covers_what_its_reach_says(act: Wewenang) -> None:
    saya, lain, ketiga = "saya", "lain", "ketiga"
    boleh = {j: covers(act, j, saya, lain, ketiga) for j in Jangkauan}
    assert boleh == {j: j is Jangkauan.SEMUA for j in Jangkauan}
    dinilai = {j: covers(act, j, saya, lain, saya) for j in Jangkauan}
    assert dinilai == {j: j >= Jangkauan.BAWAHAN for j in Jangkauan}
    sendiri = {j: covers(act, j, saya, saya, ketiga) for j in Jangkauan}
    diri = act not in BUKAN_UNTUK_DIRI
    assert sendiri == {j: diri and j >= Jangkauan.SENDIRI for j in Jangkauan}
    assert covers(act, Jangkauan.SEMUA, saya, saya, saya) == diri
    # Who is in no register of people reaches nothing but what reaches everything.
    tanpa = {j: covers(act, j, "", "", "") for j in Jangkauan}
    assert tanpa == {j: j is Jangkauan.SEMUA for j in Jangkauan}


def test_that_typing_is_never_wider_than_looking_and_deciding_never_wider_than_assessing() -> None:
    for peran in PeranPengguna:
        assert reach({peran}, Wewenang.SUSUN_SKP) <= reach({peran}, Wewenang.LIHAT_SKP)
        assert reach({peran}, Wewenang.ISI_RATING) <= reach({peran}, Wewenang.ISI_PENILAIAN)
        assert reach({peran}, Wewenang.ISI_PENILAIAN) <= reach({peran}, Wewenang.LIHAT_PENILAIAN)
        assert reach({peran}, Wewenang.UBAH_PEGAWAI) <= reach({peran}, Wewenang.LIHAT_PEGAWAI)
        for act in (Wewenang.TETAPKAN_SKP, Wewenang.NILAI):
            assert reach({peran}, act) in (Jangkauan.TIDAK, Jangkauan.BAWAHAN)
