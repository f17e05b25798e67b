"""The child that unseals takes little memory, whatever it is given."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BOUNDS = Path(__file__).with_name("memory_bounds.py")


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell what a child has needed")
@pytest.mark.parametrize("name", ["bombs_are_refused", "largest_allowed_attachment_passes"])
def test_that_the_memory_of_the_unsealing_child_is_bounded(name: str, tmp_path: Path) -> None:
    """The child's figure includes what its parent had taken, so the parent is a fresh process."""
    command = [sys.executable, "-m", "pytest", str(BOUNDS), "-k", name, f"--basetemp={tmp_path / 'dalam'}"]
    plain = ["-p", "no:xdist", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib -v"]
    done = subprocess.run([*command, *plain], cwd=BOUNDS.parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
