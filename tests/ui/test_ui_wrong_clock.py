"""A clock that cannot be believed disables nothing: years and periods come from what is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.kantor import Kantor, Peran, Profil, open_kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pekerjaan import read_waktu_kerja
from desktop_app.services.pendirian import found_office
from desktop_app.services.skp import create_skp

HERE = timezone(timedelta(hours=7))
EMPTY = Profil(peran=Peran.UNIT, kode="99.01.05", nama="Kecamatan Kosong", instansi="PEMERINTAH KABUPATEN CONTOH")


def clock_of(year: int) -> Callable[[], datetime]:
    return lambda: datetime(year, 2, 3, 10, 32, tzinfo=HERE)


@pytest.fixture(params=[1980, 2099])
def wrong(request: pytest.FixtureRequest) -> Callable[[], datetime]:
    """The clock of the computer on which the window opens."""
    return clock_of(request.param)


def year_of_work(kantor: Kantor) -> str:
    post = RiwayatJabatan(id="r1", mulai=date(2025, 1, 1), jabatan="Camat")
    doc_id, _ = create_pegawai(kantor, Pegawai(nama="Bunga Contoh", nip="197001011990031001", riwayat=(post,)))
    create_skp(kantor, doc_id, 2027)
    return create_skp(kantor, doc_id, 2026)[0]


def keys_of(combo: Any) -> list[str]:
    return [str(combo.itemData(at)) for at in range(combo.count())]


def test_that_a_wrong_clock_leaves_all_pages_working(wrong: Any, start: Any, unit_home: Any, fill: Any) -> None:
    fill(year_of_work)
    hands = start(unit_home, wrong)
    home = hands.page("beranda")
    assert "meragukan" in home.banner.text()
    assert "tidak dikenal" not in home.banner.text()
    assert hands.find("beranda-skp-jumlah").text() == "0"
    assert "2027" in hands.find("beranda-skp-keterangan").text()
    for key in hands.window.page_keys():
        hands.page(key)
        assert QApplication.activeModalWidget() is None, key
    assert hands.find("skp-tahun").answer() == "2027"
    assert {"2026", "2027"} <= set(keys_of(hands.find("skp-tahun")))
    assert {"2026-TW1", "2026", "2027-TW4"} <= set(keys_of(hands.find("penilaian-periode")))


def test_that_work_of_a_stored_year_is_reached_and_begun_under_a_wrong_clock(
    wrong: Any, start: Any, unit_home: Any, fill: Any
) -> None:
    fill(year_of_work)
    hands = start(unit_home, wrong)
    page = hands.page("skp")
    combo = hands.find("skp-tahun")
    combo.set_answer("2026")
    combo.answered.emit("2026")
    hands.settle()
    assert [row.skp_id != "" for row in page.listing._model.rows()] == [True]
    page.listing._open_row(0)
    hands.settle()
    assert "2026" in hands.find("skp-lembar-kepala").findChild(object, "skp-lembar-kepala-keterangan").text()


def test_that_an_empty_office_under_a_wrong_clock_begins_in_the_year_of_this_program(
    wrong: Any, start: Any, tmp_path: Any
) -> None:
    home = tmp_path / "kosong"
    found_office(home, EMPTY, jam=wrong).close()
    hands = start(home, wrong)
    hands.page("skp")
    assert hands.find("skp-tahun").answer() == "2026"
    hands.page("penilaian")
    assert hands.find("penilaian-periode").answer() == "2026-TW4"
    people = hands.page("pegawai")
    people.show_part(people.roster)
    assert hands.find("impor-berlaku").answer() == date(2026, 1, 1)


def test_that_years_are_those_of_the_clock_where_it_can_be_believed(unit_home: Any, fill: Any) -> None:
    fill(year_of_work)
    kantor = open_kantor(unit_home, jam=clock_of(2028))
    work = read_waktu_kerja(kantor)
    kantor.close()
    assert work.hari == date(2028, 2, 3)
    assert work.tahun == (2029, 2028, 2027, 2026, 2025)
    assert work.tahun_periode == (2028, 2027, 2026)
