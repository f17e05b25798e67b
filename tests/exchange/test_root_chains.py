"""Chains of roots of several holders: any number of skipped versions, and every way to pass off too few signatures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import (
    Claimed,
    Marks,
    make_delegation,
    make_root,
    make_trust,
    make_trust_file,
    oldest_root_carried,
    read_trust,
    read_trust_file,
)
from desktop_app.exchange.limits import HEADER_MAX, ROOTS_MAX
from desktop_app.exchange.signing import ROOT_TYPE, make_envelope
from desktop_app.exchange.trust import RootPayload
from desktop_app.vault import OfficeKeys, SigningKey

NOON = Claimed("2027-03-01T12:00:00+07:00")
NONE_YET = Marks(0, 0)


def key(number: int) -> SigningKey:
    """A fixed signing key."""
    return SigningKey(number.to_bytes(2, "big") * 16)


HOLDERS = [key(n) for n in (1, 2, 3)]
PUBLIC = [one.public for one in HOLDERS]


def root(signers: Sequence[SigningKey], before: bytes | None, by: Sequence[SigningKey] = (), **more: Any) -> bytes:
    """The next root of ``before``, of the three holders and 2 of 3 unless said otherwise."""
    more = {"keys": PUBLIC, "threshold": 2, **more}
    return make_root(signers, previous=before, previous_signers=by, **more)


def chain(length: int) -> list[bytes]:
    """Root 1 of one, root 2 of the ceremony, then one meeting after the other."""
    roots = [make_root([key(9)])]
    while len(roots) < length:
        by = [key(9)] if len(roots) == 1 else HOLDERS[:2]
        roots.append(root(HOLDERS[:2], roots[-1], by, changes=["kotak"]))
    return roots


def document(
    office: OfficeKeys, roots: list[bytes], signers: Sequence[SigningKey] = HOLDERS[:2], seq: int = 1
) -> bytes:
    """A trust document under the last root."""
    inbox = [office.inbox_recipient]
    delegation = make_delegation(
        signers, root=roots[-1], issuer=office.issuer.public, inbox=inbox, serial=1, office=office_of()
    )
    return make_trust(office.issuer, roots=roots, delegations=[delegation], inbox=inbox, trust_seq=seq, signed_at=NOON)


def office_of() -> Any:
    from desktop_app.exchange import Office

    return Office("33.73", "BKPSDM", "PEMKOT")


def refusal(office: OfficeKeys, roots: list[bytes], pinned: bytes | None, **more: Any) -> str:
    """The code with which a document under ``roots`` is refused, "" where it is not."""
    try:
        read_trust(document(office, roots, **more), pinned=pinned)
    except BundleError as error:
        return error.code
    return ""


@pytest.fixture(scope="module")
def sixty() -> list[bytes]:
    """The longest chain that a document may hold."""
    return chain(ROOTS_MAX)


@pytest.mark.parametrize("skipped", [*range(1, 21), 60, 63])
def test_that_a_device_catches_up_whatever_it_missed(world: Any, sixty: list[bytes], skipped: int) -> None:
    """By the bundle itself as far as its header reaches, by the trust file beside it where it is further behind."""
    roots = sixty[: skipped + 1]
    newest = read_trust(document(world.office, roots), pinned=roots[-1])
    first = read_trust(document(world.office, roots[:1], [key(9)]), pinned=roots[0])
    # a device that is enrolled before any ceremony pins root 1 of one key
    reaches = oldest_root_carried(newest, world.office.issuer.public) <= 2
    assert reaches == (skipped <= 20), "so many roots of two signatures fit into the header"
    desk = replace(world.desk, trust=first, marks=first.marks)
    sealed = world.answer(trust=newest)
    assert sealed.path.read_bytes()[5:7] <= HEADER_MAX.to_bytes(2, "big")
    if not reaches:
        with pytest.raises(BundleError, match="root_mismatch"):
            world.open(sealed.path, desk)
        state = read_trust_file(make_trust_file(newest), pinned=first.pin, marks=first.marks)
        desk = replace(desk, trust=state, marks=state.marks)
    if skipped in (1, 20, 60, 63):
        with world.open(sealed.path, desk) as bundle:
            assert bundle.trust is not None
            assert bundle.trust.marks == Marks(skipped + 1, 1)
            assert bundle.trust.root.changes == ("kotak",)


def test_that_a_root_needs_as_many_of_the_old_holders_and_of_the_new(world: Any) -> None:
    first = chain(2)
    strangers = [key(n) for n in (21, 22, 23)]
    theirs = [one.public for one in strangers]

    def code(made: bytes, signers: Sequence[SigningKey] = HOLDERS[:2]) -> str:
        return refusal(world.office, [*first, made], first[1], signers=signers)

    assert code(root(HOLDERS[:2], first[1], HOLDERS[:2])) == ""
    assert code(root(HOLDERS[1:], first[1], HOLDERS[1:]), HOLDERS[1:]) == "", "any two of them"
    assert code(root(HOLDERS[:1], first[1], HOLDERS[:1])) == "root_mismatch", "one alone"
    assert code(root(strangers, first[1], (), keys=theirs), strangers) == "root_mismatch", "none of the old"
    assert code(root(strangers, first[1], HOLDERS[:1], keys=theirs), strangers) == "root_mismatch", "one of the old"
    assert code(root(strangers[:1], first[1], HOLDERS[:2], keys=theirs), strangers) == "root_mismatch", "one of the new"
    assert code(root(strangers[:2], first[1], HOLDERS[:2], keys=theirs), strangers) == ""
    lowered = root(HOLDERS[:1], first[1], (), threshold=1)
    assert code(lowered) == "root_mismatch", "a lower threshold is signed by as many as the old one asked for"
    assert code(root(HOLDERS[:1], first[1], HOLDERS[:2], threshold=1), HOLDERS[:1]) == ""
    assert code(root([key(9)], first[1], [key(9)], keys=[key(9).public], threshold=1), [key(9)]) == "root_mismatch", (
        "the key of root 1 came back"
    )


def test_that_one_key_twice_is_one_signature_and_no_root_of_two(world: Any) -> None:
    first = chain(2)
    made = json.loads(root(HOLDERS[:1], first[1], HOLDERS[:1]))
    made["signatures"] *= 2
    twice = json.dumps(made, separators=(",", ":")).encode()
    assert refusal(world.office, [*first, twice], first[1]) == "root_mismatch"
    same = [key(1).public.hex()] * 2
    for keys, threshold in ((same, 1), (same, 2), ([], 1), (["00" * 32, key(1).public.hex()], 1)):
        payload = RootPayload(1, 3, tuple(keys), threshold)
        envelope = make_envelope(HOLDERS[:2], ROOT_TYPE, payload).raw
        with pytest.raises(BundleError) as refused:
            read_trust(document(world.office, [*first, envelope]), pinned=first[1])
        assert refused.value.code in ("trust_damaged", "weak_key")
    low_order = "01" + "00" * 31
    payload = RootPayload(1, 3, (low_order, key(1).public.hex()), 1)
    envelope = make_envelope(HOLDERS[:2], ROOT_TYPE, payload).raw
    with pytest.raises(BundleError, match="weak_key"):
        read_trust(document(world.office, [*first, envelope]), pinned=first[1])


def test_that_a_delegation_needs_as_many_holders_as_the_root(world: Any) -> None:
    first = chain(2)
    assert refusal(world.office, first, first[1], signers=HOLDERS[:1]) == "unknown_issuer"
    assert refusal(world.office, first, first[1], signers=[HOLDERS[0], HOLDERS[0]]) == "unknown_issuer"
    assert refusal(world.office, first, first[1], signers=[HOLDERS[0], key(9)]) == "unknown_issuer"
    assert refusal(world.office, first, first[1], signers=[HOLDERS[0], HOLDERS[2]]) == ""


def test_that_an_older_root_never_comes_back(world: Any) -> None:
    roots = chain(4)
    assert refusal(world.office, roots[:3], roots[3]) == "root_rolled_back"
    with pytest.raises(BundleError, match="root_rolled_back"):
        read_trust(document(world.office, roots[:3]), pinned=roots[1], marks=Marks(4, 1))
    fork = root(HOLDERS[1:], roots[2], HOLDERS[1:])
    assert refusal(world.office, [*roots[:3], fork], roots[3]) == "root_mismatch", "two roots of one number"


def test_that_a_recovery_recipient_or_an_inbox_cannot_be_swapped(world: Any) -> None:
    import base64

    roots = chain(2)
    thief = OfficeKeys.generate().inbox_recipient
    for field, value in (("escrow", thief), ("inbox", [thief])):
        raw = json.loads(document(world.office, roots))
        envelope = raw["delegations"][0]
        payload = json.loads(base64.b64decode(envelope["payload"]))
        payload[field] = value
        swapped = json.dumps(payload, separators=(",", ":")).encode()
        envelope["payload"] = base64.b64encode(swapped).decode()
        with pytest.raises(BundleError, match="unknown_issuer"):
            read_trust(json.dumps(raw, separators=(",", ":")).encode(), pinned=roots[1])


def test_that_counting_may_start_anew_although_the_root_that_says_so_was_missed(world: Any) -> None:
    first = chain(2)
    saying = root(HOLDERS[:2], first[1], HOLDERS[:2], resets_trust_seq=True)
    silent = root(HOLDERS[:2], saying, HOLDERS[:2])
    stuck = Marks(2, 2**53 - 1)
    state = read_trust(document(world.office, [*first, saying, silent], seq=2), pinned=first[1], marks=stuck)
    assert state.marks == Marks(4, 2)
    with pytest.raises(BundleError, match="trust_rolled_back"):
        read_trust(document(world.office, [*first, saying, silent], seq=1), pinned=silent, marks=Marks(4, 2))


def test_that_a_trust_file_is_told_from_everything_else(world: Any) -> None:
    roots = chain(2)
    state = read_trust(document(world.office, roots), pinned=roots[0])
    raw = make_trust_file(state)
    assert read_trust_file(raw, pinned=roots[0]).raw == state.raw
    for data, code in (
        (b"", "not_a_trust_file"),
        (raw[5:], "not_a_trust_file"),
        (b"SKPB1" + raw[5:], "not_a_trust_file"),
        (b"SKPT2" + raw[5:], "newer_format"),
        (raw + bytes(300_000), "not_a_trust_file"),
        (raw[:-1], "trust_damaged"),
    ):
        with pytest.raises(BundleError) as refused:
            read_trust_file(data, pinned=roots[0])
        assert refused.value.code in (code, "strict_json")
