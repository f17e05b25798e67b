"""An SKP in the window: a whole A.1.7 by keyboard alone, and its life from draft to determined."""

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

from desktop_app.domain.istilah import Aspek, JenisHasil, JenisTarget, NilaiDasar, StatusSkp
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.skp import Target
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import commit_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.skp import advance_skp, create_skp, get_skp, new_hasil

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def people(fill: Fill) -> dict[str, str]:
    """A head of section and the camat who assesses him."""

    def write(kantor: Kantor) -> dict[str, str]:
        camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197503121998031001"))
        post = RiwayatJabatan(id="awal", mulai=date(2026, 1, 1), jabatan="Kepala Seksi", penilai_id=camat)
        budi, _ = create_pegawai(kantor, Pegawai(nama="Budi Contoh", nip="198106202009011003", riwayat=(post,)))
        return {"camat": camat, "budi": budi}

    made: dict[str, str] = fill(write)
    return made


@pytest.fixture
def draft(fill: Fill, people: dict[str, str]) -> str:
    """A complete draft of one result."""

    def write(kantor: Kantor) -> str:
        doc_id, _ = create_skp(kantor, people["budi"], 2026)
        hasil = new_hasil(JenisHasil.UTAMA)
        indikator = msgspec.structs.replace(
            hasil.indikator[0], teks="Jumlah berkas", target=Target(jenis=JenisTarget.ANGKA, nilai="12")
        )
        hasil = msgspec.structs.replace(hasil, teks="Terlayaninya warga", indikator=(indikator,))
        write_naskah(kantor, doc_id, msgspec.structs.replace(get_skp(kantor, doc_id), hasil=(hasil,)))
        commit_naskah(kantor, doc_id)
        return doc_id

    made: str = fill(write)
    return made


def tab(hands: Any, times: int = 1) -> None:
    for _ in range(times):
        hands.key(Qt.Key.Key_Tab)


def open_sheet(hands: Any, doc_id: str) -> Any:
    page = hands.page("skp")
    page.show_document(doc_id)
    hands.settle()
    return page


def button(hands: Any, name: str) -> QAbstractButton:
    found = hands.find(name)
    assert isinstance(found, QAbstractButton)
    return found


def test_that_a_whole_skp_is_typed_by_keyboard_alone(start: Start, unit_home: Path, people: dict[str, str]) -> None:
    hands = start(unit_home)
    QTest.keyClick(hands.window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    hands.settle()
    assert hands.focus_name() == "skp-cari"
    hands.type("budi")
    hands.key(Qt.Key.Key_Return)
    hands.dialog()
    hands.type("kosong")
    hands.key(Qt.Key.Key_Return)
    hands.back()

    QTest.keyClick(hands.window, Qt.Key.Key_U, CTRL)
    assert hands.focus_name().endswith("-intervensi")
    hands.type("Meningkatnya pelayanan publik")
    tab(hands)
    assert hands.focus_name().endswith("-teks")
    hands.type("Terlayaninya permohonan warga")
    tab(hands)
    assert hands.focus_name().endswith("-aspek")
    tab(hands)
    hands.type("Jumlah berkas yang selesai")
    tab(hands)
    hands.type("A")
    tab(hands)
    assert hands.focus_name().endswith("-target-nilai")
    hands.type("1.200")
    tab(hands)
    hands.type("berkas")
    hands.key(Qt.Key.Key_I, CTRL)
    assert hands.focus_name().endswith("-teks")
    hands.key(Qt.Key.Key_Backtab)
    hands.type("W")
    tab(hands)
    hands.type("Lama penyelesaian")
    tab(hands)
    hands.type("R")
    tab(hands)
    hands.type("1")
    tab(hands)
    hands.type("3")
    tab(hands)
    hands.type("hari")
    QTest.keyClick(hands.window, Qt.Key.Key_T, CTRL)
    hands.type("Terlaksananya koordinasi")
    tab(hands)
    hands.type("Anggota panitia hari besar")
    tab(hands, 2)
    hands.type("Kegiatan terlaksana")
    tab(hands, 2)
    hands.type("Semua acara tepat waktu")

    hands.key(Qt.Key.Key_Tab, CTRL)
    hands.qtbot.waitUntil(lambda: hands.find("skp-perilaku").isVisible())
    hands.type("Tenang di loket")
    hands.key(Qt.Key.Key_Return)
    hands.type("Terbuka terhadap masukan")
    hands.key(Qt.Key.Key_Tab, CTRL)
    hands.type("Dua operator")
    tab(hands)
    hands.type("Laporan bulanan")
    tab(hands)
    hands.type("Penghargaan")
    QTest.keyClick(hands.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    hands.settle()

    def read(kantor: Kantor) -> Any:
        (found,) = kantor.store.find("skp")
        return get_skp(kantor, found.doc_id), len(kantor.store.history(found.doc_id))

    skp, revisions = hands.stored(read)
    assert revisions == 2
    utama, tambahan = skp.hasil
    assert (utama.jenis, tambahan.jenis) == (JenisHasil.UTAMA, JenisHasil.TAMBAHAN)
    assert utama.intervensi.teks == "Meningkatnya pelayanan publik"
    assert utama.teks == "Terlayaninya permohonan warga"
    first, second = utama.indikator
    assert first.teks == "Jumlah berkas yang selesai"
    assert first.target == Target(jenis=JenisTarget.ANGKA, nilai="1200", satuan="berkas")
    assert (second.aspek, second.teks) == (Aspek.WAKTU, "Lama penyelesaian")
    assert second.target == Target(jenis=JenisTarget.RENTANG, nilai="1", nilai_atas="3", satuan="hari")
    assert tambahan.indikator[0].target == Target(teks="Semua acara tepat waktu")
    lines = [one.teks for one in skp.ekspektasi(NilaiDasar.BERORIENTASI_PELAYANAN)]
    assert lines == ["Tenang di loket", "Terbuka terhadap masukan"]
    assert [one.teks for one in skp.lampiran.sumber_daya] == ["Dua operator"]
    assert [one.teks for one in skp.lampiran.skema] == ["Laporan bulanan"]
    assert [one.teks for one in skp.lampiran.konsekuensi] == ["Penghargaan"]


def test_that_what_is_missing_is_named_and_leads_to_its_field(
    start: Start, unit_home: Path, people: dict[str, str], fill: Fill
) -> None:
    doc_id = fill(lambda kantor: create_skp(kantor, people["budi"], 2026)[0])
    hands = start(unit_home)
    page = open_sheet(hands, doc_id)
    page.editor.results.add(JenisHasil.UTAMA)
    button(hands, "skp-ajukan").click()
    assert "masih kurang" in page.banner.text()
    assert page.editor.findings.isVisible()
    page.editor.findings._buttons[0].click()
    assert hands.focus_name().startswith("hasil-")
    assert hands.stored(lambda kantor: get_skp(kantor, doc_id).status) is StatusSkp.DRAFT


def test_that_an_skp_is_handed_in_returned_with_a_reason_and_determined(
    start: Start, unit_home: Path, draft: str
) -> None:
    hands = start(unit_home)
    page = open_sheet(hands, draft)
    button(hands, "skp-ajukan").click()
    hands.settle()
    button(hands, "skp-kembalikan").click()
    hands.dialog()
    hands.type("Targetnya terlalu rendah")
    hands.dialog().findChild(QAbstractButton, "skp-kembalikan-tanya-ya").click()
    hands.settle()
    assert "Targetnya terlalu rendah" in page.banner.text()
    button(hands, "skp-ajukan").click()
    hands.settle()
    button(hands, "skp-tetapkan").click()
    hands.dialog()
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    card = next(iter(page.editor.results._cards.values()))
    assert card._words.isReadOnly()
    assert not button(hands, "skp-tambah-utama").isVisible()
    skp = hands.stored(lambda kantor: get_skp(kantor, draft))
    assert skp.status is StatusSkp.DITETAPKAN
    assert (skp.tanggal, skp.tempat) == (date(2026, 11, 21), "Contoh Makmur")
    assert skp.penilai.nama == "Camat Contoh"


def test_that_what_is_being_typed_is_part_of_the_step(start: Start, unit_home: Path, draft: str) -> None:
    hands = start(unit_home)
    page = open_sheet(hands, draft)
    card = next(iter(page.editor.results._cards.values()))
    card._words.setFocus()
    hands.key(Qt.Key.Key_End, CTRL)
    hands.type(" tepat waktu")
    button(hands, "skp-ajukan").click()
    hands.settle()
    skp = hands.stored(lambda kantor: get_skp(kantor, draft))
    assert skp.hasil[0].teks == "Terlayaninya warga tepat waktu"
    assert skp.status is StatusSkp.DIAJUKAN


def test_that_reopening_a_determined_skp_needs_a_reason(start: Start, unit_home: Path, draft: str, fill: Fill) -> None:
    def determine(kantor: Kantor) -> None:
        advance_skp(kantor, draft, "ajukan")
        advance_skp(kantor, draft, "tetapkan", tanggal=date(2026, 1, 20))

    fill(determine)
    hands = start(unit_home)
    open_sheet(hands, draft)
    button(hands, "skp-buka-kembali").click()
    dialog = hands.dialog()
    dialog.findChild(QAbstractButton, "skp-buka-tanya-ya").click()
    assert dialog.isVisible()
    hands.type("Tugas baru")
    dialog.findChild(QAbstractButton, "skp-buka-tanya-ya").click()
    hands.settle()
    skp, why = hands.stored(lambda kantor: (get_skp(kantor, draft), kantor.store.history(draft)[-1].why))
    assert skp.status is StatusSkp.DRAFT
    assert why == "Tugas baru"


def test_that_the_leaders_result_is_taken_from_his_skp(
    start: Start, unit_home: Path, draft: str, people: dict[str, str], fill: Fill
) -> None:
    def leader(kantor: Kantor) -> None:
        doc_id, _ = create_skp(kantor, people["camat"], 2026)
        hasil = msgspec.structs.replace(new_hasil(JenisHasil.UTAMA), teks="Hasil camat")
        write_naskah(kantor, doc_id, msgspec.structs.replace(get_skp(kantor, doc_id), hasil=(hasil,)))
        commit_naskah(kantor, doc_id)

    fill(leader)
    hands = start(unit_home)
    page = open_sheet(hands, draft)
    card = next(iter(page.editor.results._cards.values()))
    hands.find(f"{card.objectName()}-pilih").click()
    hands.settle()
    hands.dialog()
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    skp = hands.stored(lambda kantor: get_skp(kantor, draft))
    assert skp.hasil[0].intervensi.teks == "Hasil camat"
    assert skp.hasil[0].intervensi.skp_id


def test_that_removing_a_written_result_asks_first(start: Start, unit_home: Path, draft: str) -> None:
    hands = start(unit_home)
    page = open_sheet(hands, draft)
    page.editor.take_focus()
    hands.key(Qt.Key.Key_Delete, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = hands.dialog()
    hands.key(Qt.Key.Key_Return)
    hands.back()
    assert len(page.editor.results._cards) == 1
    page.editor.take_focus()
    hands.key(Qt.Key.Key_Delete, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = hands.dialog()
    dialog.findChild(QAbstractButton, "skp-hapus-hasil-ya").click()
    hands.settle()
    assert hands.stored(lambda kantor: get_skp(kantor, draft).hasil) == ()


def test_that_an_answer_that_could_not_be_saved_is_never_called_saved(
    start: Start, unit_home: Path, draft: str
) -> None:
    hands = start(unit_home)
    page = open_sheet(hands, draft)
    page.ask(lambda kantor: advance_skp(kantor, draft, "ajukan"))
    hands.settle()
    card = next(iter(page.editor.results._cards.values()))
    card._words.setFocus()
    hands.type("x")
    card._words.flush()
    hands.settle()
    assert page.editor._draft._indicator.text() == "Belum tersimpan"
    assert "diajukan" in page.banner.text()
    skp = hands.stored(lambda kantor: get_skp(kantor, draft))
    assert skp.hasil[0].teks == "Terlayaninya warga"
