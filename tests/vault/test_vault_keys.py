"""Device and office keys: what they sign and open, and how the store keeps them."""

from __future__ import annotations

import msgspec
import nacl.signing
import pyrage
import pytest

from desktop_app.domain.errors import SystemProblem
from desktop_app.exchange import Signer, key_id
from desktop_app.vault import DeviceKeys, OfficeKeys, SigningKey


def test_that_a_signature_verifies_with_plain_ed25519() -> None:
    key: Signer = SigningKey.generate()
    nacl.signing.VerifyKey(key.public).verify(b"pesan", key.sign(b"pesan"))
    assert len(key.public) == 32


def test_that_the_rfc_8032_vector_comes_out() -> None:
    """RFC 8032, section 7.1, test 2."""
    key = SigningKey(bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
    assert key.public.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert key.sign(b"\x72").hex().startswith("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da")


def test_that_kept_keys_come_back_the_same() -> None:
    device, office = DeviceKeys.generate(), OfficeKeys.generate()
    again = DeviceKeys.from_bytes(device.to_bytes())
    assert (again.device_id, again.return_recipient) == (device.device_id, device.return_recipient)
    assert again.signing.seed == device.signing.seed
    back = OfficeKeys.from_bytes(office.to_bytes())
    assert (back.root.public, back.issuer.public) == (office.root.public, office.issuer.public)
    assert back.inbox_recipient == office.inbox_recipient


def test_that_the_id_is_that_of_the_exchange() -> None:
    device, office = DeviceKeys.generate(), OfficeKeys.generate()
    assert device.device_id == key_id(device.signing.public)
    assert office.issuer_id == key_id(office.issuer.public)
    assert len(device.device_id) == 32


def test_that_the_return_identity_opens_what_is_sealed_to_it() -> None:
    device = DeviceKeys.generate()
    sealed = pyrage.encrypt(b"balasan", [pyrage.x25519.Recipient.from_str(device.return_recipient)])
    assert pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(device.return_identity)]) == b"balasan"


def test_that_no_two_devices_are_alike() -> None:
    assert len({DeviceKeys.generate().device_id for _ in range(20)}) == 20


def test_that_secrets_do_not_show() -> None:
    device, office = DeviceKeys.generate(), OfficeKeys.generate()
    for shown in (repr(device), str(device), f"{office}", repr(office.root)):
        assert "AGE-SECRET-KEY" not in shown
        assert device.signing.seed.hex() not in shown
        assert repr(office.root.seed)[2:-1] not in shown


def damaged() -> list[bytes]:
    """Bytes that are no device keys."""
    good = DeviceKeys.generate().to_bytes()
    fields = msgspec.json.decode(good)
    return [
        b"",
        b"{}",
        good[:-1],
        b"\xff" + good,
        OfficeKeys.generate().to_bytes(),
        msgspec.json.encode({**fields, "signing": "AAAA"}),
        msgspec.json.encode({**fields, "return_identity": "AGE-SECRET-KEY-1"}),
        msgspec.json.encode({**fields, "more": 1}),
    ]


@pytest.mark.parametrize("data", damaged(), ids=range(8))
def test_that_damaged_keys_are_named_and_not_guessed(data: bytes) -> None:
    with pytest.raises(SystemProblem) as problem:
        DeviceKeys.from_bytes(data)
    assert problem.value.code == "keys_damaged"


def test_that_keys_of_a_newer_program_are_named() -> None:
    fields = msgspec.json.decode(OfficeKeys.generate().to_bytes())
    with pytest.raises(SystemProblem) as problem:
        OfficeKeys.from_bytes(msgspec.json.encode({**fields, "version": 3}))
    assert problem.value.code == "keys_newer"


@pytest.mark.parametrize("size", [0, 31, 33, 64])
def test_that_a_seed_has_32_bytes(size: int) -> None:
    with pytest.raises(ValueError):
        SigningKey(bytes(size))
