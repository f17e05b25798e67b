"""Roots, delegations and trust statements: nothing falls, nothing skips, nothing is believed twice."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import (
    Claimed,
    Marks,
    Office,
    TrustState,
    make_delegation,
    make_root,
    make_trust,
    read_trust,
)
from desktop_app.exchange.signing import key_id
from desktop_app.vault import OfficeKeys, SigningKey

NOON = Claimed("2026-03-01T12:00:00+07:00")
OFFICE = Office("33.73", "BKPSDM", "PEMKOT")
NONE_YET = Marks(0, 0)


def key(number: int) -> SigningKey:
    """A fixed signing key."""
    return SigningKey(number.to_bytes(2, "big") * 16)


def chain(length: int) -> list[bytes]:
    """Roots 1 to ``length``, each with a key of its own, handed on from one to the next."""
    roots = [make_root([key(1)])]
    for version in range(2, length + 1):
        roots.append(make_root([key(version)], previous=roots[-1], previous_signers=[key(version - 1)]))
    return roots


def document(office: OfficeKeys, roots: list[bytes], signer: SigningKey, *, trust_seq: int = 1, **more: Any) -> bytes:
    """A trust document whose delegation the last root's ``signer`` signed."""
    inbox = more.pop("inbox", [office.inbox_recipient])
    delegation = make_delegation(
        [signer], root=roots[-1], issuer=office.issuer.public, inbox=[office.inbox_recipient], serial=1, office=OFFICE
    )
    return make_trust(
        office.issuer, roots=roots, delegations=[delegation], inbox=inbox, trust_seq=trust_seq, signed_at=NOON, **more
    )


def refusal(data: bytes, *, pinned: bytes | None, marks: Marks = NONE_YET) -> str:
    """The code with which a trust document is refused."""
    with pytest.raises(BundleError) as refused:
        read_trust(data, pinned=pinned, marks=marks)
    return refused.value.code


@pytest.mark.parametrize("skipped", [0, 1, 2, 7, 20])
def test_that_a_device_catches_up_over_any_number_of_roots(world: Any, skipped: int) -> None:
    roots = chain(skipped + 1)
    state = read_trust(document(world.office, roots, key(skipped + 1)), pinned=roots[0], marks=Marks(1, 1))
    assert state.marks == Marks(skipped + 1, 1)
    assert read_trust(state.raw, pinned=state.pin, marks=state.marks) == state


def test_that_a_bundle_reaches_a_device_that_missed_twenty_roots(world: Any) -> None:
    roots = chain(21)
    newest = read_trust(document(world.office, roots, key(21), trust_seq=9), pinned=roots[-1])
    first = read_trust(document(world.office, roots[:1], key(1)), pinned=roots[0])
    sealed = world.answer(trust=newest)
    with world.open(sealed.path, replace(world.desk, trust=first, marks=first.marks)) as bundle:
        assert bundle.trust is not None
        assert bundle.trust.marks == Marks(21, 9)


def test_that_the_root_version_never_falls(world: Any) -> None:
    roots = chain(3)
    old = document(world.office, roots[:2], key(2))
    assert refusal(old, pinned=roots[2]) == "root_rolled_back"
    assert refusal(old, pinned=roots[1], marks=Marks(3, 1)) == "root_rolled_back"
    assert refusal(old, pinned=None, marks=Marks(3, 1)) == "root_rolled_back"


def test_that_trust_seq_never_falls(world: Any) -> None:
    roots = chain(1)
    for seq in (0, 1, 4):
        raw = document(world.office, roots, key(1), trust_seq=seq)
        assert refusal(raw, pinned=roots[0], marks=Marks(1, 5)) == "trust_rolled_back"
    for seq in (5, 6, 2**53 - 1):
        raw = document(world.office, roots, key(1), trust_seq=seq)
        assert read_trust(raw, pinned=roots[0], marks=Marks(1, 5)).marks.trust_seq == seq


def test_that_only_a_new_root_that_says_so_lets_counting_start_anew(world: Any) -> None:
    """The way back after a thief has set the counter to its end (TUF: fast-forward attack)."""
    roots = chain(1)
    silent = [*roots, make_root([key(2)], previous=roots[0], previous_signers=[key(1)])]
    saying = [*roots, make_root([key(2)], previous=roots[0], previous_signers=[key(1)], resets_trust_seq=True)]
    stuck = Marks(1, 2**53 - 1)
    assert refusal(document(world.office, silent, key(2)), pinned=roots[0], marks=stuck) == "trust_rolled_back"
    state = read_trust(document(world.office, saying, key(2)), pinned=roots[0], marks=stuck)
    assert state.marks == Marks(2, 1)
    # and only once: under the same root it counts upwards again
    lower = document(world.office, saying, key(2), trust_seq=3)
    assert refusal(lower, pinned=state.pin, marks=Marks(2, 4)) == "trust_rolled_back"


def test_that_a_root_comes_from_the_one_before(world: Any) -> None:
    roots = chain(3)
    gap = [roots[0], roots[2]]
    assert refusal(document(world.office, gap, key(3)), pinned=roots[0]) == "root_mismatch"
    assert refusal(document(world.office, roots[2:], key(3)), pinned=roots[0]) == "root_mismatch"
    usurper = [roots[0], make_root([key(9)], previous=roots[0])]
    assert refusal(document(world.office, usurper, key(9)), pinned=roots[0]) == "root_mismatch"
    elsewhere = [make_root([key(8)])]
    assert refusal(document(world.office, elsewhere, key(8)), pinned=roots[0]) == "root_mismatch"
    assert refusal(document(world.office, elsewhere, key(8)), pinned=roots[1]) == "root_rolled_back"
    unsigned = [roots[0], make_root([key(1)], previous=roots[0], keys=[key(2).public])]
    assert refusal(document(world.office, unsigned, key(2)), pinned=roots[0]) == "root_mismatch"


def test_that_no_version_is_skipped_even_under_one_and_the_same_key(world: Any) -> None:
    roots = [make_root([key(1)])]
    for _ in range(2):
        roots.append(make_root([key(1)], previous=roots[-1]))
    assert read_trust(document(world.office, roots, key(1)), pinned=roots[0]).root.version == 3
    for gap in ([roots[0], roots[2]], [roots[2]], [roots[0], roots[2], roots[1]], [roots[0], roots[0]]):
        assert refusal(document(world.office, gap, key(1)), pinned=roots[0]) == "root_mismatch"


def test_that_a_threshold_of_different_keys_is_needed(world: Any) -> None:
    keys = [key(n).public for n in (1, 2, 3)]
    whole = make_root([key(1), key(3)], keys=keys, threshold=2)
    delegation = {"issuer": world.office.issuer.public, "inbox": [world.office.inbox_recipient], "serial": 1}

    def trust(root: bytes, signers: list[SigningKey]) -> bytes:
        given = make_delegation(signers, root=root, office=OFFICE, **delegation)
        return make_trust(
            world.office.issuer,
            roots=[root],
            delegations=[given],
            inbox=delegation["inbox"],
            trust_seq=1,
            signed_at=NOON,
        )

    assert read_trust(trust(whole, [key(2), key(1)]), pinned=None).root.threshold == 2
    assert refusal(trust(whole, [key(1)]), pinned=None) == "unknown_issuer"
    assert refusal(trust(whole, [key(1), key(1)]), pinned=None) == "unknown_issuer"
    assert refusal(trust(whole, [key(1), key(4)]), pinned=None) == "unknown_issuer"
    half = make_root([key(1)], keys=keys, threshold=2)
    assert refusal(trust(half, [key(1), key(2)]), pinned=None) == "trust_damaged"
    doubled = json.loads(half)
    doubled["signatures"] *= 2
    assert refusal(trust(dumps(doubled), [key(1), key(2)]), pinned=None) == "trust_damaged"
    for threshold in (0, 4):
        with pytest.raises(ValueError):
            make_root([key(1)], keys=keys, threshold=threshold)


def dumps(value: object) -> bytes:
    """Strict form."""
    return json.dumps(value, separators=(",", ":")).encode()


def test_that_a_new_root_voids_the_delegations_of_the_old(world: Any) -> None:
    """An issuer key that was stolen counts no more, although the same root key signed for it once."""
    first = make_root([key(1)])
    second = make_root([key(1)], previous=first, previous_signers=[key(1)])
    old = make_delegation(
        [key(1)],
        root=first,
        issuer=world.office.issuer.public,
        inbox=[world.office.inbox_recipient],
        serial=1,
        office=OFFICE,
    )
    raw = make_trust(
        world.office.issuer,
        roots=[first, second],
        delegations=[old],
        inbox=[world.office.inbox_recipient],
        trust_seq=1,
        signed_at=NOON,
    )
    assert refusal(raw, pinned=first) == "unknown_issuer"


def test_that_a_statement_is_the_delegated_issuers_and_names_endorsed_recipients(world: Any, stranger: Any) -> None:
    roots = chain(1)
    good = json.loads(document(world.office, roots, key(1)))
    other = json.loads(document(OfficeKeys(key(1), key(7), world.office.inbox_identity), roots, key(1), trust_seq=5))
    mixed = {**good, "statement": other["statement"]}
    assert refusal(dumps(mixed), pinned=roots[0]) == "trust_damaged"
    assert refusal(dumps({**good, "delegations": []}), pinned=roots[0]) == "trust_damaged"
    assert refusal(dumps({**good, "roots": []}), pinned=roots[0]) == "trust_damaged"
    foreign = document(world.office, roots, key(1), inbox=[stranger.keys.return_recipient])
    assert refusal(foreign, pinned=roots[0]) == "trust_damaged"


def test_that_every_changed_byte_is_refused_or_changes_nothing(world: Any) -> None:
    roots = chain(2)
    good = document(world.office, roots, key(2))
    seen: TrustState = read_trust(good, pinned=roots[0])
    for at in range(len(good)):
        changed = bytearray(good)
        changed[at] ^= 1 << (at % 7)
        try:
            state = read_trust(bytes(changed), pinned=roots[0])
        except BundleError:
            continue
        assert (state.statement, state.delegations) == (seen.statement, seen.delegations)
        assert state.root.keys == seen.root.keys


def test_that_both_sides_see_the_same_root_fingerprint(world: Any) -> None:
    assert world.trust.root_fingerprint == read_trust(world.trust.raw, pinned=None).root_fingerprint
    other = read_trust(document(world.office, chain(1), key(1)), pinned=None)
    assert other.root_fingerprint != world.trust.root_fingerprint


def test_that_an_issuer_without_delegation_seals_nothing(world: Any) -> None:
    with pytest.raises(KeyError):
        world.trust.delegation_of(key(5).public)
    assert key_id(world.office.issuer.public) == world.office.issuer_id


def test_that_this_package_knows_no_store() -> None:
    """The facade of bundles is usable where no database library is."""
    spec = importlib.util.find_spec("desktop_app.exchange")
    assert spec is not None
    assert spec.origin is not None
    for file in Path(spec.origin).parent.glob("*.py"):
        assert "import db" not in file.read_text(encoding="utf-8")
        assert "desktop_app.vault" not in file.read_text(encoding="utf-8")
