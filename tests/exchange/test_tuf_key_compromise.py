"""Key compromise: one key is stolen, used, noticed and replaced; what it could not do before, it cannot do after."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import pytest

from desktop_app.exchange import Revocation, make_root, read_certificate, read_trust, reissue_certificate
from desktop_app.vault import OfficeKeys, SigningKey
from tests.exchange.test_trust_documents import key
from tests.exchange.tuf import THIEF, Scene, judged, scene

__all__ = ["scene"]


def test_that_a_stolen_device_key_ends_with_its_revocation_whatever_number_it_writes(scene: Scene) -> None:
    device = scene.world.unit.keys.device_id
    honest = scene.world.seal(seq=2)
    assert scene.inbox.take(scene.up(1)) == "new"
    assert scene.inbox.take(honest.path) == "new"
    scene.inbox.believe(scene.trust(9, revocations=[Revocation(device, 1, "0e" * 16, 2, honest.file_sha256)]))
    for seq in (1, 2, 3, 500):
        assert scene.inbox.take(scene.up(seq, revisions=[])) == "revoked_device"
    assert scene.inbox.take(honest.path) == "already_received", "what was taken in honestly stays"
    # Another computer of the kabupaten, which has never seen it, still takes the last one that the revocation names.
    scene.inbox.context = replace(scene.inbox.context, known=[])
    assert scene.inbox.take(honest.path) == "new"


def test_that_a_stolen_issuer_key_counts_no_more_under_a_new_root(scene: Scene) -> None:
    """The thief answers a unit once; then the root names another issuer."""
    old_answer = scene.answer(1)
    assert scene.desk.take(old_answer) == "new"
    fresh = SigningKey(b"\x91" * 32)
    roots = scene.chain(key(2))
    state = read_trust(scene.under(roots, key(2), 5, issuer=fresh), pinned=scene.world.root)
    office = OfficeKeys(scene.world.office.root, fresh, scene.world.office.inbox_identity)
    honest = replace(scene.world, office=office, trust=state)
    assert scene.desk.take(honest.answer(seq=2).path) == "new"
    stolen = scene.forge_answer(seq=3)
    assert scene.desk.take(stolen.put_together()) == "root_rolled_back"
    stolen.header["roots"] = [json.loads(one) for one in roots]
    assert scene.desk.take(stolen.put_together()) == "unknown_issuer"


def test_that_certificates_of_a_stolen_issuer_admit_nobody(scene: Scene) -> None:
    """Under the new issuer a device is known by the register alone; the thief can name one and cannot sign as it."""
    fresh = SigningKey(b"\x92" * 32)
    roots = scene.chain(key(2))
    scene.inbox.believe(read_trust(scene.under(roots, key(2), 5, issuer=fresh), pinned=scene.world.root))
    assert scene.inbox.take(scene.up(1)) == "unknown_sender"
    old = scene.world.unit.certificate
    present = reissue_certificate(fresh, old, kinds=["pegawai"])
    register = {old.device_id: present}
    scene.inbox.context = replace(scene.inbox.context, admitted=register)
    assert scene.inbox.take(scene.up(1)) == "new"
    forge = scene.forge(2)
    payload = json.loads(base64.b64decode(forge.header["certificate"]["payload"]))
    payload["signing_key"] = THIEF.public.hex()
    forge.header["certificate"]["payload"] = base64.b64encode(
        json.dumps(payload, separators=(",", ":")).encode()
    ).decode()
    forge.signer = THIEF
    assert scene.inbox.take(forge.put_together()) == "unknown_sender"
    assert read_certificate(present, [fresh.public]).signing_key == old.signing_key


@pytest.mark.parametrize("stolen", [1, 2, 3])
def test_that_one_root_key_of_three_is_no_root(scene: Scene, stolen: int) -> None:
    holders = [key(1), key(2), key(3)]
    public = [one.public for one in holders]
    first = make_root(holders, keys=public, threshold=2)
    thief = key(stolen)
    state = read_trust(two_of_three(scene, first, holders[:2]), pinned=None)
    alone = make_root([thief], previous=first, previous_signers=[thief])
    assert judged(scene.under([first, alone], thief, 99), state.pin, state.marks) == "root_mismatch"
    same = make_root([thief], previous=first, previous_signers=[thief], keys=public, threshold=2)
    assert judged(scene.under([first, same], thief, 99), state.pin, state.marks) == "root_mismatch"
    assert judged(scene.under([first], thief, 99), state.pin, state.marks) == "unknown_issuer"
    # The other two go on without him, and his key counts no more.
    rest = [one for one in holders if one.public != thief.public]
    second = make_root(
        [*rest, key(4)], previous=first, previous_signers=rest, keys=[*(one.public for one in rest), key(4).public],
        threshold=2,
    )  # fmt: skip
    state = read_trust(two_of_three(scene, second, rest, before=[first]), pinned=first, marks=state.marks)
    assert state.root.version == 2


def two_of_three(scene: Scene, root: bytes, signers: list[SigningKey], before: list[bytes] | None = None) -> bytes:
    """A trust document whose delegation two holders signed."""
    from desktop_app.exchange import make_delegation, make_trust
    from tests.exchange.conftest import KABUPATEN, NOON

    office = scene.world.office
    delegation = make_delegation(
        signers, root=root, issuer=office.issuer.public, inbox=[office.inbox_recipient], serial=1, office=KABUPATEN
    )
    return make_trust(
        office.issuer, roots=[*(before or []), root], delegations=[delegation], inbox=[office.inbox_recipient],
        trust_seq=5, signed_at=NOON,
    )  # fmt: skip


def test_that_a_stolen_inbox_identity_reads_and_forges_nothing(scene: Scene) -> None:
    """Whoever can open bundles knows every inside; to send one he needs a device's key twice, outside and inside."""
    assert scene.inbox.take(scene.up(1)) == "new"
    forge = scene.forge(2)
    forge.inner_signer = THIEF
    assert scene.inbox.take(forge.put_together()) == "bad_inner_signature"
    forge.signer = THIEF
    assert scene.inbox.take(forge.put_together()) == "bad_outer_signature"


def test_that_a_stolen_and_copied_computer_shows_as_a_twin(scene: Scene) -> None:
    """Same key, same epoch, same number, other content: both sides' files are named, neither replaces the other."""
    honest, thief = scene.up(2), scene.up(2, revisions=[])
    assert [scene.inbox.take(one) for one in (honest, thief)] == ["new", "twin_detected"]
    scene.inbox.context = replace(scene.inbox.context, keep_twin=True)
    assert scene.inbox.take(thief) == "twin"
    assert scene.inbox.take(honest) == "already_received"
    assert scene.inbox.take(scene.up(2, revisions=[])) == "twin"


def test_that_a_key_that_signs_for_everything_is_no_key(scene: Scene) -> None:
    """Points of low order verify under forged signatures; they are refused wherever a key is named."""
    forge = scene.forge_answer()
    payload = json.loads(base64.b64decode(forge.header["delegation"]["payload"]))
    from desktop_app.exchange.signing import DELEGATION_TYPE, key_id, sign

    root = scene.world.office.root
    assert root is not None
    for weak in ("00" * 32, "01" + "00" * 31, "ec" + "ff" * 30 + "7f"):
        raw = json.dumps({**payload, "issuer": weak}, separators=(",", ":")).encode()
        forge.header["delegation"] = {
            "type": DELEGATION_TYPE,
            "payload": base64.b64encode(raw).decode(),
            "signatures": [
                {"key": key_id(root.public), "sig": base64.b64encode(sign(root, DELEGATION_TYPE, raw)).decode()}
            ],
        }
        assert scene.desk.take(forge.put_together()) == "weak_key"
