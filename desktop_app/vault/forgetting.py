"""Best effort to leave no secret in the memory of a locked program.

Python frees memory without wiping it. After everything that held a key or a name has been dropped, the freed blocks are
overwritten by taking them all once more, and what the C library holds free is given back to the system. What somebody
still refers to stays; a test searches the memory of a locked process (tests/secrets).
"""

from __future__ import annotations

import ctypes
import gc
import sys

SMALL = 512
"""Python's own allocator serves requests up to so many bytes, in steps of 16 (CPython, Objects/obmalloc.c)."""
_STEP = 16
_HEAD = sys.getsizeof(b"")
_BLOCKS = 20_000
"""Blocks of each small size that are taken: more than a working day leaves free of one size."""
_C_SIZES = range(24, 1072, 16)
_C_BLOCKS = 400
"""Sizes for which the C library keeps lists of free blocks, and how many it is asked for (glibc, malloc.c)."""
_SWEEP = 64 * 1024 * 1024
"""Bytes that are taken in pieces just larger than those."""


def forget_freed_memory() -> None:
    """Overwrite what was freed; takes a few tenths of a second.

    Call it in the thread that did the work, after the last reference to what it knew is gone.
    """
    gc.collect()
    for size in range(_HEAD + _STEP, SMALL + _STEP, _STEP):
        _fill(size, _BLOCKS)
    _sweep_c_library()
    # Pieces just larger than those fill every gap between blocks in use; not bytes(n): calloc passes some over.
    zeros = memoryview(bytes(_C_SIZES.stop))
    taken = [zeros.tobytes() for _ in range(_SWEEP // _C_SIZES.stop)]
    del taken
    _trim()


def _fill(size: int, count: int) -> None:
    """Take so many free blocks of one size of Python's own, filled with zeros, and free them again."""
    taken = [bytes(size - _HEAD) for _ in range(count)]
    del taken


def _sweep_c_library() -> None:
    """Take and zero the small blocks that SQLite and others have freed; only where the C library is the GNU one."""
    if not sys.platform.startswith("linux"):
        return
    library = ctypes.CDLL(None)
    malloc, free = library.malloc, library.free
    malloc.restype, malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    free.argtypes = [ctypes.c_void_p]
    for size in _C_SIZES:
        taken = [block for _ in range(_C_BLOCKS) if (block := malloc(size))]
        for block in taken:
            ctypes.memset(block, 0, size)
            free(block)


def _trim() -> None:
    """Give freed memory of the C library back to the system, which hands it out zeroed."""
    if not sys.platform.startswith("linux"):
        return
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (OSError, AttributeError):
        return
