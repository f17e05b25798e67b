"""One store against a dictionary, over arbitrary sequences of everything a person can do."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

import db

DOCS = st.sampled_from([f"{n:032x}" for n in range(4)])
NAMES = st.sampled_from(["Melati", "Mawar", "Kenanga", "Siti Nur'aini", '"OR" *', ""])
PEOPLE = st.sampled_from(["ani", "budi"])


class StoreMachine(RuleBasedStateMachine):
    """Keeps beside the store what it must say: bodies, history length, working copies, values, audit rows."""

    desk_type: Any

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="mesin-", dir=self.desk_type.memory))
        self.desk = self.desk_type(self.folder)
        self.store: db.Store = self.desk.new("kantor.db")
        self.bodies: dict[str, dict[str, str] | None] = {}
        self.lengths: dict[str, int] = {}
        self.typed: dict[tuple[str, str], bytes] = {}
        self.values: dict[str, bytes] = {}
        self.rows = 0
        self.copies = 0

    def teardown(self) -> None:
        """Every run ends with a deep check and a clean folder."""
        try:
            assert self.store.check() == []
        finally:
            self.desk.close()
            shutil.rmtree(self.folder)

    @rule(doc=DOCS, name=NAMES)
    def save(self, doc: str, name: str) -> None:
        """Save a document, whether it is new, alive or deleted."""
        self.desk.save(self.store, doc, nama=name)
        self._saved(doc, {"nama": name})

    @rule(doc=DOCS)
    def delete(self, doc: str) -> None:
        """Put a tombstone on a document that is there."""
        if self.bodies.get(doc):
            self.desk.save(self.store, doc, deleted=True)
            self._saved(doc, None)

    @rule(doc=DOCS, name=NAMES)
    def save_and_fail(self, doc: str, name: str) -> None:
        """A transaction that ends in an exception is as if it had never begun."""
        with pytest.raises(ZeroDivisionError):
            self._fail_late(doc, json.dumps({"nama": name}).encode())

    @rule(doc=DOCS, who=PEOPLE, name=NAMES)
    def type(self, doc: str, who: str, name: str) -> None:
        """Keep a working copy."""
        body = json.dumps({"nama": name}).encode()
        self.store.put_working(db.Working(doc, who, "pegawai", "33", 1, (), body, self.desk.at))
        self.typed[doc, who] = body

    @rule(doc=DOCS, who=PEOPLE)
    def discard(self, doc: str, who: str) -> None:
        """Forget a working copy, whether it is there or not."""
        self.store.drop_working(doc, who)
        self.typed.pop((doc, who), None)

    @rule(key=NAMES, value=st.binary(max_size=5))
    def put(self, key: str, value: bytes) -> None:
        """Set a value."""
        with self.store.write(act="setel", who="x", at=self.desk.at) as tx:
            tx.put("s", key, value)
        self.values[key] = value
        self.rows += 1

    @rule()
    def add_again(self) -> None:
        """What the store already knows changes nothing but the audit."""
        raws = self.desk.raws(self.store)
        assert self.desk.add(self.store, raws).known == len(raws)
        self.rows += 1

    @rule()
    def reopen(self) -> None:
        """Close and open."""
        self.store.close()
        self.store = self.desk.open(self.store.path)

    @rule()
    def rebuild(self) -> None:
        """Compute everything anew."""
        self.store.rebuild()
        self.rows += 1

    @rule()
    def go_on_with_a_backup(self) -> None:
        """A backup says the same as the store it came from."""
        self.copies += 1
        path = self.folder / f"cadangan-{self.copies}.db"
        self.store.backup(path)
        self.store.close()
        self.store = self.desk.open(path)

    @invariant()
    def says_the_same(self) -> None:
        """The store and the dictionary agree."""
        living = {doc: body for doc, body in self.bodies.items() if body is not None}
        found = {one.doc_id: json.loads(one.body) for one in self.store.find("pegawai")}
        assert found == living
        assert self.store.count("pegawai", deleted=True) == len(self.bodies) - len(living)
        for doc, length in self.lengths.items():
            assert len(self.store.history(doc)) == length
        for name in {body["nama"] for body in living.values()} - {""}:
            hits = {one.doc_id for one in self.store.find("pegawai", text=name)}
            assert hits >= {doc for doc, body in living.items() if body["nama"] == name}
        assert {(one.doc_id, one.who): one.body for one in self.store.workings()} == self.typed
        assert dict(self.store.items("s")) == self.values
        assert self.store.audit_head()[0] == self.rows
        assert self.store.last_seq() == sum(self.lengths.values())

    def _fail_late(self, doc: str, body: bytes) -> None:
        with self.store.write(act="gagal", who="x", at=self.desk.at) as tx:
            tx.save("pegawai", doc, body, scope="", schema=1)
            tx.put("s", "k", b"never")
            tx.drop_working(doc, "ani")
            raise ZeroDivisionError

    def _saved(self, doc: str, body: dict[str, str] | None) -> None:
        self.bodies[doc] = body
        self.lengths[doc] = self.lengths.get(doc, 0) + 1
        self.rows += 1


def test_that_a_store_says_what_a_dictionary_would(desk: Any) -> None:
    StoreMachine.desk_type = type(desk)
    run_state_machine_as_test(StoreMachine, settings=settings(max_examples=12, stateful_step_count=20, deadline=None))
