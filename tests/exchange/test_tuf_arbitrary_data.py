"""Arbitrary data: who has no key of ours gives us files of his own; none is opened, and what we had stays."""

from __future__ import annotations

import json

import pytest

from desktop_app.exchange import make_root
from tests.exchange.tuf import THIEF, Scene, judged, scene

__all__ = ["scene"]


def test_that_a_bundle_made_for_our_inbox_by_a_stranger_is_not_opened(scene: Scene, stranger: object) -> None:
    """The recipients are no secret, so anybody can seal something to us, even between two honest bundles."""
    assert scene.inbox.take(scene.up(1)) == "new"
    forge = scene.forge(2)
    forge.signer = stranger.keys.signing  # type: ignore[attr-defined]
    forge.header["certificate"] = json.loads(stranger.certificate.raw)  # type: ignore[attr-defined]
    assert scene.inbox.take(forge.put_together()) == "unknown_sender"
    assert scene.inbox.take(scene.up(2)) == "new"


def test_that_an_own_certificate_is_no_certificate(scene: Scene) -> None:
    data = scene.up(1)
    assert scene.inbox.take(data) == "new"
    forge = scene.forge(2)
    certificate = forge.header["certificate"]
    forge.header["certificate"] = {**certificate, "signatures": []}
    assert scene.inbox.take(forge.put_together()) == "unknown_sender"
    forge.header["certificate"] = {**certificate, "type": "application/vnd.skp-luring.trust+json.v1"}
    assert scene.inbox.take(forge.put_together()) == "certificate_damaged"
    assert scene.inbox.take(data) == "already_received"


def test_that_another_inside_under_an_accepted_outside_is_refused(scene: Scene) -> None:
    first, second = scene.up(1), scene.up(2)
    assert scene.inbox.take(first) == "new"
    start = 71 + int.from_bytes(first[5:7], "big")
    other = second[71 + int.from_bytes(second[5:7], "big") :]
    assert len(other) == len(first) - start
    assert scene.inbox.take(first[:start] + other) == "ciphertext_changed"
    forge = scene.forge(1)
    forge.outer = bytes(64)
    assert scene.inbox.take(forge.put_together()) == "bad_outer_signature"


def test_that_another_key_cannot_sign_for_an_enrolled_device(scene: Scene) -> None:
    assert scene.inbox.take(scene.up(1)) == "new"
    forge = scene.forge(2)
    own, forge.signer = forge.signer, THIEF
    assert scene.inbox.take(forge.put_together()) == "bad_outer_signature"
    forge.signer, forge.inner_signer = own, THIEF
    assert scene.inbox.take(forge.put_together()) == "bad_inner_signature"
    assert scene.inbox.accepted == 1


def test_that_an_office_of_the_attackers_own_does_not_take_the_kabupatens_place(scene: Scene) -> None:
    """He has a root, an issuer and an answer of his own; a device that has pinned ours believes none of it."""
    assert scene.desk.take(scene.answer(1)) == "new"
    usurped = [make_root([THIEF])]
    forge = scene.forge_answer(seq=2)
    forge.header["roots"] = [json.loads(usurped[0])]
    assert scene.desk.take(forge.put_together()) == "root_mismatch"
    forged = scene.under(usurped, THIEF, 99)
    context = scene.desk.context
    assert context.trust is not None
    assert judged(forged, context.trust.pin, context.marks) == "root_mismatch"
    forge = scene.forge_answer(seq=2)
    forge.manifest["trust"] = json.loads(forged)
    assert scene.desk.take(forge.put_together()) == "root_mismatch"


def test_that_a_device_cannot_answer_as_the_kabupaten(scene: Scene) -> None:
    assert scene.desk.take(scene.answer(1)) == "new"
    forge = scene.forge_answer(seq=2)
    forge.signer = scene.world.unit.keys.signing
    assert scene.desk.take(forge.put_together()) == "bad_outer_signature"
    own = json.loads(scene.under([scene.world.root], THIEF, issuer=scene.world.unit.keys.signing))
    forge.header["delegation"] = own["delegations"][0]
    assert scene.desk.take(forge.put_together()) == "unknown_issuer"


@pytest.mark.parametrize(
    ("start", "code"),
    [(b"%PDF-1.7\n", "bad_magic"), (b"PK\x03\x04", "bad_magic"), (b"MZ\x90\x00", "bad_magic"), (b"", "truncated")],
)
def test_that_a_file_of_another_kind_is_named_so(scene: Scene, start: bytes, code: str) -> None:
    assert scene.inbox.take(scene.up(1)) == "new"
    assert scene.inbox.take(start + b"\x00" * 400 if start else start) == code
    assert scene.inbox.take(scene.up(2)) == "new"
