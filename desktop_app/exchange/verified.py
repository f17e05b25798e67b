"""The proof that a bundle was verified: a type that only verification can make, and the way to read it again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, NamedTuple, Self

from desktop_app.domain.errors import BundleError
from desktop_app.exchange.enrolment import Certificate
from desktop_app.exchange.manifest import REVISIONS, Ack, Manifest
from desktop_app.exchange.seal import Attachment
from desktop_app.exchange.trust import Office, TrustState
from desktop_app.exchange.unsealer import Unsealer

_TOKEN: Final = object()


class Segment(NamedTuple):
    """One segment's raw bytes: ``type`` 3 for revisions joined by line feeds, 4 for one attachment."""

    type: int
    data: bytes
    sha256: str
    mime: str


class Standing(NamedTuple):
    """How a bundle stands to those accepted before.

    ``place`` is ``new``, ``already_received`` (the same file), ``older`` (a lower number, fine: bundles are
    cumulative), ``twin`` (same number, other content). ``new_epoch``: the device began anew. ``gap``: the bundle
    that it names as the one before has not come.
    """

    place: Literal["new", "already_received", "older", "twin"]
    new_epoch: bool
    gap: bool


class Evidence(NamedTuple):
    """What proves the manifest to others: its exact bytes, the sender's inner signature, and the key that made it."""

    manifest: bytes
    signature: bytes
    public: bytes


@dataclass(frozen=True)
class Sender:
    """Whoever the chain names: signing key, office, and the certificate of a device (None for an issuer)."""

    public: bytes
    office: Office
    certificate: Certificate | None


class VerifiedBundle:
    """A bundle whose every byte has been verified; ``open_bundle`` alone makes it, and merging takes nothing else.

    A context manager: leaving it ends the child process that reads the file.
    """

    def __init__(
        self,
        token: object,
        *,
        path: Path,
        size: int,
        file_sha256: str,
        manifest: Manifest,
        manifest_sha256: str,
        evidence: Evidence,
        sender: Sender,
        standing: Standing,
        trust: TrustState | None,
        granted: Certificate | None,
        unsealer: Unsealer,
        reopen: Callable[[], Unsealer],
    ) -> None:
        if token is not _TOKEN:
            raise TypeError("only verification makes a VerifiedBundle")
        self.path: Final = path
        self.size: Final = size
        self.file_sha256: Final = file_sha256
        self.manifest: Final = manifest
        self.manifest_sha256: Final = manifest_sha256
        self.evidence: Final = evidence
        self.certificate: Final = sender.certificate
        self.office: Final = sender.office
        self.standing: Final = standing.place
        self.new_epoch: Final = standing.new_epoch
        self.gap: Final = standing.gap
        self.trust: Final = trust
        self.granted: Final = granted
        self._unsealer: Unsealer | None = unsealer
        self._reopen = reopen
        self._begun: tuple[Segment, Generator[Segment]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def kind(self) -> str:
        """``up`` or ``return``."""
        return self.manifest.kind

    @property
    def sender(self) -> str:
        """The sender's ``key_id``: device id, or the issuer's id."""
        return self.manifest.sender

    @property
    def epoch(self) -> str:
        """The sender's epoch."""
        return self.manifest.epoch

    @property
    def seq(self) -> int:
        """The sender's number of this bundle in its epoch."""
        return self.manifest.seq

    @property
    def acknowledgements(self) -> tuple[Ack, ...]:
        """The bundles that a return bundle says were merged."""
        return self.manifest.acknowledgements

    def close(self) -> None:
        """End the child process; the facts stay readable, and a later reading starts another."""
        if self._begun is not None:
            self._begun[1].close()
            self._begun = None
        if self._unsealer is not None:
            self._unsealer.close()
            self._unsealer = None

    def segments(self) -> Iterator[Segment]:
        """Yield each segment in one more pass over the file, its hash checked against the signed manifest.

        Only one segment is held at a time. Raises ``BundleError("changed_between_passes")`` and the child's own.
        """
        return self._read(0, len(self.manifest.segments))

    def read_ahead(self) -> None:
        """Begin the pass over the revisions: the first segment is fetched now and held until ``revision_chunks``."""
        pieces = self._read(0, self._revision_segments)
        first = next(pieces, None)
        if first is not None:
            self._begun = first, pieces

    def revision_chunks(self) -> Iterator[list[bytes]]:
        """Yield the revisions in their order, in lists of at most 4 MiB together."""
        begun, self._begun = self._begun, None
        if begun is None:
            pieces = self._read(0, self._revision_segments)
        else:
            first, pieces = begun
            yield first.data.split(b"\n")
            del first, begun
        for segment in pieces:
            yield segment.data.split(b"\n")

    def attachments(self) -> Iterator[Attachment]:
        """Yield each attachment with its media type."""
        for segment in self._read(self._revision_segments, len(self.manifest.segments)):
            yield Attachment(segment.data, segment.mime)

    @property
    def _revision_segments(self) -> int:
        """How many segments hold revisions; they come before all attachments."""
        return sum(entry.type == REVISIONS for entry in self.manifest.segments)

    def _read(self, first: int, stop: int) -> Generator[Segment]:
        """Yield the segments from ``first`` up to ``stop``; breaking off costs the next pass a new child."""
        if first == stop:
            return
        unsealer, self._unsealer = self._unsealer or self._reopen(), None
        whole = False
        try:
            pieces = unsealer.stream(first, stop)
            for entry in self.manifest.segments[first:stop]:
                raw = next(pieces)
                if len(raw) != entry.raw_len or hashlib.sha256(raw).hexdigest() != entry.sha256:
                    raise BundleError("changed_between_passes")
                yield Segment(entry.type, raw, entry.sha256, entry.mime)
            for _ in pieces:
                raise BundleError("changed_between_passes")
            whole = True
        finally:
            if whole and self._unsealer is None:
                self._unsealer = unsealer
            else:
                unsealer.close()


def admit(
    *,
    path: Path,
    size: int,
    file_sha256: str,
    manifest: Manifest,
    manifest_sha256: str,
    evidence: Evidence,
    sender: Sender,
    standing: Standing,
    trust: TrustState | None,
    granted: Certificate | None,
    unsealer: Unsealer,
    reopen: Callable[[], Unsealer],
) -> VerifiedBundle:
    """Make a ``VerifiedBundle`` out of what verification has found; for ``opening`` alone."""
    return VerifiedBundle(
        _TOKEN,
        path=path,
        size=size,
        file_sha256=file_sha256,
        manifest=manifest,
        manifest_sha256=manifest_sha256,
        evidence=evidence,
        sender=sender,
        standing=standing,
        trust=trust,
        granted=granted,
        unsealer=unsealer,
        reopen=reopen,
    )
