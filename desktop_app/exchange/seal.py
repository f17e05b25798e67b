"""Sealing: revisions in, one finished file on the stick out.

Source: docs/spec/bundle-v1.md, sections Outer part, Manifest, Carriers. What is inside depends on the input alone;
only the ciphertext differs from one sealing to the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, NamedTuple

import msgspec

from desktop_app.domain.errors import SystemProblem
from desktop_app.exchange import age, strict_json
from desktop_app.exchange.enrolment import Certificate, EnrolRequest
from desktop_app.exchange.limits import FORMAT, HEADER_MAX, MANIFEST_MAX, READER, ROOTS_MAX
from desktop_app.exchange.manifest import MAGIC, Ack, AuditHead, Counts, Header, Manifest, Objections
from desktop_app.exchange.signing import MANIFEST_TYPE, OUTER_TYPE, Envelope, Signer, key_id, read_envelope, sign
from desktop_app.exchange.spool import ChunkReader, Spool
from desktop_app.exchange.stick import Section, write_safely
from desktop_app.exchange.trust import Claimed, Office, TrustDocument, TrustState


class Attachment(NamedTuple):
    """One attachment: its bytes (1 to 25 MiB) and its media type."""

    data: bytes
    mime: str


@dataclass(frozen=True)
class Content:
    """What the sender knows about a bundle besides its revisions; ids and hashes as lower hex.

    ``previous`` is the file hash of the bundle sent before (empty for the first), ``scope`` the office code that the
    revisions belong to, ``objections`` how far its sealed objections are numbered (None without any), ``kinds`` the
    number of documents of each kind, as the paper beside the stick shows them, ``missing`` the attachments asked for,
    ``answers`` the answers taken.
    """

    epoch: str
    seq: int
    schema: int
    program: str
    claimed: Claimed
    scope: str
    audit: AuditHead
    parent_epoch: str = ""
    previous: str = ""
    documents: int = 0
    heads: int = 0
    tombstones: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    objections: Objections | None = None
    missing: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


HEADER_REST: Final = 512
"""More than a return bundle's header takes besides its delegation and its roots."""


@dataclass(frozen=True)
class SealedBundle:
    """A bundle that lies on the carrier, was read back and compared."""

    path: Path
    size: int
    file_sha256: str
    manifest: Manifest
    manifest_sha256: str


def seal_up(
    folder: Path,
    content: Content,
    *,
    signer: Signer,
    certificate: Certificate,
    trust: TrustState,
    revisions: Iterable[bytes],
    attachments: Iterable[Attachment] = (),
) -> SealedBundle:
    """Seal an office's revisions for the inbox recipients of ``trust`` and write the file into ``folder``.

    Raises ``SystemProblem``: ``stick_full``, ``stick_write_failed``, ``stick_not_trusted``, ``too_much_to_send``,
    ``revision_unsendable``, ``attachment_unsendable``.
    """
    if certificate.signing_key != signer.public:
        raise ValueError("the certificate is for another key")
    with Spool() as spool:
        _fill(spool, revisions, attachments)
        manifest = _manifest(content, "up", signer, certificate.office, trust.inbox, trust, spool)
        header = _header(content, "up", certificate=certificate.envelope)
        return _seal(folder, header, manifest, signer, spool)


def seal_return(
    folder: Path,
    content: Content,
    *,
    issuer: Signer,
    trust: TrustState,
    to: Certificate | EnrolRequest,
    acknowledgements: Sequence[Ack] = (),
    certificate: bytes | None = None,
    revisions: Iterable[bytes] = (),
    attachments: Iterable[Attachment] = (),
    renew: Sequence[str] = (),
) -> SealedBundle:
    """Seal an answer for one device: acknowledgements, the trust document, a certificate after enrolment, revisions.

    ``renew`` are the hashes of files whose maker is asked to take a new identity.
    Raises as ``seal_up``; ``KeyError`` when the root has not delegated to ``issuer``.
    """
    delegation = trust.delegation_of(issuer.public)
    with Spool() as spool:
        _fill(spool, revisions, attachments)
        manifest = _manifest(content, "return", issuer, trust.office, (to.return_recipient,), trust, spool)
        manifest = msgspec.structs.replace(
            manifest,
            addressee=to.device_id,
            acknowledgements=tuple(acknowledgements),
            trust=trust.document,
            certificate=None if certificate is None else read_envelope(certificate, code="certificate_damaged"),
            renew=tuple(renew) or msgspec.UNSET,
        )
        header = _header(content, "return", delegation=delegation, roots=roots_that_fit(trust.document, delegation))
        return _seal(folder, header, manifest, issuer, spool, to_code=to.office.code)


def _fill(spool: Spool, revisions: Iterable[bytes], attachments: Iterable[Attachment]) -> None:
    spool.add_revisions(revisions)
    for attachment in attachments:
        spool.add_attachment(attachment.data, attachment.mime)


def _manifest(
    content: Content,
    kind: str,
    signer: Signer,
    office: Office,
    recipients: Sequence[str],
    trust: TrustState,
    spool: Spool,
) -> Manifest:
    return Manifest(
        fmt=FORMAT,
        min_reader=READER,
        schema=content.schema,
        program=content.program,
        kind=kind,
        sender=key_id(signer.public),
        office=office,
        recipients=tuple(recipients),
        addressee="",
        epoch=content.epoch,
        parent_epoch=content.parent_epoch,
        seq=content.seq,
        previous=content.previous,
        root_version_seen=trust.marks.root_version,
        trust_seq_seen=trust.marks.trust_seq,
        audit=content.audit,
        claimed=content.claimed,
        scope=content.scope,
        counts=Counts(content.documents, spool.revisions, content.heads, content.tombstones, spool.attachments),
        kinds=dict(sorted(content.kinds.items())),
        segments=tuple(spool.entries),
        objections=msgspec.UNSET if content.objections is None else content.objections,
        missing=content.missing or msgspec.UNSET,
        answers=content.answers or msgspec.UNSET,
    )


def roots_that_fit(document: TrustDocument, delegation: Envelope) -> tuple[Envelope, ...]:
    """Return the newest roots, oldest first, that leave room in the header: a device may be some versions behind.

    One that is further behind takes the trust file first (docs/spec/keys.md, section Trust file).
    """
    fitting: list[Envelope] = []
    room = HEADER_MAX - len(delegation.raw) - HEADER_REST
    for envelope in reversed(document.roots[-ROOTS_MAX:]):
        room -= len(envelope.raw) + 1
        if room < 0:
            break
        fitting.insert(0, envelope)
    return tuple(fitting)


def _header(
    content: Content,
    kind: str,
    *,
    certificate: Envelope | None = None,
    delegation: Envelope | None = None,
    roots: tuple[Envelope, ...] = (),
) -> Header:
    """Return the outer header but for the ciphertext, which is not known yet."""
    return Header(
        fmt=FORMAT,
        kind=kind,
        epoch=content.epoch,
        seq=content.seq,
        ct_len=1,
        ct_sha256="0" * 64,
        certificate=certificate,
        delegation=delegation,
        roots=roots,
    )


def _seal(
    folder: Path, header: Header, manifest: Manifest, signer: Signer, spool: Spool, *, to_code: str = ""
) -> SealedBundle:
    raw = strict_json.encode(manifest)
    if len(raw) > MANIFEST_MAX:
        raise SystemProblem("too_much_to_send", most=MANIFEST_MAX)
    inner = sign(signer, MANIFEST_TYPE, raw)
    ct_len = age.sealed_length(spool.plain_length(len(raw)), len(manifest.recipients))

    def outer(ct_sha256: str) -> bytes:
        body = strict_json.encode(msgspec.structs.replace(header, ct_len=ct_len, ct_sha256=ct_sha256))
        if len(body) > HEADER_MAX:
            raise SystemProblem("too_much_to_send", most=HEADER_MAX)
        return MAGIC + len(body).to_bytes(2, "big") + body + sign(signer, OUTER_TYPE, body)

    room = len(outer("0" * 64))

    def write(file: IO[bytes]) -> list[Section]:
        file.write(bytes(room))
        sealed = _Hashing(file)
        age.encrypt(ChunkReader(spool.plain(raw, inner)), sealed, manifest.recipients)
        if sealed.length != ct_len:
            raise RuntimeError("the ciphertext has another length than the format says")
        start = outer(sealed.digest.hexdigest())
        file.seek(0)
        file.write(start)
        return [
            Section(room, hashlib.sha256(start).hexdigest()),
            Section(ct_len, sealed.digest.hexdigest()),
        ]

    tujuan = f"{to_code}-" if to_code else ""
    komputer = (manifest.addressee or manifest.sender)[:6]
    stem = f"{manifest.office.code}-{manifest.kind}-{tujuan}{komputer}-{manifest.seq:04d}"
    written = write_safely(folder, stem, room + ct_len, write)
    return SealedBundle(written.path, written.size, written.sha256, manifest, hashlib.sha256(raw).hexdigest())


class _Hashing:
    """A writer that hashes and counts what passes."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self.digest = hashlib.sha256()
        self.length = 0

    def write(self, data: bytes) -> int:
        """Pass ``data`` on."""
        self._target.write(data)
        self.digest.update(data)
        self.length += len(data)
        return len(data)
