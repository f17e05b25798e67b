"""``restore --replace`` over an office with passwords: an admin of today gives leave, by his password or the card."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.cli import main
from desktop_app.services.cadangan import make_cadangan
from tests.services.rumah_sandi import SANDI, found_unit, inside


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "kantor"
    found_unit(home)
    return home


def test_that_replacing_a_working_office_asks_for_an_admin_of_today(
    home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with inside(home) as kantor:
        path = make_cadangan(kantor).path
    files = {}
    for nama, sandi in SANDI.items():
        files[nama] = tmp_path / nama
        files[nama].write_text(sandi, encoding="utf-8")
        files[nama].chmod(0o600)

    def run(*leave: object) -> int:
        words = ["--user", "Cici Contoh", "--password-file", files["Cici Contoh"], "restore", path]
        more = ["--confirm", "99.01.09", "--replace", *leave]
        return main([str(word) for word in ("--home", home, *words, *more)])

    assert run() == 1
    assert "--admin" in capfd.readouterr().err
    assert run("--admin", "Cici Contoh", "--admin-password-file", files["Cici Contoh"]) == 1
    assert not list(home.glob("sebelum-pulih-*"))
    assert run("--admin", "Budi Contoh", "--admin-password-file", files["Budi Contoh"]) == 0
    assert list(home.glob("sebelum-pulih-*"))
