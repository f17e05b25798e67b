"""Decisions, explanations and feedback in the window: what was typed comes back to its writer after a kill."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.draf_sendiri import FOLDER
from desktop_app.services.kantor import Kantor
from desktop_app.services.keberatan import seal_objection
from desktop_app.services.keberatan_buka import open_objection
from desktop_app.services.umpan_balik_baca import list_diberikan
from desktop_app.ui.umpan_balik.entry import UmpanBalikEntry
from tests.services.dunia_kantor import add_people, determined_skp, final_penilaian
from tests.services.dunia_keberatan import enter_person
from tests.services.kantor_berperan import Berperan
from tests.services.kantor_berperan import fill as fill_office
from tests.services.penanda import log_in
from tests.ui.test_ui_keberatan import Kantoran, become, open_first, press
from tests.ui.test_ui_umpan_balik import act_as, page_of

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]
WORDS = "laporan_triwulan_rapi"


def killed(home: Path, tmp_path: Path) -> Path:
    """Return the files of an office as they are at this moment, as after a kill -9 of its program."""
    return Path(shutil.copytree(home, tmp_path / "mati", ignore=shutil.ignore_patterns("*.lock", "*.kunci")))


def drafts(home: Path) -> list[Path]:
    return list((home / FOLDER).glob("*.age"))


def type_there(hands: Any, name: str, text: str = WORDS) -> None:
    """Type into a field and wait until the last character is on the disk; nobody leaves the field."""
    field = hands.find(name)
    field.setFocus()
    QTest.keyClicks(field, text)
    hands.settle()


@pytest.fixture
def asked(fill: Fill) -> Kantoran:
    """An office with an objection that its superior has opened."""

    def write(kantor: Kantor) -> Kantoran:
        sekda, camat, staf = add_people(kantor)
        orang = {
            nama: enter_person(kantor, nama, s) for nama, s in (("staf", staf), ("camat", camat), ("sekda", sekda))
        }
        nilai = final_penilaian(kantor, determined_skp(kantor, staf))
        lama = kantor.pelaku
        log_in(kantor, orang["staf"])
        hasil = seal_objection(kantor, nilai, "Keberatan saya")
        log_in(kantor, orang["sekda"])
        open_objection(kantor, hasil.doc_id)
        log_in(kantor, lama)
        return Kantoran(orang, nilai)

    made: Kantoran = fill(write)
    return made


def test_that_a_decision_being_typed_is_there_again_after_a_kill_and_for_nobody_else(
    start: Start, unit_home: Path, tmp_path: Path, asked: Kantoran
) -> None:
    hands = start(unit_home)
    page = become(hands, asked.orang["sekda"])
    open_first(hands, page)
    assert drafts(unit_home) == [], "who only looks keeps nothing"
    type_there(hands, "putusan-diteruskan")
    hands.find("putusan-keputusan-mengubah").click()
    type_there(hands, "putusan-rekomendasi")
    again = start(killed(unit_home, tmp_path))
    page = become(again, asked.orang["sekda"])
    open_first(again, page)
    assert "ditampilkan lagi" in page.banner.text()
    assert again.find("putusan-diteruskan").toPlainText() == WORDS
    assert again.find("putusan-rekomendasi").toPlainText() == WORDS
    assert not again.find("putusan-baris-hasil").isHidden()
    press(again, "putusan-minta")
    press(again, "putusan-minta-tanya-ya")
    page = become(again, asked.orang["camat"])
    open_first(again, page)
    assert again.find("putusan-diteruskan").toPlainText() == WORDS
    assert again.find("putusan-rekomendasi").toPlainText() == ""
    type_there(again, "putusan-penjelasan")
    page = become(again, asked.orang["sekda"])
    open_first(again, page)
    assert again.find("putusan-penjelasan").toPlainText() == ""
    assert again.find("putusan-rekomendasi").toPlainText() == WORDS
    # Throwing away ends it.
    page.banner._act()
    again.settle()
    assert again.find("putusan-rekomendasi").toPlainText() == ""
    page = become(again, asked.orang["camat"])
    open_first(again, page)
    assert again.find("putusan-penjelasan").toPlainText() == WORDS
    press(again, "putusan-jawab")
    assert drafts(tmp_path / "mati") == []
    assert again.find("putusan-penjelasan").toPlainText() == WORDS


@pytest.fixture
def people(fill: Fill) -> Berperan:
    """An office in which ``saya`` assesses ``staf``."""
    made: Berperan = fill(fill_office)
    return made


def test_that_feedback_being_written_is_offered_again_after_a_kill_and_ends_with_batal_or_simpan(
    start: Start, unit_home: Path, tmp_path: Path, people: Berperan
) -> None:
    hands = start(unit_home)
    act_as(hands, people.saya.id, P.PENILAI)
    page = page_of(hands)
    page.begin(people.staf.id)
    hands.settle()
    assert isinstance(hands.dialog(), UmpanBalikEntry)
    assert drafts(unit_home) == []
    type_there(hands, "umpan-balik-isi-teks")
    hands.dialog()._subject.set_answer("h1/i1")
    hands.dialog()._subject.answered.emit("h1/i1")
    hands.settle()
    home = killed(unit_home, tmp_path)
    again = start(home)
    # Somebody else is offered nothing.
    act_as(again, people.asing.id, P.PEGAWAI)
    page = page_of(again)
    assert page.banner.isHidden()
    page.begin(people.staf.id)
    again.settle()
    assert again.find("umpan-balik-isi-teks").toPlainText() == ""
    again.key(Qt.Key.Key_Escape)
    again.settle()
    assert len(drafts(home)) == 1
    act_as(again, people.saya.id, P.PENILAI)
    page.load()
    again.settle()
    assert "Belum disimpan" in page.banner.text()
    page.banner._act()
    again.settle()
    dialog = again.dialog()
    assert dialog.words.toPlainText() == WORDS
    assert dialog._subject.answer() == "h1/i1"
    # Closing keeps it, Batal does not.
    type_there(again, "umpan-balik-isi-teks", "x")
    again.key(Qt.Key.Key_Escape)
    again.settle()
    assert not page.banner.isHidden()
    page.banner._act()
    again.settle()
    assert again.dialog().words.toPlainText() == "x" + WORDS
    press(again, "umpan-balik-isi-batal")
    assert drafts(home) == []
    page.begin(people.staf.id)
    again.settle()
    type_there(again, "umpan-balik-isi-teks")
    again.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    again.settle()
    assert drafts(home) == []
    assert [satu.ucapan for satu in again.stored(given_by(again))] == [WORDS]


def given_by(hands: Any) -> Callable[[Kantor], Any]:
    siapa = hands.window.desk.pelaku

    def read(kantor: Kantor) -> Any:
        kantor.pelaku, kantor.who = siapa, siapa.akun_id
        return list_diberikan(kantor)

    return read
