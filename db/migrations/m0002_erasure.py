"""The second layout: which revisions and attachments were erased, and by which record."""

from __future__ import annotations

from sqlite_utils.db import Database


def m0002_erasure(db: Database) -> None:
    """Create the two tables that remember what must never come back.

    A row of ``erased`` stays when the revision itself is not here (``by_rev`` is the rev_id of the revision that
    ordered it), so that an old bundle cannot bring the body in.
    """
    for table, column in (("erased", "rev_id"), ("erased_attachment", "sha")):
        db.table(table).create(
            {"num": int, column: bytes, "by_rev": bytes}, pk="num", not_null={column, "by_rev"}, strict=True
        )
        db.table(table).create_index([column], unique=True, index_name=f"{table}_by_{column}")
    db.table("erased").create_index(["by_rev"], index_name="erased_by_record")
