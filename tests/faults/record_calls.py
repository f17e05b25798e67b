"""Records what a program does to a folder: its writes, syncs and changes of names, in their order, with strace.

The record is a list of ``Event`` over inodes and folders of a ``Tree``, from which ``disk_model`` builds what a disk
may hold after a power cut. What the recorded program wants to say meanwhile (a save was acknowledged) it writes to
a file outside the folder, so that it stands in the same stream at its right place.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.faults.trace_reader import Event, TraceReader, Tree

CALLS = (
    "openat,open,creat,write,pwrite64,writev,pwritev,lseek,ftruncate,truncate,fallocate,fsync,fdatasync,rename,"
    "renameat,renameat2,unlink,unlinkat,link,linkat,symlink,symlinkat,mkdir,mkdirat,rmdir,sendfile,copy_file_range,"
    "mmap,chdir,fchdir,clone,clone3,fork,vfork,close,dup,dup2,dup3"
)


@dataclass
class Record:
    """The tree before the program started, and what it did."""

    start: Tree
    events: list[Event]
    code: int


def strace_works() -> bool:
    """Say whether programs can be traced here; some containers forbid it."""
    return _strace_works()


@lru_cache(maxsize=1)
def _strace_works() -> bool:
    if shutil.which("strace") is None:
        return False
    probe = subprocess.run(["strace", "-f", "-o", os.devnull, "true"], capture_output=True, check=False)
    return probe.returncode == 0


def read_tree(root: Path) -> Tree:
    """Read a folder from the disk, all of it taken to be durable."""
    tree = Tree()

    def walk(folder: Path, node: int) -> None:
        for entry in sorted(folder.iterdir()):
            number = tree.new()
            tree.folders[node][entry.name] = number
            if entry.is_dir():
                tree.folders[number] = {}
                walk(entry, number)
            else:
                tree.files[number] = entry.read_bytes()

    walk(root, 0)
    return tree


def record(command: Sequence[str], root: Path, said: Path, *, env: Mapping[str, str] | None = None) -> Record:
    """Run ``command`` and return what it did below ``root``; what it writes to ``said`` becomes events ``say``.

    Raises ``RuntimeError`` when a call cannot be followed, so that nothing is left out in silence.
    """
    root = root.resolve()
    start = read_tree(root)
    log = said.with_name(said.name + ".strace")
    said.touch()
    run = subprocess.run(
        [
            "strace",
            "-f",
            "-y",
            "-xx",
            "-s",
            "40000000",
            "--seccomp-bpf",
            "-e",
            f"trace={CALLS}",
            "-o",
            str(log),
            *command,
        ],
        env=dict(env) if env is not None else None,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    reader = TraceReader(root, said.resolve(), start)
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            reader.take(line)
    log.unlink()
    return Record(start, reader.events, run.returncode)


if __name__ == "__main__":
    for event in record(sys.argv[3:], Path(sys.argv[1]), Path(sys.argv[2])).events:
        print(event.kind, event.node, event.offset, len(event.data), event.folder, event.name, event.name_to)
