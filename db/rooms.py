"""The small rooms beside the log: key-value spaces, working copies, attachments, waiting, quarantine."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import sha256

import msgspec

from db.documents import among
from db.driver import Connection
from db.errors import StoreError
from db.kinds import KindSpec
from db.records import Attachment, QuarantinedRecord, WaitingRevision, Working
from db.revision import decode_envelope, document_key
from db.skeleton import Skeleton, skeleton_in

MAX_ATTACHMENT_BYTES = 25 * 1024 * 1024

_encode = msgspec.msgpack.Encoder().encode
_decode_working = msgspec.msgpack.Decoder(Working).decode


def get(connection: Connection, space: str, key: str) -> bytes | None:
    """Return a value of a space, or None."""
    row = connection.execute("SELECT value FROM space WHERE space = ? AND key = ?", (space, key)).fetchone()
    return None if row is None else bytes(row[0])


def items(connection: Connection, space: str) -> list[tuple[str, bytes]]:
    """Return the keys and values of a space, sorted by key."""
    rows = connection.execute("SELECT key, value FROM space WHERE space = ? ORDER BY key", (space,))
    return [(key, bytes(value)) for key, value in rows.fetchall()]


def put(connection: Connection, space: str, key: str, value: bytes) -> None:
    """Set a value of a space."""
    connection.execute(
        "INSERT INTO space(space, key, value) VALUES (?, ?, ?) "
        "ON CONFLICT(space, key) DO UPDATE SET value = excluded.value",
        (space, key, value),
    )


def delete(connection: Connection, space: str, key: str) -> None:
    """Take a value out of a space; one that is not there is no error."""
    connection.execute("DELETE FROM space WHERE space = ? AND key = ?", (space, key))


def put_working(connection: Connection, kinds: Mapping[str, KindSpec], working: Working) -> None:
    """Keep what a person has typed in one document, in place of what was kept before."""
    if working.kind not in kinds:
        raise StoreError("unknown_kind", kind=working.kind)
    connection.execute(
        "INSERT INTO working(doc_id, who, raw) VALUES (?, ?, ?) "
        "ON CONFLICT(doc_id, who) DO UPDATE SET raw = excluded.raw",
        (document_key(working.doc_id), working.who, _encode(working)),
    )


def drop_working(connection: Connection, doc_id: str, who: str) -> None:
    """Forget a working copy; one that is not there is no error."""
    connection.execute("DELETE FROM working WHERE doc_id = ? AND who = ?", (document_key(doc_id), who))


def working(connection: Connection, doc_id: str, who: str) -> Working | None:
    """Return the working copy of a person in a document, or None."""
    row = connection.execute(
        "SELECT raw FROM working WHERE doc_id = ? AND who = ?", (document_key(doc_id), who)
    ).fetchone()
    return None if row is None else _decode_working(row[0])


def workings(connection: Connection, who: str | None) -> list[Working]:
    """Return all working copies, of one person where given, oldest first."""
    rows = connection.execute("SELECT raw FROM working WHERE coalesce(?, who) = who ORDER BY num", (who,)).fetchall()
    return [_decode_working(raw) for (raw,) in rows]


def put_attachment(connection: Connection, data: bytes, mime: str) -> str:
    """Keep a file of at most 25 MiB by the SHA-256 of its bytes and return that as hexadecimal text.

    One that was erased is not kept again.
    """
    if len(data) > MAX_ATTACHMENT_BYTES:
        raise StoreError("attachment_too_large", size=len(data), limit=MAX_ATTACHMENT_BYTES)
    sha = sha256(data).digest()
    connection.execute(
        "INSERT OR IGNORE INTO attachment(sha, mime, data) SELECT ?1, ?2, ?3 "
        "WHERE NOT EXISTS (SELECT 1 FROM erased_attachment WHERE sha = ?1)",
        (sha, mime, data),
    )
    return sha.hex()


def attachment(connection: Connection, sha: bytes) -> Attachment | None:
    """Return a kept file, or None; raises ``attachment_damaged`` where its bytes are not what its name says."""
    row = connection.execute("SELECT mime, data FROM attachment WHERE sha = ?", (sha,)).fetchone()
    if row is None:
        return None
    data = bytes(row[1])
    if sha256(data).digest() != sha:
        raise StoreError("attachment_damaged", sha=sha.hex())
    return Attachment(sha.hex(), row[0], data)


def drop_attachment(connection: Connection, sha: bytes) -> None:
    """Forget a kept file that nothing names; raises ``attachment_named`` where a revision of the log does."""
    if connection.execute("SELECT 1 FROM naming WHERE sha = ?", (sha,)).fetchone() is not None:
        raise StoreError("attachment_named", sha=sha.hex())
    connection.execute("DELETE FROM attachment WHERE sha = ?", (sha,))


def waiting(connection: Connection) -> list[WaitingRevision]:
    """Return what waits for its parents, in order of arrival, with the parents that are missing."""
    found = []
    for rev_id, source, raw in connection.execute("SELECT rev_id, source, raw FROM waiting ORDER BY num"):
        envelope = decode_envelope(raw)
        parents = list(map(bytes.fromhex, envelope.parents))
        known = among(connection, "SELECT rev_id FROM revision WHERE rev_id IN ({})", parents)
        here = {row[0] for row in known}
        found.append(
            WaitingRevision(
                rev_id=rev_id.hex(),
                doc_id=envelope.doc,
                kind=envelope.kind,
                device=envelope.dev,
                source=source,
                missing=tuple(parent.hex() for parent in parents if parent not in here),
            )
        )
    return found


def waiting_of(connection: Connection, doc_ids: Collection[str]) -> list[Skeleton]:
    """Return the skeletons of what waits of these documents, in order of arrival."""
    rows = connection.execute("SELECT rev_id, raw FROM waiting ORDER BY num")
    found = (skeleton_in(rev_id.hex(), decode_envelope(raw)) for rev_id, raw in rows)
    return [skeleton for skeleton in found if skeleton.doc_id in doc_ids]


def quarantined(connection: Connection) -> list[QuarantinedRecord]:
    """Return what was kept aside, in order of arrival."""
    rows = connection.execute("SELECT rev_id, reason, source, raw FROM quarantine ORDER BY num").fetchall()
    return [QuarantinedRecord(rev_id.hex(), reason, source, raw) for rev_id, reason, source, raw in rows]
