"""Konflik by keys alone: parts of both, words of one's own, later, many at once, undo; nothing typed is lost."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from db import encode_revision
from desktop_app.services.konflik import list_konflik
from tests.services.dunia_konflik import fork
from tests.ui.exchange.test_ui_konflik import opened

BASE = "Laporan disusun setiap bulan oleh seksi pelayanan"


def person(kantor: Any, nama: str, *ubah: dict[str, Any]) -> str:
    """Write a person in two versions over one base; return his id."""
    doc_id = nama.encode().hex().ljust(32, "0")[:32]
    with kantor.write("uji", doc_id) as tx:
        isi = msgspec.json.encode({"nama": nama, "catatan": BASE, "aktif": True, "nip": ""})
        tx.save("pegawai", doc_id, isi, scope="99.01", schema=1)
    fork(kantor, doc_id, *ubah)
    return doc_id


@pytest.fixture
def two(pair: Any) -> Any:
    """The kabupaten has two people in conflict: Andi Contoh in his note, Beni Contoh in note and state."""
    with pair.opened(pair.kabupaten) as above:
        note = [{"catatan": BASE.replace("bulan", "triwulan")}, {"catatan": BASE.replace("seksi", "kasi")}]
        pair.facts.andi = person(above, "Andi Contoh", *note)
        pair.facts.beni = person(above, "Beni Contoh", {**note[0], "aktif": False, "nip": "1"}, {**note[1], "nip": "2"})
    return pair


def body(kantor: Any, doc_id: str) -> dict[str, Any]:
    """Return what the store shows of a document."""
    return dict(msgspec.json.decode(kantor.store.document(doc_id).body))


def test_that_the_findings_on_the_whole_stand_above_the_list(start: Any, two: Any) -> None:
    hands, _ = opened(start, two)
    assert hands.find("konflik-kepala-keterangan").text() == "3 isian berbeda dalam 2 dokumen dari 1 kantor"


def test_that_parts_of_both_are_put_together_and_the_next_document_opens(start: Any, two: Any) -> None:
    hands, page = opened(start, two)
    hands.key(Qt.Key.Key_Return)
    hands.type("g")
    assert hands.focus_name() == "konflik-isian-0-bagian-1-0"
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Up)
    for _ in range(3):
        hands.key(Qt.Key.Key_Down)
    assert hands.focus_name() == "konflik-isian-0-bagian-3-1"
    hands.key(Qt.Key.Key_Space)
    hands.key(Qt.Key.Key_Up)
    hands.key(Qt.Key.Key_Space)
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert page.document() == two.facts.beni
    assert page.detail.isAncestorOf(QApplication.focusWidget())
    andi = hands.stored(lambda kantor: body(kantor, two.facts.andi))
    assert andi["catatan"] == "Laporan disusun setiap triwulan oleh kasi pelayanan"


def test_that_words_of_ones_own_and_the_former_value_are_taken_by_letters(start: Any, two: Any) -> None:
    hands, page = opened(start, two)
    page.show_document(two.facts.beni)
    hands.settle()
    page.detail.take_focus()
    hands.type("t")
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.type("<b>saya</b>")
    page.detail.fields[1].setFocus()
    hands.type("s")
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    isi = hands.stored(lambda kantor: body(kantor, two.facts.beni))
    assert (isi["catatan"], isi["nip"], isi["aktif"]) == ("<b>saya</b>", "", False)


def test_that_what_was_answered_is_there_again_after_a_restart(start: Any, two: Any) -> None:
    hands, page = opened(start, two)
    page.show_document(two.facts.beni)
    hands.settle()
    page.detail.fields[0].setFocus()
    hands.type("b")
    page.detail.fields[1].setFocus()
    hands.type("t")
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("")
    hands.type("belum selesai")
    hands.page("beranda")
    hands.close()
    hands, page = opened(start, two)
    page.show_document(two.facts.beni)
    hands.settle()
    assert page.detail.fields[0].number() == 1
    own = page.detail.fields[1].answer()
    assert own.nilai == "belum selesai"
    assert [row.terjawab for row in page._model.rows()] == [0, 2]


def test_that_a_document_decided_later_goes_down_with_its_note_and_comes_back(start: Any, two: Any) -> None:
    hands, page = opened(start, two)
    hands.key(Qt.Key.Key_F6)
    hands.dialog()
    hands.type("tanya Pak Camat")
    hands.key(Qt.Key.Key_Return)
    hands.back()
    assert [row.judul for row in page._model.rows()] == ["Beni Contoh", "Andi Contoh"]
    assert page.document() == two.facts.beni
    assert "1 ditunda" in hands.find("konflik-kepala-keterangan").text()
    hands.key(Qt.Key.Key_F8)
    hands.settle()
    assert "tanya Pak Camat" in hands.find("konflik-tunda-catatan").text()
    hands.key(Qt.Key.Key_F6)
    hands.settle()
    assert [row.judul for row in page._model.rows()] == ["Andi Contoh", "Beni Contoh"]


def test_that_keys_go_from_document_to_document_and_stay_among_the_fields(start: Any, two: Any) -> None:
    hands, page = opened(start, two)
    hands.key(Qt.Key.Key_F8)
    hands.settle()
    assert page.document() == two.facts.beni
    assert hands.focus_name() == "konflik-tabel"
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_F7)
    hands.settle()
    assert page.document() == two.facts.andi
    assert page.detail.fields[0].isAncestorOf(QApplication.focusWidget())


def test_that_a_word_finds_documents(start: Any, two: Any) -> None:
    hands, page = opened(start, two)
    search = hands.find("konflik-cari")
    search.setFocus()
    hands.type("beni")
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert [row.judul for row in page._model.rows()] == ["Beni Contoh"]
    hands.key(Qt.Key.Key_Escape)
    hands.settle()
    assert len(page._model.rows()) == 2


def test_that_a_settled_conflict_is_opened_again(start: Any, two: Any) -> None:
    hands, page = opened(start, two)
    page.detail.take_all(0)
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    hands.key(Qt.Key.Key_F4)
    hands.settle()
    hands.dialog()
    hands.key(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.dialog().objectName() == "konflik-urungkan")
    hands.key(Qt.Key.Key_Return)
    hands.back()
    assert page.document() == two.facts.andi
    assert "penyelesaian diurungkan" in page.banner.text()
    assert len(hands.stored(list_konflik)) == 2


def test_that_one_answer_settles_the_same_field_of_many(start: Any, conflicting: Any) -> None:
    """Two people whose notes were changed by both offices: one answer takes the unit's note for both."""
    above_home, doc_id = conflicting.kabupaten, conflicting.facts.doc_id
    with conflicting.opened(above_home) as above:
        kepala = [above.store.revision(satu) for satu in above.store.document(doc_id).heads]
        lain = "ee" * 16
        for rev in kepala:
            isi = {**msgspec.json.decode(rev.body), "nama": "Orang Lain"}
            raw = encode_revision(
                kind="pegawai",
                doc_id=lain,
                parents=(),
                device=rev.device,
                epoch="ab" * 16,
                n=900 + len(rev.why),
                who="",
                at=rev.at,
                schema=1,
                scope=rev.scope,
                why="",
                deleted=False,
                body=msgspec.json.encode(isi),
            ).raw
            with above.write("uji") as tx:
                tx.add([raw], source="uji")
    hands, page = opened(start, conflicting)
    assert hands.find("konflik-kepala-keterangan").text() == "3 isian berbeda dalam 2 dokumen dari 2 kantor"
    hands.key(Qt.Key.Key_F9)
    hands.dialog()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    hands.back()
    assert "1 dokumen selesai, 1 dijawab sebagian" in page.banner.text()
    assert len(page._model.rows()) == 1
