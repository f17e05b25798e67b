"""A guard for Python 3.11: the Qt binding gives back references of ``None``, ``True`` and ``False`` it never took.

PySide6 6.12 counts on these three being immortal, which they are from Python 3.12 on (PEP 683). On 3.11 each
signal that is emitted takes one reference from ``True`` and each call that returns ``None`` one from ``None``;
after a few hundred signals the interpreter ends with "deallocating True or False". The guard gives each of them
more references than any session can use up, before the first signal.
"""

from __future__ import annotations

import ctypes
import sys

RESERVE = 1 << 40


def hold_constants() -> None:
    """Make the three constants as good as immortal; on Python 3.12 and later they are, and nothing is done."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False):
        if sys.getrefcount(constant) < RESERVE:
            # The count is the first word of every object in a release build of CPython.
            count = ctypes.c_ssize_t.from_address(id(constant))
            count.value += RESERVE
