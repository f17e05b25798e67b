"""The escrow recipient in the root's delegation, and files of recovery that are hostile."""

from __future__ import annotations

import json
import secrets
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import Claimed, Office, make_delegation, make_root, make_trust, read_trust
from desktop_app.exchange.recovery import (
    GRANT_MAGIC,
    RECOVERY_MAX,
    RecoveryPayload,
    RecoveryRequest,
    check_grant_issuer,
    clean_identity,
    make_grant,
    make_recovery_request,
    new_identity,
    open_escrow,
    open_grant,
    open_small,
    read_grant,
    read_recovery_request,
    seal_escrow,
    seal_small,
)
from desktop_app.exchange.signing import make_envelope, read_envelope
from desktop_app.vault import OfficeKeys, SigningKey

OFFICE = Office("99.01", "BKPSDM", "KABUPATEN CONTOH")
UNIT = Office("99.01.09", "Kecamatan Contoh", "KABUPATEN CONTOH")


def delegation(keys: OfficeKeys, root: bytes, **words: str) -> bytes:
    """The root's word for the issuer, with or without an escrow recipient."""
    inbox = [keys.inbox_recipient]
    issuer = keys.issuer.public
    return make_delegation([keys.root], root=root, issuer=issuer, inbox=inbox, serial=1, office=OFFICE, **words)


def request() -> tuple[RecoveryRequest, str, str]:
    """A sound request, the identity that opens its answer, and the escrow identity."""
    mine, recipient = new_identity()
    escrow, escrow_recipient = new_identity()
    import base64

    blob = seal_escrow(escrow_recipient, [b"\x01" * 32, b"\x02" * 32], device_id="d" * 32, office=UNIT.code)
    payload = RecoveryPayload(
        fmt=1,
        device_id="d" * 32,
        office=UNIT,
        akun_id="a" * 32,
        name="Ani Contoh",
        recipient=recipient,
        escrow_recipient=escrow_recipient,
        escrow=base64.b64encode(blob).decode(),
        nonce=secrets.token_hex(16),
    )
    return make_recovery_request(payload), mine, escrow


def test_that_a_delegation_without_escrow_is_what_it_was_and_one_with_it_is_believed() -> None:
    keys = OfficeKeys.generate()
    root = make_root([keys.root])
    _, escrow = new_identity()
    for words in ({}, {"escrow": escrow}):
        raw = delegation(keys, root, **words)
        payload = json.loads(read_envelope(raw, code="x").payload)
        assert ("escrow" in payload) == bool(words)
        trust = make_trust(
            keys.issuer,
            roots=[root],
            delegations=[raw],
            inbox=[keys.inbox_recipient],
            trust_seq=1,
            signed_at=Claimed("2026-11-30T09:00:00+07:00"),
        )
        assert read_trust(trust, pinned=None).escrow == words.get("escrow", "")


@pytest.mark.parametrize("bad", ["age1xyz", "AGE-SECRET-KEY-1", "age1" + "q" * 58, "ssh-ed25519 AAAA"])
def test_that_an_escrow_recipient_that_is_none_is_refused_however_well_signed(bad: str) -> None:
    keys = OfficeKeys.generate()
    root = make_root([keys.root])
    with pytest.raises(BundleError) as caught:
        delegation(keys, root, escrow=bad)
    assert caught.value.code == "weak_key"
    # Signed by the root all the same: the reader refuses.
    from desktop_app.exchange.signing import DELEGATION_TYPE
    from desktop_app.exchange.trust import DelegationPayload

    payload = DelegationPayload(1, 1, 1, keys.issuer.public.hex(), OFFICE, (keys.inbox_recipient,), bad)
    trust = make_trust(
        keys.issuer,
        roots=[root],
        delegations=[make_envelope([keys.root], DELEGATION_TYPE, payload).raw],
        inbox=[keys.inbox_recipient],
        trust_seq=1,
        signed_at=Claimed("2026-11-30T09:00:00+07:00"),
    )
    with pytest.raises(BundleError) as caught:
        read_trust(trust, pinned=None)
    assert caught.value.code == "weak_key"


def test_that_request_and_grant_carry_the_keys_to_who_asked_and_to_nobody_else() -> None:
    asked, mine, escrow = request()
    keys = open_escrow(asked, escrow)
    assert keys == (b"\x01" * 32, b"\x02" * 32)
    issuer = SigningKey.generate()
    grant = read_grant(make_grant(issuer, asked, keys))
    assert open_grant(grant, mine) == keys
    check_grant_issuer(grant, [SigningKey.generate().public, issuer.public])
    for issuers in ([], [SigningKey.generate().public]):
        with pytest.raises(BundleError) as caught:
            check_grant_issuer(grant, issuers)
        assert caught.value.code == "recovery_grant_unknown_issuer"
    for identity in (escrow, new_identity()[0]):
        with pytest.raises(BundleError) as caught:
            open_grant(grant, identity)
        assert caught.value.code == "recovery_grant_not_ours"


def take(data: bytes, issuer: bytes, identity: str) -> tuple[bytes, ...]:
    """Read, verify and open a grant as a unit does."""
    grant = read_grant(data)
    check_grant_issuer(grant, [issuer])
    return open_grant(grant, identity)


def test_that_every_changed_byte_of_a_grant_is_refused_or_unsigned() -> None:
    asked, mine, _ = request()
    issuer = SigningKey.generate()
    good = make_grant(issuer, asked, [bytes(32)])
    assert take(good, issuer.public, mine) == (bytes(32),)
    for at in range(len(good)):
        bad = good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]
        with pytest.raises(BundleError):
            take(bad, issuer.public, mine)


def test_that_a_hostile_age_file_is_refused_at_once() -> None:
    identity, recipient = new_identity()
    good = seal_small(b"isi", recipient)
    head = good.split(b"\n---", 1)[0]
    slow = b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n" + b"A" * 43 + good[len(head) :]
    begun = time.monotonic()
    changed = good[:-1] + bytes([good[-1] ^ 1])  # a set byte would be the one that stands there once in 256 times
    for bad in (slow, good + b"\x00" * 9000, b"", changed, head + b"\n-> x y\nAAAA" + good[len(head) :]):
        with pytest.raises(BundleError):
            open_small(bad, identity)
    assert time.monotonic() - begun < 2.0
    assert open_small(good, identity) == b"isi"


@given(st.binary(max_size=300), st.sampled_from([b"SKPR1", b"SKPG1", b"", b"SKPR1{", b'SKPG1{"type":']))
@settings(max_examples=300, deadline=None)
def test_that_any_bytes_are_read_or_refused(rest: bytes, start: bytes) -> None:
    for read in (read_recovery_request, read_grant):
        with pytest.raises(BundleError):
            read(start + rest)


def test_that_what_holds_keys_does_not_show_them() -> None:
    from desktop_app.exchange.recovery import EscrowContent, _GrantedKeys
    from desktop_app.vault.slottable import _Secret

    secret = "5e" * 32
    shown = repr(EscrowContent(1, "d" * 32, "99", (secret,))) + repr(_GrantedKeys((secret,)))
    shown += repr(_Secret("a" * 32, bytes.fromhex(secret), bytes.fromhex(secret)))
    assert secret not in shown
    assert repr(bytes.fromhex(secret)) not in shown


def test_that_a_file_that_is_too_large_is_not_parsed() -> None:
    for read, magic in ((read_recovery_request, b"SKPR1"), (read_grant, GRANT_MAGIC)):
        with pytest.raises(BundleError):
            read(magic + b"{" * (RECOVERY_MAX + 1))


def test_that_an_identity_typed_from_paper_forgives_what_people_mistype_and_nothing_else() -> None:
    identity, _ = new_identity()
    body = identity.removeprefix("AGE-SECRET-KEY-1")
    groups = " ".join(body[at : at + 5] for at in range(0, len(body), 5))
    for typed in (identity, identity.lower(), groups, groups.lower().replace("0", "O").replace("L", "1"), f" {body}\n"):
        assert clean_identity(typed) == identity
    wrong = body[:10] + ("Q" if body[10] != "Q" else "P") + body[11:]
    for typed in ("", wrong, body[:-1], body + "Q"):
        with pytest.raises(BundleError):
            clean_identity(typed)
