"""Kotak Masuk by keyboard: taking an import back and doing it again, a watched folder, and a result that is kept."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.services.masuk import merge_bundles
from desktop_app.services.paket import list_masuk


def merged(pair: Any) -> None:
    with pair.opened(pair.kabupaten) as above:
        merge_bundles(above, [pair.facts.path])


def history(hands: Any) -> Any:
    page = hands.page("masuk")
    page._tabs.setCurrentWidget(page.ledger)
    page.ledger.take_focus()
    hands.settle()
    return page


def test_that_an_import_is_taken_back_and_done_again_by_keyboard(start: Any, exported: Any, texts: Any) -> None:
    merged(exported)
    hands = start(exported.kabupaten)
    page = history(hands)
    undo, redo = hands.find("masuk-batal-gabung"), hands.find("masuk-gabung-lagi")
    assert (undo.isEnabled(), redo.isEnabled()) == (True, False)
    hands.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is undo
    hands.key(Qt.Key.Key_Space)
    hands.settle()
    dialog = page.ledger.confirmation
    assert dialog.windowTitle() == "Batalkan penggabungan paket nomor 1 dari Kecamatan Contoh?"
    said = dialog.findChild(object, "dialog-teks").text()
    assert "2 dokumen" in said or "3 dokumen" in said
    assert "Bunga Contoh" in said
    assert QApplication.focusWidget().text() == "Jangan"
    hands.key(Qt.Key.Key_Escape)
    hands.settle()
    assert texts(page.ledger._table)[0][3] == "3 versi baru"
    page.ledger.ask_undo()
    hands.settle()
    page.ledger.confirmation.findChild(object, "masuk-batal-gabung-dialog-ya").click()
    hands.settle()
    assert "3 versi disisihkan" in page.banner.text()
    assert texts(page.ledger._table)[0][3] == "penggabungan dibatalkan; isinya disisihkan"
    assert (undo.isEnabled(), redo.isEnabled()) == (False, True)
    (held,) = texts(page.held._table)
    assert (held[0], held[6]) == ("Kecamatan Contoh", "3")
    page._tabs.setCurrentWidget(page.arrivals)
    page.arrivals.add([exported.facts.path])
    hands.settle()
    assert "Gabungkan lagi" in texts(page.arrivals._table)[0][2]
    assert not hands.find("masuk-gabungkan").isEnabled()
    history(hands)
    redo.click()
    hands.settle()
    assert "digabungkan lagi: 3 versi masuk" in page.banner.text()
    assert hands.stored(lambda kantor: kantor.store.count("pegawai")) == 2


def test_that_a_watched_folder_lists_new_bundles_and_merges_nothing(
    start: Any, exported: Any, texts: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "lampiran"
    folder.mkdir()
    hands = start(exported.kabupaten)
    page = hands.page("masuk")
    watch = page.arrivals._watch
    assert hands.find("masuk-pantau-kata").text() == "Belum ada folder yang diamati."
    watch.ask_folder()
    watch.dialog.findChild(object, "masuk-pantau-folder").set_answer(folder)
    watch.dialog.findChild(object, "masuk-pantau-dialog-ya").click()
    hands.settle()
    assert f"Mengamati {folder}" in hands.find("masuk-pantau-kata").text()
    shutil.copy(exported.facts.path, folder / "dari-surel.skpb")
    (folder / "Foto.lnk").write_bytes(b"x")
    watch.look()
    hands.settle()
    assert texts(page.arrivals._table) == []
    assert "dari-surel.skpb" in hands.find("masuk-pantau-kata").text()
    assert "Foto.lnk" in page.banner.text()
    for _ in range(3):
        watch.look()
        hands.settle()
    assert [row[1] for row in texts(page.arrivals._table)] == ["Baru"]
    assert hands.stored(lambda kantor: len(list_masuk(kantor))) == 0
    assert sorted(one.name for one in folder.iterdir()) == ["Foto.lnk", "dari-surel.skpb"]


def test_that_the_folder_is_still_watched_the_next_day_until_it_is_not(
    start: Any, exported: Any, tmp_path: Path
) -> None:
    hands = start(exported.kabupaten)
    watch = hands.page("masuk").arrivals._watch
    watch.watch(tmp_path)
    hands.settle()
    hands.window.close()
    hands.settle()
    again = start(exported.kabupaten)
    watch = again.page("masuk").arrivals._watch
    assert str(tmp_path) in again.find("masuk-pantau-kata").text()
    watch.ask_folder()
    watch.dialog.findChild(object, "masuk-pantau-dialog-berhenti").click()
    again.settle()
    assert again.find("masuk-pantau-kata").text() == "Belum ada folder yang diamati."
    assert not watch._timer.isActive()


def test_that_the_result_of_many_bundles_is_kept_as_it_was_read(start: Any, exported: Any, tmp_path: Path) -> None:
    alien = exported.stick / "foto.skpb"
    alien.write_bytes(b"bukan paket")
    hands = start(exported.kabupaten)
    page = hands.page("masuk")
    page.arrivals.add([exported.facts.path, alien])
    hands.settle()
    said: list[str] = []
    page.arrivals._progress.say = said.append  # type: ignore[method-assign]
    hands.find("masuk-gabungkan").click()
    hands.settle()
    assert said == ["Menggabungkan paket 1 dari 1…"]
    hands.find("masuk-simpan-hasil").click()
    dialog = hands.find("simpan-sebagai")
    dialog.fileSelected.emit(str(tmp_path / "hasil.csv"))
    dialog.close()
    hands.settle()
    rows = (tmp_path / "hasil.csv").read_text("utf-8-sig").splitlines()
    assert rows[1].startswith("Kecamatan Contoh, nomor 1;")
    assert rows[1].endswith(exported.facts.code)
    assert "foto.skpb;Ditolak;" in rows[2]
    assert "2 baris ditulis" in page.banner.text()
