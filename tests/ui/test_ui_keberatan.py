"""The page of objections, by keyboard: write, seal, open, ask, explain, decide; what was typed is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.domain.codec import decode_as
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.services.kantor import Kantor
from desktop_app.services.keberatan import FOLDER_DRAF
from desktop_app.services.pelaku import Pelaku
from tests.services.dunia_kantor import add_people, determined_skp, final_penilaian
from tests.services.dunia_keberatan import enter_person

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]
WORDS = "Laporan triwulan saya tidak dihitung"


@dataclass
class Kantoran:
    """The people of the office, ready to log in, and the evaluation that is objected to."""

    orang: dict[str, Pelaku]
    penilaian: str


@pytest.fixture
def office(fill: Fill) -> Kantoran:
    def write(kantor: Kantor) -> Kantoran:
        sekda, camat, staf = add_people(kantor)
        ids = {"staf": staf, "camat": camat, "sekda": sekda}
        orang = {nama: enter_person(kantor, nama, satu) for nama, satu in ids.items()}
        return Kantoran(orang, final_penilaian(kantor, determined_skp(kantor, staf)))

    made: Kantoran = fill(write)
    return made


def become(hands: Any, siapa: Pelaku) -> Any:
    """Let somebody act and show him the page of objections."""
    page = hands.page("keberatan")

    def change(kantor: Kantor) -> None:
        kantor.pelaku, kantor.who = siapa, siapa.akun_id

    page.ask(change)
    hands.settle()
    page.show_list()
    hands.settle()
    return page


def press(hands: Any, name: str) -> None:
    """Press a button of the page, or of the dialog above it."""
    button = hands.find(name)
    assert isinstance(button, QPushButton)
    assert button.isEnabled()
    button.click()
    hands.settle()


def open_first(hands: Any, page: Any) -> None:
    page.listing.table.opened.emit(0)
    hands.settle()


def test_that_an_objection_goes_from_typing_to_the_decision(start: Start, unit_home: Path, office: Kantoran) -> None:
    hands = start(unit_home)
    page = become(hands, office.orang["staf"])
    page.show_writing()
    hands.settle()
    field = hands.find("keberatan-alasan")
    field.setFocus()
    QTest.keyClicks(field, WORDS)
    hands.qtbot.waitUntil(lambda: list((unit_home / FOLDER_DRAF).glob("*.age")) != [])
    page.show_list()
    hands.settle()
    assert field.toPlainText() == ""
    # What was typed comes back to him alone.
    page.show_writing()
    hands.settle()
    assert field.toPlainText() == WORDS
    page.show_list()
    seal_draft(hands, page)
    page = become(hands, office.orang["camat"])
    assert page.listing._model.rowCount() == 0
    page = become(hands, office.orang["sekda"])
    open_first(hands, page)
    press(hands, "putusan-buka")
    assert hands.find("putusan-isi").toPlainText() == WORDS
    press(hands, "putusan-minta")
    press(hands, "putusan-minta-tanya-ya")
    page = become(hands, office.orang["camat"])
    open_first(hands, page)
    assert hands.find("putusan-diteruskan").toPlainText() == WORDS
    assert hands.find("putusan-tetapkan").isHidden()
    hands.find("putusan-penjelasan").setPlainText("Laporan datang terlambat.")
    press(hands, "putusan-jawab")
    page = become(hands, office.orang["sekda"])
    open_first(hands, page)
    assert hands.find("putusan-penjelasan").toPlainText() == "Laporan datang terlambat."
    hands.find("putusan-keputusan-mengubah").click()
    for name in ("putusan-rating-hasil", "putusan-rating-perilaku"):
        box = hands.find(name)
        box.setCurrentIndex(box.findData("diatas"))
        box.answered.emit("diatas")
    hands.settle()
    assert "Sangat baik" in hands.find("putusan-predikat").text()
    hands.find("putusan-rekomendasi").setPlainText("Hitung laporan itu.")
    press(hands, "putusan-tetapkan")
    dialog = hands.dialog()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    hands.settle()
    assert not hands.find("putusan-cetak").isHidden()
    isi = hands.stored(lambda k: decode_as(PutusanKeberatan, k.store.find("putusan_keberatan")[0].body))
    assert (isi.predikat.value, isi.penjelasan) == ("sangat_baik", "Laporan datang terlambat.")


def seal_draft(hands: Any, page: Any) -> None:
    """Seal what is in the draft and close what is told."""
    page.show_writing()
    hands.settle()
    press(hands, "keberatan-segel")
    assert "Sekda (atasan pejabat penilai" in hands.dialog().findChild(QWidget, "dialog-teks").text()
    press(hands, "keberatan-segel-tanya-ya")
    assert "Kode slip" in hands.dialog().findChild(QWidget, "dialog-teks").text()
    press(hands, "keberatan-tersegel-selesai")
    assert page.listing._model.rowCount() == 1
    assert hands.find("keberatan-alasan").toPlainText() == ""


def test_that_a_code_is_checked_and_where_nothing_can_be_sealed_the_paper_is_offered(
    start: Start, unit_home: Path, office: Kantoran
) -> None:
    hands = start(unit_home)
    page = become(hands, office.orang["staf"])
    page.ask_code()
    hands.dialog()
    hands.type("AAAAAAAAAAAAAAA")
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert "salah ketik" in page.banner.text()

    def revoke(kantor: Kantor) -> None:
        with kantor.write("uji") as tx:
            akun = office.orang["sekda"].akun_id
            tx.save("pengguna", akun, b"{}", scope=kantor.profil.kode, schema=1, deleted=True)

    page.ask(revoke)
    hands.settle()
    page.show_writing()
    hands.settle()
    assert "Cetak lembar keberatan kosong" in page.banner.text()
    assert not hands.find("keberatan-segel").isEnabled()
    assert hands.find("keberatan-lembar").isEnabled()
