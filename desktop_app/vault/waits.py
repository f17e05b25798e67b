"""Waits after wrong passwords: 1, 2, 4 … 900 seconds, never a lock for ever.

How often somebody failed is kept in ``tunggu.json`` beside the slots; how long is still to wait is measured by the
monotonic clock, which no change of date or time moves. After a restart the wait begins anew.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from desktop_app.domain.errors import SystemProblem
from desktop_app.vault.slotfile import replace_file

WAIT_FILE: Final = "tunggu.json"
LONGEST: Final = 900
_SIZE_MAX: Final = 256 * 1024
_UNTIL: Final[dict[tuple[str, str], tuple[int, float]]] = {}
"""Of (folder, account): how many failures the wait is for, and the monotonic time at which it ends."""


class _Kept(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    failures: dict[str, int]


def wait_after(failures: int) -> int:
    """Return the seconds to wait after so many failures in a row."""
    return 0 if failures < 1 else min(LONGEST, 2 ** min(failures - 1, 20))


class Waits:
    """The waits of one office; ``clock`` is monotonic."""

    def __init__(self, home: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._home = home.absolute()
        self._clock = clock

    def remaining(self, akun_id: str) -> int:
        """Return the whole seconds that ``akun_id`` still waits; the first look after a start begins the wait."""
        failures = self._failures().get(akun_id, 0)
        known = _UNTIL.get(self._place(akun_id))
        # The file can be edited while the program runs; the longer of both counts until it ends.
        if failures and (known is None or known[0] < failures):
            known = self._begin(akun_id, failures)
        if known is None:
            return 0
        return max(0, math.ceil(known[1] - self._clock()))

    def failures(self, akun_id: str) -> int:
        """Return how many wrong passwords in a row were given for ``akun_id``."""
        return max(self._failures().get(akun_id, 0), _UNTIL.get(self._place(akun_id), (0, 0.0))[0])

    def fail(self, akun_id: str) -> int:
        """Count a wrong password, durably, and return the seconds to wait from now on."""
        failures = self.failures(akun_id) + 1
        self._begin(akun_id, failures)
        self._keep(akun_id, failures)
        return wait_after(failures)

    def clear(self, akun_id: str) -> None:
        """Forget the failures: the right password was given."""
        _UNTIL.pop(self._place(akun_id), None)
        if akun_id in self._failures():
            self._keep(akun_id, 0)

    def _begin(self, akun_id: str, failures: int) -> tuple[int, float]:
        begun = failures, self._clock() + wait_after(failures)
        _UNTIL[self._place(akun_id)] = begun
        return begun

    def _place(self, akun_id: str) -> tuple[str, str]:
        return str(self._home), akun_id

    def _failures(self) -> dict[str, int]:
        try:
            with (self._home / WAIT_FILE).open("rb") as file:
                kept = msgspec.json.decode(file.read(_SIZE_MAX), type=_Kept)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            # Whoever can damage this file could as well have taken the slots home; nobody is locked out for it.
            return {}
        return {one: min(count, 1000) for one, count in kept.failures.items() if count > 0}

    def _keep(self, akun_id: str, failures: int) -> None:
        kept = self._failures() | {akun_id: failures}
        data = msgspec.json.encode(_Kept(1, {one: count for one, count in kept.items() if count}))
        # A full disk must not turn a wrong password into a failure of the machine; this run still waits.
        with contextlib.suppress(SystemProblem):
            replace_file(self._home / WAIT_FILE, data)
