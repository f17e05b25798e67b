"""Page: what the shell asks of every page, and the one way in which a page asks the services.

Order of a page: signals, ``__init__``, ``_build``, ``_connect``, public methods, Qt overrides, slots.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.kantor import Changed
from desktop_app.ui.desk import Desk
from desktop_app.ui.errors import present_error
from desktop_app.ui.runner import Ticket
from desktop_app.ui.theme import Size
from desktop_app.ui.widgets.banner import Banner

T = TypeVar("T")


class Page(QWidget):
    """One entry of the navigation bar. A page is built when it is first shown and lives until the window closes.

    ``kinds`` names the kinds of documents that it shows: a change of one of them makes it stale.
    """

    changed = Signal(object)
    """``Changed``: what a service call of this page changed; the shell tells the other pages."""
    navigate = Signal(str, str)
    """Another page by key, and the id of the document to show there (or an empty text)."""

    kinds: tuple[str, ...] = ()

    def __init__(self, name: str, title: str, desk: Desk) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("page", True)
        self.desk = desk
        self.banner = Banner(f"{name}-pesan")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(Size.PAGE, 16, Size.PAGE, 14)
        self.box.setSpacing(10)
        self._stale = True

    def enter(self) -> None:
        """Be shown: load what is stale and put the keyboard where work begins."""
        if self._stale:
            self._stale = False
            self.load()

    def leave(self) -> None:
        """Be hidden: what was typed becomes one revision. Jobs run in order, so the next page reads it."""

    def load(self) -> None:
        """Ask the services for everything this page shows."""

    def show_document(self, doc_id: str) -> None:
        """Show one document; pages that show none do nothing."""

    def document(self) -> str:
        """Return what ``show_document`` needs to show again what is shown now; empty for the page as it begins."""
        return ""

    def refresh(self, changed: Changed) -> None:
        """Load again when something that this page shows has changed; a hidden page waits until it is shown."""
        if not self.is_touched_by(changed):
            return
        if self.isVisible():
            self.load()
        else:
            self._stale = True

    def is_touched_by(self, changed: Changed) -> bool:
        """Return whether ``changed`` names a kind that this page shows; ``*`` names all of them."""
        return any(kind in self.kinds or kind == "*" for kind in changed.kinds)

    def ask(
        self,
        function: Callable[..., T],
        *args: object,
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[BaseException], object] | None = None,
        on_progress: Callable[[int, int], object] | None = None,
        writes: bool = False,
        with_cancel: bool = False,
        **options: object,
    ) -> Ticket:
        """Run a service function in the worker; errors are shown here unless ``on_error`` takes them."""
        return self.desk.runner.submit(
            function,
            *args,
            owner=self,
            on_done=on_done,
            on_error=on_error or self.show_error,
            on_progress=on_progress,
            keep_error=writes,
            with_cancel=with_cancel,
            **options,
        )

    def show_error(self, error: BaseException) -> None:
        """Show ``error`` in this page's banner or in a dialog."""
        present_error(self.window(), error, self.banner)
