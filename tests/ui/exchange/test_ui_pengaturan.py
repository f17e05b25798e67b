"""Pengaturan: answers are saved as they are given, refused ones leave the old; the check speaks in sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from desktop_app.domain.istilah import JenisPeriode
from desktop_app.forms.values import Kertas
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.paket import list_masuk
from desktop_app.services.pengaturan import read_pengaturan


def answer(hands: Any, name: str, text: str) -> None:
    """Type an answer and move on."""
    field = hands.find(name)
    field.setFocus()
    field.selectAll()
    if text:
        QTest.keyClicks(field, text)
    else:
        field.clear()
    field.flush()
    hands.settle()


def test_that_an_answer_is_kept_without_a_save_button(start: Any, unit_home: Path) -> None:
    hands = start(unit_home)
    hands.page("pengaturan")
    answer(hands, "pengaturan-tempat", "Kota Baru")
    assert hands.find("pengaturan-tersimpan").text() == "Tersimpan pukul 10.32"
    assert hands.stored(lambda kantor: kantor.profil.tempat) == "Kota Baru"


def test_that_an_empty_name_is_refused_beside_its_field_and_the_old_one_stays(start: Any, unit_home: Path) -> None:
    hands = start(unit_home)
    hands.page("pengaturan")
    answer(hands, "pengaturan-nama", "")
    assert "Wajib diisi" in hands.find("pengaturan-baris-nama").finding()
    assert hands.stored(lambda kantor: kantor.profil.nama) == "Kecamatan Contoh Makmur"


def test_that_rhythm_and_paper_are_kept_and_the_window_keeps_its_place(start: Any, unit_home: Path) -> None:
    hands = start(unit_home)
    hands.page("pengaturan")
    hands.find("pengaturan-periode-bulanan").click()
    hands.find("pengaturan-kertas-a4").click()
    hands.settle()
    kept = hands.stored(read_pengaturan)
    assert (kept.jenis_periode, kept.kertas) == (JenisPeriode.BULANAN, Kertas.A4)
    assert kept.geometri


def test_that_an_emblem_is_shown_kept_and_removed(start: Any, unit_home: Path, tmp_path: Path) -> None:
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    path = tmp_path / "lambang.png"
    picture.save(str(path))
    hands = start(unit_home)
    page = hands.page("pengaturan")
    page.take_emblem(path)
    hands.settle()
    assert not hands.find("pengaturan-lambang-gambar").pixmap().isNull()
    hands.find("pengaturan-lambang-hapus").click()
    hands.settle()
    assert hands.find("pengaturan-lambang-gambar").pixmap().isNull()
    page.take_emblem(path)
    hands.settle()
    assert hands.stored(read_pengaturan).lambang == path.read_bytes()


def test_that_a_file_that_is_no_picture_is_refused_and_nothing_changes(
    start: Any, unit_home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "lambang.png"
    path.write_bytes(b"GIF89a bukan gambar yang diterima")
    hands = start(unit_home)
    page = hands.page("pengaturan")
    page.take_emblem(path)
    hands.settle()
    assert "PNG atau JPEG" in page.banner.text()
    assert hands.stored(read_pengaturan).lambang is None


def test_that_the_check_says_that_everything_is_sound(start: Any, pair: Any) -> None:
    hands = start(pair.unit)
    page = hands.page("pengaturan")
    hands.find("pengaturan-periksa-mulai").click()
    hands.settle()
    assert page.check.result() == "Semua data utuh."
    assert hands.find("pengaturan-periksa-mulai").isEnabled()


def test_that_the_check_names_a_bundle_that_is_missing_from_the_archive(start: Any, exported: Any) -> None:
    with exported.opened(exported.kabupaten) as above:
        merge_bundles(above, [exported.facts.path])
        komputer = list_masuk(above)[0].device_id[:8]
    for file in (exported.kabupaten / "arsip").iterdir():
        file.unlink()
    hands = start(exported.kabupaten)
    page = hands.page("pengaturan")
    hands.find("pengaturan-periksa-mulai").click()
    hands.settle()
    assert page.check.result() == (
        f"Arsip paket nomor 1 dari 99.01.04 (komputer {komputer}) tidak ada lagi. Isinya tetap tergabung; yang hilang "
        "berkas aslinya sebagai bukti. Minta salinan berkas yang sama ke kantor itu, lalu gabungkan: salinannya "
        "kembali ke arsip."
    )
