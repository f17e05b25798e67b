"""Goes through crash states of a record: puts each on a disk, opens it as the program does, says what was lost."""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from db import Store, StoreError, open_store
from db.driver import translated
from desktop_app.domain.errors import LuringError
from desktop_app.services.aturan_tersimpan import make_reader
from desktop_app.services.jangkar import read_induk
from desktop_app.services.jenis import KIND_SPECS, make_merge
from desktop_app.services.kantor import BERKAS_STORE
from tests.faults.disk_model import Crash, Disk, Model
from tests.faults.fault_world import content_hash, open_home, store_key
from tests.faults.record_calls import Record, record

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "XDG_CONFIG_HOME"
OFFICE_EVERY, SOUND_EVERY, DEEP_EVERY = 8, 16, 128
"""Of so many states one is opened as the whole office, one checked page by page, and one to the last hash."""

Prove = Callable[[Crash, Path, int], str | None]
"""Says what is wrong with a state that lies in a folder, None for nothing; the number counts the states."""


@dataclass
class Tally:
    """What came of a run through states."""

    name: str
    states: int = 0
    losses: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, other: Tally) -> Tally:
        """Add another tally to this one and return it."""
        self.states += other.states
        self.losses += other.losses
        self.seconds += other.seconds
        return self


def record_job(job: str, root: Path, *, sync: str = "", pages: int | None = None) -> Record:
    """Run one operation of ``crash_works`` on ``root`` under strace; raises ``RuntimeError`` when it fails."""
    said = root.parent / f"{root.name}.said"
    command = [sys.executable, "-m", "tests.faults.crash_works", job, str(root), str(said), sync]
    if pages is not None:
        command.append(str(pages))
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", SETTINGS: str(root / "config")}
    taken = record(command, root, said, env=env)
    said.unlink()
    if taken.code:
        raise RuntimeError(f"{job} ended with {taken.code}")
    return taken


def said_hashes(taken: Record) -> list[str]:
    """Return the hash after each acknowledged transaction, in order."""
    lines = b"".join(event.data for event in taken.events if event.kind == "say").decode().splitlines()
    return [line.split()[1] for line in lines if line.startswith("commit ")]


def said_chain(taken: Record) -> list[tuple[int, str]]:
    """Return how the audit chain stood after each acknowledged transaction: its rows and the hash of the last."""
    lines = b"".join(event.data for event in taken.events if event.kind == "say").decode().splitlines()
    parts = [line.split() for line in lines if line.startswith("commit ")]
    return [(int(count), head) for _, _, count, head in parts]


def go_through(
    taken: Record,
    prove: Prove,
    model: Model,
    *,
    name: str,
    seed: int,
    draws: int,
    place: Path,
    most: int | None = None,
    until: float | None = None,
) -> Tally:
    """Try states of every moment of a record, ``draws`` drawn ones at each where there are many.

    With ``most`` the moments are thinned out evenly so that about so many states come; ``until`` (monotonic) ends
    the run at a time.
    """
    tally, chance, seen = Tally(name), random.Random(seed), set[int]()
    started = time.monotonic()
    disk = Disk(taken, model)
    moments, tried = len(taken.events) + 1, 0
    for moment in range(moments):
        if moment:
            disk.step()
        if most is not None and moment != moments - 1:
            # A moment gives more states than are drawn, or none that is new: what came so far tells how many.
            expected = (moments - moment) * (tally.states / tried if tried else draws)
            if chance.random() * expected > most - tally.states:
                continue
        tried += 1
        for crash in disk.crashes(chance, draws, seen):
            put(crash, place)
            problem = prove(crash, place, tally.states)
            tally.states += 1
            if problem is not None:
                tally.losses.append(f"{name}, {model.value}, after event {crash.at}: {problem}")
        if until is not None and time.monotonic() > until:
            break
    shutil.rmtree(place, ignore_errors=True)
    tally.seconds = time.monotonic() - started
    return tally


def put(crash: Crash, place: Path) -> None:
    """Lay a state out in a folder, and nothing else."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for folder in crash.folders:
        (place / folder).mkdir()
    for name, data in crash.files.items():
        (place / name).write_bytes(data)


@contextmanager
def settings_in(place: Path) -> Iterator[None]:
    """Let the user's settings lie in the recorded folder, so that a power cut reaches them too."""
    before = os.environ.get(SETTINGS)
    os.environ[SETTINGS] = str(place / "config")
    try:
        yield
    finally:
        if before is None:
            del os.environ[SETTINGS]
        else:
            os.environ[SETTINGS] = before


@lru_cache(maxsize=1)
def merge_of_tests() -> Any:
    return make_merge(make_reader({}))


def open_raw(home: Path, key: bytes) -> Store:
    """Open a home's store by the product's own opening."""
    return open_store(home / BERKAS_STORE, key, kinds=KIND_SPECS, merge=merge_of_tests(), backup_dir=home / "cadangan")


class StoreProof:
    """Proves that a store holds everything acknowledged, at most one transaction more, and nothing by halves."""

    def __init__(self, taken: Record, before: Path, home: str) -> None:
        self.home = home
        self.key = store_key(before / home)
        self.hashes = [self._first(before / home), *said_hashes(taken)]
        self._acknowledged = acknowledged_counts(taken)
        self._words = [event.data for event in taken.events if event.kind == "say"]

    def _first(self, home: Path) -> str:
        with open_raw(home, self.key) as store:
            self._induk = read_induk(store)
            return content_hash(store)

    def __call__(self, crash: Crash, place: Path, number: int) -> str | None:
        """Open one state, now and then as the whole office; see the class."""
        try:
            if number % OFFICE_EVERY == 0:
                return self._as_office(crash, place, number)
            with open_raw(place / self.home, self.key) as store, translated():
                return self.judge(store, crash, number)
        except (StoreError, LuringError) as error:
            return f"does not open or read: {error}"

    def _as_office(self, crash: Crash, place: Path, number: int) -> str | None:
        kantor = open_home(place / self.home)
        try:
            if read_induk(kantor.store) != self._induk:
                return "a cut is taken for data that went back"
            with translated():
                return self.judge(kantor.store, crash, number)
        finally:
            kantor.close()

    def is_done(self, crash: Crash) -> bool:
        """Say whether the whole operation had been acknowledged when the power was cut."""
        return b"done\n" in self._words[: crash.said]

    def judge(self, store: Store, crash: Crash, number: int) -> str | None:
        """Compare an opened store with what was acknowledged by then."""
        done = self._acknowledged[crash.said]
        found = content_hash(store)
        if found not in self.hashes[done : done + 2]:
            where = self.hashes.index(found) if found in self.hashes else -1
            return f"{done} transactions acknowledged, " + (f"{where} there" if where >= 0 else "half of one there")
        if number % SOUND_EVERY == 0 and (findings := store.check(deep=number % DEEP_EVERY == 0)):
            return f"unsound: {findings[:3]}"
        if store.attachments_named(here=False):
            return "a document names a file that is not there"
        return None


def acknowledged_counts(taken: Record) -> list[int]:
    """Return how many transactions had been acknowledged after 0, 1, 2 … words of the program."""
    counts = [0]
    for event in taken.events:
        if event.kind == "say":
            counts.append(counts[-1] + event.data.count(b"commit "))
    return counts
