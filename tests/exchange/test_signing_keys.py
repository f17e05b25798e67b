"""Keys and signatures: DSSE's encoding to the byte, and no key of low order anywhere."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import key_id, make_request, read_request, signing
from desktop_app.vault import SigningKey

# The eight points of small order and their other encodings (RFC 8032; the list that libsodium refuses).
LOW_ORDER = [
    "00" * 32,
    "01" + "00" * 31,
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "ec" + "ff" * 30 + "7f",
    "ed" + "ff" * 30 + "7f",
    "ee" + "ff" * 30 + "7f",
    "00" * 31 + "80",
    "01" + "00" * 30 + "80",
    "ec" + "ff" * 31,
    "ed" + "ff" * 31,
    "ee" + "ff" * 31,
]
# Low-order u coordinates of Curve25519 (RFC 7748 section 6.1, and the multiples of p that fit 32 bytes).
LOW_ORDER_X25519 = [
    "00" * 32,
    "01" + "00" * 31,
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ec" + "ff" * 30 + "7f",
    "ed" + "ff" * 30 + "7f",
    "ee" + "ff" * 30 + "7f",
]


def test_that_the_pre_authentication_encoding_is_that_of_dsse() -> None:
    """The example of DSSE protocol.md."""
    assert signing.pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_that_a_signature_counts_for_its_type_alone() -> None:
    key = SigningKey(b"\x05" * 32)
    signature = signing.sign(key, signing.OUTER_TYPE, b"isi")
    assert signing.is_signed(key.public, signing.OUTER_TYPE, b"isi", signature)
    assert not signing.is_signed(key.public, signing.MANIFEST_TYPE, b"isi", signature)
    assert not signing.is_signed(key.public, signing.OUTER_TYPE, b"isi ", signature)
    assert not signing.is_signed(SigningKey(b"\x06" * 32).public, signing.OUTER_TYPE, b"isi", signature)
    assert not signing.is_signed(key.public, signing.OUTER_TYPE, b"isi", signature + b"x")
    assert not signing.is_signed(key.public, signing.OUTER_TYPE, b"isi", signature[:-1])


@pytest.mark.parametrize("text", LOW_ORDER)
def test_that_no_low_order_key_is_taken_or_verifies(text: str) -> None:
    with pytest.raises(BundleError) as refused:
        signing.public_from_hex(text)
    assert refused.value.code == "weak_key"
    # With R = A and S = 0 a careless verifier accepts this for many messages.
    assert not any(
        signing.is_signed(bytes.fromhex(text), "t", bytes([n]), bytes.fromhex(r) + bytes(32))
        for n in range(16)
        for r in LOW_ORDER
    )


@pytest.mark.parametrize("text", ["ab" * 31, "ab" * 33, "AB" * 32, "zz" * 32, "", "f" * 64])
def test_that_a_key_has_one_spelling(text: str) -> None:
    with pytest.raises(BundleError):
        signing.public_from_hex(text)


@pytest.mark.parametrize("point", LOW_ORDER_X25519)
def test_that_no_low_order_recipient_is_taken(point: str) -> None:
    with pytest.raises(BundleError) as refused:
        signing.check_recipient(bech32("age", bytes.fromhex(point)))
    assert refused.value.code == "weak_key"


def test_that_the_test_spells_recipients_as_the_library_does(world: Any) -> None:
    recipient = world.office.inbox_recipient
    assert bech32("age", signing.bech32_bytes(recipient)) == recipient
    signing.check_recipient(recipient)
    for bad in (recipient.upper(), recipient[:-1], recipient + "q", recipient.replace("age1", "age1q"), "", "ssh-rsa"):
        with pytest.raises(BundleError):
            signing.check_recipient(bad)


def test_that_a_request_with_a_weak_key_is_refused(world: Any) -> None:
    """A low-order key proves possession of nothing: anybody can sign for it."""

    class Weak:
        public = bytes.fromhex(LOW_ORDER[1])

        def sign(self, message: bytes) -> bytes:
            return self.public + bytes(32)

    data = make_request(
        Weak(),
        return_recipient=world.unit.keys.return_recipient,
        office=world.unit.request.office,
        kinds=[],
        program="0.1.0",
    )
    with pytest.raises(BundleError) as refused:
        read_request(data)
    assert refused.value.code == "weak_key"


def test_that_an_id_is_half_of_the_keys_hash() -> None:
    assert key_id(b"\x07" * 32) == hashlib.sha256(b"\x07" * 32).hexdigest()[:32]


LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def bech32(prefix: str, data: bytes) -> str:
    """BIP 173, for spelling keys that no library would make."""
    number = int.from_bytes(data, "big") << (-len(data) * 8 % 5)
    count = -(-len(data) * 8 // 5)
    words = [number >> 5 * (count - 1 - place) & 31 for place in range(count)]
    spread = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    check = 1
    for word in [*spread, *words, 0, 0, 0, 0, 0, 0]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ word
        for place, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if top >> place & 1 else 0
    words += [(check ^ 1) >> 5 * (5 - place) & 31 for place in range(6)]
    return prefix + "1" + "".join(LETTERS[word] for word in words)
