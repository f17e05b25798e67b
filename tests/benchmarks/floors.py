"""The floors: what the same work costs without any of our code, measured in the same run on the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyrage
import zstandard
from sqlcipher3 import dbapi2

EMPTY_WINDOW = """
import desktop_app.app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 720)
window.show()
QTimer.singleShot(0, lambda: (window.grab(), print("ready", flush=True), application.quit()))
application.exec()
"""


def plain_database(path: Path, key: str = "") -> dbapi2.Connection:
    """Open a new database with the same page size and the same promise of durability, unencrypted without ``key``."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    if key:
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        connection.execute("PRAGMA cipher_page_size = 16384")
    for pragma in ("page_size=16384", "journal_mode=WAL", "synchronous=FULL", "locking_mode=EXCLUSIVE"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("CREATE TABLE revision (seq INTEGER PRIMARY KEY, rev_id BLOB NOT NULL, raw BLOB NOT NULL)")
    connection.execute("CREATE UNIQUE INDEX revision_id ON revision (rev_id)")
    return connection


class Floors(NamedTuple):
    """Seconds of three floors of a merge: hash and insert; the same with every record decoded; the same encrypted."""

    bare: float
    decoded: float
    encrypted: float


def take_in(
    folder: Path, batches: Callable[[], Iterable[Sequence[bytes]]], decode: Callable[[bytes], object]
) -> Floors:
    """Hash every record, decode it with validation, and insert all of them in one transaction; nothing else."""
    decoding = 0.0
    for raws in batches():
        started = time.perf_counter()
        for raw in raws:
            decode(raw)
        decoding += time.perf_counter() - started
    bare = _insert_and_hash(folder / "floor.db", batches(), key="")
    encrypted = _insert_and_hash(folder / "floor-encrypted.db", batches(), key="ab" * 32)
    return Floors(bare, bare + decoding, encrypted + decoding)


def _insert_and_hash(path: Path, batches: Iterable[Sequence[bytes]], key: str) -> float:
    connection = plain_database(path, key)
    connection.execute("BEGIN IMMEDIATE")
    seconds = 0.0
    for raws in batches:
        started = time.perf_counter()
        rows = [(hashlib.sha256(raw).digest(), raw) for raw in raws]
        connection.executemany("INSERT INTO revision (rev_id, raw) VALUES (?, ?)", rows)
        seconds += time.perf_counter() - started
    started = time.perf_counter()
    connection.execute("COMMIT")
    seconds += time.perf_counter() - started
    connection.close()
    path.unlink()
    return seconds


def commit_one(path: Path, raw: bytes, times: int, key: str = "") -> list[float]:
    """Return the seconds of each of ``times`` commits of one row, in an encrypted database with ``key``."""
    connection = plain_database(path, key)
    found = []
    for number in range(times):
        started = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO revision (rev_id, raw) VALUES (?, ?)", (number.to_bytes(8, "big"), raw))
        connection.execute("COMMIT")
        found.append(time.perf_counter() - started)
    connection.close()
    return found


def read_and_decode(path: Path, raw: bytes, times: int) -> list[float]:
    """Return the seconds of each of ``times`` reads of one row by its key, decoded as plain JSON."""
    connection = plain_database(path)
    key = hashlib.sha256(raw).digest()
    connection.execute("INSERT INTO revision (rev_id, raw) VALUES (?, ?)", (key, raw))
    found = []
    for _ in range(times):
        started = time.perf_counter()
        (row,) = connection.execute("SELECT raw FROM revision WHERE rev_id = ?", (key,)).fetchall()
        msgspec.json.decode(row[0])
        found.append(time.perf_counter() - started)
    connection.close()
    return found


def search_names(path: Path, names: Sequence[str], queries: Sequence[str], limit: int) -> list[float]:
    """Return the seconds of each prefix search among ``names`` in a bare full-text table."""
    connection = plain_database(path)
    connection.execute("CREATE VIRTUAL TABLE names USING fts5 (name, prefix='2 3')")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO names (name) VALUES (?)", [(name,) for name in names])
    connection.execute("COMMIT")
    found = []
    for query in queries:
        started = time.perf_counter()
        select = "SELECT name FROM names WHERE names MATCH ? ORDER BY name LIMIT ?"
        connection.execute(select, (f'"{query}"*', limit)).fetchall()
        found.append(time.perf_counter() - started)
    connection.close()
    return found


def hash_compress_encrypt(path: Path, raws: Sequence[bytes]) -> float:
    """Return seconds to hash, compress, encrypt and durably write the same bytes as one file."""
    recipient = pyrage.x25519.Identity.generate().to_public()
    started = time.perf_counter()
    plain = b"\n".join(raws)
    hashlib.sha256(plain).digest()
    sealed = pyrage.encrypt(zstandard.ZstdCompressor(level=3).compress(plain), [recipient])
    hashlib.sha256(sealed).digest()
    with path.open("wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    return time.perf_counter() - started


def start_process(code: str, *arguments: str) -> float:
    """Return seconds from starting a Python with ``code`` until it prints its first line."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    started = time.perf_counter()
    command = [sys.executable, "-c", code, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as child:
        assert child.stdout is not None
        line = child.stdout.readline()
        seconds = time.perf_counter() - started
        _, errors = child.communicate(timeout=120)
    if not line:
        raise RuntimeError(errors.decode("utf-8", "replace"))
    return seconds
