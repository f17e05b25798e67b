"""A saved page with a code is for its owner alone, and the person is told to delete it after printing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from desktop_app.ui.pdf_output import PdfOutput
from desktop_app.ui.widgets.progress import ProgressPanel


@pytest.mark.parametrize("secret", [True, False])
def test_that_a_saved_card_is_private_and_is_to_be_deleted(qtbot: Any, tmp_path: Path, secret: bool) -> None:
    parent, panel = QWidget(), ProgressPanel("uji-kemajuan")
    qtbot.addWidget(parent)
    qtbot.addWidget(panel)
    output = PdfOutput(parent, panel)
    output.secret = secret
    told: list[str] = []
    output.told.connect(lambda _state, text: told.append(text))
    output.save_to(b"%PDF-1.4\n", tmp_path / "kartu.pdf")
    assert ("hapus berkas itu" in told[0]) is secret
    if os.name == "posix":
        assert bool((tmp_path / "kartu.pdf").stat().st_mode & 0o077) is not secret
