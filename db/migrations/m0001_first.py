"""The first layout: the log, the current documents, the small rooms beside them and the audit chain."""

from __future__ import annotations

from sqlite_utils.db import Database


def m0001_first(db: Database) -> None:
    """Create every table that is not generated from the kinds of documents.

    Rowid tables, because content-addressed keys in a WITHOUT ROWID table cost more than twice as much at a
    million rows; the one unique index on ``rev_id`` is the price of set union.
    """
    db.table("meta").create({"key": str, "value": str}, pk="key", not_null={"value"}, strict=True)
    # ``dev`` and ``scope`` repeat what ``raw`` says, so that an export can choose rows without decoding.
    db.table("revision").create(
        {"seq": int, "rev_id": bytes, "doc": int, "dev": bytes, "scope": str, "raw": bytes},
        pk="seq",
        not_null={"rev_id", "doc", "dev", "scope", "raw"},
        strict=True,
    )
    db.table("revision").create_index(["rev_id"], unique=True, index_name="revision_by_id")
    db.table("revision").create_index(["doc"], index_name="revision_by_doc")
    # ``heads`` is the heads' rev_ids, 32 bytes each, sorted; ``head`` the seq of the first of them;
    # ``shown`` the seq whose body is projected; ``merged`` and ``conflicts`` are filled for several heads.
    db.table("document").create(
        {
            "num": int,
            "doc_id": bytes,
            "kind": str,
            "scope": str,
            "deleted": int,
            "head": int,
            "shown": int,
            "heads": bytes,
            "merged": bytes,
            "conflicts": bytes,
        },
        pk="num",
        not_null={"doc_id", "kind", "scope", "deleted", "head", "shown", "heads"},
        strict=True,
    )
    db.table("document").create_index(["doc_id"], unique=True, index_name="document_by_id")
    db.execute("CREATE INDEX document_in_conflict ON document(num) WHERE merged IS NOT NULL")
    db.table("waiting").create(
        {"num": int, "rev_id": bytes, "source": str, "raw": bytes},
        pk="num",
        not_null={"rev_id", "source", "raw"},
        strict=True,
    )
    db.table("waiting").create_index(["rev_id"], unique=True, index_name="waiting_by_id")
    # One parent that each waiting revision (``waiting`` is its num) still misses: when that parent comes the
    # revision is tried again, and waits for the next one if another is missing.
    db.table("waiting_parent").create({"waiting": int, "parent": bytes}, pk="waiting", not_null={"parent"}, strict=True)
    db.table("waiting_parent").create_index(["parent"], index_name="waiting_by_parent")
    db.table("quarantine").create(
        {"num": int, "rev_id": bytes, "reason": str, "source": str, "raw": bytes},
        pk="num",
        not_null={"rev_id", "reason", "source", "raw"},
        strict=True,
    )
    db.table("quarantine").create_index(["rev_id"], unique=True, index_name="quarantine_by_id")
    db.table("attachment").create(
        {"num": int, "sha": bytes, "mime": str, "data": bytes},
        pk="num",
        not_null={"sha", "mime", "data"},
        strict=True,
    )
    db.table("attachment").create_index(["sha"], unique=True, index_name="attachment_by_sha")
    db.table("working").create(
        {"num": int, "doc_id": bytes, "who": str, "raw": bytes},
        pk="num",
        not_null={"doc_id", "who", "raw"},
        strict=True,
    )
    db.table("working").create_index(["doc_id", "who"], unique=True, index_name="working_by_doc_and_who")
    db.table("space").create(
        {"num": int, "space": str, "key": str, "value": bytes},
        pk="num",
        not_null={"space", "key", "value"},
        strict=True,
    )
    db.table("space").create_index(["space", "key"], unique=True, index_name="space_by_key")
    # ``act`` and ``doc`` repeat what ``raw`` says, to be looked up; ``raw`` is what the chain hashes.
    db.table("audit").create(
        {"seq": int, "act": str, "doc_id": bytes, "raw": bytes, "hash": bytes},
        pk="seq",
        not_null={"act", "doc_id", "raw", "hash"},
        strict=True,
    )
    db.table("audit").create_index(["doc_id"], index_name="audit_by_doc")
    db.table("audit").create_index(["act"], index_name="audit_by_act")
