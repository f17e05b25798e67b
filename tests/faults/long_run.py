"""The long numbers of the fault tests: ``python3 dev.py faults [--share X] [--minutes M] [--seed S]``.

Prints a table (gate, operation, how many, losses, seconds) and ends with 1 when anything was lost. ``--share 1`` is a
night: a million crash states, ten thousand kills, every failing call, ten thousand flips. ``--minutes`` shares the time
out instead. Nothing is written outside a scratch folder. What is counted: docs/spec/faults.md.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

NIGHT = {
    "simpan": 250_000,
    "simpan dengan checkpoint": 250_000,
    "gabung": 110_000,
    "ekspor": 90_000,
    "pendirian": 70_000,
    "migrasi": 15_000,
    "salinan": 15_000,
    "cadangan": 45_000,
    "penghapusan": 15_000,
    "pemulihan": 50_000,
    "kata sandi": 20_000,
    "kunci store": 10_000,
    "ke kata sandi": 10_000,
    "pulih lalu padam lagi": 50_000,
    "media berbohong soal flush": 20_000,
}
KILLS, FLIPS = 4_000, 10_000
"""Kills of each of the three loops; flips over all kinds of files."""
KILL_TESTS = ("tests/faults/test_kill.py", "tests/faults/test_kill_keys.py")
TIME = {"cuts": 0.5, "kills": 0.1, "calls": 0.3, "flips": 0.1}
"""Shares of ``--minutes``."""
ROUND = 200
"""About so many states of each model in one round against the clock."""
WORKERS = max(1, min(8, os.cpu_count() or 1))


@dataclass
class Line:
    """One line of the table."""

    gate: str
    operation: str
    count: int
    losses: list[str] = field(default_factory=list)
    seconds: float = 0.0
    remark: str = ""


def _python(arguments: Sequence[str], **more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **more}
    return subprocess.run([sys.executable, *arguments], env=env, cwd=ROOT, capture_output=True, text=True, check=False)


def _json_of(run: subprocess.CompletedProcess[str]) -> Any:
    try:
        return json.loads(run.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError):
        raise RuntimeError(f"ended with {run.returncode}:\n{run.stderr[-3000:]}") from None


def cuts(name: str, states: int, seconds: float | None, seed: int) -> dict[str, Any]:
    """Go through crash states of one operation, recorded anew again and again, until there are so many."""
    from tests.faults.crash_campaigns import Effort, cut_power, cut_power_twice, lie_about_flush
    from tests.faults.crash_states import Tally

    tally, behind = Tally(name), 0
    until = None if seconds is None else time.monotonic() + seconds
    while tally.states < states and (until is None or time.monotonic() < until):
        seed += 1
        # Against the clock every round goes over the whole record, thinly, so that its end is tried as well.
        most = ROUND if until is not None else max(ROUND, (states - tally.states) // 2)
        effort = Effort(draws=8 if until is None else 2, most=most, until=until, seed=seed)
        if name == "pulih lalu padam lagi":
            tally.add(cut_power_twice(Effort(4, 400, until, seed), starts=4))
        elif name == "media berbohong soal flush":
            more, late = lie_about_flush(effort)
            tally.add(more)
            behind += late
        else:
            tally.add(cut_power(name, effort))
    return {"count": tally.states, "losses": tally.losses, "seconds": tally.seconds, "behind": behind}


def injections(stride: int, seconds: float | None = None) -> dict[str, Any]:
    """Try every ``stride``-th failing call in two processes at once and return both reports as one."""

    def shard(offset: int) -> dict[str, Any]:
        more = [] if seconds is None else ["--seconds", str(seconds)]
        command = ["-m", "tests.faults.failing_calls", "--stride", str(2 * stride), "--offset", str(offset)]
        return dict(_json_of(_python([*command, *more])))

    with ThreadPoolExecutor(2) as pool:
        one, two = pool.map(shard, (0, stride))
    deeds = {**one["by_deed"]}
    for name, count in two["by_deed"].items():
        deeds[name] = deeds.get(name, 0) + count
    return {
        "cases": one["cases"] + two["cases"],
        "possible": max(one["possible"], two["possible"]),
        "refused": one["refused"] + two["refused"],
        "losses": one["losses"] + two["losses"],
        "seconds": one["seconds"] + two["seconds"],
        "by_deed": deeds,
    }


def kills(count: int, scratch: Path) -> list[Line]:
    """Run the kill loops with so many kills each for saves, merges, and all other deeds together."""
    started = time.monotonic()
    run = _python(
        ["-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={scratch / 'kill'}", *KILL_TESTS],
        SKP_KILLS=str(count),
    )
    losses = [] if run.returncode == 0 else [run.stdout[-2000:] + run.stderr[-500:]]
    return [
        Line(
            "G2 kill -9",
            "simpan, gabung, cadangan, pemulihan, sandi, kunci",
            3 * count,
            losses,
            time.monotonic() - started,
        )
    ]


def flips(count: int, seconds: float | None, seed: int) -> list[Line]:
    """Flip bits of every kind of file."""
    more = [] if seconds is None else ["--seconds", str(seconds)]
    found = _json_of(_python(["-m", "tests.faults.bit_flips", "--flips", str(count), "--seed", str(seed), *more]))
    return [
        Line(
            "G4 bit rot",
            kind,
            one["noticed"] + one["harmless"] + len(one["silent"]),
            one["silent"],
            one["seconds"],
            f"{one['noticed']} ketahuan, {one['harmless']} tanpa akibat",
        )
        for kind, one in found.items()
    ]


def _cut_lines(name: str, states: int, seconds: float | None, seed: int) -> list[Line]:
    job = json.dumps([name, states, seconds, seed])
    found = _json_of(_python([str(Path(__file__)), "--one", job]))
    remark = f"{found['behind']} keadaan mundur" if found["behind"] else ""
    return [Line("G1 power cut", name, found["count"], found["losses"], found["seconds"], remark)]


def _call_lines(stride: int, seconds: float | None) -> list[Line]:
    found = injections(stride, seconds)
    remark = f"dari {found['possible']}; {found['refused']} kali ditolak dengan kalimat"
    deeds = f"{len(found['by_deed'])} perbuatan"
    return [Line("G3 failing I/O", deeds, found["cases"], found["losses"], found["seconds"], remark)]


def _exchange_lines(share: float, seconds: float | None, seed: int) -> list[Line]:
    more = ["--share", str(share)] if seconds is None else ["--seconds", str(seconds)]
    found = _json_of(_python(["-m", "tests.faults.exchange_calls", "--seed", str(seed), *more]))
    ends = found["ends"]
    remark = f"dari {found['possible']}; {ends.get('error', 0)} ditolak dengan kalimat, "
    remark += f"{ends.get('killed', 0)} dimatikan, {ends.get('ok', 0)} tanpa akibat"
    deeds = f"pertukaran: {len(found['by_deed'])} perbuatan"
    return [Line("G3 failing I/O", deeds, found["cases"], found["losses"], found["seconds"], remark)]


def run_all(share: float, minutes: float | None, seed: int, scratch: Path, only: Sequence[str]) -> list[Line]:
    """Run every part, as many at a time as there are cores, and return the table."""

    def allowed(part: str, jobs: int) -> float | None:
        whole = sum(TIME[name] for name in only)
        return None if minutes is None else minutes * 60 * TIME[part] / whole * WORKERS / jobs

    parts: list[tuple[str, Callable[[], list[Line]]]] = []
    for name, states in NIGHT.items():
        # With a time the slow ones get as much of it as the fast ones, so that none goes short.
        seconds = allowed("cuts", len(NIGHT))
        wanted = states if minutes is not None else max(200, round(states * share))
        parts.append(("cuts", lambda n=name, w=wanted, s=seconds: _cut_lines(n, w, s, seed)))  # type: ignore[misc]
    # One kill of each loop with its checks takes about two seconds.
    kill_time = allowed("kills", 1) if "kills" in only else None
    killed = round(KILLS * share) if kill_time is None else round(kill_time / 2)
    parts.append(("kills", lambda: kills(max(20, killed), scratch)))
    flip_time = allowed("flips", 1) if "flips" in only else None
    parts.append(("flips", lambda: flips(FLIPS if flip_time else max(100, round(FLIPS * share)), flip_time, seed)))
    call_time = allowed("calls", 3) if "calls" in only else None
    stride = max(1, round(1 / share)) | 1 if call_time is None else (1 if call_time > 3600 else 7)
    parts.append(("calls", lambda: _call_lines(stride, call_time)))
    parts.append(("calls", lambda: _exchange_lines(min(1.0, share), call_time, seed)))
    chosen = [part for name, part in parts if name in only]
    lines: list[Line] = []
    with ThreadPoolExecutor(WORKERS) as pool:
        for number, found in enumerate(pool.map(lambda part: part(), chosen), start=1):
            lines += found
            for line in found:
                said = f"  [{number}/{len(chosen)}] {line.gate} · {line.operation}: {line.count}"
                print(said, file=sys.stderr, flush=True)
    return sorted(lines, key=lambda line: line.gate)


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def show(lines: Sequence[Line]) -> None:
    """Print the table and the first losses."""
    print("| Gate | Operasi | Jumlah | Hilang | Detik | Catatan |")
    print("|---|---|---:|---:|---:|---|")
    for line in lines:
        number = f"{line.count:,}".replace(",", ".")
        print(
            f"| {line.gate} | {line.operation} | {number} | {len(line.losses)} | {line.seconds:.0f} | {line.remark} |"
        )
    for gate in dict.fromkeys(line.gate for line in lines):
        mine = [line for line in lines if line.gate == gate]
        number = _dotted(sum(line.count for line in mine))
        print(f"| **{gate}** | **jumlah** | **{number}** | **{sum(len(line.losses) for line in mine)}** | | |")
    for loss in [loss for line in lines for loss in line.losses][:40]:
        print("  HILANG:", loss)


def main(arguments: Sequence[str]) -> int:
    """Read the arguments, run, print; 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="dev.py faults", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--share", type=float, default=1.0, help="bagian dari angka semalam, misalnya 0.02")
    parser.add_argument("--minutes", type=float, help="bagikan waktu ini, berapa pun jumlah yang tercapai")
    parser.add_argument("--seed", type=int, default=20261201)
    parser.add_argument("--part", action="append", choices=sorted(TIME), help="hanya bagian ini (boleh berulang)")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(cuts(*json.loads(options.one))), flush=True)
        return 0
    from tests.faults.call_failer import can_fail_calls
    from tests.faults.record_calls import strace_works

    if not strace_works() or not can_fail_calls():
        print("Perlu Linux dengan strace dan izin melacak proses sendiri.", file=sys.stderr)
        return 2
    scratch = Path(tempfile.mkdtemp(prefix="skp-gangguan-"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = str(scratch / name.lower())
    started = time.monotonic()
    try:
        lines = run_all(options.share, options.minutes, options.seed, scratch, options.part or tuple(TIME))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    show(lines)
    print(f"\n{time.monotonic() - started:.0f} detik, {WORKERS} proses, benih {options.seed}.")
    return 1 if any(line.losses for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
