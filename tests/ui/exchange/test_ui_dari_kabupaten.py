"""Both ends of what comes from the kabupaten, through the windows: asked, shown, applied, answered, closed."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTabWidget, QWidget

from desktop_app.domain.dari_kabupaten import KeadaanPermintaan
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.permintaan import list_permintaan
from tests.services.dunia_balasan import rule_file
from tests.ui.exchange.conftest import Pair, change


def press(hands: Any, dialog: QWidget, name: str) -> None:
    """Press one button of a dialog."""
    button = dialog.findChild(QPushButton, name)
    assert button is not None, name
    button.click()
    hands.settle()


def words(dialog: QWidget) -> str:
    """Return every text of a dialog."""
    return "\n".join(one.text() for kind in (QLabel, QPushButton) for one in dialog.findChildren(kind))


def person_of(pair: Pair) -> str:
    """Return a person of the unit, known at the kabupaten; two answers wait there."""
    with pair.opened(pair.kabupaten) as above:
        merge_bundles(above, [pair.facts.path])
        return next(one.doc_id for one in above.store.find("pegawai") if one.label == "Bunga Contoh")


def ask_at_kabupaten(start: Any, pair: Pair, person: str) -> None:
    """Ask for a correction and load a rule file through the window of the kabupaten, and write the answers."""
    hands = start(pair.kabupaten)
    page = hands.page("balasan")
    page.requests.ask_new()
    dialog = page.requests.dialog
    dialog.person.set_answer(person, "Bunga Contoh")
    dialog.choose_person(person)
    hands.settle()
    assert [dialog.document.itemText(n) for n in range(dialog.document.count())] == ["Bunga Contoh"]
    press(hands, dialog, "balasan-minta-dialog-ya")
    assert "Tuliskan apa yang salah." in words(dialog), "an empty request is not taken"
    choice = dialog.findChild(QComboBox, "balasan-minta-dialog-kolom-0")
    choice.setCurrentIndex(choice.findData("catatan"))
    dialog.findChild(QLineEdit, "balasan-minta-dialog-salah-0").setText("seharusnya kosong")
    press(hands, dialog, "balasan-minta-dialog-ya")
    hands.settle()
    assert [row.keadaan for row in page.requests.model.rows()] == [KeadaanPermintaan.TERBUKA], page.banner.text()
    page.rules.read(rule_file(pair.stick))
    hands.settle()
    press(hands, hands.dialog(), "balasan-aturan-lihat-ya")
    assert [row.bawaan for row in page.rules.model.rows()] == [True, False]
    (plan,) = page.answers.model.rows()
    assert (plan.ditunggu, {one.kind for one in plan.baru}) == (True, {"permintaan_perbaikan", "berkas_aturan"})
    page.answers.show_plan(plan)
    assert "Tanda terima paket nomor 1." in words(hands.dialog())
    press(hands, hands.dialog(), "balasan-satu-tutup")
    page.answers.write(pair.stick)
    hands.settle()
    assert [row.sampai for row in page.written.model.rows()] == [False]
    page.written.copy(page.written.model.rows()[0], pair.stick)
    hands.settle()
    assert "disalin dan dibaca ulang" in page.banner.text()
    hands.close()


def test_that_a_correction_goes_down_and_its_answer_up_through_the_windows(start: Any, exported: Any) -> None:
    pair = exported
    person = person_of(pair)
    ask_at_kabupaten(start, pair, person)
    answer = sorted(pair.stick.glob("*-down-*.skpb")) or sorted(set(pair.stick.glob("*.skpb")) - {pair.facts.path})
    hands = start(pair.unit)
    page = hands.page("kirim")
    page.receive(answer[0])
    hands.settle()
    dialog = hands.dialog()
    told = words(dialog)
    assert "Perbaiki: Bunga Contoh" in told
    assert "Catatan: seharusnya kosong" in told
    assert "Peraturan Contoh 2027" in told
    detail = next(one for one in dialog.findChildren(QLabel) if one.text().endswith("Catatan: seharusnya kosong"))
    assert not detail.text().startswith(" ")
    assert detail.contentsMargins().left() > 0, "every line of a detail keeps its distance"
    assert dialog.sections()[0] == "Pengantar"
    press(hands, dialog, "kirim-balasan-lihat-batal")
    assert hands.find("kirim-hasil-balasan").text() == "Balasan sudah diperiksa dan belum diterapkan."
    page.receive(answer[0])
    hands.settle()
    press(hands, hands.dialog(), "kirim-balasan-lihat-terapkan")
    home = hands.page("beranda")
    assert "Kabupaten meminta 1 dokumen diperbaiki" in words(home)
    hands.find("kirim-dari-kabupaten").click()
    hands.settle()
    asked = hands.page("permintaan")
    (row,) = asked.requests.rows()
    asked.open_request(row)
    dialog = hands.dialog()
    assert not dialog.findChild(QPushButton, "permintaan-satu-sudah").isEnabled(), "it is the very version still"
    press(hands, dialog, "permintaan-satu-tidak")
    dialog = hands.dialog()
    dialog.findChild(QWidget, "permintaan-tidak-alasan").setPlainText("Catatan itu benar")
    press(hands, dialog, "permintaan-tidak-ya")
    assert [one.keadaan for one in asked.requests.rows()] == [KeadaanPermintaan.TIDAK]
    hands.close()
    with pair.opened(pair.unit) as unit:
        change(unit, person, catatan="dibetulkan")
        made = export_bundle(unit, pair.stick)
    with pair.opened(pair.kabupaten) as above:
        merge_bundles(above, [made.path])
    hands = start(pair.kabupaten)
    page = hands.page("balasan")
    assert [one.sampai for one in page.written.model.rows()] == [True]
    (row,) = page.requests.model.rows()
    page.requests.open_row(row)
    assert "Catatan itu benar" in words(hands.dialog())
    press(hands, hands.dialog(), "balasan-permintaan-satu-tutup")
    (row,) = page.requests.model.rows()
    assert row.keadaan is KeadaanPermintaan.DITUTUP
    assert hands.stored(lambda kantor: list_permintaan(kantor)) == ()


def test_that_empty_pages_say_what_will_stand_there(start: Any, pair: Any) -> None:
    hands = start(pair.unit)
    page = hands.page("permintaan")
    assert "Tidak ada yang diminta diperbaiki" in words(page)
    hands.close()
    hands = start(pair.kabupaten)
    page = hands.page("balasan")
    tabs = page.findChild(QTabWidget, "balasan-tab")
    assert [tabs.tabText(n) for n in range(tabs.count())] == [
        *("Balasan berikutnya", "Perbaikan diminta", "Mutasi", "Aturan", "Balasan yang ditulis")
    ]


def test_that_a_letter_needs_person_number_and_day(start: Any, exported: Any) -> None:
    person = person_of(exported)
    hands = start(exported.kabupaten)
    page = hands.page("balasan")
    page.moves.ask_penilai()
    dialog = page.moves.dialog
    press(hands, dialog, "balasan-penilai-dialog-ya")
    assert "Pilih pegawainya." in words(dialog)
    dialog.person.set_answer(person, "Bunga Contoh")
    press(hands, dialog, "balasan-penilai-dialog-ya")
    assert "Isi nomor SK." in words(dialog)
    dialog.number.setText("800/1/2027")
    dialog.day.setText("01/12/2026")
    dialog.begins.setText("01/01/2027")
    press(hands, dialog, "balasan-penilai-dialog-ya")
    assert "Pilih pejabat penilainya." in words(dialog)
