"""An evaluation in the window: what was reached, ratings by keys, the matrix, final and corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from desktop_app.domain.istilah import (
    CapaianOrganisasi,
    JenisHasil,
    JenisTarget,
    NilaiDasar,
    Predikat,
    Rating,
    StatusPenilaian,
)
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.skp import Target
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import commit_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.penilaian import create_penilaian, get_penilaian
from desktop_app.services.skp import advance_skp, create_skp, get_skp, new_hasil

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]


@pytest.fixture
def skp_id(fill: Fill) -> str:
    """A determined SKP of one result with one indicator."""

    def write(kantor: Kantor) -> str:
        camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197503121998031001"))
        post = RiwayatJabatan(id="awal", mulai=date(2026, 1, 1), jabatan="Kepala Seksi", penilai_id=camat)
        budi, _ = create_pegawai(kantor, Pegawai(nama="Budi Contoh", nip="198106202009011003", riwayat=(post,)))
        doc_id, _ = create_skp(kantor, budi, 2026)
        hasil = new_hasil(JenisHasil.UTAMA)
        indikator = msgspec.structs.replace(
            hasil.indikator[0], id="i1", teks="Jumlah berkas", target=Target(jenis=JenisTarget.ANGKA, nilai="12")
        )
        hasil = msgspec.structs.replace(hasil, teks="Terlayaninya warga", indikator=(indikator,))
        write_naskah(kantor, doc_id, msgspec.structs.replace(get_skp(kantor, doc_id), hasil=(hasil,)))
        commit_naskah(kantor, doc_id)
        advance_skp(kantor, doc_id, "ajukan")
        advance_skp(kantor, doc_id, "tetapkan", tanggal=date(2026, 1, 20))
        return doc_id

    made: str = fill(write)
    return made


@pytest.fixture
def draft(fill: Fill, skp_id: str) -> str:
    made: str = fill(lambda kantor: create_penilaian(kantor, skp_id, "2026-TW4")[0])
    return made


def open_sheet(hands: Any, doc_id: str) -> Any:
    page = hands.page("penilaian")
    page.show_document(doc_id)
    hands.settle()
    return page


def press(hands: Any, name: str) -> None:
    found = hands.find(name)
    assert isinstance(found, QAbstractButton)
    found.click()


def rate(hands: Any, page: Any, *, hasil: Qt.Key, perilaku: Qt.Key, capaian: Qt.Key) -> None:
    page.editor.tabs.setCurrentWidget(page.editor.rating)
    page.editor.take_focus()
    hands.key(hasil)
    page.editor.rating._conduct.setFocus()
    hands.key(perilaku)
    page.editor.rating._achieved.setFocus()
    hands.key(capaian)


def test_that_an_evaluation_is_begun_typed_and_made_final_by_keyboard(
    start: Start, unit_home: Path, skp_id: str
) -> None:
    hands = start(unit_home)
    QTest.keyClick(hands.window, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    hands.settle()
    hands.key(Qt.Key.Key_Return)
    hands.dialog()
    hands.key(Qt.Key.Key_Return)
    hands.back()
    hands.qtbot.waitUntil(lambda: hands.focus_name() == "realisasi-i1")
    hands.type("12 berkas")
    hands.key(Qt.Key.Key_Tab)
    hands.type("Pimpinan: rapi")
    page = hands.window.current_page()
    rate(hands, page, hasil=Qt.Key.Key_3, perilaku=Qt.Key.Key_2, capaian=Qt.Key.Key_2)
    assert page.editor.rating._matrix.result() == "Baik"
    hands.settle()
    QTest.keyClick(hands.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "1 hal masih kurang" in page.banner.text()
    page.editor.focus_path("alasan_hasil")
    hands.type("Selesai sebelum tenggat")
    hands.settle()
    QTest.keyClick(hands.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.dialog()
    hands.key(Qt.Key.Key_Return)
    hands.settle()

    def read(kantor: Kantor) -> Any:
        (found,) = kantor.store.find("penilaian")
        return get_penilaian(kantor, found.doc_id)

    made = hands.stored(read)
    assert made.status is StatusPenilaian.FINAL
    assert made.periode == "2026-TW4"
    assert made.realisasi_untuk("i1").realisasi == "12 berkas"
    assert made.realisasi_untuk("i1").umpan_balik[0].sumber == "Pimpinan"
    assert (made.rating_hasil, made.rating_perilaku) == (Rating.DIATAS, Rating.SESUAI)
    assert made.capaian_organisasi is CapaianOrganisasi.BAIK
    assert (made.predikat, made.alasan_hasil) == (Predikat.BAIK, "Selesai sebelum tenggat")
    assert made.tanggal == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("hasil", "perilaku", "words"),
    [
        (Qt.Key.Key_1, Qt.Key.Key_1, "Sangat kurang"),
        (Qt.Key.Key_1, Qt.Key.Key_3, "Butuh perbaikan"),
        (Qt.Key.Key_2, Qt.Key.Key_1, "Kurang (misconduct)"),
        (Qt.Key.Key_3, Qt.Key.Key_3, "Sangat baik"),
    ],
)
def test_that_the_matrix_shows_the_predicate_of_the_two_ratings_at_once(
    hasil: Qt.Key, perilaku: Qt.Key, words: str, start: Start, unit_home: Path, draft: str
) -> None:
    hands = start(unit_home)
    page = open_sheet(hands, draft)
    assert page.editor.rating._matrix.result() == ""
    rate(hands, page, hasil=hasil, perilaku=perilaku, capaian=Qt.Key.Key_1)
    assert page.editor.rating._matrix.result() == words
    assert words in page.editor._header._subtitle.text()


def test_that_an_unfinished_evaluation_names_what_is_missing(start: Start, unit_home: Path, draft: str) -> None:
    hands = start(unit_home)
    page = open_sheet(hands, draft)
    press(hands, "penilaian-finalkan")
    assert "3 hal masih kurang" in page.banner.text()
    page.editor.findings._buttons[0].click()
    assert page.editor.rating.isVisible()
    assert hands.stored(lambda kantor: get_penilaian(kantor, draft).status) is StatusPenilaian.DRAFT


def test_that_a_final_evaluation_is_corrected_only_with_a_reason(start: Start, unit_home: Path, draft: str) -> None:
    hands = start(unit_home)
    page = open_sheet(hands, draft)
    rate(hands, page, hasil=Qt.Key.Key_2, perilaku=Qt.Key.Key_2, capaian=Qt.Key.Key_2)
    press(hands, "penilaian-finalkan")
    hands.dialog()
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert page.editor.outcome._reached["i1"].isReadOnly()
    assert not page.editor.rating._result.isEnabled()
    press(hands, "penilaian-koreksi")
    dialog = hands.dialog()
    dialog.findChild(QAbstractButton, "penilaian-koreksi-tanya-ya").click()
    assert dialog.isVisible()
    hands.type("Salah rating")
    dialog.findChild(QAbstractButton, "penilaian-koreksi-tanya-ya").click()
    hands.settle()
    made, why = hands.stored(lambda kantor: (get_penilaian(kantor, draft), kantor.store.history(draft)[-1].why))
    assert made.status is StatusPenilaian.DRAFT
    assert made.predikat is None
    assert why == "Salah rating"


def test_that_feedback_on_conduct_is_kept_for_its_value(start: Start, unit_home: Path, draft: str) -> None:
    hands = start(unit_home)
    page = open_sheet(hands, draft)
    page.editor.tabs.setCurrentWidget(page.editor.conduct)
    hands.find("penilaian-loyal-umpan-balik").setFocus()
    hands.type("Masyarakat (Ibu Contoh): sabar")
    made = hands.stored(lambda kantor: get_penilaian(kantor, draft))
    (umpan_balik,) = made.umpan_balik_untuk(NilaiDasar.LOYAL)
    assert (umpan_balik.sumber, umpan_balik.nama, umpan_balik.teks) == ("Masyarakat", "Ibu Contoh", "sabar")


def test_that_an_evaluation_waits_for_a_determined_skp(start: Start, unit_home: Path, skp_id: str, fill: Fill) -> None:
    fill(lambda kantor: advance_skp(kantor, skp_id, "buka_kembali", alasan="uji"))
    hands = start(unit_home)
    page = hands.page("penilaian")
    page.listing._open_row(0)
    assert "belum ditetapkan" in page.banner.text()
    press(hands, "halaman-penilaian-pesan-tindakan")
    hands.settle()
    assert hands.window.current_page().objectName() == "halaman-skp"
