"""The survey's rule set: what it says, and that an unfit file is refused whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.istilah_pengembangan import UnsurSkm
from desktop_app.regulation.skm import skm_in_force

SOURCE = Path(__file__).resolve().parents[2] / "resources/regulation/skm/permenpanrb-14-2017.toml"


def test_that_question_eight_asks_for_u9_and_nine_for_u8() -> None:
    aturan = skm_in_force(date(2026, 1, 1))
    assert [p.unsur.value for p in aturan.pertanyaan] == ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U9", "U8"]
    assert aturan.name_of(UnsurSkm.U9) == "Sarana dan Prasarana"
    assert "sarana" in aturan.pertanyaan[7].teks
    assert "pengaduan" in aturan.pertanyaan[8].teks
    assert aturan.pertanyaan[3].pilihan == ("Sangat mahal", "Cukup mahal", "Murah", "Gratis")


def test_that_a_later_rule_set_holds_from_its_day_on(tmp_path: Path) -> None:
    teks = SOURCE.read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(teks, encoding="utf-8")
    baru = teks.replace('id = "permenpanrb-14-2017"', 'id = "contoh-2030"').replace("2017-05-09", "2030-01-01")
    (tmp_path / "b.toml").write_text(baru, encoding="utf-8")
    hari = (date(2000, 1, 1), date(2029, 12, 31), date(2030, 1, 1), None)
    ids = [skm_in_force(satu, folder=tmp_path).id for satu in hari]
    assert ids == ["permenpanrb-14-2017", "permenpanrb-14-2017", "contoh-2030", "contoh-2030"]


@pytest.mark.parametrize(
    "lama, baru",
    [
        ('unsur = "U9"', 'unsur = "U8"'),
        ("nomor = 9", "nomor = 10"),
        ('pilihan = ["Buruk", "Cukup", "Baik", "Sangat baik"]', 'pilihan = ["Buruk", "Baik"]'),
        ('ikm = ["76.61", "88.30"]', 'ikm = ["76.62", "88.30"]'),
        ('ikm = ["88.31", "100.00"]', 'ikm = ["88.31", "99.00"]'),
        ("[15, 14]", "[15, 16]"),
        ("[20, 19]", "[20, 13]"),
        ('s3 = "S3"', 's4 = "S4"'),
        ('nomor = "V"', 'nomor_lama = "V"'),
    ],
)
def test_that_an_unfit_file_is_refused(tmp_path: Path, lama: str, baru: str) -> None:
    teks = SOURCE.read_text(encoding="utf-8")
    assert teks.count(lama) >= 1
    (tmp_path / "a.toml").write_text(teks.replace(lama, baru, 1), encoding="utf-8")
    with pytest.raises(SystemProblem) as caught:
        skm_in_force(folder=tmp_path)
    assert caught.value.code == "berkas_aturan_rusak"


def test_that_no_file_at_all_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemProblem) as caught:
        skm_in_force(folder=tmp_path)
    assert caught.value.code == "aturan_tidak_ada"
