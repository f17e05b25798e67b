"""People in the window: typed once, saved as they are typed, one revision when one leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai, get_pegawai, list_pegawai

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]
NIP = "198106202009011003"


@pytest.fixture
def budi(fill: Fill) -> str:
    post = RiwayatJabatan(id="awal", mulai=date(2026, 1, 1), jabatan="Kepala Seksi", unit_kerja="Kecamatan")
    person = Pegawai(nama="Budi Contoh, S.IP.", nip=NIP, riwayat=(post,))
    doc_id: str = fill(lambda kantor: create_pegawai(kantor, person)[0])
    return doc_id


def revisions(kantor: Kantor, doc_id: str) -> int:
    return len(kantor.store.history(doc_id))


def test_that_a_person_is_added_by_keyboard(start: Start, unit_home: Path) -> None:
    hands = start(unit_home)
    hands.page("pegawai")
    QTest.keyClick(hands.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    hands.qtbot.waitUntil(lambda: hands.focus_name() == "pegawai-baru-nama")
    hands.type("Ani Contoh, S.E.")
    hands.key(Qt.Key.Key_Tab)
    hands.type("19810620 200901 2 004")
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert hands.find("pegawai-nama").isVisible()
    (row,) = hands.stored(list_pegawai)
    assert (row.nama, row.nip) == ("Ani Contoh, S.E.", "198106202009012004")


def test_that_a_nip_that_stands_already_is_refused_beside_the_field(start: Start, unit_home: Path, budi: str) -> None:
    hands = start(unit_home)
    hands.page("pegawai").add_person()
    dialog = hands.dialog()
    dialog.findChild(QLineEdit, "pegawai-baru-nama").setText("Orang Lain")
    dialog.findChild(QLineEdit, "pegawai-baru-nip").setText(NIP)
    dialog.findChild(QAbstractButton, "pegawai-baru-buat").click()
    hands.settle()
    assert "Budi Contoh" in dialog._nip_row.finding()
    dialog.reject()
    assert len(hands.stored(list_pegawai)) == 1


def test_that_an_odd_nip_warns_and_is_taken(start: Start, unit_home: Path, budi: str) -> None:
    hands = start(unit_home)
    page = hands.page("pegawai")
    page.show_document(budi)
    hands.settle()
    field = hands.find("pegawai-nip")
    field.setFocus()
    field.selectAll()
    hands.type("123")
    hands.key(Qt.Key.Key_Tab)
    hands.settle()
    assert page.editor._nip_row.finding()
    assert hands.stored(lambda kantor: get_pegawai(kantor, budi).nip) == "123"


def test_that_an_answer_is_durable_before_the_page_is_left_and_one_revision_after(
    start: Start, unit_home: Path, budi: str
) -> None:
    hands = start(unit_home)
    page = hands.page("pegawai")
    page.show_document(budi)
    hands.settle()
    for name, text in (("pegawai-nama", "Budi Contoh Baru"), ("jabatan-nama", "Camat")):
        field = hands.find(name)
        field.setFocus()
        field.selectAll()
        hands.type(text)
        hands.key(Qt.Key.Key_Tab)
    hands.settle()
    assert page.editor._draft._indicator.text() == "Tersimpan pukul 10.32"
    working: list[int] = []
    page.ask(lambda kantor: working.append(len(kantor.store.workings())))
    hands.settle()
    assert working == [1]
    hands.page("beranda")
    person, count, left = hands.stored(
        lambda kantor: (get_pegawai(kantor, budi), revisions(kantor, budi), len(kantor.store.workings()))
    )
    assert person.nama == "Budi Contoh Baru"
    assert person.riwayat[0].jabatan == "Camat"
    assert (count, left) == (2, 0)


def test_that_what_is_half_typed_is_kept_when_the_window_closes(start: Start, unit_home: Path, budi: str) -> None:
    hands = start(unit_home)
    page = hands.page("pegawai")
    page.show_document(budi)
    hands.settle()
    field = hands.find("pegawai-nama")
    field.setFocus()
    field.selectAll()
    hands.type("Budi Setengah")
    assert hands.stored(lambda kantor: get_pegawai(kantor, budi).nama) == "Budi Setengah"


def test_that_looking_changes_nothing(start: Start, unit_home: Path, budi: str) -> None:
    hands = start(unit_home)
    page = hands.page("pegawai")
    page.show_document(budi)
    hands.settle()
    hands.page("beranda")
    hands.page("pegawai")
    assert hands.stored(lambda kantor: revisions(kantor, budi)) == 1


def test_that_an_empty_name_is_refused_and_the_old_one_stays(start: Start, unit_home: Path, budi: str) -> None:
    hands = start(unit_home)
    page = hands.page("pegawai")
    page.show_document(budi)
    hands.settle()
    field = hands.find("pegawai-nama")
    field.setFocus()
    field.selectAll()
    hands.key(Qt.Key.Key_Delete)
    hands.key(Qt.Key.Key_Tab)
    assert page.editor._name_row.finding()
    assert hands.stored(lambda kantor: get_pegawai(kantor, budi).nama) == "Budi Contoh, S.IP."


def test_that_a_new_post_continues_the_last_and_keeps_it(start: Start, unit_home: Path, budi: str) -> None:
    hands = start(unit_home)
    page = hands.page("pegawai")
    page.show_document(budi)
    hands.settle()
    hands.find("pegawai-jabatan-baru").click()
    hands.find("jabatan-nama").setText("Sekretaris Kecamatan")
    page.editor._post.flush()
    person = hands.stored(lambda kantor: get_pegawai(kantor, budi))
    assert [(post.mulai, post.jabatan) for post in person.riwayat] == [
        (date(2026, 1, 1), "Kepala Seksi"),
        (date(2026, 11, 21), "Sekretaris Kecamatan"),
    ]


def test_that_an_assessor_is_chosen_from_a_searched_list(start: Start, unit_home: Path, budi: str, fill: Fill) -> None:
    camat = fill(lambda kantor: create_pegawai(kantor, Pegawai(nama="Camat Contoh"))[0])
    hands = start(unit_home)
    page = hands.page("pegawai")
    page.show_document(budi)
    hands.settle()
    hands.find("jabatan-penilai-pilih").click()
    hands.settle()
    hands.type("camat")
    hands.qtbot.waitUntil(lambda: hands.dialog()._model.rowCount() == 1)
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert hands.find("jabatan-penilai-pilih").text() == "Camat Contoh"
    assert hands.stored(lambda kantor: get_pegawai(kantor, budi).riwayat[0].penilai_id) == camat


def test_that_deleting_asks_for_a_reason(start: Start, unit_home: Path, budi: str) -> None:
    hands = start(unit_home)
    page = hands.page("pegawai")
    page.show_document(budi)
    hands.settle()
    hands.find("pegawai-hapus").click()
    dialog = hands.dialog()
    dialog.findChild(QAbstractButton, "pegawai-hapus-tanya-ya").click()
    assert dialog.isVisible()
    hands.type("salah ketik")
    dialog.findChild(QAbstractButton, "pegawai-hapus-tanya-ya").click()
    hands.settle()
    assert page.people.isVisible()
    assert hands.stored(list_pegawai) == ()


def test_that_a_list_is_shown_first_and_only_its_good_rows_are_taken(
    start: Start, unit_home: Path, budi: str, tmp_path: Path
) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(
        "NAMA;NIP;JABATAN;HOBI\nRina Contoh;198802032012012001;Operator;baca\n;198802032012012002;;\n"
        f"Budi Contoh, S.IP.;{NIP};Kepala Seksi;\n",
        "utf-8",
    )
    hands = start(unit_home)
    page = hands.page("pegawai")
    page.show_part(page.roster)
    page.roster.preview(path)
    hands.settle()
    assert "1 baru" in page.roster._summary.text()
    assert "1 ditolak" in page.roster._summary.text()
    assert "HOBI" in page.roster._ignored.text()
    page.roster._only_bad.click()
    assert [row.nomor for row in page.roster._model.rows()] == [3]
    hands.find("impor-masukkan").click()
    hands.settle()
    assert page.people.isVisible()
    assert "1 baris ditolak" in page.banner.text()
    assert {row.nama for row in hands.stored(list_pegawai)} == {"Budi Contoh, S.IP.", "Rina Contoh"}


def test_that_a_file_that_is_no_list_says_so_and_changes_nothing(start: Start, unit_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "rusak.xlsx"
    path.write_bytes(b"bukan excel")
    hands = start(unit_home)
    page = hands.page("pegawai")
    page.show_part(page.roster)
    page.roster.preview(path)
    hands.settle()
    assert "rusak.xlsx" in page.banner.text()
    assert not hands.find("impor-masukkan").isEnabled()


def test_that_a_person_in_conflict_is_shown_but_not_typed_over(
    start: Start, unit_home: Path, budi: str, fill: Fill
) -> None:
    def disagree(kantor: Kantor) -> None:
        base = kantor.store.document(budi)
        assert base is not None
        for name in ("Budi Satu", "Budi Dua"):
            body = base.body.replace(b"Budi Contoh, S.IP.", name.encode())
            with kantor.write("uji", budi) as tx:
                tx.save("pegawai", budi, body, scope="99.01.04", schema=1, parents=base.heads)

    fill(disagree)
    hands = start(unit_home)
    page = hands.page("pegawai")
    page.show_document(budi)
    hands.settle()
    assert "berbeda versi" in page.banner.text()
    assert not hands.find("pegawai-nama").isEnabled()
