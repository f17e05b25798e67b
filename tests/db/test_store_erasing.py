"""Erasing takes the words away for good and leaves the graph, the chain and everybody else's documents sound."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest

import db
from tests.db.halaman import LIBRARY, decrypted_pages

DOC, OTHER, RECORD = "a" * 32, "b" * 32, "c" * 32
CANARY = "Kenarirahasia"


def erase(
    desk: Any, store: db.Store, revisions: Sequence[db.Revision], record: str = RECORD, **given: Any
) -> db.ErasureReport:
    """Write the record of an erasure and carry it out, in one transaction."""
    named = [db.skeleton_of(revision) for revision in revisions]
    body = json.dumps({"revisi": msgspec.to_builtins(named)}).encode()
    with store.write(act="hapus_data", who="admin", at=desk.at, doc_id=record) as tx:
        by = tx.save("penghapusan", record, body, scope="33.73.04", schema=1)
        return tx.erase(named, by=by.rev_id, **given)


def apply(desk: Any, store: db.Store, raw: bytes) -> db.ErasureReport:
    """Take the record of an erasure in and carry it out, as one that comes in a bundle."""
    record = db.decode_revision(raw)
    named = [msgspec.convert(one, db.Skeleton) for one in json.loads(record.body)["revisi"]]
    with store.write(act="impor", who="penguji", at=desk.at) as tx:
        tx.add([raw], source="paket")
        return tx.erase(named, by=record.rev_id)


@pytest.fixture
def person(desk: Any, store: db.Store) -> list[db.Revision]:
    """Three versions of one person's document and a tombstone, beside a document of somebody else."""
    made = [desk.save(store, DOC, nama=f"{CANARY} {n}", nip=f"{n}") for n in range(3)]
    desk.save(store, OTHER, nama="Melati")
    return [*made, desk.save(store, DOC, deleted=True)]


def dump(store: db.Store) -> str:
    """Return every value of every table of a store as one text."""
    tables = [row[0] for row in store._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return "\n".join(str(row) for table in tables for row in store._connection.execute(f'SELECT * FROM "{table}"'))


def test_that_erased_bodies_are_gone_and_everything_else_still_verifies(
    desk: Any, store: db.Store, person: list[db.Revision]
) -> None:
    chain = list(store.audit_raw())
    report = erase(desk, store, person)
    assert report == db.ErasureReport(erased=4, placed=0, known=0, refused=())
    history = store.history(DOC)
    assert [one.rev_id for one in history] == [one.rev_id for one in person]
    assert {(one.erased, one.deleted, one.body, one.who, one.at.t) for one in history} == {(True, True, b"{}", "", "")}
    assert [db.skeleton_of(one) for one in history] == [db.skeleton_of(one) for one in person]
    document = store.document(DOC)
    assert document is not None
    assert (document.deleted, document.label, document.body) == (True, "", b"{}")
    assert store.find("pegawai", text="kenari", deleted=True) == []
    assert [found.label for found in store.find("pegawai")] == ["Melati"]
    assert list(store.audit_raw())[: len(chain)] == chain
    assert store.check() == []
    record = store.document(RECORD)
    assert record is not None
    assert store.erased([one.rev_id for one in person]) == dict.fromkeys([r.rev_id for r in person], record.heads[0])


def test_that_no_table_holds_a_word_of_what_was_erased(desk: Any, store: db.Store, person: list[db.Revision]) -> None:
    store.put_working(db.Working(DOC, "ani", "pegawai", "", 1, (), f'{{"nama":"{CANARY}"}}'.encode(), desk.at))
    assert CANARY in dump(store)
    assert CANARY.lower() in dump(store)
    erase(desk, store, person)
    assert CANARY.lower() not in dump(store).lower()
    assert store.workings() == []


@pytest.mark.skipif(LIBRARY is None, reason="needs a library that decrypts pages")
@pytest.mark.parametrize("size", [10, 30_000])
def test_that_no_page_of_the_file_holds_a_word_of_what_was_erased(desk: Any, store: db.Store, size: int) -> None:
    """Free pages and the unused rest of pages are looked at as well; 30,000 letters need pages of their own."""
    made = []
    for n in range(60):
        desk.save(store, f"{n:032x}", nama=f"Orang lain {n}", isi="x" * (n * 40))
        made.append(desk.save(store, DOC, nama=f"{CANARY} {n}", nip=f"{n}", isi=f"{CANARY}{n}" * (size // 13)))
    made.append(desk.save(store, DOC, deleted=True))
    store.check(deep=False)
    assert CANARY.encode() in decrypted_pages(store.path, desk.key)
    erase(desk, store, made)
    wal = store.path.with_name(store.path.name + "-wal")
    assert wal.stat().st_size == 0
    pages = decrypted_pages(store.path, desk.key)
    assert b"CREATE TABLE" in pages
    assert CANARY.encode().lower() not in pages.lower()
    assert store.check() == []


def test_that_an_old_bundle_does_not_bring_an_erased_body_back(
    desk: Any, store: db.Store, person: list[db.Revision]
) -> None:
    raws = [one.raw for one in person]
    erase(desk, store, person)
    report = desk.add(store, raws)
    assert (report.new, report.known, report.quarantined, report.waiting) == (0, 4, 0, 0)
    with store.write(act="tahan", who="x", at=desk.at) as tx:
        tx.quarantine(raws[0], "uji", "paket")
    assert store.quarantined() == []
    assert CANARY not in dump(store)
    assert store.check() == []


def test_that_children_of_erased_revisions_never_wait_where_the_bodies_never_were(
    desk: Any, store: db.Store, person: list[db.Revision]
) -> None:
    child = desk.save(store, DOC, nama="Data baru", parents=[person[2].rev_id])
    erase(desk, store, person)
    other = desk.new()
    assert desk.add(other, [child.raw]).waiting == 1
    raws = desk.raws(store)
    assert len(raws) == 3, "the other person, the child and the record; skeletons are no revisions"
    desk.add(other, [raws[0]])
    report = apply(desk, other, raws[-1])
    assert (report.erased, report.placed) == (0, 4)
    assert other.waiting() == []
    assert desk.content(other) == desk.content(store)
    assert other.check() == []


def test_that_skeletons_wait_for_parents_that_are_not_erased(desk: Any, store: db.Store) -> None:
    first = desk.save(store, DOC, nama="Tetap")
    second = desk.save(store, DOC, nama=CANARY)
    erase(desk, store, [second])
    other = desk.new()
    report = apply(desk, other, desk.raws(store)[-1])
    assert (report.placed, [one.rev_id for one in other.waiting()]) == (1, [second.rev_id])
    assert other.check() == []
    assert desk.add(other, [first.raw, second.raw]).new == 1
    assert desk.content(other) == desk.content(store)
    assert other.check() == []


def test_that_copies_in_the_waiting_room_and_in_quarantine_are_erased(desk: Any, store: db.Store) -> None:
    first = desk.revision(DOC, body=f'{{"nama":"{CANARY}"}}'.encode())
    second = desk.revision(DOC, [first.rev_id], 2, body=f'{{"nama":"{CANARY}"}}'.encode())
    third = desk.revision(DOC, [first.rev_id], 3, body=f'{{"nama":"{CANARY}"}}'.encode())
    desk.add(store, [second.raw])
    with store.write(act="tahan", who="x", at=desk.at) as tx:
        tx.quarantine(third.raw, "uji", "paket")
    assert CANARY in dump(store)
    erase(desk, store, [second, third])
    assert CANARY not in dump(store)
    assert store.quarantined() == []
    assert sorted(one.rev_id for one in store.waiting()) == sorted([second.rev_id, third.rev_id])
    erase(desk, store, [first], record="d" * 32)
    assert store.waiting() == []
    assert store.check() == []


def test_that_erased_versions_count_as_deleted_in_a_merge(desk: Any, store: db.Store) -> None:
    base = desk.save(store, DOC, nama=f"{CANARY} asal")
    left = desk.save(store, DOC, nama=f"{CANARY} kiri", parents=[base.rev_id])
    right = desk.save(store, DOC, nama="Kanan", parents=[base.rev_id])
    assert {one.path for one in store.document(DOC).conflicts} == {"nama"}
    erase(desk, store, [base, left])
    document = store.document(DOC)
    assert document.heads == tuple(sorted([left.rev_id, right.rev_id]))
    assert json.loads(document.body) == {"nama": "Kanan"}
    assert [one.path for one in document.conflicts] == ["$"], "deleted here and changed there, for people to decide"
    assert CANARY not in dump(store)
    assert store.check() == []


def test_that_an_erasure_survives_rebuilding_backup_and_reopening(
    desk: Any, store: db.Store, person: list[db.Revision]
) -> None:
    erase(desk, store, person)
    before = desk.content(store)
    store.rebuild()
    store.backup(desk.folder / "cadangan.db")
    store.close()
    for path in (store.path, desk.folder / "cadangan.db"):
        again = desk.open(path)
        assert (desk.content(again), again.check()) == (before, [])
        assert desk.add(again, [person[0].raw]).new == 0


def test_that_replicas_agree_in_whatever_order_they_learn(desk: Any, new_desk: Callable[[], Any]) -> None:
    origin = desk.new()
    made = [desk.save(origin, DOC, nama=f"{CANARY} {n}") for n in range(2)]
    made.append(desk.save(origin, DOC, deleted=True))
    child = desk.save(origin, DOC, nama="Kembali", parents=[made[1].rev_id])
    raws = [one.raw for one in made]
    erase(desk, origin, made)
    record = desk.raws(origin)[-1]
    expected = desk.content(origin)
    steps: list[bytes] = [*raws, child.raw, record]
    for order in itertools.permutations(range(5)):
        with new_desk() as other:
            replica = other.new()
            for at in order:
                apply(other, replica, record) if steps[at] is record else other.add(replica, [steps[at]])
            assert desk.content(replica) == expected, order
            assert replica.check() == [], order


def test_that_a_skeleton_that_lies_about_its_revision_is_refused_alone(
    desk: Any, store: db.Store, person: list[db.Revision]
) -> None:
    lie = msgspec.structs.replace(person[0], scope="99.99")
    strange = msgspec.structs.replace(person[1], kind="Bukan Jenis")
    report = erase(desk, store, [lie, strange, person[2]])
    assert (report.erased, set(report.refused)) == (1, {lie.rev_id, strange.rev_id})
    assert [one.erased for one in store.history(DOC)] == [False, False, True, False]
    assert desk.add(store, [person[0].raw]).known == 1


def test_that_a_record_of_erasure_is_never_erased_and_one_that_is_not_here_erases_nothing(
    desk: Any, store: db.Store, person: list[db.Revision]
) -> None:
    erase(desk, store, person)
    (record,) = store.history(RECORD)
    assert erase(desk, store, [record], record="d" * 32).refused == (record.rev_id,)
    with (
        pytest.raises(db.StoreError, match="record_unknown"),
        store.write(act="hapus_data", who="x", at=desk.at) as tx,
    ):
        tx.erase([db.skeleton_of(person[0])], by="0" * 64)
    assert store.check() == []


def test_that_an_erasure_that_fails_leaves_everything(desk: Any, store: db.Store, person: list[db.Revision]) -> None:
    before = desk.content(store)

    def fail() -> None:
        with store.write(act="hapus_data", who="x", at=desk.at) as tx:
            by = tx.save("penghapusan", RECORD, b"{}", scope="", schema=1)
            assert tx.erase(map(db.skeleton_of, person), by=by.rev_id).erased == 4
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()
    assert desk.content(store) == before
    assert store.check() == []
    assert CANARY in dump(store)


def test_that_an_erased_file_is_not_kept_again(desk: Any, store: db.Store, person: list[db.Revision]) -> None:
    with store.write(act="lampir", who="x", at=desk.at) as tx:
        sha = tx.put_attachment(CANARY.encode(), "text/plain")
    erase(desk, store, person, attachments=[sha])
    with store.write(act="lampir", who="x", at=desk.at) as tx:
        assert tx.put_attachment(CANARY.encode(), "text/plain") == sha
    assert store.attachment(sha) is None


TAMPERINGS = {
    "a body dropped by hand": (
        "UPDATE revision SET raw = (SELECT raw FROM revision r WHERE r.rev_id IN (SELECT rev_id FROM erased) LIMIT 1) "
        "WHERE rev_id = ?",
        "erased_without_record",
    ),
    "the memory of one erasure lost": ("DELETE FROM erased WHERE num = 1", "erased_without_record"),
    "an erasure that no record names": (
        "INSERT INTO erased(rev_id, by_rev) VALUES (?, (SELECT by_rev FROM erased LIMIT 1))",
        "erased_without_record",
    ),
    "a record that is not in the log": (
        "UPDATE erased SET by_rev = zeroblob(32) WHERE num = 1",
        "erased_without_record",
    ),
    "a skeleton that was changed": (
        "UPDATE revision SET raw = CAST(replace(CAST(raw AS TEXT), '33.73.04', '33.73.05') AS BLOB) WHERE seq = 1",
        "erasure_undone",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERINGS)
def test_that_an_erasure_without_a_record_is_found(
    desk: Any, store: db.Store, person: list[db.Revision], name: str
) -> None:
    erase(desk, store, person)
    assert store.check() == []
    sql, code = TAMPERINGS[name]
    (melati,) = store.history(OTHER)
    desk.tamper(store, sql, *[bytes.fromhex(melati.rev_id)] * sql.count("?"))
    assert code in {finding.code for finding in store.check()}


def test_that_a_body_put_back_by_hand_is_found(desk: Any, store: db.Store, person: list[db.Revision]) -> None:
    erase(desk, store, person)
    desk.tamper(store, "UPDATE revision SET raw = ? WHERE rev_id = ?", person[0].raw, bytes.fromhex(person[0].rev_id))
    assert "erasure_undone" in {finding.code for finding in store.check(deep=False)}
