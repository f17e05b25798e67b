"""Competencies and development in the window: from a proposal to hours, by keyboard and in a narrow window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton

from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.services.kantor import Kantor
from desktop_app.services.kompetensi import create_kompetensi, finish_kompetensi, list_kompetensi, read_kompetensi
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pengembangan import list_pengembangan
from desktop_app.services.standar_kompetensi import list_standar
from desktop_app.ui.widgets.radar import RadarChart, RadarPoint

Start = Callable[[Path], Any]
CTRL = Qt.KeyboardModifier.ControlModifier
NAMA = "Perawat Bunga Seroja Contoh Panjang Sekali Namanya Sampai Ke Ujung"


def people(kantor: Kantor) -> str:
    """Record a Camat and one of his staff; return the latter's id."""
    camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197503121998031001"))
    post = RiwayatJabatan(id="awal", mulai=date(2025, 1, 1), jabatan="Pengadministrasi", penilai_id=camat)
    return create_pegawai(kantor, Pegawai(nama=NAMA, nip="198106202009011003", riwayat=(post,)))[0]


def finished(kantor: Kantor, orang: str) -> str:
    """Finish an assessment in which two competencies are below the standard."""
    doc_id, _ = create_kompetensi(kantor, orang)
    isi = read_kompetensi(kantor, doc_id).isi
    nilai = []
    for satu in isi.kompetensi:
        turun = satu.id in ("M.2", "M.5")
        nilai.append(
            msgspec.structs.replace(
                satu,
                terpenuhi=(1,) if turun else (1, 2, 3),
                nilai_kompetensi=2 if turun else 3,
                alasan="terlihat di loket",
            )
        )
    write_naskah(kantor, doc_id, msgspec.structs.replace(isi, kompetensi=tuple(nilai), rekomendasi="Dampingi"))
    commit_naskah(kantor, doc_id)
    finish_kompetensi(kantor, doc_id, tanggal=date(2026, 1, 5))
    return doc_id


@pytest.fixture
def staf(fill: Callable[[Callable[[Kantor], Any]], Any]) -> str:
    """One of the staff with a finished assessment."""

    def write(kantor: Kantor) -> str:
        orang = people(kantor)
        finished(kantor, orang)
        return orang

    made: str = fill(write)
    return made


def words(hands: Any, name: str) -> str:
    """Return what a label says."""
    label = hands.find(name)
    assert isinstance(label, QLabel)
    return label.text()


def press(hands: Any, name: str) -> None:
    hands.dialog().findChild(QPushButton, name).click()
    hands.back()


def plan(hands: Any) -> RencanaPengembangan:
    def read(kantor: Kantor) -> Any:
        (satu,) = (b for b in list_pengembangan(kantor, 2026) if b.id)
        return open_naskah(kantor, satu.id).isi

    isi = hands.stored(read)
    assert isinstance(isi, RencanaPengembangan)
    return isi


def test_that_a_proposal_becomes_a_step_with_hours_and_is_agreed(start: Start, unit_home: Path, staf: str) -> None:
    hands = start(unit_home)
    page = hands.page("pengembangan")
    hands.settle()
    table = hands.find("pengembangan-tabel")
    assert table.isVisible()
    model = table.model()
    at = next(n for n in range(model.rowCount()) if model.index(n, 0).data() == NAMA)
    assert model.index(at, 5).data() == "2"
    table.selectRow(at)
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert "0 dari 20 JP tahun 2026, kurang 20 JP." in words(hands, "pengembangan-jp")
    assert "Kompetensi Kerjasama" in words(hands, "pengembangan-usulan-0-teks")
    hands.find("pengembangan-usulan-0-ambil").click()
    hands.settle()
    # What was taken up is no proposal any more, before anything was left or stored as a version.
    assert "Pelayanan Publik" in words(hands, "pengembangan-usulan-0-teks")
    hands.find("pengembangan-langkah-tabel").setFocus()
    QTest.keyClick(hands.window, Qt.Key.Key_K, CTRL)
    hands.settle()
    dialog = hands.dialog()
    hands.type("Pelatihan pelayanan prima")
    dialog.findChild(QPushButton, "pengembangan-kegiatan-ya").click()
    hands.settle()
    assert "misalnya 8" in words(hands, "pengembangan-kegiatan-baris-4-temuan")
    hands.type("8")
    press(hands, "pengembangan-kegiatan-ya")
    assert "8 dari 20 JP" in words(hands, "pengembangan-jp")
    assert "8 JP belum bernomor sertifikat" in words(hands, "pengembangan-jp")
    QTest.keyClick(hands.window, Qt.Key.Key_T, CTRL)
    hands.settle()
    hands.type("Menyusun surat")
    press(hands, "pengembangan-langkah-ya")
    QTest.keyClick(hands.window, Qt.Key.Key_Return, CTRL)
    press(hands, "pengembangan-sepakati-tanya-ya")
    assert "Kesepakatan dicatat" in page.banner.text()
    # The way to the source of a proposal.
    hands.find("pengembangan-usulan-0-sumber").click()
    hands.settle()
    assert hands.find("kompetensi-lembar").isVisible()
    assert not hands.find("kompetensi-m-1-indikator-1").isEnabled()
    isi = plan(hands)
    assert [(b.kebutuhan, sum(k.jp for k in b.pelaksanaan)) for b in isi.butir] == [
        ("Kompetensi Kerjasama", 8),
        ("Menyusun surat", 0),
    ]
    assert isi.disepakati is not None


def test_that_a_person_is_assessed_by_ticks_and_reasons(start: Start, unit_home: Path, fill: Any) -> None:
    fill(people)
    hands = start(unit_home)
    hands.page("pengembangan")
    hands.settle()
    hands.find("pengembangan-ke-kompetensi").click()
    hands.settle()
    QTest.keyClick(hands.window, Qt.Key.Key_N, CTRL)
    hands.settle()
    hands.type("Perawat")
    hands.settle()
    hands.key(Qt.Key.Key_Return)
    hands.back()
    assert hands.focus_name() == "kompetensi-m-1-indikator-1"
    number = hands.find("kompetensi-m-1-nilai")
    assert isinstance(number, QComboBox)
    for n in (1, 2, 3):
        tick = hands.find(f"kompetensi-m-1-indikator-{n}")
        assert isinstance(tick, QCheckBox)
        tick.setFocus()
        hands.key(Qt.Key.Key_Space)
        hands.settle()
    assert number.currentText() == "3 · Memadai"
    assert [number.itemText(n) for n in range(number.count())] == ["3 · Memadai", "4 · Diatas Memadai", "5 · Istimewa"]
    hands.find("kompetensi-m-1-alasan").setFocus()
    hands.type("Jujur melapor")
    hands.find("kompetensi-rekomendasi").setFocus()
    hands.settle()
    assert "dan 4 hal lain" in words(hands, "kompetensi-temuan")
    hands.find("kompetensi-tambah-teknis").click()
    hands.dialog()
    hands.type("Kearsipan")
    press(hands, "kompetensi-teknis-ya")
    chart = hands.find("kompetensi-radar")
    assert isinstance(chart, RadarChart)
    assert chart.accessibleDescription() == "Nilai 1 sampai 5, sesuai standar 3: Integritas 3"
    hands.back()
    (baris,) = hands.stored(list_kompetensi)
    assert (baris.dinilai, baris.jumlah) == (1, 10)


def test_that_a_standard_is_kept_from_the_proposal(start: Start, unit_home: Path, fill: Any) -> None:
    fill(people)
    hands = start(unit_home)
    hands.page("pengaturan")
    hands.settle()
    tabs = hands.find("pengaturan-tab")
    at = next(n for n in range(tabs.count()) if tabs.tabText(n) == "Standar kompetensi")
    tabs.setCurrentIndex(at)
    hands.settle()
    hands.find("standar-baru").click()
    hands.settle()
    dialog = hands.dialog()
    hands.type("Pelaksana kantor")
    level = dialog.findChild(QComboBox, "standar-level-m-3")
    assert level.currentText() == "1"
    level.setCurrentIndex(2)
    level.activated.emit(2)
    press(hands, "standar-isi-ya")
    (satu,) = hands.stored(list_standar)
    assert (satu.isi.nama, {s.id: s.level for s in satu.isi.syarat}["M.3"]) == ("Pelaksana kantor", 2)


def test_that_the_chart_tells_its_values_in_words(qtbot: Any) -> None:
    chart = RadarChart("grafik", "Grafik")
    qtbot.addWidget(chart)
    assert chart.spoken() == "Belum ada nilai"
    chart.set_points([RadarPoint("Integritas", 4), RadarPoint("Kerjasama", None), RadarPoint("Komunikasi", 2)], 3)
    assert chart.spoken() == "Nilai 1 sampai 5, sesuai standar 3: Integritas 4, Komunikasi 2"
    chart.resize(chart.sizeHint())
    kosong = RadarChart("kosong", "Grafik")
    qtbot.addWidget(kosong)
    kosong.resize(chart.size())
    assert chart.grab().toImage() != kosong.grab().toImage()
