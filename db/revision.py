"""A revision: its exact stored bytes, its name, and the strict form that both must have.

The bytes are one compact JSON object whose last member is ``body``; the name ``rev_id`` is the SHA-256
of exactly these bytes, so nothing is ever canonicalised. Members that a newer program adds stand before
``body``, are tolerated and are kept, because the bytes are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated, Literal

import msgspec

from db.errors import StoreError

MAX_REVISION_BYTES = 256 * 1024
MAX_DEPTH = 200
MAX_PARENTS = 64
"""Far more versions of one document than offices ever write at the same time."""
MAX_TEXT = 64 * 1024
"""Unicode code points in one text; what is longer could be kept but not be sent."""
EMPTY_BODY = b"{}"

_Id128 = Annotated[str, msgspec.Meta(min_length=32, max_length=32)]
_Id256 = Annotated[str, msgspec.Meta(min_length=64, max_length=64)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]

_HEX = re.compile(r"[0-9a-f]*")
_KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
_BODY_MARK = b',"body":'
_OPEN, _CLOSE = b"{}"
_START = b'{"v":1,"kind":"'


class Claim(msgspec.Struct, frozen=True):
    """A time as the clock claimed it: ISO 8601 with offset, and whether that clock is in doubt."""

    t: str
    doubt: bool = False


class Revision(msgspec.Struct, frozen=True):
    """One immutable saved state of one document, with the exact bytes that were hashed and stored.

    ``body`` is the raw JSON of an object, ``{}`` for a tombstone; ``parents`` are sorted rev_ids. Of an ``erased`` one
    only the place in the graph is left, and ``raw`` does not hash to ``rev_id``.
    """

    rev_id: str
    raw: bytes
    kind: str
    doc_id: str
    parents: tuple[str, ...]
    device: str
    epoch: str
    n: int
    who: str
    at: Claim
    schema: int
    scope: str
    why: str
    deleted: bool
    body: bytes
    erased: bool = False


class Envelope(msgspec.Struct, frozen=True, gc=False):
    """The stored members of a revision in their stored order; ``body`` stays undecoded."""

    v: Literal[1]
    kind: str
    doc: _Id128
    parents: tuple[_Id256, ...]
    dev: _Id128
    epoch: _Id128
    n: _Count
    who: str
    t: str
    doubt: bool
    schema: _Count
    scope: str
    why: str
    deleted: bool = msgspec.field(name="del")
    body: msgspec.Raw


decode_envelope = msgspec.json.Decoder(Envelope).decode
_encode = msgspec.json.Encoder().encode


def is_hex(text: str) -> bool:
    """Say whether the text holds nothing but lower-case hexadecimal digits."""
    return _HEX.fullmatch(text) is not None


def is_kind(text: str) -> bool:
    """Say whether the text may name a kind of document: ``[a-z][a-z0-9_]*``, at most 40 characters."""
    return _KIND.fullmatch(text) is not None


def document_key(doc_id: str) -> bytes:
    """Return the 16 bytes of a document id of 32 hexadecimal digits, or raise ``bad_id``."""
    if len(doc_id) != 32 or not is_hex(doc_id):
        raise StoreError("bad_id", doc_id=doc_id)
    return bytes.fromhex(doc_id)


def revision_key(rev_id: str) -> bytes:
    """Return the 32 bytes of a revision id of 64 hexadecimal digits, or raise ``bad_id``."""
    if len(rev_id) != 64 or not is_hex(rev_id):
        raise StoreError("bad_id", rev_id=rev_id)
    return bytes.fromhex(rev_id)


def body_slice(raw: bytes) -> bytes:
    """Return the body of bytes that are known to be in strict form, without decoding anything.

    The mark cannot occur inside a JSON string (its quotation mark would be escaped) and the strict form
    has been proved on arrival to hold it first where the body starts.
    """
    return raw[raw.index(_BODY_MARK) + len(_BODY_MARK) : -1]


def form_fault(raw: bytes, envelope: Envelope) -> str | None:
    """Name what keeps decoded bytes from being in strict form, or return None; cheap, for every arrival."""
    size = len(envelope.body)
    if not raw.startswith(_START) or raw[-1:] != b"}" or b"\n" in raw:
        return "form"
    start = raw.find(_BODY_MARK) + len(_BODY_MARK)
    if start + size + 1 != len(raw):
        return "body_not_last"
    if raw[start] != _OPEN or raw[-2] != _CLOSE:
        return "body_not_object"
    if len(raw) > MAX_REVISION_BYTES:
        return "too_large"
    parents = envelope.parents
    if len(parents) > 1:
        if len(parents) > MAX_PARENTS:
            return "too_many_parents"
        if list(parents) != sorted(set(parents)):
            return "parents"
    if envelope.deleted and size != len(EMPTY_BODY):
        return "tombstone_with_body"
    # Nothing is nested more deeply than it has opening brackets, so the slow look is rare. Taking them out counts
    # them several times faster than counting, which goes byte by byte.
    if 2 * len(raw) - len(raw.replace(b"{", b"")) - len(raw.replace(b"[", b"")) > MAX_DEPTH and depth(raw) > MAX_DEPTH:
        return "depth"
    return None


def text_fault(raw: bytes, envelope: Envelope) -> str | None:
    """Name what is wrong with kind, ids or text encoding, or return None.

    Arrivals call it only for a chunk in which a quick look over all bytes found something unusual; it
    refuses nothing that the quick look lets pass, so the answer never depends on the company in a chunk.
    """
    if not is_kind(envelope.kind):
        return "kind"
    if not is_hex("".join((envelope.doc, envelope.dev, envelope.epoch, *envelope.parents))):
        return "ids"
    try:
        raw.decode()
        if b"\\ud" in raw or b"\\uD" in raw:
            # Decoding every string is what refuses a lone surrogate written as an escape.
            msgspec.json.decode(raw)
    except (UnicodeDecodeError, msgspec.DecodeError):
        return "text"
    return None


def unfit_text(raw: bytes) -> str | None:
    """Name what keeps a text in valid JSON from being sent (``too_long``, ``nul``), or return None."""
    if len(raw) <= MAX_TEXT and b"\\u0000" not in raw:
        return None
    pending: list[object] = [msgspec.json.decode(raw)]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            if len(value) > MAX_TEXT:
                return "too_long"
            if "\x00" in value:
                return "nul"
        elif isinstance(value, dict):
            pending += [*value, *value.values()]
        elif isinstance(value, list):
            pending += value
    return None


def depth(raw: bytes) -> int:
    """Return how deeply the arrays and objects of valid JSON are nested."""
    deepest = now = 0
    for byte in _STRING.sub(b"", raw):
        if byte in b"{[":
            now += 1
            deepest = max(deepest, now)
        elif byte in b"}]":
            now -= 1
    return deepest


def parse(raw: bytes) -> Envelope:
    """Decode and check one revision fully, or raise ``StoreError("revision_damaged", reason=…)``."""
    if len(raw) > MAX_REVISION_BYTES:
        raise StoreError("revision_damaged", reason="too_large")
    try:
        envelope = decode_envelope(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError("revision_damaged", reason="json", detail=str(error)) from error
    fault = form_fault(raw, envelope) or text_fault(raw, envelope)
    if fault is not None:
        raise StoreError("revision_damaged", reason=fault)
    return envelope


def from_envelope(rev_id: str, raw: bytes, envelope: Envelope, erased: bool = False) -> Revision:
    """Build the public revision from its decoded envelope and its bytes."""
    return Revision(
        rev_id=rev_id,
        raw=raw,
        kind=envelope.kind,
        doc_id=envelope.doc,
        parents=envelope.parents,
        device=envelope.dev,
        epoch=envelope.epoch,
        n=envelope.n,
        who=envelope.who,
        at=Claim(envelope.t, envelope.doubt),
        schema=envelope.schema,
        scope=envelope.scope,
        why=envelope.why,
        deleted=envelope.deleted,
        body=bytes(envelope.body),
        erased=erased,
    )


def decode_revision(raw: bytes) -> Revision:
    """Decode stored or received bytes strictly, or raise ``StoreError("revision_damaged", reason=…)``."""
    return from_envelope(sha256(raw).hexdigest(), raw, parse(raw))


def encode_revision(
    *,
    kind: str,
    doc_id: str,
    parents: Sequence[str],
    device: str,
    epoch: str,
    n: int,
    who: str,
    at: Claim,
    schema: int,
    scope: str,
    why: str,
    deleted: bool,
    body: bytes,
) -> Revision:
    """Build a revision and its exact bytes; whitespace between the tokens of ``body`` is dropped.

    Raises ``revision_too_large`` over 256 KiB, ``text_unfit`` for a text that could not be sent and
    ``revision_damaged`` for what could not be read back.
    """
    try:
        compact = msgspec.json.format(body, indent=-1)
    except (msgspec.DecodeError, RecursionError) as error:
        raise StoreError("revision_damaged", reason="body", detail=str(error)) from error
    distinct = set(parents)
    if len(distinct) > MAX_PARENTS:
        raise StoreError("too_many_parents", count=len(distinct), limit=MAX_PARENTS)
    envelope = Envelope(
        v=1,
        kind=kind,
        doc=doc_id,
        parents=tuple(sorted(distinct)),
        dev=device,
        epoch=epoch,
        n=n,
        who=who,
        t=at.t,
        doubt=at.doubt,
        schema=schema,
        scope=scope,
        why=why,
        deleted=deleted,
        body=msgspec.Raw(compact),
    )
    try:
        raw = _encode(envelope)
    except UnicodeEncodeError as error:
        raise StoreError("revision_damaged", reason="text", detail=str(error)) from error
    if len(raw) > MAX_REVISION_BYTES:
        raise StoreError("revision_too_large", size=len(raw), limit=MAX_REVISION_BYTES)
    if fault := unfit_text(raw):
        raise StoreError("text_unfit", reason=fault, limit=MAX_TEXT)
    return from_envelope(sha256(raw).hexdigest(), raw, parse(raw))
