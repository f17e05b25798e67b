"""The frozen program starts on its own and does each kind of work once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_that_the_frozen_program_passes_its_self_test(build_spec_on_path: Path, tmp_path: Path) -> None:
    script = build_spec_on_path / "build_spec" / "freeze.py"
    command = [sys.executable, str(script), "--dist", str(tmp_path / "dist"), "--work", str(tmp_path / "work")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "siap dipakai" in done.stdout

    program = tmp_path / "dist" / "skp-luring" / ("skp-luring.exe" if os.name == "nt" else "skp-luring")
    version = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False)
    assert version.returncode == 0, version.stderr
    usage = subprocess.run([str(program), "list", "no-such-kind"], capture_output=True, text=True, check=False)
    assert usage.returncode == 2, "a wrong word is a question of usage, also when frozen"
    assert "Traceback" not in usage.stderr
