"""Revisions from elsewhere before a judge: what it refuses, what no answer of it lets in, and reading back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import db

DOC, OTHER = "a" * 32, "b" * 32


def judged(
    desk: Any, store: db.Store, raws: list[bytes], judge: Callable[[db.Envelope], str] = lambda envelope: ""
) -> db.AddReport:
    with store.write(act="impor", who="x", at=desk.at) as tx:
        return tx.add(raws, source="paket", judge=judge)


def reasons(store: db.Store) -> list[str]:
    return [one.reason for one in store.quarantined()]


def test_that_the_judge_is_asked_once_about_each_new_sound_revision(desk: Any, store: db.Store) -> None:
    known, fresh, refused = desk.revision(DOC), desk.revision(OTHER), desk.revision("c" * 32, kind="catatan")
    desk.add(store, [known.raw])
    asked: list[tuple[str, str, bytes]] = []

    def judge(envelope: db.Envelope) -> str:
        asked.append((envelope.kind, envelope.doc, bytes(envelope.body)))
        return "bukan_urusannya" if envelope.kind == "catatan" else ""

    report = judged(desk, store, [known.raw, b"no json", fresh.raw, refused.raw, fresh.raw], judge)
    assert report == db.AddReport(1, 2, 0, 0, (OTHER,), quarantined=2)
    assert asked == [("pegawai", OTHER, fresh.body), ("catatan", "c" * 32, refused.body)]
    assert sorted(reasons(store)) == ["bukan_urusannya", "json"]
    assert {one.source for one in store.quarantined()} == {"paket"}


def test_that_a_refused_revision_holds_back_its_children_and_nobody_else(desk: Any, store: db.Store) -> None:
    root = desk.revision(DOC)
    child = desk.revision(DOC, [root.rev_id], 2)
    report = judged(desk, store, [root.raw, child.raw, desk.revision(OTHER).raw], lambda one: "tidak" * (one.n == 1))
    assert (report.new, report.waiting, report.quarantined) == (0, 1, 2)
    assert judged(desk, store, [root.raw]).released == 1
    assert store.check() == []


@pytest.mark.parametrize("apart", [True, False])
def test_that_a_document_keeps_its_scope_under_a_judge(desk: Any, store: db.Store, apart: bool) -> None:
    root = desk.revision(DOC, scope="33.1")
    stray = desk.revision(DOC, [root.rev_id], 2, scope="33.2")
    if apart:
        desk.add(store, [root.raw])
        report = judged(desk, store, [stray.raw])
    else:
        report = judged(desk, store, [root.raw, stray.raw])
    assert (report.quarantined, reasons(store)) == (1, ["other_scope"])
    document = store.document(DOC)
    assert document is not None
    assert (document.scope, document.heads) == ("33.1", (root.rev_id,))


def test_that_waiting_is_no_way_into_a_document_of_another_scope(desk: Any, store: db.Store) -> None:
    root = desk.revision(DOC, scope="33.1")
    stray = desk.revision(DOC, [root.rev_id], 2, scope="33.2")
    assert judged(desk, store, [stray.raw]).waiting == 1
    report = judged(desk, store, [root.raw])
    assert (report.new, report.released, reasons(store)) == (1, 0, ["other_scope"])
    assert store.waiting() == []
    assert store.check() == []


def test_that_our_own_saving_may_move_a_document(desk: Any, store: db.Store) -> None:
    root = desk.revision(DOC, scope="33.1")
    with store.write(act="impor", who="x", at=desk.at) as tx:
        tx.add([root.raw], source="paket", judge=lambda envelope: "")
        tx.save("pegawai", DOC, b"{}", scope="33.2", schema=1)
    document = store.document(DOC)
    assert document is not None
    assert document.scope == "33.2"


def test_that_reading_back_notices_what_was_not_written_as_it_came(desk: Any, store: db.Store) -> None:
    before = desk.revision(OTHER)
    desk.add(store, [before.raw])
    desk.tamper(store, "UPDATE revision SET raw = ? WHERE rev_id = ?", b"{}", bytes.fromhex(before.rev_id))
    fine = [desk.revision(DOC, n=n).raw for n in range(1, 700)]
    with store.write(act="impor", who="x", at=desk.at) as tx:
        tx.add(fine, source="paket")
        tx.reread()  # what came before this transaction is not its affair
        last = desk.revision("c" * 32)
        tx.add([last.raw], source="paket")
        desk.tamper(store, "UPDATE revision SET raw = ? WHERE rev_id = ?", b"{}", bytes.fromhex(last.rev_id))
        with pytest.raises(db.StoreError, match="revision_damaged"):
            tx.reread()


def test_that_disputed_documents_are_told_without_their_bodies(desk: Any, store: db.Store) -> None:
    root = desk.revision(DOC, body=b'{"nama":"A"}')
    sides = [desk.revision(DOC, [root.rev_id], n, body=b'{"nama":"%d"}' % n) for n in (2, 3)]
    agreed = [desk.revision(OTHER, [], n, body=b'{"nama":"sama"}') for n in (1, 2)]
    desk.add(store, [one.raw for one in (root, *sides, *agreed)])
    assert len(store.document(OTHER).heads) == 2
    assert store.disputed() == {DOC} == {document.doc_id for document in store.conflicted()}
