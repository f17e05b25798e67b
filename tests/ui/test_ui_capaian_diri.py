"""The unit's achievement and self-evaluation in the window, reached from the evaluations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from desktop_app.domain.istilah import CapaianOrganisasi, JenisHasil, JenisTarget, NilaiDasar, SifatHasil
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai, StatusEvaluasiDiri
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.skp import Target
from desktop_app.services.capaian_unit import list_capaian
from desktop_app.services.evaluasi_diri import get_evaluasi_diri
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import commit_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.penilaian import create_penilaian, get_penilaian
from desktop_app.services.skp import advance_skp, create_skp, get_skp, new_hasil

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]
PANJANG = "Terlayaninya seluruh warga kecamatan dalam pengurusan administrasi kependudukan dan surat keterangan " * 2


@pytest.fixture
def camat(fill: Fill) -> str:
    """A leader with one subordinate, whose SKP with study leave is determined."""

    def write(kantor: Kantor) -> str:
        camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197503121998031001"))
        post = RiwayatJabatan(id="awal", mulai=date(2026, 1, 1), jabatan="Kepala Seksi", penilai_id=camat)
        budi, _ = create_pegawai(kantor, Pegawai(nama="Budi Contoh", nip="198106202009011003", riwayat=(post,)))
        skp, _ = create_skp(kantor, budi, 2026)
        hasil = new_hasil(JenisHasil.UTAMA)
        target = Target(jenis=JenisTarget.ANGKA, nilai="12")
        indikator = msgspec.structs.replace(hasil.indikator[0], id="i1", teks="Jumlah berkas", target=target)
        hasil = msgspec.structs.replace(hasil, teks=PANJANG, indikator=(indikator,), sifat=SifatHasil.TUGAS_BELAJAR)
        write_naskah(kantor, skp, msgspec.structs.replace(get_skp(kantor, skp), hasil=(hasil,)))
        commit_naskah(kantor, skp)
        advance_skp(kantor, skp, "ajukan")
        advance_skp(kantor, skp, "tetapkan", tanggal=date(2026, 1, 20))
        create_penilaian(kantor, skp, "2026-TW4")
        return camat

    made: str = fill(write)
    return made


def press(hands: Any, name: str) -> None:
    found = hands.find(name)
    assert isinstance(found, QAbstractButton)
    found.click()


def test_that_a_units_achievement_is_set_from_the_evaluations_by_keyboard(
    start: Start, unit_home: Path, camat: str
) -> None:
    hands = start(unit_home)
    hands.page("penilaian")
    press(hands, "penilaian-ke-capaian")
    hands.settle()
    page = hands.window.current_page()
    assert page.objectName() == "halaman-capaian"
    page.table.view.setFocus()
    hands.key(Qt.Key.Key_Return)
    hands.dialog()
    hands.key(Qt.Key.Key_2)
    hands.key(Qt.Key.Key_Tab)
    hands.type("Laporan triwulan IV")
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = hands.dialog()
    dialog.findChild(QAbstractButton, "capaian-ubah-ya").click()
    hands.back()
    (row,) = hands.stored(lambda kantor: [one for one in list_capaian(kantor, 2026) if one.pegawai_id == camat])
    assert [(one.periode, one.capaian, one.dasar) for one in row.capaian] == [
        ("2026-TW4", CapaianOrganisasi.BAIK, "Laporan triwulan IV")
    ]


def test_that_a_self_evaluation_is_typed_and_handed_in(start: Start, unit_home: Path, camat: str) -> None:
    hands = start(unit_home)
    page = hands.page("evaluasi_diri")
    people = page.listing._person
    people.set_answer(next(people.itemData(at) for at in range(people.count()) if "Budi" in people.itemText(at)))
    people.answered.emit(people.answer())
    hands.settle()
    assert page.listing._model.rowCount() == 5, page.banner.text()
    page.listing.table.select_row(3)
    hands.back()
    page.listing.table.view.setFocus()
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    hands.qtbot.waitUntil(lambda: hands.focus_name() == "evaluasi-diri-realisasi-i1")
    hands.type("12 berkas")
    hands.find("evaluasi-diri-loyal").setFocus()
    hands.type("Menjaga rahasia jabatan")
    hands.settle()
    doc_id = page.sheet.doc_id
    press(hands, "evaluasi-diri-serahkan")
    hands.settle()
    assert hands.find("evaluasi-diri-realisasi-i1").isReadOnly()
    sheet = hands.page("penilaian")
    made, nilai = None, None

    def read(kantor: Kantor) -> Any:
        return get_evaluasi_diri(kantor, doc_id), kantor.store.find("penilaian")[0].doc_id

    del sheet
    made, nilai = hands.stored(read)
    assert (made.status, made.periode) == (StatusEvaluasiDiri.DISERAHKAN, "2026-TW4")
    assert (made.realisasi[0].realisasi, made.perilaku[0].nilai) == ("12 berkas", NilaiDasar.LOYAL)
    again = start(unit_home)
    page = again.page("penilaian")
    page.show_document(nilai)
    again.settle()
    assert "12 berkas" in again.find("kata-pegawai-i1").text()
    assert page.editor.outcome._reached["i1"].answer() == "", "it proposes nothing"


def test_that_a_period_is_marked_as_not_assessed_and_study_shows_its_guidance(
    start: Start, unit_home: Path, camat: str
) -> None:
    hands = start(unit_home)
    page = hands.page("penilaian")
    doc_id = hands.session.runner and page.listing._model.row_at(0).penilaian_id
    page.show_document(doc_id)
    hands.settle()
    page.editor.tabs.setCurrentWidget(page.editor.rating)
    special = page.editor.rating._special
    assert special.ipk.isVisible()
    special.ipk.setFocus()
    hands.type("3,40")
    special.ipk.flush()
    assert "Baik" in special._guide.text()
    special.reason.set_answer(SebabTidakDinilai.CUTI_SAKIT.value)
    special.reason.answered.emit(SebabTidakDinilai.CUTI_SAKIT.value)
    assert not page.editor.rating._matrix.isVisible()
    hands.settle()
    made = hands.stored(lambda kantor: get_penilaian(kantor, doc_id))
    assert (made.tidak_dinilai, made.studi) == (SebabTidakDinilai.CUTI_SAKIT, None)
