"""PageStack: pages one above the other, of which only the one that is shown is asked how high its text grows."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedLayout, QWidget


class _CurrentLayout(QStackedLayout):
    """Asks the page that is shown alone: Qt asks all of them, and every page that was built made each switch slower."""

    def hasHeightForWidth(self) -> bool:
        page = self.currentWidget()
        return page is not None and page.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        page = self.currentWidget()
        grown = page.heightForWidth(width) if page is not None else -1
        return max(grown, self.minimumSize().height())


class PageStack(QWidget):
    """Shows one of its pages; all have the room that the largest of them needs at least."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._pages = _CurrentLayout(self)

    def add_page(self, page: QWidget) -> None:
        """Take a page in; it is not shown before ``show_page``, unless it is the first one."""
        self._pages.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show one of the pages in place of the one before."""
        self._pages.setCurrentWidget(page)

    def shown_page(self) -> QWidget | None:
        """Return the page that is shown; None while there is none."""
        return self._pages.currentWidget()
