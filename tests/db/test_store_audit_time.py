"""Audit rows are found by the time that was claimed, as text, and by its doubt."""

from __future__ import annotations

from db import Claim, Store


def test_that_rows_are_found_by_the_beginning_of_their_claimed_time_and_by_its_doubt(store: Store) -> None:
    times = ("2025-01-01T00:00:00+07:00", "2026-11-21T10:00:00+07:00", "2026-11-30T10:00:00+07:00", "2026-12-01T")
    for number, time in enumerate(times):
        with store.write(act="uji", who="w", at=Claim(time, number == 0)):
            pass
    assert [row.at.t[:10] for row in store.audit_rows(at="2026-11")] == ["2026-11-30", "2026-11-21"]
    assert len(store.audit_rows(at="2026")) == 3
    assert len(store.audit_rows(at="2026-11-21")) == 1
    assert [row.at.t for row in store.audit_rows(act="uji", doubt=True)] == [times[0]]
    assert len(store.audit_rows(act="uji", doubt=False)) == 3


def test_that_a_damaged_row_is_named_and_hides_no_other(store: Store) -> None:
    for act in ("satu", "dua", "tiga"):
        with store.write(act=act, who="w", at=Claim("2026-11-21T10:00:00+07:00")):
            pass
    assert store.audit_faults() == []
    (row,) = store.audit_rows(act="dua")
    store._connection.execute("UPDATE audit SET raw = ? WHERE seq = ?", (b"{\xff", row.seq))
    assert [(one.act, one.who) for one in store.audit_rows(3)] == [("tiga", "w"), ("dua", ""), ("satu", "w")]
    assert (row.seq, "unreadable") in store.audit_faults()
    assert [one.act for one in store.audit_rows(who="w", at="2026")][:2] == ["tiga", "satu"]
