"""The smoke test itself can fail: a hang, a bad exit and a forgotten step are all noticed."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


def stand_in(folder: Path, body: str) -> Path:
    """Write a program that stands in for the frozen one."""
    program = folder / "program"
    program.write_text("#!/bin/sh\n" + body, encoding="utf-8")
    program.chmod(0o755)
    return program


ALL_GOOD = "for step in Penyimpanan Paket PDF Jendela; do echo $step: baik; done\n"


def test_that_a_good_answer_is_accepted(tmp_path: Path) -> None:
    from smoke import run_smoke

    assert "Jendela: baik" in run_smoke(stand_in(tmp_path, ALL_GOOD), seconds=20)


def test_that_a_program_that_never_ends_is_stopped(tmp_path: Path) -> None:
    from smoke import SmokeError, run_smoke

    with pytest.raises(SmokeError, match="no answer within 1 s"):
        run_smoke(stand_in(tmp_path, ALL_GOOD + "exec sleep 60\n"), seconds=1)


def test_that_a_bad_exit_code_counts_even_with_good_words(tmp_path: Path) -> None:
    from smoke import SmokeError, run_smoke

    with pytest.raises(SmokeError, match="exit code 3"):
        run_smoke(stand_in(tmp_path, ALL_GOOD + "exit 3\n"), seconds=20)


def test_that_a_step_left_out_is_noticed(tmp_path: Path) -> None:
    from smoke import SmokeError, run_smoke

    with pytest.raises(SmokeError, match="jendela"):
        run_smoke(stand_in(tmp_path, "echo Penyimpanan: baik; echo Paket: baik; echo PDF: baik\n"), seconds=20)


def test_that_the_program_gets_nothing_of_this_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from smoke import run_smoke

    monkeypatch.setenv("PYTHONPATH", "leak")
    monkeypatch.setenv("LD_LIBRARY_PATH", "leak")
    assert "leak" not in run_smoke(stand_in(tmp_path, ALL_GOOD + "env\n"), seconds=20)


def test_that_the_version_resource_carries_the_programs_version() -> None:
    from version_info import version_resource

    from desktop_app import __version__

    text = version_resource(__version__)
    ast.parse(text)
    numbers = ", ".join([*__version__.split("."), "0"])
    assert f"filevers=({numbers})" in text
    assert f"StringStruct('ProductVersion', '{__version__}')" in text


def test_that_the_icon_is_one_that_windows_reads(tmp_path: Path, qapp: object) -> None:
    from PIL import Image
    from program_icon import write_icon

    write_icon(tmp_path / "program.ico")
    with Image.open(tmp_path / "program.ico") as icon:
        assert icon.format == "ICO"
        assert icon.size == (256, 256)
        alpha = icon.convert("RGBA").getchannel("A")
    assert 0 < sum(1 for value in alpha.tobytes() if value) < 256 * 256 / 2, "lines on nothing, no filled square"
