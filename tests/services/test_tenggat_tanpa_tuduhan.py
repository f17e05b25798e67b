"""Nobody is told to be late who is not: who came in mid-year, whose draft ended, who moved, who handed in again."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pindah import move_pegawai
from desktop_app.services.skp import advance_skp, create_skp
from desktop_app.services.tenggat import describe_tenggat, list_tenggat
from desktop_app.services.tugas import Mendesak, Tugas, late_offices, list_tugas
from tests.services.dunia_kantor import HASIL, Dunia, add_people, determined_skp, draft_skp, edit
from tests.services.kantor_berperan import as_role, at


@pytest.fixture
def office(dunia: Dunia) -> tuple[Kantor, str, str]:
    kantor = dunia("a1")
    _, camat, staf = add_people(kantor)
    return kantor, camat, staf


def person(kantor: Kantor, penilai: str, mulai: date) -> str:
    post = RiwayatJabatan(id="x", mulai=mulai, jabatan="Penelaah", penilai_id=penilai)
    return create_pegawai(kantor, Pegawai(nama="Warga Contoh", riwayat=(post,)))[0]


def said(kantor: Kantor, orang: str, tahun: int = 2026) -> dict[str, str]:
    baris = list_tenggat(kantor, tahun, pegawai_id=orang).baris
    return {satu.tenggat.aturan.kode: describe_tenggat(satu.tenggat) for satu in baris}


def lines(kantor: Kantor) -> dict[str, Tugas]:
    return {satu.kode: satu for satu in list_tugas(kantor, maks=99)}


def test_that_who_comes_in_december_has_thirty_days_from_his_first_day(office: tuple[Kantor, str, str]) -> None:
    kantor, camat, _ = office
    at(kantor, 2026, 12, 18)
    sebelum = lines(kantor)["tanpa-skp"]
    orang = person(kantor, camat, date(2026, 12, 15))
    (kode,) = (kini := said(kantor, orang))
    assert (kode, kini[kode]) == ("skp_sesudah_januari", "belum, tinggal 19 hari kerja; batas 14 Januari 2027")
    (baris,) = list_tenggat(kantor, 2026, pegawai_id=orang).baris
    assert "batas aplikasi ini" in baris.tenggat.aturan.dasar
    sesudah = lines(kantor)["tanpa-skp"]
    assert sesudah.jumlah == sebelum.jumlah + 1
    assert f"({sebelum.jumlah} di antaranya lewat batas)" in sesudah.kalimat
    as_role(kantor, P.PEGAWAI, orang)
    satu = lines(kantor)["skp-sendiri"]
    assert (satu.mendesak, satu.kalimat) == (Mendesak.PERLU, "SKP Anda tahun 2026 belum disusun")


def test_that_who_comes_next_year_owes_nothing_for_this_one(office: tuple[Kantor, str, str]) -> None:
    kantor, camat, _ = office
    sebelum = lines(kantor)["tanpa-skp"].jumlah
    orang = person(kantor, camat, date(2027, 3, 1))
    assert said(kantor, orang) == {}
    assert said(kantor, orang, 2027)["skp_sesudah_januari"].endswith("batas 31 Maret 2027")
    assert lines(kantor)["tanpa-skp"].jumlah == sebelum
    as_role(kantor, P.PEGAWAI, orang)
    assert "skp-sendiri" not in lines(kantor)


def test_that_an_office_is_not_late_for_who_has_just_come(dunia: Dunia) -> None:
    unit, kabupaten = dunia("a1"), dunia("kabupaten")
    _, camat, _ = add_people(unit)
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    sebelum = late_offices(kabupaten, 2026)[unit.profil.kode]
    at(unit, 2026, 12, 18)
    at(kabupaten, 2026, 12, 18)
    for mulai in (date(2026, 12, 15), date(2027, 3, 1)):
        person(unit, camat, mulai)
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert late_offices(kabupaten, 2026)[unit.profil.kode] == sebelum
    at(kabupaten, 2027, 1, 15)
    assert late_offices(kabupaten, 2026)[unit.profil.kode] == sebelum + 1, "his thirty days are over"
    at(kabupaten, 2026, 12, 18)
    kalimat = lines(kabupaten)["kantor-terlambat"].kalimat
    assert "menurut paket yang sudah diterima (terakhir 18 Desember 2026)" in kalimat


def test_that_a_draft_that_a_move_ended_is_asked_of_nobody(office: tuple[Kantor, str, str]) -> None:
    kantor, camat, _ = office
    orang = person(kantor, camat, date(2020, 1, 1))
    lama, _ = create_skp(kantor, orang, 2026)
    pindah = RiwayatJabatan(id="n", mulai=date(2026, 1, 16), jabatan="Analis", penilai_id=camat)
    baru = move_pegawai(kantor, orang, pindah, "pindah").skp_id
    assert baru not in ("", lama)
    edit(kantor, baru, hasil=(HASIL,))
    advance_skp(kantor, baru, "ajukan")
    advance_skp(kantor, baru, "tetapkan", tanggal=date(2026, 1, 30))
    assert said(kantor, orang) == {}
    assert "skp-draf" not in lines(kantor)
    as_role(kantor, P.PEGAWAI, orang)
    assert "skp-sendiri" not in lines(kantor)


def test_that_beranda_and_the_list_name_the_same_limit_after_a_move(office: tuple[Kantor, str, str]) -> None:
    kantor, camat, _ = office
    orang = person(kantor, camat, date(2020, 1, 1))
    determined_skp(kantor, orang)
    pindah = RiwayatJabatan(id="n", mulai=date(2026, 11, 30), jabatan="Analis", penilai_id=camat)
    baru = move_pegawai(kantor, orang, pindah, "pindah").skp_id
    atas = kantor.pelaku
    as_role(kantor, P.PEGAWAI, orang)
    assert lines(kantor)["skp-sendiri"].mendesak is Mendesak.PERLU
    kantor.pelaku = atas
    edit(kantor, baru, hasil=(HASIL,))
    advance_skp(kantor, baru, "ajukan")
    at(kantor, 2026, 12, 1)
    assert said(kantor, orang)["skp_sesudah_januari"].endswith("batas 30 Desember 2026")
    assert "klarifikasi_atasan" not in said(kantor, orang)
    as_role(kantor, P.PENILAI, camat)
    assert lines(kantor)["skp-diajukan"].mendesak is Mendesak.SEGERA
    as_role(kantor, P.PEGAWAI, orang)
    assert "skp-atasan" not in lines(kantor)
    at(kantor, 2026, 12, 31)
    assert "belum ditetapkan sampai 30 Desember 2026" in lines(kantor)["skp-atasan"].kalimat
    assert said(kantor, orang)["skp_sesudah_januari"] == "terlewat 1 hari kerja; batas 30 Desember 2026"


def test_that_what_was_handed_in_again_waits_since_then(office: tuple[Kantor, str, str]) -> None:
    kantor, _, staf = office
    at(kantor, 2026, 12, 1)
    skp = draft_skp(kantor, staf)
    advance_skp(kantor, skp, "ajukan")
    at(kantor, 2026, 12, 2)
    advance_skp(kantor, skp, "kembalikan", alasan="Targetnya belum terukur")
    at(kantor, 2026, 12, 30)
    advance_skp(kantor, skp, "ajukan")
    at(kantor, 2026, 12, 31)
    assert said(kantor, staf)["pengajuan_menunggu"] == "belum; sudah 1 hari kerja"
