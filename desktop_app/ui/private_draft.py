"""PrivateDraft: what one person types into a form that has no document yet, kept for him alone as he types it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop_app.ui.draft import clock_text
from desktop_app.ui.runner import Runner
from desktop_app.ui.widgets.saved import SavedIndicator


class PrivateDraft(QObject):
    """At most one write is on its way; what is typed meanwhile waits, and only the newest of it is written."""

    failed = Signal(object)

    def __init__(
        self, runner: Runner, indicator: SavedIndicator, write: Callable[..., str], drop: Callable[..., None]
    ) -> None:
        super().__init__(indicator)
        self._runner = runner
        self._indicator = indicator
        self._write_call = write
        self._drop_call = drop
        self._newest: tuple[object, ...] = ()
        self._on_its_way = False
        self._form = 0
        """Counts the forms shown: what was on its way for one before says nothing any more."""

    def change(self, *arguments: object) -> None:
        """Take ``arguments`` of the writing function as the newest answer and write them durably."""
        self._newest = arguments
        self._indicator.show_saving()
        if not self._on_its_way:
            self.push()

    def push(self) -> None:
        """Write what still waits now: the next job of the worker must find it."""
        if not self._newest:
            return
        arguments, self._newest, self._on_its_way = self._newest, (), True

        form = self._form

        def done(claimed: str) -> None:
            self._on_its_way = False
            if self._newest:
                self.push()
            elif form == self._form:
                self._indicator.show_saved(clock_text(claimed))

        def fail(error: BaseException) -> None:
            self._on_its_way = False
            if form == self._form:
                # Tried again with the next answer, or at the latest when the form is left.
                self._newest = self._newest or arguments
                self._indicator.show_unsaved()
            self.failed.emit(error)

        self._runner.submit(self._write_call, *arguments, owner=self, on_done=done, on_error=fail, keep_error=True)

    def drop(self, *arguments: object) -> None:
        """Throw the draft away, with what still waits."""
        self.forget()
        self._runner.submit(self._drop_call, *arguments, owner=self, on_error=self.failed.emit, keep_error=True)

    def forget(self) -> None:
        """Forget what still waits: it was handed over, or another form is shown."""
        self._newest = ()
        self._form += 1
        self._indicator.clear()
