"""What somebody reads who meets the exchange for the first time: each refusal names the file and the next step."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from desktop_app.domain.errors import SystemProblem
from desktop_app.services import kirim
from tests.cli.conftest import Run


def test_that_an_empty_name_is_refused_with_a_sentence(run: Run, dunia: Path) -> None:
    refused = run("--home", dunia / "kabupaten", "merge", "")
    assert refused.code == 1
    assert "Sebutkan berkasnya" in refused.err


def test_that_a_bundle_with_one_flipped_bit_is_called_damaged(run: Run, dunia: Path, paket: Path) -> None:
    above, data = dunia / "kabupaten", bytearray(paket.read_bytes())
    for place in (40, 900, len(data) // 2):
        data[place] ^= 1
        flipped = paket.with_name(f"rusak-{place}.skpb")
        flipped.write_bytes(data)
        data[place] ^= 1
        refused = run("--home", above, "merge", flipped)
        assert refused.code == 3
        assert "rusak" in refused.err or "diubah" in refused.err, refused.err


def test_that_a_bundle_merged_twice_names_its_file_once(run: Run, dunia: Path, paket: Path) -> None:
    above = dunia / "kabupaten"
    assert run("--home", above, "merge", paket).code == 0
    again = run("--home", above, "merge", paket)
    assert again.err.count(paket.name) == 1


def test_that_a_kabupaten_is_told_who_settles_conflicts(run: Run, tmp_path: Path) -> None:
    home, words = tmp_path / "kabupaten", tmp_path / "sandi.txt"
    words.write_text("pohon mangga di halaman belakang\n", encoding="utf-8")
    words.chmod(0o600)
    kiki = ("--home", home, "--user", "Kiki Contoh", "--password-file", words)
    office = ("--role", "kabupaten", "--code", "99.01", "--name", "BKPSDM Contoh", "--agency", "UJI")
    made = run(*kiki, "init", *office)
    assert made.code == 0, made.err
    advice = 'skp-luring account roles "Kiki Contoh" --role admin_kabupaten --role verifikator'
    assert advice in made.out
    assert run(*kiki, "conflicts").code == 1
    wrong = run(*kiki, "account", "roles", "Kiki Contoh", "--role", "admin")
    assert "Yang ada: pegawai, penilai, operator, verifikator, admin_kabupaten" in wrong.err
    assert run(*kiki, *shlex.split(advice)[1:]).code == 0
    assert run(*kiki, "conflicts").code == 0


def test_that_an_export_to_a_failing_stick_says_how_it_is_finished(
    run: Run, dunia: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SystemProblem("stick_full", need=1)

    with monkeypatch.context() as patch:
        patch.setattr(kirim, "place_bundle", full)
        failed = run("--home", dunia / "unit", "export", "--to", tmp_path)
    assert failed.code == 4
    assert "outbox copy --number 2" in failed.err
    assert run("--home", dunia / "unit", "outbox", "copy", "--number", 2, "--to", tmp_path).code == 0
