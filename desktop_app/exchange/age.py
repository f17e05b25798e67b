"""The sealed inside of a bundle: age v1 with X25519 recipients only, behind a gate of exact form.

The library also accepts files that the format forbids and works for minutes on hostile ones, so nothing reaches it
before ``check_header``. It writes a random extra stanza into each header; ``encrypt`` takes that out again and
computes the header's MAC anew, so that a bundle holds its recipients' stanzas and nothing else, and so that its
length is known before it is written. Source: C2SP age.md, sections Header, Header MAC, X25519 recipient stanza.
"""

from __future__ import annotations

import base64
import hmac
import re
from collections.abc import Sequence
from typing import Final, Protocol

import nacl.exceptions
import pyrage
from nacl import bindings

from desktop_app.domain.errors import BundleError
from desktop_app.exchange.limits import RECIPIENTS_MAX
from desktop_app.exchange.signing import bech32_bytes, check_recipients

_VERSION: Final = b"age-encryption.org/v1\n"
# 32 bytes in unpadded base64: 43 letters, the last of which carries two zero bits in canonical form.
_B64_32: Final = rb"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]"
_STANZA: Final = re.compile(rb"-> X25519 (" + _B64_32 + rb")\n(" + _B64_32 + rb")\n")
_HEADER: Final = re.compile(
    re.escape(_VERSION) + rb"(?:-> X25519 %s\n%s\n){1,%d}--- %s\n" % (_B64_32, _B64_32, RECIPIENTS_MAX, _B64_32)
)
_ANY_END: Final = re.compile(rb"\n--- [A-Za-z0-9+/]{43}\n")
_STANZA_LEN: Final = 10 + 43 + 1 + 43 + 1
HEADER_MAX: Final = len(_VERSION) + RECIPIENTS_MAX * _STANZA_LEN + 4 + 43 + 1
_CHUNK: Final = 64 * 1024
_TAG: Final = 16
_NONCE: Final = 16


class Reader(Protocol):
    """A source of plain bytes; an empty answer ends it."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes."""
        ...


class Writer(Protocol):
    """A drain for sealed bytes."""

    def write(self, data: bytes, /) -> object:
        """Take ``data``."""
        ...


def check_header(start: bytes, ct_len: int) -> int:
    """Return the number of stanzas of the age header at ``start`` (its first ``HEADER_MAX`` bytes or fewer).

    Raises ``BundleError("age_header")`` unless it is version 1 with 1 to 8 X25519 stanzas in exact canonical form,
    followed by a nonce and at least one chunk within ``ct_len`` bytes.
    """
    match = _HEADER.match(start)
    if match is None:
        raise BundleError("age_header")
    payload = ct_len - match.end() - _NONCE
    last = payload % (_CHUNK + _TAG) or _CHUNK + _TAG
    # Every plaintext has frames in it, so a chunk of nothing but its tag cannot be right.
    if payload <= _TAG or last <= _TAG:
        raise BundleError("age_header")
    return (match.end() - len(_VERSION) - 48) // _STANZA_LEN


def sealed_length(plain_len: int, recipients: int) -> int:
    """Return the exact length of a ciphertext over ``plain_len`` bytes for that many recipients."""
    chunks = max(1, -(-plain_len // _CHUNK))
    return len(_VERSION) + recipients * _STANZA_LEN + 48 + _NONCE + plain_len + chunks * _TAG


def encrypt(reader: Reader, writer: Writer, recipients: Sequence[str]) -> None:
    """Seal all of ``reader`` to ``recipients`` (1 to 8 age texts, else ``BundleError("weak_key")``) into ``writer``."""
    check_recipients(recipients)
    witness = pyrage.x25519.Identity.generate()
    everyone = [pyrage.x25519.Recipient.from_str(one) for one in recipients] + [witness.to_public()]
    # The witness is a key of this call alone: it lets us open the header that the library wrote and close it again.
    plain = _PlainHeader(writer, bech32_bytes(str(witness)), len(recipients))
    try:
        pyrage.encrypt_io(reader, plain, everyone)
    except pyrage.EncryptError as error:
        raise plain.failure or OSError(str(error)) from error
    if plain.failure is not None:
        # The library passes over an error of the last write; a full stick must not.
        raise plain.failure


def open_identity(text: str) -> object:
    """Return the library's identity for an ``AGE-SECRET-KEY-1…`` text; ``BundleError("weak_key")`` when it is none."""
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise BundleError("weak_key") from None


def recipient_of(identity: str) -> str:
    """Return the recipient text of an ``AGE-SECRET-KEY-1…`` text; ``BundleError("weak_key")`` when it is none."""
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError:
        raise BundleError("weak_key") from None


class _PlainHeader:
    """A writer that rewrites the age header passing through it: witness and extra stanzas out, MAC anew."""

    def __init__(self, target: Writer, witness: bytes, recipients: int) -> None:
        self._target = target
        self._witness = witness
        self._recipients = recipients
        self._held: bytearray | None = bytearray()
        self.failure: Exception | None = None

    def write(self, data: bytes) -> int:
        """Hold everything until the header is complete, then pass on; the first error is kept in ``failure``."""
        try:
            return self._pass(data)
        except Exception as error:
            self.failure = self.failure or error
            raise

    def _pass(self, data: bytes) -> int:
        if self._held is None:
            self._target.write(data)
            return len(data)
        self._held += data
        end = _ANY_END.search(self._held)
        if end is not None:
            rest = bytes(self._held[end.end() :])
            self._target.write(self._rewrite(bytes(self._held[: end.end()])))
            self._target.write(rest)
            self._held = None
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back once the header has passed."""

    def _rewrite(self, header: bytes) -> bytes:
        kept: list[bytes] = []
        file_key = b""
        for stanza in _STANZA.finditer(header):
            opened = _unwrap(self._witness, _unbase64(stanza[1]), _unbase64(stanza[2]))
            if opened is None:
                kept.append(stanza[0])
            else:
                file_key = opened
        if not file_key or len(kept) != self._recipients:
            raise RuntimeError("the age library wrote a header of another shape")
        unsigned = _VERSION + b"".join(kept) + b"---"
        mac = hmac.digest(_hkdf(file_key, b"", b"header"), unsigned, "sha256")
        return unsigned + b" " + base64.b64encode(mac).rstrip(b"=") + b"\n"


def _unbase64(text: bytes) -> bytes:
    return base64.b64decode(text + b"=")


def _hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256 with one block of output (RFC 5869)."""
    extracted = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


def _unwrap(identity: bytes, share: bytes, body: bytes) -> bytes | None:
    """Return the 16-byte file key of an X25519 stanza, or None when it is for somebody else. Source: C2SP age.md."""
    recipient = bindings.crypto_scalarmult_base(identity)
    try:
        secret = bindings.crypto_scalarmult(identity, share)
        key = _hkdf(secret, share + recipient, b"age-encryption.org/v1/X25519")
        return bindings.crypto_aead_chacha20poly1305_ietf_decrypt(body, None, bytes(12), key)
    except nacl.exceptions.CryptoError:
        return None
