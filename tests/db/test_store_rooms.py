"""Working copies, key-value spaces, attachments, audit rows."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
import pytest

import db

DOC = "a" * 32


def typed(desk: Any, who: str = "ani", body: bytes = b'{"nama":"Set"}', doc_id: str = DOC) -> db.Working:
    return db.Working(doc_id, who, "pegawai", "33.73.04", 1, ("b" * 64,), body, desk.at)


def test_that_a_working_copy_is_durable_at_once_and_leaves_no_audit_row(desk: Any, store: db.Store) -> None:
    store.put_working(typed(desk, body=b'{"nama":"S"}'))
    store.put_working(typed(desk))
    store.put_working(typed(desk, who="budi"))
    store.close()
    store = desk.open(store.path)
    assert store.working(DOC, "ani") == typed(desk)
    assert [one.who for one in store.workings()] == ["ani", "budi"]
    assert store.workings("budi") == [typed(desk, who="budi")]
    assert store.working(DOC, "citra") is None
    assert (store.audit_head()[0], store.last_seq()) == (0, 0)


def test_that_a_working_copy_becomes_a_revision_in_one_transaction(desk: Any, store: db.Store) -> None:
    store.put_working(typed(desk))
    working = store.working(DOC, "ani")
    assert working is not None
    with store.write(act="simpan", who="ani", at=desk.at, doc_id=DOC) as tx:
        tx.save(working.kind, DOC, working.body, scope=working.scope, schema=working.schema)
        tx.drop_working(DOC, "ani")
        tx.put_working(typed(desk, doc_id="c" * 32))
    assert [one.doc_id for one in store.workings()] == ["c" * 32]
    assert store.count("pegawai") == 1


def test_that_working_copies_never_travel(desk: Any, store: db.Store) -> None:
    store.put_working(typed(desk))
    assert list(store.revisions_after(0)) == []
    with pytest.raises(db.StoreError, match="unknown_kind"):
        store.put_working(msgspec.structs.replace(typed(desk), kind="tiada"))


def test_that_spaces_keep_exact_bytes_apart(desk: Any, store: db.Store) -> None:
    with store.write(act="setel", who="x", at=desk.at) as tx:
        tx.put("rekan", "b", b"\x00\xff")
        tx.put("rekan", "a", b"1")
        tx.put("rekan", "a", b"2")
        tx.put("lain", "a", b"3")
        tx.delete("lain", "tiada")
    assert store.items("rekan") == [("a", b"2"), ("b", b"\x00\xff")]
    assert store.get("lain", "a") == b"3"
    with store.write(act="setel", who="x", at=desk.at) as tx:
        tx.delete("rekan", "a")
    assert store.get("rekan", "a") is None
    assert store.audit_head()[0] == 2


def test_that_an_attachment_is_kept_once_by_its_hash_up_to_the_limit(desk: Any, store: db.Store) -> None:
    data = bytes(25 * 1024 * 1024)
    with store.write(act="lampir", who="x", at=desk.at) as tx:
        sha = tx.put_attachment(data, "application/pdf")
        assert tx.put_attachment(data, "application/pdf") == sha
        with pytest.raises(db.StoreError, match="attachment_too_large"):
            tx.put_attachment(data + b"x", "application/pdf")
    assert sha == hashlib.sha256(data).hexdigest()
    assert store.attachment(sha) == db.Attachment(sha, "application/pdf", data)
    assert store.attachment("0" * 64) is None


def test_that_audit_rows_form_a_chain_that_names_their_revisions(desk: Any, store: db.Store) -> None:
    revisions = [desk.save(store, DOC, nama=str(n)) for n in range(2)]
    desk.add(store, [desk.revision("b" * 32).raw])
    rows = store.audit_rows()
    assert [(row.seq, row.act, row.first, row.last) for row in rows] == [
        (3, "impor", 3, 3),
        (2, "simpan", 2, 2),
        (1, "simpan", 1, 1),
    ]
    before = bytes(32)
    for row in reversed(rows):
        before = hashlib.sha256(before + row.raw).digest()
        assert row.hash == before.hex()
    assert rows[1].rev_hash == hashlib.sha256(bytes.fromhex(revisions[1].rev_id)).hexdigest()
    assert store.audit_head() == (3, before.hex())
    assert [row.seq for row in store.audit_rows(act="simpan")] == [2, 1]
    assert [row.seq for row in store.audit_rows(doc_id=DOC, limit=1, offset=1)] == [1]
