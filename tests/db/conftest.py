"""What the tests of the store share: two plain kinds, a small deterministic merge, stores that close."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

import db

KEY = bytes(range(32))
DEVICE = "d" * 32
EPOCH = "e" * 32
AT = db.Claim("2026-03-02T08:15:00+07:00")


def skeletons(body: bytes) -> list[db.Skeleton]:
    """Read what a record of erasure names."""
    return [msgspec.convert(one, db.Skeleton) for one in json.loads(body).get("revisi", [])]


KINDS = (
    db.KindSpec(
        kind="pegawai",
        columns={"nip": "$.nip", "nama": "$.nama", "jabatan": "$.riwayat[#-1].jabatan"},
        label="$.nama",
        search=("$.nama", "$.nip"),
        index=("nip",),
    ),
    db.KindSpec(kind="catatan", columns={"isi": "$.isi"}),
    db.KindSpec(kind="penghapusan", skeletons=skeletons),
)


def merge(kind: str, bases: Sequence[bytes | None], sides: Sequence[tuple[str, bytes | None]]) -> db.MergedView:
    """Take every field that all living heads agree on; name the others as conflicts, lowest rev_id shown."""
    bodies = [(rev_id, json.loads(body)) for rev_id, body in sides if body is not None]
    base = json.loads(bases[0]) if len(bases) == 1 and bases[0] is not None else {}
    merged: dict[str, Any] = {}
    conflicts = []
    for field in sorted({field for _, body in bodies for field in body}):
        values = tuple((rev_id, body.get(field)) for rev_id, body in bodies)
        merged[field] = values[0][1]
        if any(value != values[0][1] for _, value in values):
            conflicts.append(db.FieldConflict(field, base.get(field), values))
    if bodies and len(bodies) < len(sides):
        conflicts.append(db.FieldConflict("$", None, tuple((rev_id, body is None) for rev_id, body in sides)))
    return db.MergedView(json.dumps(merged, separators=(",", ":")).encode(), not bodies, tuple(conflicts))


# Where there is a folder in memory, examples by the hundred need not wait for a disk to sync.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


class Desk:
    """Opens stores in one folder and closes them all at the end; also says things in few words."""

    key = KEY
    memory = MEMORY
    kinds = KINDS
    at = AT
    merge = staticmethod(merge)

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stores: list[db.Store] = []
        self._made = 0

    def new(self, name: str = "", **given: Any) -> db.Store:
        """Create a store in this folder; the device follows the number of stores made."""
        self._made += 1
        device = given.pop("device", f"{self._made:032x}")
        path = self.folder / (name or f"toko-{self._made}.db")
        store = db.create_store(path, KEY, device=device, epoch=EPOCH, kinds=KINDS, merge=merge, **given)
        self._stores.append(store)
        return store

    def open(self, path: Path, **given: Any) -> db.Store:
        """Open a store again."""
        store = db.open_store(path, given.pop("key", KEY), **{"kinds": KINDS, "merge": merge, **given})
        self._stores.append(store)
        return store

    def save(self, store: db.Store, doc_id: str, kind: str = "pegawai", **fields: Any) -> db.Revision:
        """Save one revision in a transaction of its own; ``parents``, ``deleted``, ``scope`` are passed on."""
        options = {name: fields.pop(name) for name in ("parents", "deleted", "scope") if name in fields}
        options.setdefault("scope", "33.73.04")
        with store.write(act="simpan", who="penguji", at=AT, doc_id=doc_id) as tx:
            return tx.save(kind, doc_id, json.dumps(fields).encode(), schema=1, **options)

    def add(self, store: db.Store, raws: Sequence[bytes], source: str = "uji") -> db.AddReport:
        """Add revisions in a transaction of its own."""
        with store.write(act="impor", who="penguji", at=AT) as tx:
            return tx.add(raws, source=source)

    def raws(self, store: db.Store) -> list[bytes]:
        """Return all revisions of a store in order of arrival."""
        return [raw for _, _, raw in store.revisions_after(0)]

    def content(self, store: db.Store) -> dict[str, Any]:
        """Return everything that two equal replicas have in common, whatever the order of arrival."""
        rev_ids = sorted(rev_id for _, rev_id, _ in store.revisions_after(0))
        doc_ids = sorted({revision.doc_id for rev_id in rev_ids if (revision := store.revision(rev_id))})
        found = [store.find(spec.kind, deleted=gone) for spec in KINDS for gone in (False, True)]
        return {
            "revisions": rev_ids,
            "waiting": sorted(one.rev_id for one in store.waiting()),
            "documents": store.documents(doc_ids),
            "found": [sorted(rows, key=lambda row: row.doc_id) for rows in found],
            "quarantined": sorted(one.rev_id for one in store.quarantined()),
        }

    def revision(self, doc_id: str, parents: Sequence[str] = (), n: int = 1, **given: Any) -> db.Revision:
        """Make a revision of another device without any store."""
        values: dict[str, Any] = {
            "kind": "pegawai", "device": "f" * 32, "epoch": EPOCH, "who": "lain", "at": AT, "schema": 1,
            "scope": "33.73.05", "why": "", "deleted": False, "body": b'{"nama":"Contoh"}',
        }  # fmt: skip
        values.update(given)
        return db.encode_revision(doc_id=doc_id, parents=parents, n=n, **values)

    def tamper(self, store: db.Store, sql: str, *values: object) -> None:
        """Change the file behind the store's back, through its own connection."""
        changed = store._connection.execute(sql, values).rowcount
        assert changed == 1, "the tampering must hit exactly one row"

    def close(self) -> None:
        """Close everything that was opened."""
        for store in self._stores:
            store.close()


@pytest.fixture
def desk(new_desk: Callable[[], Any]) -> Iterator[Desk]:
    """A place to make stores in."""
    with new_desk() as desk:
        yield desk


@pytest.fixture
def store(desk: Desk) -> db.Store:
    """An empty store."""
    return desk.new()


@pytest.fixture(scope="session")
def new_desk() -> Callable[[], Any]:
    """A maker of context managers that give a fresh desk, for tests that need one for each example."""
    from contextlib import contextmanager

    @contextmanager
    def make() -> Iterator[Desk]:
        folder = Path(tempfile.mkdtemp(prefix="toko-", dir=MEMORY))
        desk = Desk(folder)
        try:
            yield desk
        finally:
            desk.close()
            shutil.rmtree(folder)

    return make
