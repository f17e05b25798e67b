"""Peers of the merge, on the same documents: git bundles fetched into one repository, SQLite session changesets.

Each peer turns the saves of an office into one file (not timed) and takes files of many offices in (timed). Neither
knows who sent a file, reads what is in it, holds back a bad record or shows a conflict to anybody; what they do is
written at each, so that a ratio is not taken for more than it says.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Protocol

import apsw
import msgspec

from db import Revision, decode_revision


class Peer(Protocol):
    """Something else that carries an office's saves in a file."""

    name: str
    does: str

    def pack(self, code: str, raws: Sequence[bytes]) -> Path:
        """Write what an office saved into one file and return it."""
        ...

    def take_in(self, code: str, file: Path) -> None:
        """Bring the file of an office into the one place where all are kept."""
        ...


def _months(raws: Iterable[bytes]) -> Iterator[list[Revision]]:
    """Yield the saves of the plans, then those of each month's evaluations."""

    def month(rev: Revision) -> str:
        return str(msgspec.json.decode(rev.body)["periode"]) if rev.kind == "penilaian" else ""

    for _, saves in groupby(map(decode_revision, raws), month):
        yield list(saves)


class GitBundles:
    """``git fetch`` of a bundle per office; a commit for each month, or one for each save.

    It hashes, compresses and keeps history with parents; files are synced as git's own settings allow.
    """

    def __init__(self, folder: Path, *, each_save: bool) -> None:
        self.name = "git bundle, a commit per save" if each_save else "git bundle, a commit per month"
        self.does = "hashes, history; no signature, nothing decoded, no conflicts looked for"
        self._each_save = each_save
        self._folder = folder / ("git-save" if each_save else "git-month")
        self._folder.mkdir()
        self._home = self._folder / "kabupaten.git"
        _git(self._folder, "init", "--quiet", "--bare", str(self._home))

    def pack(self, code: str, raws: Sequence[bytes]) -> Path:
        """Import the saves into a repository of the office and bundle it."""
        office = self._folder / f"{code}.git"
        _git(self._folder, "init", "--quiet", "--bare", str(office))
        commits = ([rev] for saves in _months(raws) for rev in saves) if self._each_save else _months(raws)
        _git(office, "fast-import", "--quiet", stdin=b"".join(_stream(commits)))
        file = self._folder / f"{code}.bundle"
        _git(office, "bundle", "create", "--quiet", str(file), "refs/heads/utama")
        shutil.rmtree(office)
        return file

    def take_in(self, code: str, file: Path) -> None:
        """Fetch the bundle into a place of its own in the one repository, durably."""
        durable = ("-c", "core.fsync=committed", "-c", "gc.auto=0")
        _git(self._home, *durable, "fetch", "--quiet", str(file), f"refs/heads/utama:refs/kantor/{code}")


def _stream(commits: Iterable[Sequence[Revision]]) -> Iterator[bytes]:
    """Yield commits as ``git fast-import`` reads them."""
    for number, saves in enumerate(commits):
        yield b"commit refs/heads/utama\n"
        yield b"committer Contoh <contoh@contoh.invalid> %d +0700\ndata 1\n.\n" % (1_780_000_000 + number)
        for rev in saves:
            yield b"M 100644 inline %s.json\ndata %d\n%s\n" % (rev.doc_id.encode(), len(rev.body), rev.body)


def _git(folder: Path, *words: str, stdin: bytes | None = None) -> None:
    calm = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
    command = ["git", "-c", "init.defaultBranch=utama", "-C", str(folder), *words]
    subprocess.run(command, input=stdin, check=True, capture_output=True, env={**os.environ, **calm}, timeout=3600)


class SessionChangesets:
    """SQLite's session extension through APSW: the office's changeset applied to one database, a commit per office.

    With ``history`` every save is a row; without it only the last body of each document is carried. A row that is
    there already with another body calls a function, in which the first to arrive wins here.
    """

    def __init__(self, folder: Path, *, history: bool) -> None:
        self.name = "SQLite changeset with history" if history else "SQLite changeset, state only"
        self.does = "no hash, no signature, nothing decoded; a conflict is a call, and one side is dropped in it"
        self._history = history
        self._folder = folder / ("sesi-riwayat" if history else "sesi-keadaan")
        self._folder.mkdir()
        self._home = self._open(self._folder / "kabupaten.db")

    def _open(self, file: Path) -> apsw.Connection:
        connection = apsw.Connection(str(file))
        for pragma in ("page_size=16384", "journal_mode=WAL", "synchronous=FULL", "locking_mode=EXCLUSIVE"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("CREATE TABLE dokumen (doc_id TEXT PRIMARY KEY NOT NULL, kind TEXT, body BLOB)")
        if self._history:
            connection.execute("CREATE TABLE revisi (rev_id TEXT PRIMARY KEY NOT NULL, raw BLOB)")
        return connection

    def pack(self, code: str, raws: Sequence[bytes]) -> Path:
        """Save everything in a database of the office under a session and write its changeset."""
        source = self._folder / f"{code}.db"
        connection = self._open(source)
        session = apsw.Session(connection, "main")
        session.attach()
        put = "INSERT INTO dokumen VALUES (?, ?, ?) ON CONFLICT (doc_id) DO UPDATE SET body = excluded.body"
        with connection:
            for rev in map(decode_revision, raws):
                connection.execute(put, (rev.doc_id, rev.kind, rev.body))
                if self._history:
                    connection.execute("INSERT INTO revisi VALUES (?, ?)", (rev.rev_id, rev.raw))
        file = self._folder / f"{code}.changeset"
        file.write_bytes(session.changeset())
        session.close()
        connection.close()
        source.unlink()
        return file

    def take_in(self, code: str, file: Path) -> None:
        """Apply the changeset of an office in one transaction."""
        with self._home:
            apsw.Changeset.apply(file.read_bytes(), self._home, conflict=lambda *_: apsw.SQLITE_CHANGESET_OMIT)

    def close(self) -> None:
        """Close the one database."""
        self._home.close()
