"""Saving and reading: heads, merged views, tombstones, transactions, exactly one audit row."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

import db

DOC = "a" * 32


def test_that_a_saved_document_is_read_back_with_its_exact_body(desk: Any, store: db.Store) -> None:
    revision = desk.save(store, DOC, nama="Siti Nur'aini", nip="198705122010011003")
    document = store.document(DOC)
    assert document == db.Document(
        doc_id=DOC,
        kind="pegawai",
        scope="33.73.04",
        label="Siti Nur'aini",
        body=b'{"nama":"Siti Nur\'aini","nip":"198705122010011003"}',
        heads=(revision.rev_id,),
        conflicts=(),
        deleted=False,
    )
    assert store.revision(revision.rev_id) == revision
    assert hashlib.sha256(revision.raw).hexdigest() == revision.rev_id
    assert (revision.n, revision.device, revision.parents) == (1, store.device, ())


def test_that_the_next_save_names_the_head_as_parent(desk: Any, store: db.Store) -> None:
    first = desk.save(store, DOC, nama="A")
    second = desk.save(store, DOC, nama="B")
    assert second.parents == (first.rev_id,)
    assert [revision.rev_id for revision in store.history(DOC)] == [first.rev_id, second.rev_id]
    assert store.find("pegawai")[0].columns["nama"] == "B"
    assert store.find("pegawai", text="A") == []


def test_that_two_heads_show_the_merged_view_until_a_save_joins_them(desk: Any, store: db.Store) -> None:
    base = desk.save(store, DOC, nama="A", nip="1")
    sides = [desk.save(store, DOC, nama=name, nip="1", parents=[base.rev_id]) for name in "BC"]
    document = store.document(DOC)
    assert document is not None
    assert document.heads == tuple(sorted(side.rev_id for side in sides))
    (conflict,) = document.conflicts
    assert (conflict.path, conflict.base) == ("nama", "A")
    assert sorted(value for _, value in conflict.values) == ["B", "C"]
    assert store.conflicted() == [document]
    assert store.conflicted("catatan") == []
    assert store.find("pegawai")[0].conflicts == 1
    joined = desk.save(store, DOC, nama="B", nip="1")
    assert set(joined.parents) == set(document.heads)
    assert store.conflicted() == []
    assert store.check() == []


def test_that_heads_that_agree_are_no_conflict(desk: Any, store: db.Store) -> None:
    base = desk.save(store, DOC, nama="A")
    for _ in range(2):
        desk.save(store, DOC, nama="B", parents=[base.rev_id])
    document = store.document(DOC)
    assert document is not None
    assert (len(document.heads), document.conflicts, store.conflicted()) == (2, (), [])


def test_that_a_deleted_document_leaves_the_lists_and_keeps_its_name(desk: Any, store: db.Store) -> None:
    desk.save(store, DOC, nama="Wijaya Kusuma")
    tombstone = desk.save(store, DOC, deleted=True)
    assert tombstone.body == b"{}"
    assert store.find("pegawai") == []
    (gone,) = store.find("pegawai", deleted=True, text="wijaya")
    assert (gone.label, gone.deleted) == ("Wijaya Kusuma", True)
    document = store.document(DOC)
    assert document is not None
    assert (document.deleted, document.label) == (True, "Wijaya Kusuma")
    desk.save(store, DOC, nama="Wijaya Kusuma")
    assert store.count("pegawai") == 1
    assert store.check() == []


def test_that_delete_against_edit_is_never_silent(desk: Any, store: db.Store) -> None:
    base = desk.save(store, DOC, nama="A")
    desk.save(store, DOC, nama="B", parents=[base.rev_id])
    desk.save(store, DOC, deleted=True, parents=[base.rev_id])
    document = store.document(DOC)
    assert document is not None
    assert not document.deleted
    assert [conflict.path for conflict in document.conflicts] == ["$"]


def test_that_two_tombstones_are_a_deleted_document_that_keeps_its_name(desk: Any, store: db.Store) -> None:
    base = desk.save(store, DOC, nama="Cempaka")
    for why in range(2):
        desk.save(store, DOC, deleted=True, parents=[base.rev_id], scope=f"33.73.0{why}")
    document = store.document(DOC)
    assert document is not None
    assert (document.deleted, document.label, len(document.heads)) == (True, "Cempaka", 2)


def test_that_an_exception_leaves_the_store_as_it_was(desk: Any, store: db.Store) -> None:
    desk.save(store, DOC, nama="A")
    before, head = desk.content(store), store.audit_head()

    def fail_late() -> None:
        with store.write(act="simpan", who="x", at=desk.at) as tx:
            tx.save("pegawai", DOC, b'{"nama":"B"}', scope="", schema=1)
            tx.add([desk.revision("b" * 32).raw], source="x")
            tx.put("setelan", "k", b"v")
            tx.put_attachment(b"data", "text/plain")
            tx.quarantine(b"junk", "r", "s")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_late()
    assert desk.content(store) == before
    assert store.audit_head() == head
    assert store.get("setelan", "k") is None
    assert desk.save(store, DOC, nama="C").n == 2
    assert store.check() == []


def test_that_a_transaction_leaves_exactly_one_audit_row_whatever_it_did(desk: Any, store: db.Store) -> None:
    for number in range(4):
        with store.write(act="campur", who="penguji", at=desk.at, detail={"k": 1}) as tx:
            for at in range(number):
                tx.save("pegawai", f"{at:032x}", b"{}", scope="", schema=1)
            tx.put("s", "k", b"v")
            tx.detail.update({"jumlah": number})
        assert store.audit_head()[0] == number + 1
    row = store.audit_rows(limit=1)[0]
    assert (row.act, row.who, row.at, row.detail) == ("campur", "penguji", desk.at, {"k": 1, "jumlah": 3})
    assert (row.first, row.last) == (4, 6)


def test_that_readers_inside_a_transaction_see_what_it_wrote(desk: Any, store: db.Store) -> None:
    with store.write(act="simpan", who="x", at=desk.at) as tx:
        tx.save("pegawai", DOC, b'{"nama":"A"}', scope="", schema=1)
        assert [found.label for found in store.find("pegawai")] == ["A"]
        second = tx.save("pegawai", DOC, b'{"nama":"B"}', scope="", schema=1)
        assert tx.heads(DOC) == (second.rev_id,)
        document = store.document(DOC)
        assert document is not None
        assert document.label == "B"
    assert store.count("pegawai", text="B") == 1
    assert store.check() == []


def test_that_transactions_do_not_nest_and_end(desk: Any, store: db.Store) -> None:
    with store.write(act="a", who="x", at=desk.at) as tx:
        with pytest.raises(db.StoreError, match="already_writing"), store.write(act="b", who="x", at=desk.at):
            pass
        with pytest.raises(db.StoreError, match="already_writing"):
            store.backup(desk.folder / "x.db")
    with pytest.raises(db.StoreError, match="transaction_over"):
        tx.put("s", "k", b"v")
    assert store.audit_head()[0] == 1


def test_that_a_parent_must_be_a_known_revision_of_the_same_document(desk: Any, store: db.Store) -> None:
    other = desk.save(store, "b" * 32, nama="X")
    desk.save(store, DOC, nama="A")
    for parent in ("0" * 64, other.rev_id):
        with pytest.raises(db.StoreError, match="parent_unknown"):
            desk.save(store, DOC, nama="B", parents=[parent])
    assert store.check() == []


def test_that_bad_names_and_too_large_bodies_are_refused(desk: Any, store: db.Store) -> None:
    for kind, doc_id, code in (("lain", DOC, "unknown_kind"), ("pegawai", "A" * 32, "bad_id")):
        with pytest.raises(db.StoreError, match=code):
            desk.save(store, doc_id, kind=kind)
    with pytest.raises(db.StoreError, match="revision_too_large"):
        desk.save(store, DOC, nama="x" * 256 * 1024)
    with pytest.raises(db.StoreError, match="revision_damaged"), store.write(act="x", who="", at=desk.at) as tx:
        tx.save("pegawai", DOC, b"[1]", scope="", schema=1)
    assert store.audit_head()[0] == 0


def test_that_a_new_epoch_starts_its_own_count(desk: Any, store: db.Store) -> None:
    desk.save(store, DOC, nama="A")
    with store.write(act="epoch", who="x", at=desk.at) as tx:
        tx.start_epoch("9" * 32)
        revision = tx.save("pegawai", DOC, b"{}", scope="", schema=1)
    assert (revision.epoch, revision.n, store.epoch) == ("9" * 32, 1, "9" * 32)
    assert store.audit_rows(limit=1)[0].detail == {"epoch": {"from": "e" * 32, "n": 1, "to": "9" * 32}}
    store.close()
    assert desk.open(store.path).epoch == "9" * 32


def test_that_known_answers_for_many_at_once(desk: Any, store: db.Store) -> None:
    revisions = [desk.save(store, f"{n:032x}", nama="A", scope=f"33.{n}") for n in range(3)]
    known = [revision.rev_id for revision in revisions]
    assert store.known([*known, "0" * 64]) == set(known)


def test_that_revisions_are_exported_by_place_device_and_scope(desk: Any, store: db.Store) -> None:
    own = [desk.save(store, f"{n:032x}", nama=str(n), scope=f"33.73.0{n}") for n in range(3)]
    foreign = desk.revision("f" * 32, scope="33.74")
    desk.add(store, [foreign.raw])
    assert [rev_id for _, rev_id, _ in store.revisions_after(1)] == [own[1].rev_id, own[2].rev_id, foreign.rev_id]
    assert [seq for seq, _, _ in store.revisions_after(0, upto=2)] == [1, 2]
    assert [raw for _, _, raw in store.revisions_after(0, not_devices=[store.device])] == [foreign.raw]
    assert [raw for _, _, raw in store.revisions_after(0, scope_prefix="33.73.01")] == [own[1].raw]
    assert store.last_seq() == 4


def test_that_the_readable_view_shows_the_declared_columns(desk: Any, store: db.Store) -> None:
    desk.save(store, DOC, nama="Melur", nip="19", riwayat=[{"jabatan": "Lama"}, {"jabatan": "Camat"}])
    cursor = store._connection.execute("SELECT * FROM v_pegawai")
    names = tuple(column[0] for column in cursor.description)
    assert names == tuple(column.name for column in db.view_columns(desk.kinds[0]))
    row = dict(zip(names, cursor.fetchone(), strict=True))
    assert (row["doc_id"], row["label"], row["jabatan"], row["deleted"]) == (DOC, "Melur", "Camat", 0)
    sql = store._connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'v_pegawai'").fetchone()[0]
    assert "-- $.riwayat[#-1].jabatan" in sql
