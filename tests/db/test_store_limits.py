"""What one sender can make the store do is bounded: parents, heads, the waiting room, deep histories.

Judged by what is counted (statements, revisions read, sides merged), never by seconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

import db
from db import documents
from db.graph import MAX_HEADS
from db.revision import MAX_PARENTS

DOC = "a" * 32


def reasons(store: db.Store) -> list[str]:
    return [one.reason for one in store.quarantined()]


def forks(desk: Any, count: int, parents: tuple[str, ...] = (), doc_id: str = DOC) -> list[db.Revision]:
    """Make revisions of one document that know nothing of each other."""
    return [desk.revision(doc_id, parents, n, body=json.dumps({"nama": f"V{n}"}).encode()) for n in range(1, count + 1)]


def raws_of(revisions: list[db.Revision]) -> list[bytes]:
    return [one.raw for one in revisions]


def with_parents(desk: Any, parents: list[str]) -> bytes:
    """Write by hand what our own encoder refuses."""
    raw: bytes = desk.revision(DOC).raw
    return raw.replace(b'"parents":[]', b'"parents":' + json.dumps(sorted(parents)).replace(" ", "").encode())


@contextmanager
def statements(store: db.Store) -> Iterator[list[str]]:
    """Note every SQL statement that the store runs."""
    seen: list[str] = []
    store._connection.set_trace_callback(seen.append)
    try:
        yield seen
    finally:
        store._connection.set_trace_callback(None)


@contextmanager
def read_in(monkeypatch: Any, module: Any) -> Iterator[list[int]]:
    """Note the size of every revision that a module decodes."""
    sizes: list[int] = []
    real = module.decode_envelope

    def noting(raw: bytes) -> Any:
        sizes.append(len(raw))
        return real(raw)

    with monkeypatch.context() as patch:
        patch.setattr(module, "decode_envelope", noting)
        yield sizes


def test_that_a_revision_of_too_many_parents_is_set_aside(desk: Any, store: db.Store) -> None:
    unknown = [f"{n:064x}" for n in range(MAX_PARENTS + 1)]
    report = desk.add(store, [with_parents(desk, unknown), with_parents(desk, unknown[1:])])
    assert (report.new, report.waiting, report.quarantined) == (0, 1, 1)
    assert reasons(store) == ["too_many_parents"]
    with pytest.raises(db.StoreError, match=r"revision_damaged.*too_many_parents"):
        db.decode_revision(with_parents(desk, unknown))


def test_that_our_own_saving_refuses_too_many_parents(desk: Any, store: db.Store) -> None:
    parents = [f"{n:064x}" for n in range(MAX_PARENTS + 1)]
    with pytest.raises(db.StoreError, match="too_many_parents") as refusal:
        desk.save(store, DOC, parents=parents)
    assert refusal.value.facts == {"count": MAX_PARENTS + 1, "limit": MAX_PARENTS}
    with pytest.raises(db.StoreError, match="parent_unknown"):
        desk.save(store, DOC, parents=[*parents[1:], parents[1]])
    assert store.document(DOC) is None


@pytest.mark.parametrize("together", [True, False])
def test_that_a_document_never_has_more_heads_than_one_answer_can_join(
    desk: Any, store: db.Store, together: bool
) -> None:
    made = raws_of(forks(desk, 3 * MAX_HEADS))
    reports = [desk.add(store, part) for part in ([made] if together else [made[:40], made[40:]])]
    assert sum(one.new for one in reports) == MAX_HEADS
    assert sum(one.quarantined for one in reports) == 2 * MAX_HEADS
    assert set(reasons(store)) == {"too_many_heads"}
    document = store.document(DOC)
    assert document is not None
    assert len(document.heads) == MAX_HEADS
    assert store.check(deep=True) == []
    store.rebuild()
    assert store.document(DOC) == document


def test_that_a_full_document_can_be_joined_and_then_takes_what_was_refused(desk: Any, store: db.Store) -> None:
    made = forks(desk, MAX_HEADS + 1)
    desk.add(store, raws_of(made))
    last = made[-1]
    follower = desk.revision(DOC, [made[0].rev_id], 900)
    assert desk.add(store, [follower.raw]).new == 1, "a head that is followed leaves the number as it is"
    with pytest.raises(db.StoreError, match="too_many_heads") as refusal:
        desk.save(store, DOC, parents=[], nama="satu lagi")
    assert refusal.value.facts["limit"] == MAX_HEADS
    joined = desk.save(store, DOC, nama="satu")
    assert len(joined.parents) == MAX_HEADS
    assert desk.add(store, [last.raw]).new == 1
    assert store.quarantined() == []
    document = store.document(DOC)
    assert document is not None
    assert set(document.heads) == {joined.rev_id, last.rev_id}
    assert store.check(deep=True) == []


def test_that_a_refused_head_says_nothing_about_other_documents(desk: Any, store: db.Store) -> None:
    other = forks(desk, 2, doc_id="b" * 32)
    report = desk.add(store, raws_of([*forks(desk, MAX_HEADS + 1), *other]))
    assert (report.new, report.quarantined) == (MAX_HEADS + 2, 1)


def test_that_nothing_that_waits_is_read_for_arrivals_that_it_does_not_wait_for(
    desk: Any, store: db.Store, monkeypatch: Any
) -> None:
    from db import arrivals

    unknown = [f"{n:064x}" for n in range(MAX_PARENTS)]
    desk.add(store, [desk.revision(f"{n:032x}", unknown, n).raw for n in range(300)])
    assert len(store.waiting()) == 300
    rows = store._connection.execute("SELECT count(*) FROM waiting_parent").fetchone()[0]
    assert rows == 300, "one row each, however many parents are missing"
    honest = raws_of(forks(desk, 3, doc_id="b" * 32))
    with statements(store) as run, read_in(monkeypatch, arrivals) as sizes:
        assert desk.add(store, honest).new == 3
    assert sizes == []
    assert not [sql for sql in run if "raw" in sql and "FROM waiting" in sql]
    assert store.check(deep=True) == []


def test_that_a_revision_is_tried_again_only_when_the_parent_it_watches_has_come(
    desk: Any, store: db.Store, monkeypatch: Any
) -> None:
    from db import arrivals

    roots = sorted(forks(desk, 5), key=lambda one: one.rev_id)
    child = desk.revision(DOC, [one.rev_id for one in roots], 9)
    desk.add(store, [child.raw])
    with read_in(monkeypatch, arrivals) as sizes:
        for root in reversed(roots[1:]):
            assert desk.add(store, [root.raw]).released == 0
        assert sizes == []
        assert store.waiting()[0].missing == (roots[0].rev_id,)
        assert desk.add(store, [roots[0].raw]) == db.AddReport(1, 0, 0, 1, (DOC,))
    assert len(sizes) == 1
    assert store.document(DOC).heads == (child.rev_id,)
    assert store._connection.execute("SELECT count(*) FROM waiting_parent").fetchone()[0] == 0


def test_that_a_long_line_that_waits_comes_in_by_few_steps(desk: Any, store: db.Store, monkeypatch: Any) -> None:
    from db import arrivals

    line = forks(desk, 1)
    for n in range(2, 1201):
        line.append(desk.revision(DOC, [line[-1].rev_id], n))
    desk.add(store, raws_of(line[:0:-1]))
    with statements(store) as run, read_in(monkeypatch, arrivals) as sizes:
        assert desk.add(store, [line[0].raw]).released == 1199
    assert len(sizes) < 2 * 1199
    assert len([sql for sql in run if sql.startswith("INSERT INTO revision")]) <= 1200
    assert len([sql for sql in run if "waiting_parent WHERE parent" in sql]) < 20, "steps double"
    assert store.check(deep=True) == []


def test_that_what_is_read_in_vain_stays_in_proportion(desk: Any, store: db.Store, monkeypatch: Any) -> None:
    """A gate that needs 64 parents, with a crowd behind it: the crowd is not read as each parent comes."""
    from db import arrivals

    roots = sorted(forks(desk, MAX_PARENTS), key=lambda one: one.rev_id)
    gate = desk.revision(DOC, [one.rev_id for one in roots], 900)
    crowd = [desk.revision(DOC, [gate.rev_id], 1000 + n) for n in range(MAX_HEADS)]
    desk.add(store, raws_of([gate, *crowd]))
    with read_in(monkeypatch, arrivals) as sizes:
        for root in roots:
            desk.add(store, [root.raw])
    assert len(sizes) <= MAX_PARENTS + len(crowd) + 2
    assert store.waiting() == []
    assert len(store.document(DOC).heads) == MAX_HEADS


def test_that_a_damaged_watch_is_found_and_rebuilding_mends_it(desk: Any, store: db.Store) -> None:
    root = desk.revision(DOC)
    child = desk.revision(DOC, [root.rev_id], 2)
    stranger = desk.revision("b" * 32, ["0" * 64], 3)
    desk.add(store, [child.raw, stranger.raw])
    desk.tamper(store, "UPDATE waiting_parent SET parent = ? WHERE waiting = 1", bytes(32))
    assert [one.code for one in store.check()] == ["waiting_unwatched"]
    desk.tamper(store, "DELETE FROM waiting_parent WHERE waiting = 2")
    assert [one.code for one in store.check()] == ["waiting_unwatched"] * 2
    store.rebuild()
    assert store.check() == []
    assert desk.add(store, [root.raw]).released == 1
    assert [one.rev_id for one in store.waiting()] == [stranger.rev_id]


def test_that_merging_reads_only_what_lies_between_the_heads(desk: Any, store: db.Store, monkeypatch: Any) -> None:
    line = forks(desk, 1)
    for n in range(2, 401):
        line.append(desk.revision(DOC, [line[-1].rev_id], n))
    desk.add(store, raws_of(line))
    with read_in(monkeypatch, documents) as sizes:
        desk.add(store, raws_of(forks(desk, 2, (line[-1].rev_id,))))
    assert len(sizes) <= 6
    assert store.check(deep=True) == []


def test_that_heads_too_far_apart_count_as_having_nothing_in_common(desk: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(documents, "MAX_WALK", 20)
    bases_seen: list[int] = []

    def noting(kind: str, bases: Any, sides: Any) -> db.MergedView:
        bases_seen.append(len(bases))
        return desk.merge(kind, bases, sides)

    made = desk.new()
    made.close()
    store = desk.open(made.path, merge=noting)
    root, *_ = line = forks(desk, 1)
    for n in range(2, 19):
        line.append(desk.revision(DOC, [line[-1].rev_id], n))
    desk.add(store, raws_of([*line, desk.revision(DOC, [root.rev_id], 100)]))
    assert bases_seen == [1]
    for n in range(19, 200):
        line.append(desk.revision(DOC, [line[-1].rev_id], n))
    with read_in(monkeypatch, documents) as sizes:
        desk.add(store, raws_of(line))
    assert bases_seen == [1, 0]
    assert len(sizes) <= 20 + 3
    assert store.check(deep=True) == []


def test_that_a_long_line_of_tombstones_is_not_followed_for_ever(desk: Any, store: db.Store, monkeypatch: Any) -> None:
    monkeypatch.setattr(documents, "MAX_WALK", 20)
    line = forks(desk, 1)
    for n in range(2, 100):
        line.append(desk.revision(DOC, [line[-1].rev_id], n, body=b"{}", deleted=True))
    with read_in(monkeypatch, documents) as sizes:
        desk.add(store, raws_of(line))
    assert len(sizes) <= 20
    document = store.document(DOC)
    assert document is not None
    assert (document.deleted, document.body) == (True, b"{}")
    assert store.check(deep=True) == []
