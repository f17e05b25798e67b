"""Revisions from elsewhere: set union, waiting room, quarantine."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

import db
from db import arrivals

DOC = "a" * 32


def chain(desk: Any, length: int, doc_id: str = DOC, **given: Any) -> list[db.Revision]:
    """Make revisions that follow each other."""
    made: list[db.Revision] = []
    for n in range(1, length + 1):
        parents = [made[-1].rev_id] if made else []
        body = json.dumps({"nama": f"Versi {n}"}).encode()
        made.append(desk.revision(doc_id, parents, n, body=body, **given))
    return made


def raws_of(revisions: list[db.Revision]) -> list[bytes]:
    return [revision.raw for revision in revisions]


def test_that_adding_twice_changes_nothing(desk: Any, store: db.Store) -> None:
    made = raws_of(chain(desk, 3))
    assert desk.add(store, made) == db.AddReport(3, 0, 0, 0, (DOC,))
    before = desk.content(store)
    assert desk.add(store, [*made, *made]) == db.AddReport(0, 6, 0, 0, ())
    assert desk.content(store) == before
    assert store.audit_head()[0] == 2


def test_that_duplicates_within_one_call_count_as_known(desk: Any, store: db.Store) -> None:
    (one,) = raws_of(chain(desk, 1))
    assert desk.add(store, [one, one, one]) == db.AddReport(1, 2, 0, 0, (DOC,))


def test_that_what_misses_its_parent_waits_visibly_and_is_released(desk: Any, store: db.Store) -> None:
    made = chain(desk, 4)
    report = desk.add(store, raws_of(made[1:]), source="paket 8")
    assert report == db.AddReport(0, 0, 3, 0, ())
    waiting = {one.rev_id: one for one in store.waiting()}
    assert waiting[made[1].rev_id].missing == (made[0].rev_id,)
    assert {one.source for one in waiting.values()} == {"paket 8"}
    assert store.document(DOC) is None
    assert desk.add(store, raws_of(made[2:3])).known == 1
    assert store.check() == []
    assert desk.add(store, raws_of(made[:1])) == db.AddReport(1, 0, 0, 3, (DOC,))
    assert store.waiting() == []
    assert store.document(DOC).label == "Versi 4"
    assert store.check() == []


def test_that_a_long_reversed_chain_comes_in_at_once(desk: Any, store: db.Store) -> None:
    made = raws_of(chain(desk, 1500))
    assert desk.add(store, made[::-1]) == db.AddReport(1500, 0, 0, 0, (DOC,))
    assert [revision.n for revision in store.history(DOC)] == list(range(1, 1501))


def test_that_order_across_many_chunks_does_not_matter(desk: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(arrivals, "CHUNK", 7)
    monkeypatch.setattr(arrivals, "MAX_UNSETTLED", 5)
    made = [raw for n in range(40) for raw in raws_of(chain(desk, 4, f"{n:032x}"))]
    straight, shuffled = desk.new(), desk.new()
    assert desk.add(straight, made).new == 160
    mixed = made[:]
    random.Random(5).shuffle(mixed)
    report = desk.add(shuffled, mixed)
    assert (report.new, report.waiting, report.released, len(report.doc_ids)) == (160, 0, 0, 40)
    assert desk.content(straight) == desk.content(shuffled)
    assert shuffled.check() == []


def test_that_a_fork_from_elsewhere_is_merged_with_all_common_ancestors(desk: Any) -> None:
    """A criss-cross: two merges of the same two heads; both heads are bases (all maximal common ancestors)."""
    seen: list[tuple[Any, Any]] = []

    def noting(kind: str, bases: Any, sides: Any) -> db.MergedView:
        seen.append((bases, sides))
        return desk.merge(kind, bases, sides)

    store = desk.new()
    store.close()
    store = desk.open(store.path, merge=noting)
    root = desk.revision(DOC, body=b'{"nama":"akar"}')
    left, right = (desk.revision(DOC, [root.rev_id], n, body=b'{"nama":"%d"}' % n) for n in (2, 3))
    tips = [desk.revision(DOC, [left.rev_id, right.rev_id], n, body=b'{"nama":"%d"}' % n) for n in (4, 5)]
    desk.add(store, raws_of([root, left, right, *tips]))
    bases, sides = seen[-1]
    assert sorted(bases) == sorted([left.body, right.body])
    assert sides == sorted((tip.rev_id, tip.body) for tip in tips)


DAMAGED = {
    "not json": b"no json",
    "not utf-8": b'"nama":"\xff"',
    "lone surrogate": b'"nama":"\\ud800x"',
    "line break": b'"nama":\n"x"',
    "array body": None,
    "duplicate body": None,
}


def damaged(desk: Any, what: str) -> bytes:
    raw: bytes = desk.revision(DOC).raw
    if what == "not json":
        return b"no json"
    if what == "array body":
        return raw.replace(b'"body":{"nama":"Contoh"}', b'"body":[1]')
    if what == "duplicate body":
        return raw.replace(b',"body":', b',"body":{},"body":')
    inner = DAMAGED[what]
    assert inner is not None
    return raw.replace(b'"nama":"Contoh"', inner)


@pytest.mark.parametrize(
    "make",
    [
        *(lambda desk, what=what: damaged(desk, what) for what in DAMAGED),
        lambda desk: desk.revision(DOC).raw.replace(DOC.encode(), b"A" * 32),
        lambda desk: desk.revision(DOC).raw.replace(b'"pegawai"', b'"Pegawai; DROP"'),
        lambda desk: desk.revision(DOC).raw.replace(b'"v":1', b'"v":2'),
        lambda desk: desk.revision(DOC).raw.replace(b'"n":1', b'"n":-1'),
        lambda desk: desk.revision(DOC).raw.replace(b'"parents":[]', b'"parents":["%s","%s"]' % (b"b" * 64, b"a" * 64)),
        lambda desk: desk.revision(DOC).raw.replace(b'"del":false', b'"del":true'),
        lambda desk: desk.revision(DOC).raw.replace(b"Contoh", b"x" * 256 * 1024),
        lambda desk: desk.revision(DOC).raw.replace(b'"Contoh"', b"[" * 300 + b"]" * 300),
        lambda desk: desk.revision(DOC).raw + b" ",
    ],
)
def test_that_a_damaged_revision_goes_to_quarantine_and_blocks_nobody(desk: Any, store: db.Store, make: Any) -> None:
    bad, good = make(desk), desk.revision("b" * 32)
    with pytest.raises(db.StoreError, match="revision_damaged"):
        db.decode_revision(bad)
    report = desk.add(store, [bad, good.raw], source="paket")
    assert (report.new, report.quarantined) == (1, 1)
    (kept,) = store.quarantined()
    assert (kept.raw, kept.source) == (bad, "paket")
    assert store.count("pegawai") == 1
    desk.add(store, [bad])
    assert len(store.quarantined()) == 1
    assert store.check() == []


def test_that_a_parent_in_another_document_is_quarantined(desk: Any, store: db.Store) -> None:
    root = desk.revision(DOC)
    stray = desk.revision("b" * 32, [root.rev_id], 2)
    report = desk.add(store, [root.raw, stray.raw])
    assert (report.new, report.quarantined) == (1, 1)
    assert store.quarantined()[0].reason == "parent_of_other_document"
    assert desk.save(store, "c" * 32, nama="Tetap jalan").n == 1


def test_that_a_quarantined_record_can_be_admitted_later(desk: Any, store: db.Store) -> None:
    held = desk.revision(DOC)
    with store.write(act="karantina", who="x", at=desk.at) as tx:
        tx.quarantine(held.raw, "perangkat dicabut", "paket 3")
        tx.quarantine(b"sampah", "rusak", "paket 3")
    assert store.document(DOC) is None
    desk.add(store, [held.raw])
    assert [one.reason for one in store.quarantined()] == ["rusak"]
    with store.write(act="buang", who="x", at=desk.at) as tx:
        tx.drop_quarantine(store.quarantined()[0].rev_id)
    assert store.quarantined() == []
    assert store.document(DOC) is not None


def test_that_unknown_members_and_unknown_kinds_are_kept(desk: Any, store: db.Store) -> None:
    newer = desk.revision(DOC).raw.replace(b',"body":', b',"zona":{"a":[1]},"body":')
    future = desk.revision("b" * 32, kind="jenis_baru")
    assert desk.add(store, [newer, future.raw]).new == 2
    assert desk.raws(store) == [newer, future.raw]
    document = store.document("b" * 32)
    assert document is not None
    assert (document.kind, document.body, document.label) == ("jenis_baru", future.body, "")
    assert store.document(DOC).body == b'{"nama":"Contoh"}'
    assert store.check() == []


def test_that_two_kinds_under_one_id_give_one_answer_in_any_order(desk: Any) -> None:
    """Hostile, but it must not make replicas differ: the head with the lowest rev_id decides."""
    made = [desk.revision(DOC, kind="pegawai"), desk.revision(DOC, kind="catatan", n=2)]
    one, other = desk.new(), desk.new()
    for revision in made:
        desk.add(one, [revision.raw])
    desk.add(other, raws_of(made[::-1]))
    assert desk.content(one) == desk.content(other)
    assert one.check() == other.check() == []


def test_that_adding_stops_without_trace_when_the_source_fails(desk: Any, store: db.Store) -> None:
    def source() -> Any:
        for n in range(6000):
            yield desk.revision(f"{n:032x}").raw
        raise OSError("stick pulled")

    with pytest.raises(OSError, match="stick pulled"), store.write(act="impor", who="x", at=desk.at) as tx:
        tx.add(source(), source="x")
    assert (store.last_seq(), store.audit_head()[0], store.count("pegawai")) == (0, 0, 0)
