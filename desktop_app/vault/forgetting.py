"""Best effort to leave no secret in the memory of a locked program.

Python frees memory without wiping it. After everything that held a key or a name has been dropped, the freed blocks are
overwritten by taking them all once more, and what the C library holds free is given back to the system. What somebody
still refers to stays; a test searches the memory of a locked process (tests/secrets).

Which gaps a heap has is chance (the length of a path is enough to change it), so nothing here counts on
sizes or numbers of gaps: blocks are taken until the allocator has none left and goes on in fresh memory.

A freed block that somebody takes again without filling it (Qt's tables do) is no gap any more: what stood there would
stay as long as its new owner lives; and what a thread freed that has ended no sweep finds. So the C library is asked,
at the start, to overwrite each block as it is freed.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable

_STEP = 16
_SMALL = range(_STEP, 512 + _STEP, _STEP)
"""Python's own allocator serves requests of these sizes (CPython, Objects/obmalloc.c)."""
_POOL, _POOL_HEAD = 16 * 1024, 48
"""It cuts memory into pools of one size each, whose blocks lie side by side after a head."""
_OF_NUMBERS, _NUMBERS = 32, 20_000
"""The size of Python's own numbers comes and goes while we look, so a count must do; no text fits in such a block."""
_POOL_FILLER = 480
"""The size whose blocks fill a pool best: only the last sixteen bytes are left over."""
_FRESH_POOLS = 62
"""So many untouched pools in a row are in an arena just made; nothing freed is left then."""
_MOST = 200_000
"""Blocks of one size at which we stop in any case: another allocator than the one described."""

_C_LARGEST = 64 * 1024
_C_SIZES = (*(_C_LARGEST >> n for n in range(6)), *range(1056, 16, -_STEP))
"""Halves first, then each size of which a thread keeps a list of freed blocks (glibc, malloc.c).

Each in its turn: what a gap of the same size is taken from goes into that list, where no other size finds it.
"""
_WIPE_OPTION, _WIPE_BYTE = -6, 0xFF
"""``M_PERTURB`` of malloc.h; a block given out then holds the complement, zeros, as memory from the system does."""
_C_HEAD = ctypes.sizeof(ctypes.c_size_t)
_C_RUN = 16
"""So many blocks side by side are cut from the end of the heap: every gap is smaller than two of them."""


class _HeapState(ctypes.Structure):
    """``struct mallinfo2`` of malloc.h."""

    _fields_ = (
        *((name, ctypes.c_size_t) for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks")),
        *((name, ctypes.c_size_t) for name in ("uordblks", "fordblks", "keepcost")),
    )


def wipe_when_freed() -> None:
    """Let the C library overwrite every block in the moment it is freed; only where that is the GNU one.

    Call it before the first secret is read. It does not reach the few blocks up to a kilobyte that each living thread
    keeps for itself (seven of a size); those are left to ``forget_freed_memory``.
    """
    if _LIBRARY is not None:
        _LIBRARY.mallopt(_WIPE_OPTION, _WIPE_BYTE)


def forget_freed_memory() -> None:
    """Overwrite what was freed; takes a few tenths of a second.

    Call it in the thread that did the work, after the last reference to what it knew is gone.
    """
    gc.collect()
    _sweep_python()
    _sweep_c_library()


def _sweep_python() -> None:
    """Take and zero every free block and every free pool of Python's own allocator."""
    held = _Held(lambda size: _CALLOC(1, size), _FREE)
    for size in _SMALL:
        # A block at the start of a pool and its neighbours in turn to the end: no pool with a gap was left.
        run = last = 0
        for _ in range(_NUMBERS if size == _OF_NUMBERS else _MOST):
            block = held.take(size)
            in_row = run and block == last + size
            run = run + 1 if in_row else int(block % _POOL == _POOL_HEAD)
            last = block
            if run == (_POOL - _POOL_HEAD) // size:
                break
    pools = last_pool = 0
    for _ in range(_MOST):
        block = held.take(_POOL_FILLER)
        if block % _POOL == _POOL_HEAD:
            pools = pools + 1 if block == last_pool + _POOL else 1
            last_pool = block
            if pools > _FRESH_POOLS:
                break
    held.release()


def _sweep_c_library() -> None:
    """Take and zero every gap that SQLite, Qt and others have left; only where the C library is the GNU one."""
    library = _LIBRARY
    if library is None:
        return
    # Whole pages within gaps go back to the system; what is left are the ends of gaps and those smaller than a page.
    library.malloc_trim(0)

    def take(size: int) -> int | None:
        block: int | None = library.malloc(size)
        if block:
            # The library gives a little more than was asked for where the rest is too small to stand alone.
            library.memset(block, 0, library.malloc_usable_size(block))
        return block

    held = _Held(take, library.free)
    # From large to small: after one size no gap is left that holds such a block, so each gap is filled to its end.
    for _ in range(min(library.mallinfo2().fordblks // _C_LARGEST, _MOST // 100)):
        held.take(_C_LARGEST - _C_HEAD)
    for size in _C_SIZES:
        run = last = 0
        for _ in range(_MOST):
            block = held.take(size - _C_HEAD)
            run = run + 1 if block == last + size else 0
            last = block
            if run == _C_RUN:
                break
    held.release()
    library.malloc_trim(0)


class _Held:
    """Zeroed blocks that were taken; each holds the address of the one before, so that holding costs no memory."""

    def __init__(self, take: Callable[[int], int | None], free: Callable[[int], None]) -> None:
        self._take, self._free, self._last = take, free, 0

    def take(self, size: int) -> int:
        """Take one more block of so many bytes and return its address; raises MemoryError."""
        block = self._take(size)
        if not block:
            self.release()
            raise MemoryError
        ctypes.c_size_t.from_address(block).value = self._last
        self._last = block
        return block

    def release(self) -> None:
        """Free them all."""
        while self._last:
            block, self._last = self._last, ctypes.c_size_t.from_address(self._last).value
            self._free(block)


def _c_library() -> ctypes.PyDLL | None:
    """Return the GNU C library, or None where there is another.

    Its calls keep the interpreter's lock: to give it up a hundred thousand times would make the window wait as often.
    """
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.PyDLL(None)
    try:
        library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
        library.free.restype, library.free.argtypes = None, [ctypes.c_void_p]
        library.malloc_usable_size.restype = ctypes.c_size_t
        library.malloc_usable_size.argtypes = [ctypes.c_void_p]
        library.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
        library.malloc_trim.argtypes = [ctypes.c_size_t]
        library.mallopt.argtypes = [ctypes.c_int, ctypes.c_int]
        library.mallinfo2.restype = _HeapState
    except AttributeError:
        return None
    return library


# Made once, before anything is known: what is made for a sweep and freed after it would take unswept blocks meanwhile.
_CALLOC = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t)(("PyMem_Calloc", ctypes.pythonapi))
_FREE = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)(("PyMem_Free", ctypes.pythonapi))
_LIBRARY = _c_library()
