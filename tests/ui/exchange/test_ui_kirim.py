"""Kirim/Terima: enrolment, sending by the ritual of the stick, receiving, and the outbox."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from desktop_app.services.balas import export_returns
from desktop_app.services.kirim import seal_bundle
from desktop_app.services.masuk import inspect_bundle, merge_bundles
from desktop_app.services.pendaftaran import approve_enrolment, read_enrolment
from desktop_app.ui.widgets.steps import Step


def send(hands: Any, page: Any, stick: Path) -> None:
    """Choose the stick and press Kirim."""
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
    assert "flashdisk" in hands.find("kirim-baris-folder").finding()
    assert page.outbox.rows() == ()


def test_that_a_stick_that_was_pulled_leaves_the_bundle_to_be_copied_again(start: Any, pair: Any) -> None:
    hands = start(pair.unit)
    page = hands.page("kirim")
    gone = pair.stick / "tercabut"
    gone.mkdir()
    page.send.choose_folder(gone)
    shutil.rmtree(gone)
    hands.find("kirim-kirim").click()
    hands.settle()
    assert hands.find("kirim-langkah").step(0) is Step.FAILED
    assert "tidak ditemukan" in page.banner.text()
    hands.find("kirim-kembali").click()
    (kept,) = page.outbox.rows()
    page.send.choose_folder(pair.stick)
    hands.find("kirim-salin-lagi").click()
    hands.settle()
    assert (pair.stick / kept.nama_berkas).exists()
    assert len(page.outbox.rows()) == 1


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
    said = hands.find("kirim-hasil-balasan").text()
    assert said == "Kabupaten mengakui sudah menerima paket nomor 1."
    assert [row.diterima for row in page.outbox.rows()] == [True]
    assert not hands.find("kirim-kirim").isEnabled()
    page.receive(reply.path)
    hands.settle()
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
