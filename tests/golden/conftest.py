"""The processes that unseal are forked where that can be done: the same code, started in a hundredth of the time."""

from __future__ import annotations

import os

import pytest

from tests.exchange.mutants import ForkedChild


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork them in every test of this folder."""
    if hasattr(os, "fork"):
        monkeypatch.setattr("desktop_app.exchange.unsealer.Child", ForkedChild)
