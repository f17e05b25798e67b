"""The words of the planning stage, as the regulation prints them, and what happens where the file is unfit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.istilah import (
    JenisKeadaan,
    KelompokSkp,
    NilaiDasar,
    Pendekatan,
    PeriodePelaporan,
    Perspektif,
    SumberHasil,
    TingkatKendali,
)
from desktop_app.regulation import Aturan, load_perencanaan, planning_in_force, regulation_in_force

SOURCE = Path(__file__).parents[2] / "resources/regulation/perencanaan/permenpanrb-6-2022.toml"


@pytest.fixture(scope="module")
def aturan() -> Aturan:
    return regulation_in_force(aturan_id="permenpanrb-6-2022")


def test_that_labels_are_those_of_the_forms(aturan: Aturan) -> None:
    words = aturan.perencanaan
    assert [words.label_perspektif[p] for p in Perspektif] == [
        "Penerima Layanan",
        "Proses Bisnis",
        "Penguatan Internal",
        "Anggaran",
    ]
    assert [words.label_kendali[t] for t in TingkatKendali][:3] == [
        "Outcome",
        "Outcome Antara",
        "Output kendali rendah",
    ]
    assert [words.label_pelaporan[p] for p in PeriodePelaporan] == ["Bulanan", "Triwulanan", "Semesteran", "Tahunan"]
    assert words.label_sumber_hasil[SumberHasil.RENCANA_KERJA_TAHUNAN] == "Rencana Kerja Tahunan"
    assert words.label_keadaan[JenisKeadaan.PERSIAPAN_PENSIUN] == "Masa persiapan pensiun"


def test_that_group_and_approach_name_the_form(aturan: Aturan) -> None:
    assert dict(aturan.perencanaan.formulir) == {
        (KelompokSkp.JPT_MANDIRI, Pendekatan.KUALITATIF): "A.1.1",
        (KelompokSkp.JPT_MANDIRI, Pendekatan.KUANTITATIF): "A.1.2",
        (KelompokSkp.JA_JF, Pendekatan.KUALITATIF): "A.1.6",
        (KelompokSkp.JA_JF, Pendekatan.KUANTITATIF): "A.1.7",
    }


def test_that_only_the_leaders_forms_spell_out_the_name_of_the_state(aturan: Aturan) -> None:
    for nilai in aturan.nilai_dasar:
        leaders, others = (aturan.panduan(kelompok, nilai) for kelompok in KelompokSkp)
        assert others == nilai.panduan
        if nilai.kode is NilaiDasar.LOYAL:
            assert [line.replace("Negara Kesatuan Republik Indonesia", "NKRI") for line in leaders] == list(others)
            assert leaders != others
        else:
            assert leaders == others


def test_that_a_rule_set_of_a_later_day_keeps_the_words_in_force(tmp_path: Path) -> None:
    text = SOURCE.read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    (tmp_path / "b.toml").write_text(text.replace("2022-02-07", "2030-01-01"), encoding="utf-8")
    assert [planning_in_force(date(tahun, 6, 1), tmp_path).berlaku_mulai.year for tahun in (2020, 2026, 2031)] == [
        2022,
        2022,
        2030,
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('proses_bisnis = "Proses Bisnis"\n', ""),
        ('kuantitatif = "A.1.2"', 'kuantitatif = "A.1.1"'),
        ("berlaku_mulai = 2022-02-07", 'berlaku_mulai = "awal"'),
        ("loyal = ", "setia = "),
    ],
)
def test_that_an_unfit_file_is_refused_with_its_name(tmp_path: Path, old: str, new: str) -> None:
    text = SOURCE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "rusak.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SystemProblem) as caught:
        load_perencanaan(path)
    assert (caught.value.code, caught.value.facts["berkas"]) == ("berkas_aturan_rusak", "rusak.toml")


def test_that_no_file_at_all_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemProblem) as caught:
        planning_in_force(date(2026, 1, 1), tmp_path)
    assert caught.value.code == "aturan_tidak_ada"
