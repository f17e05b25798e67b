"""The integrity check: pages, structure, schema, audit chain, and on request every hash and document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256

import msgspec

from db import audit, erasing, naming, projection
from db.documents import ROW_COLUMNS, among, resolve_range
from db.driver import Connection, translated
from db.errors import StoreError
from db.kinds import KindSpec, Merge
from db.migrations import Migration
from db.records import Finding
from db.revision import decode_envelope, form_fault, text_fault
from db.schema import expected_schema, schema_of
from db.setting_aside import SET_ASIDE
from db.skeleton import looks_erased

CHUNK = 2000
MAX_FINDINGS = 1000


def check(
    connection: Connection,
    kinds: Mapping[str, KindSpec],
    merge: Merge,
    steps: Sequence[Migration],
    *,
    deep: bool,
    progress: Callable[[int, int], None] | None,
) -> list[Finding]:
    """Return what is unsound, at most a thousand findings; a part that cannot be read is a finding too."""
    parts: list[Callable[[], Iterator[Finding]]] = [
        lambda: _pages(connection),
        lambda: _structure(connection, deep),
        lambda: _schema(connection, kinds, steps),
        lambda: _audit(connection),
        lambda: _waiting(connection),
        lambda: erasing.faults(connection, kinds),
    ]
    if deep:
        parts += [
            lambda: _revisions(connection),
            lambda: _quarantine(connection),
            lambda: _documents(connection, merge),
            lambda: _columns(connection, kinds),
            lambda: _search(connection, kinds),
            lambda: _attachments(connection, kinds),
        ]
    findings: list[Finding] = []
    for done, part in enumerate(parts):
        if progress is not None:
            progress(done, len(parts))
        try:
            with translated(wrong_key="damaged"):
                for finding in part():
                    findings.append(finding)
                    if len(findings) >= MAX_FINDINGS:
                        return findings
        except StoreError as error:
            findings.append(Finding("unreadable", {"cause": error.code, **error.facts}))
        except (msgspec.DecodeError, UnicodeDecodeError, ValueError, KeyError) as error:
            # Damaged bytes stop a part that has to read them; the part that names them is another.
            findings.append(Finding("unreadable", {"cause": "damaged", "reason": str(error)}))
    if progress is not None:
        progress(len(parts), len(parts))
    return findings


def _pages(connection: Connection) -> Iterator[Finding]:
    # Fold the write-ahead log in first: the check below reads the main file alone.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    for (text,) in connection.execute("PRAGMA cipher_integrity_check"):
        yield Finding("page_damaged", {"reason": text})


def _structure(connection: Connection, deep: bool) -> Iterator[Finding]:
    for (text,) in connection.execute(f"PRAGMA {'integrity_check' if deep else 'quick_check'}"):
        if text != "ok":
            yield Finding("structure_damaged", {"reason": text})


def _schema(connection: Connection, kinds: Mapping[str, KindSpec], steps: Sequence[Migration]) -> Iterator[Finding]:
    expected = expected_schema(kinds, steps)
    found = schema_of(connection)
    for name in sorted({*expected, *found}):
        if expected.get(name) != found.get(name):
            yield Finding("schema_changed", {"objects": name})


def _audit(connection: Connection) -> Iterator[Finding]:
    for seq, reason in audit.faults(connection):
        yield Finding("audit_broken", {"seq": seq, "reason": reason})


def _waiting(connection: Connection) -> Iterator[Finding]:
    """Every waiting revision is what its name says, misses a parent, and watches for one that it misses."""
    erased = erasing.all_erased(connection)
    for rev_id, raw, watched in connection.execute(
        "SELECT w.rev_id, w.raw, p.parent FROM waiting w LEFT JOIN waiting_parent p ON p.waiting = w.num ORDER BY w.num"
    ):
        if rev_id not in erased and sha256(raw).digest() != rev_id:
            yield Finding("waiting_changed", {"rev_id": rev_id.hex()})
            continue
        parents = [bytes.fromhex(parent) for parent in decode_envelope(raw).parents]
        known = {row[0] for row in among(connection, "SELECT rev_id FROM revision WHERE rev_id IN ({})", parents)}
        if known.issuperset(parents):
            yield Finding("waiting_for_nothing", {"rev_id": rev_id.hex()})
        elif watched not in parents or watched in known:
            yield Finding("waiting_unwatched", {"rev_id": rev_id.hex()})


def _revisions(connection: Connection) -> Iterator[Finding]:
    """Every revision is what its name says, its columns repeat its bytes, its parents came before it."""
    last = 0
    erased = erasing.all_erased(connection)
    while rows := connection.execute(
        "SELECT r.seq, r.rev_id, r.dev, r.scope, r.raw, d.doc_id FROM revision r "
        "LEFT JOIN document d ON d.num = r.doc WHERE r.seq > ? ORDER BY r.seq LIMIT ?",
        (last, CHUNK),
    ).fetchall():
        last = rows[-1][0]
        for seq, rev_id, dev, scope, raw, doc_id in rows:
            facts = {"seq": seq, "rev_id": rev_id.hex()}
            if rev_id not in erased and sha256(raw).digest() != rev_id:
                yield Finding(_changed(raw), facts)
                continue
            envelope = decode_envelope(raw)
            fault = form_fault(raw, envelope) or text_fault(raw, envelope)
            if fault is not None:
                yield Finding("revision_form", {**facts, "reason": fault})
            if (bytes.fromhex(envelope.dev), envelope.scope) != (dev, scope) or doc_id != bytes.fromhex(envelope.doc):
                yield Finding("revision_columns", facts)
            if not _parents_before(connection, envelope.parents, seq):
                yield Finding("parent_missing", facts)


def _quarantine(connection: Connection) -> Iterator[Finding]:
    """Every record that is kept aside is what its name says, also those of an import that was taken back."""
    last = 0
    while rows := connection.execute(
        "SELECT num, rev_id, reason, source, raw FROM quarantine WHERE num > ? ORDER BY num LIMIT ?", (last, CHUNK)
    ).fetchall():
        last = rows[-1][0]
        for _, rev_id, reason, source, raw in rows:
            if sha256(raw).digest() != rev_id:
                code = "aside_changed" if reason == SET_ASIDE else "quarantine_changed"
                yield Finding(code, {"rev_id": rev_id.hex(), "source": source})


def _changed(raw: bytes) -> str:
    """Name what is wrong with bytes that are not what their name says, and that no erasure explains."""
    try:
        return "erased_without_record" if looks_erased(decode_envelope(raw)) else "revision_changed"
    except (msgspec.DecodeError, UnicodeDecodeError):
        return "revision_changed"


def _parents_before(connection: Connection, parents: Sequence[str], seq: int) -> bool:
    if not parents:
        return True
    marks = ",".join("?" * len(parents))
    found = connection.execute(
        f"SELECT count(*) FROM revision WHERE rev_id IN ({marks}) AND seq < ?",
        (*map(bytes.fromhex, parents), seq),
    ).fetchone()
    return int(found[0]) == len(parents)


def _documents(connection: Connection, merge: Merge) -> Iterator[Finding]:
    """Every document row is what its revisions amount to."""
    last = int(
        connection.execute(
            "SELECT max(coalesce((SELECT max(doc) FROM revision), 0), coalesce((SELECT max(num) FROM document), 0))"
        ).fetchone()[0]
    )
    for first in range(1, last + 1, CHUNK):
        stored = {
            row[0]: row
            for row in connection.execute(
                f"SELECT {ROW_COLUMNS} FROM document WHERE num BETWEEN ? AND ?", (first, first + CHUNK - 1)
            )
        }
        computed = {row[0]: row for row in resolve_range(connection, first, first + CHUNK - 1, merge)}
        for num in sorted({*stored, *computed}):
            if stored.get(num) != computed.get(num):
                row = stored.get(num) or computed[num]
                yield Finding("document_changed", {"doc_id": row[1].hex()})


def _columns(connection: Connection, kinds: Mapping[str, KindSpec]) -> Iterator[Finding]:
    """Every generated row is what its document amounts to, and there is one for each document."""
    for spec in kinds.values():
        names = ", ".join(f'"{name}"' for name in projection.column_names(spec))
        computed = projection.select_sql(spec) + f" WHERE d.kind = '{spec.kind}'"
        stored = f'SELECT {names} FROM "cur_{spec.kind}"'
        rows = connection.execute(
            f"SELECT num FROM (SELECT * FROM ({computed} EXCEPT {stored}) "
            f"UNION SELECT * FROM ({stored} EXCEPT {computed}))"
        ).fetchall()
        for num in sorted({row[0] for row in rows}):
            row = connection.execute("SELECT doc_id FROM document WHERE num = ?", (num,)).fetchone()
            yield Finding("columns_changed", {"kind": spec.kind, "doc_id": row[0].hex() if row else ""})


def _search(connection: Connection, kinds: Mapping[str, KindSpec]) -> Iterator[Finding]:
    for spec in kinds.values():
        if not spec.search:
            continue
        try:
            with translated():
                connection.execute(
                    f'INSERT INTO "fts_{spec.kind}"("fts_{spec.kind}", rank) VALUES (\'integrity-check\', 1)'
                )
        except StoreError as error:
            yield Finding("search_changed", {"kind": spec.kind, "reason": str(error.facts["reason"])})


def _attachments(connection: Connection, kinds: Mapping[str, KindSpec]) -> Iterator[Finding]:
    """Every kept file is what its name says, and which documents name it is what the log says.

    One that is named and not here is no fault of this file: it comes with a bundle, and is told of elsewhere.
    """
    nums = [row[0] for row in connection.execute("SELECT num FROM attachment ORDER BY num")]
    for num in nums:
        sha, data = connection.execute("SELECT sha, data FROM attachment WHERE num = ?", (num,)).fetchone()
        if sha256(data).digest() != sha:
            yield Finding("attachment_changed", {"sha": sha.hex()})
    if naming.differs(connection, kinds):
        yield Finding("naming_changed", {})
