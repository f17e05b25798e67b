"""The to-do list for each role: his own work only, the most urgent first, and nothing overdue by a doubtful clock."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from desktop_app.domain.istilah import JenisKeadaan, StatusAdendum
from desktop_app.domain.ketentuan import HariLibur
from desktop_app.domain.pegawai import KeadaanKhusus, Pegawai, RiwayatJabatan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kalender import write_kalender
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.naskah import open_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.skp import advance_skp, create_skp
from desktop_app.services.tugas import MAKS_TUGAS, Mendesak, Tugas, late_offices, list_tugas
from tests.services.dunia_kantor import HASIL, TETAP, Dunia, add_people, draft_skp, edit, put_revision
from tests.services.kantor_berperan import as_role, at


def lines(kantor: Kantor) -> dict[str, Tugas]:
    return {satu.kode: satu for satu in list_tugas(kantor, maks=99)}


@pytest.fixture
def office(dunia: Dunia) -> tuple[Kantor, str, str]:
    """A kecamatan in December 2026 with a Camat and one of his staff; the calendars of both years are there."""
    kantor = dunia("a1")
    _, camat, staf = add_people(kantor)
    for tahun in (2026, 2027):
        write_kalender(kantor, tahun, [HariLibur(id="", tanggal=date(tahun, 1, 1), nama="Tahun Baru")])
    at(kantor, 2027, 1, 4)
    return kantor, camat, staf


def plan(kantor: Kantor, staf: str) -> str:
    """Make an SKP of 2027 that is a draft."""
    doc_id, _ = create_skp(kantor, staf, 2027)
    edit(kantor, doc_id, hasil=(HASIL,))
    return doc_id


def test_that_an_employee_sees_his_own_plan_through_the_year(office: tuple[Kantor, str, str]) -> None:
    kantor, _, staf = office
    atas = kantor.pelaku

    def seen() -> dict[str, Tugas]:
        as_role(kantor, P.PEGAWAI, staf)
        return lines(kantor)

    def do(langkah: str, **isi: object) -> None:
        kantor.pelaku = atas
        advance_skp(kantor, skp, langkah, **isi)  # type: ignore[arg-type]

    assert {k: (s.mendesak, s.halaman) for k, s in seen().items()} == {"skp-sendiri": (Mendesak.PERLU, "skp")}
    kantor.pelaku = atas
    skp = plan(kantor, staf)
    satu = seen()["skp-sendiri"]
    assert (satu.doc_id, "draf" in satu.kalimat) == (skp, True)
    do("ajukan")
    assert seen() == {}, "what waits for somebody else is no work of his"
    do("kembalikan", alasan="Targetnya belum terukur")
    assert (seen()["skp-kembali"].doc_id, seen()["skp-kembali"].mendesak) == (skp, Mendesak.SEGERA)
    do("ajukan")
    at(kantor, 2027, 2, 1)
    assert "atasan pejabat penilai" in seen()["skp-atasan"].kalimat
    do("tetapkan", tanggal=date(2027, 2, 1))
    assert set(seen()) == {"nilai-belum", "skp-tetap"}


def test_that_the_limit_is_near_then_over_and_a_doubtful_clock_accuses_nobody(office: tuple[Kantor, str, str]) -> None:
    kantor, _, staf = office
    as_role(kantor, P.PEGAWAI, staf)
    for hari, tingkat, kata in (
        ((2027, 1, 4), Mendesak.PERLU, ""),
        ((2027, 1, 18), Mendesak.SEGERA, "tinggal 9 hari kerja"),
        ((2027, 1, 31), Mendesak.SEGERA, "tinggal 0 hari kerja"),
        ((2027, 2, 1), Mendesak.LEWAT, "akhir Januari lewat"),
    ):
        at(kantor, *hari)
        satu = lines(kantor)["skp-sendiri"]
        assert satu.mendesak is tingkat
        assert kata in satu.kalimat
    for tahun in (1980, 2099):
        at(kantor, tahun, 6, 1)
        assert all(satu.mendesak > Mendesak.SEGERA for satu in lines(kantor).values())
        assert "lewat" not in lines(kantor)["skp-sendiri"].kalimat


def test_that_who_is_exempt_is_left_out_of_every_list(office: tuple[Kantor, str, str]) -> None:
    kantor, camat, staf = office
    edit(
        kantor,
        staf,
        keadaan=(KeadaanKhusus(id="k", jenis=JenisKeadaan.CUTI_LUAR_TANGGUNGAN, mulai=date(2026, 6, 1)),),
    )
    sebelum = lines(kantor)["tanpa-skp"].jumlah
    as_role(kantor, P.PEGAWAI, staf)
    assert lines(kantor) == {}
    as_role(kantor, P.PENILAI, camat)
    assert "tanpa-skp" not in lines(kantor)
    as_role(kantor, P.OPERATOR)
    edit(kantor, staf, keadaan=())
    assert lines(kantor)["tanpa-skp"].jumlah == sebelum + 1


def test_that_an_assessor_sees_what_waits_for_him_and_who_has_no_plan(office: tuple[Kantor, str, str]) -> None:
    kantor, camat, staf = office
    atas = kantor.pelaku
    as_role(kantor, P.PENILAI, camat)
    kini = lines(kantor)
    assert (kini["tanpa-skp"].jumlah, kini["skp-sendiri"].doc_id) == (1, ""), "his own is told as his own"
    kantor.pelaku = atas
    skp = plan(kantor, staf)
    advance_skp(kantor, skp, "ajukan")
    as_role(kantor, P.PENILAI, camat)
    menunggu = lines(kantor)["skp-diajukan"]
    assert (menunggu.jumlah, menunggu.doc_id, menunggu.halaman) == (1, skp, "skp")
    kantor.pelaku = atas
    advance_skp(kantor, skp, "tetapkan", tanggal=date(2027, 1, 4))
    isi = {"pegawai_id": staf, "penilai_id": camat, "skp_id": skp, "status": StatusAdendum.DIAJUKAN.value}
    put_revision(kantor, "adendum", open_naskah(kantor, skp).doc_id[:8] + "7" * 24, isi)
    as_role(kantor, P.PENILAI, camat)
    adendum = lines(kantor)["adendum"]
    assert (adendum.jumlah, adendum.doc_id) == (1, skp)
    as_role(kantor, P.PEGAWAI, staf)
    assert "adendum" not in lines(kantor)


@pytest.mark.parametrize(
    ("jabatan", "penilai", "tugas"),
    [("Penelaah", True, True), ("Pengadministrasi", True, False), ("Pengadministrasi", False, True)],
    ids=["new post", "promotion", "new assessor"],
)
def test_that_a_new_post_or_assessor_asks_for_a_new_plan_and_a_promotion_does_not(
    office: tuple[Kantor, str, str], jabatan: str, penilai: bool, tugas: bool
) -> None:
    kantor, camat, _ = office
    awal = RiwayatJabatan(id="1", mulai=date(2020, 1, 1), jabatan="Pengadministrasi", penilai_id=camat)
    pindah = msgspec.structs.replace(
        awal,
        id="2",
        mulai=date(2027, 3, 1),
        jabatan=jabatan,
        golongan="III/a",
        penilai_id=camat if penilai else "ff" * 16,
    )
    orang, _ = create_pegawai(kantor, Pegawai(nama="Sari Contoh", riwayat=(awal, pindah)))
    skp = plan(kantor, orang)
    edit(kantor, skp, penilai_id=camat)
    advance_skp(kantor, skp, "ajukan")
    advance_skp(kantor, skp, "tetapkan", tanggal=date(2027, 1, 4))
    as_role(kantor, P.PEGAWAI, orang)
    assert "skp-pindah" not in lines(kantor)
    at(kantor, 2027, 4, 1)
    assert ("skp-pindah" in lines(kantor)) is tugas


def test_that_the_list_is_short_and_ordered_and_every_line_has_a_place(office: tuple[Kantor, str, str]) -> None:
    kantor, _, staf = office
    plan(kantor, staf)
    at(kantor, 2027, 3, 1)
    semua = list_tugas(kantor)
    assert len(semua) <= MAKS_TUGAS
    assert [satu.mendesak for satu in semua] == sorted(satu.mendesak for satu in semua)
    assert all(satu.halaman and satu.kalimat for satu in semua)


def test_that_a_missing_calendar_is_told_to_who_may_give_one(dunia: Dunia) -> None:
    kantor = dunia("b")
    assert lines(kantor)["kalender"].kalimat == "Kalender 2026 belum diisi: hanya Sabtu/Minggu yang dihitung libur"
    as_role(kantor, P.OPERATOR)
    assert "kalender" not in lines(kantor)
    as_role(kantor, P.ADMIN)
    assert (lines(kantor)["kalender"].halaman, lines(kantor)["kalender"].doc_id) == ("pengaturan", "ketentuan")
    write_kalender(kantor, 2026, [HariLibur(id="", tanggal=date(2026, 1, 1))])
    assert "kalender" not in lines(kantor)


def test_that_a_kabupaten_sees_which_offices_are_late(dunia: Dunia) -> None:
    unit, kabupaten = dunia("a1"), dunia("kabupaten")
    _, _, staf = add_people(unit)
    skp = draft_skp(unit, staf)
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    belum = late_offices(kabupaten, 2026)[unit.profil.kode]
    satu = lines(kabupaten)["kantor-terlambat"]
    assert (satu.jumlah, satu.mendesak) == (1, Mendesak.LEWAT)
    assert f"({belum})" in satu.kalimat
    advance_skp(unit, skp, "ajukan")
    advance_skp(unit, skp, "tetapkan", tanggal=TETAP)
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert late_offices(kabupaten, 2026)[unit.profil.kode] == belum - 1
    at(kabupaten, 1980, 6, 1)
    assert "kantor-terlambat" not in lines(kabupaten)
