"""The third layout: which documents name which attachments."""

from __future__ import annotations

from sqlite_utils.db import Database


def m0003_naming(db: Database) -> None:
    """Create the table that says which attachment a document names, and since which revision here.

    It is computed from the log. ``source`` is the SHA-256 of the file that an attachment was made from, empty bytes
    where the body does not tell; ``seq`` is the first revision of the document, by arrival, that names it.
    """
    db.table("naming").create(
        {"num": int, "sha": bytes, "source": bytes, "doc": int, "seq": int},
        pk="num",
        not_null={"sha", "source", "doc", "seq"},
        strict=True,
    )
    db.table("naming").create_index(["sha", "source", "doc"], unique=True, index_name="naming_by_sha")
    db.table("naming").create_index(["source"], index_name="naming_by_source")
    db.table("naming").create_index(["doc"], index_name="naming_by_doc")
