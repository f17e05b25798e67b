"""The operations whose power cuts are tried, each with what it starts from and what must be true afterwards."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.faults.crash_key_proofs import (
    ContainerProof,
    RestoreProof,
    password_proof,
    rekey_proof,
    to_passwords_proof,
)
from tests.faults.crash_proofs import (
    CopyProof,
    ExportProof,
    ForgettingProof,
    FoundingProof,
    MergeProof,
    MigrationProof,
)
from tests.faults.crash_states import Prove, StoreProof, Tally, go_through, put, record_job, settings_in
from tests.faults.disk_model import Disk, Model
from tests.faults.fault_world import copy_world, make_pair, make_unit, scratch_folder
from tests.faults.record_calls import Record
from tests.faults.trace_reader import Event
from tests.faults.user_deeds import make_accounts, make_backup, make_person


def _unit(root: Path) -> None:
    make_unit(root)


def _small_pair(root: Path) -> None:
    make_pair(root, people=12)


def _accounts(root: Path) -> None:
    make_accounts(root)


def _nothing(root: Path) -> None:
    return None


@dataclass(frozen=True)
class Campaign:
    """One operation: ``make`` prepares a folder, ``job`` works on it, ``proof`` judges states of it."""

    job: str
    make: Callable[[Path], None]
    proof: Callable[[Record, Path, Path], Prove]
    """Called with the record, the folder as it was and the folder as it became."""
    pages: int | None = None


CAMPAIGNS: dict[str, Campaign] = {
    "simpan": Campaign("save", _unit, lambda taken, before, after: StoreProof(taken, before, "unit")),
    "simpan dengan checkpoint": Campaign(
        "save", _unit, lambda taken, before, after: StoreProof(taken, before, "unit"), pages=12
    ),
    "gabung": Campaign("merge", _small_pair, lambda taken, before, after: MergeProof(taken, before)),
    "ekspor": Campaign("export", _small_pair, ExportProof),
    "pendirian": Campaign("found", _nothing, lambda taken, before, after: FoundingProof(taken)),
    "migrasi": Campaign("migrate", _unit, lambda taken, before, after: MigrationProof(taken, before)),
    "cadangan": Campaign("deed:cadangkan", _unit, lambda taken, before, after: ContainerProof(taken, before)),
    "pemulihan": Campaign("deed:pulihkan", make_backup, RestoreProof),
    "kata sandi": Campaign("deed:ganti kata sandi", _accounts, password_proof),
    "kunci store": Campaign("deed:hapus akun", _accounts, rekey_proof),
    "ke kata sandi": Campaign("to_passwords", _unit, to_passwords_proof),
    "penghapusan": Campaign(
        "deed:hapus orang", make_person, lambda taken, before, after: StoreProof(taken, before, "unit")
    ),
    "bukti dukung": Campaign(
        "deed:tunjukkan bukti", make_person, lambda taken, before, after: StoreProof(taken, before, "unit")
    ),
    "salinan": Campaign("backup", _unit, lambda taken, before, after: CopyProof(taken, before, "salinan.db")),
}


@dataclass(frozen=True)
class Effort:
    """How much is tried: draws at each moment, at most so many states, until a time (monotonic seconds)."""

    draws: int
    most: int | None = None
    until: float | None = None
    seed: int = 1


def cut_power(name: str, effort: Effort, *, sync: str = "") -> Tally:
    """Record one operation anew and try states of it under both models."""
    campaign, scratch = CAMPAIGNS[name], scratch_folder()
    tally = Tally(name)
    try:
        taken, proof = _recorded(campaign, scratch, sync)
        for model in Model:
            tally.add(_go(taken, proof, model, name, effort, scratch))
    finally:
        shutil.rmtree(scratch)
    return tally


def _recorded(campaign: Campaign, scratch: Path, sync: str) -> tuple[Record, Prove]:
    before = scratch / "before"
    before.mkdir()
    campaign.make(before)
    # Recorded where its states will lie: an anchor in the settings knows the folder of its office.
    state = copy_world(before, scratch / "state")
    taken = record_job(campaign.job, state, sync=sync, pages=campaign.pages)
    after = scratch / "after"
    state.rename(after)
    return taken, campaign.proof(taken, before, after)


def _go(taken: Record, proof: Prove, model: Model, name: str, effort: Effort, scratch: Path) -> Tally:
    place = scratch / "state"
    with settings_in(place):
        return go_through(
            taken,
            proof,
            model,
            name=name,
            seed=effort.seed,
            draws=effort.draws,
            place=place,
            most=effort.most,
            until=effort.until,
        )


def cut_power_twice(effort: Effort, *, starts: int) -> Tally:
    """Cut the power while what a first cut left of a save is opened, checked and written to (A7)."""
    scratch, chance = scratch_folder(), random.Random(effort.seed)
    tally = Tally("pulih lalu padam lagi")
    try:
        campaign = CAMPAIGNS["simpan dengan checkpoint" if chance.random() < 0.5 else "simpan"]
        taken, _ = _recorded(campaign, scratch, "")
        for number in range(starts):
            before = scratch / f"before-{number}"
            _leave_a_cut(taken, chance, before)
            root = copy_world(before, scratch / "state")
            again = record_job("reopen", root)
            shutil.rmtree(root)
            # Opening repairs the copy that the proof looks at, so it gets one of its own.
            proof = StoreProof(again, copy_world(before, scratch / f"first-{number}"), "unit")
            for model in Model:
                more = replace(effort, seed=chance.randrange(1 << 30))
                tally.add(_go(again, proof, model, tally.name, more, scratch))
    finally:
        shutil.rmtree(scratch)
    return tally


def _leave_a_cut(taken: Record, chance: random.Random, place: Path) -> None:
    """Lay out one state of a record at a random moment."""
    disk = Disk(taken, Model.HARSH)
    moments = [number for number, event in enumerate(taken.events) if event.kind == "write"]
    for _ in range(chance.choice(moments) + 1):
        disk.step()
    put(chance.choice(list(disk.crashes(chance, 4, set()))), place)


def lie_about_flush(effort: Effort) -> tuple[Tally, int]:
    """Cut the power over a disk that lies about most syncs of the write-ahead log (A15).

    Only the sync before a checkpoint is true. Returns the tally, in which a state that merely lacks acknowledged
    work is no loss, and how many did lack some.
    """
    scratch = scratch_folder()
    try:
        taken, _ = _recorded(CAMPAIGNS["simpan dengan checkpoint"], scratch, "")
        lying = Record(taken.start, _without_syncs(taken.events, random.Random(effort.seed)), taken.code)
        proof = ForgettingProof(lying, scratch / "before", "unit")
        tally = Tally("media berbohong soal flush")
        for model in Model:
            tally.add(_go(lying, proof, model, tally.name, effort, scratch))
    finally:
        shutil.rmtree(scratch)
    return tally, proof.behind


def _without_syncs(events: list[Event], chance: random.Random) -> list[Event]:
    """Leave out four of five syncs of the log, but not the one before its frames are copied into the database.

    Nor that of its new header: without it a checkpoint would not have been safe after all.
    """
    logs = {event.node for event in events if event.kind == "link" and event.name.endswith("-wal")}
    kept: list[Event] = []
    for number, event in enumerate(events):
        if event.kind == "sync" and event.node in logs and chance.random() < 0.8:
            last = next(one for one in reversed(events[:number]) if one.kind == "write")
            following = next((one for one in events[number + 1 :] if one.kind in ("write", "unlink")), event)
            if (last.node != event.node or last.offset) and following.kind == "write" and following.node in logs:
                continue
        kept.append(event)
    return kept
