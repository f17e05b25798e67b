"""The only threading code: who runs where, in what order, and who still hears the answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject

from desktop_app.ui.runner import CancelledError, Runner


class Office:
    """An office that remembers in which thread it was made, used and closed."""

    def __init__(self) -> None:
        self.threads = [threading.get_ident()]
        self.closed = False

    def use(self) -> int:
        self.threads.append(threading.get_ident())
        return len(self.threads)

    def close(self) -> None:
        self.threads.append(threading.get_ident())
        self.closed = True


@pytest.fixture
def runner(qtbot: Any) -> Iterator[Runner]:
    made = Runner()
    yield made
    if not made.closing:
        made.close()
    made.wait()


@pytest.fixture
def owner(runner: Runner) -> QObject:
    return QObject(runner)


@pytest.fixture
def office(runner: Runner, owner: QObject, qtbot: Any) -> Office:
    made: list[Office] = []

    def factory() -> Office:
        made.append(Office())
        return made[0]

    def fail(error: BaseException) -> None:
        raise error

    runner.open(factory, owner=owner, on_done=lambda _none: None, on_error=fail)
    qtbot.waitUntil(lambda: not runner.busy)
    return made[0]


def wait(qtbot: Any, runner: Runner) -> None:
    qtbot.waitUntil(lambda: not runner.busy, timeout=5000)


def test_that_the_office_never_leaves_its_thread_and_answers_come_to_ours(
    runner: Runner, owner: QObject, office: Office, qtbot: Any
) -> None:
    heard: list[int] = []
    runner.submit(Office.use, owner=owner, on_done=lambda _count: heard.append(threading.get_ident()))
    wait(qtbot, runner)
    runner.close()
    qtbot.waitUntil(lambda: office.closed)
    wait(qtbot, runner)
    assert heard == [threading.get_ident()]
    assert len(set(office.threads)) == 1
    assert office.threads[0] != threading.get_ident()


def test_that_jobs_run_in_the_order_in_which_they_came(
    runner: Runner, owner: QObject, office: Office, qtbot: Any
) -> None:
    done: list[int] = []
    for number in range(20):
        runner.submit(lambda _office, n: n, number, owner=owner, on_done=done.append)
    wait(qtbot, runner)
    assert done == list(range(20))


def test_that_a_late_answer_for_a_page_that_is_gone_is_dropped(
    runner: Runner, owner: QObject, office: Office, qtbot: Any
) -> None:
    heard: list[object] = []
    gate = threading.Event()
    runner.submit(lambda _office: gate.wait(5), owner=owner, on_done=heard.append)
    runner.drop(owner)
    gate.set()
    wait(qtbot, runner)
    assert heard == []


def test_that_an_owner_who_was_deleted_hears_nothing(runner: Runner, office: Office, qtbot: Any) -> None:
    heard: list[object] = []
    gone = QObject()
    gate = threading.Event()
    runner.submit(lambda _office: gate.wait(5), owner=gone, on_done=heard.append)
    import shiboken6

    shiboken6.delete(gone)
    gate.set()
    wait(qtbot, runner)
    assert heard == []


def test_that_an_error_of_a_job_that_writes_is_never_lost(
    runner: Runner, owner: QObject, office: Office, qtbot: Any
) -> None:
    shown: list[BaseException] = []
    runner.failed.connect(shown.append)

    def fail(_office: Office) -> None:
        raise ValueError("disk")

    runner.submit(fail, owner=owner, on_error=lambda _error: None, keep_error=True)
    runner.submit(fail, owner=owner, on_error=lambda _error: None)
    runner.drop(owner)
    wait(qtbot, runner)
    assert [type(error) for error in shown] == [ValueError]


def test_that_an_error_goes_to_the_one_who_asked(runner: Runner, owner: QObject, office: Office, qtbot: Any) -> None:
    heard: list[BaseException] = []

    def fail(_office: Office) -> None:
        raise ValueError

    runner.submit(fail, owner=owner, on_error=heard.append)
    wait(qtbot, runner)
    assert [type(error) for error in heard] == [ValueError]


def test_that_progress_is_told_and_cancelling_stops_at_the_next_step(
    runner: Runner, owner: QObject, office: Office, qtbot: Any
) -> None:
    steps: list[tuple[int, int]] = []
    errors: list[BaseException] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(_office: Office, progress: Callable[[int, int], None]) -> None:
        progress(1, 3)
        begun.set()
        go_on.wait(5)
        progress(2, 3)

    ticket = runner.submit(
        work, owner=owner, on_error=errors.append, on_progress=lambda done, total: steps.append((done, total))
    )
    begun.wait(5)
    ticket.cancel()
    go_on.set()
    wait(qtbot, runner)
    assert steps == [(1, 3)]
    assert [type(error) for error in errors] == [CancelledError]


def test_that_a_function_with_its_own_way_to_be_cancelled_decides_itself(
    runner: Runner, owner: QObject, office: Office, qtbot: Any
) -> None:
    done: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(_office: Office, progress: Callable[[int, int], None], cancel: threading.Event) -> str:
        begun.set()
        go_on.wait(5)
        progress(1, 2)
        return "berhenti" if cancel.is_set() else "habis"

    ticket = runner.submit(
        work, owner=owner, on_done=done.append, on_progress=lambda _done, _total: None, with_cancel=True
    )
    begun.wait(5)
    ticket.cancel()
    go_on.set()
    wait(qtbot, runner)
    assert done == ["berhenti"]


def test_that_closing_finishes_what_waits_and_takes_nothing_more(
    runner: Runner, owner: QObject, office: Office, qtbot: Any
) -> None:
    done: list[int] = []
    runner.submit(Office.use, owner=owner, on_done=done.append)
    with qtbot.waitSignal(runner.closed):
        runner.close()
    assert done == [2]
    assert office.closed
    assert not runner.submit(Office.use, owner=owner).has_reader()
    with pytest.raises(RuntimeError, match="writes"):
        runner.submit(Office.use, owner=owner, keep_error=True)


def test_that_busy_is_told_once_for_a_row_of_jobs(runner: Runner, owner: QObject, office: Office, qtbot: Any) -> None:
    told: list[bool] = []
    runner.busy_changed.connect(told.append)
    for _ in range(3):
        runner.submit(Office.use, owner=owner)
    wait(qtbot, runner)
    assert told == [True, False]
