"""Complaints and improvements in the window: written down, answered, and followed by an improvement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.domain.istilah_pengembangan import StatusButir, StatusPengaduan
from desktop_app.domain.pengaduan import Pengaduan, PerbaikanLayanan, UkuranPerbaikan
from desktop_app.services.pengaduan import create_pengaduan, list_pengaduan
from desktop_app.services.perbaikan import create_perbaikan, list_perbaikan
from desktop_app.ui.pengaduan.listing import NewPengaduan
from desktop_app.ui.pengaduan.page import PengaduanPage
from desktop_app.ui.perbaikan.page import PerbaikanPage
from tests.ui.conftest import Hands

Start = Callable[[Path], Hands]


def click(hands: Hands, name: str) -> None:
    button = hands.find(name)
    assert isinstance(button, QPushButton)
    button.click()
    hands.settle()


def test_that_what_somebody_said_is_written_down_answered_and_closed(start: Start, unit_home: Path) -> None:
    hands = start(unit_home)
    page = hands.page("pengaduan")
    assert isinstance(page, PengaduanPage)
    click(hands, "pengaduan-baru")
    dialog = hands.dialog()
    assert isinstance(dialog, NewPengaduan)
    hands.key(Qt.Key.Key_Tab)
    dialog._take()
    assert dialog._words_row.finding()
    dialog.words.setFocus(Qt.FocusReason.OtherFocusReason)
    hands.type("Surat pindah tiga minggu")
    dialog._take()
    hands.back()
    assert page.document()
    click(hands, "pengaduan-tangani")
    click(hands, "pengaduan-selesai")
    assert page.banner.isVisible()
    page.sheet._answer.setFocus(Qt.FocusReason.OtherFocusReason)
    hands.type("Alur diperpendek")
    click(hands, "pengaduan-selesai")
    hands.dialog().findChild(QPushButton, "pengaduan-selesai-tanya-ya").click()  # type: ignore[union-attr]
    hands.back()
    assert not page.sheet._words.isEnabled()
    (row,) = hands.stored(list_pengaduan)
    assert (row.status, row.tanggapan) == (StatusPengaduan.SELESAI, "Alur diperpendek")


def test_that_an_improvement_follows_a_complaint_and_tells_its_outcome(
    start: Start, unit_home: Path, fill: Callable[..., Any]
) -> None:
    asal, _ = fill(lambda k: create_pengaduan(k, Pengaduan(isi="Antre lama", tanggal=date(2026, 11, 3))))
    lain = PerbaikanLayanan(judul="Loket kedua", sebelum=UkuranPerbaikan(nilai_ukur="2.41"))
    fill(lambda k: create_perbaikan(k, lain))
    hands = start(unit_home)
    hands.page("pengaduan").show_document(asal)
    hands.settle()
    click(hands, "pengaduan-perbaikan")
    page = hands.window.current_page()
    assert isinstance(page, PerbaikanPage)
    hands.settle()
    assert page.sheet._before.text() == "1"
    page.sheet._after.setFocus(Qt.FocusReason.OtherFocusReason)
    hands.type("0")
    page.sheet.commit()
    hands.settle()
    told = hands.find("perbaikan-perubahan")
    assert isinstance(told, QLabel)
    assert told.text() == "1 → 0 (lebih baik)"
    click(hands, "perbaikan-mulai")
    rows = {row.judul: row for row in hands.stored(list_perbaikan)}
    assert rows["Antre lama"].status is StatusButir.BERJALAN
    assert rows["Antre lama"].isi.sesudah.nilai_ukur == "0"
