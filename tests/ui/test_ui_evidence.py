"""The evidence of an entry in the window: added by dragging and pasting, looked at, warned about, kept by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.ui.evidence import EvidenceField
from tests.services.berkas_bukti import office, pdf, photo


class Scene:
    """An evidence field in a window of its own, over the worker of a running program."""

    def __init__(self, hands: Any, qtbot: Any) -> None:
        self.hands = hands
        self.window = QWidget()
        self.window.resize(911, 500)
        column = QVBoxLayout(self.window)
        self.field = EvidenceField("bukti", hands.window.current_page().desk)
        column.addWidget(self.field)
        column.addStretch(1)
        self.told: list[tuple[BuktiDukung, ...]] = []
        self.field.changed.connect(self.told.append)
        qtbot.addWidget(self.window)
        self.field.show_evidence("", ())
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def find(self, name: str, kind: type = QPushButton) -> Any:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def names(self) -> list[str]:
        return [one.nama for one in self.field.evidence()]


@pytest.fixture
def scene(start: Callable[..., Any], unit_home: Path, qtbot: Any) -> Iterator[Scene]:
    """A field without evidence."""
    scene = Scene(start(unit_home), qtbot)
    yield scene
    scene.window.close()


def write(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def drop(widget: QWidget, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none = Qt.KeyboardModifier.NoModifier
    widget.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none))


def test_that_files_come_by_dragging_and_a_refused_one_does_not_stop_the_rest(scene: Scene, tmp_path: Path) -> None:
    drop(
        scene.field.files,
        write(tmp_path, "rapat.jpg", photo()),
        write(tmp_path, "pasang.jpg", b"MZ" + bytes(50)),
        write(tmp_path, "notulen.pdf", pdf()),
    )
    scene.hands.settle()
    assert scene.names() == ["rapat.jpg", "notulen.pdf"]
    assert scene.told[-1] == scene.field.evidence()
    assert "program" in scene.find("bukti-pesan-teks", QLabel).text()
    assert not scene.find("bukti-berkas-sibuk", QLabel).isVisible()
    picture = scene.find("bukti-berkas-0", QWidget).findChild(QLabel)
    assert picture.pixmap().toImage().pixelColor(28, 28).blue() > 100, "the photo itself stands there, small"


def test_that_a_copied_picture_is_pasted_and_the_same_twice_is_told(scene: Scene, qtbot: Any) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    scene.field.take_focus()
    for _ in range(2):
        QGuiApplication.clipboard().setImage(image)
        QTest.keyClick(scene.find("bukti-berkas-tambah"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        scene.hands.settle()
    assert scene.names() == ["tempelan.png"]
    assert "sudah ada" in scene.find("bukti-pesan-teks", QLabel).text()
    QGuiApplication.clipboard().clear()


def test_that_a_remark_and_taking_away_are_told_and_the_keyboard_stays_in_the_field(
    scene: Scene, tmp_path: Path
) -> None:
    drop(scene.field.files, write(tmp_path, "rapat.jpg", photo()))
    scene.hands.settle()
    remark = scene.find("bukti-berkas-0-keterangan", QLineEdit)
    remark.setFocus()
    QTest.keyClicks(remark, "Hari pertama")
    assert scene.told[-1][0].keterangan == "Hari pertama"
    assert remark.hasFocus()
    order = []
    for _ in range(4):
        order.append(QApplication.focusWidget().objectName().removeprefix("bukti-berkas-"))
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert order == ["0-keterangan", "0-buka", "0-simpan", "0-hapus"]
    remove = scene.find("bukti-berkas-0-hapus")
    assert remove.accessibleName() == "Keluarkan rapat.jpg dari daftar"
    remove.setFocus()
    QTest.keyClick(remove, Qt.Key.Key_Space)
    assert scene.told[-1] == ()
    scene.hands.settle()
    assert QApplication.focusWidget().objectName() == "bukti-berkas-tambah"


def test_that_a_photo_opens_large_and_an_office_document_asks_where_to(scene: Scene, tmp_path: Path) -> None:
    drop(scene.field.files, write(tmp_path, "rapat.jpg", photo()), write(tmp_path, "daftar.docx", office()))
    scene.hands.settle()
    scene.find("bukti-berkas-0-buka").click()
    scene.hands.settle()
    sheet = scene.window.findChild(QDialog, "lembar-foto")
    assert sheet is not None
    assert sheet.isVisible()
    sheet.close()
    scene.find("bukti-berkas-1-buka").click()
    dialog = scene.window.findChild(QDialog, "bukti-folder")
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "tujuan"))
    dialog.close()
    scene.hands.settle()
    assert "Folder" in scene.find("bukti-pesan-teks", QLabel).text()


def test_that_what_has_not_come_is_told_and_nothing_can_be_added_where_nothing_may(scene: Scene) -> None:
    jauh = BuktiDukung(id="b", sidik="ab" * 32, nama="jauh.jpg", jenis="image/jpeg", ukuran=2_000)
    scene.field.show_evidence("", (jauh,), editable=False)
    scene.hands.settle()
    assert "Menunggu berkas bukti jauh.jpg" in scene.find("bukti-berkas-0-catatan", QLabel).text()
    assert not scene.find("bukti-berkas-0-buka").isEnabled()
    assert not scene.find("bukti-berkas-tambah").isVisible()
    before = len(scene.told)
    drop(scene.field.files, Path("ada.jpg"))
    assert len(scene.told) == before
