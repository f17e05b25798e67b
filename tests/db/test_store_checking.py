"""The integrity check finds what was changed behind the store's back; rebuilding repairs what can be."""

from __future__ import annotations

from typing import Any

import pytest

import db

DOC = "a" * 32


@pytest.fixture
def office(desk: Any, store: db.Store) -> db.Store:
    """A store with plain, disputed, deleted and waiting content."""
    first = desk.save(store, DOC, nama="Melati", nip="1")
    for name in ("Mawar", "Dahlia"):
        desk.save(store, "b" * 32, nama=name, parents=[])
    desk.save(store, "c" * 32, nama="Hapus")
    desk.save(store, "c" * 32, deleted=True)
    desk.add(store, [desk.revision("d" * 32, ["0" * 64]).raw])
    with store.write(act="lampir", who="x", at=desk.at) as tx:
        tx.put_attachment(b"lampiran", "text/plain")
    assert first.n == 1
    assert store.check() == []
    return store


def codes(store: db.Store, deep: bool = True) -> set[str]:
    return {finding.code for finding in store.check(deep)}


def swapped(old: str, new: str) -> str:
    """Return SQL that changes a word inside stored bytes."""
    return f"raw = CAST(replace(CAST(raw AS TEXT), '{old}', '{new}') AS BLOB)"


TAMPERINGS = {
    "raw bytes": (
        f"UPDATE revision SET {swapped('Melati', 'Delati')} WHERE seq = 1",
        "revision_changed",
    ),
    "lost row": (
        "DELETE FROM revision WHERE seq = 1",
        "audit_broken",
    ),
    "last row": (
        "DELETE FROM revision WHERE seq = 5",
        "audit_broken",
    ),
    "planted row": (
        "INSERT INTO revision SELECT 99, zeroblob(32), doc, dev, scope, raw FROM revision WHERE seq = 1",
        "audit_broken",
    ),
    "scope column": (
        "UPDATE revision SET scope = '99' WHERE seq = 1",
        "revision_columns",
    ),
    "home of a revision": (
        "UPDATE revision SET doc = 2 WHERE seq = 1",
        "revision_columns",
    ),
    "audit text": (
        f"UPDATE audit SET {swapped('penguji', 'lainnya')} WHERE seq = 2",
        "audit_broken",
    ),
    "audit hash": (
        "UPDATE audit SET hash = zeroblob(32) WHERE seq = 2",
        "audit_broken",
    ),
    "audit column": (
        "UPDATE audit SET act = 'lain' WHERE seq = 2",
        "audit_broken",
    ),
    "audit row gone": (
        "DELETE FROM audit WHERE seq = 2",
        "audit_broken",
    ),
    "last audit row of a save": (
        "DELETE FROM audit WHERE seq = 5",
        "audit_broken",
    ),
    "current heads": (
        "UPDATE document SET heads = zeroblob(32) WHERE num = 1",
        "document_changed",
    ),
    "merged view": (
        "UPDATE document SET merged = CAST('{\"body\":{}}' AS BLOB) WHERE num = 2",
        "document_changed",
    ),
    "hidden conflict": (
        "UPDATE document SET conflicts = CAST('[]' AS BLOB) WHERE num = 2",
        "document_changed",
    ),
    "undeleted": (
        "UPDATE document SET deleted = 0 WHERE num = 3",
        "document_changed",
    ),
    "shown revision": (
        "UPDATE document SET shown = 2 WHERE num = 1",
        "document_changed",
    ),
    "lost document": (
        "DELETE FROM document WHERE num = 1",
        "document_changed",
    ),
    "column": (
        "UPDATE cur_pegawai SET nama = 'X' WHERE num = 1",
        "columns_changed",
    ),
    "label": (
        "UPDATE cur_pegawai SET label = 'X' WHERE num = 1",
        "columns_changed",
    ),
    "lost columns": (
        "DELETE FROM cur_pegawai WHERE num = 1",
        "columns_changed",
    ),
    "search text": (
        "UPDATE cur_pegawai SET search = 'X' WHERE num = 1",
        "search_changed",
    ),
    "waiting": (
        f"UPDATE waiting SET {swapped('Contoh', 'Kontoh')}",
        "waiting_changed",
    ),
    "attachment": (
        "UPDATE attachment SET data = x'00'",
        "attachment_changed",
    ),
}
FROM_THE_LOG = {"document_changed", "columns_changed", "search_changed", "revision_columns"}


@pytest.mark.parametrize("name", list(TAMPERINGS))
def test_that_tampering_is_found_and_what_comes_from_the_log_is_rebuilt(desk: Any, office: db.Store, name: str) -> None:
    sql, code = TAMPERINGS[name]
    before = desk.content(office)
    desk.tamper(office, sql)
    assert code in codes(office)
    if code in FROM_THE_LOG:
        office.rebuild()
        assert office.check() == []
        assert desk.content(office) == before


def test_that_text_cannot_be_put_where_bytes_belong(desk: Any, office: db.Store) -> None:
    """Tables are STRICT, so a careless UPDATE fails instead of changing the type of a column."""
    with pytest.raises(Exception, match="cannot store TEXT value in BLOB column"):
        desk.tamper(office, "UPDATE revision SET raw = 'text' WHERE seq = 1")


def test_that_the_quick_check_finds_a_broken_chain_and_a_deep_one_a_changed_document(
    desk: Any, office: db.Store
) -> None:
    desk.tamper(office, *TAMPERINGS["current heads"][:1])
    assert codes(office, deep=False) == set()
    desk.tamper(office, *TAMPERINGS["audit text"][:1])
    assert codes(office, deep=False) == {"audit_broken"}


def test_that_each_flipped_byte_of_the_file_is_found(desk: Any, office: db.Store) -> None:
    """The page HMAC covers everything but the unused rest of a page's own reserve."""
    office.close()
    sound = office.path.read_bytes()
    pages = len(sound) // 16384
    tried = list(range(1, pages, 3))
    assert len(tried) > 5
    for page in tried:
        broken = bytearray(sound)
        broken[page * 16384 + (page * 977) % 16000] ^= 0x20
        office.path.write_bytes(broken)
        assert verdicts(desk, office.path) & {"page_damaged", "damaged", "database_error"}, f"page {page}"


def verdicts(desk: Any, path: Any) -> set[str]:
    """Return the code with which a file does not open, or else what its check finds."""
    try:
        store = desk.open(path)
    except db.StoreError as error:
        return {error.code}
    with store:
        return codes(store)


def test_that_a_byte_that_flips_under_an_open_store_is_found(office: db.Store) -> None:
    assert office.check() == []
    with office.path.open("r+b") as file:
        file.seek(16384 * 4 + 500)
        byte = file.read(1)[0]
        file.seek(16384 * 4 + 500)
        file.write(bytes([byte ^ 1]))
    assert "page_damaged" in codes(office, deep=False)


def test_that_the_check_tells_how_far_it_is(office: db.Store) -> None:
    steps: list[tuple[int, int]] = []
    office.check(True, lambda done, total: steps.append((done, total)))
    assert steps == [(n, 12) for n in range(13)]


def test_that_rebuilding_lets_in_what_waits_for_nothing(desk: Any, office: db.Store) -> None:
    waiting = desk.revision("e" * 32)
    desk.tamper(
        office,
        "INSERT INTO waiting(rev_id, source, raw) VALUES (?, 'x', ?)",
        bytes.fromhex(waiting.rev_id),
        waiting.raw,
    )
    assert codes(office) == {"waiting_for_nothing"}
    office.rebuild(who="ani", at=desk.at)
    assert office.check() == []
    assert office.revision(waiting.rev_id) == waiting
    assert (office.audit_rows(limit=1)[0].act, office.audit_rows(limit=1)[0].who) == ("susun_ulang", "ani")


def test_that_a_log_that_cannot_be_read_is_not_rebuilt_but_left_alone(desk: Any, office: db.Store) -> None:
    desk.tamper(office, "UPDATE revision SET raw = x'00' WHERE seq = 1")
    rows = office.audit_head()
    with pytest.raises(db.StoreError, match="damaged"):
        office.rebuild()
    assert office.audit_head() == rows
    assert {"revision_changed", "unreadable"} <= codes(office)
