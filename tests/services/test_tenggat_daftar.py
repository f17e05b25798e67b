"""The list of deadlines: person by person, with the day of the determination, its doubt, and its basis."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.istilah import JenisKeadaan
from desktop_app.domain.pegawai import KeadaanKhusus
from desktop_app.domain.tenggat import HasilTenggat
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor
from desktop_app.services.skp import advance_skp
from desktop_app.services.tenggat import describe_tenggat, list_tenggat
from tests.services.dunia_kantor import Dunia, add_people, draft_skp, edit
from tests.services.kantor_berperan import as_role, at


@pytest.fixture
def office(dunia: Dunia) -> tuple[Kantor, str]:
    kantor = dunia("a1")
    _, _, staf = add_people(kantor)
    return kantor, staf


def of(kantor: Kantor, staf: str, *, semua: bool = False) -> dict[str, tuple[HasilTenggat, str]]:
    daftar = list_tenggat(kantor, 2026, pegawai_id=staf, semua=semua)
    return {s.tenggat.aturan.kode: (s.tenggat.hasil, describe_tenggat(s.tenggat)) for s in daftar.baris}


def test_that_a_plan_that_is_late_leads_to_the_assessors_superior(office: tuple[Kantor, str]) -> None:
    kantor, staf = office
    kini = of(kantor, staf)
    assert kini["skp_ditetapkan"][0] is HasilTenggat.TERLEWAT
    assert kini["skp_ditetapkan"][1] == "terlewat 217 hari kerja; batas 31 Januari 2026"
    skp = draft_skp(kantor, staf)
    advance_skp(kantor, skp, "ajukan")
    kini = of(kantor, staf)
    assert set(kini) >= {"skp_ditetapkan", "pengajuan_menunggu", "klarifikasi_atasan"}
    daftar = list_tenggat(kantor, 2026, pegawai_id=staf)
    atasan = next(s for s in daftar.baris if s.tenggat.aturan.kode == "klarifikasi_atasan")
    assert "halaman 65 huruf C angka 5" in atasan.tenggat.aturan.dasar
    assert (daftar.kalender_terisi, daftar.hari_kerja) == (False, 5)


@pytest.mark.parametrize(
    ("jam", "tanggal", "hasil"),
    [
        ((2026, 12, 1), date(2026, 1, 20), HasilTenggat.TERPENUHI),
        ((2026, 12, 1), date(2026, 2, 2), HasilTenggat.TERPENUHI_TERLAMBAT),
        ((1980, 1, 1), date(2026, 1, 20), HasilTenggat.TIDAK_TERBUKTI),
        ((2099, 1, 1), date(2026, 2, 2), HasilTenggat.TIDAK_TERBUKTI),
    ],
)
def test_that_a_kept_limit_counts_only_where_the_clock_that_recorded_it_was_believed(
    office: tuple[Kantor, str], jam: tuple[int, int, int], tanggal: date, hasil: HasilTenggat
) -> None:
    kantor, staf = office
    skp = draft_skp(kantor, staf)
    advance_skp(kantor, skp, "ajukan")
    at(kantor, *jam)
    advance_skp(kantor, skp, "tetapkan", tanggal=tanggal)
    at(kantor, 2026, 12, 2)
    assert of(kantor, staf, semua=True)["skp_ditetapkan"][0] is hasil
    assert "skp_ditetapkan" not in of(kantor, staf), "what was kept is shown on request only"


def test_that_on_a_doubtful_day_nothing_is_overdue(office: tuple[Kantor, str]) -> None:
    kantor, staf = office
    for tahun in (1980, 2099):
        at(kantor, tahun, 6, 1)
        daftar = list_tenggat(kantor, 2026)
        assert daftar.hari_ini is None
        assert {satu.tenggat.hasil for satu in daftar.baris} == {HasilTenggat.TIDAK_TERBUKTI}
        assert "tanggal komputer diragukan" in of(kantor, staf)["skp_ditetapkan"][1]


def test_that_a_new_post_has_no_limit_that_the_regulation_names(office: tuple[Kantor, str]) -> None:
    kantor, staf = office
    skp = draft_skp(kantor, staf)
    advance_skp(kantor, skp, "ajukan")
    advance_skp(kantor, skp, "tetapkan", tanggal=date(2026, 1, 20))
    kini = of(kantor, staf)
    assert set(kini) == {"skp_jabatan_baru"}, "he has had another post since March"
    assert kini["skp_jabatan_baru"][0] is HasilTenggat.BELUM


def test_that_who_is_exempt_and_who_is_a_stranger_has_no_line(office: tuple[Kantor, str]) -> None:
    kantor, staf = office
    as_role(kantor, P.PEGAWAI, staf)
    assert {satu.pegawai_id for satu in list_tenggat(kantor, 2026).baris} == {staf}
    as_role(kantor, P.OPERATOR)
    keadaan = KeadaanKhusus(id="k", jenis=JenisKeadaan.PERSIAPAN_PENSIUN, mulai=date(2025, 12, 1))
    edit(kantor, staf, keadaan=(keadaan,))
    assert of(kantor, staf) == {}


def test_that_the_most_urgent_stands_first(office: tuple[Kantor, str]) -> None:
    kantor, staf = office
    advance_skp(kantor, draft_skp(kantor, staf), "ajukan")
    hasil = [satu.tenggat.hasil for satu in list_tenggat(kantor, 2026).baris]
    assert hasil == sorted(hasil, key=[HasilTenggat.TERLEWAT, HasilTenggat.BELUM].index)
