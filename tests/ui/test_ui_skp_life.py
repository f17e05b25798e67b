"""The sheet of an SKP tells of roles in matrices, offers what one may do, and leaves the window its keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop_app.domain.bagi_peran import add_column, add_person, put_roles
from desktop_app.domain.istilah import JenisPerubahan
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.kantor import Kantor
from desktop_app.services.matriks import create_matriks, get_matriks
from desktop_app.services.peran import give_roles
from desktop_app.services.skp import advance_skp
from tests.services.dunia_kantor import add_people, draft_skp, edit
from tests.services.kantor_berperan import Berperan
from tests.services.kantor_berperan import fill as fill_office
from tests.services.test_adendum import TAMBAHAN, proposed
from tests.ui.test_ui_wewenang import become

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]
PERAN = ("Arsip layanan tertata lengkap", "Warga terlayani pada hari yang sama")
MENU = ("skp-tarik", "skp-tetapkan-atasan")


@pytest.fixture
def with_roles(fill: Fill) -> str:
    """A draft with one role of the Camat's matrix, worded anew there since, while another role still waits."""

    def write(kantor: Kantor) -> str:
        _, camat, staf = add_people(kantor)
        doc_id = draft_skp(kantor, staf)
        matriks_id, _ = create_matriks(kantor, camat, 2026)
        isi = add_column(add_person(get_matriks(kantor, matriks_id), staf), "Indeks kepuasan warga")
        kolom = isi.kolom[-1].id
        for teks, beri in ((PERAN[0], True), (f"{PERAN[0]} dan rapi\n{PERAN[1]}", False)):
            isi = put_roles(isi, isi.baris[0].id, kolom, teks)
            edit(kantor, matriks_id, kolom=isi.kolom, baris=isi.baris)
            if beri:
                give_roles(kantor, matriks_id)
        return doc_id

    made: str = fill(write)
    return made


def advice(editor: Any) -> list[str]:
    """Return the lines of the tab Periksa."""
    return [one.text().strip() for one in editor.findings.findChildren(QPushButton) if one in editor.findings._buttons]


def test_that_the_tab_periksa_tells_of_roles_and_forgets_what_was_mended(
    start: Start, unit_home: Path, with_roles: str
) -> None:
    hands = start(unit_home)
    page = hands.page("skp")
    page.show_document(with_roles)
    hands.settle()
    editor = page.editor
    editor._quality.look()
    told = [one for one in advice(editor) if "eran" in one]
    assert told == [
        f"Hasil utama 2: Kata-kata peran di matriks Camat sudah berubah menjadi: {PERAN[0]} dan rapi",
        f"Peran dari Camat belum ada di SKP ini: {PERAN[1]}",
    ]
    last = editor.results._cards[editor.current().hasil[1].id]
    editor.focus_path(f"hasil/#{last.hasil.id}/teks")
    hands.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    hands.type(" dan rapi")
    editor.tabs.setCurrentWidget(editor.findings)
    hands.settle()
    editor._quality.look()
    assert [one for one in advice(editor) if "eran" in one] == told[1:]


@pytest.fixture
def handed_in(fill: Fill) -> tuple[Berperan, str]:
    """An office with roles, and the addendum that was handed in to the SKP of the staff, whose other SKP waits too."""

    def write(kantor: Kantor) -> tuple[Berperan, str]:
        orang = fill_office(kantor)
        advance_skp(kantor, orang.staf.draf, "ajukan")
        adendum = proposed(kantor, orang.staf.skp, (JenisPerubahan.TAMBAH, {"hasil": TAMBAHAN}))
        return orang, adendum

    made: tuple[Berperan, str] = fill(write)
    return made


def offered(hands: Any, doc_id: str) -> list[bool]:
    """Return which lines of the menu about what was handed in are offered on a sheet."""
    page = hands.page("skp")
    page.show_document(doc_id)
    hands.settle()
    return [hands.window.findChild(QAction, one).isVisible() for one in MENU]


def test_that_the_menu_offers_only_what_the_service_would_do(
    start: Start, unit_home: Path, handed_in: tuple[Berperan, str]
) -> None:
    orang, adendum = handed_in
    hands = start(unit_home)
    for peran, siapa, may in (
        (PeranPengguna.PEGAWAI, orang.staf.id, [True, False]),
        (PeranPengguna.OPERATOR, orang.asing.id, [True, False]),
        # The assessor himself determines with his own button; who assesses him does it in his place.
        (PeranPengguna.PENILAI, orang.saya.id, [True, False]),
        (PeranPengguna.ADMIN, orang.asing.id, [False, False]),
    ):
        become(hands, peran, siapa)
        assert offered(hands, orang.staf.draf) == may, (peran, siapa)
        hands.page("adendum").show_document(adendum)
        hands.settle()
        assert hands.find("adendum-tarik").isHidden() is not may[0], (peran, siapa)
    become(hands, PeranPengguna.PENILAI, orang.sekda)
    assert offered(hands, orang.staf.draf)[1]


def test_that_the_sheet_leaves_the_keys_of_the_window_to_the_window(
    start: Start, unit_home: Path, with_roles: str
) -> None:
    hands = start(unit_home)
    page = hands.page("skp")
    page.show_document(with_roles)
    hands.settle()
    everywhere = {one.key().toString() for one in hands.window.findChildren(QShortcut) if one.parent() is hands.window}
    # The key of the lock is there only where people have passwords.
    everywhere |= {"Ctrl+L", "F1", "F12"}
    inside = {one.key().toString() for one in page.findChildren(QShortcut)}
    assert inside
    assert not inside & everywhere
    card = next(iter(page.editor.results._cards.values()))
    card.take_focus()
    QTest.keyClick(hands.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert card._more.isVisible()
