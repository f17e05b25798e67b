"""The page of guidance: coaching from the plan, each types his part, it is finished, the employee answers B.1.8."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from desktop_app.domain.bimbingan import Coaching, UmpanBalikBimbingan
from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor
from desktop_app.services.pelaku import Pelaku
from tests.services.kantor_berperan import Berperan
from tests.services.kantor_berperan import fill as fill_office

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]


def become(hands: Any, pegawai_id: str, *peran: P) -> Any:
    page = hands.page("bimbingan")
    page.show_list()
    hands.settle()
    siapa = Pelaku(pegawai_id[::-1], "Nama Uji", frozenset(peran), pegawai_id)

    def change(kantor: Kantor) -> None:
        kantor.pelaku, kantor.who = siapa, siapa.akun_id

    page.desk.pelaku = siapa
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


def write(hands: Any, name: str, text: str) -> None:
    field = hands.find(name)
    assert isinstance(field, QPlainTextEdit)
    assert not field.isReadOnly(), name
    field.setPlainText(text)
    field.flush()  # type: ignore[attr-defined]
    hands.settle()


def look(hands: Any, name: str) -> None:
    """Keep a picture where somebody asks for one."""
    if where := os.environ.get("SKP_LIHAT"):
        hands.window.grab().save(f"{where}/{name}.png")


def test_that_both_type_their_parts_and_the_superior_reads_the_answers(
    start: Start, fill: Fill, unit_home: Path
) -> None:
    ids: Berperan = fill(fill_office)
    staf, saya, sekda = ids.staf.id, ids.saya.id, ids.sekda
    hands = start(unit_home)
    page = become(hands, staf, P.PEGAWAI)
    look(hands, "b-kosong")
    # She reaches nobody but herself, so it is hers at once, filled from her plan.
    press(hands, "bimbingan-coaching")
    assert hands.find("bimbingan-tujuan-0-indikator").toPlainText() == "Jumlah laporan"
    assert not hands.find("bimbingan-pembimbing").isEnabled()
    assert hands.find("bimbingan-hapus").isVisibleTo(page)
    write(hands, "bimbingan-tujuan-0-strategi", "Menyusun tiap pekan")
    write(hands, "bimbingan-peluang", "Belajar dari loket sebelah")
    assert not hands.find("bimbingan-langkah-tambah").isVisibleTo(page)
    assert not hands.find("bimbingan-selesai").isVisibleTo(page)
    doc_id = page.document()
    page = become(hands, saya, P.PEGAWAI, P.PENILAI)
    page.show_document(doc_id)
    hands.settle()
    press(hands, "bimbingan-langkah-tambah")
    write(hands, "bimbingan-langkah-0-strategi", "Dibantu dua hari")
    hands.find("bimbingan-langkah-0-penyesuaian").setChecked(True)
    hands.settle()
    look(hands, "b-coaching")
    assert hands.find("bimbingan-adendum").isVisibleTo(page)
    press(hands, "bimbingan-selesai")
    press(hands, "bimbingan-selesai-tanya-ya")
    assert "Selesai" in page.banner.text()
    press(hands, "bimbingan-lapor")
    assert "sudah dilaporkan" in page.banner.text()
    page = become(hands, staf, P.PEGAWAI)
    page.show_document(doc_id)
    hands.settle()
    press(hands, "bimbingan-umpan")
    for nomor in range(1, 10):
        write(hands, f"umpan-bimbingan-{nomor}", f"Jawaban {nomor}")
    look(hands, "b-umpan")
    press(hands, "umpan-bimbingan-serahkan")
    press(hands, "umpan-bimbingan-serahkan-tanya-ya")
    assert "Diserahkan" in page.banner.text()
    umpan = page.document()
    page = become(hands, saya, P.PEGAWAI, P.PENILAI, P.OPERATOR)
    assert umpan not in {row.id for row in page.listing._model.rows()}
    page = become(hands, sekda, P.PENILAI)
    assert umpan in {row.id for row in page.listing._model.rows()}
    look(hands, "b-atasan")

    def stored(kantor: Kantor) -> tuple[Coaching, UmpanBalikBimbingan]:
        satu, dua = kantor.store.document(doc_id), kantor.store.document(umpan)
        assert satu is not None
        assert dua is not None
        return decode_as(Coaching, satu.body), decode_as(UmpanBalikBimbingan, dua.body)

    satu, dua = hands.stored(stored)
    assert (satu.status, satu.langkah[0].penyesuaian) == (StatusPembinaan.SELESAI, True)
    assert satu.dilaporkan_atasan is not None
    assert [s.teks for s in dua.butir] == [f"Jawaban {n}" for n in range(1, 10)]


def test_that_a_mentoring_keeps_its_journal_in_rows(start: Start, fill: Fill, unit_home: Path) -> None:
    ids: Berperan = fill(fill_office)
    hands = start(unit_home)
    page = become(hands, ids.staf.id, P.PEGAWAI)
    press(hands, "bimbingan-mentoring")
    press(hands, "bimbingan-keahlian-tambah")
    write(hands, "bimbingan-keahlian-0-keahlian", "Menyusun nota dinas")
    press(hands, "bimbingan-jurnal-tambah")
    day = hands.find("bimbingan-jurnal-0-tanggal")
    day.setText("2/11/2026")
    day.flush()
    write(hands, "bimbingan-jurnal-0-materi", "Bentuk nota")
    press(hands, "bimbingan-jurnal-tambah")
    press(hands, "bimbingan-jurnal-1-hapus")
    look(hands, "b-mentoring")
    doc_id = page.document()
    page.show_list()
    hands.settle()
    page.show_document(doc_id)
    hands.settle()
    assert hands.find("bimbingan-jurnal-0-tanggal").text() == "2 November 2026"
    assert hands.find("bimbingan-jurnal-0-materi").toPlainText() == "Bentuk nota"
