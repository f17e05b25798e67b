"""Which documents name which attachments: written as revisions arrive, computed anew from the log on demand.

The log decides: an attachment is named where any revision that still has its body names it. What a kind's bodies name
is told by ``KindSpec.attachments``; bytes that nothing names are kept and counted, and nobody can reach them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec

from db.documents import among
from db.driver import Connection
from db.kinds import KindSpec
from db.records import AttachmentFacts
from db.revision import Envelope, decode_envelope

NamingRow: TypeAlias = tuple[bytearray, bytearray, int, int]
"""sha, source, doc, seq."""

_INSERT = "INSERT OR IGNORE INTO naming(sha, source, doc, seq) VALUES (?, ?, ?, ?)"
_FACTS = "SELECT a.sha, a.mime, length(a.data) FROM attachment a"
_TOUCHED = "EXISTS (SELECT 1 FROM revision r JOIN erased x ON x.rev_id = r.rev_id WHERE r.doc = n.doc)"
"""Whether anything was erased of the document that a row of naming is about."""
_KEY = 64


def named_in(kinds: Mapping[str, KindSpec], envelope: Envelope, doc: int, seq: int) -> list[NamingRow]:
    """Return the rows for what one revision names; ids that no hash can be are passed over."""
    spec = kinds.get(envelope.kind)
    if spec is None or spec.attachments is None or envelope.deleted:
        return []
    rows: list[NamingRow] = []
    for sha, source in spec.attachments(bytes(envelope.body)):
        if _is_hash(sha):
            rows.append((bytearray.fromhex(sha), bytearray.fromhex(source if _is_hash(source) else ""), doc, seq))
    return rows


def _is_hash(text: str) -> bool:
    return len(text) == _KEY and all(sign in "0123456789abcdef" for sign in text)


def insert(connection: Connection, rows: Sequence[NamingRow]) -> None:
    """Write rows; what is there already stays with its first revision."""
    if rows:
        connection.executemany(_INSERT, rows)


def compute(
    connection: Connection, kinds: Mapping[str, KindSpec], docs: Sequence[int] | None = None
) -> Iterator[NamingRow]:
    """Yield what the log names, of these documents (by number) where given; erased and damaged bodies name nothing."""
    if all(spec.attachments is None for spec in kinds.values()):
        return
    if docs is None:
        rows: Iterable[tuple[int, int, bytes]] = connection.execute("SELECT seq, doc, raw FROM revision ORDER BY seq")
    else:
        rows = among(connection, "SELECT seq, doc, raw FROM revision WHERE doc IN ({}) ORDER BY seq", list(docs))
    seen: set[tuple[bytes, bytes, int]] = set()
    for seq, doc, raw in rows:
        try:
            found = named_in(kinds, decode_envelope(raw), doc, seq)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
        for row in found:
            key = bytes(row[0]), bytes(row[1]), doc
            if key not in seen:
                seen.add(key)
                yield row


def fill(connection: Connection, kinds: Mapping[str, KindSpec]) -> None:
    """Make the whole table anew from the log; a file of a layout before it has none."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'naming'").fetchone() is None:
        return
    connection.execute("DELETE FROM naming")
    insert(connection, list(compute(connection, kinds)))


def refill(connection: Connection, kinds: Mapping[str, KindSpec], doc_ids: Iterable[str]) -> None:
    """Make the rows of these documents anew, because bodies of theirs are gone."""
    keys = list(map(bytes.fromhex, doc_ids))
    nums = [row[0] for row in among(connection, "SELECT num FROM document WHERE doc_id IN ({})", keys)]
    among(connection, "DELETE FROM naming WHERE doc IN ({})", nums)
    insert(connection, list(compute(connection, kinds, nums)))


def differs(connection: Connection, kinds: Mapping[str, KindSpec]) -> bool:
    """Tell whether the table says something else than the log."""
    stored = {
        (sha, source, doc, seq)
        for sha, source, doc, seq in connection.execute("SELECT sha, source, doc, seq FROM naming")
    }
    return stored != {(bytes(sha), bytes(source), doc, seq) for sha, source, doc, seq in compute(connection, kinds)}


def documents_naming(connection: Connection, keys: Sequence[bytes], *, sources: bool) -> dict[str, set[str]]:
    """Return the ids of the documents that name these hashes, as kept files or as ``sources``, by hash."""
    column = "source" if sources else "sha"
    rows = among(
        connection,
        f"SELECT n.{column}, d.doc_id FROM naming n JOIN document d ON d.num = n.doc WHERE n.{column} IN ({{}})",
        keys,
    )
    found: dict[str, set[str]] = {}
    for key, doc_id in rows:
        found.setdefault(key.hex(), set()).add(doc_id.hex())
    return found


def named_by(connection: Connection, keys: Sequence[bytes]) -> dict[str, set[str]]:
    """Return the hashes of the kept files that these documents (by id) name, in any version, by document."""
    rows = among(
        connection,
        "SELECT d.doc_id, n.sha FROM document d JOIN naming n ON n.doc = d.num WHERE d.doc_id IN ({})",
        keys,
    )
    found: dict[str, set[str]] = {}
    for doc_id, sha in rows:
        found.setdefault(doc_id.hex(), set()).add(sha.hex())
    return found


def facts(connection: Connection, keys: Sequence[bytes] | None) -> list[AttachmentFacts]:
    """Return type and size of the kept files with these hashes, or of all, without reading their bytes."""
    if keys is None:
        rows = connection.execute(_FACTS + " ORDER BY a.num").fetchall()
    else:
        rows = among(connection, _FACTS + " WHERE a.sha IN ({})", keys)
    return [AttachmentFacts(sha.hex(), mime, size) for sha, mime, size in rows]


def total_size(connection: Connection) -> int:
    """Return how many bytes all kept files have together."""
    return int(connection.execute("SELECT coalesce(sum(length(data)), 0) FROM attachment").fetchone()[0])


def named(connection: Connection, *, upto: int, scope: str, here: bool) -> list[str]:
    """Return the hashes that revisions up to ``upto`` name, oldest first: of files that are here, or that are not.

    What was erased counts as neither, unless a document of which nothing was erased names it: that is somebody else's.
    With a scope only documents of it and of those below it count.
    """
    there = "EXISTS (SELECT 1 FROM attachment a WHERE a.sha = n.sha)"
    banned = f"EXISTS (SELECT 1 FROM erased_attachment e WHERE e.sha = n.sha) AND {_TOUCHED}"
    chosen = there if here else f"NOT {there} AND NOT ({banned})"
    rows = connection.execute(
        "SELECT n.sha, min(n.seq) FROM naming n JOIN document d ON d.num = n.doc "
        "WHERE n.seq <= ?1 AND (?2 = '' OR d.scope = ?2 OR substr(d.scope, 1, length(?2) + 1) = ?2 || '.') "
        f"AND {chosen} GROUP BY n.sha ORDER BY 2, n.sha",
        (upto, scope),
    )
    return [sha.hex() for sha, _ in rows]


def unnamed(connection: Connection) -> list[AttachmentFacts]:
    """Return the kept files that no revision of the log names, in order of arrival."""
    rows = connection.execute(
        _FACTS + " WHERE NOT EXISTS (SELECT 1 FROM naming n WHERE n.sha = a.sha) ORDER BY a.num"
    ).fetchall()
    return [AttachmentFacts(sha.hex(), mime, size) for sha, mime, size in rows]


def erased_files(connection: Connection, keys: Sequence[bytes]) -> set[str]:
    """Return those of the hashes whose files were erased and are never kept again."""
    return {row[0].hex() for row in among(connection, "SELECT sha FROM erased_attachment WHERE sha IN ({})", keys)}


def readmit(connection: Connection, sha: bytes) -> bool:
    """Let an erased file be kept again where a document names it of which nothing was erased; tell whether one does."""
    named = connection.execute(f"SELECT 1 FROM naming n WHERE n.sha = ? AND NOT {_TOUCHED} LIMIT 1", (sha,)).fetchone()
    if named is not None:
        connection.execute("DELETE FROM erased_attachment WHERE sha = ?", (sha,))
    return named is not None
