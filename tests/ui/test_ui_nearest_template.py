"""From what an SKP begins where no template is for the post; the key of an empty list; the layout of a fixed SKP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.domain.istilah import JenisJabatan, KelompokSkp
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.regulation import regulation_in_force
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.ui.skp.bentuk import LayoutBar
from desktop_app.ui.skp.layout import Layout
from desktop_app.ui.template_choice import Beginning, read_beginnings


def beginnings_of(fill: Callable[..., Any], jabatan: str) -> tuple[Beginning, ...]:
    post = RiwayatJabatan(id="r", mulai=date(2026, 1, 1), jabatan=jabatan, jenis_jabatan=JenisJabatan.PELAKSANA)

    def read(kantor: Kantor) -> tuple[Beginning, ...]:
        person, _ = create_pegawai(kantor, Pegawai(nama=f"{jabatan} Contoh", riwayat=(post,)))
        return read_beginnings(kantor, person, 2026, None, True)

    found: tuple[Beginning, ...] = fill(read)
    return found


def test_that_the_general_template_comes_first_where_none_is_for_the_post(fill: Callable[..., Any]) -> None:
    rare = beginnings_of(fill, "Juru Contoh Langka")
    assert (rare[0].name, any(one.fits for one in rare)) == ("Pelaksana – umum", False)
    assert rare[1].name == "SKP kosong"
    for jabatan in ("Pengelola Layanan Operasional", "Penata Layanan Operasional", "Penata Kelola Pemerintahan"):
        first = beginnings_of(fill, jabatan)[0]
        assert (first.name, first.fits) == (jabatan, True)


def test_that_the_key_for_a_new_document_works_on_an_empty_list(start: Any, unit_home: Path) -> None:
    hands = start(unit_home)
    page = hands.page("rencana")
    page.tabs.setCurrentWidget(page.lists["matriks"])
    QTest.keyClick(hands.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    hands.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None or page.banner.isVisible())


def test_that_a_fixed_skp_tells_of_another_layout_and_how_to_take_it(qtbot: Any) -> None:
    bar = LayoutBar(regulation_in_force())
    qtbot.addWidget(bar)
    bar.show_layout(Layout(), locked=True)
    bar.show_due(KelompokSkp.JPT_MANDIRI)
    assert not bar._below.isHidden()
    assert "Buka kembali" in bar._news.text()
    assert bar._adjust.isHidden()
    bar.show_layout(Layout(), locked=False)
    assert "Buka kembali" not in bar._news.text()
    assert not bar._adjust.isHidden()
