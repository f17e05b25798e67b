"""Reading the audit chain: filters, counts, exact bytes in order."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

import db

DOCS = ["a" * 32, "b" * 32]


@pytest.fixture
def office(desk: Any, store: db.Store) -> db.Store:
    """A chain of eight rows: two acts on two documents by two people, with details."""
    for n in range(8):
        act, who = ("lihat", "ubah")[n % 2], ("ani", "budi")[n // 4]
        with store.write(act=act, who=who, at=desk.at, doc_id=DOCS[n % 4 // 2], detail={"Alasan": f"nomor {n}"}):
            pass
    return store


def seqs(rows: list[db.AuditRow]) -> list[int]:
    return [row.seq for row in rows]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, [8, 7, 6, 5, 4, 3, 2, 1]),
        ({"act": "lihat"}, [7, 5, 3, 1]),
        ({"act": ["lihat", "ubah"], "after_seq": 6}, [8, 7]),
        ({"act": []}, []),
        ({"who": "budi"}, [8, 7, 6, 5]),
        ({"who": ["ani", "budi"], "before_seq": 3}, [2, 1]),
        ({"doc_id": DOCS[0]}, [6, 5, 2, 1]),
        ({"doc_ids": DOCS, "act": "ubah"}, [8, 6, 4, 2]),
        ({"doc_ids": []}, []),
        ({"text": "NOMOR 3"}, [4]),
        ({"text": "%"}, []),
        ({"after_seq": 2, "before_seq": 5}, [4, 3]),
        ({"who": "ani", "act": "ubah", "doc_id": DOCS[1]}, [4]),
    ],
)
def test_that_rows_are_chosen_and_turned_by_pages_alike(office: db.Store, chosen: Any, expected: list[int]) -> None:
    assert seqs(office.audit_rows(None, **chosen)) == expected
    assert seqs(office.audit_rows(1, 1, **chosen)) == expected[1:2]


def test_that_the_exact_bytes_come_in_order_and_make_up_the_chain(
    office: db.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.audit.PAGE_ROWS", 3)
    before = bytes(32)
    found = list(office.audit_raw())
    assert [seq for seq, _, _ in found] == list(range(1, 9))
    for seq, raw, digest in found:
        before = sha256(before + raw).digest()
        assert before.hex() == digest == office.audit_hash_at(seq)
    assert office.audit_head() == (8, digest)
    assert list(office.audit_raw(6)) == found[6:]
    assert list(office.audit_raw(8)) == []


def test_that_the_hash_of_a_chain_that_never_was_is_none(office: db.Store) -> None:
    assert office.audit_hash_at(0) == "00" * 32
    assert office.audit_hash_at(9) is None


def test_that_acts_and_people_are_listed_once(office: db.Store) -> None:
    assert office.audit_acts() == ["lihat", "ubah"]
    assert office.audit_whos() == ["ani", "budi"]


def test_that_a_damaged_row_does_not_hide_the_others(desk: Any, office: db.Store) -> None:
    desk.tamper(office, "UPDATE audit SET raw = x'00FF' WHERE seq = 2")
    assert len(office.audit_rows(None, who="ani")) == 3
    assert office.audit_whos() == ["ani", "budi"]
