"""The page of counselling: a report is written, kept, sealed and opened; who has no part in it sees nothing of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QPushButton, QWidget

from desktop_app.services.kantor import Kantor
from desktop_app.services.konseling_buka import list_konseling
from desktop_app.services.pelaku import Pelaku
from tests.invariants.dunia import found_world
from tests.services.dunia_kantor import Dunia
from tests.services.dunia_konseling import MASALAH, POKOK, RAHASIA, SEPAKAT, Perkara, make_perkara

Start = Callable[[Path], Any]
WORDS = "Meninggalkan loket sebelum tutup"


@pytest.fixture(scope="module")
def world() -> Iterator[Path]:
    folder = found_world()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def perkara(world: Path, tmp_path: Path) -> Callable[[str], Perkara]:
    """Return what makes an office with a case in a state and closes it, so that the window can open it."""

    def make(sampai: str) -> Perkara:
        folder = tmp_path / "dunia"
        folder.mkdir()
        made = make_perkara(Dunia(world, folder), sampai)
        made.unit.close()
        made.kabupaten.close()
        return made

    return make


def become(hands: Any, siapa: Pelaku) -> Any:
    """Let somebody act and show him the page of counselling."""
    page = hands.page("konseling")

    def change(kantor: Kantor) -> None:
        kantor.pelaku, kantor.who = siapa, siapa.akun_id

    page.ask(change)
    hands.settle()
    page.show_list()
    hands.settle()
    return page


def press(hands: Any, name: str) -> None:
    button = hands.find(name)
    assert isinstance(button, QPushButton)
    assert button.isEnabled(), name
    button.click()
    hands.settle()


def shown(page: QWidget) -> str:
    """Return every word that stands in the page's labels and fields."""
    labels = [one.text() for one in page.findChildren(QLabel)]
    return "\n".join([*labels, *(one.toPlainText() for one in page.findChildren(QPlainTextEdit))])


def look(hands: Any, name: str) -> None:
    """Keep a picture where somebody asks for one."""
    if where := os.environ.get("SKP_LIHAT"):
        hands.window.grab().save(f"{where}/{name}.png")


def test_that_the_assessor_writes_comes_back_and_seals(start: Start, perkara: Any) -> None:
    dunia = perkara("")
    hands = start(dunia.unit.home)
    page = become(hands, dunia.orang["camat"])
    look(hands, "k-kosong")
    press(hands, "konseling-baru")
    press(hands, "konseling-siapa-tulis")
    assert "Unit kepegawaian kabupaten" in hands.find("konseling-penerima").text()
    field = hands.find("konseling-laporan-masalah")
    field.setPlainText(WORDS)
    field.flush()
    hands.settle()
    press(hands, "konseling-tulis-kembali")
    assert WORDS not in shown(page)
    press(hands, "konseling-baru")
    press(hands, "konseling-siapa-tulis")
    assert hands.find("konseling-laporan-masalah").toPlainText() == WORDS
    hands.find("konseling-laporan-dilakukan").setPlainText("Ditegur dua kali")
    press(hands, "konseling-segel")
    press(hands, "konseling-segel-tanya-ya")
    # The tick that he talked to the employee is asked for by the law.
    assert "membicarakannya dahulu" in page.banner.text()
    talked = hands.find("konseling-laporan-sudah")
    assert isinstance(talked, QCheckBox)
    talked.setChecked(True)
    hands.find("konseling-laporan-serupa").set_value("tidak")
    look(hands, "k-laporan")
    press(hands, "konseling-segel")
    press(hands, "konseling-segel-tanya-ya")
    assert "Tersegel. Kode bagian" in page.banner.text()
    look(hands, "k-perkara")
    press(hands, "konseling-buka-0")
    assert WORDS in shown(page)
    look(hands, "k-dibuka")
    become(hands, dunia.orang["operator"])
    assert WORDS not in shown(page)
    assert "Bunga" not in shown(page)


def test_that_the_unit_appoints_and_the_employee_opens_what_is_sealed_to_him(start: Start, perkara: Any) -> None:
    dunia = perkara("dilaporkan")
    hands = start(dunia.kabupaten.home)
    page = become(hands, dunia.kepegawaian)
    page.show_document(dunia.doc_id)
    hands.settle()
    press(hands, "konseling-buka-0")
    assert MASALAH in shown(page)
    press(hands, "konseling-langkah-penetapan")
    hands.find("konseling-penetapan-konselor-id").set_answer(dunia.id("konselor"))
    hands.find("konseling-penetapan-konselor-id").answered.emit(dunia.id("konselor"))
    hands.settle()
    assert "Konselor Contoh" in hands.find("konseling-penerima").text()
    hands.find("konseling-penetapan-tempat").setText("Ruang kecil")
    hands.find("konseling-penetapan-pokok").setPlainText(POKOK)
    look(hands, "k-penetapan")
    press(hands, "konseling-segel")
    press(hands, "konseling-segel-tanya-ya")
    assert "Tersegel" in page.banner.text()
    page.leave()
    hands.settle()
    assert not [kata for kata in RAHASIA if kata in shown(page)]


def test_that_the_employee_sees_his_case_whole_and_nothing_stays_when_he_leaves(start: Start, perkara: Any) -> None:
    dunia = perkara("ditutup")
    hands = start(dunia.unit.home)
    page = become(hands, dunia.orang["staf"])
    assert [s.pegawai for s in page.listing._model.rows()] == ["Bunga Contoh"]
    look(hands, "k-daftar")
    page.show_document(dunia.doc_id)
    hands.settle()
    assert "Tidak disegel untuk Anda" in shown(page)
    press(hands, "konseling-buka-2")
    assert SEPAKAT in shown(page)
    look(hands, "k-pegawai")
    page.leave()
    hands.settle()
    assert SEPAKAT not in shown(page)
    page = become(hands, dunia.orang["konselor"])
    assert page.listing._model.rowCount() == 1
    assert callable(list_konseling)
