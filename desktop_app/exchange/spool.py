"""Compressed segments on their way into a bundle: in memory while small, else in a nameless file that only we can read.

The manifest comes first in a bundle and names every segment's length and hash, so all segments must be known before
the first byte is written. People's data never touches a disk in clear: what does not fit into memory is encrypted
under a key that exists only in this process.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Final

import nacl.secret
import nacl.utils

from desktop_app.domain.errors import BundleError, SystemProblem
from desktop_app.exchange import strict_json
from desktop_app.exchange.frames import END_FRAME, MANIFEST_FRAME, PREFIX_LEN, SIGNATURE_FRAME, compress, frame_prefix
from desktop_app.exchange.limits import (
    ATTACHMENT_MAX,
    ATTACHMENTS_MAX,
    MIB,
    REVISION_MAX,
    REVISIONS_MAX,
    SEGMENT_RAW_MAX,
)
from desktop_app.exchange.manifest import ATTACHMENT, REVISIONS, SegmentEntry

_IN_MEMORY: Final = 32 * MIB


class Spool:
    """The segments of one bundle in order; a context manager that forgets them."""

    def __init__(self) -> None:
        self.entries: list[SegmentEntry] = []
        self.revisions = 0
        self.attachments = 0
        self._memory: list[bytes | None] = []
        self._held = 0
        self._file: IO[bytes] | None = None
        self._lengths: list[int] = []
        self._box = nacl.secret.SecretBox(nacl.utils.random(nacl.secret.SecretBox.KEY_SIZE))

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def add_revisions(self, revisions: Iterable[bytes]) -> None:
        """Take revisions in order, cut into segments of at most 4 MiB.

        Raises ``SystemProblem("revision_unsendable")`` for one that no receiver would take, ``too_much_to_send``.
        """
        pending: list[bytes] = []
        size = 0
        for revision in revisions:
            try:
                strict_json.check(revision, limit=REVISION_MAX)
            except BundleError as error:
                rev_id = hashlib.sha256(revision).hexdigest()
                raise SystemProblem("revision_unsendable", rev_id=rev_id, reason=error.facts.get("reason")) from error
            if pending and size + 1 + len(revision) > SEGMENT_RAW_MAX:
                self._add(REVISIONS, b"\n".join(pending), "")
                pending, size = [], 0
            size += len(revision) + bool(pending)
            pending.append(revision)
            self.revisions += 1
            if self.revisions > REVISIONS_MAX:
                raise SystemProblem("too_much_to_send", most=REVISIONS_MAX)
        if pending:
            self._add(REVISIONS, b"\n".join(pending), "")

    def add_attachment(self, data: bytes, mime: str) -> None:
        """Take one attachment of 1 byte to 25 MiB (``SystemProblem("attachment_unsendable")`` otherwise)."""
        if not 0 < len(data) <= ATTACHMENT_MAX:
            raise SystemProblem("attachment_unsendable", size=len(data))
        self.attachments += 1
        if self.attachments > ATTACHMENTS_MAX:
            raise SystemProblem("too_much_to_send", most=ATTACHMENTS_MAX)
        self._add(ATTACHMENT, data, mime)

    def plain_length(self, manifest_len: int) -> int:
        """Return the length of all frames around a manifest of ``manifest_len`` bytes."""
        frames = 3 + len(self.entries)
        return frames * PREFIX_LEN + manifest_len + 64 + sum(entry.len for entry in self.entries)

    def plain(self, manifest: bytes, signature: bytes) -> Iterator[bytes]:
        """Yield the frames of the bundle's inside."""
        yield frame_prefix(len(manifest), MANIFEST_FRAME) + manifest
        yield frame_prefix(64, SIGNATURE_FRAME) + signature
        if self._file is not None:
            self._file.seek(0)
        for at, entry in enumerate(self.entries):
            yield frame_prefix(entry.len, entry.type)
            yield self._stored(at)
        yield frame_prefix(0, END_FRAME)

    def _add(self, type_: int, raw: bytes, mime: str) -> None:
        codec, stored = compress(raw)
        self.entries.append(SegmentEntry(type_, codec, len(stored), len(raw), hashlib.sha256(raw).hexdigest(), mime))
        if self._held + len(stored) <= _IN_MEMORY and self._file is None:
            self._held += len(stored)
            self._memory.append(stored)
            self._lengths.append(0)
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        sealed = self._box.encrypt(stored)
        self._file.write(sealed)
        self._memory.append(None)
        self._lengths.append(len(sealed))

    def _stored(self, at: int) -> bytes:
        held = self._memory[at]
        if held is not None:
            return held
        assert self._file is not None
        return self._box.decrypt(self._file.read(self._lengths[at]))


class ChunkReader:
    """An iterator of pieces as a stream for the age library."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._piece = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes, nothing at the end."""
        while not len(self._piece):
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._piece = memoryview(piece)
        taken = self._piece if size < 0 else self._piece[:size]
        self._piece = self._piece[len(taken) :]
        return bytes(taken)
