"""The parent's side of the unsealing child: starts it, bounds its time, kills it on any trouble.

See ``worker`` for the messages. Nothing that it sends is believed before it has been checked here.
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
from typing import IO

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


class _Refused(msgspec.Struct, frozen=True):
    code: str
    facts: dict[str, str | int]


def worker_command() -> list[str]:
    """Return the command line of the child: this Python with the module, or the frozen program with its flag."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    return [sys.executable, "-m", "desktop_app.exchange.worker"]


def _environment() -> dict[str, str]:
    """Return the child's environment: our package first, and never the current folder, which may be a stick."""
    root = str(Path(desktop_app.__file__).parent.parent)
    before = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join([root, before]) if before else root
    return {**os.environ, "PYTHONPATH": path, "PYTHONSAFEPATH": "1", "PYTHONDONTWRITEBYTECODE": "1"}


class Unsealer:
    """One child process on one ciphertext; ``close`` (or losing the object) ends it."""

    def __init__(
        self, path: Path, *, offset: int, length: int, identities: Sequence[str], manifest_sha256: str = ""
    ) -> None:
        """Start the child and give it its task; ``SystemProblem("unseal_unavailable")`` when it does not come up."""
        self._left = WORKER_GRACE_SECONDS + length / WORKER_BYTES_PER_SECOND
        self._budget = self._left
        try:
            self._process = subprocess.Popen(
                worker_command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise SystemProblem("unseal_unavailable", errno=error.errno) from error
        self._end = weakref.finalize(self, _kill, self._process)
        try:
            self._receive(b"R", seconds=WORKER_START_SECONDS)
        except BundleError:
            self.close()
            raise SystemProblem("unseal_unavailable", errno=0) from None
        task = msgspec.json.encode(Task(str(path), offset, length, tuple(identities), manifest_sha256))
        self._order(len(task).to_bytes(4, "big") + task)

    @property
    def process_id(self) -> int:
        """The child's process id."""
        return self._process.pid

    def close(self) -> None:
        """End the child, whatever it is doing."""
        self._end()

    def manifest(self) -> tuple[bytes, bytes]:
        """Begin the verifying pass; return manifest and inner signature, both unverified."""
        self._left = self._budget
        self._order(b"V")
        content = self._receive(b"M")
        return content[64:], content[:64]

    def go_on(self, segments: Sequence[SegmentEntry]) -> int:
        """Let the child check every segment of a manifest that has been verified; return the number of revisions."""
        self._order(b"G")
        total = sum(int.from_bytes(self._receive(b"S"), "big") for _ in segments)
        self._receive(b"E")
        return total

    def stream(self, segments: Sequence[SegmentEntry]) -> Iterator[bytes]:
        """Yield the raw bytes of each segment in one more pass, unverified and one at a time."""
        self._left = self._budget
        self._order(b"N")
        for _ in segments:
            yield self._receive(b"D")
        self._receive(b"E")

    def _order(self, data: bytes) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # A child that is gone is noticed at the next answer.
            self._process.stdin.write(data)
            self._process.stdin.flush()

    def _receive(self, wanted: bytes, *, seconds: float | None = None) -> bytes:
        """Return the content of the next message, which must be ``wanted``; only waiting counts against the time."""
        assert self._process.stdout is not None
        late = threading.Event()

        def give_up() -> None:
            late.set()
            self._process.kill()

        began = time.monotonic()
        timer = threading.Timer(self._left if seconds is None else seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            tag, content = _read_message(self._process.stdout)
        except EOFError:
            self.close()
            raise BundleError("unseal_slow" if late.is_set() else "unseal_failed") from None
        finally:
            timer.cancel()
            if seconds is None:
                self._left = max(0.05, self._left - (time.monotonic() - began))
        if tag == wanted:
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


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a child and let go of its pipes."""
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()
