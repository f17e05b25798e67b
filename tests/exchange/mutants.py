"""The long run of mutants: ``python -m tests.exchange.mutants --count 100000 --jobs 2 --seed 1 --out REPORT.json``.

Each frozen bundle is changed at one layer, everything above made anew with real keys, and given to the real verifier
and to the independent one. Counted are false accepts (accepted although a signature forbids it, or the independent
verifier refuses it, or reads another meaning), false refusals, crashes, refusals slower than five seconds, and memory.
The report is written every thousand mutants; a run that was cut off goes on where it stopped. Files of every fault
are kept beside the report.

The child process that unseals is forked from this one instead of being started anew, which is its only difference.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from desktop_app.exchange import UnsealerPool, worker
from desktop_app.exchange.unsealer import Child
from tests import independent_verifier, independent_zstd
from tests.exchange.both import PAIRS, Answer, ask_program, ask_verifier, golden
from tests.exchange.mutations import Mutant, mutate

SECONDS = 5.0
MEMORY = 300 * 1024 * 1024
STEP = 1000


class _Process:
    """A forked child as the program's own class of a child sees it."""

    def __init__(self) -> None:
        orders, self._into = os.pipe()
        self._out, answers = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.dup2(orders, 0)
            os.dup2(answers, 1)
            os.closerange(3, 256)
            # The memory of the parent that is only shared is not this child's.
            os._exit(worker.main())
        os.close(orders)
        os.close(answers)
        self.stdin: IO[bytes] = os.fdopen(self._into, "wb")
        self.stdout: IO[bytes] = os.fdopen(self._out, "rb")
        self._over = False

    def poll(self) -> int | None:
        """Tell whether it has ended."""
        if not self._over and os.waitpid(self.pid, os.WNOHANG)[0]:
            self._over = True
        return 0 if self._over else None

    def kill(self) -> None:
        """End it."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def reap(self) -> None:
        """End it and close its pipes."""
        self.kill()
        if not self._over:
            os.waitpid(self.pid, 0)
            self._over = True
        for pipe in (self.stdin, self.stdout):
            with contextlib.suppress(OSError):
                pipe.close()


class ForkedChild(Child):
    """The program's child, forked."""

    def __init__(self) -> None:
        self.process = _Process()  # type: ignore[assignment]
        self._is_ready = False

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.process.reap()  # type: ignore[attr-defined]


class ForkPool(UnsealerPool):
    """Gives children that are forked."""

    def take(self) -> Child:
        """Return a child that waits for a task."""
        while self._idle:
            child = self._idle.pop()
            if child.process.poll() is None:
                return child
            child.end()
        return ForkedChild()


def quick_pool() -> UnsealerPool:
    """Return a pool of forked children, or of the program's own where a platform cannot fork."""
    return ForkPool() if hasattr(os, "fork") else UnsealerPool()


def largest_process() -> int:
    """Return the bytes that this process or the largest child of its life has needed; 0 where nobody tells."""
    try:
        import resource
    except ImportError:
        return 0
    sizes = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return max(sizes) * (1 if sys.platform == "darwin" else 1024)


class Tally:
    """What a share of the run has counted."""

    def __init__(self) -> None:
        self.layers: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.examples: list[dict[str, Any]] = []
        self.slowest = 0.0
        self.memory = 0

    def as_json(self) -> dict[str, Any]:
        """Return the counts as plain values."""
        return {
            "layers": dict(self.layers),
            "codes": dict(self.codes),
            "faults": dict(self.faults),
            "examples": self.examples[:50],
            "slowest_refusal_seconds": round(self.slowest, 3),
            "largest_process_bytes": self.memory,
        }

    def add(self, other: dict[str, Any]) -> None:
        """Add what another share has counted."""
        for name in ("layers", "codes", "faults"):
            getattr(self, name).update(other[name])
        self.examples += other["examples"]
        self.slowest = max(self.slowest, other["slowest_refusal_seconds"])
        self.memory = max(self.memory, other["largest_process_bytes"])


def fault_of(mutant: Mutant, original: bytes, program: Answer, verifier: Answer) -> str:
    """Name what is wrong with an answer to a mutant, "" where nothing is."""
    if program.code:
        return "" if verifier.code else "false refusal"
    if mutant.sealed and mutant.data != original:
        return "false accept"
    if verifier.code:
        return "false accept"
    return "" if program.meaning == verifier.meaning else "other meaning"


def originals() -> frozenset[bytes]:
    """Return the frozen bundles themselves: a change that changed nothing is accepted, of course."""
    return frozenset(golden(release, kind)[0] for release in PAIRS for kind in ("up", "return"))


def run(seed: int, first: int, stop: int, keep: Path | None = None) -> dict[str, Any]:
    """Run the mutants from ``first`` up to ``stop`` in this process and return what was counted."""
    tally, unchanged, before = Tally(), originals(), largest_process()
    independent_verifier.decompress = lru_cache(maxsize=64)(independent_zstd.decompress)
    with tempfile.TemporaryDirectory() as folder, quick_pool() as pool:
        path = Path(folder) / "mutan.skpb"
        for number in range(first, stop):
            fault, layer, answers = "", "?", (Answer("?"), Answer("?"))
            data = b""
            try:
                mutant = mutate(seed, number)
                layer, data = mutant.layer, mutant.data
                path.write_bytes(data)
                began = time.monotonic()
                program = ask_program(path, mutant.context, pool)
                taken = time.monotonic() - began
                answers = (program, ask_verifier(data, mutant.context))
                original = data if data in unchanged else b""
                fault = fault_of(mutant, original, *answers)
                if program.code:
                    tally.slowest = max(tally.slowest, taken)
                    if taken > SECONDS:
                        fault = fault or "slow"
                tally.codes[program.code or "accepted"] += 1
            except Exception:
                fault = "crash"
                answers = (Answer(traceback.format_exc()[-1500:]), Answer(""))
            tally.layers[layer] += 1
            if fault:
                tally.faults[fault] += 1
                said = [one.code for one in answers]
                tally.examples.append({"number": number, "layer": layer, "fault": fault, "said": said})
                if keep is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{seed}-{number}.skpb").write_bytes(data)
    tally.memory = largest_process()
    # A process that ran other tests before may have needed more than that by itself: then what came on top counts.
    if tally.memory > MEMORY and tally.memory - before > MEMORY // 4:
        tally.faults["memory"] += 1
    return tally.as_json()


def _share(task: tuple[int, int, int, str]) -> tuple[int, dict[str, Any]]:
    seed, first, stop, keep = task
    return first, run(seed, first, stop, Path(keep) if keep else None)


def _tasks(seed: int, count: int, done: set[int], keep: str) -> Iterator[tuple[int, int, int, str]]:
    for first in range(0, count, STEP):
        if first not in done:
            yield seed, first, min(count, first + STEP), keep


def main() -> int:
    """Run, write the report after every share, and return 1 where anything was at fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("mutants.json"))
    told = parser.parse_args()
    shares: dict[str, dict[str, Any]] = {}
    if told.out.exists():
        before = json.loads(told.out.read_text(encoding="utf-8"))
        if (before["seed"], before["count"]) == (told.seed, told.count):
            shares = before["shares"]
    keep = str(told.out.with_suffix(""))
    began, done = time.monotonic(), {int(one) for one in shares}
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(told.jobs, maxtasksperchild=10) as pool:
        for first, counted in pool.imap_unordered(_share, _tasks(told.seed, told.count, done, keep)):
            shares[str(first)] = counted
            _write(told, shares, time.monotonic() - began)
    report = _write(told, shares, time.monotonic() - began)
    print(json.dumps({name: report[name] for name in ("mutants", "faults", "largest_process_bytes")}))
    return 1 if report["faults"] else 0


def _write(told: argparse.Namespace, shares: dict[str, dict[str, Any]], seconds: float) -> dict[str, Any]:
    tally = Tally()
    for one in shares.values():
        tally.add(one)
    report = {"seed": told.seed, "count": told.count, "mutants": sum(tally.layers.values()), **tally.as_json()}
    report |= {"seconds": round(seconds), "shares": shares}
    part = told.out.with_suffix(".part")
    part.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    part.replace(told.out)
    return report


if __name__ == "__main__":
    raise SystemExit(main())
