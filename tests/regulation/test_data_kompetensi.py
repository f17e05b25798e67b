"""The data of competencies: nine of them, what is known of their levels, and files that do not fit are refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.istilah import JenisJabatan
from desktop_app.regulation.kompetensi import (
    INDICATORS,
    LEVELS,
    competency_dictionary,
    competency_scale,
    development_hours,
)

ASAL = Path(__file__).resolve().parents[2] / "resources" / "regulation" / "kompetensi"


def test_that_there_are_nine_with_five_levels_and_indicators_where_a_source_gave_them() -> None:
    kamus = competency_dictionary()
    kode = [satu.kode for satu in kamus.kompetensi]
    assert kode == [*(f"M.{n}" for n in range(1, 9)), "SK.1"]
    for satu in kamus.kompetensi:
        assert satu.definisi
        assert [level.tingkat for level in satu.level] == list(range(1, LEVELS + 1))
        assert all(level.deskripsi for level in satu.level)
        assert [len(level.indikator) for level in satu.level] == [INDICATORS, INDICATORS, 0, 0, 0]
        assert len({teks for level in satu.level for teks in level.indikator}) == 2 * INDICATORS


def test_that_levels_are_only_proposed_and_functional_posts_have_none() -> None:
    usulan = competency_dictionary().usulan
    jenis = (JenisJabatan.PELAKSANA, JenisJabatan.PENGAWAS, JenisJabatan.ADMINISTRATOR, JenisJabatan.JPT)
    assert [usulan[satu] for satu in jenis] == [1, 2, 3, 4]
    assert JenisJabatan.FUNGSIONAL not in usulan


def test_that_the_newest_file_until_a_day_holds() -> None:
    assert competency_dictionary(date(1999, 1, 1)) is competency_dictionary()
    assert (development_hours().jp_setahun, development_hours().menit_per_jp) == (20, 45)
    assert competency_scale().sesuai_standar == 3


@pytest.mark.parametrize(
    ("berkas", "ganti"),
    [
        ("permenpanrb-38-2017.toml", ("tingkat = 5", "tingkat = 6")),
        ("permenpanrb-38-2017.toml", ('kode = "M.2"', 'kode = "M.1"')),
        ("permenpanrb-6-2022.toml", ("terpenuhi = [1, 2]", "terpenuhi = [1]")),
        ("pp-17-2020.toml", ("jp_setahun = 20", "jp_setahun = 0")),
        ("pp-17-2020.toml", ('bagian = "jam_pelajaran"', 'bagian = "lain"')),
    ],
)
def test_that_a_file_that_does_not_fit_is_refused_whole(tmp_path: Path, berkas: str, ganti: tuple[str, str]) -> None:
    teks = (ASAL / berkas).read_text(encoding="utf-8")
    assert ganti[0] in teks
    (tmp_path / berkas).write_text(teks.replace(*ganti), encoding="utf-8")
    with pytest.raises(SystemProblem) as caught:
        competency_dictionary(folder=tmp_path)
    assert caught.value.code == "berkas_aturan_rusak"
