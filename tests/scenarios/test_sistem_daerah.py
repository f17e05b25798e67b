"""The five local systems that were models, each played through its whole cycle: services, paper, window.

The stories stand in ``gayungan.toml``, ``andir.toml``, ``tangerang_selatan.toml``, ``bandung.toml`` and
``kepahiang.toml``; ``panggung*.py`` say what their verbs mean.
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel

from desktop_app.services.kantor import open_kantor
from desktop_app.services.pendirian import found_office
from tests.scenarios.panggung_pembinaan import PanggungPembinaan
from tests.ui.conftest import UNIT, Hands, no_qt_message, qapp_cls, start

__all__ = ("no_qt_message", "qapp_cls", "start")

FOLDER = Path(__file__).parent
CERITA = ("gayungan", "andir", "tangerang_selatan", "bandung", "kepahiang")
AKHIR = datetime(2027, 11, 21, 3, tzinfo=UTC)


@pytest.fixture(scope="session")
def kantor_kosong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office without people, founded once."""
    home = tmp_path_factory.mktemp("cerita") / "kantor"
    found_office(home, UNIT, jam=lambda: datetime(2027, 1, 4, 2, tzinfo=UTC), who="Petugas Uji").close()
    return home


@pytest.fixture
def home(kantor_kosong: Path, tmp_path: Path) -> Path:
    """A copy of it for one story."""
    return Path(shutil.copytree(kantor_kosong, tmp_path / "kantor"))


def words(hands: Hands) -> Iterator[str]:
    """Return every word that the page shows: labels, buttons, and the cells of its lists."""
    page = hands.window.current_page()
    for tipe in (QLabel, QAbstractButton):
        yield from (satu.text() for satu in page.findChildren(tipe) if satu.isVisible())
    for daftar in page.findChildren(QAbstractItemView):
        model = daftar.model()
        for baris in range(model.rowCount() if model is not None else 0):
            yield from (str(model.index(baris, kolom).data()) for kolom in range(model.columnCount()))


@pytest.mark.parametrize("nama", CERITA)
def test_that_the_cycle_of_a_local_system_is_played_to_its_end(home: Path, start: Any, nama: str) -> None:
    cerita = tomllib.loads((FOLDER / f"{nama}.toml").read_text(encoding="utf-8"))
    assert len(cerita["langkah"]) >= 10
    kantor = open_kantor(home, jam=lambda: datetime(2027, 1, 4, 2, tzinfo=UTC), who="Petugas Uji")
    try:
        panggung = PanggungPembinaan(kantor)
        for langkah in cerita["langkah"]:
            panggung.play(langkah)
        assert any(langkah["lakukan"].startswith("cetak") for langkah in cerita["langkah"])
    finally:
        kantor.close()
    hands = start(home, jam=lambda: AKHIR)
    for jendela in cerita["jendela"]:
        hands.page(jendela["halaman"])
        teks = "\n".join(words(hands))
        for kata in jendela["terlihat"]:
            assert kata in teks, f"{jendela['halaman']}: {kata!r} is not among {teks[:2000]}"
