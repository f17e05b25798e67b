"""A unit and a kabupaten made by the command line itself, founded once and copied for each test."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from desktop_app.cli import main
from desktop_app.paths import resources


class Hasil(NamedTuple):
    """What one command gave: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The JSON value on stdout."""
        return json.loads(self.out)


Run = Callable[..., Hasil]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> Hasil:
        capfd.readouterr()
        code = main([str(satu) for satu in arguments])
        out, err = capfd.readouterr()
        return Hasil(code, out, err)

    return call


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with ``unit`` (with the demo's people), ``lain`` (another unit), ``kabupaten`` and ``asing``."""
    dunia = tmp_path_factory.mktemp("kantor")

    def ok(*arguments: object) -> None:
        assert main([str(satu) for satu in arguments]) == 0

    for nama, role, code in (
        ("unit", "unit", "99.01.01"),
        ("lain", "unit", "99.01.02"),
        ("kabupaten", "kabupaten", "99.01"),
        ("asing", "kabupaten", "99.02"),
    ):
        ok(
            "--home",
            dunia / nama,
            "init",
            "--unattended",
            "--role",
            role,
            "--code",
            code,
            "--name",
            f"Kantor {nama}",
            "--agency",
            "UJI",
        )
    for nama in ("unit", "lain"):
        ok("--home", dunia / nama, "enrol", "request", "--out", dunia / f"{nama}.skpe")
        ok("--home", dunia / "kabupaten", "enrol", "approve", dunia / f"{nama}.skpe", "--out", dunia / f"{nama}.skpb")
        ok("--home", dunia / nama, "enrol", "accept", dunia / f"{nama}.skpb")
    ok("--home", dunia / "unit", "apply", resources() / "demo" / "kecamatan-sukamaju.json")
    ok("--home", dunia / "unit", "export", "--to", dunia)
    return dunia


@pytest.fixture
def dunia(founded: Path, tmp_path: Path) -> Path:
    """Return a copy of the founded offices that a test may change."""
    shutil.copytree(founded, tmp_path / "dunia")
    return tmp_path / "dunia"


@pytest.fixture
def paket(dunia: Path) -> Path:
    """Return the bundle that the unit exported."""
    (satu,) = dunia.glob("*-up-*.skpb")
    return satu
