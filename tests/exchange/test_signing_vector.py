"""The vector of signatures and printed codes, verified without the program's own code, then by it."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey as PlainKey
from nacl.signing import VerifyKey

from desktop_app.domain.codec import decode_as, encode
from desktop_app.domain.pengguna import Pengguna
from desktop_app.exchange.pengguna import is_vouched
from desktop_app.exchange.print_code import PrintedCode, ShortCode, print_text, read_code, short_code
from desktop_app.exchange.revision_signature import sign_revision, verify_signature
from desktop_app.vault import SigningKey

ROOT = Path(__file__).parent.parent.parent
VECTOR = ROOT / "tests" / "vectors" / "signing-v1"
RELEASED = "aa86c0885359a37902470ddef075547b0f5ef440883c8068a58eb614c3dc9f46"
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXY"
# RFC 8032 points of small order, in canonical and other encodings; each makes some signature hold for any message.
LOW_ORDER = (
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
)


@pytest.fixture(scope="module")
def vector() -> dict[str, str]:
    """The vector as it was released."""
    found: dict[str, str] = json.loads((VECTOR / "expected.json").read_text(encoding="utf-8"))
    return found


def plain_pae(name: str, payload: bytes) -> bytes:
    """DSSE's encoding, written down once more."""
    kind = f"application/vnd.skp-luring.{name}.v1".encode()
    return b"DSSEv1 " + str(len(kind)).encode() + b" " + kind + b" " + str(len(payload)).encode() + b" " + payload


def test_that_the_released_vector_never_changes(vector: dict[str, str]) -> None:
    assert hashlib.sha256((VECTOR / "expected.json").read_bytes()).hexdigest() == RELEASED
    spec = importlib.util.spec_from_file_location("signing_vector", VECTOR / "make_signing_vector.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    assert maker.make() == vector


def test_that_a_person_written_before_keys_had_a_seal_is_read_and_his_key_still_holds(vector: dict[str, str]) -> None:
    old = decode_as(Pengguna, vector["pengguna"].encode())
    (key,) = old.kunci
    assert (key.segel, key.tanda_segel) == ("", "")
    device = bytes.fromhex(key.kunci_perangkat)
    assert is_vouched(device, vector["pengguna_id"], bytes.fromhex(key.kunci), key.tanda_perangkat)
    signed = json.loads(vector["tanda_tangan"])
    assert verify_signature(key.kunci, vector["revision"].encode(), signed["tanda"])
    # A later version writes the same members with the same values; what it adds is empty.
    released, today = json.loads(vector["pengguna"]), json.loads(encode(old))
    (was,), (now,) = released.pop("kunci"), today.pop("kunci")
    assert today == released
    assert now == {**was, "segel": "", "tanda_segel": ""}


def test_that_the_specification_shows_the_vector(vector: dict[str, str]) -> None:
    text = (ROOT / "docs" / "spec" / "signing.md").read_text(encoding="utf-8")
    signed = json.loads(vector["tanda_tangan"])
    shown = [vector[name] for name in ("revision", "rev_id", "tanda_tangan_id", "qr", "qr_unsigned", "short_code")]
    for value in (*shown, signed["tanda"]):
        assert value in text, value


def test_that_the_signature_holds_by_plain_ed25519_over_the_written_encoding(vector: dict[str, str]) -> None:
    raw, signed = vector["revision"].encode(), json.loads(vector["tanda_tangan"])
    assert hashlib.sha256(raw).hexdigest() == vector["rev_id"] == signed["revisi"]
    public = bytes(PlainKey(bytes.fromhex(vector["person_seed"])).verify_key)
    assert hashlib.sha256(public).hexdigest()[:32] == signed["kunci"]
    VerifyKey(public).verify(plain_pae("tanda-tangan", raw), bytes.fromhex(signed["tanda"]))
    tag = hashlib.sha256(b"skp-luring/kantor/99.01.01").hexdigest()[:8]
    rest = hashlib.sha256(f"skp-luring/tanda_tangan/{signed['revisi']}/{signed['kunci']}".encode()).hexdigest()[:24]
    assert vector["tanda_tangan_id"] == tag + rest


def test_that_the_device_vouches_for_the_key_by_the_written_statement(vector: dict[str, str]) -> None:
    (key,) = json.loads(vector["pengguna"])["kunci"]
    device = PlainKey(bytes.fromhex(vector["device_seed"])).verify_key
    assert key["kunci_perangkat"] == bytes(device).hex()
    assert key["perangkat"] == hashlib.sha256(bytes(device)).hexdigest()[:32]
    names = ("akun", "id", "kunci", "perangkat")
    values = (vector["pengguna_id"], key["id"], key["kunci"], key["perangkat"])
    statement = json.dumps(dict(zip(names, values, strict=True)), separators=(",", ":")).encode()
    device.verify(plain_pae("pengguna", statement), bytes.fromhex(key["tanda_perangkat"]))
    assert is_vouched(bytes(device), vector["pengguna_id"], bytes.fromhex(key["kunci"]), key["tanda_perangkat"])
    assert not is_vouched(bytes(device), "0" * 32, bytes.fromhex(key["kunci"]), key["tanda_perangkat"])


@pytest.mark.parametrize("kind", ["T", "K"])
def test_that_the_codes_are_what_the_specification_writes(vector: dict[str, str], kind: str) -> None:
    signed = json.loads(vector["tanda_tangan"])
    data = bytes.fromhex(signed["dokumen"] + signed["revisi"])
    if kind == "T":
        data += bytes.fromhex(signed["kunci"] + signed["tanda"])
    check = hashlib.sha256(f"skp-luring cetak v1 {kind}\0".encode() + data).digest()[:2]
    text = "SKPL1" + kind + base64.b32encode(data + check).decode()
    assert text == vector["qr" if kind == "T" else "qr_unsigned"]
    code = PrintedCode(
        signed["dokumen"], signed["revisi"], *((signed["kunci"], signed["tanda"]) if kind == "T" else ())
    )
    assert print_text(code) == text
    assert read_code(f" {text[:70]}\n{text[70:].lower()} ") == code
    number = int(vector["rev_id"], 16) >> (256 - 54)
    values = []
    for _ in range(11):
        number, rest = divmod(number, 31)
        values.append(rest)
    values.append(sum(weight * value for weight, value in enumerate(values, 2)) % 31)
    letters = "".join(SIGNS[value] for value in values)
    assert vector["short_code"] == short_code(vector["rev_id"]) == f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
    found = read_code(vector["short_code"])
    assert isinstance(found, ShortCode)
    assert found.first <= vector["rev_id"] <= found.last
    assert int(found.last, 16) - int(found.first, 16) == 2 ** (256 - 54) - 1


def test_that_any_changed_bit_of_message_signature_or_key_breaks_it(vector: dict[str, str]) -> None:
    raw, signed = vector["revision"].encode(), json.loads(vector["tanda_tangan"])
    public = SigningKey(bytes.fromhex(vector["person_seed"])).public.hex()
    assert verify_signature(public, raw, signed["tanda"])
    for place in range(0, len(raw), 7):
        assert not verify_signature(public, raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :], signed["tanda"])
    tanda = bytes.fromhex(signed["tanda"])
    for place in range(64):
        assert not verify_signature(public, raw, (tanda[:place] + bytes([tanda[place] ^ 4]) + tanda[place + 1 :]).hex())
    for wrong in (signed["tanda"].upper(), signed["tanda"][:-2], signed["tanda"] + "00", "", "zz" * 64, "é" * 128):
        assert not verify_signature(public, raw, wrong)
    for wrong in (public.upper(), public[:-2], "", "zz" * 32, SigningKey.generate().public.hex()):
        assert not verify_signature(wrong, raw, signed["tanda"])


@pytest.mark.parametrize("public", LOW_ORDER)
def test_that_keys_of_low_order_never_verify_anything(public: str) -> None:
    # With S = 0 and R of low order, such a key "signs" messages in a verifier that does not refuse it.
    for first in LOW_ORDER:
        for number in range(32):
            assert not verify_signature(public, b"isi %d" % number, first + "00" * 32)


def test_that_a_signature_of_another_type_is_none_of_a_revision(vector: dict[str, str]) -> None:
    key, raw = SigningKey(bytes.fromhex(vector["person_seed"])), vector["revision"].encode()
    for other in ("certificate+json", "pengguna", "bundle-manifest"):
        assert not verify_signature(key.public.hex(), raw, key.sign(plain_pae(other, raw)).hex())
    assert not verify_signature(key.public.hex(), raw, key.sign(raw).hex())
    assert verify_signature(key.public.hex(), raw, sign_revision(key, raw))


def test_that_the_plain_verifier_is_not_always_content(vector: dict[str, str]) -> None:
    signed: dict[str, Any] = json.loads(vector["tanda_tangan"])
    public = PlainKey(bytes.fromhex(vector["person_seed"])).verify_key
    with pytest.raises(BadSignatureError):
        public.verify(plain_pae("tanda-tangan", b"{}"), bytes.fromhex(signed["tanda"]))
