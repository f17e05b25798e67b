"""The journal by keyboard: a week typed, kept through a power cut, answered after reading, and the action plan."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.jurnal import EntriJurnal, Jurnal
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.rencana_aksi import RencanaAksi
from desktop_app.services.jurnal import open_minggu
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.naskah import open_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.progress_chart import ProgressChart
from tests.services.dunia_kantor import determined_skp, edit
from tests.ui.conftest import clock

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]
SENIN = date(2026, 11, 16)


@pytest.fixture
def staf(fill: Fill) -> str:
    """A Camat and one of his staff with a determined SKP."""

    def write(kantor: Kantor) -> str:
        post = RiwayatJabatan(id="c", mulai=date(2026, 1, 1), jabatan="Camat Contoh")
        camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197503121998031001", riwayat=(post,)))
        post = RiwayatJabatan(id="j", mulai=date(2026, 1, 1), jabatan="Penelaah Contoh", penilai_id=camat)
        ani, _ = create_pegawai(kantor, Pegawai(nama="Ani Contoh", nip="198106202009011001", riwayat=(post,)))
        determined_skp(kantor, ani)
        return ani

    made: str = fill(write)
    return made


def weeks(kantor: Kantor) -> list[Jurnal]:
    """Return every stored week."""
    return [msgspec.json.decode(s.body, type=Jurnal) for s in kantor.store.find("jurnal")]


def written(kantor: Kantor, orang: str, hari: date) -> str:
    """Write two entries of one day, 13 books together, and return their week."""
    doc_id, _ = open_minggu(kantor, orang, hari)
    satu = EntriJurnal(
        id="e1", tanggal=hari, hasil_id="h1", indikator_id="i1", teks="12 buku selesai", jumlah="12", satuan="buku"
    )
    dua = msgspec.structs.replace(satu, id="e2", teks="1 buku selesai", jumlah="1")
    edit(kantor, doc_id, entri=(satu, dua))
    return doc_id


def open_week(hands: Any) -> Any:
    """Open the week of today of Ani and return the page."""
    page = hands.page("jurnal")
    page.table.select_row(0)
    page.table.view.setFocus()
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    return page


def test_that_a_week_is_typed_by_keyboard_and_goes_on_with_enter(start: Start, unit_home: Path, staf: str) -> None:
    hands = start(unit_home)
    page = open_week(hands)
    assert page.sheet.details.minggu == SENIN
    assert page.document() == ""
    hands.key(Qt.Key.Key_Space)
    hands.settle()
    assert hands.focus_name().endswith("-hasil")
    hands.type("1a")
    hands.key(Qt.Key.Key_Return)
    (card,) = page.sheet._cards.values()
    card._result.setCurrentIndex(1)
    card._result.activated.emit(1)
    hands.settle()
    assert (card.entry.hasil_id, card.entry.indikator_id, card.entry.satuan) == ("h1", "i1", "buku")
    card.text.setFocus()
    hands.type("2 laporan selesai")
    hands.key(Qt.Key.Key_Return)
    assert hands.focus_name().endswith("-jumlah")
    hands.type("2,5")
    hands.key(Qt.Key.Key_Return)
    assert hands.focus_name().endswith("-satuan")
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert len(page.sheet._cards) == 2
    assert hands.focus_name().endswith("-teks")
    hands.type("1 laporan selesai")
    (isi,) = hands.stored(weeks)
    assert [(e.teks, e.jumlah, e.hasil_id) for e in isi.entri] == [
        ("2 laporan selesai", "2.5", "h1"),
        ("1 laporan selesai", "", "h1"),
    ]
    assert all(e.dicatat == date(2026, 11, 21) for e in isi.entri)


def test_that_every_letter_is_on_the_disk_before_the_field_is_left(
    start: Start, unit_home: Path, staf: str, tmp_path: Path
) -> None:
    hands = start(unit_home)
    page = open_week(hands)
    hands.key(Qt.Key.Key_Space)
    hands.settle()
    (card,) = page.sheet._cards.values()
    card.text.setFocus()
    hands.type("Surat keluar 12")
    hands.settle()
    # What a computer would find whose power fails now: no field was left, no pause was waited for.
    mati = tmp_path / "mati"
    shutil.copytree(unit_home, mati)
    kantor = open_kantor(mati, jam=clock)
    try:
        (kerja,) = kantor.store.workings(None)
        isi = msgspec.json.decode(kerja.body, type=Jurnal)
        assert [e.teks for e in isi.entri] == ["Surat keluar 12"]
    finally:
        kantor.close()


def test_that_last_week_is_taken_over_and_an_entry_deleted(
    start: Start, unit_home: Path, staf: str, fill: Fill
) -> None:
    fill(lambda k: written(k, staf, date(2026, 11, 10)))
    hands = start(unit_home)
    page = open_week(hands)
    hands.find("jurnal-salin").click()
    hands.settle()
    assert [card.entry.tanggal for card in page.sheet._cards.values()] == [date(2026, 11, 17)] * 2
    satu = next(iter(page.sheet._cards))
    hands.find(f"jurnal-entri-{satu}-hapus").click()
    hands.settle()
    assert len(page.sheet._cards) == 1
    hands.key(Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    hands.settle()
    assert page.sheet.details.minggu == date(2026, 11, 9)
    assert len(page.sheet._cards) == 2
    lalu, kini = sorted(hands.stored(weeks), key=lambda j: j.minggu)
    assert (len(lalu.entri), len(kini.entri)) == (2, 1)
    assert (kini.entri[0].teks, kini.entri[0].jumlah) == (lalu.entri[1].teks, "")


def test_that_entries_are_confirmed_only_after_each_was_read(
    start: Start, unit_home: Path, staf: str, fill: Fill
) -> None:
    doc_id = fill(lambda k: written(k, staf, date(2026, 11, 17)))
    hands = start(unit_home)
    page = hands.page("jurnal")
    page.tabs.setCurrentWidget(page.answers)
    hands.settle()
    assert page.tabs.tabText(1) == "Belum ditanggapi (2)"
    tombol = hands.find("jurnal-benarkan")
    assert tombol.text() == "Benarkan 1 yang sudah dibaca"
    page.answers.take_focus()
    hands.key(Qt.Key.Key_Down)
    assert tombol.text() == "Benarkan 2 yang sudah dibaca"
    assert "Laporan" in hands.find("jurnal-menunggu-hasil").text()
    hands.find("jurnal-tanyakan").click()
    hands.dialog()
    hands.type("Yang mana?")
    hands.find("jurnal-tanya-alasan").window().findChild(QPushButton, "jurnal-tanya-ya").click()
    hands.back()
    assert tombol.text() == "Benarkan 1 yang sudah dibaca"
    tombol.click()
    hands.settle()
    assert page.tabs.tabText(1) == "Belum ditanggapi"

    def answers(kantor: Kantor) -> list[tuple[TanggapanJurnal, str]]:
        isi = open_naskah(kantor, doc_id).isi
        assert isinstance(isi, Jurnal)
        return [(e.tanggapan, e.komentar) for e in isi.entri]

    assert hands.stored(answers) == [(TanggapanJurnal.DIBENARKAN, ""), (TanggapanJurnal.DIPERTANYAKAN, "Yang mana?")]


def test_that_progress_is_drawn_beside_the_week(start: Start, unit_home: Path, staf: str, fill: Fill) -> None:
    fill(lambda k: written(k, staf, date(2026, 11, 17)))
    hands = start(unit_home)
    page = open_week(hands)
    page.sheet.tabs.setCurrentIndex(1)
    hands.settle()
    (bagan,) = page.sheet.findChildren(ProgressChart)
    assert bagan.accessibleDescription() == (
        "Jumlah laporan. Target 12 buku. Sampai November: 13 buku. 108,33% dari target"
    )


def test_that_an_action_plan_is_made_filled_from_the_journal_and_printed(
    start: Start, unit_home: Path, staf: str, fill: Fill
) -> None:
    fill(lambda k: written(k, staf, date(2026, 11, 17)))
    hands = start(unit_home)
    page = hands.page("rencana_aksi")
    assert hands.focus_name() == "rencana-aksi-kosong-tindakan"
    hands.key(Qt.Key.Key_Space)
    hands.settle()
    dialog = hands.dialog()
    periode = dialog.findChild(ComboField, "rencana-aksi-periode")
    assert periode is not None
    periode.set_answer("2026-TW4")
    dialog.findChild(QPushButton, "rencana-aksi-pilih-ya").click()
    hands.back()
    assert hands.focus_name() == "aksi-hasil-h1-langkah"
    hands.key(Qt.Key.Key_Space)
    hands.type("Data terkumpul")
    hands.settle()
    assert hands.find("aksi-hasil-h1-usulan").text() == (
        "Usulan dari jurnal: Jumlah laporan: 13 buku (108,33% dari target)"
    )
    hands.find("aksi-hasil-h1-pakai").click()
    hands.settle()
    hands.find("aksi-cetak-dokumentasi").click()
    hands.settle()
    viewer = hands.dialog()
    viewer.close()
    hands.back()
    page.show_list()
    hands.settle()
    (isi,) = hands.stored(
        lambda k: [msgspec.json.decode(s.body, type=RencanaAksi) for s in k.store.find("rencana_aksi")]
    )
    assert [a.teks for a in isi.aksi] == ["Data terkumpul"]
    assert [r.teks for r in isi.realisasi] == ["Jumlah laporan: 13 buku"]
