"""What was typed for an office stays where it is refused, and nothing final happens by pressing Enter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from desktop_app.services.mutasi import list_tujuan
from tests.services.dunia_balasan import rule_file
from tests.ui.exchange.test_ui_dari_kabupaten import person_of, press, words
from tests.ui.exchange.test_ui_setoran import opened


def test_that_a_refused_move_stays_open_with_what_was_typed(start: Any, exported: Any) -> None:
    person = person_of(exported)
    with exported.opened(exported.kabupaten) as above:
        offices = list_tujuan(above)
    hands = start(exported.kabupaten)
    page = hands.page("balasan")
    page.moves.ask_move(offices)
    dialog = page.moves.dialog
    hands.settle()
    assert QApplication.focusWidget().objectName() == "balasan-pindah-dialog-orang-pilih"
    dialog.person.set_answer(person, "Bunga Contoh")
    dialog.number.setText("800/1/2027")
    dialog.office.setCurrentIndex(1)
    press(hands, dialog, "balasan-pindah-dialog-ya")
    assert "Ketik tanggalnya seperti tertulis di SK" in words(dialog), "no letter is of today by itself"
    dialog.day.setText("01/12/2026")
    dialog.begins.setText("01/01/2027")
    press(hands, dialog, "balasan-pindah-dialog-ya")
    assert dialog.isVisible(), page.banner.text()
    assert "NIP" in dialog.told.text(), dialog.told.text()
    assert (dialog.number.text(), dialog.office.currentIndex()) == ("800/1/2027", 1)


def test_that_half_a_line_of_a_correction_is_never_dropped(start: Any, exported: Any) -> None:
    person = person_of(exported)
    hands = start(exported.kabupaten)
    page = hands.page("balasan")
    page.requests.ask_new()
    dialog = page.requests.dialog
    hands.settle()
    assert QApplication.focusWidget().objectName() == "balasan-minta-dialog-orang-pilih"
    choice = dialog.findChild(QComboBox, "balasan-minta-dialog-kolom-0")
    assert (choice.currentText(), choice.isEnabled()) == ("Pilih dokumennya dulu", False)
    dialog.person.set_answer(person, "Bunga Contoh")
    dialog.choose_person(person)
    hands.settle()
    dialog.findChild(QWidget, "balasan-minta-dialog-catatan").setPlainText("Ada yang salah")
    dialog.findChild(QLineEdit, "balasan-minta-dialog-salah-0").setText("seharusnya kosong")
    press(hands, dialog, "balasan-minta-dialog-ya")
    assert dialog.isVisible()
    assert "Pilih kolomnya dan tuliskan" in words(dialog)
    assert QApplication.focusWidget() is choice
    assert not page.requests.model.rows()


def test_that_a_rule_file_says_it_is_final_and_enter_does_not_load_it(start: Any, exported: Any) -> None:
    hands = start(exported.kabupaten)
    page = hands.page("balasan")
    page.rules.read(rule_file(exported.stick))
    hands.settle()
    dialog = hands.dialog()
    assert "Tidak dapat ditarik kembali" in dialog.findChild(QLabel, "dialog-teks").text()
    assert dialog.findChild(QPushButton, "balasan-aturan-lihat-batal").isDefault()
    press(hands, dialog, "balasan-aturan-lihat-batal")


def test_that_the_words_of_a_letter_outlive_a_file_that_cannot_be_written(
    start: Any, exported: Any, tmp_path: Path
) -> None:
    hands, page = opened(start, exported)
    page.writer.ask_signature(2026, ())
    hands.settle()
    form = page.writer.form
    page.writer.lines["nomor"].setText("800/7/2026")
    press(hands, form, "setoran-surat-isian-ya")
    dialog = hands.find("simpan-sebagai")
    dialog.reject()
    hands.settle()
    assert form.isVisible(), "a dialog that was given up takes no words with it"
    (tmp_path / "ada").write_text("no folder")
    press(hands, form, "setoran-surat-isian-ya")
    dialog = hands.find("simpan-sebagai")
    dialog.fileSelected.emit(str(tmp_path / "ada" / "surat.pdf"))
    dialog.close()
    hands.settle()
    assert page.writer.form is form
    assert page.writer.lines["nomor"].text() == "800/7/2026"
