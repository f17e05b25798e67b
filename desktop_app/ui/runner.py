"""The only threading code: one worker thread owns the opened office and runs every service call in order.

An SQLite connection is bound to the thread that opened it, so the office is made by a factory inside the
worker
and never leaves it. Results come back through one signal, which Qt delivers in the thread of the window. The
answer is sent from the end of the job itself, not by ``Future.add_done_callback``: a callback of an already
finished future would run in the caller at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

T = TypeVar("T")


class Office(Protocol):
    """What the runner needs to know of an opened office: that it can be closed."""

    def close(self) -> None:
        """Release the store; called once, in the worker thread."""


class CancelledError(Exception):
    """A job was cancelled by the person before it wrote anything."""


class CancelToken:
    """A wish to stop that the window sets and the job looks at between two steps."""

    def __init__(self) -> None:
        self.event = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self.event.set()

    def raise_if_cancelled(self) -> None:
        """Raise ``CancelledError`` when somebody asked to stop."""
        if self.event.is_set():
            raise CancelledError


@dataclass(eq=False)
class Ticket:
    """One submitted job as the window sees it."""

    owner: QObject
    keep_error: bool
    on_done: Callable[[Any], object] | None
    on_error: Callable[[BaseException], object] | None
    on_progress: Callable[[int, int], object] | None
    token: CancelToken = field(default_factory=CancelToken)
    wanted: bool = True
    stoppable: bool = False
    """A job that goes in steps: it may be stopped between two of them and loses nothing."""

    def cancel(self) -> None:
        """Ask the job to stop; a job that has not begun never begins."""
        self.token.cancel()

    def drop(self) -> None:
        """Forget the result: the page that asked is gone."""
        self.wanted = False

    def has_reader(self) -> bool:
        """Return whether the one who asked still exists and still wants the answer."""
        return self.wanted and shiboken6.isValid(self.owner)


class Runner(QObject):
    """Runs service functions in the worker thread and brings their results to the window's thread."""

    busy_changed = Signal(bool)
    failed = Signal(object)
    """An exception for which no page is there any more: the shell shows it."""
    closed = Signal()
    _finished = Signal(object, object, object)
    _progressed = Signal(object, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="kantor")
        self._office: Office | None = None  # touched by the worker thread only
        self._tickets: list[Ticket] = []
        self._closing = False
        self._finished.connect(self._deliver)
        self._progressed.connect(self._deliver_progress)

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._tickets)

    @property
    def closing(self) -> bool:
        """Whether the runner takes no more jobs."""
        return self._closing

    def open(
        self,
        factory: Callable[[], Office],
        *,
        owner: QObject,
        on_done: Callable[[None], object],
        on_error: Callable[[BaseException], object],
    ) -> Ticket:
        """Make the office by ``factory`` inside the worker thread; an office that is open is closed first."""

        def make(_office: Office | None) -> None:
            if self._office is not None:
                self._office.close()
                self._office = None
            self._office = factory()

        ticket = Ticket(owner, True, on_done, on_error, None)
        return self._enqueue(ticket, make)

    def submit(
        self,
        function: Callable[..., T],
        *args: object,
        owner: QObject,
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[BaseException], object] | None = None,
        on_progress: Callable[[int, int], object] | None = None,
        keep_error: bool = False,
        with_cancel: bool = False,
        **options: object,
    ) -> Ticket:
        """Run ``function(office, *args, **options)`` in the worker; jobs run in the order in which they came.

        ``on_progress`` gives the function one more argument ``progress(done, total)``, which also raises
        ``CancelledError`` after ``Ticket.cancel``; a function that takes an event of its own to be cancelled by
        gets it as ``cancel`` by ``with_cancel`` and decides itself. Without ``on_error``, or when the owner is gone and
        ``keep_error`` is set (a job that writes), an error goes to the signal ``failed``. After ``close`` a job
        that reads is dropped, one that writes is an error of the program.
        """
        ticket = Ticket(owner, keep_error, on_done, on_error, on_progress)
        ticket.stoppable = with_cancel or on_progress is not None
        if on_progress is not None:

            def progress(done: int, total: int) -> None:
                if not with_cancel:
                    ticket.token.raise_if_cancelled()
                self._progressed.emit(ticket, done, total)

            options["progress"] = progress
        if with_cancel:
            options["cancel"] = ticket.token.event
        return self._enqueue(ticket, lambda office: function(office, *args, **options))

    def run(
        self,
        function: Callable[..., T],
        *args: object,
        owner: QObject,
        on_done: Callable[[T], object],
        on_error: Callable[[BaseException], object],
        **options: object,
    ) -> Ticket:
        """Run ``function(*args, **options)`` in the worker without the office: for what happens before a login."""
        ticket = Ticket(owner, True, on_done, on_error, None)
        return self._enqueue(ticket, lambda _office: function(*args, **options))

    def exchange(
        self,
        function: Callable[[Any], Office],
        *,
        owner: QObject,
        on_done: Callable[[None], object],
        on_error: Callable[[BaseException], object],
    ) -> Ticket:
        """Run ``function(office)`` in the worker and go on with the office that it returns in place of that one."""

        def swap(office: Office | None) -> None:
            self._office = function(office)

        return self._enqueue(Ticket(owner, True, on_done, on_error, None), swap)

    def drop(self, owner: QObject) -> None:
        """Forget the results of everything ``owner`` asked for; what it wrote is written all the same."""
        for ticket in self._tickets:
            if ticket.owner is owner:
                ticket.drop()

    def stop_long_jobs(self) -> None:
        """Ask every job that goes in steps to stop at the next one; whatever saves an answer runs to its end."""
        for ticket in self._tickets:
            if ticket.stoppable:
                ticket.cancel()

    def close(self) -> None:
        """Take no more jobs, finish those that wait, close the office, then emit ``closed``."""
        if self._closing:
            return

        def shut(office: Office | None) -> None:
            self._office = None
            if office is not None:
                office.close()

        ticket = Ticket(self, True, lambda _: self._end(), self._end_badly, None)
        self._enqueue(ticket, shut)
        self._closing = True

    def wait(self) -> None:
        """Block until the worker thread has ended: for the very end of the program, after ``close``."""
        self._executor.shutdown(wait=True)

    def _enqueue(self, ticket: Ticket, run: Callable[[Office | None], object]) -> Ticket:
        if self._closing:
            if ticket.keep_error:
                raise RuntimeError("a job that writes came after the office was closed")
            ticket.drop()
            return ticket
        self._tickets.append(ticket)
        if len(self._tickets) == 1:
            self.busy_changed.emit(True)

        def job() -> None:
            result: object = None
            error: BaseException | None = None
            try:
                ticket.token.raise_if_cancelled()
                result = run(self._office)
            except BaseException as caught:
                error = caught
            self._finished.emit(ticket, result, error)

        # The language was chosen in the thread of the window; a thread starts without it.
        self._executor.submit(copy_context().run, job)
        return ticket

    def _deliver(self, ticket: Ticket, result: object, error: BaseException | None) -> None:
        self._tickets.remove(ticket)
        try:
            if error is not None:
                self._deliver_error(ticket, error)
            elif ticket.has_reader() and ticket.on_done is not None:
                ticket.on_done(result)
        finally:
            if not self._tickets:
                self.busy_changed.emit(False)

    def _deliver_error(self, ticket: Ticket, error: BaseException) -> None:
        if ticket.has_reader() and ticket.on_error is not None:
            ticket.on_error(error)
        elif not isinstance(error, CancelledError) and (ticket.keep_error or ticket.has_reader()):
            self.failed.emit(error)

    def _deliver_progress(self, ticket: Ticket, done: int, total: int) -> None:
        if ticket.has_reader() and ticket.on_progress is not None:
            ticket.on_progress(done, total)

    def _end(self) -> None:
        self._executor.shutdown(wait=False)
        self.closed.emit()

    def _end_badly(self, error: BaseException) -> None:
        self.failed.emit(error)
        self._end()
