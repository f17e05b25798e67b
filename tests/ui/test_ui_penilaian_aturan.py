"""The rating page under a rule file of the kabupaten: what is seen while typing is what becomes final."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.domain.dari_kabupaten import BerkasAturan
from desktop_app.domain.istilah import Predikat
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.penguji_kabupaten import rule_id
from desktop_app.services.penilaian import create_penilaian, get_penilaian
from desktop_app.services.skp import advance_skp, create_skp
from tests.services.dunia_balasan import BARU, rule_text
from tests.services.dunia_kantor import HASIL, edit, rate

NAMA = "Peraturan Bupati Contoh Nomor 12 Tahun 2026 tentang Pedoman Evaluasi Kinerja Pegawai Aparatur Sipil Negara"
ORANG = "Raden Ajeng Kusumaningrum Contohwati Prawiradilaga Sastranegara, S.Sos., M.Si."
GANTI = {
    'sesuai = { dibawah = "kurang", sesuai = "baik", diatas = "baik" }': (
        'sesuai = { dibawah = "kurang", sesuai = "butuh_perbaikan", diatas = "baik" }'
    ),
    'butuh_perbaikan = "BUTUH PERBAIKAN"': 'butuh_perbaikan = "PERLU DITINGKATKAN"',
    'diatas = "DIATAS EKSPEKTASI"': 'diatas = "MELAMPAUI EKSPEKTASI"',
    'nama = "Loyal"': 'nama = "Setia"',
}


def write_year(kantor: Kantor) -> tuple[str, str]:
    """Record a plan with two whole drafts: of a period before the rule file, and of one under it."""
    camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197503121998031001"))
    post = RiwayatJabatan(id="awal", mulai=date(2026, 1, 1), jabatan="Kepala Seksi", penilai_id=camat)
    orang, _ = create_pegawai(kantor, Pegawai(nama=ORANG, nip="198106202009011003", riwayat=(post,)))
    skp, _ = create_skp(kantor, orang, 2026)
    edit(kantor, skp, hasil=(HASIL,))
    advance_skp(kantor, skp, "ajukan")
    advance_skp(kantor, skp, "tetapkan", tanggal=date(2026, 1, 20))
    mulai = date(2026, 10, 1)
    berkas = BerkasAturan(
        aturan_id=BARU,
        nama=NAMA,
        berlaku_mulai=mulai,
        isi=rule_text(mulai=mulai.isoformat(), nama=NAMA, **GANTI),
        unit_kode="99.01",
    )
    with kantor.write("uji") as tx:
        tx.save("berkas_aturan", rule_id("99.01", BARU), msgspec.json.encode(berkas), scope="99.01", schema=1)
    kantor.forget_rules()
    dulu, kini = (create_penilaian(kantor, skp, periode)[0] for periode in ("2026-TW3", "2026-TW4"))
    for doc_id in (dulu, kini):
        edit(kantor, doc_id, **rate())
    return dulu, kini


@pytest.fixture
def drafts(fill: Callable[[Callable[[Kantor], Any]], Any]) -> tuple[str, str]:
    made: tuple[str, str] = fill(write_year)
    return made


def seen(page: Any) -> tuple[str, str, str]:
    """Return what the sheet shows: the lit cell, the head, and the line about the rules (empty where it is hidden)."""
    rating = page.editor.rating
    told = rating.findChild(QLabel, "penilaian-aturan")
    assert told is not None
    return rating._matrix.result(), page.editor._header._subtitle.text(), "" if told.isHidden() else told.text()


def test_that_typing_shows_the_predicate_of_the_rules_that_govern(
    start: Callable[[Path], Any], unit_home: Path, drafts: tuple[str, str]
) -> None:
    dulu, kini = drafts
    hands = start(unit_home)
    page = hands.page("penilaian")
    told = f"Menurut aturan “{NAMA}” dari kabupaten (kode {BARU}), berlaku sejak 1 Oktober 2026."
    for doc_id, predikat, kata, setia in (
        (dulu, "Baik", "", "Loyal"),
        (kini, "Perlu ditingkatkan", told, "Setia"),
        (dulu, "Baik", "", "Loyal"),
        (kini, "Perlu ditingkatkan", told, "Setia"),
    ):
        page.show_document(doc_id)
        hands.settle()
        cell, head, line = seen(page)
        assert (cell, line) == (predikat, kata)
        assert f"Predikat: {predikat}" in head
        names = [one.text() for one in page.editor.conduct.findChildren(QLabel)]
        assert any(setia in name for name in names)
    page.editor.tabs.setCurrentWidget(page.editor.rating)
    page.editor.take_focus()
    hands.key(Qt.Key.Key_3)
    hands.settle()
    assert page.editor.rating._matrix.result() == "Baik", "above and as expected is good under both"
    hands.key(Qt.Key.Key_2)
    hands.settle()
    assert seen(page)[0] == "Perlu ditingkatkan"
    QTest.keyClick(hands.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = hands.dialog()
    assert any(told in one.text() for one in dialog.findChildren(QLabel))
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    page.show_list()
    hands.settle()
    model = page.listing._model
    assert "Perlu ditingkatkan" in [model.index(0, n).data() for n in range(model.columnCount())]
    made = hands.stored(lambda kantor: get_penilaian(kantor, kini))
    assert (made.predikat, made.aturan) == (Predikat.BUTUH_PERBAIKAN, BARU)
