"""Roles are told apart by matrix, row and id, come from whom the person is assessed by, and outlive their matrix."""

from __future__ import annotations

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.kelengkapan_rencana import check_matriks
from desktop_app.domain.matriks import BarisMatriks, KolomMatriks, PeranHasil
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor
from desktop_app.services.matriks import create_matriks, get_matriks
from desktop_app.services.peran import NasibPeran, check_roles, give_roles, list_peran, plan_roles, take_roles
from desktop_app.services.rencana import delete_rencana
from desktop_app.services.skp import get_skp
from tests.services.dunia_kantor import Dunia, edit, put_revision
from tests.services.kantor_berperan import Berperan, filled

KOLOM = (KolomMatriks(id="k1", teks="Kolom"),)


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office with four people and their documents."""
    return filled(dunia)


def row(orang: str, teks: str, baris: str = "b1", peran: str = "b1p1") -> BarisMatriks:
    """Return a row with one role, with ids as an interchange file makes them."""
    return BarisMatriks(id=baris, pegawai_id=orang, peran=(PeranHasil(id=peran, kolom_id="k1", teks=teks),))


def matrix(kantor: Kantor, pemilik: str, *baris: BarisMatriks, tim: str = "") -> str:
    """Make a matrix of 2025 with these rows."""
    doc_id, _ = create_matriks(kantor, pemilik, 2025, tim)
    edit(kantor, doc_id, kolom=KOLOM, baris=baris)
    return doc_id


def texts(kantor: Kantor, skp_id: str) -> list[str]:
    """Return the words of the results behind the first, which every draft here begins with."""
    return [hasil.teks for hasil in get_skp(kantor, skp_id).hasil[1:]]


def test_that_roles_of_two_matrices_with_one_id_both_become_results(berperan: Berperan) -> None:
    kantor, saya = berperan.kantor, berperan.saya
    matrix(kantor, berperan.sekda, row(saya.id, "Peran dari pimpinan"))
    matrix(kantor, berperan.sekda, row(saya.id, "Peran dari tim"), tim="Tim A")
    semua = list_peran(kantor, saya.draf)
    assert [satu.peran_id for satu in semua] == ["b1p1", "b1p1"]
    with pytest.raises(UserError) as caught:
        take_roles(kantor, saya.draf, ["b1p1"])
    assert caught.value.code == "peran_ganda"
    take_roles(kantor, saya.draf, [satu.kunci for satu in semua])
    assert sorted(texts(kantor, saya.draf)) == ["Peran dari pimpinan", "Peran dari tim"]
    assert {satu.nasib for satu in list_peran(kantor, saya.draf)} == {NasibPeran.SUDAH}


def test_that_two_roles_of_a_matrix_with_one_id_are_refused_and_told(berperan: Berperan) -> None:
    kantor, saya, asing = berperan.kantor, berperan.saya, berperan.asing
    doc_id = matrix(kantor, berperan.sekda, row(saya.id, "untuk saya"))
    dua = (row(saya.id, "untuk saya"), row(asing.id, "untuk asing", "b2"))
    with pytest.raises(UserError) as caught:
        edit(kantor, doc_id, baris=dua)
    assert caught.value.code == "peran_ganda"
    # Versions that came from elsewhere may still hold them.
    isi = msgspec.structs.replace(get_matriks(kantor, doc_id), baris=dua)
    put_revision(kantor, "matriks", doc_id, msgspec.to_builtins(isi))
    assert {satu.nasib for satu in plan_roles(kantor, doc_id)} == {NasibPeran.GANDA}
    assert give_roles(kantor, doc_id)[0] == ()
    with pytest.raises(UserError) as caught:
        take_roles(kantor, saya.draf, [satu.kunci for satu in list_peran(kantor, saya.draf)])
    assert caught.value.code == "peran_ganda"
    assert [t.kode for t in check_matriks(get_matriks(kantor, doc_id))].count("matriks_peran_ganda") == 2
    assert texts(kantor, saya.draf) == texts(kantor, asing.draf) == []
    edit(kantor, doc_id, baris=dua[:1])  # and are mended by typing
    assert [satu.teks for satu in give_roles(kantor, doc_id)[0]] == ["untuk saya"]


def test_that_a_role_of_a_stranger_says_so_and_waits_for_the_assessor(berperan: Berperan) -> None:
    saya, asing = berperan.saya, berperan.asing
    with berperan.sebagai(P.PEGAWAI) as kantor:
        doc_id = matrix(kantor, saya.id, row(asing.id, "Mencuci mobil"))
        edit(kantor, doc_id, jabatan="BUPATI")
    with berperan.sebagai(P.PEGAWAI, pegawai_id=asing.id) as kantor:
        (satu,) = list_peran(kantor, asing.draf)
        assert (satu.nasib, satu.bukan_penilai, satu.pemilik) == (
            NasibPeran.BUKAN_PENILAI,
            True,
            "Wulan Purnamasari Kenanga",
        )
        assert [t.kode for t in check_roles(kantor, asing.draf)] == ["peran_bukan_penilai"]
        with pytest.raises(UserError) as caught:
            take_roles(kantor, asing.draf, [satu.kunci])
        assert caught.value.code == "peran_perlu_penilai"
        assert texts(kantor, asing.draf) == []
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        assert list_peran(kantor, asing.draf)[0].nasib is NasibPeran.BARU
        take_roles(kantor, asing.draf, [satu.kunci])
        hasil = get_skp(kantor, asing.draf).hasil[-1]
    assert (hasil.teks, hasil.penugasan) == ("Mencuci mobil", "Jabatan Uji")


def test_that_an_assessor_takes_no_strangers_role_into_his_own_skp(berperan: Berperan) -> None:
    with berperan.sebagai(P.OPERATOR, pegawai_id="") as kantor:
        matrix(kantor, berperan.asing.id, row(berperan.saya.id, "Peran"))
    with berperan.sebagai(P.PENILAI) as kantor:
        assert list_peran(kantor, berperan.saya.draf)[0].nasib is NasibPeran.BUKAN_PENILAI


def test_that_results_of_a_deleted_matrix_are_tied_to_the_one_made_again(berperan: Berperan) -> None:
    kantor, saya = berperan.kantor, berperan.saya
    lama = matrix(kantor, berperan.sekda, row(saya.id, "Peran sama"))
    give_roles(kantor, lama)
    (hasil,) = get_skp(kantor, saya.draf).hasil[1:]
    delete_rencana(kantor, lama, "salah")
    assert [t.kode for t in check_roles(kantor, saya.draf)] == ["peran_ditarik"]
    baru = matrix(kantor, berperan.sekda, row(saya.id, "Peran  sama."))
    assert [satu.nasib for satu in plan_roles(kantor, baru)] == [NasibPeran.SAMBUNG]
    give_roles(kantor, baru)
    (tersambung,) = get_skp(kantor, saya.draf).hasil[1:]
    assert (tersambung.id, tersambung.asal.matriks_id) == (hasil.id, baru)
    assert check_roles(kantor, saya.draf) == ()
    assert [satu.nasib for satu in plan_roles(kantor, baru)] == [NasibPeran.SUDAH]


def test_that_a_matrix_keeps_its_year_and_office_and_names_no_strangers_skp(berperan: Berperan) -> None:
    saya = berperan.saya
    with berperan.sebagai(P.PEGAWAI) as kantor:
        doc_id, _ = create_matriks(kantor, saya.id, 2025)
        for lain in ({"tahun": 2024}, {"unit_kode": "99.01.99"}, {"skp_id": berperan.asing.skp}):
            with pytest.raises(UserError) as caught:
                edit(kantor, doc_id, **lain)
            assert caught.value.code == "bukan_isian_anda"
        edit(kantor, doc_id, skp_id=saya.draf)
        assert get_matriks(kantor, doc_id).skp_id == saya.draf
