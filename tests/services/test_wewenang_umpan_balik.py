"""Feedback, the spread of ratings, and rights: what the table of roles says holds for each use case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.domain.wewenang import Wewenang as W
from desktop_app.domain.wewenang import covers, reach
from desktop_app.services.umpan_balik import (
    ask_umpan_balik,
    cancel_permintaan,
    give_umpan_balik,
    list_peran_memberi,
    list_rekan,
)
from desktop_app.services.umpan_balik_baca import (
    list_diberikan,
    list_diminta,
    list_permintaan,
    list_tentang,
    summarize_umpan_balik,
)
from tests.services.dunia_kantor import Dunia
from tests.services.kantor_berperan import Berperan, filled
from tests.services.refusal import code_of
from tests.services.test_umpan_balik import said

DITOLAK = ("wewenang_kurang", "penilaian_diri_sendiri")


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    return filled(dunia)


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_feedback_is_read_and_asked_for_as_far_as_the_table_says(berperan: Berperan, peran: P) -> None:
    with berperan.sebagai(peran) as kantor:
        for nama, orang in berperan.orang.items():
            penilai = berperan.saya.id if nama == "bawahan" else berperan.sekda
            lihat = covers(W.LIHAT_PENILAIAN, reach({peran}, W.LIHAT_PENILAIAN), berperan.saya.id, orang.id, penilai)
            for call in (
                lambda o=orang: list_tentang(kantor, o.id),  # type: ignore[misc]
                lambda o=orang: summarize_umpan_balik(kantor, o.id),  # type: ignore[misc]
            ):
                assert (code_of(call) not in DITOLAK) is lihat, nama
            semua = peran is P.OPERATOR
            minta = reach({peran}, W.BERI_UMPAN_BALIK) > 0 and (semua or nama == "sendiri")
            diminta = (berperan.sekda,)
            kode = code_of(lambda o=orang, d=diminta: ask_umpan_balik(kantor, d, "", pegawai_id=o.id))  # type: ignore[misc]
            assert (kode not in DITOLAK) is minta, nama
            kode = code_of(lambda o=orang: list_permintaan(kantor, o.id))  # type: ignore[misc]
            assert (kode not in DITOLAK) is minta, nama


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_whoever_may_give_feedback_gives_it_about_anybody_but_himself(berperan: Berperan, peran: P) -> None:
    boleh = reach({peran}, W.BERI_UMPAN_BALIK) > 0
    with berperan.sebagai(peran) as kantor:
        calls: tuple[Callable[[], object], ...] = (
            lambda: list_rekan(kantor),
            lambda: list_peran_memberi(kantor, berperan.asing.id),
            lambda: list_diberikan(kantor),
            lambda: list_diminta(kantor),
            lambda: give_umpan_balik(kantor, said(berperan.asing.id)),
        )
        for nomor, call in enumerate(calls):
            assert (code_of(call) not in DITOLAK) is boleh, nomor
        if boleh:
            assert code_of(lambda: give_umpan_balik(kantor, said(berperan.saya.id))) == "umpan_balik_diri_sendiri"


def test_that_an_account_without_a_person_gives_nothing_of_its_own(berperan: Berperan) -> None:
    with berperan.sebagai(P.PEGAWAI, pegawai_id="") as kantor:
        isi = said(berperan.asing.id, tanggal=date(2026, 3, 1))
        assert code_of(lambda: give_umpan_balik(kantor, isi)) == "umpan_balik_tanpa_orang"
        assert code_of(lambda: ask_umpan_balik(kantor, (berperan.asing.id,), "")) == "umpan_balik_tanpa_orang"
        assert code_of(lambda: cancel_permintaan(kantor, "00" * 16)) == "dokumen_tidak_ada"
        assert list_diberikan(kantor) == ()
