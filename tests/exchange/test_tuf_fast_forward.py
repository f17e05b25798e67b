"""Fast-forward: a counter is set to its end, so that nothing honest is ever newer; there is a way back from each."""

from __future__ import annotations

import pytest

from desktop_app.exchange import Marks, make_root, read_trust
from tests.exchange.test_trust_documents import key
from tests.exchange.tuf import HIGHEST, Scene, judged, scene

__all__ = ["scene"]


def test_that_a_new_root_brings_back_a_device_whose_trust_seq_was_driven_to_its_end(scene: Scene) -> None:
    assert scene.desk.take(scene.answer(1, trust=scene.trust(HIGHEST))) == "new"
    assert scene.desk.take(scene.answer(2, trust=scene.trust(7))) == "trust_rolled_back"
    silent = scene.under(scene.chain(key(2)), key(2), 1)
    context = scene.desk.context
    assert context.trust is not None
    assert judged(silent, context.trust.pin, context.marks) == "trust_rolled_back"
    roots = scene.chain(key(2), resets_trust_seq=True)
    state = read_trust(scene.under(roots, key(2), 1), pinned=scene.world.root)
    assert scene.desk.take(scene.answer(3, trust=state)) == "new"
    assert scene.desk.context.marks == Marks(2, 1)


def test_that_the_new_start_is_given_once(scene: Scene) -> None:
    roots = scene.chain(key(2), resets_trust_seq=True)
    low, high = (read_trust(scene.under(roots, key(2), seq), pinned=scene.world.root) for seq in (1, 6))
    assert scene.desk.take(scene.answer(1, trust=high)) == "new"
    assert scene.desk.take(scene.answer(2, trust=low)) == "trust_rolled_back"
    assert scene.desk.context.marks == Marks(2, 6)


def test_that_a_device_that_missed_the_very_root_that_says_so_comes_back_too(scene: Scene) -> None:
    """Root 2 lets counting start anew, root 3 says nothing of it; the device sees both at once."""
    assert scene.desk.take(scene.answer(1, trust=scene.trust(HIGHEST))) == "new"
    roots = scene.chain(key(2), resets_trust_seq=True)
    roots.append(make_root([key(3)], previous=roots[-1], previous_signers=[key(2)]))
    state = read_trust(scene.under(roots, key(3), 4), pinned=scene.world.root)
    assert scene.desk.take(scene.answer(2, trust=state)) == "new"
    assert scene.desk.context.marks == Marks(3, 4)


def test_that_roots_are_not_skipped(scene: Scene) -> None:
    context = scene.desk.context
    assert context.trust is not None
    roots = scene.chain(*(key(number) for number in range(2, 7)))
    for chain in (roots[:1] + roots[2:], roots[5:], roots[:2] + roots[4:], roots[:3] + roots[1:2]):
        last = chain[-1]
        signer = key(roots.index(last) + 1)
        assert judged(scene.under(chain, signer, 50), context.trust.pin, context.marks) == "root_mismatch"
    assert judged(scene.under(roots, key(6), 50), context.trust.pin, context.marks) == ""


def test_that_a_bundle_with_the_highest_number_shuts_nobody_out(scene: Scene) -> None:
    """Order never decides: what follows is only called older, and its records are merged like any."""
    assert scene.inbox.take(scene.up(1)) == "new"
    assert scene.inbox.take(scene.up(HIGHEST)) == "new"
    assert [scene.inbox.take(scene.up(number)) for number in (2, 3)] == ["older", "older"]
    forge = scene.forge(4)
    forge.keep_header = {"seq": HIGHEST + 1}
    assert scene.inbox.take(forge.put_together()) == "strict_json"


def test_that_an_invented_epoch_is_told_and_the_old_one_goes_on(scene: Scene) -> None:
    assert scene.inbox.take(scene.up(1)) == "new"
    path = scene.world.seal(seq=HIGHEST, epoch="fe" * 16).path
    with scene.world.open(path, scene.inbox.context) as bundle:
        assert (bundle.standing, bundle.new_epoch) == ("new", True)
    assert scene.inbox.take(path) == "new"
    assert scene.inbox.take(scene.up(2)) == "new"
    assert scene.inbox.take(scene.up(1, epoch="fe" * 16)) == "older"


@pytest.mark.parametrize("seen", [(HIGHEST, 1), (1, HIGHEST), (HIGHEST, HIGHEST)])
def test_that_what_a_sender_claims_to_have_seen_moves_no_mark(scene: Scene, seen: tuple[int, int]) -> None:
    forge = scene.forge(1)
    forge.manifest["root_version_seen"], forge.manifest["trust_seq_seen"] = seen
    assert scene.inbox.take(forge.put_together()) == "new"
    assert scene.inbox.context.marks == scene.world.trust.marks
    assert scene.inbox.take(scene.up(2)) == "new"


def test_that_no_root_is_skipped_where_one_key_signs_them_all(scene: Scene) -> None:
    """Every step is signed by both sides' keys then, so only the numbers say that one is missing."""
    root = scene.world.office.root
    assert root is not None
    roots = scene.chain(root, root, root)
    context = scene.desk.context
    assert context.trust is not None
    for chain in ([roots[0], roots[2]], [roots[3]], [roots[1], roots[3]]):
        assert judged(scene.under(chain, root, 50), context.trust.pin, context.marks) == "root_mismatch"
    assert judged(scene.under(roots, root, 50), context.trust.pin, context.marks) == ""
