"""The scripts of build_spec/ as modules."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def build_spec_on_path(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the scripts of build_spec/ importable, as they are when freeze.py runs; return the checkout's root."""
    monkeypatch.setattr(sys, "path", [str(ROOT / "build_spec"), *sys.path])
    return ROOT
