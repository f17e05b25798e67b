"""How a child process takes its one line of instructions without leaving a copy of it in its memory.

In the program a password and a name come through fields of the window, never as one long text; what the reading of
such a text leaves behind would be found in place of what the program leaves.
"""

from __future__ import annotations

import sys
from io import RawIOBase
from typing import cast

import msgspec

_MOST = 64 * 1024


def read_instructions() -> dict[str, str]:
    """Return what the JSON line on stdin says; the line itself is overwritten."""
    source = cast(RawIOBase, sys.stdin.buffer.raw)  # type: ignore[attr-defined]
    line = bytearray(_MOST)
    with memoryview(line) as view:
        end = 0
        while not line.endswith(b"\n", 0, end):
            got = source.readinto(view[end:])
            if not got:
                raise EOFError
            end += got
        job = msgspec.json.decode(view[:end], type=dict[str, str])
        view[:] = bytes(_MOST)
    return job
