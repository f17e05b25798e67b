"""Credit points in the window: from the evaluations to a determined conversion and the sum, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.domain.istilah import CapaianOrganisasi, JenisHasil, JenisJabatan, JenisTarget, Rating
from desktop_app.domain.istilah_kinerja import StatusPutusan
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.skp import Target
from desktop_app.services.angka_kredit import list_angka_kredit
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.penilaian import advance_penilaian, create_penilaian
from desktop_app.services.skp import advance_skp, create_skp, get_skp, new_hasil

Start = Callable[[Path], Any]
CTRL = Qt.KeyboardModifier.ControlModifier
NAMA = "Perawat Bunga Seroja Contoh Panjang Sekali Namanya Sampai Ke Ujung"


@pytest.fixture
def evaluated(fill: Callable[[Callable[[Kantor], Any]], Any]) -> str:
    """A final evaluation of the first quarter of a functional officer."""

    def write(kantor: Kantor) -> str:
        camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197503121998031001"))
        post = RiwayatJabatan(
            id="awal",
            mulai=date(2026, 1, 1),
            jabatan="Perawat Terampil",
            jenis_jabatan=JenisJabatan.FUNGSIONAL,
            penilai_id=camat,
        )
        orang, _ = create_pegawai(kantor, Pegawai(nama=NAMA, nip="198106202009011003", riwayat=(post,)))
        skp, _ = create_skp(kantor, orang, 2026)
        hasil = new_hasil(JenisHasil.UTAMA)
        target = Target(jenis=JenisTarget.ANGKA, nilai="12", satuan="berkas")
        indikator = msgspec.structs.replace(hasil.indikator[0], teks="Jumlah berkas", target=target)
        hasil = msgspec.structs.replace(hasil, teks="Terlayaninya warga", indikator=(indikator,))
        write_naskah(kantor, skp, msgspec.structs.replace(get_skp(kantor, skp), hasil=(hasil,)))
        commit_naskah(kantor, skp)
        advance_skp(kantor, skp, "ajukan")
        advance_skp(kantor, skp, "tetapkan", tanggal=date(2026, 1, 20))
        doc_id, _ = create_penilaian(kantor, skp, "2026-TW1")
        isi = open_naskah(kantor, doc_id).isi
        fields = {"rating_hasil": Rating.SESUAI, "rating_perilaku": Rating.SESUAI}
        isi = msgspec.structs.replace(isi, capaian_organisasi=CapaianOrganisasi.BAIK, **fields)
        write_naskah(kantor, doc_id, isi)
        commit_naskah(kantor, doc_id)
        advance_penilaian(kantor, doc_id, "finalkan", tanggal=date(2026, 4, 10))
        return doc_id

    made: str = fill(write)
    return made


def words(hands: Any, name: str) -> str:
    """Return what a label says."""
    label = hands.find(name)
    assert isinstance(label, QLabel)
    return label.text()


def determine(hands: Any) -> None:
    """Press "Tetapkan" and take what is proposed."""
    QTest.keyClick(hands.window, Qt.Key.Key_Return, CTRL)
    hands.dialog().findChild(QPushButton, "angka-kredit-tetapkan-tanya-ya").click()
    hands.settle()


def test_that_a_conversion_is_made_determined_and_summed_from_the_evaluations(
    start: Start, unit_home: Path, evaluated: str
) -> None:
    hands = start(unit_home)
    hands.page("penilaian")
    hands.settle()
    hands.find("penilaian-ke-angka_kredit").click()
    hands.settle()
    table = hands.find("angka-kredit-tabel")
    assert table.isVisible()
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert (hands.focus_name(), words(hands, "angka-kredit-hasil")) == ("angka-kredit-jenjang", "1,25 angka kredit")
    assert "3/12 × 100 % × 5" in words(hands, "angka-kredit-cara")
    hands.find("angka-kredit-bulan").setFocus()
    hands.key(Qt.Key.Key_A, CTRL)
    hands.type("2")
    hands.find("angka-kredit-nomor").setFocus()
    hands.settle()
    assert words(hands, "angka-kredit-hasil") == "0,83 angka kredit"
    hands.type("800/12")
    determine(hands)
    assert not hands.find("angka-kredit-nomor").isEnabled()
    assert hands.find("angka-kredit-koreksi").isVisible()
    hands.back()
    QTest.keyClick(hands.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    hands.settle()
    QTest.keyClick(hands.window, Qt.Key.Key_J, CTRL)
    hands.settle()
    assert words(hands, "angka-kredit-hasil") == "0,83 angka kredit"
    lama = hands.find("angka-kredit-komponen-lama-lama")
    lama.setFocus()
    hands.type("17,5")
    hands.find("angka-kredit-nomor").setFocus()
    hands.settle()
    assert words(hands, "angka-kredit-hasil") == "18,33 angka kredit"
    assert not hands.find("angka-kredit-komponen-konversi-baru").isEnabled()
    determine(hands)
    rows = hands.stored(lambda kantor: list_angka_kredit(kantor, 2026))
    assert [(row.jenis.value, row.angka, row.status) for row in rows] == [
        ("konversi", "0.83", StatusPutusan.DITETAPKAN),
        ("penetapan", "18.33", StatusPutusan.DITETAPKAN),
    ]


def test_that_a_wrong_number_of_months_is_told_beside_the_field(start: Start, unit_home: Path, evaluated: str) -> None:
    hands = start(unit_home)
    hands.page("angka_kredit")
    hands.settle()
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    hands.find("angka-kredit-bulan").setFocus()
    hands.key(Qt.Key.Key_A, CTRL)
    hands.type("99")
    hands.find("angka-kredit-nomor").setFocus()
    hands.settle()
    assert words(hands, "angka-kredit-hasil") == "Belum terhitung"
    assert "1 sampai 3" in words(hands, "angka-kredit-temuan")
