"""Opening: an untrusted file in, a ``VerifiedBundle`` out, in the fixed order of docs/spec/bundle-v1.md, Verification.

Magic, sizes, header limits, chain and revocation, outer signature, ciphertext hash, age gate; then, with the child
process: decryption, frame limits, inner signature, recipients and sender, counters, schema and scope, and every
segment once. Merging reads a second pass, each segment checked again against the signed manifest.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, NamedTuple

from desktop_app.domain.errors import BundleError, SystemProblem
from desktop_app.exchange import age
from desktop_app.exchange.enrolment import (
    Certificate,
    EnrolRequest,
    check_certificate,
    check_granted,
    claimed_device,
    read_certificate,
)
from desktop_app.exchange.limits import BUNDLE_MAX, HEADER_MAX, MIB
from desktop_app.exchange.manifest import MAGIC, Header, Kind, Manifest, decode_header, decode_manifest
from desktop_app.exchange.signing import MANIFEST_TYPE, OUTER_TYPE, Envelope, is_signed, key_id
from desktop_app.exchange.trust import (
    NO_MARKS,
    Marks,
    Revocation,
    TrustState,
    check_delegation,
    check_roots,
    check_trust,
)
from desktop_app.exchange.unsealer import Unsealer, UnsealerPool
from desktop_app.exchange.verified import Evidence, Sender, Standing, VerifiedBundle, admit

# How a bundle begins after a mail gateway made text of it; no longer than the bytes that are read first.
_TEXT_ARMOR: Final = (b"U0tQQj", b"-----BE", b"Content", b"MIME-Ve")


class KnownBundle(NamedTuple):
    """A bundle that was accepted before: whose, which epoch and number, and the hash of its file."""

    device_id: str
    epoch: str
    seq: int
    file_sha256: str


@dataclass(frozen=True)
class OpenContext:
    """What the receiver knows and accepts.

    ``me`` is the own ``key_id``; ``identities`` the age secret keys that may open the file; ``trust`` the accepted
    trust document (None only at a unit that waits for its first answer, which then needs ``request``); ``schema``
    the newest document schema this program reads; ``known`` every bundle accepted so far; ``keep_twin`` lets a twin
    through to a human decision, ``admit_revoked`` names files of revoked devices that a person has admitted; ``pool``
    keeps a child process warm over several bundles. ``admitted`` is the kabupaten's register: the present certificate
    of each device by its id, which takes the place of one that an issuer of the past signed; ``late`` the files that a
    device named as under way when it changed its key, by its former id.
    """

    accepts: Kind
    me: str
    identities: Sequence[str]
    trust: TrustState | None
    schema: int
    marks: Marks = NO_MARKS
    known: Sequence[KnownBundle] = ()
    request: EnrolRequest | None = None
    keep_twin: bool = False
    admit_revoked: frozenset[str] = frozenset()
    pool: UnsealerPool | None = None
    admitted: Mapping[str, bytes] = field(default_factory=dict)
    late: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Outer:
    """The outer part of a file, as it was read."""

    header: Header
    body: bytes
    signature: bytes
    ct_offset: int


def open_bundle(path: Path, context: OpenContext) -> VerifiedBundle:
    """Return the bundle in the file ``path`` (our own quarantined copy), verified to its last byte.

    Nothing is changed by it. Raises ``BundleError`` with the code of the first thing that is wrong, and
    ``SystemProblem`` when the file cannot be read or no child process can be started.
    """
    try:
        with _open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            outer = _read_outer(file, size)
            if outer.header.kind != context.accepts:
                raise BundleError("wrong_direction", kind=outer.header.kind)
            sender, revocation = _check_chain(outer.header, context)
            if not is_signed(sender.public, OUTER_TYPE, outer.body, outer.signature):
                raise BundleError("bad_outer_signature")
            file_sha256 = _check_ciphertext(file, outer)
            _check_revoked(revocation, outer.header, file_sha256, context)
            file.seek(outer.ct_offset)
            stanzas = age.check_header(file.read(age.HEADER_MAX), outer.header.ct_len)
    except OSError as error:
        raise SystemProblem("bundle_unreadable", errno=error.errno or 0) from error

    def unseal(manifest_sha256: str = "") -> Unsealer:
        return Unsealer(
            path,
            offset=outer.ct_offset,
            length=outer.header.ct_len,
            identities=context.identities,
            manifest_sha256=manifest_sha256,
            pool=context.pool,
        )

    unsealer = unseal()
    try:
        raw, inner_signature = unsealer.manifest()
        if not is_signed(sender.public, MANIFEST_TYPE, raw, inner_signature):
            raise BundleError("bad_inner_signature")
        manifest = decode_manifest(raw)
        _check_binding(manifest, outer.header, sender, stanzas, context)
        standing = _check_counters(manifest, file_sha256, context)
        _check_scope(manifest, sender, context)
        trust, granted = _check_answer(manifest, sender, context)
        if unsealer.go_on(manifest.segments) != manifest.counts.revisions:
            raise BundleError("manifest_damaged", detail="revisions")
    except BaseException:
        unsealer.close()
        raise
    manifest_sha256 = hashlib.sha256(raw).hexdigest()
    return admit(
        path=path,
        size=size,
        file_sha256=file_sha256,
        manifest=manifest,
        manifest_sha256=manifest_sha256,
        evidence=Evidence(raw, inner_signature, sender.public),
        sender=sender,
        standing=standing,
        trust=trust,
        granted=granted,
        unsealer=unsealer,
        reopen=lambda: unseal(manifest_sha256),
    )


def _open_regular(path: Path) -> IO[bytes]:
    """Open a regular file and nothing else; links are not followed."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise BundleError("not_a_file", name=path.name)
    return path.open("rb")


def _read_outer(file: IO[bytes], size: int) -> _Outer:
    """Read magic, length and header, and hold the file's size against them before anything else is believed."""
    if size > BUNDLE_MAX:
        raise BundleError("too_large", size=size)
    start = file.read(len(MAGIC) + 2)
    if start.startswith(_TEXT_ARMOR):
        raise BundleError("text_armor")
    if start[:4] == MAGIC[:4] and b"1" < start[4:5] <= b"9":
        raise BundleError("newer_format", needs=start[4:5].decode())
    if not start.startswith(MAGIC[: len(start)]):
        raise BundleError("bad_magic")
    if len(start) < len(MAGIC) + 2:
        raise BundleError("truncated", size=size)
    length = int.from_bytes(start[len(MAGIC) :], "big")
    if length > HEADER_MAX:
        raise BundleError("header_too_large", size=length)
    body = file.read(length)
    signature = file.read(64)
    if len(signature) < 64:
        raise BundleError("truncated", size=size)
    header = decode_header(body)
    offset = len(start) + length + 64
    if size < offset + header.ct_len:
        raise BundleError("truncated", size=size, expected=offset + header.ct_len)
    if size > offset + header.ct_len:
        raise BundleError("trailing_bytes", size=size, expected=offset + header.ct_len)
    return _Outer(header, body, signature, offset)


def _check_chain(header: Header, context: OpenContext) -> tuple[Sender, Revocation | None]:
    """Return who may have sent this: from certificate (up) or roots and delegation (return), and a revocation of it."""
    if header.certificate is not None:
        if context.trust is None:
            raise BundleError("unknown_sender")
        certificate = _certificate_of(header.certificate, context.trust.issuers, context.admitted)
        revoked = next((one for one in context.trust.revocations if one.device_id == certificate.device_id), None)
        sender = Sender(certificate.signing_key, certificate.office, certificate)
        return sender, revoked
    assert header.delegation is not None
    if context.trust is None and context.request is None:
        raise BundleError("unknown_sender")
    pinned = None if context.trust is None else context.trust.pin
    root = check_roots(header.roots, pinned=pinned, marks=context.marks)
    delegation = check_delegation(header.delegation, root)
    return Sender(bytes.fromhex(delegation.issuer), delegation.office, None), None


def _certificate_of(shown: Envelope, issuers: Sequence[bytes], admitted: Mapping[str, bytes]) -> Certificate:
    """Return what the sender may do: by the certificate that it shows, or by the register where its issuer is void.

    After a rotation an honest unit still shows the old certificate. It is known by its own key, never by the signature
    of the old issuer: whoever stole that one can name a device, and cannot sign as the device.
    """
    try:
        return check_certificate(shown, issuers)
    except BundleError as error:
        if error.code != "unknown_sender":
            raise
        device_id, signing_key = claimed_device(shown)
        present = admitted.get(device_id)
        if present is None:
            raise
        certificate = read_certificate(present, issuers)
        if certificate.payload.signing_key != signing_key:
            raise
        return certificate


def _check_ciphertext(file: IO[bytes], outer: _Outer) -> str:
    """Compare the ciphertext's hash with the signed header's; return the hash of the whole file."""
    file.seek(0)
    whole = hashlib.sha256(file.read(outer.ct_offset))
    digest = hashlib.sha256()
    while piece := file.read(MIB):
        digest.update(piece)
        whole.update(piece)
    if digest.hexdigest() != outer.header.ct_sha256:
        raise BundleError("ciphertext_changed")
    return whole.hexdigest()


def _check_revoked(revocation: Revocation | None, header: Header, file_sha256: str, context: OpenContext) -> None:
    """Refuse what a revoked device sent, but for files that were accepted before or that a person admitted.

    A lower number is no way in: whoever holds the stolen key can write any number.
    """
    if revocation is None:
        return
    accepted = {one.file_sha256 for one in context.known} | {revocation.head} | context.admit_revoked
    accepted |= context.late.get(revocation.device_id, frozenset())
    if file_sha256 not in accepted:
        raise BundleError("revoked_device", device=revocation.device_id[:8], seq=header.seq, last=revocation.seq)


def _check_binding(manifest: Manifest, header: Header, sender: Sender, stanzas: int, context: OpenContext) -> None:
    """Hold the inside against the outside and against ourselves: same sender, same number, sealed to us by them."""
    if manifest.sender != key_id(sender.public) or manifest.kind != header.kind:
        raise BundleError("sender_mismatch")
    if (manifest.epoch, manifest.seq) != (header.epoch, header.seq) or manifest.office.code != sender.office.code:
        raise BundleError("sender_mismatch")
    mine = {age.recipient_of(one) for one in context.identities}
    if not mine & set(manifest.recipients) or stanzas != len(manifest.recipients):
        raise BundleError("not_for_this_office")
    if header.kind == "return" and manifest.addressee != context.me:
        raise BundleError("not_for_this_office")


def _check_counters(manifest: Manifest, file_sha256: str, context: OpenContext) -> Standing:
    """Say how the bundle stands to those accepted before; the same number with other content is a twin."""
    known = [one for one in context.known if one.device_id == manifest.sender]
    gap = bool(manifest.previous) and manifest.previous not in {one.file_sha256 for one in known}
    new_epoch = bool(known) and manifest.epoch not in {one.epoch for one in known}
    if any(one.file_sha256 == file_sha256 for one in known):
        return Standing("already_received", new_epoch=False, gap=gap)
    same_epoch = [one.seq for one in known if one.epoch == manifest.epoch]
    if manifest.seq in same_epoch:
        if not context.keep_twin:
            raise BundleError("twin_detected", device=manifest.sender[:8], seq=manifest.seq)
        return Standing("twin", new_epoch=False, gap=gap)
    older = bool(same_epoch) and manifest.seq < max(same_epoch)
    return Standing("older" if older else "new", new_epoch=new_epoch, gap=gap)


def _check_scope(manifest: Manifest, sender: Sender, context: OpenContext) -> None:
    """Refuse a newer document schema and a bundle whose declared scope is not its certificate's."""
    if manifest.schema > context.schema:
        raise BundleError("newer_format", needs=manifest.program)
    if sender.certificate is not None and not sender.certificate.covers(manifest.scope):
        raise BundleError("scope_exceeded", scope=manifest.scope[:40])


def _check_answer(
    manifest: Manifest, sender: Sender, context: OpenContext
) -> tuple[TrustState | None, Certificate | None]:
    """Verify what a return bundle brings: the trust document, and a certificate that answers our own request."""
    if manifest.kind != "return":
        if manifest.trust is not None or manifest.certificate is not None or manifest.acknowledgements:
            raise BundleError("manifest_damaged", detail="answer in an up bundle")
        return None, None
    if manifest.trust is None:
        raise BundleError("manifest_damaged", detail="no trust document")
    pinned = None if context.trust is None else context.trust.pin
    trust = check_trust(manifest.trust, pinned=pinned, marks=context.marks)
    if sender.public not in trust.issuers:
        raise BundleError("unknown_issuer")
    granted: Certificate | None = None
    if manifest.certificate is not None:
        granted = check_certificate(manifest.certificate, trust.issuers)
        if granted.device_id != context.me:
            raise BundleError("certificate_not_ours")
        if context.request is not None:
            check_granted(granted, context.request)
    if context.trust is None and granted is None:
        raise BundleError("certificate_missing")
    return trust, granted
