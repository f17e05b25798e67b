"""The parent's side of the unsealing child: starts it, bounds its time, kills it on any trouble.

See ``worker`` for the messages. Nothing that it sends is believed before it has been checked here. A child that has
gone through a sound bundle to its end may serve the next one; one that has seen anything else is never used again.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

import msgspec

import desktop_app
from desktop_app.domain.errors import BundleError, SystemProblem
from desktop_app.exchange.limits import (
    ATTACHMENT_MAX,
    MANIFEST_MAX,
    WORKER_BYTES_PER_SECOND,
    WORKER_GRACE_SECONDS,
    WORKER_START_SECONDS,
)
from desktop_app.exchange.manifest import SegmentEntry
from desktop_app.exchange.worker import FLAG, MESSAGE, Task

_LARGEST = {b"R": 0, b"M": 64 + MANIFEST_MAX, b"S": 4, b"D": ATTACHMENT_MAX, b"E": 0, b"X": 4096}


# One child reads while the next bundle is being verified by another.
_KEPT: Final = 2
_PIPE: Final = 1024 * 1024
"""Bytes that a child may write before somebody reads, where the system lets it: a segment in a few turns."""
_LIBRARIES: Final = frozenset({"site-packages", "dist-packages"})
"""Folders of libraries; the child is told them, because looking for them itself takes longer than its other work."""


class _Refused(msgspec.Struct, frozen=True):
    code: str
    facts: dict[str, str | int]


def worker_command() -> list[str]:
    """Return the command line of the child: this Python without its site, or the frozen program; both with the flag."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    return [sys.executable, "-S", "-m", "desktop_app", FLAG]


def _environment() -> dict[str, str]:
    """Return the child's environment: our package first, and never the current folder, which may be a stick."""
    root = str(Path(desktop_app.__file__).parent.parent)
    libraries = [entry for entry in sys.path if Path(entry).is_absolute() and Path(entry).name in _LIBRARIES]
    before = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join([root, *libraries, *([before] if before else [])])
    return {**os.environ, "PYTHONPATH": path, "PYTHONSAFEPATH": "1", "PYTHONDONTWRITEBYTECODE": "1"}


class Child:
    """One child process and its two pipes; losing the object ends it."""

    def __init__(self) -> None:
        """Start the process without waiting for it; ``SystemProblem("unseal_unavailable")`` when there is none."""
        try:
            self.process = subprocess.Popen(
                worker_command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise SystemProblem("unseal_unavailable", errno=error.errno or 0) from error
        _widen(self.process.stdout)
        self._end = weakref.finalize(self, _kill, self.process)
        self._is_ready = False

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._end()

    def begin(self, task: Task) -> None:
        """Hand over a task, once the process has come up (``SystemProblem("unseal_unavailable")`` if it does not)."""
        if not self._is_ready:
            try:
                tag, _ = self.receive(WORKER_START_SECONDS)
            except BundleError:
                tag = b""
            if tag != b"R":
                self.end()
                raise SystemProblem("unseal_unavailable", errno=0)
            self._is_ready = True
        raw = msgspec.json.encode(task)
        self.order(b"T" + len(raw).to_bytes(4, "big") + raw)

    def order(self, data: bytes) -> None:
        """Send an order; a child that is gone is noticed at the next answer."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.write(data)
            self.process.stdin.flush()

    def receive(self, seconds: float) -> tuple[bytes, bytes]:
        """Return tag and content of the next message; ``BundleError`` ``unseal_slow``, ``unseal_failed``."""
        assert self.process.stdout is not None
        late, process = threading.Event(), self.process

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            return _read_message(self.process.stdout)
        except EOFError:
            self.end()
            raise BundleError("unseal_slow" if late.is_set() else "unseal_failed") from None
        finally:
            timer.cancel()


class Spare:
    """One child started ahead of need: it has been given nothing, no key either, before somebody takes it.

    Threads may share it; the end of the program ends the child.
    """

    def __init__(self) -> None:
        self._child: Child | None = None
        self._wanted = False
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Have a child ready from now on; where none can be started, the first need of one tells."""
        with self._lock, contextlib.suppress(SystemProblem):
            self._wanted = True
            if self._child is None or self._child.process.poll() is not None:
                self._child = Child()

    def take(self) -> Child:
        """Return the child that stands ready, or start one."""
        with self._lock:
            child, self._child = self._child, None
        return child if child is not None and child.process.poll() is None else Child()

    def renew(self) -> None:
        """Start the next one, where somebody wanted one to be ready."""
        if self._wanted:
            self.prepare()

    def release(self) -> None:
        """Let no child stand ready any more."""
        with self._lock:
            child, self._child, self._wanted = self._child, None, False
        if child is not None:
            child.end()


SPARE: Final = Spare()
"""The one of this program."""


class UnsealerPool:
    """Keeps children warm between bundles, so that forty bundles do not start forty processes; a context manager.

    With ``several`` the second child is started together with the first. Threads may share it.
    """

    def __init__(self, *, several: bool = False) -> None:
        self._idle: list[Child] = []
        self._several = several
        self._open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open = False
        while self._idle:
            self._idle.pop().end()
        SPARE.renew()

    def take(self) -> Child:
        """Return a child that waits for a task."""
        try:
            child = self._idle.pop()
        except IndexError:
            child = SPARE.take()
            if self._several:
                self._several = False
                self._idle.insert(0, Child())
            return child
        if child.process.poll() is None:
            return child
        child.end()
        return self.take()

    def give_back(self, child: Child) -> None:
        """Keep a child that has served its task to the end."""
        if self._open and len(self._idle) < _KEPT:
            self._idle.append(child)
        else:
            child.end()


class Unsealer:
    """One ciphertext and the child that reads it; ``close`` (or losing the object) ends that."""

    def __init__(
        self,
        path: Path,
        *,
        offset: int,
        length: int,
        identities: Sequence[str],
        manifest_sha256: str = "",
        pool: UnsealerPool | None = None,
    ) -> None:
        """Give a child its task; ``SystemProblem("unseal_unavailable")`` when none comes up."""
        self._budget = self._left = WORKER_GRACE_SECONDS + length / WORKER_BYTES_PER_SECOND
        self._pool = pool
        self._is_idle = False
        self._child: Child | None = pool.take() if pool is not None else SPARE.take()
        self._child.begin(Task(str(path.absolute()), offset, length, tuple(identities), manifest_sha256))

    @property
    def process_id(self) -> int:
        """The child's process id; 0 after ``close``."""
        return 0 if self._child is None else self._child.process.pid

    def close(self) -> None:
        """Let go of the child: back to the pool if it ended its last pass well, else it is killed."""
        child, self._child = self._child, None
        if child is None:
            return
        if self._is_idle and self._pool is not None:
            self._pool.give_back(child)
        else:
            child.end()
            if self._pool is None:
                SPARE.renew()

    def manifest(self) -> tuple[bytes, bytes]:
        """Begin the verifying pass; return manifest and inner signature, both unverified."""
        self._order(b"V")
        content = self._receive(b"M")
        return content[64:], content[:64]

    def go_on(self, segments: Sequence[SegmentEntry]) -> int:
        """Let the child check every segment of a manifest that has been verified; return the number of revisions."""
        self._order(b"G")
        total = sum(int.from_bytes(self._receive(b"S"), "big") for _ in segments)
        self._receive(b"E")
        return total

    def stream(self, first: int, stop: int) -> Iterator[bytes]:
        """Yield the raw bytes of the segments from ``first`` up to ``stop`` in a new pass, unverified, one by one."""
        self._order(b"N" + first.to_bytes(4, "big") + stop.to_bytes(4, "big"))
        for _ in range(first, stop):
            yield self._receive(b"D")
        self._receive(b"E")

    def _order(self, data: bytes) -> None:
        if data != b"G":
            self._left = self._budget
        self._is_idle = False
        if self._child is not None:
            self._child.order(data)

    def _receive(self, wanted: bytes) -> bytes:
        """Return the content of the next message, which must be ``wanted``; only waiting counts against the time."""
        if self._child is None:
            raise BundleError("unseal_failed")
        began = time.monotonic()
        tag, content = self._child.receive(self._left)
        self._left = max(0.05, self._left - (time.monotonic() - began))
        if tag == wanted:
            self._is_idle = tag == b"E"
            return content
        self.close()
        if tag != b"X":
            raise BundleError("unseal_failed")
        try:
            refused = msgspec.json.decode(content, type=_Refused)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise BundleError("unseal_failed") from None
        if refused.code == "unseal_read":
            raise SystemProblem("bundle_unreadable", **refused.facts)
        raise BundleError(refused.code, **refused.facts)


def _read_message(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """Return tag and content of one message; ``EOFError`` when it is cut, unknown, or longer than its tag allows."""
    head = stream.read(MESSAGE.size)
    if len(head) < MESSAGE.size:
        raise EOFError
    tag, length = MESSAGE.unpack(head)
    if length > _LARGEST.get(tag, -1):
        raise EOFError
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return tag, content


def _widen(pipe: IO[bytes] | None) -> None:
    """Let a pipe take more at once, where the system has such."""
    if sys.platform == "linux" and pipe is not None:
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a child and let go of its pipes."""
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()
