"""The third layout: which documents name which attachments."""

from __future__ import annotations

from sqlite_utils.db import Database


def m0003_naming(db: Database) -> None:
    """Create the table that says which attachment a document names, and since which revision here.

    It is computed from the log. ``origin`` is the SHA-256 of the file that an attachment was made from, empty bytes
    where the body does not tell; ``seq`` is the first revision of the document, by arrival, that names it.
    """
    db.table("naming").create(
        {"num": int, "sha": bytes, "origin": bytes, "doc": int, "seq": int},
        pk="num",
        not_null={"sha", "origin", "doc", "seq"},
        strict=True,
    )
    db.table("naming").create_index(["sha", "origin", "doc"], unique=True, index_name="naming_by_sha")
    db.table("naming").create_index(["origin"], index_name="naming_by_origin")
    db.table("naming").create_index(["doc"], index_name="naming_by_doc")
