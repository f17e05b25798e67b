"""Whatever gaps freed memory left, nothing that was in them can be found afterwards."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECRET = b"\xa7" * 48
CHILD = """
import ctypes, random, sys
from desktop_app.vault.forgetting import forget_freed_memory
library = ctypes.PyDLL(None)
library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
library.free.argtypes = [ctypes.c_void_p]
chance = random.Random(int(sys.argv[1]))
blocks = []
for _ in range(9000):
    size = chance.choice((80, 216, 456, 1096, chance.randrange(64, 6000)))
    blocks.append((library.malloc(size), size))
    ctypes.memset(blocks[-1][0], 0xA7, size)
texts = [bytearray(b"\\xa7") * chance.randrange(48, 500) for _ in range(30000)]
for number, (block, size) in enumerate(blocks):
    if number % 3:
        library.free(block)
    else:
        ctypes.memset(block, 0, size)
for number, text in enumerate(texts):
    if number % 3:
        texts[number] = None
    else:
        text[:] = bytes(len(text))
del text
if sys.argv[2] == "forget":
    forget_freed_memory()
print("ready", flush=True)
sys.stdin.readline()
"""
TAKEN_AGAIN = """
import ctypes, sys
from desktop_app.vault.forgetting import forget_freed_memory, wipe_when_freed
library = ctypes.PyDLL(None)
library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
library.free.argtypes = [ctypes.c_void_p]
if sys.argv[2] == "wipe":
    wipe_when_freed()
sizes = [1100 + int(sys.argv[1]) * 16 + 16 * (number % 200) for number in range(2000)]
blocks = [library.malloc(size) for size in sizes]
walls = [library.malloc(2000) for size in sizes]
for block, size in zip(blocks, sizes):
    ctypes.memset(block, 0xA7, size)
for block in blocks:
    library.free(block)
kept = [library.malloc(size) for size in sizes]
forget_freed_memory()
print("ready", flush=True)
sys.stdin.readline()
"""
OF_AN_ENDED_THREAD = """
import ctypes, sys, threading
from desktop_app.vault.forgetting import forget_freed_memory, wipe_when_freed
library = ctypes.PyDLL(None)
library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
library.free.argtypes = [ctypes.c_void_p]
if sys.argv[2] == "wipe":
    wipe_when_freed()
def work():
    sizes = [80 + int(sys.argv[1]) * 16 + 16 * (number % 200) for number in range(3000)]
    blocks = [library.malloc(size) for size in sizes]
    for block, size in zip(blocks, sizes):
        ctypes.memset(block, 0xA7, size)
    for block in blocks:
        library.free(block)
thread = threading.Thread(target=work)
thread.start()
thread.join()
forget_freed_memory()
print("ready", flush=True)
sys.stdin.readline()
"""


def found_in_child(seed: int, act: str, program: str = CHILD) -> int:
    """Return how often the secret stands in the memory of a process that has freed it."""
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(seed), act],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "ready"
    count = 0
    with Path(f"/proc/{child.pid}/maps").open() as maps, Path(f"/proc/{child.pid}/mem").open("rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if "w" in rights and "[v" not in line:
                first, last = (int(one, 16) for one in span.split("-"))
                memory.seek(first)
                count += memory.read(last - first).count(SECRET)
    child.communicate("\n", timeout=60)
    return count


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the memory of a child through /proc")
@pytest.mark.parametrize("seed", [1, 2])
def test_that_nothing_freed_is_found_whatever_the_gaps(seed: int) -> None:
    assert found_in_child(seed, "leave") > 1000
    assert found_in_child(seed, "forget") == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the memory of a child through /proc")
@pytest.mark.parametrize("program", [TAKEN_AGAIN, OF_AN_ENDED_THREAD], ids=["taken again unfilled", "ended thread"])
def test_that_nothing_is_found_where_no_later_sweep_comes(program: str) -> None:
    assert found_in_child(3, "leave", program) > 1000
    assert found_in_child(3, "wipe", program) == 0
