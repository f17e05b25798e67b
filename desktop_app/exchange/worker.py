"""The child process that decrypts, decompresses and checks the inside of a bundle, with little memory and no files.

Started as ``python -S -m desktop_app --unseal-worker`` (a frozen program: its own executable with that flag). It
reads one-byte orders from stdin and writes tagged messages to stdout:

* ``R`` (ready) comes first, while nothing hostile has been seen.
* order ``T`` (task): ``u32 length | JSON`` of ``Task`` follows; a child may get another when it has ended one well.
* order ``V`` (verify): ``M`` with manifest and signature, then it waits for ``G`` (go on, the parent has verified
  them) or the end; then per segment ``S`` with the number of revisions as ``u32``; then ``E``.
* order ``N`` (next pass) with ``u32 first | u32 stop``: for each segment from first up to stop ``D`` with its raw
  bytes; then ``E``.
* ``X`` with ``{"code", "facts"}`` refuses the file and ends the process.

The parent trusts nothing of this but what it checks itself: signatures, and hashes against the signed manifest.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import struct
from pathlib import Path
from typing import IO, Final

import msgspec
import pyrage

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import strict_json
from desktop_app.exchange.age import open_identity
from desktop_app.exchange.frames import FrameReader, expand
from desktop_app.exchange.limits import REVISION_MAX, WORKER_MEMORY
from desktop_app.exchange.manifest import REVISIONS, Manifest, SegmentEntry, decode_manifest

FLAG: Final = "--unseal-worker"
MESSAGE: Final = struct.Struct(">cI")
_RANGE: Final = struct.Struct(">II")


class Task(msgspec.Struct, frozen=True):
    """Which bytes of which file to unseal, with which age identities; ``manifest_sha256`` when it is known already."""

    path: str
    offset: int
    length: int
    identities: tuple[str, ...]
    manifest_sha256: str = ""


class _Refusal(msgspec.Struct, frozen=True):
    """What ``X`` carries."""

    code: str
    facts: dict[str, str | int]


class _Enough(Exception):
    """All segments that were asked for have been handed over."""


class _Window:
    """The ciphertext as a stream that ends where the header says, whatever follows in the file."""

    def __init__(self, file: IO[bytes], offset: int, length: int) -> None:
        file.seek(offset)
        self._file = file
        self._left = length

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes of what is left."""
        data = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data


class _Unseal:
    """One task: passes over one ciphertext."""

    def __init__(self, task: Task, orders: IO[bytes], answers: IO[bytes]) -> None:
        self._task = task
        self._orders = orders
        self._answers = answers
        self._manifest_sha256 = task.manifest_sha256
        self._streams = False
        self._first = self._stop = 0

    def serve(self, order: bytes) -> None:
        """Make one pass: ``V`` verifies, ``N`` hands over."""
        self._streams = order == b"N"
        if self._streams:
            self._first, self._stop = _RANGE.unpack(self._orders.read(_RANGE.size))
        identities = [open_identity(text) for text in self._task.identities]
        frames = FrameReader(self._on_manifest, self._on_segment)
        with Path(self._task.path).open("rb") as file:
            try:
                pyrage.decrypt_io(_Window(file, self._task.offset, self._task.length), frames, identities)
            except _Enough:
                send(self._answers, b"E", b"")
                return
            except pyrage.DecryptError as error:
                code = "not_for_this_office" if "No matching keys" in str(error) else "decrypt_failed"
                raise BundleError(code) from None
            except OSError as error:
                if error.errno is not None:
                    raise
                raise BundleError("decrypt_failed") from None
        frames.finish()
        send(self._answers, b"E", b"")

    def _on_manifest(self, manifest: bytes, signature: bytes) -> tuple[SegmentEntry, ...]:
        found = hashlib.sha256(manifest).hexdigest()
        if not self._streams:
            send(self._answers, b"M", signature + manifest)
            if self._orders.read(1) != b"G":
                raise SystemExit(0)
            self._manifest_sha256 = found
        elif found != self._manifest_sha256:
            raise BundleError("changed_between_passes")
        return decode_manifest(manifest).segments

    def _on_segment(self, index: int, entry: SegmentEntry, stored: bytes) -> None:
        if self._streams:
            if index >= self._first:
                send(self._answers, b"D", expand(entry, stored))
            if index + 1 == self._stop:
                raise _Enough
            return
        raw = expand(entry, stored)
        count = 0
        if entry.type == REVISIONS:
            for revision in raw.split(b"\n"):
                strict_json.check(revision, limit=REVISION_MAX)
                count += 1
        send(self._answers, b"S", count.to_bytes(4, "big"))


def send(stream: IO[bytes], tag: bytes, content: bytes) -> None:
    """Write one message and pass it on at once."""
    stream.write(MESSAGE.pack(tag, len(content)))
    stream.write(content)
    stream.flush()


def _confine() -> None:
    """Bound this process where the platform can: memory above what it has now, no files written, no core dumped."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the wall time of the parent still holds.
        return
    size = 512 * 1024 * 1024
    with contextlib.suppress(OSError, ValueError, IndexError):
        size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    for what, most in (
        (resource.RLIMIT_AS, size + WORKER_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))


def main() -> int:
    """Serve orders from stdin to stdout; 0 when they end, 1 after a refusal."""
    # A windowed program has no sys.stdin; its pipes are there all the same.
    orders, answers = os.fdopen(0, "rb", closefd=False), os.fdopen(1, "wb", closefd=False)
    _confine()
    # What is decoded here is trees, never rings: looking for rings would cost a third of the time.
    gc.disable()
    # Made now, perhaps ahead of need, and not when the first manifest comes.
    msgspec.json.Decoder(Manifest)
    try:
        send(answers, b"R", b"")
        unseal: _Unseal | None = None
        while order := orders.read(1):
            if order == b"T":
                task = orders.read(int.from_bytes(orders.read(4), "big"))
                unseal = _Unseal(msgspec.json.decode(task, type=Task), orders, answers)
            elif unseal is not None:
                unseal.serve(order)
    except BundleError as error:
        facts = {name: value for name, value in error.facts.items() if isinstance(value, str | int)}
        _refuse(answers, error.code, facts)
    except MemoryError:
        _refuse(answers, "unseal_memory", {})
    except OSError as error:
        _refuse(answers, "unseal_read", {"errno": error.errno or 0})
    else:
        return 0
    return 1


def _refuse(answers: IO[bytes], code: str, facts: dict[str, str | int]) -> None:
    with contextlib.suppress(OSError):
        send(answers, b"X", strict_json.encode(_Refusal(code, facts)))
