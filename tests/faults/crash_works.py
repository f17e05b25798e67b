"""The operations whose power cuts are tried: a program of its own, so that its system calls can be recorded.

``python -m tests.faults.crash_works JOB FOLDER SAID [SYNC [PAGES]]``. After every transaction that the store has
acknowledged it writes ``commit HASH COUNT HEAD`` to SAID, the hash of all that the store then holds and how its audit
chain stands, and at its end ``done``. JOB is a name of ``JOBS``, or of ``user_deeds.DEEDS`` after ``deed:``.
SYNC takes the place of ``FULL`` (for the self-test of the harness), PAGES that of SQLite's own 1000 pages before a
checkpoint.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from sqlite_utils.db import Database

import db.opening
import db.store
from db import migrations, open_store
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.akun import give_sandi
from desktop_app.services.aturan_tersimpan import make_reader
from desktop_app.services.jenis import KIND_SPECS, make_merge
from desktop_app.services.kantor import BERKAS_STORE
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pendirian import found_office
from desktop_app.vault import FLOOR
from tests.faults.fault_world import UNIT, clock, content_hash, open_home, store_key, type_and_save
from tests.faults.user_deeds import DEEDS, SANDI

EDITS = 4


def speak(handle: int, pages: int | None) -> None:
    """Let every store of this process tell each transaction that it has acknowledged."""
    commit, start = db.store.Store._commit, db.store.Store.__init__

    def committed(store: db.store.Store) -> None:
        commit(store)
        count, head = store.audit_head()
        os.write(handle, f"commit {content_hash(store)} {count} {head}\n".encode())

    def opened(store: db.store.Store, connection: object, **options: object) -> None:
        start(store, connection, **options)  # type: ignore[arg-type]
        if pages is not None:
            store._connection.execute(f"PRAGMA wal_autocheckpoint = {pages}").fetchone()

    db.store.Store._commit = committed  # type: ignore[method-assign]
    db.store.Store.__init__ = opened  # type: ignore[method-assign, assignment]


def sync_less(mode: str) -> None:
    """Open every store of this process with ``synchronous=mode``, which loses what it acknowledges."""
    wanted = {"OFF": "0", "NORMAL": "1", "FULL": "2"}[mode]
    db.opening._PRAGMAS = tuple(
        ("synchronous", mode, wanted) if name == "synchronous" else (name, value, answer)
        for name, value, answer in db.opening._PRAGMAS
    )


def save(root: Path) -> None:
    """Create one person, type into his record a few times, leave the page each time, close."""
    kantor = open_home(root / "unit")
    doc_id, _ = create_pegawai(kantor, Pegawai(nama="Orang Baru"))
    for nomor in range(EDITS):
        type_and_save(kantor, doc_id, f"catatan {nomor} " + "panjang " * 400 * (nomor % 2))
    kantor.close()


def reopen(root: Path) -> None:
    """Open what a cut has left, look at it, save once, close."""
    kantor = open_home(root / "unit")
    assert kantor.store.check(deep=False) == []
    create_pegawai(kantor, Pegawai(nama="Sesudah Padam"))
    kantor.close()


def merge(root: Path) -> None:
    """Merge the bundle that lies on the stick."""
    kantor = open_home(root / "kabupaten")
    (hasil,) = merge_bundles(kantor, sorted((root / "stick").glob("99*.skpb")))
    assert hasil.galat is None, hasil.galat
    kantor.close()


def export(root: Path) -> None:
    """Write something new and export it to the stick."""
    kantor = open_home(root / "unit")
    create_pegawai(kantor, Pegawai(nama="Orang Kiriman"))
    export_bundle(kantor, root / "stick")
    kantor.close()


def found(root: Path) -> None:
    """Found an office."""
    found_office(root / "unit", UNIT, jam=clock, who="uji").close()


def m9999_try(database: Database) -> None:
    """A layout that may come: one more table, filled from what is there."""
    database.execute("CREATE TABLE later(num INTEGER PRIMARY KEY, size INTEGER NOT NULL) STRICT")
    database.execute("INSERT INTO later SELECT seq, length(raw) FROM revision")
    database.execute("CREATE INDEX later_size ON later(size)")


NEXT_STEPS = (*migrations.ALL, m9999_try)


def migrate(root: Path) -> None:
    """Open the file with a program that has one migration more."""
    home = root / "unit"
    open_store(
        home / BERKAS_STORE,
        store_key(home),
        kinds=KIND_SPECS,
        merge=make_merge(make_reader({})),
        backup_dir=home / "cadangan",
        steps=NEXT_STEPS,
    ).close()


def backup(root: Path) -> None:
    """Make a proved copy of the store."""
    kantor = open_home(root / "unit")
    kantor.store.backup(root / "unit" / "salinan.db")
    kantor.close()


def to_passwords(root: Path) -> None:
    """Turn an office with a key file into one with passwords."""
    give_sandi(root / "unit", "Admin Uji", SANDI, jam=clock, biaya=FLOOR).close()


JOBS: dict[str, Callable[[Path], None]] = {
    work.__name__: work for work in (save, reopen, merge, export, found, migrate, backup, to_passwords)
}


def main(arguments: list[str]) -> None:
    """Do one job."""
    job, root, said, *more = arguments
    if more and more[0]:
        sync_less(more[0])
    handle = os.open(said, os.O_WRONLY | os.O_APPEND)
    speak(handle, int(more[1]) if len(more) > 1 else None)
    work = DEEDS[job.removeprefix("deed:")].do if job.startswith("deed:") else JOBS[job]
    work(Path(root))
    os.write(handle, b"done\n")


if __name__ == "__main__":
    main(sys.argv[1:])
