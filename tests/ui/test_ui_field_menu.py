"""The menu of a text field: Indonesian, and one undo only where the page has its own."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget

from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.pageundo import PROPERTY
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit

FIELDS = {
    "line": lambda: AnswerLine("uji", "Uji"),
    "lines": lambda: GrowingTextEdit("uji", "Uji"),
    "date": lambda: DateField("uji", "Uji"),
}


def lines_of(qtbot: Any, field: QWidget) -> list[str]:
    """Open the menu as the right button does and return its lines."""
    QApplication.sendEvent(
        getattr(field, "viewport", lambda: field)(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(3, 3), field.mapToGlobal(QPoint(3, 3))),
    )
    gc.collect()
    menu = field.findChild(QMenu, "uji-menu")
    assert menu is not None
    assert menu.isVisible()
    words = [one.text().partition("\t")[0] for one in menu.actions()]
    menu.close()
    qtbot.waitUntil(lambda: field.findChild(QMenu, "uji-menu") is None)
    return words


@pytest.mark.parametrize("kind", FIELDS)
def test_that_a_page_with_undo_of_its_own_takes_it_from_the_menu_of_its_fields(qtbot: Any, kind: str) -> None:
    words = ["Potong", "Salin", "Tempel", "Hapus", "", "Pilih semua"]
    for with_undo, before in ((False, ["Urungkan", "Ulangi", ""]), (True, [])):
        page = QWidget()
        qtbot.addWidget(page)
        page.setProperty(PROPERTY, with_undo)
        field = FIELDS[kind]()
        QVBoxLayout(page).addWidget(field)
        page.show()
        assert lines_of(qtbot, field) == [*before, *words]


def test_that_typing_what_has_no_key_fails_one_test_and_does_not_end_all(qtbot: Any) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    with pytest.raises(AssertionError, match="no keys"):
        QTest.keyClicks(field, "Januari – Maret")
    QTest.keyClicks(field, "Januari")
    assert field.text() == "Januari"
