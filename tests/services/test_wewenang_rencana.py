"""The planning tools and rights: one's own, those of whom one assesses, everybody's; of a matrix one's own roles."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from desktop_app.domain.bagi_peran import add_person, put_roles
from desktop_app.domain.errors import UserError
from desktop_app.domain.matriks import KolomMatriks, MatriksPeran
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.domain.wewenang import Wewenang, covers, reach
from desktop_app.services.cetak_rencana import print_rencana
from desktop_app.services.kantor import Kantor
from desktop_app.services.manual import create_manual, read_kepala
from desktop_app.services.matriks import (
    bind_columns,
    create_matriks,
    get_matriks,
    name_rows,
    propose_columns,
    propose_outputs,
    propose_people,
)
from desktop_app.services.peran import NasibPeran, check_roles, give_roles, list_peran, plan_roles, take_roles
from desktop_app.services.rencana import delete_rencana, list_indikator, list_rencana
from desktop_app.services.skp import get_skp
from desktop_app.services.workblock import create_workblock
from tests.services.dunia_kantor import Dunia, edit
from tests.services.kantor_berperan import NAMA, Berperan, Orang, filled

W = Wewenang
ASAL = {"hasil_id": "h1", "indikator_id": "i1"}
KASUS: dict[str, tuple[W, Callable[[Kantor, Orang, dict[str, str]], object]]] = {
    "create_manual": (W.SUSUN_SKP, lambda k, o, d: create_manual(k, o.id, 2025, skp_id=o.draf, **ASAL)),
    "create_manual kosong": (W.SUSUN_SKP, lambda k, o, d: create_manual(k, o.id, 2025)),
    "create_workblock": (W.SUSUN_SKP, lambda k, o, d: create_workblock(k, o.id, 2025, skp_id=o.draf, **ASAL)),
    "create_workblock kosong": (W.SUSUN_SKP, lambda k, o, d: create_workblock(k, o.id, 2025)),
    "create_matriks": (W.SUSUN_SKP, lambda k, o, d: create_matriks(k, o.id, 2031)),
    "read_kepala": (W.LIHAT_SKP, lambda k, o, d: read_kepala(k, d[o.id])),
    "get_matriks": (W.LIHAT_SKP, lambda k, o, d: get_matriks(k, d[o.id])),
    "name_rows": (W.LIHAT_SKP, lambda k, o, d: name_rows(k, d[o.id], MatriksPeran(pegawai_id=o.id, tahun=2025))),
    "propose_columns": (W.LIHAT_SKP, lambda k, o, d: propose_columns(k, d[o.id])),
    "propose_people": (W.LIHAT_SKP, lambda k, o, d: propose_people(k, d[o.id])),
    "propose_outputs": (W.LIHAT_SKP, lambda k, o, d: propose_outputs(k, d[o.id])),
    "bind_columns": (W.SUSUN_SKP, lambda k, o, d: bind_columns(k, d[o.id])),
    "plan_roles": (W.LIHAT_SKP, lambda k, o, d: plan_roles(k, d[o.id])),
    "give_roles": (W.SUSUN_SKP, lambda k, o, d: give_roles(k, d[o.id])),
    "list_peran": (W.LIHAT_SKP, lambda k, o, d: list_peran(k, o.draf)),
    "check_roles": (W.LIHAT_SKP, lambda k, o, d: check_roles(k, o.draf)),
    "take_roles": (W.SUSUN_SKP, lambda k, o, d: take_roles(k, o.draf, ())),
    "print_rencana": (W.CETAK, lambda k, o, d: print_rencana(k, d[o.id])),
    "delete_rencana": (W.SUSUN_SKP, lambda k, o, d: delete_rencana(k, d[o.id], "salah ketik")),
}
"""Use cases on one document: the right that counts, and a call with the matrices by person; deleting comes last."""


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office with people and documents."""
    return filled(dunia)


def matrices(berperan: Berperan) -> dict[str, str]:
    """Make a matrix of 2025 for each of the three, without rows."""
    made = {}
    for orang in berperan.orang.values():
        made[orang.id], _ = create_matriks(berperan.kantor, orang.id, 2025)
        edit(berperan.kantor, made[orang.id], baris=())
    return made


def expected(berperan: Berperan, peran: P, act: Wewenang, orang: Orang) -> bool:
    """Return what the table says: who is logged in assesses ``staf`` alone."""
    penilai = berperan.saya.id if orang is berperan.staf else berperan.sekda
    return covers(act, reach({peran}, act), berperan.saya.id, orang.id, penilai)


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_the_tools_reach_as_far_as_the_table_says(berperan: Berperan, peran: P) -> None:
    ids = matrices(berperan)
    with berperan.sebagai(peran) as kantor:
        for siapa, orang in berperan.orang.items():
            terlihat = {satu.id for satu in list_rencana(kantor, "matriks", 2025)}
            assert (ids[orang.id] in terlihat) == expected(berperan, peran, W.LIHAT_SKP, orang), siapa
            pilihan = {satu.pegawai_id for satu in list_indikator(kantor, 2026)}
            assert (orang.id in pilihan) == expected(berperan, peran, W.SUSUN_SKP, orang), siapa
        for nama, (act, call) in KASUS.items():
            for siapa, orang in berperan.orang.items():
                kode = ""
                try:
                    call(kantor, orang, ids)
                except UserError as error:
                    kode = error.code
                assert kode in ("", "wewenang_kurang"), (nama, siapa, kode)
                assert (kode == "") == expected(berperan, peran, act, orang), (nama, siapa)


def with_role(berperan: Berperan, pemilik: str, orang: str, teks: str) -> str:
    """Make a matrix of ``pemilik`` with one role for ``orang``."""
    kantor = berperan.kantor
    matriks_id, _ = create_matriks(kantor, pemilik, 2025, f"Tim {teks}")
    kolom = (KolomMatriks(id="k", teks="Rahasia tim"),)
    isi = add_person(MatriksPeran(pegawai_id=pemilik, tahun=2025, kolom=kolom), orang)
    edit(kantor, matriks_id, kolom=kolom, baris=put_roles(isi, isi.baris[0].id, "k", teks).baris)
    return matriks_id


def test_that_a_subordinate_reads_the_roles_meant_for_him_and_no_others(berperan: Berperan) -> None:
    saya, asing = berperan.saya.id, berperan.asing.id
    milik = with_role(berperan, berperan.sekda, saya, "Peran saya")
    lain = with_role(berperan, berperan.sekda, asing, "Peran orang lain")
    isi = add_person(get_matriks(berperan.kantor, milik), asing)
    edit(berperan.kantor, milik, baris=put_roles(isi, isi.baris[1].id, "k", "Peran di baris lain").baris)
    with berperan.sebagai(P.PEGAWAI) as kantor:
        (satu,) = list_peran(kantor, berperan.saya.draf)
        assert (satu.teks, satu.matriks_id, satu.nasib) == ("Peran saya", milik, NasibPeran.BARU)
        for matriks_id in (milik, lain):
            with pytest.raises(UserError) as caught:
                get_matriks(kantor, matriks_id)
            assert caught.value.code == "wewenang_kurang"
        with pytest.raises(UserError) as caught:
            take_roles(kantor, berperan.saya.draf, [_role_of(berperan, lain)])
        assert caught.value.code == "peran_tidak_ada"
        take_roles(kantor, berperan.saya.draf, [satu.peran_id])
        assert list_peran(kantor, berperan.saya.draf)[0].nasib is NasibPeran.SUDAH


def _role_of(berperan: Berperan, matriks_id: str) -> str:
    dokumen = berperan.kantor.store.document(matriks_id)
    assert dokumen is not None
    return msgspec.json.decode(dokumen.body, type=MatriksPeran).baris[0].peran[0].id


def test_that_a_teams_leader_gives_only_where_he_may_type(berperan: Berperan) -> None:
    asing = with_role(berperan, berperan.saya.id, berperan.asing.id, "Peran anggota")
    staf = with_role(berperan, berperan.saya.id, berperan.staf.id, "Peran staf")
    with berperan.sebagai(P.PENILAI) as kantor:
        assert [s.nasib for s in plan_roles(kantor, asing)] == [NasibPeran.BUKAN_WEWENANG]
        assert plan_roles(kantor, asing)[0].skp_id == ""
        assert give_roles(kantor, asing)[0] == ()
        assert [s.teks for s in give_roles(kantor, staf)[0]] == ["Peran staf"]
    assert all(satu.nasib is NasibPeran.BARU for satu in list_peran(berperan.kantor, berperan.asing.draf))


def test_that_names_of_people_outside_a_stored_matrix_are_not_told(berperan: Berperan) -> None:
    matriks_id, _ = create_matriks(berperan.kantor, berperan.saya.id, 2030)
    with berperan.sebagai(P.PEGAWAI) as kantor:
        isi = add_person(get_matriks(kantor, matriks_id), berperan.asing.id)
        assert NAMA["asing"] not in {satu.nama for satu in name_rows(kantor, matriks_id, isi).values()}


def test_that_deleting_asks_for_a_reason_and_for_a_document_of_the_tools(berperan: Berperan) -> None:
    kantor = berperan.kantor
    matriks_id, _ = create_matriks(kantor, berperan.saya.id, 2030)
    for doc_id, alasan, kode in (
        (matriks_id, " ", "alasan_wajib"),
        (berperan.saya.draf, "salah", "dokumen_tidak_ada"),
    ):
        with pytest.raises(UserError) as caught:
            delete_rencana(kantor, doc_id, alasan)
        assert caught.value.code == kode
    delete_rencana(kantor, matriks_id, "dibuat dua kali")
    assert list_rencana(kantor, "matriks", 2030) == ()
    assert kantor.store.history(matriks_id)[-1].why == "dibuat dua kali"
    create_matriks(kantor, berperan.saya.id, 2030)


def test_that_a_column_that_names_a_strangers_skp_brings_none_of_its_words(berperan: Berperan) -> None:
    saya, asing = berperan.saya, berperan.asing
    matriks_id = with_role(berperan, saya.id, saya.id, "Peran sendiri")
    kolom = (KolomMatriks(id="k", teks="Kolom", skp_id=asing.draf, hasil_id="h1", indikator_id="i1"),)
    with berperan.sebagai(P.PEGAWAI) as kantor:
        edit(kantor, matriks_id, kolom=kolom)
        give_roles(kantor, matriks_id)
        hasil = get_skp(kantor, saya.draf).hasil[-1]
    assert (hasil.teks, hasil.intervensi.teks, hasil.intervensi.indikator) == ("Peran sendiri", "Kolom", "")
