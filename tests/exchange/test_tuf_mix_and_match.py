"""Mix and match: parts that were each genuine once are put together to something that never was."""

from __future__ import annotations

import base64
import json

from desktop_app.exchange import read_trust
from desktop_app.exchange.frames import compress
from desktop_app.exchange.signing import MANIFEST_TYPE, sign
from desktop_app.vault import DeviceKeys, SigningKey
from tests.exchange.both import dumps
from tests.exchange.conftest import revision
from tests.exchange.test_trust_documents import key
from tests.exchange.tuf import Scene, judged, scene

__all__ = ["scene"]


def test_that_the_content_of_another_bundle_does_not_fit(scene: Scene) -> None:
    assert scene.inbox.take(scene.up(1)) == "new"
    forge = scene.forge(2)
    other = b"\n".join([revision(7), revision(8)])
    forge.stored = [compress(other)[1]]
    assert scene.inbox.take(forge.put_together()) in {"segment_damaged", "frame_damaged"}
    forge.stored = [compress(b"\n".join([revision(2), revision(1)]))[1]]
    assert scene.inbox.take(forge.put_together()) in {"segment_damaged", "frame_damaged"}
    assert scene.inbox.take(scene.up(2)) == "new"


def test_that_the_inside_of_an_older_bundle_does_not_come_under_a_newer_number(scene: Scene) -> None:
    """Whoever opened number 1 could seal its signed inside again; the inside says which number it is."""
    first, second = scene.forge(1), scene.forge(2)
    assert scene.inbox.take(first.put_together()) == "new"
    raw = dumps(first.manifest)
    second.manifest_bytes, second.inner = raw, sign(first.signer, MANIFEST_TYPE, raw)
    assert scene.inbox.take(second.put_together()) == "sender_mismatch"


def test_that_the_signature_of_one_manifest_is_none_of_another(scene: Scene) -> None:
    first, second = scene.forge(1), scene.forge(2)
    second.inner = sign(first.signer, MANIFEST_TYPE, dumps(first.manifest))
    assert scene.inbox.take(second.put_together()) == "bad_inner_signature"
    second.inner = sign(first.signer, "application/vnd.skp-luring.bundle-outer.v1", dumps(second.manifest))
    assert scene.inbox.take(second.put_together()) == "bad_inner_signature"


def test_that_the_certificate_of_a_colleague_covers_nobody_else(scene: Scene) -> None:
    keys = DeviceKeys(SigningKey(b"\x55" * 32), scene.world.unit.keys.return_identity)
    colleague = scene.world.enrol(keys, serial=2, scope="33.73.05")
    forge = scene.forge(1)
    forge.header["certificate"] = json.loads(colleague.certificate.raw)
    assert scene.inbox.take(forge.put_together()) == "bad_outer_signature"
    forge.signer = colleague.keys.signing
    assert scene.inbox.take(forge.put_together()) == "sender_mismatch"
    forge.manifest["sender"] = colleague.keys.device_id
    assert scene.inbox.take(forge.put_together()) == "sender_mismatch", "the office is still the other one"
    forge.manifest["office"] = json.loads(base64.b64decode(forge.header["certificate"]["payload"]))["office"]
    assert scene.inbox.take(forge.put_together()) == "scope_exceeded"


def test_that_parts_of_two_trust_documents_do_not_make_a_third(scene: Scene) -> None:
    roots = scene.chain(key(2))
    root = scene.world.office.root
    assert root is not None
    old, new = json.loads(scene.under(roots[:1], root, 5)), json.loads(scene.under(roots, key(2), 6))
    context = scene.desk.context
    assert context.trust is not None

    def mixed(**parts: object) -> str:
        raw = json.dumps({**new, **parts}, separators=(",", ":")).encode()
        assert context.trust is not None
        return judged(raw, context.trust.pin, context.marks)

    assert mixed() == ""
    assert mixed(statement=old["statement"]) == "trust_damaged"
    assert mixed(delegations=old["delegations"]) == "unknown_issuer"
    assert mixed(delegations=[*new["delegations"], *old["delegations"]]) == "unknown_issuer"
    assert mixed(roots=new["roots"][1:]) == ""
    assert mixed(roots=new["roots"][::-1]) == "root_mismatch"
    assert mixed(roots=old["roots"]) == "unknown_issuer"


def test_that_the_outside_of_one_answer_does_not_carry_the_inside_of_another(scene: Scene) -> None:
    first, second = scene.answer(1), scene.answer(2)
    assert scene.desk.take(first) == "new"
    cut = {data: 71 + int.from_bytes(data[5:7], "big") for data in (first, second)}
    crossed = second[: cut[second]] + first[cut[first] :]
    assert scene.desk.take(crossed) in {"ciphertext_changed", "truncated", "trailing_bytes"}
    state = read_trust(scene.under(scene.chain(key(2)), key(2), 7), pinned=scene.world.root)
    forge = scene.forge_answer(seq=3)
    forge.manifest["trust"] = json.loads(state.raw)
    # Its issuer is delegated by both roots, so the newer document inside is believed by its own signatures alone.
    assert scene.desk.take(forge.put_together()) == "new"
    assert scene.desk.take(second) == "root_rolled_back"


def test_that_a_delegation_of_the_root_before_is_none_under_the_next_with_the_same_key(scene: Scene) -> None:
    """The key is the same, so its signature holds; the version that it names does not."""
    root = scene.world.office.root
    assert root is not None
    roots = scene.chain(root)
    old, new = (json.loads(scene.under(chain, root, 6)) for chain in (roots[:1], roots))
    assert scene.desk.take(scene.answer(1)) == "new"
    state = read_trust(json.dumps(new, separators=(",", ":")).encode(), pinned=scene.world.root)
    assert scene.desk.take(scene.answer(2, trust=state)) == "new"
    forge = scene.forge_answer(seq=3, trust=state)
    forge.header["delegation"] = old["delegations"][0]
    assert scene.desk.take(forge.put_together()) == "unknown_issuer"
    forge = scene.forge_answer(seq=3, trust=state)
    forge.manifest["trust"]["delegations"] = old["delegations"]
    assert scene.desk.take(forge.put_together()) == "unknown_issuer"
