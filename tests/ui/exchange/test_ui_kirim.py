"""Kirim/Terima: enrolment, sending by the ritual of the stick, receiving, and the outbox."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.services.balas import export_returns
from desktop_app.services.dibawa import Cara, KeadaanPaket
from desktop_app.services.kirim import seal_bundle
from desktop_app.services.masuk import inspect_bundle, merge_bundles
from desktop_app.services.pendaftaran import approve_enrolment, read_enrolment
from desktop_app.ui.kirim.outbox import carried_text
from desktop_app.ui.kirim.strip import COPY, HAND_OVER, PREPARE
from desktop_app.ui.widgets.steps import Step


def send(hands: Any, page: Any, stick: Path) -> None:
    """Choose the stick and begin; with a place known both steps follow one another."""
    page.send.choose_folder(stick)
    hands.find("kirim-kirim").click()
    hands.settle()


def test_that_a_new_office_is_led_through_request_and_answer(start: Any, unit_home: Path, pair: Any) -> None:
    hands = start(unit_home)
    page = hands.page("kirim")
    assert page.enrol.isVisible()
    assert not hands.find("kirim-langkah-3").isEnabled()
    request = pair.stick / "permintaan.skpe"
    page.enrol.request(request)
    hands.settle()
    asked = read_enrolment(request)
    assert hands.find("kirim-sidik-jari").text() == asked.sidik_jari
    assert len(asked.sidik_jari.split()) == 5
    with pair.opened(pair.kabupaten) as above:
        approve_enrolment(above, request, pair.stick / "jawaban.skpb")
    page.enrol.accept(pair.stick / "jawaban.skpb")
    hands.settle()
    dialog = hands.dialog()
    assert len(dialog.findChild(object, "kirim-sidik-kabupaten").text().split()) == 5
    dialog.accept()
    hands.back()
    assert page.send.isVisible()
    assert not page.enrol.isVisible()


def test_that_a_request_never_replaces_a_file(start: Any, unit_home: Path, tmp_path: Path) -> None:
    hands = start(unit_home)
    page = hands.page("kirim")
    there = tmp_path / "permintaan.skpe"
    there.write_bytes(b"milik orang lain")
    page.enrol.request(there)
    hands.settle()
    assert "tidak ditimpa" in page.banner.text()
    assert there.read_bytes() == b"milik orang lain"


def test_that_sending_ends_with_a_whole_copy_and_the_words_that_the_kabupaten_sees(start: Any, pair: Any) -> None:
    hands = start(pair.unit)
    page = hands.page("kirim")
    assert hands.find("kirim-jenis").text() == "2 pegawai · 1 data kantor"
    send(hands, page, pair.stick)
    (bundle,) = pair.stick.glob("*.skpb")
    assert bundle.read_bytes() == (pair.unit / "keluar" / bundle.name).read_bytes()
    assert "boleh dicabut" in hands.find("kirim-selesai").text()
    assert [row.diterima for row in page.outbox.rows()] == [False]
    words = hands.find("kirim-empat-kata").text()
    with pair.opened(pair.kabupaten) as above:
        seen = inspect_bundle(above, bundle)
    assert tuple(words.split()) == seen.paspor.words
    assert seen.kode_terima not in (words, hands.find("kirim-selesai").text()), "the kabupaten alone tells it"


def test_that_sending_without_a_stick_says_so_beside_the_field(start: Any, pair: Any) -> None:
    hands = start(pair.unit)
    page = hands.page("kirim")
    hands.find("kirim-kirim").click()
    hands.settle()
    assert page.send.step == COPY
    hands.find("kirim-salin").click()
    hands.settle()
    assert "flashdisk" in hands.find("kirim-baris-folder").finding()
    (line,) = page.outbox.lines()
    assert line.keadaan is KeadaanPaket.DIBUAT


def test_that_a_stick_that_was_pulled_leaves_the_bundle_to_be_copied_again(start: Any, pair: Any) -> None:
    hands = start(pair.unit)
    page = hands.page("kirim")
    gone = pair.stick / "tercabut"
    gone.mkdir()
    hands.find("kirim-kirim").click()
    hands.settle()
    page.send.choose_folder(gone)
    shutil.rmtree(gone)
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert hands.find("kirim-langkah").step(0) is Step.FAILED
    assert "tidak ditemukan" in page.banner.text()
    assert hands.focus_name() == "kirim-salin", "the same button tries again"
    (kept,) = page.outbox.rows()
    page.send.choose_folder(pair.stick)
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert page.send.step == HAND_OVER
    assert (pair.stick / kept.nama_berkas).exists()
    assert len(page.outbox.rows()) == 1


def test_that_sending_needs_only_keys_and_enter_leads_on(start: Any, pair: Any) -> None:
    hands = start(pair.unit)
    page = hands.page("kirim")
    assert hands.focus_name() == "kirim-kirim"
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert page.send.step == COPY
    page.send._copy.choose_folder(pair.stick)
    assert hands.focus_name() == "kirim-salin"
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert page.send.step == HAND_OVER
    assert hands.focus_name() == "kirim-kurir"
    hands.type("Cempaka Contoh")
    hands.key(Qt.Key.Key_Return)
    assert hands.focus_name() == "kirim-lihat-pengantar"
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    sheet = hands.dialog()
    assert sheet.view.page_count() == 1
    sheet.accept()
    hands.back()
    (line,) = page.outbox.lines()
    assert (line.keadaan, line.bawaan[0].kurir) == (KeadaanPaket.DIBAWA, "Cempaka Contoh")
    assert "1 × flashdisk · Cempaka Contoh" in carried_text(line.bawaan)
    hands.find("kirim-selesai-tutup").click()
    hands.settle()
    assert page.send.step == PREPARE


def test_that_the_pictures_say_what_they_show_and_where_one_stands(start: Any, pair: Any) -> None:
    hands = start(pair.unit)
    page = hands.page("kirim")
    pictures = [hands.find(f"kirim-gambar-{n}") for n in range(3)]
    assert all(picture.accessibleName().startswith("Gambar: ") for picture in pictures)
    assert [picture.is_faint for picture in pictures] == [False, True, True]
    assert hands.find("kirim-tiga-langkah").accessibleName() == "Langkah 1 dari 3: Siapkan paket"
    send(hands, page, pair.stick)
    assert [picture.is_faint for picture in pictures] == [False, False, False]
    assert hands.find("kirim-ubin-0").accessibleName() == "Langkah 1: Siapkan paket, selesai"
    assert hands.find("kirim-ubin-2").accessibleName() == "Langkah 3: Cabut dan serahkan, sekarang"


def test_that_a_bundle_that_was_never_copied_is_offered_when_the_program_starts_again(start: Any, pair: Any) -> None:
    with pair.opened(pair.unit) as unit:
        seal_bundle(unit)  # and then the power failed
    hands = start(pair.unit)
    page = hands.page("kirim")
    assert page.send.step == COPY
    assert "Paket nomor 1 sudah jadi" in hands.find("kirim-sudah-jadi").text()
    assert "belum disalin" in hands.find("kirim-sudah-jadi").text()
    hands.find("kirim-kembali").click()
    assert page.send.step == PREPARE
    hands.page("beranda")
    page = hands.page("kirim")
    assert page.send.step == PREPARE, "put off is put off until the program starts again"
    hands.find("kirim-salin-lagi").click()
    page.send._copy.choose_folder(pair.stick)
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert page.send.step == HAND_OVER
    assert page.outbox.lines()[0].keadaan is KeadaanPaket.DIBAWA


def test_that_a_copy_is_looked_at_again_after_the_stick_was_put_in_anew(start: Any, pair: Any) -> None:
    hands = start(pair.unit)
    page = hands.page("kirim")
    send(hands, page, pair.stick)
    hands.find("kirim-periksa-lagi").click()
    hands.settle()
    assert "masih sama" in hands.find("kirim-selesai").text()
    (bundle,) = pair.stick.glob("*.skpb")
    raw = bundle.read_bytes()
    bundle.write_bytes(raw[:900] + bytes(len(raw) - 900))  # a stick that kept less than it said
    hands.find("kirim-periksa-lagi").click()
    hands.settle()
    assert "belum terbukti" in hands.find("kirim-selesai").text()
    assert "tidak dapat dipercaya" in page.banner.text()


def test_that_a_second_stick_a_letter_and_symbols_are_told_in_the_outbox(start: Any, pair: Any, tmp_path: Path) -> None:
    hands = start(pair.unit)
    page = hands.page("kirim")
    send(hands, page, pair.stick)
    second = tmp_path / "kedua"
    second.mkdir()
    hands.find("kirim-flashdisk-kedua").click()
    page.send._copy.choose_folder(second)
    hands.find("kirim-salin").click()
    hands.settle()
    hands.find("kirim-selesai-tutup").click()
    hands.settle()
    hands.find("kirim-paket-surel").click()
    dialog = hands.dialog()
    dialog.choose_folder(tmp_path)
    hands.key(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: page.send.step == HAND_OVER)
    hands.back()
    hands.find("kirim-selesai-tutup").click()
    hands.settle()
    hands.find("kirim-paket-qr").click()
    hands.settle()
    sheet = hands.dialog()
    assert sheet.view.page_count() >= 1
    sheet.reject()
    hands.back()
    (line,) = page.outbox.lines()
    assert Cara.KODE_QR not in {one.cara for one in line.bawaan}, "who only looks carries nothing"
    hands.find("kirim-paket-qr").click()
    hands.settle()
    hands.dialog().findChild(object, "lembar-pdf-difoto").click()
    hands.back()
    hands.settle()
    (line,) = page.outbox.lines()
    assert [one.cara for one in line.bawaan] == [Cara.FLASHDISK, Cara.FLASHDISK, Cara.SUREL, Cara.KODE_QR]
    assert carried_text(line.bawaan) == "2 × flashdisk · 1 × surel · 1 × kode QR"
    assert hands.find("kirim-ringkas").text() == "Terkirim 3 dari 3 dokumen, diakui kabupaten 0."
    hands.find("kirim-paket-rincian").click()
    told = hands.dialog()
    assert str(second) in told.findChild(object, "kirim-rincian-2").text()
    told.accept()
    hands.back()


def test_that_what_was_typed_a_moment_ago_travels_too(start: Any, pair: Any) -> None:
    hands = start(pair.unit)
    people = hands.page("pegawai")
    people.people.opened.emit(hands.window.desk.profil.kode)  # no such person: the page tells it and stays
    hands.settle()
    page = hands.page("kirim")
    assert hands.find("kirim-kirim").isEnabled()
    send(hands, page, pair.stick)
    hands.find("kirim-selesai-tutup").click()
    assert page.outbox.rows()[0].dokumen == 3


def apply_shown(hands: Any) -> None:
    """Press "Terapkan" in the preview of an answer."""
    dialog = hands.dialog()
    assert dialog.objectName() == "kirim-balasan-lihat"
    dialog.findChild(QPushButton, "kirim-balasan-lihat-terapkan").click()
    hands.settle()


def test_that_a_return_bundle_is_told_in_a_sentence_and_marks_the_outbox(start: Any, exported: Any) -> None:
    pair = exported
    with pair.opened(pair.kabupaten) as above:
        merge_bundles(above, [pair.facts.path])
        (reply,) = export_returns(above, pair.stick)
    hands = start(pair.unit)
    page = hands.page("kirim")
    assert [row.diterima for row in page.outbox.rows()] == [False]
    page.receive(reply.path)
    hands.settle()
    assert [row.diterima for row in page.outbox.rows()] == [False], "it is only shown"
    apply_shown(hands)
    said = hands.find("kirim-hasil-balasan").text()
    assert said == "Kabupaten mengakui sudah menerima paket nomor 1."
    assert [row.diterima for row in page.outbox.rows()] == [True]
    assert not hands.find("kirim-kirim").isEnabled()
    page.receive(reply.path)
    hands.settle()
    assert "sudah pernah diterapkan" in " ".join(one.text() for one in hands.dialog().findChildren(QLabel))
    apply_shown(hands)
    assert hands.find("kirim-hasil-balasan").text().startswith("Balasan ini sudah pernah diterima.")


def test_that_a_bundle_of_the_wrong_direction_is_refused_and_changes_nothing(start: Any, exported: Any) -> None:
    hands = start(exported.unit)
    page = hands.page("kirim")
    page.receive(exported.facts.path)
    hands.settle()
    dialog = hands.dialog()
    assert "Tidak ada data di komputer ini yang berubah" in dialog.findChild(object, "dialog-teks").text()
    dialog.accept()
    hands.back()
    assert hands.find("kirim-hasil-balasan").text() == "Balasan tidak diterima; tidak ada yang berubah."
    assert [row.diterima for row in page.outbox.rows()] == [False]


def test_that_the_passport_of_any_bundle_can_be_seen_again(start: Any, pair: Any) -> None:
    with pair.opened(pair.unit) as unit:
        seal_bundle(unit)
    hands = start(pair.unit)
    hands.page("kirim")
    hands.find("kirim-pengantar").click()
    hands.settle()
    sheet = hands.dialog()
    assert sheet.view.page_count() == 1
    sheet.accept()
    hands.back()
