"""Flips bits of files, cuts them short, fills them with zeros, and asks whether it is noticed or harmless by proof.

``python -m tests.faults.bit_flips --flips N --seed S`` prints one JSON line. What is damaged: the store, a bundle, a
backup, a slot file, an anchor.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from db import StoreError
from db.driver import translated
from desktop_app.domain.errors import LuringError
from desktop_app.exchange.container import prove_parts, read_container
from desktop_app.services.jangkar import BERKAS_JANGKAR
from desktop_app.services.kantor import BERKAS_STORE
from desktop_app.services.masuk import inspect_bundle
from desktop_app.services.pintu import masuk
from desktop_app.vault import waits
from tests.faults.crash_key_proofs import quick_passwords
from tests.faults.crash_states import open_raw, settings_in
from tests.faults.fault_world import clock, content_hash, open_home, scratch_folder, store_key
from tests.faults.user_deeds import SANDI, facts, make_world

Damage = Callable[[bytes, random.Random], bytes]


@dataclass
class Flips:
    """What came of the flips of one kind of file: noticed, harmless (the same content came out), silent."""

    noticed: int = 0
    harmless: int = 0
    silent: list[str] = field(default_factory=list)
    seconds: float = 0.0


def damage(data: bytes, chance: random.Random) -> tuple[bytes, str]:
    """Return damaged bytes and what was done to them: mostly one bit, else a cut, zeros, a repeated sector."""
    way = chance.random()
    changed = bytearray(data)
    at = chance.randrange(len(changed))
    if way < 0.8:
        bit = chance.randrange(8)
        changed[at] ^= 1 << bit
        return bytes(changed), f"bit {bit} of byte {at}"
    if way < 0.9:
        return bytes(changed[:at]), f"cut at {at}"
    length = min(chance.choice((1, 16, 512, 4096)), len(changed) - at)
    if way < 0.95:
        changed[at : at + length] = bytes(length)
        return bytes(changed), f"{length} zeros at {at}"
    other = chance.randrange(len(changed) - length + 1)
    changed[at : at + length] = data[other : other + length]
    return bytes(changed), f"{length} bytes of {other} at {at}"


class Files:
    """One prepared world and the questions that are asked of a damaged file in it."""

    def __init__(self, root: Path) -> None:
        make_world(root)
        self.root = root
        self._key = store_key(root / "unit")
        with open_raw(root / "unit", self._key) as store:
            self._content = content_hash(store)
        names = facts(root)
        self.paths: dict[str, Path] = {
            "basis data": root / "unit" / BERKAS_STORE,
            "paket": root / "stick" / names["paket"],
            "cadangan": root / "unit" / "cadangan" / names["cadangan"],
            "slot kunci": root / "akun" / "slot-1.json",
            "jangkar": root / "unit" / BERKAS_JANGKAR[0],
        }
        self._work = root.parent / "rusak"

    def ask(self, kind: str, data: bytes) -> str:
        """Return ``noticed``, ``harmless`` or what went wrong, for these bytes in the place of a file."""
        shutil.rmtree(self._work, ignore_errors=True)
        return {
            "basis data": self._store,
            "paket": self._bundle,
            "cadangan": self._backup,
            "slot kunci": self._slot,
            "jangkar": self._anchor,
        }[kind](data)

    def _store(self, data: bytes) -> str:
        """The program opens the file, and the check looks at it; a file that passes both holds what it held."""
        self._work.mkdir()
        (self._work / BERKAS_STORE).write_bytes(data)
        try:
            with open_raw(self._work, self._key) as store, translated():
                if store.check(deep=True):
                    return "noticed"
                return "harmless" if content_hash(store) == self._content else "another content passes the check"
        except StoreError:
            return "noticed"

    def _bundle(self, data: bytes) -> str:
        self._work.mkdir()
        path = self._work / "paket.skpb"
        path.write_bytes(data)
        kantor = open_home(self.root / "kabupaten")
        try:
            inspect_bundle(kantor, path)
        except LuringError:
            return "noticed"
        finally:
            kantor.close()
        return "another bundle is taken"

    def _backup(self, data: bytes) -> str:
        self._work.mkdir()
        path = self._work / "satu.skpc"
        path.write_bytes(data)
        try:
            prove_parts(read_container(path))
        except LuringError:
            return "noticed"
        return "another backup is taken"

    def _slot(self, data: bytes) -> str:
        """The other slot file says the same: the person enters all the same, and the office is the same."""
        shutil.copytree(self.root / "akun", self._work)
        (self._work / "slot-1.json").write_bytes(data)
        waits._UNTIL.clear()
        try:
            with quick_passwords():
                masuk(self._work, facts(self.root)["admin"], SANDI, jam=clock).close()
        except LuringError as error:
            # Damage is mended from the other file; what looks weakened or newer on purpose may be refused.
            return "noticed" if error.code.startswith("slots_") else f"locked out: {error.code}"
        return "harmless"

    def _anchor(self, data: bytes) -> str:
        shutil.copytree(self.root / "unit", self._work)
        (self._work / BERKAS_JANGKAR[0]).write_bytes(data)
        try:
            kantor = open_home(self._work)
        except LuringError as error:
            return f"locked out by an anchor: {error.code}"
        with kantor.store as store:
            # A new epoch at worst; not one revision of anybody may be touched by it.
            return "harmless" if not store.check(deep=False) else "unsound"


def flip(flips: int, seed: int, kinds: tuple[str, ...] = (), seconds: float | None = None) -> dict[str, Flips]:
    """Damage each kind of file in turn, ``flips`` times in all, and return what came of it."""
    scratch, chance = scratch_folder(), random.Random(seed)
    found: dict[str, Flips] = {}
    try:
        with settings_in(scratch / "settings"):
            files = Files(scratch / "dunia")
            chosen = kinds or tuple(files.paths)
            whole = {kind: files.paths[kind].read_bytes() for kind in chosen}
            for kind in chosen:
                if (answer := files.ask(kind, whole[kind])) not in ("harmless", SAME[kind]):
                    raise RuntimeError(f"{kind} is not sound to begin with: {answer}")
            until = None if seconds is None else time.monotonic() + seconds
            for number in range(flips):
                kind = chosen[number % len(chosen)]
                started = time.monotonic()
                tally = found.setdefault(kind, Flips())
                data, what = damage(whole[kind], chance)
                answer = "harmless" if data == whole[kind] else files.ask(kind, data)
                if answer == "noticed":
                    tally.noticed += 1
                elif answer == "harmless":
                    tally.harmless += 1
                else:
                    tally.silent.append(f"{kind}, {what}: {answer}")
                tally.seconds += time.monotonic() - started
                if until is not None and time.monotonic() > until:
                    break
    finally:
        shutil.rmtree(scratch)
    return found


SAME = {
    "basis data": "harmless",
    "paket": "another bundle is taken",
    "cadangan": "another backup is taken",
    "slot kunci": "harmless",
    "jangkar": "harmless",
}
"""What the untouched file answers."""


def main() -> int:
    """Read the arguments, flip, print one line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float)
    options = parser.parse_args()
    found = flip(options.flips, options.seed, seconds=options.seconds)
    print(json.dumps({kind: tally.__dict__ for kind, tally in found.items()}), flush=True)
    return 1 if any(tally.silent for tally in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
