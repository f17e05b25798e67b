"""Strict JSON, keys, signatures and age, from docs/spec/bundle-v1.md, with the standard library and PyNaCl alone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import nacl.exceptions
from nacl import bindings

INTEGER_MAX = 2**53 - 1
DEPTH_MAX = 8
TEXT_MAX = 65_536
KIB = 1024
TYPE = "application/vnd.skp-luring.{}.v1"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_AGE_VERSION = b"age-encryption.org/v1\n"
_B64_32 = rb"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]"
_STANZA = re.compile(rb"-> X25519 (%s)\n(%s)\n" % (_B64_32, _B64_32))
_MAC_LINE = re.compile(rb"--- (%s)\n" % _B64_32)


class Refused(Exception):
    """A refusal with its code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def require(holds: object, code: str) -> None:
    """Refuse with ``code`` where something does not hold."""
    if not holds:
        raise Refused(code)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    require(len(found) == len(pairs), "strict_json")
    return found


def _never(_: str) -> object:
    raise Refused("strict_json")


def strict(raw: bytes, limit: int) -> dict[str, Any]:
    """Return the object that ``raw`` spells in strict form (rules 1-7)."""
    require(len(raw) <= limit and raw[:1] == b"{" and _depth(raw) <= DEPTH_MAX, "strict_json")
    try:
        text = raw.decode()
        value = json.loads(text, object_pairs_hook=_pairs, parse_float=_never, parse_constant=_never)
        again = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except (ValueError, RecursionError):
        raise Refused("strict_json") from None
    require(isinstance(value, dict) and again == raw and _bounded(value), "strict_json")
    found: dict[str, Any] = value
    return found


def _depth(raw: bytes) -> int:
    deepest = now = 0
    for mark in re.sub(rb'"(?:[^"\\]|\\.)*"', b"", raw):
        now += 1 if mark in b"{[" else -1 if mark in b"}]" else 0
        deepest = max(deepest, now)
    return deepest


def _bounded(value: object) -> bool:
    if isinstance(value, bool) or value is None:
        return True
    if isinstance(value, int):
        return -INTEGER_MAX <= value <= INTEGER_MAX
    if isinstance(value, str):
        return len(value) <= TEXT_MAX and "\x00" not in value
    if isinstance(value, list):
        return all(_bounded(one) for one in value)
    assert isinstance(value, dict)
    return all("\x00" not in key and _bounded(one) for key, one in value.items())


Shape = Callable[[Any], bool]


def matches(pattern: str) -> Shape:
    """Return the shape of a text that is wholly of ``pattern``."""
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value, re.DOTALL) is not None


def number(least: int = -INTEGER_MAX) -> Shape:
    """Return the shape of an integer from ``least`` on."""
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least


def items(shape: Shape) -> Shape:
    """Return the shape of a list."""
    return lambda value: isinstance(value, list) and all(shape(one) for one in value)


def optional(shape: Shape) -> Shape:
    """Return the shape of a member that may be left out."""

    def may(value: Any) -> bool:
        return shape(value)

    may.optional = True  # type: ignore[attr-defined]
    return may


def members(**shapes: Shape) -> Shape:
    """Return the shape of an object with these members; others are passed over."""

    def fits(value: Any) -> bool:
        return isinstance(value, dict) and all(
            shape(value[name]) if name in value else hasattr(shape, "optional") for name, shape in shapes.items()
        )

    return fits


TEXT = matches(".*")
ID = matches("[0-9a-f]{32}")
ID_OR_NONE = matches("([0-9a-f]{32})?")
HASH = matches("[0-9a-f]{64}")
HASH_OR_NONE = matches("([0-9a-f]{64})?")
COUNT = number(0)
FROM_ONE = number(1)
OFFICE = members(code=TEXT, name=TEXT, agency=TEXT)
CLAIMED = members(t=TEXT, doubt=optional(lambda value: isinstance(value, bool)))


_BASE64 = re.compile("([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


def is_base64(value: Any) -> bool:
    """Tell whether a text is base64 of RFC 4648 section 4 with padding."""
    return isinstance(value, str) and _BASE64.fullmatch(value) is not None


DOCUMENT = members(type=TEXT, payload=is_base64, signatures=items(members(key=TEXT, sig=is_base64)))


def payload_of(document: Mapping[str, Any]) -> bytes:
    """Return the exact bytes that a signed document's signatures are over."""
    return base64.b64decode(document["payload"])


def key_id(public: bytes) -> str:
    """Return the id of a key (rule 10)."""
    return hashlib.sha256(public).digest()[:16].hex()


def is_signed(public: bytes, name: str, body: bytes, signature: bytes) -> bool:
    """Tell whether ``signature`` is over ``PAE(type, body)`` (rule 8)."""
    kind = TYPE.format(name).encode()
    message = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(body), body)
    try:
        bindings.crypto_sign_open(signature + message, public)
    except (nacl.exceptions.CryptoError, ValueError):
        return False
    return len(signature) == 64


def is_endorsed(document: Mapping[str, Any], name: str, keys: Iterable[bytes], threshold: int = 1) -> bool:
    """Tell whether ``threshold`` different keys signed a document under the type that is expected."""
    by_id = {key_id(one): one for one in keys}
    signers = {
        one["key"]
        for one in document["signatures"][:64]
        if one["key"] in by_id
        and is_signed(by_id[one["key"]], name, payload_of(document), base64.b64decode(one["sig"]))
    }
    return document["type"] == TYPE.format(name) and len(signers) >= threshold


def public_key(text: Any) -> bytes:
    """Return the 32 bytes of a sound signing key (rule 9)."""
    require(HASH(text), "weak_key")
    public = bytes.fromhex(text)
    require(bindings.crypto_core_ed25519_is_valid_point(public), "weak_key")
    return public


def bech32(text: str, prefix: str) -> bytes:
    """Return the 32 bytes of a canonical Bech32 text (BIP 173) with this prefix; refuse ``weak_key``."""
    head, mark, tail = text.rpartition("1")
    require(mark and head == prefix and all(letter in _BECH32 for letter in tail) and len(tail) == 58, "weak_key")
    values = [_BECH32.index(letter) for letter in tail]
    bits = 0
    for value in values[:-6]:
        bits = bits << 5 | value
    require(_checksum(prefix, values) == 1 and bits & 15 == 0, "weak_key")
    return (bits >> 4).to_bytes(32, "big")


def recipient(text: Any) -> str:
    """Return a recipient that is canonical and whose shared secrets are not zero (rule 9)."""
    require(isinstance(text, str), "weak_key")
    try:
        bindings.crypto_scalarmult(b"\x42" * 32, bech32(text, "age"))
    except nacl.exceptions.CryptoError:
        raise Refused("weak_key") from None
    return str(text)


def recipients(texts: Collection[Any], most: int) -> None:
    """Refuse anything but 1 to ``most`` different sound recipients."""
    require(1 <= len(texts) <= most and len(set(texts)) == len(texts), "weak_key")
    for one in texts:
        recipient(one)


def recipient_of(identity: str) -> str:
    """Return the recipient of an identity, ``AGE-SECRET-KEY-1…``."""
    public = bindings.crypto_scalarmult_base(bech32(identity.lower(), "age-secret-key-"))
    bits = int.from_bytes(public, "big") << 4
    values = [bits >> 5 * place & 31 for place in reversed(range(52))]
    return _with_checksum("age", values)


def _checksum(prefix: str, values: list[int]) -> int:
    expanded = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    check = 1
    for value in expanded + values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if top >> bit & 1 else 0
    return check


def _with_checksum(prefix: str, values: list[int]) -> str:
    check = _checksum(prefix, values + [0] * 6) ^ 1
    tail = [check >> 5 * (5 - place) & 31 for place in range(6)]
    return prefix + "1" + "".join(_BECH32[value] for value in values + tail)


def hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256 with 32 bytes of output (RFC 5869)."""
    return hmac.digest(hmac.digest(salt or bytes(32), key, "sha256"), info + b"\x01", "sha256")


def age_header(ciphertext: bytes) -> tuple[list[tuple[bytes, bytes]], int]:
    """Return the stanzas (share, body) and where the header ends (rule 22)."""
    require(ciphertext.startswith(_AGE_VERSION), "age_header")
    at, stanzas = len(_AGE_VERSION), []
    while (found := _STANZA.match(ciphertext, at)) is not None:
        stanzas.append((base64.b64decode(found[1] + b"="), base64.b64decode(found[2] + b"=")))
        at = found.end()
    end = _MAC_LINE.match(ciphertext, at)
    require(end is not None and 1 <= len(stanzas) <= 8, "age_header")
    assert end is not None
    payload = len(ciphertext) - end.end() - 16
    require(payload > 16 and (payload % 65_552 or 65_552) > 16, "age_header")
    return stanzas, end.end()


def age_open(ciphertext: bytes, identities: Iterable[str]) -> bytes:
    """Return the plaintext of an age file; refuse ``not_for_this_office`` and ``decrypt_failed``."""
    stanzas, end = age_header(ciphertext)
    file_key = _file_key(stanzas, [bech32(one.lower(), "age-secret-key-") for one in identities])
    mac_line = ciphertext.rindex(b"---", 0, end)
    mac = hmac.digest(hkdf(file_key, b"", b"header"), ciphertext[: mac_line + 3], "sha256")
    require(hmac.compare_digest(base64.b64decode(ciphertext[mac_line + 4 : end - 1] + b"="), mac), "decrypt_failed")
    stream = hkdf(file_key, ciphertext[end : end + 16], b"payload")
    chunks = [ciphertext[at : at + 65_552] for at in range(end + 16, len(ciphertext), 65_552)]
    out = []
    for place, chunk in enumerate(chunks):
        nonce = place.to_bytes(11, "big") + (b"\x01" if place + 1 == len(chunks) else b"\x00")
        try:
            out.append(bindings.crypto_aead_chacha20poly1305_ietf_decrypt(chunk, None, nonce, stream))
        except nacl.exceptions.CryptoError:
            raise Refused("decrypt_failed") from None
    return b"".join(out)


def _file_key(stanzas: Iterable[tuple[bytes, bytes]], secrets: Collection[bytes]) -> bytes:
    for share, body in stanzas:
        for secret in secrets:
            try:
                shared = bindings.crypto_scalarmult(secret, share)
                wrap = hkdf(shared, share + bindings.crypto_scalarmult_base(secret), b"age-encryption.org/v1/X25519")
                return bytes(bindings.crypto_aead_chacha20poly1305_ietf_decrypt(body, None, bytes(12), wrap))
            except nacl.exceptions.CryptoError:
                continue
    raise Refused("not_for_this_office")
