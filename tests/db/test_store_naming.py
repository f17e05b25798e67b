"""Which documents name which kept files: as revisions arrive, after erasing, and computed anew."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
import pytest

import db
from db import KindSpec, Skeleton, skeleton_of

A, B = "a" * 32, "b" * 32
FILE, SOURCE = b"isi berkas", hashlib.sha256(b"asal").hexdigest()
SHA = hashlib.sha256(FILE).hexdigest()


class Record(msgspec.Struct):
    """The body of a document that orders erasures."""

    skeletons: list[Skeleton] = []


def named_files(raw: bytes) -> list[tuple[str, str]]:
    return [(one[0], one[1]) for one in msgspec.json.decode(raw).get("files", [])]


KINDS = (
    KindSpec(kind="jurnal", columns={"nama": "$.nama"}, label="$.nama", attachments=named_files),
    KindSpec(kind="catatan", skeletons=lambda raw: msgspec.json.decode(raw, type=Record).skeletons),
)


@pytest.fixture
def store(desk: Any) -> db.Store:
    """A store whose journals name files."""
    desk.new("toko.db").close()
    opened: db.Store = desk.open(desk.folder / "toko.db", kinds=KINDS)
    return opened


def save(desk: Any, store: db.Store, doc: str, *files: tuple[str, str], **more: Any) -> db.Revision:
    revision: db.Revision = desk.save(store, doc, "jurnal", files=[list(one) for one in files], **more)
    return revision


def keep(desk: Any, store: db.Store) -> None:
    with store.write(act="berkas", who="penguji", at=desk.at) as tx:
        assert tx.put_attachment(FILE, "application/pdf") == SHA


def test_that_naming_follows_the_log_with_the_first_version_that_names_and_its_source(
    desk: Any, store: db.Store
) -> None:
    keep(desk, store)
    assert [one.sha for one in store.attachments_unnamed()] == [SHA]
    save(desk, store, A)
    save(desk, store, A, (SHA, SOURCE), ("bukan sidik", ""), scope="33.73.04")
    save(desk, store, A, scope="33.73.04")
    save(desk, store, B, (SHA, ""), ("cd" * 32, ""), scope="33.73.05")
    assert store.documents_naming([SHA]) == {SHA: {A, B}}, "a version that named it counts for ever"
    assert store.documents_naming([SOURCE], sources=True) == {SOURCE: {A}}
    assert store.named_by([B]) == {B: {SHA, "cd" * 32}}
    assert store.attachments_named(upto=1) == []
    assert store.attachments_named(upto=2) == store.attachments_named(scope="33.73") == [SHA]
    assert store.attachments_named(scope="33.7") == [], "a scope covers what is below it, not what begins alike"
    assert store.attachments_named(here=False) == ["cd" * 32]
    assert store.attachments_named(here=False, scope="33.73.04") == []
    assert store.attachments_unnamed() == []
    assert store.attachments_size() == len(FILE)
    assert not store.check()
    with pytest.raises(db.StoreError, match="attachment_named"), store.write(act="x", who="y", at=desk.at) as tx:
        tx.drop_attachment(SHA)


def test_that_what_waited_names_its_files_once_it_is_let_in(desk: Any, store: db.Store) -> None:
    body = msgspec.json.encode({"files": [[SHA, ""]]})
    first = desk.revision(A, kind="jurnal", body=b"{}")
    second = desk.revision(A, [first.rev_id], n=2, kind="jurnal", body=body)
    desk.add(store, [second.raw])
    assert (store.documents_naming([SHA]), store.waiting_raws()) == ({}, [second.raw])
    desk.add(store, [first.raw])
    assert store.documents_naming([SHA]) == {SHA: {A}}


def test_that_a_changed_table_is_found_and_made_anew(desk: Any, store: db.Store) -> None:
    keep(desk, store)
    save(desk, store, A, (SHA, SOURCE))
    desk.tamper(store, "DELETE FROM naming")
    assert [one.code for one in store.check()] == ["naming_changed"]
    store.rebuild()
    assert store.documents_naming([SHA]) == {SHA: {A}}
    assert not store.check()


def test_that_a_program_that_learns_where_files_stand_finds_those_of_older_versions(desk: Any, store: db.Store) -> None:
    save(desk, store, A, (SHA, ""))
    store.close()
    blind = tuple(msgspec.structs.replace(one, attachments=None) for one in KINDS)
    older = desk.open(desk.folder / "toko.db", kinds=blind)
    assert older.documents_naming([SHA]) == {}
    older.close()
    assert desk.open(desk.folder / "toko.db", kinds=KINDS).documents_naming([SHA]) == {SHA: {A}}


def test_that_an_erased_version_names_nothing_and_its_file_never_comes_back(desk: Any, store: db.Store) -> None:
    keep(desk, store)
    gone = save(desk, store, A, (SHA, ""))
    with store.write(act="hapus", who="penguji", at=desk.at) as tx:
        tx.save("jurnal", A, b"{}", scope="33.73.04", schema=1, deleted=True)
        body = msgspec.json.encode(Record([skeleton_of(gone)]))
        record = tx.save("catatan", B, body, scope="33.73.04", schema=1)
        tx.erase([skeleton_of(gone)], by=record.rev_id, attachments=[SHA])
    assert (store.documents_naming([SHA]), store.attachment(SHA)) == ({}, None)
    keep(desk, store)
    assert store.attachment(SHA) is None
    assert store.erased_attachments([SHA]) == {SHA}
    assert store.attachments_named(here=False) == []
    assert not store.check()


def test_that_an_erased_file_is_kept_again_only_where_a_document_names_it_of_which_nothing_was_erased(
    desk: Any, store: db.Store
) -> None:
    keep(desk, store)
    gone = save(desk, store, A, (SHA, ""))
    with store.write(act="hapus", who="penguji", at=desk.at) as tx:
        body = msgspec.json.encode(Record([skeleton_of(gone)]))
        record = tx.save("catatan", B, body, scope="33.73.04", schema=1)
        tx.erase([skeleton_of(gone)], by=record.rev_id, attachments=[SHA])
    save(desk, store, A, (SHA, ""))
    with store.write(act="berkas", who="penguji", at=desk.at) as tx:
        assert not tx.readmit_attachment(SHA), "the document whose version was erased names it again"
    assert store.attachments_named(here=False) == []
    save(desk, store, "c" * 32, (SHA, ""))
    assert store.attachments_named(here=False) == [SHA], "somebody else's is waited for"
    with store.write(act="berkas", who="penguji", at=desk.at) as tx:
        assert tx.readmit_attachment(SHA)
    keep(desk, store)
    assert store.attachment(SHA) is not None
    assert not store.check()
