"""Backups by the command line: making, listing, proving, restoring, the card."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.cli import main
from desktop_app.services.kantor import BERKAS_KUNCI, BERKAS_STORE

INIT = [
    "init",
    "--unattended",
    "--role",
    "unit",
    "--code",
    "99.01.07",
    "--name",
    "Kecamatan Contoh",
    "--agency",
    "INSTANSI",
]


@pytest.fixture
def home(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    home = tmp_path / "kantor"
    assert main([*INIT, "--home", str(home)]) == 0
    capfd.readouterr()
    return home


def test_that_a_backup_is_made_listed_proved_and_restored(
    home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> object:
        assert main([*words, "--home", str(home), "--json"]) == 0, capfd.readouterr()
        return json.loads(capfd.readouterr().out)

    stick = tmp_path / "stick"
    stick.mkdir()
    made = run("backup")
    assert isinstance(made, dict)
    assert (made["number"], made["code"], made["key"]) == (1, "99.01.07", "sekarang")
    copied = run("backup", "--to", str(stick), "--without-key")
    assert isinstance(copied, dict)
    assert (copied["medium"], copied["next_medium"]) == ("A", "")
    listed = run("backup", "list")
    assert isinstance(listed, list)
    assert [one["number"] for one in listed] == [1]
    proved = run("backup", "verify", copied["file"])
    assert isinstance(proved, dict)
    assert proved["ok"]
    done = run("restore", made["file"], "--confirm", "99.01.07")
    assert isinstance(done, dict)
    assert done["number"] == 1
    assert Path(done["former"]).is_dir()
    checked = run("check")
    assert isinstance(checked, dict)
    assert checked["findings"] == []
    baru = tmp_path / "baru"
    words = ["restore", copied["file"], "--confirm", "99.01.07", "--key-file", str(home / BERKAS_KUNCI)]
    assert main([*words, "--home", str(baru)]) == 0
    assert (baru / BERKAS_STORE).is_file()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["backup", "verify", "{db}"], 3),
        (["restore", "{db}", "--confirm", "99.01.07"], 3),
        (["restore", "{made}", "--confirm", "99.01.08"], 1),
        (["backup", "--to", "{stick}"], 1),
        (["device", "list"], 1),
    ],
)
def test_that_a_refusal_is_a_sentence_and_changes_nothing(
    home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], words: list[str], code: int
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert main(["backup", "--home", str(home)]) == 0
    capfd.readouterr()
    places = {"db": str(home / BERKAS_STORE), "made": str(home / "cadangan" / "000001.skpc"), "stick": str(stick)}
    assert main([*(word.format(**places) for word in words), "--home", str(home)]) == code
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.strip().endswith(".")
    assert not any(stick.iterdir())
    assert not list(home.glob("sebelum-pulih-*"))


def test_that_the_first_aid_card_is_one_page(home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    out = tmp_path / "kartu.pdf"
    assert main(["first-aid", "--out", str(out), "--home", str(home)]) == 0
    document = pypdfium2.PdfDocument(out)
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range()
    document.close()
    for word in ("99.01.07", "Listrik padam", "Laptop hilang", "Flashdisk tidak terbaca", "Pulihkan dari cadangan"):
        assert word in text
