"""A date is typed as people write it, and one Tab leaves its field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.reason import ask_signature
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.form import FormRow


@pytest.fixture
def field(qtbot: Any) -> Iterator[DateField]:
    """A date in a row between two other fields, in a window that has the keyboard."""
    window = QWidget()
    box = QVBoxLayout(window)
    made = DateField("t", "Tanggal")
    for widget in (make_line_edit("a", "Sebelum"), FormRow("baris", "Tanggal", made), make_line_edit("b", "Sesudah")):
        box.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.set_answer(date(2026, 1, 31))
    made.setFocus()
    yield made
    window.close()


def write(field: DateField, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Tab)


@pytest.mark.parametrize(
    "text", ["01/07/2024", "1/7/2024", "01072024", "1-7-2024", "1.7.2024", "1 juli 2024", "1 Jul 2024", " 01/07/2024 "]
)
def test_that_a_date_is_typed_over_and_left_by_one_tab(text: str, field: DateField) -> None:
    told: list[date] = []
    field.answered.connect(told.append)
    write(field, text)
    assert told == [date(2024, 7, 1)]
    assert field.text() == "1 Juli 2024"
    focused = field.window().focusWidget()
    assert focused is not None
    assert focused.objectName() == "b"


@pytest.mark.parametrize("text", ["31/02/2024", "2024", "1/13/2024", "01/07/24", "besok", "1 xyz 2024", "01/07/1900"])
def test_that_what_is_no_date_stays_told_and_changes_nothing(text: str, field: DateField) -> None:
    told: list[date] = []
    field.answered.connect(told.append)
    write(field, text)
    row = field.parentWidget()
    assert isinstance(row, FormRow)
    assert told == []
    assert field.text() == text
    assert field.answer() == date(2026, 1, 31)
    assert "Bukan tanggal" in row.finding()
    write(field, "02/07/2024")
    assert row.finding() == ""
    assert told == [date(2024, 7, 2)]


def test_that_up_and_down_go_by_a_day_over_the_end_of_a_month(field: DateField) -> None:
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "1 Februari 2026"
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "31 Januari 2026"


def test_that_nothing_is_signed_on_a_day_that_was_not_typed(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    signed: list[tuple[str, date]] = []
    dialog = ask_signature(
        window,
        name="ttd",
        title="Tetapkan?",
        text="",
        yes="Tetapkan",
        place="Contoh",
        day=date(2026, 1, 31),
        on_answer=lambda place, day: signed.append((place, day)),
    )
    when = dialog.findChild(DateField)
    assert when is not None
    when.setText("31/02/2026")
    dialog.findChild(object, "ttd-ya").click()
    assert signed == []
    assert dialog.isVisible()
    row = dialog.findChild(FormRow, "ttd-baris-tanggal")
    said = dialog.findChild(QWidget, "ttd-baris-tanggal-temuan")
    # What is wrong stands below the date, whole: the dialog has grown.
    qtbot.waitUntil(lambda: said.y() + said.parentWidget().y() >= when.geometry().bottom())
    qtbot.waitUntil(lambda: said.height() >= said.heightForWidth(said.width()))
    assert row.rect().contains(said.mapTo(row, said.rect().bottomRight()))
    when.setText("28022026")
    dialog.findChild(object, "ttd-ya").click()
    assert signed == [("Contoh", date(2026, 2, 28))]
