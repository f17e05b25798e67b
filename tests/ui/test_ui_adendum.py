"""An addendum in the window: proposed, handed in and accepted by keyboard; the plan before it stays printable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from desktop_app.domain.istilah import JenisHasil, JenisTarget, StatusAdendum, StatusSkp
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.skp import Target
from desktop_app.services.adendum import get_adendum, list_adendum, list_penetapan
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import commit_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.skp import advance_skp, create_skp, get_skp, new_hasil

Start = Callable[[Path], Any]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def determined(fill: Callable[[Callable[[Kantor], Any]], Any]) -> str:
    """A determined SKP of one result."""

    def write(kantor: Kantor) -> str:
        camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197503121998031001"))
        post = RiwayatJabatan(id="awal", mulai=date(2026, 1, 1), jabatan="Kepala Seksi", penilai_id=camat)
        budi, _ = create_pegawai(kantor, Pegawai(nama="Budi Contoh", nip="198106202009011003", riwayat=(post,)))
        doc_id, _ = create_skp(kantor, budi, 2026)
        hasil = new_hasil(JenisHasil.UTAMA)
        target = Target(jenis=JenisTarget.ANGKA, nilai="12", satuan="berkas")
        indikator = msgspec.structs.replace(hasil.indikator[0], teks="Jumlah berkas", target=target)
        hasil = msgspec.structs.replace(hasil, teks="Terlayaninya warga", indikator=(indikator,))
        write_naskah(kantor, doc_id, msgspec.structs.replace(get_skp(kantor, doc_id), hasil=(hasil,)))
        commit_naskah(kantor, doc_id)
        advance_skp(kantor, doc_id, "ajukan")
        advance_skp(kantor, doc_id, "tetapkan", tanggal=date(2026, 1, 20))
        return doc_id

    made: str = fill(write)
    return made


def test_that_an_addendum_is_made_and_accepted_from_the_sheet_of_its_skp(
    start: Start, unit_home: Path, determined: str
) -> None:
    hands = start(unit_home)
    hands.page("skp").show_document(determined)
    hands.settle()
    hands.window.findChild(QAction, "skp-adendum").trigger()
    hands.settle()
    QTest.keyClick(hands.window, Qt.Key.Key_N, CTRL)
    hands.settle()
    hands.find("adendum-ubah-hasil").click()
    assert hands.focus_name() == "perubahan-1-teks"
    hands.key(Qt.Key.Key_A, CTRL)
    hands.type("Terlayaninya warga sampai tuntas")
    hands.find("perubahan-1-alasan").setFocus()
    hands.type("arahan camat")
    hands.find("adendum-tambah-hasil").click()
    assert hands.focus_name() == "perubahan-2-teks"
    hands.type("Arsip tertata")
    for name, text in (("indikator-1", "Jumlah arsip"), ("indikator-1-target", "30 boks"), ("alasan", "pindah gedung")):
        hands.find(f"perubahan-2-{name}").setFocus()
        hands.type(text)
    QTest.keyClick(hands.window, Qt.Key.Key_Return, CTRL)
    hands.settle()
    assert hands.find("adendum-terima").isVisible()
    assert hands.find("perubahan-2-menjadi").text() == "Utama: Arsip tertata\n- Jumlah arsip: 30 boks"
    hands.find("adendum-terima").click()
    dialog = hands.dialog()
    dialog.findChild(type(hands.find("adendum-terima")), "adendum-terima-tanya-ya").click()
    hands.back()
    assert not hands.find("adendum-terima").isVisible()

    def told(kantor: Kantor) -> tuple[Any, ...]:
        skp = get_skp(kantor, determined)
        (row,) = list_adendum(kantor, determined)
        plans = [plan.adendum for plan in list_penetapan(kantor, determined)]
        return skp.status, [h.teks for h in skp.hasil], get_adendum(kantor, row.id).status, plans

    assert hands.stored(told) == (
        StatusSkp.DITETAPKAN,
        ["Terlayaninya warga sampai tuntas", "Arsip tertata"],
        StatusAdendum.DITERIMA,
        [1, 0],
    )


def test_that_what_is_missing_is_told_and_nothing_is_handed_in(start: Start, unit_home: Path, determined: str) -> None:
    hands = start(unit_home)
    page = hands.page("adendum")
    page.show_document(determined)
    hands.settle()
    assert [row.adendum for row in page.listing._plans.rows()] == [0]
    hands.find("adendum-baru").click()
    hands.settle()
    hands.find("adendum-hapus-hasil").click()
    hands.find("adendum-tambah-hasil").click()
    hands.find("perubahan-2-indikator-baru").click()
    assert hands.focus_name() == "perubahan-2-indikator-2"
    QTest.keyClick(hands.window, Qt.Key.Key_Return, CTRL)
    hands.settle()
    assert page.sheet.tabs.currentWidget() is page.sheet.findings
    assert page.banner.isVisible()
    doc_id = page.sheet.doc_id
    assert hands.stored(lambda kantor: get_adendum(kantor, doc_id).status) is StatusAdendum.DRAFT


def test_that_a_handed_in_skp_is_taken_back_by_its_menu(
    start: Start, unit_home: Path, fill: Any, determined: str
) -> None:
    def reopen(kantor: Kantor) -> None:
        advance_skp(kantor, determined, "buka_kembali", alasan="uji")
        advance_skp(kantor, determined, "ajukan")

    fill(reopen)
    hands = start(unit_home)
    hands.page("skp").show_document(determined)
    hands.settle()
    hands.window.findChild(QAction, "skp-tarik").trigger()
    dialog = hands.dialog()
    dialog.findChild(type(hands.find("skp-ajukan")), "skp-tarik-tanya-ya").click()
    hands.back()
    assert hands.find("skp-ajukan").isVisible()
    assert hands.stored(lambda kantor: get_skp(kantor, determined).status) is StatusSkp.DRAFT
