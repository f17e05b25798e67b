"""Follow-ups and one's own results in the window: from the evaluation's sheet, by keyboard, and the page of why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from desktop_app.domain.istilah import CapaianOrganisasi, JenisHasil, JenisTarget, Rating
from desktop_app.domain.istilah_pengembangan import JenisTindakLanjut, StatusButir
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.skp import Target
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.penilaian import advance_penilaian, create_penilaian, get_penilaian
from desktop_app.services.skp import advance_skp, create_skp, get_skp, new_hasil
from desktop_app.services.tindak_lanjut import SaringTindakLanjut, create_tindak_lanjut, list_tindak_lanjut
from desktop_app.ui.beranda.page import BerandaPage

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]


@pytest.fixture
def nilai(fill: Fill) -> str:
    """The final evaluation of somebody whose results were above what was expected."""

    def write(kantor: Kantor) -> str:
        camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197503121998031001"))
        post = RiwayatJabatan(id="awal", mulai=date(2026, 1, 1), jabatan="Kepala Seksi", penilai_id=camat)
        budi, _ = create_pegawai(kantor, Pegawai(nama="Budi Contoh", nip="198106202009011003", riwayat=(post,)))
        skp, _ = create_skp(kantor, budi, 2026)
        hasil = new_hasil(JenisHasil.UTAMA)
        target = Target(jenis=JenisTarget.ANGKA, nilai="12")
        indikator = msgspec.structs.replace(hasil.indikator[0], id="i1", teks="Jumlah berkas", target=target)
        hasil = msgspec.structs.replace(hasil, teks="Berkas warga selesai", indikator=(indikator,))
        write_naskah(kantor, skp, msgspec.structs.replace(get_skp(kantor, skp), hasil=(hasil,)))
        commit_naskah(kantor, skp)
        advance_skp(kantor, skp, "ajukan")
        advance_skp(kantor, skp, "tetapkan", tanggal=date(2026, 1, 20))
        nilai, _ = create_penilaian(kantor, skp, "2026-TW1")
        isi = open_naskah(kantor, nilai).isi
        rating = {"rating_hasil": Rating.DIATAS, "rating_perilaku": Rating.SESUAI, "alasan_hasil": "Selesai lebih awal"}
        write_naskah(kantor, nilai, msgspec.structs.replace(isi, capaian_organisasi=CapaianOrganisasi.BAIK, **rating))
        commit_naskah(kantor, nilai)
        advance_penilaian(kantor, nilai, "finalkan", tanggal=date(2026, 4, 10))
        return nilai

    made: str = fill(write)
    return made


def press(hands: Any, name: str) -> None:
    found = hands.find(name)
    assert isinstance(found, QAbstractButton)
    found.click()
    hands.settle()


def words_of(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_that_a_follow_up_is_left_from_the_evaluation_noted_and_closed(
    start: Start, unit_home: Path, nilai: str
) -> None:
    hands = start(unit_home)
    hands.page("penilaian").show_document(nilai)
    hands.settle()
    press(hands, "penilaian-tindak-lanjut")
    dialog = hands.dialog()
    usulan = dialog.findChild(QAbstractButton, "tindak-lanjut-baru-ya")
    usulan.click()
    hands.settle()
    assert "Tulis apa yang akan dilakukan." in words_of(dialog)
    dialog._proposal.setCurrentIndex(1)
    dialog._proposal.activated.emit(1)
    hands.settle()
    assert "hlm. 17" in dialog.basis.answer()
    usulan.click()
    hands.back()
    page = hands.window.current_page()
    assert page.objectName() == "halaman-tindak-lanjut"
    assert page.document()
    assert page.sheet._text.answer() == "Prioritas untuk pengembangan kompetensi"
    page.sheet._text.setFocus()
    page.sheet._text.selectAll()
    hands.type("Ikut kelas arsip")
    press(hands, "tindak-lanjut-catat")
    hands.dialog()
    hands.type("Sudah terdaftar")
    hands.dialog().findChild(QAbstractButton, "tindak-lanjut-kemajuan-ya").click()
    hands.settle()
    hands.back()
    assert "Sudah terdaftar" in words_of(page.sheet)
    press(hands, "tindak-lanjut-selesai")
    hands.dialog()
    hands.type("Lulus")
    hands.dialog().findChild(QAbstractButton, "tindak-lanjut-tutup-ya").click()
    hands.back()
    assert page.sheet._close.isHidden()
    assert not page.sheet._reopen.isHidden()
    (satu,) = hands.stored(lambda kantor: list_tindak_lanjut(kantor, SaringTindakLanjut.SEMUA))
    assert (satu.isi.status, satu.isi.hasil, satu.isi.uraian) == (StatusButir.SELESAI, "Lulus", "Ikut kelas arsip")


def test_that_the_page_of_results_explains_the_predicate_and_its_cell(
    start: Start, unit_home: Path, nilai: str
) -> None:
    hands = start(unit_home)
    hands.page("penilaian").show_document(nilai)
    hands.settle()
    press(hands, "penilaian-mengapa")
    page = hands.window.current_page()
    assert page.objectName() == "halaman-hasil-saya"
    words = words_of(page)
    assert "Mengapa predikat saya Baik?" in words
    assert "Alasan penilai tentang hasil kerja: Selesai lebih awal" in words
    assert hands.find("hasil-saya-kuadran").result() == "Baik"
    assert hands.find("hasil-saya-kuadran")._row == 0
    press(hands, "hasil-saya-kembali")
    assert page.listing._person.currentText() == "Budi Contoh"
    assert page.listing.table.view.model().rowCount() == 1
    hands.back()
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert page.document() == nilai


def test_that_an_outcome_is_named_and_typed_and_stands_beside_the_realisation(
    start: Start, unit_home: Path, nilai: str
) -> None:
    hands = start(unit_home)
    hands.page("skp")
    press(hands, "skp-daftar-outcome")
    page = hands.window.current_page()
    assert page.objectName() == "halaman-outcome"
    page.listing._year.set_answer("2026")
    press(hands, "outcome-tambah")
    dialog = hands.dialog()
    hands.type("Warga puas")
    dialog.findChild(QAbstractButton, "outcome-baru-ya").click()
    hands.back()
    assert page.document()
    hands.find("outcome-nilai-1").setFocus()
    hands.type("82,5")
    hands.key(Qt.Key.Key_Tab)
    hands.type("laporan survei")
    hands.key(Qt.Key.Key_Tab)
    hands.settle()
    chart = hands.find("outcome-bagan")
    assert "Triwulan I 2026: 82,5" in chart.spoken()
    chart.grab()
    page.sheet._target.setFocus()
    hands.type("seribu")
    hands.key(Qt.Key.Key_Tab)
    assert "Tulis angka saja" in words_of(page.sheet)
    hands.page("penilaian").show_document(nilai)
    hands.settle()
    assert "Outcome Warga puas: 82,5 (Triwulan I 2026)" in words_of(hands.window.current_page())


def test_that_an_employee_finds_his_results_from_the_first_page_and_notes_what_he_sees_to(
    start: Start, unit_home: Path, nilai: str, fill: Fill
) -> None:
    def plan(kantor: Kantor) -> tuple[str, str]:
        orang = get_penilaian(kantor, nilai).pegawai_id
        kerja, _ = create_tindak_lanjut(kantor, nilai, JenisTindakLanjut.PELATIHAN, "Kelas", penanggung_jawab_id=orang)
        return orang, kerja

    orang, kerja = fill(plan)
    hands = start(unit_home)

    def change(kantor: Kantor) -> None:
        kantor.pelaku = Pelaku("ab" * 16, "Nama Uji", frozenset({PeranPengguna.PEGAWAI}), orang)
        kantor.who = kantor.pelaku.akun_id

    desk = hands.page("cetak").desk
    hands.window.current_page().ask(change)
    hands.settle()
    desk.pelaku = Pelaku("ab" * 16, "Nama Uji", frozenset({PeranPengguna.PEGAWAI}), orang)
    home = BerandaPage(desk)
    went: list[str] = []
    home.navigate.connect(lambda key, _doc: went.append(key))
    found = home.findChild(QAbstractButton, "beranda-hasil-saya")
    found.click()
    assert went == ["hasil_saya"]
    page = hands.page("hasil_saya")
    assert page.listing._person.isHidden()
    assert [page.listing._model.row_at(n).penilaian_id for n in range(page.listing._model.rowCount())] == [nilai]
    page.show_document(nilai)
    hands.settle()
    assert "Siapa yang melihat" in words_of(page)
    page = hands.page("tindak_lanjut")
    assert not page.listing._new.isEnabled()
    page.show_document(kerja)
    hands.settle()
    sheet = page.sheet
    # What is about him he notes on; others end it.
    assert [sheet._note.isHidden(), sheet._close.isHidden(), sheet._cancel.isHidden()] == [False, True, True]
    assert sheet._text.isReadOnly()
    assert not sheet._owner.isEnabled()
