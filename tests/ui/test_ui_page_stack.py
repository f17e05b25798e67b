"""The stack of pages: a page that is hidden is asked nothing, so that switching stays one frame with all of them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.ui.widgets.stack import PageStack


class Counting(QWidget):
    """A page with words that wrap, which counts how often it is asked how high they grow."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        words = QLabel("kata " * 60)
        words.setWordWrap(True)
        QVBoxLayout(self).addWidget(words)

    def heightForWidth(self, width: int) -> int:
        self.asked += 1
        return super().heightForWidth(width)


def test_that_only_the_page_that_is_shown_is_asked_how_high_it_grows(qtbot) -> None:  # type: ignore[no-untyped-def]
    window = QWidget()
    qtbot.addWidget(window)
    stack = PageStack("halaman", "Isi")
    QVBoxLayout(window).addWidget(stack)
    pages = [Counting() for _ in range(4)]
    for page in pages:
        stack.add_page(page)
    window.resize(400, 300)
    window.show()
    QCoreApplication.processEvents()
    for page in pages:
        page.asked = 0
    for _ in range(3):
        for page in pages[:2]:
            stack.show_page(page)
            QCoreApplication.processEvents()
    assert stack.shown_page() is pages[1]
    assert [page.asked for page in pages[2:]] == [0, 0]
    assert pages[0].isHidden()
    assert pages[1].geometry() == stack.rect()
