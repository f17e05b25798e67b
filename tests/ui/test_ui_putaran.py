"""Rounds in the window: a sheet answered by keys alone, codes, preparing and closing, results as bars and words."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from desktop_app.domain.istilah_pengembangan import StatusPutaran
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.putaran import list_putaran
from desktop_app.services.putaran_jawab import issue_codes, read_progress
from desktop_app.services.putaran_tutup import close_putaran
from desktop_app.ui.putaran.answer import AnswerSheet
from desktop_app.ui.putaran.page import PutaranPage
from desktop_app.ui.putaran.questions import QuestionSets
from tests.services.dunia_putaran import KantorDelapan, fill_delapan

FOLDER = os.environ.get("PUTARAN_SHOTS", "")


def shoot(widget: QWidget, name: str) -> None:
    if FOLDER:
        widget.grab().save(str(Path(FOLDER) / f"{name}.png"))


@pytest.fixture
def opened(fill: Callable[[Callable[[Kantor], Any]], Any]) -> tuple[dict[str, str], str]:
    """The office of eight with an open round in which all but staf_a have answered."""

    def write(kantor: Kantor) -> tuple[dict[str, str], str]:
        delapan = fill_delapan(kantor)
        doc_id = delapan.begin("Umpan balik semester I")
        for nomor, nama in enumerate(("camat", "sekcam", "kasi_a", "kasi_b", "kasi_c", "staf_b", "staf_c")):
            isi = {"camat": (1 + nomor % 4, f"Tegas dan mau mendengar ({nomor}).")}
            delapan.answer(doc_id, nama, isi, sisa=2 + nomor % 3)
        return dict(delapan.orang), doc_id

    made: tuple[dict[str, str], str] = fill(write)
    return made


def act_as(hands: Any, orang: str, *peran: P) -> None:
    """Let somebody be logged in, as the door would, before a page is built."""
    siapa = Pelaku((orang or "0d" * 16)[::-1], "Nama Uji", frozenset(peran), orang)

    def change(kantor: Kantor) -> None:
        kantor.pelaku, kantor.who = siapa, siapa.akun_id

    hands.window.desk.pelaku = siapa
    hands.session.runner.submit(change, owner=hands.window)
    hands.settle()


def page_of(hands: Any) -> PutaranPage:
    page = hands.page("putaran")
    assert isinstance(page, PutaranPage)
    hands.settle()
    return page


def press(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()


def in_store(hands: Any, function: Callable[..., Any], *args: Any) -> Any:
    """Return what a service says to the operator."""
    got: list[Any] = []

    def call(kantor: Kantor) -> Any:
        lama = kantor.pelaku
        with KantorDelapan(kantor, {}).operator():
            try:
                return function(kantor, *args)
            finally:
                assert kantor.pelaku is not lama

    hands.session.runner.submit(call, owner=hands.window, on_done=got.append)
    hands.settle()
    return got[0]


def test_that_a_sheet_is_answered_by_keys_alone(
    unit_home: Path, opened: tuple[dict[str, str], str], start: Callable[[Path], Any]
) -> None:
    orang, doc_id = opened
    hands = start(unit_home)
    act_as(hands, orang["staf_a"], P.PEGAWAI)
    shoot(hands.window, "beranda")
    page = page_of(hands)
    assert page.tabs.count() == 2, "one's own sheets and results, no rounds"
    assert page.asked.waiting() == 3
    shoot(hands.window, "diminta")
    page.asked.take_focus()
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    sheet = hands.dialog()
    assert isinstance(sheet, AnswerSheet)
    for _ in range(7):
        hands.key(Qt.Key.Key_3)
        hands.key(Qt.Key.Key_Tab)
    assert sheet.values() == {f"p{n}": 3 for n in range(1, 8)}
    shoot(sheet, "lembar")
    press(sheet, "putaran-lembar-kirim")
    hands.settle()
    assert page.asked.waiting() == 2
    assert "Jawaban diterima" in page.banner.text()
    assert in_store(hands, read_progress, doc_id).menjawab == 34


def test_that_what_is_not_sent_is_thrown_away_after_a_question(
    unit_home: Path, opened: tuple[dict[str, str], str], start: Callable[[Path], Any]
) -> None:
    orang, _doc_id = opened
    hands = start(unit_home)
    act_as(hands, orang["staf_a"], P.PEGAWAI)
    page = page_of(hands)
    page.asked.open_row(0)
    hands.settle()
    sheet = hands.dialog()
    said = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert "hanya Anda ketahui" in said
    assert "tidak dapat diubah" in said
    sheet.words.insertPlainText("belum jadi")
    hands.key(Qt.Key.Key_Escape)
    hands.settle()
    press(hands.dialog(), "putaran-lembar-buang-ya")
    hands.settle()
    assert page.asked.waiting() == 3
    assert not list((unit_home).rglob("*draf*/*")), "no draft of an answer is kept"


def test_that_a_code_opens_the_sheets_of_its_holder(
    unit_home: Path, opened: tuple[dict[str, str], str], start: Callable[[Path], Any]
) -> None:
    _orang, doc_id = opened
    hands = start(unit_home)
    act_as(hands, "", P.OPERATOR, P.ADMIN)
    slip = next(s for s in in_store(hands, issue_codes, doc_id) if s.untuk == "Staf A Contoh")
    page = page_of(hands)
    press(page, "putaran-dengan-kode")
    hands.settle()
    dialog = hands.dialog()
    field = dialog.findChild(QLineEdit, "putaran-kode-isian")
    assert field is not None
    field.setText("SALAH-KODE")
    press(dialog, "putaran-kode-lanjut")
    hands.settle()
    assert "tidak dikenal" in dialog.banner.text()
    shoot(dialog, "kode")
    field.setText(slip.kode)
    press(dialog, "putaran-kode-lanjut")
    hands.settle()
    for sisa in (2, 1, 0):
        sheet = hands.dialog()
        assert isinstance(sheet, AnswerSheet), sisa
        sheet.words.insertPlainText("cukup baik")
        press(sheet, "putaran-lembar-kirim")
        hands.settle()
    assert in_store(hands, read_progress, doc_id).belum == ()


def test_that_a_round_is_prepared_adjusted_opened_and_closed(
    unit_home: Path, opened: tuple[dict[str, str], str], start: Callable[[Path], Any]
) -> None:
    _orang, lama = opened
    hands = start(unit_home)
    act_as(hands, "", P.OPERATOR, P.ADMIN)
    page = page_of(hands)
    page.tabs.setCurrentWidget(page.rounds)
    hands.settle()
    shoot(hands.window, "kelola")
    press(page, "putaran-buat")
    hands.settle()
    dialog = hands.dialog()
    field = dialog.findChild(QLineEdit, "putaran-baru-nama")
    assert field is not None
    field.setText("Semester II")
    shoot(dialog, "baru")
    press(dialog, "putaran-baru-lanjut")
    hands.settle()
    assert "tidak akan ditampilkan" in page.sheet.words.toPlainText()
    shoot(hands.window, "draf")
    press(page, "putaran-satu-ubah")
    hands.settle()
    change = hands.dialog()
    name = change.findChild(QLineEdit, "putaran-baru-nama")
    assert name is not None
    assert name.text() == "Semester II"
    name.setText("Semester dua")
    press(change, "putaran-baru-lanjut")
    hands.settle()
    press(page, "putaran-satu-tambah")
    hands.settle()
    add = hands.dialog()
    role = add.findChild(QLineEdit, "putaran-tambah-sebutan")
    assert role is not None
    role.setText("Ketua RW 03")
    shoot(add, "tambah")
    press(add, "putaran-tambah-pakai")
    hands.settle()
    assert page.sheet._rows.rowCount() == 37
    page.sheet.table.select_row(36)
    press(page, "putaran-satu-keluarkan")
    hands.settle()
    assert page.sheet._rows.rowCount() == 36
    press(page, "putaran-satu-buka")
    hands.settle()
    press(hands.dialog(), "putaran-buka-ya")
    hands.settle()
    page.show_document(lama)
    hands.settle()
    assert "Belum selesai menjawab\nStaf A Contoh (3 lembar)" in page.sheet.words.toPlainText()
    shoot(hands.window, "terbuka")
    press(page, "putaran-satu-tutup")
    hands.settle()
    assert "Baru 33 dari 36" in " ".join(label.text() for label in hands.dialog().findChildren(QLabel))
    shoot(hands.dialog(), "tutup")
    press(hands.dialog(), "putaran-tutup-ya")
    hands.settle()
    assert "Putaran ditutup" in page.banner.text()
    status = {s.nama: s.status for s in in_store(hands, list_putaran)}
    assert status == {"Umpan balik semester I": StatusPutaran.DITUTUP, "Semester dua": StatusPutaran.DIBUKA}


def test_that_a_result_is_shown_as_bars_and_words(
    unit_home: Path, opened: tuple[dict[str, str], str], start: Callable[[Path], Any]
) -> None:
    orang, doc_id = opened
    hands = start(unit_home)
    in_store(hands, close_putaran, doc_id)
    act_as(hands, orang["camat"], P.PEGAWAI, P.PENILAI)
    page = page_of(hands)
    page.tabs.setCurrentWidget(page.results)
    hands.settle()
    names = [row.pegawai for row in page.results._model.rows()]
    assert "Camat Contoh" in names
    assert "Staf A Contoh" not in names, "whom his subordinate assesses"
    page.results.table.select_row(names.index("Camat Contoh"))
    hands.settle()
    spoken = page.results._chart.accessibleDescription()
    assert "Diri sendiri 1,00" in spoken
    assert "Bawahan" in spoken
    said = " ".join(label.text() for label in page.results.findChildren(QLabel))
    assert "bukan unsur predikat" in said
    assert "– Tegas dan mau mendengar (1)." in said
    shoot(hands.window, "hasil")


def test_that_a_set_of_questions_is_made_by_lines(
    unit_home: Path, opened: tuple[dict[str, str], str], start: Callable[[Path], Any]
) -> None:
    hands = start(unit_home)
    act_as(hands, "", P.OPERATOR, P.ADMIN)
    page = page_of(hands)
    press(page, "putaran-pertanyaan")
    hands.settle()
    sets = hands.dialog()
    assert isinstance(sets, QuestionSets)
    sets._fields["umum"].insertPlainText("Datang tepat waktu.\nMenepati janji.\n")
    shoot(sets, "kumpulan")
    press(sets, "putaran-kumpulan-simpan")
    hands.settle()
    assert "disimpan" in sets.banner.text()
    isi = sets._sets[sets._choice.answer()].isi
    assert isi.nama == "Tujuh nilai BerAKHLAK (salinan)"
    assert [q.id for q in isi.pertanyaan] == [f"p{n}" for n in range(1, 10)]
