"""ListPage: a page with a list and, in its place, the sheet of one document of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar, cast

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.services.kantor import Changed
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page


class ListPart(Protocol):
    """What the page asks of its list."""

    def load(self) -> None:
        """Ask the services for the rows."""

    def take_focus(self) -> None:
        """Put the keyboard where work begins."""


class SheetPart(Protocol):
    """What the page asks of its sheet; ``left`` is emitted where the list is wanted again."""

    @property
    def doc_id(self) -> str:
        """The document that is open, or an empty text."""

    def open(self, doc_id: str) -> None:
        """Show one document."""

    def commit(self) -> None:
        """Make one revision of what was typed."""

    def close_draft(self) -> None:
        """Commit and forget the document."""


ListT = TypeVar("ListT", bound=ListPart)
SheetT = TypeVar("SheetT", bound=SheetPart)


class ListPage(Page, Generic[ListT, SheetT]):
    """Shows the list or a sheet; the sheet is committed whenever it is left."""

    def __init__(
        self,
        name: str,
        title: str,
        desk: Desk,
        make_list: Callable[[Page], ListT],
        make_sheet: Callable[[Page], SheetT],
    ) -> None:
        super().__init__(name, title, desk)
        self.listing: ListT = make_list(self)
        self.sheet: SheetT = make_sheet(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName(f"{name.removeprefix('halaman-')}-bagian")
        for part in (self.listing, self.sheet):
            self._stack.addWidget(cast(QWidget, part))
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)
        cast(SignalInstance, self.sheet.left).connect(self.show_list)  # type: ignore[attr-defined]

    def load(self) -> None:
        """Load the list."""
        self.listing.load()

    def enter(self) -> None:
        """Load; a sheet that was left open is read again."""
        super().enter()
        if self.is_sheet_open:
            self.sheet.open(self.sheet.doc_id)
        else:
            self.listing.take_focus()

    def leave(self) -> None:
        """Make a revision of the open sheet."""
        self.sheet.commit()

    @property
    def is_sheet_open(self) -> bool:
        """Whether the sheet stands in the place of the list."""
        return self._stack.currentWidget() is cast(QWidget, self.sheet)

    def document(self) -> str:
        """Return the id of the open sheet."""
        return self.sheet.doc_id if self.is_sheet_open else ""

    def show_document(self, doc_id: str) -> None:
        """Show the sheet of one document."""
        self._show_sheet(doc_id)

    def _show_sheet(self, doc_id: str) -> None:
        self.sheet.commit()
        self.banner.hide()
        self._stack.setCurrentWidget(cast(QWidget, self.sheet))
        self.sheet.open(doc_id)

    def show_list(self) -> None:
        """Leave the sheet for the list."""
        self.sheet.close_draft()
        self.banner.hide()
        self._stack.setCurrentWidget(cast(QWidget, self.listing))
        self.listing.load()
        self.listing.take_focus()

    def show_made(self, made: tuple[str, Changed]) -> None:
        """Tell the other pages what was made and show its sheet."""
        doc_id, changed = made
        self.changed.emit(changed)
        self._show_sheet(doc_id)
