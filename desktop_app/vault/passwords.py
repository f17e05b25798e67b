"""From a password to a key: Argon2id, tuned to the computer at set-up and never below the floor.

Source: RFC 9106 section 4, OWASP Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane as the least); libsodium's
``crypto_pwhash`` with one lane.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from typing import Final

import msgspec
from nacl.pwhash import argon2id

from desktop_app.domain.errors import SystemProblem

SALT_SIZE: Final = argon2id.SALTBYTES
KEY_SIZE: Final = 32
SLOWEST: Final = 1.0
FASTEST: Final = 0.3
"""Seconds that one derivation should take on the computer on which it was set up."""
_MEMORY_STEPS: Final = (64 * 1024, 46 * 1024, 32 * 1024)
_PASSES_MAX: Final = 24


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one derivation costs: passes over the memory, and the memory in KiB."""

    passes: int
    memory_kib: int


FLOOR: Final = Cost(2, 19 * 1024)
"""Below this nothing is written and nothing is read."""
CEILING: Final = Cost(64, 1024 * 1024)
"""Above this a file is taken for damaged: no computer of ours would have been tuned to it."""


def check_cost(cost: Cost) -> None:
    """Raise ``SystemProblem``: ``slots_weakened`` below the floor, ``slots_damaged`` above the ceiling."""
    if cost.passes < FLOOR.passes or cost.memory_kib < FLOOR.memory_kib:
        raise SystemProblem("slots_weakened", lintasan=cost.passes, memori=cost.memory_kib)
    if cost.passes > CEILING.passes or cost.memory_kib > CEILING.memory_kib:
        raise SystemProblem("slots_damaged", rincian="cost")


def derive_key(sandi: str, salt: bytes, cost: Cost) -> bytes:
    """Return the 32 bytes that the password gives under this salt (16 bytes) and cost; raises as ``check_cost``.

    Letters that look the same count as the same (Unicode NFC), however the keyboard composes them.
    """
    check_cost(cost)
    text = unicodedata.normalize("NFC", sandi).encode("utf-8", "surrogatepass")
    try:
        return argon2id.kdf(KEY_SIZE, text, salt, opslimit=cost.passes, memlimit=cost.memory_kib * 1024)
    except (MemoryError, RuntimeError) as error:
        raise SystemProblem("kdf_out_of_memory", memori=cost.memory_kib // 1024) from error


def tune_cost(clock: Callable[[], float] = time.perf_counter) -> Cost:
    """Return the cost that makes one derivation take 0.3 to 1 second here; the floor where even that is slower.

    Memory first: it is what a thief's hardware has to pay for; the passes fill up the time.
    """
    for memory in _MEMORY_STEPS:
        least = Cost(2, memory)
        try:
            took = _time_of(least, clock)
        except SystemProblem:
            continue
        if took <= SLOWEST:
            passes = round(least.passes * (FASTEST + SLOWEST) / 2 / max(took, 1e-3))
            return Cost(max(least.passes, min(passes, _PASSES_MAX)), memory)
    return FLOOR


def _time_of(cost: Cost, clock: Callable[[], float]) -> float:
    start = clock()
    derive_key("ukuran", bytes(SALT_SIZE), cost)
    return clock() - start
