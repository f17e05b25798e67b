"""Any exception has one way out, and a report names no person."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from desktop_app.domain.errors import BundleError, LuringError, SystemProblem, UserError
from desktop_app.ui.errors import Way, describe_error, install_excepthook, present_error, write_report
from desktop_app.ui.runner import CancelledError
from desktop_app.ui.widgets.banner import Banner


@pytest.mark.parametrize(
    ("error", "way"),
    [
        (UserError("nama_kosong"), Way.USER),
        (SystemProblem("berkas_gagal", berkas="a", rincian="b"), Way.SYSTEM),
        (BundleError("apa_saja"), Way.BUNDLE),
        (LuringError("apa_saja"), Way.SYSTEM),
        (KeyError("x"), Way.BUG),
        (CancelledError(), Way.NOTHING),
    ],
)
def test_that_each_kind_of_error_has_its_way_out(error: BaseException, way: Way) -> None:
    assert describe_error(error).way is way


def test_that_a_refused_bundle_says_that_nothing_changed() -> None:
    assert "Tidak ada data di komputer ini yang berubah" in describe_error(BundleError("apa_saja")).text


def raise_with_a_name() -> BaseException:
    try:
        try:
            raise KeyError("Siti Contoh")
        except KeyError as cause:
            raise ValueError("NIP 198106202009011003 milik Budi") from cause
    except ValueError as error:
        return error


def test_that_the_report_names_places_and_no_person() -> None:
    report = write_report(raise_with_a_name())
    assert "builtins.ValueError" in report
    assert "raise_with_a_name" in report
    assert "builtins.KeyError" in report
    for word in ("Budi", "1981", "Siti", "/home", str(sys.prefix)):
        assert word not in report


def test_that_what_the_user_can_mend_stands_in_the_banner_of_the_page(qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    banner = Banner("pesan", parent)
    assert present_error(parent, UserError("nama_kosong"), banner) is None
    assert banner.text() == "Nama pegawai wajib diisi."
    assert not banner.isHidden()


def test_that_our_own_fault_opens_a_dialog_whose_report_can_be_copied(qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = present_error(parent, raise_with_a_name(), Banner("pesan", parent))
    assert dialog is not None
    field = dialog.findChild(QPlainTextEdit, "kesalahan-salinan")
    button = dialog.findChild(QPushButton, "kesalahan-salin")
    assert field is not None
    assert button is not None
    button.click()
    assert QGuiApplication.clipboard().text() == field.toPlainText()
    close = dialog.findChild(QPushButton, "kesalahan-tutup")
    assert close is not None
    close.click()


def test_that_an_exception_in_a_slot_is_shown(qtbot: Any, capsys: pytest.CaptureFixture[str]) -> None:
    shown: list[BaseException] = []
    before = sys.excepthook
    try:
        install_excepthook(shown.append)
        error = raise_with_a_name()
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        sys.excepthook = before
    assert shown == [error]
    assert "raise_with_a_name" in capsys.readouterr().err


def test_that_the_same_trouble_opens_one_dialog_only(qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    problem = SystemProblem("berkas_gagal", berkas="a", rincian="b")
    first = present_error(parent, problem)
    assert first is not None
    assert present_error(parent, problem) is first
    other = present_error(parent, SystemProblem("berkas_gagal", berkas="c", rincian="b"))
    assert other is not None
    assert other is not first
    other.reject()
    first.reject()
