"""Who may change, decide, end and move: the use cases of a plan's life, tried by every role on three people."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisKeadaan, JenisPerubahan
from desktop_app.domain.pegawai import KeadaanKhusus
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.domain.wewenang import Wewenang as W
from desktop_app.domain.wewenang import covers, reach
from desktop_app.services.adendum import (
    add_change,
    advance_adendum,
    create_adendum,
    get_adendum,
    list_adendum,
    list_penetapan,
    read_adendum,
)
from desktop_app.services.adendum_cetak import find_adendum, print_adendum
from desktop_app.services.adendum_cocok import restore_addenda
from desktop_app.services.adendum_draf import delete_adendum, remove_change
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import open_naskah
from desktop_app.services.pegawai import new_riwayat
from desktop_app.services.pindah import end_skp, move_pegawai, put_keadaan
from desktop_app.services.skp import advance_skp, list_skp
from tests.services.dunia_kantor import HASIL, Dunia
from tests.services.kantor_berperan import Berperan, Orang, filled

AGUSTUS = date(2026, 8, 1)
DITOLAK = ("wewenang_kurang", "penilaian_diri_sendiri")
Panggil = Callable[[Kantor, Orang, str], object]
PINDAH = new_riwayat(None, mulai=AGUSTUS, jabatan="Pengelola")
PLT = KeadaanKhusus(id="k", jenis=JenisKeadaan.PLT, mulai=AGUSTUS, jabatan="Plt Lurah Contoh")
TAMBAH = msgspec.structs.replace(HASIL, id="h9")

KASUS: dict[str, tuple[tuple[W, ...], Panggil]] = {
    "get_adendum": ((W.LIHAT_SKP,), lambda k, o, a: get_adendum(k, a)),
    "read_adendum": ((W.LIHAT_SKP,), lambda k, o, a: read_adendum(k, a)),
    "list_penetapan": ((W.LIHAT_SKP,), lambda k, o, a: list_penetapan(k, o.skp)),
    "print_adendum": ((W.CETAK,), lambda k, o, a: print_adendum(k, a)),
    "create_adendum": ((W.SUSUN_SKP,), lambda k, o, a: create_adendum(k, o.skp)),
    "add_change": (
        (W.SUSUN_SKP,),
        lambda k, o, a: add_change(k, a, JenisPerubahan.TAMBAH, hasil=TAMBAH, alasan="x"),
    ),
    "remove_change": ((W.SUSUN_SKP,), lambda k, o, a: remove_change(k, a, "h1")),
    "delete_adendum": ((W.SUSUN_SKP,), lambda k, o, a: delete_adendum(k, a, "x")),
    "advance_adendum ajukan": ((W.SUSUN_SKP,), lambda k, o, a: advance_adendum(k, a, "ajukan")),
    "advance_adendum tarik": ((W.SUSUN_SKP,), lambda k, o, a: advance_adendum(k, a, "tarik")),
    "advance_adendum terima": ((W.TETAPKAN_SKP,), lambda k, o, a: advance_adendum(k, a, "terima", tanggal=AGUSTUS)),
    "advance_adendum tolak": ((W.TETAPKAN_SKP,), lambda k, o, a: advance_adendum(k, a, "tolak", alasan="x")),
    "advance_skp tarik": ((W.SUSUN_SKP,), lambda k, o, a: advance_skp(k, o.draf, "tarik")),
    "advance_skp tegaskan": ((W.TETAPKAN_SKP,), lambda k, o, a: advance_skp(k, o.skp, "tegaskan")),
    "restore_addenda": ((W.SUSUN_SKP,), lambda k, o, a: restore_addenda(k, o.draf)),
    "end_skp": ((W.UBAH_PEGAWAI,), lambda k, o, a: end_skp(k, o.skp, AGUSTUS, "x")),
    "put_keadaan": ((W.UBAH_PEGAWAI,), lambda k, o, a: put_keadaan(k, o.id, PLT)),
    "move_pegawai": ((W.UBAH_PEGAWAI, W.SUSUN_SKP), lambda k, o, a: move_pegawai(k, o.id, PINDAH, "x")),
}


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office with people and documents."""
    return filled(dunia)


def may(berperan: Berperan, peran: P, acts: tuple[W, ...], orang: Orang) -> bool:
    """Return what the table says: who is logged in assesses ``staf`` alone."""
    penilai = berperan.saya.id if orang is berperan.staf else berperan.sekda
    return all(covers(act, reach({peran}, act), berperan.saya.id, orang.id, penilai) for act in acts)


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_every_step_of_a_plan_is_for_who_may_do_it_by_the_table(berperan: Berperan, peran: P) -> None:
    adendum = {siapa: create_adendum(berperan.kantor, satu.skp)[0] for siapa, satu in berperan.orang.items()}
    for nama, (acts, call) in KASUS.items():
        for siapa, orang in berperan.orang.items():
            with berperan.sebagai(peran) as kantor:
                kode = ""
                try:
                    call(kantor, orang, adendum[siapa])
                except UserError as error:
                    kode = error.code
            assert (kode not in DITOLAK) == may(berperan, peran, acts, orang), (nama, siapa, kode)


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_lists_show_the_addenda_that_one_may_see(berperan: Berperan, peran: P) -> None:
    adendum = {siapa: create_adendum(berperan.kantor, satu.skp)[0] for siapa, satu in berperan.orang.items()}
    for siapa, orang in berperan.orang.items():
        with berperan.sebagai(peran) as kantor:
            terlihat = {satu.id for satu in list_adendum(kantor)} if reach({peran}, W.LIHAT_SKP) else set()
            dicetak = find_adendum(kantor, orang.id) if reach({peran}, W.CETAK) else ()
        assert (adendum[siapa] in terlihat) is may(berperan, peran, (W.LIHAT_SKP,), orang), siapa
        assert (adendum[siapa] in dicetak) is may(berperan, peran, (W.CETAK,), orang), siapa


def test_that_the_superior_of_the_assessor_determines_after_january_and_nobody_in_between(berperan: Berperan) -> None:
    doc_id = berperan.staf.draf
    advance_skp(berperan.kantor, doc_id, "ajukan")
    lewat = {"tanggal": date(2025, 3, 1), "oleh_atasan": True}
    for siapa in (berperan.asing.id, berperan.staf.id):
        with berperan.sebagai(P.PENILAI, pegawai_id=siapa) as kantor:
            with pytest.raises(UserError) as caught:
                advance_skp(kantor, doc_id, "tetapkan", **lewat)  # type: ignore[arg-type]
            assert caught.value.code in DITOLAK
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        advance_skp(kantor, doc_id, "tetapkan", **lewat)  # type: ignore[arg-type]


def test_that_the_superior_sees_what_waits_for_his_assessor_and_nothing_else(berperan: Berperan) -> None:
    doc_id = berperan.staf.draf

    def seen() -> tuple[set[str], set[str]]:
        with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
            semua = [satu.skp_id for tahun in (2025, 2026) for satu in list_skp(kantor, tahun)]
            terbuka = set()
            for satu in (doc_id, berperan.staf.skp, berperan.staf.id):
                with contextlib.suppress(UserError):
                    terbuka.add(open_naskah(kantor, satu).doc_id)
            return {satu for satu in semua if satu in (doc_id, berperan.staf.skp)}, terbuka

    assert seen() == (set(), set())
    advance_skp(berperan.kantor, doc_id, "ajukan")
    assert seen() == ({doc_id}, {doc_id})
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        with pytest.raises(UserError) as caught:
            advance_skp(kantor, doc_id, "tetapkan", tanggal=date(2025, 3, 1))
        assert caught.value.code == "wewenang_kurang"
    advance_skp(berperan.kantor, doc_id, "tarik")
    assert seen() == (set(), set())
