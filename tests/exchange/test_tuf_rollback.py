"""Rollback: what was true once is shown again; trust never goes back, and an old bundle takes nothing away."""

from __future__ import annotations

import pytest

from desktop_app.exchange import Marks, Revocation, read_trust
from tests.exchange.test_trust_documents import key
from tests.exchange.tuf import Scene, judged, scene

__all__ = ["scene"]


def test_that_an_older_answer_is_refused_after_a_newer_one(scene: Scene) -> None:
    older = scene.answer(1, trust=scene.trust(4))
    newer = scene.answer(2, trust=scene.trust(5))
    assert scene.desk.take(newer) == "new"
    assert scene.desk.take(older) == "trust_rolled_back"
    assert scene.desk.context.marks == Marks(1, 5)
    assert scene.desk.take(newer) == "new", "the same once more changes nothing and is no error"


def test_that_an_answer_under_an_older_root_is_refused(scene: Scene) -> None:
    roots = scene.chain(key(2))
    older = scene.answer(1, trust=scene.trust(9))
    state = read_trust(scene.under(roots, key(2), 9), pinned=scene.world.root)
    assert scene.desk.take(scene.answer(2, trust=state)) == "new"
    assert scene.desk.take(older) == "root_rolled_back"
    assert scene.desk.context.marks.root_version == 2


def test_that_an_older_store_with_its_marks_outside_accepts_nothing_older(scene: Scene) -> None:
    """The database is put back by hand; the anchor beside it still says how far trust had come."""
    before = scene.desk.context
    assert scene.desk.take(scene.answer(1, trust=scene.trust(8))) == "new"
    marks = scene.desk.context.marks
    scene.desk.context = before
    assert scene.desk.take(scene.answer(2, trust=scene.trust(7))) == "new", "without the anchor nobody could know"
    scene.desk.context = type(before)(**{**vars(before), "marks": marks})
    assert scene.desk.take(scene.answer(2, trust=scene.trust(7))) == "trust_rolled_back"
    assert scene.desk.take(scene.answer(3, trust=scene.trust(8))) == "new"


def test_that_a_revocation_is_not_undone_by_an_older_statement(scene: Scene) -> None:
    device = scene.world.unit.keys.device_id
    without, revoking = scene.trust(5), scene.trust(6, revocations=[Revocation(device, 1)])
    scene.desk.take(scene.answer(1, trust=revoking))
    assert scene.desk.take(scene.answer(2, trust=without)) == "trust_rolled_back"
    assert [one.device_id for one in scene.desk.context.trust.revocations] == [device]  # type: ignore[union-attr]
    scene.inbox.believe(revoking)
    assert scene.inbox.take(scene.up(1)) == "revoked_device"


def test_that_an_older_bundle_is_older_and_nothing_else(scene: Scene) -> None:
    first, second, third = scene.up(1), scene.up(2), scene.up(3)
    assert [scene.inbox.take(one) for one in (first, third, second)] == ["new", "new", "older"]
    assert [scene.inbox.take(one) for one in (first, second, third)] == ["already_received"] * 3
    assert scene.inbox.accepted == 6


def test_that_the_same_number_does_not_come_back_with_older_content(scene: Scene) -> None:
    """A restored clone sends number 2 once more, with what it knew then: both are kept for people, none replaces."""
    assert scene.inbox.take(scene.up(1)) == "new"
    assert scene.inbox.take(scene.up(2)) == "new"
    assert scene.inbox.take(scene.up(2, revisions=[])) == "twin_detected"
    assert len(scene.inbox.context.known) == 2


@pytest.mark.parametrize("steps", [1, 3])
def test_that_a_chain_that_ends_before_the_pin_is_refused(scene: Scene, steps: int) -> None:
    roots = scene.chain(*(key(number) for number in range(2, 2 + steps)))
    state = read_trust(scene.under(roots, key(1 + steps), 4), pinned=scene.world.root)
    assert scene.desk.take(scene.answer(1, trust=state)) == "new"
    shorter = scene.under(roots[:-1], scene.world.office.root if steps == 1 else key(steps), 99)  # type: ignore[arg-type]
    assert judged(shorter, state.pin, scene.desk.context.marks) == "root_rolled_back"
