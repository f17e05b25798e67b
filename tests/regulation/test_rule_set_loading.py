"""Which rule set is in force, and that an unfit file is refused whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.errors import SystemProblem
from desktop_app.regulation import load_aturan, regulation_in_force

OLD = "permenpanrb-6-2022"
NEW = "permenpanrb-contoh-2030"


@pytest.fixture
def source() -> str:
    """Return the text of the first rule set."""
    folder = Path(__file__).resolve().parents[2] / "resources" / "regulation"
    return (folder / f"{OLD}.toml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, source: str) -> Path:
    """Return a folder with two rule sets, the later one made of the first."""
    (tmp_path / "b.toml").write_text(source, encoding="utf-8")
    later = source.replace(f'id = "{OLD}"', f'id = "{NEW}"').replace("2022-02-07", "2030-01-01")
    (tmp_path / "a.toml").write_text(later, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "tanggal, expected",
    [
        (date(2026, 3, 31), OLD),
        (date(2022, 2, 7), OLD),
        (date(2029, 12, 31), OLD),
        (date(2030, 1, 1), NEW),
        (None, NEW),
        (date(1970, 1, 1), OLD),  # a dead clock stops nobody
    ],
)
def test_that_the_newest_rule_set_of_the_day_is_in_force(folder: Path, tanggal: date | None, expected: str) -> None:
    assert regulation_in_force(tanggal, folder=folder).id == expected


def test_that_an_evaluation_is_reprinted_under_its_own_rule_set_for_ever(folder: Path) -> None:
    assert regulation_in_force(date(2031, 1, 1), aturan_id=OLD, folder=folder).id == OLD


def test_that_a_rule_set_which_is_not_there_is_named(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(SystemProblem) as caught:
        regulation_in_force(aturan_id="permenpanrb-8-2021", folder=folder)
    assert (caught.value.code, caught.value.facts) == ("aturan_tidak_ada", {"aturan": "permenpanrb-8-2021"})
    with pytest.raises(SystemProblem) as caught:
        regulation_in_force(folder=tmp_path_factory.mktemp("empty"))
    assert caught.value.code == "aturan_tidak_ada"


@pytest.mark.parametrize(
    "old, new",
    [
        ('diatas = { dibawah = "kurang", sesuai = "baik", diatas = "sangat_baik" }\n', ""),
        ('diatas = "sangat_baik" }', 'diatas = "luar_biasa" }'),
        ('sesuai = "baik", diatas = "sangat_baik" }', 'diatas = "sangat_baik" }'),
        ('kode = "akuntabel"', 'kode = "harmonis"'),
        ("baik = [5, 10, 20, 60, 20]", "baik = [5, 10, 20, 60]"),
        ('sangat_kurang = "SANGAT KURANG"', ""),
        ("[pangkat]", "[golongan]"),
        ('id = "permenpanrb-6-2022"', "id = "),
    ],
)
def test_that_a_file_which_does_not_fit_is_refused_whole(tmp_path: Path, source: str, old: str, new: str) -> None:
    assert old in source, "the case no longer breaks anything"
    path = tmp_path / "rusak.toml"
    path.write_text(source.replace(old, new), encoding="utf-8")
    with pytest.raises(SystemProblem) as caught:
        load_aturan(path)
    assert caught.value.code == "berkas_aturan_rusak"
    assert caught.value.facts["berkas"] == "rusak.toml"


def test_that_a_missing_file_and_bytes_that_are_no_text_are_refused_alike(tmp_path: Path) -> None:
    (tmp_path / "biner.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("tidak-ada.toml", "biner.toml"):
        with pytest.raises(SystemProblem) as caught:
            load_aturan(tmp_path / name)
        assert caught.value.code == "berkas_aturan_rusak"


def test_that_nobody_can_change_a_loaded_matrix() -> None:
    aturan = regulation_in_force(aturan_id=OLD)
    with pytest.raises(TypeError):
        aturan.matriks[next(iter(aturan.matriks))] = "baik"  # type: ignore[index]
