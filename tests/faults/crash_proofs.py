"""What must be true after a power cut of operations that leave more than a store: export, merge, founding, copies."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from db import StoreError, open_store
from desktop_app.domain.errors import LuringError
from desktop_app.services.jangkar import read_induk
from desktop_app.services.jenis import KIND_SPECS
from desktop_app.services.kantor import BERKAS_STORE, office_exists
from desktop_app.services.paket import list_keluar, list_masuk
from desktop_app.services.pendirian import found_office
from tests.faults.crash_states import StoreProof, merge_of_tests, open_raw, said_hashes
from tests.faults.crash_works import NEXT_STEPS
from tests.faults.disk_model import Crash
from tests.faults.fault_world import UNIT, clock, content_hash, open_home
from tests.faults.record_calls import Record

EXTRA_EVERY = 8
"""Of so many states one is opened as the whole office too, and what it says is compared with its files."""


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text, empty where there is none."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


class ExportProof(StoreProof):
    """Export: whatever bears a final name is whole; a bundle in the ledger lies in the outbox."""

    def __init__(self, taken: Record, before: Path, after: Path) -> None:
        super().__init__(taken, before, "unit")
        self._whole = {
            path.name: path.read_bytes()
            for path in [*(after / "stick").iterdir(), *(after / "unit" / "keluar").iterdir()]
        }

    def __call__(self, crash: Crash, place: Path, number: int) -> str | None:
        """See the class."""
        for name, data in crash.files.items():
            ours = name.startswith(("stick/", "unit/")) and name.endswith((".skpb", ".pdf"))
            if ours and self._whole[Path(name).name] != data:
                return f"{name} is not whole"
        if self.is_done(crash) and not any(name.startswith("stick/99") for name in crash.files):
            return "the bundle that was acknowledged is not on the stick"
        problem = super().__call__(crash, place, number)
        if problem is None and number % EXTRA_EVERY == 0:
            kantor = open_home(place / "unit")
            try:
                for paket in list_keluar(kantor):
                    if file_hash(kantor.folder("keluar") / paket.nama_berkas) != paket.file_sha256:
                        return f"{paket.nama_berkas} stands in the ledger and does not lie in the outbox"
            finally:
                kantor.close()
        return problem


class MergeProof(StoreProof):
    """Merge: all of the bundle or nothing, and the original of what was merged lies in the archive."""

    def __init__(self, taken: Record, before: Path) -> None:
        super().__init__(taken, before, "kabupaten")

    def __call__(self, crash: Crash, place: Path, number: int) -> str | None:
        """See the class."""
        problem = super().__call__(crash, place, number)
        if problem is None and number % EXTRA_EVERY == 0:
            kantor = open_home(place / "kabupaten")
            try:
                for paket in list_masuk(kantor):
                    if file_hash(kantor.folder("arsip") / f"{paket.file_sha256}.skpb") != paket.file_sha256:
                        return "the original of a merged bundle is not in the archive"
            finally:
                kantor.close()
        return problem


class FoundingProof:
    """Founding: a whole office or none, and where there is none it can be founded again."""

    def __init__(self, taken: Record) -> None:
        self._hashes = said_hashes(taken)
        self._end = sum(event.kind == "say" for event in taken.events)

    def __call__(self, crash: Crash, place: Path, number: int) -> str | None:
        """See the class."""
        home = place / "unit"
        if not office_exists(home):
            if crash.said == self._end:
                return "the office that was acknowledged is not there"
            if number % EXTRA_EVERY:
                return None
            found_office(home, UNIT, jam=clock, who="uji").close()
            return None
        try:
            kantor = open_home(home)
        except LuringError as error:
            return f"does not open: {error.code}"
        try:
            if (induk := read_induk(kantor.store)) is not None:
                return f"a cut is taken for data that went back: {induk.sebab}"
            if content_hash(kantor.store) != self._hashes[-1]:
                return "half of an office"
        finally:
            kantor.close()
        return None


class MigrationProof(StoreProof):
    """Migration: the old layout or the new, never a mixture, the content the same, and a proved copy before it."""

    def __init__(self, taken: Record, before: Path) -> None:
        super().__init__(taken, before, "unit")

    def __call__(self, crash: Crash, place: Path, number: int) -> str | None:
        """See the class."""
        home = place / "unit"
        copies = [name for name in crash.files if name.startswith("unit/cadangan/") and name.endswith(".db")]
        for name in copies:
            (home / "salinan").mkdir(exist_ok=True)
            (home / "salinan" / BERKAS_STORE).write_bytes(crash.files[name])
            with open_raw(home / "salinan", self.key) as store:
                if content_hash(store) != self.hashes[0]:
                    return f"{name} is not what was copied"
        try:
            if (problem := super().__call__(crash, place, number)) is not None and "newer_file" not in problem:
                return problem
            if problem is not None and not copies:
                return "migrated without a copy"
            steps = NEXT_STEPS
            with open_store(
                home / BERKAS_STORE,
                self.key,
                kinds=KIND_SPECS,
                merge=merge_of_tests(),
                backup_dir=home / "lagi",
                steps=steps,
            ) as store:
                if content_hash(store) != self.hashes[0]:
                    return "migrated to something else"
        except StoreError as error:
            return f"does not open after all: {error}"
        return None


class CopyProof(StoreProof):
    """Backup: a file with the final name is whole, the store is untouched."""

    def __init__(self, taken: Record, before: Path, name: str) -> None:
        super().__init__(taken, before, "unit")
        self._name = name

    def __call__(self, crash: Crash, place: Path, number: int) -> str | None:
        """See the class."""
        data = crash.files.get(f"unit/{self._name}")
        if data is None:
            if self.is_done(crash):
                return "the copy that was acknowledged is not there"
        else:
            (place / "salinan").mkdir()
            (place / "salinan" / BERKAS_STORE).write_bytes(data)
            try:
                with open_raw(place / "salinan", self.key) as store:
                    if content_hash(store) != self.hashes[0] or store.check(deep=False):
                        return "the copy holds something else"
            except StoreError as error:
                return f"the copy does not open: {error}"
        return super().__call__(crash, place, number)


class ForgettingProof(StoreProof):
    """A disk that says that it has synced and has not: older states are allowed, half ones and broken ones not."""

    def __init__(self, taken: Record, before: Path, home: str) -> None:
        super().__init__(taken, before, home)
        self.behind = 0

    def __call__(self, crash: Crash, place: Path, number: int) -> str | None:
        """See the class; ``behind`` counts the states that lack something acknowledged."""
        problem = super().__call__(crash, place, number)
        if problem is not None and problem.endswith(" there") and "half" not in problem:
            self.behind += 1
            return None
        return problem
