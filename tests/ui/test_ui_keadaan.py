"""Circumstances and moves in the window: recorded on the person's sheet, shown in the list of SKPs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from desktop_app.domain.istilah import JenisKeadaan
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai, get_pegawai
from desktop_app.services.skp import create_skp, get_skp, list_skp

Start = Callable[[Path], Any]


@pytest.fixture
def budi(fill: Callable[[Callable[[Kantor], Any]], Any]) -> str:
    """A head of section."""

    def write(kantor: Kantor) -> str:
        post = RiwayatJabatan(id="awal", mulai=date(2020, 1, 1), jabatan="Kepala Seksi")
        return create_pegawai(kantor, Pegawai(nama="Budi Contoh", nip="198106202009011003", riwayat=(post,)))[0]

    made: str = fill(write)
    return made


def test_that_a_circumstance_is_recorded_and_the_list_says_why_no_skp_is_asked(
    start: Start, unit_home: Path, budi: str
) -> None:
    hands = start(unit_home)
    hands.page("pegawai").show_document(budi)
    hands.settle()
    assert not hands.find("keadaan-jenis").isVisible()
    hands.find("keadaan-baru").click()
    kind, since = hands.find("keadaan-jenis"), hands.find("keadaan-mulai")
    assert hands.find("keadaan-jabatan").isVisible()
    kind.setCurrentIndex(kind.findData(JenisKeadaan.CUTI_LUAR_TANGGUNGAN.value))
    kind.activated.emit(kind.currentIndex())
    assert not hands.find("keadaan-jabatan").isVisible()
    assert "65" in hands.find("keadaan-saran").text()
    since.setFocus()
    since.selectAll()
    hands.type("01/01/2026")
    until = hands.find("keadaan-selesai")
    until.setFocus()
    hands.type("1 Januari 2025")
    hands.find("keadaan-surat").setFocus()
    assert "sesudah" in hands.find("keadaan-baris-selesai").finding()
    until.setFocus()
    until.selectAll()
    hands.type("31 Desember 2027")
    hands.find("keadaan-surat").setFocus()
    hands.type("SK nomor 3")
    page = hands.page("skp")
    text = page.listing._model.index(0, 4).data()
    assert text.startswith("Dikecualikan: ")
    assert text.endswith("(hlm. 65–66)")
    (one,) = hands.stored(lambda kantor: get_pegawai(kantor, budi).keadaan)
    assert (one.jenis, one.mulai, one.selesai, one.keterangan) == (
        JenisKeadaan.CUTI_LUAR_TANGGUNGAN,
        date(2026, 1, 1),
        date(2027, 12, 31),
        "SK nomor 3",
    )


def test_that_a_move_ends_the_old_plan_and_opens_the_new_one(
    start: Start, unit_home: Path, budi: str, fill: Any
) -> None:
    tahun = fill(lambda kantor: kantor.jam().year)
    lama = fill(lambda kantor: create_skp(kantor, budi, tahun)[0])
    hands = start(unit_home)
    hands.page("pegawai").show_document(budi)
    hands.settle()
    hands.find("pegawai-pindah").click()
    dialog = hands.dialog()
    fields = {one.objectName(): one for one in dialog.findChildren(type(hands.find("jabatan-nama")))}
    fields["jabatan-nama"].setFocus()
    fields["jabatan-nama"].selectAll()
    hands.type("Kepala Subbagian")
    yes = dialog.findChild(QPushButton, "pindah-jabatan-ya")
    yes.click()
    assert dialog.isVisible()
    fields["pindah-sebab"].setFocus()
    hands.type("SK mutasi")
    yes.click()
    hands.back()
    page = hands.window.current_page()
    baru = page.editor.doc_id
    assert page.objectName() == "halaman-skp"

    def told(kantor: Kantor) -> tuple[Any, ...]:
        dulu, kini = get_skp(kantor, lama), get_skp(kantor, baru)
        post = get_pegawai(kantor, budi).jabatan_pada(None)
        rows = [row for row in list_skp(kantor, tahun) if row.pegawai_id == budi]
        assert post is not None
        return (kini.mulai - dulu.akhir).days, dulu.sebab_berakhir, kini.mulai == post.mulai, post.jabatan, len(rows)

    assert hands.stored(told) == (1, "SK mutasi", True, "Kepala Subbagian", 2)
