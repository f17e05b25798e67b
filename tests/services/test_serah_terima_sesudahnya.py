"""After hand-overs: one after the other, undone, before its day, of a Plt., and who may make one at all."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisKeadaan
from desktop_app.domain.istilah import SebabSerahTerima as Sebab
from desktop_app.domain.pegawai import KeadaanKhusus, Pegawai, RiwayatJabatan
from desktop_app.domain.serah_terima import BawahanDiserahkan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai, get_pegawai
from desktop_app.services.penilaian import create_penilaian, get_penilaian
from desktop_app.services.pergantian_penilai import change_penilai, preview_penilai
from desktop_app.services.serah_terima import (
    create_serah_terima,
    delete_serah_terima,
    finish_serah_terima,
    list_penyerah,
    list_serah_terima,
    read_serah_terima,
)
from desktop_app.services.tugas import list_tugas
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, edit
from tests.services.kantor_berperan import Berperan, at, filled

AGUSTUS = date(2026, 8, 25)


@pytest.fixture
def unit(dunia: Dunia) -> Kantor:
    """An office in which nobody is logged in."""
    return dunia("a1")


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """Sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    return filled(dunia)


def person(kantor: Kantor, nama: str, penilai: str = "", mulai: date = date(2020, 1, 1)) -> str:
    """Record somebody with one post."""
    post = RiwayatJabatan(id="x", mulai=mulai, jabatan="Jabatan", penilai_id=penilai)
    return create_pegawai(kantor, Pegawai(nama=nama, riwayat=(post,)))[0]


def hand_over(kantor: Kantor, dari: str, ke: str, mulai: date, sebab: Sebab = Sebab.MUTASI) -> str:
    """Begin and finish a hand-over on its day."""
    doc_id, _ = create_serah_terima(kantor, dari, mulai, ke, sebab)
    finish_serah_terima(kantor, doc_id, tanggal=mulai)
    return doc_id


def evaluator(kantor: Kantor, skp: str, periode: str) -> str:
    """Begin an evaluation and return who is to evaluate."""
    return get_penilaian(kantor, create_penilaian(kantor, skp, periode)[0]).penilai_id


def test_that_a_former_assessor_takes_nobody_over(berperan: Berperan) -> None:
    edit(berperan.kantor, berperan.saya.draf, penilai_id=berperan.asing.id)
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.asing.id) as kantor:
        assert list_penyerah(kantor) == ()
        with pytest.raises(UserError) as caught:
            create_serah_terima(kantor, berperan.saya.id, AGUSTUS, berperan.asing.id)
        assert caught.value.code == "wewenang_kurang"
    doc_id, _ = create_serah_terima(berperan.kantor, berperan.saya.id, AGUSTUS, berperan.sekda)
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.asing.id) as kantor:
        for call in (
            lambda: finish_serah_terima(kantor, doc_id, tanggal=AGUSTUS),
            lambda: delete_serah_terima(kantor, doc_id, "uji"),
            lambda: edit(kantor, doc_id, penerima_id=berperan.asing.id),
        ):
            with pytest.raises(UserError) as caught:
                call()
            assert caught.value.code == "wewenang_kurang"


def test_that_the_superior_of_the_post_left_that_day_closes_it_and_of_an_earlier_one_does_not(
    berperan: Berperan,
) -> None:
    lama = get_pegawai(berperan.kantor, berperan.saya.id).riwayat
    pindah = RiwayatJabatan(id="k", mulai=AGUSTUS, jabatan="Jabatan Lain", penilai_id=berperan.asing.id)
    edit(berperan.kantor, berperan.saya.id, riwayat=(*lama, pindah))
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        with pytest.raises(UserError) as caught:
            create_serah_terima(kantor, berperan.saya.id, date(2026, 8, 20), berperan.asing.id)
        assert caught.value.code == "wewenang_kurang"
        doc_id, _ = create_serah_terima(kantor, berperan.saya.id, AGUSTUS, berperan.asing.id)
        finish_serah_terima(kantor, doc_id, tanggal=AGUSTUS)


def test_that_who_takes_over_looks_at_the_open_sheet_and_changes_nothing(berperan: Berperan) -> None:
    doc_id, _ = create_serah_terima(berperan.kantor, berperan.saya.id, AGUSTUS, berperan.asing.id)
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.asing.id) as kantor:
        assert [s.id for s in list_serah_terima(kantor)] == [doc_id]
        assert read_serah_terima(kantor, doc_id).isi.mulai == AGUSTUS
        assert not [s for s in list_tugas(kantor, maks=99) if s.halaman == "serah_terima"]
        for call in (
            lambda: edit(kantor, doc_id, catatan="uji"),
            lambda: edit(kantor, doc_id, bawahan=(BawahanDiserahkan(id=berperan.staf.id),)),
            lambda: delete_serah_terima(kantor, doc_id, "tidak mau"),
        ):
            with pytest.raises(UserError) as caught:
                call()
            assert caught.value.code == "wewenang_kurang"


def test_that_nothing_is_finished_before_its_day_unless_the_clock_is_doubtful(unit: Kantor) -> None:
    sekda, camat, staf = add_people(unit)
    baru = person(unit, "Camat Baru", sekda)
    mulai = date(2027, 2, 5)
    at(unit, 2027, 2, 4)
    doc_id, _ = create_serah_terima(unit, camat, mulai, baru, Sebab.MUTASI)
    for call in (
        lambda: finish_serah_terima(unit, doc_id, tanggal=mulai),
        lambda: change_penilai(unit, [staf], mulai, baru, alasan="uji"),
    ):
        with pytest.raises(UserError) as caught:
            call()
        assert caught.value.code == "pergantian_belum_mulai"
    (baris,) = preview_penilai(unit, [staf], mulai, baru)
    assert isinstance(baris.galat, UserError)
    assert get_pegawai(unit, staf).riwayat[-1].penilai_id == camat
    at(unit, 1980, 1, 1)
    finish_serah_terima(unit, doc_id, tanggal=mulai)
    assert get_pegawai(unit, staf).riwayat[-1].penilai_id == baru


def test_that_the_newest_of_two_hand_overs_counts(unit: Kantor) -> None:
    sekda, camat, staf = add_people(unit)
    skp = determined_skp(unit, staf)
    kedua, ketiga = person(unit, "Camat Kedua", sekda), person(unit, "Camat Ketiga", sekda)
    hand_over(unit, camat, kedua, date(2026, 8, 10))
    hand_over(unit, kedua, ketiga, AGUSTUS)
    assert evaluator(unit, skp, "2026-TW3") == evaluator(unit, skp, "2026") == ketiga


def test_that_a_sheet_counts_no_more_where_the_record_was_mended(unit: Kantor) -> None:
    sekda, camat, staf = add_people(unit)
    skp = determined_skp(unit, staf)
    kedua = person(unit, "Camat Kedua", sekda)
    hand_over(unit, camat, kedua, date(2026, 8, 10))
    change_penilai(unit, [staf], date(2026, 8, 10), camat, sekda, alasan="salah orang")
    assert evaluator(unit, skp, "2026-TW3") == camat
    change_penilai(unit, [staf], date(2026, 8, 12), kedua, sekda, alasan="benar")
    assert evaluator(unit, skp, "2026-TW4") == kedua


def test_that_a_plt_is_handed_over_too_and_his_days_before_stay(unit: Kantor) -> None:
    sekda, camat, _ = add_people(unit)
    baru, kasi = person(unit, "Camat Baru", sekda), person(unit, "Kasi Contoh", sekda)
    plt = KeadaanKhusus(id="k", jenis=JenisKeadaan.PLT, mulai=date(2026, 3, 1), jabatan="Plt. Lurah", penilai_id=camat)
    edit(unit, kasi, keadaan=(plt,))
    skp = determined_skp(unit, kasi)
    doc_id, _ = create_serah_terima(unit, camat, date(2026, 8, 10), baru, Sebab.MENINGGAL)
    (satu,) = (b for b in read_serah_terima(unit, doc_id).bawahan if b.id == kasi)
    assert {d.periode: d.oleh_id for d in satu.dokumen if d.kind == "penilaian"}["2026-TW2"] == sekda
    finish_serah_terima(unit, doc_id, tanggal=date(2026, 8, 10))
    orang = get_pegawai(unit, kasi)
    assert [(k.mulai, k.selesai, k.penilai_id) for k in orang.keadaan] == [
        (date(2026, 3, 1), date(2026, 8, 9), camat),
        (date(2026, 8, 10), None, baru),
    ]
    assert [r.penilai_id for r in orang.riwayat] == [sekda]
    assert (evaluator(unit, skp, "2026-TW2"), evaluator(unit, skp, "2026-TW3")) == (sekda, baru)


def test_that_no_post_is_made_before_the_first_one(unit: Kantor) -> None:
    sekda, camat, _ = add_people(unit)
    baru = person(unit, "Camat Baru", sekda)
    cpns = person(unit, "Pegawai Baru", camat, date(2026, 3, 1))
    hand_over(unit, camat, baru, date(2022, 6, 1))
    assert [(r.mulai, r.penilai_id) for r in get_pegawai(unit, cpns).riwayat] == [(date(2026, 3, 1), baru)]


def test_that_a_day_that_cannot_be_is_told_and_breaks_nothing(unit: Kantor) -> None:
    sekda, camat, staf = add_people(unit)
    baru = person(unit, "Camat Baru", sekda)
    for mulai in (date.min, date(1995, 1, 1), date.max):
        with pytest.raises(UserError) as caught:
            create_serah_terima(unit, camat, mulai, baru)
        assert caught.value.code == "serah_terima_tanggal_salah"
    doc_id, _ = create_serah_terima(unit, camat, AGUSTUS, baru)
    edit(unit, doc_id, mulai=date.min)
    assert read_serah_terima(unit, doc_id).bawahan == ()
    with pytest.raises(UserError) as caught:
        finish_serah_terima(unit, doc_id, tanggal=AGUSTUS)
    assert caught.value.code == "serah_terima_tanggal_salah"
    assert len(list_serah_terima(unit)) == 1
    change_penilai(unit, [staf], date.min, baru, alasan="uji")
    assert {r.penilai_id for r in get_pegawai(unit, staf).riwayat[:1]} == {baru}


def test_that_a_change_on_a_day_whose_row_was_moved_gets_a_row_of_its_own(unit: Kantor) -> None:
    sekda, _camat, staf = add_people(unit)
    kedua, ketiga = person(unit, "Camat Kedua", sekda), person(unit, "Camat Ketiga", sekda)
    change_penilai(unit, [staf], AGUSTUS, kedua, alasan="uji")
    *lama, akhir = get_pegawai(unit, staf).riwayat
    pindah = RiwayatJabatan(id=akhir.id, mulai=date(2026, 9, 10), jabatan=akhir.jabatan, penilai_id=kedua)
    edit(unit, staf, riwayat=(*lama, pindah))
    change_penilai(unit, [staf], AGUSTUS, ketiga, alasan="uji")
    ids = [r.id for r in get_pegawai(unit, staf).riwayat]
    assert len(set(ids)) == len(ids) == 4
