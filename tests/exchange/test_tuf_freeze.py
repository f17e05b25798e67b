"""Indefinite freeze: what is new is withheld or only the old is shown; work goes on, and one later file brings all."""

from __future__ import annotations

import pytest

from desktop_app.exchange import Ack, TrustState, read_trust
from tests.exchange.conftest import EPOCH
from tests.exchange.test_trust_documents import key
from tests.exchange.tuf import Scene, at_time, scene

__all__ = ["scene"]


def test_that_the_same_answer_for_ever_brings_nothing_forward(scene: Scene) -> None:
    frozen = scene.answer(1, trust=scene.trust(4))
    for _ in range(6):
        assert scene.desk.take(frozen) == "new"
    assert scene.desk.context.marks.trust_seq == 4
    assert scene.desk.take(scene.answer(2, trust=scene.trust(5))) == "new"


def test_that_one_answer_after_a_freeze_brings_every_root_that_was_withheld(scene: Scene) -> None:
    assert scene.desk.take(scene.answer(1)) == "new"
    roots = scene.chain(*(key(number) for number in range(2, 9)))
    state = read_trust(scene.under(roots, key(8), 40), pinned=scene.world.root)
    assert scene.desk.take(scene.answer(9, trust=state)) == "new"
    assert scene.desk.context.marks == (8, 40)


def test_that_lost_bundles_are_noticed_and_cost_nothing(scene: Scene) -> None:
    """Every bundle holds what no answer has acknowledged, so the last of five that were withheld has it all."""
    sealed = scene.world.seal(seq=1)
    assert scene.inbox.take(sealed.path) == "new"
    lost = [scene.world.seal(seq=number, previous=sealed.file_sha256).file_sha256 for number in (2, 3, 4, 5)]
    path = scene.world.seal(seq=6, previous=lost[-1]).path
    with scene.world.open(path, scene.inbox.context) as bundle:
        assert (bundle.standing, bundle.gap) == ("new", True)
    assert scene.inbox.take(path) == "new"


def test_that_a_replayed_receipt_acknowledges_only_what_it_names(scene: Scene) -> None:
    device = scene.world.unit.keys.device_id
    frozen = scene.answer(1, acknowledgements=[Ack(device, EPOCH, 1, "cd" * 32)])
    for number in (1, 2, 3):
        scene.up(number)
        path = scene.world.folder / "datang.skpb"
        path.write_bytes(frozen)
        with scene.world.open(path, scene.desk.context) as bundle:
            assert [(one.seq, one.sha256) for one in bundle.acknowledgements] == [(1, "cd" * 32)]
        assert scene.desk.take(frozen) == "new"


@pytest.mark.parametrize("moment", ["1980-01-01T00:00:00+00:00", "2099-12-31T23:59:59+07:00", "kemarin"])
def test_that_no_clock_freezes_anybody(scene: Scene, moment: str) -> None:
    """Freshness comes from counters: an answer from 1980 with a higher number is newer than one from 2099."""

    def told(trust_seq: int, text: str) -> TrustState:
        root = scene.world.office.root
        assert root is not None
        raw = scene.under([scene.world.root], root, trust_seq, signed_at=at_time(text, doubt=True))
        return read_trust(raw, pinned=scene.world.root)

    assert scene.desk.take(scene.answer(1, trust=told(4, "2099-01-01T00:00:00+07:00"))) == "new"
    assert scene.desk.take(scene.answer(2, trust=told(5, moment))) == "new"
    assert scene.desk.take(scene.answer(3, trust=told(4, "2100-01-01T00:00:00+07:00"))) == "trust_rolled_back"
    assert scene.inbox.take(scene.up(1, claimed=at_time(moment))) == "new"
