"""A plan of a restore is signed by nobody: only the known names become paths, whatever somebody planted."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.services.pemasangan import BERKAS_RENCANA, SIAP
from tests.services.rumah_sandi import entry, found_unit

GOOD: dict[str, Any] = {"lama": "sebelum-pulih-1", "berkas": [], "perangkat": "00" * 16}


@pytest.fixture(scope="module")
def founded_unit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("didirikan") / "kantor"
    found_unit(home)
    return home


@pytest.fixture
def home(founded_unit: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(founded_unit, tmp_path / "rumah" / "kantor"))


@pytest.mark.parametrize(
    "change",
    [
        {"lama": "../diluar"},
        {"lama": "/tmp/diluar"},
        {"lama": "sebelum-pulih-1/../../diluar"},
        {"lama": "sebelum-pulih-"},
        {"lama": "sebelum-pulih-1\n"},
        {"lama": "karantina"},
        {"berkas": ["../korban.txt"]},
        {"berkas": ["luring.db", "../korban.txt"]},
        {"berkas": ["tunggu.json"]},
        {"perangkat": "../../korban"},
        {"perangkat": ""},
    ],
)
def test_that_a_planted_plan_moves_nothing(home: Path, change: dict[str, Any]) -> None:
    victim = home.parent / "korban.txt"
    victim.write_text("penting", encoding="utf-8")
    (home / SIAP).mkdir()
    (home / SIAP / BERKAS_RENCANA).write_bytes(msgspec.json.encode(GOOD | change))
    before = sorted(path.relative_to(home.parent) for path in home.parent.rglob("*"))
    assert entry(home, "Budi Contoh") == "pulihkan_rencana_asing"
    assert victim.read_text(encoding="utf-8") == "penting"
    after = sorted(path.relative_to(home.parent) for path in home.parent.rglob("*"))
    assert after == before
    (home / SIAP / BERKAS_RENCANA).unlink()
    (home / SIAP).rmdir()
    assert entry(home, "Budi Contoh") == ""


def test_that_a_plan_of_known_names_is_carried_out(home: Path) -> None:
    (home / SIAP).mkdir()
    (home / SIAP / BERKAS_RENCANA).write_bytes(msgspec.json.encode(GOOD))
    assert entry(home, "Budi Contoh") == ""
    assert not (home / SIAP).exists()
