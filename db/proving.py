"""Looking into a copy of a store without becoming its user: whose it is, how far it reaches, whether it is whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from db import rooms
from db.driver import keyed, translated
from db.errors import StoreError
from db.opening import APPLICATION_ID


@dataclass(frozen=True)
class CopyFacts:
    """What a copy says of itself: device, epoch and its counter ``n``, newest revision, audit chain, counts.

    ``kinds`` counts the documents of each kind that are not deleted; ``values`` are the key-value entries that were
    asked for and are there.
    """

    device: str
    epoch: str
    n: int
    seq: int
    audit_count: int
    audit_head: str
    revisions: int
    documents: int
    kinds: dict[str, int]
    values: dict[tuple[str, str], bytes] = field(repr=False)


def prove_copy(path: Path, key: bytes, *, whole: bool = True, values: Sequence[tuple[str, str]] = ()) -> CopyFacts:
    """Open a copy with its raw key, prove it where ``whole`` (every page's HMAC), and return its facts.

    Nothing in it is changed. Raises ``not_found``, ``wrong_key``, ``not_a_store``, ``damaged``, ``locked``.
    """
    if not path.is_file() or path.stat().st_size == 0:
        raise StoreError("not_found", path=str(path))
    connection = keyed(path, key)
    try:
        with translated():
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        with translated(wrong_key="damaged"):
            if connection.execute("PRAGMA application_id").fetchone()[0] not in (APPLICATION_ID, str(APPLICATION_ID)):
                raise StoreError("not_a_store", path=str(path))
            if whole and (bad := connection.execute("PRAGMA cipher_integrity_check").fetchone()) is not None:
                raise StoreError("damaged", path=str(path), reason=str(bad[0]))
            meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
            head = connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
            count = connection.execute("SELECT count(*), coalesce(max(seq), 0) FROM revision").fetchone()
            kinds = connection.execute("SELECT kind, count(*) FROM document WHERE deleted = 0 GROUP BY kind").fetchall()
            read = {(space, name): rooms.get(connection, space, name) for space, name in values}
    finally:
        connection.close()
    return CopyFacts(
        device=str(meta.get("device", "")),
        epoch=str(meta.get("epoch", "")),
        n=int(meta.get("n", "0")),
        seq=int(count[1]),
        audit_count=int(head[0]) if head else 0,
        audit_head=bytes(head[1]).hex() if head else "",
        revisions=int(count[0]),
        documents=sum(int(number) for _, number in kinds),
        kinds={str(kind): int(number) for kind, number in kinds},
        values={place: value for place, value in read.items() if value is not None},
    )
