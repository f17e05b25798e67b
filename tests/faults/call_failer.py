"""Lets the N-th system call of a kind fail in a child process, when it concerns a file below given folders.

Linux only: the child asks the kernel to hand each such call to its parent first (seccomp user notification,
seccomp_unotify(2)), and the parent lets it pass or answers with an error in its place. Unlike ``strace -e inject``
this takes whole folders (names of ``.part`` files are not known beforehand), follows threads and further children
with one count, and costs a few milliseconds a run.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import platform
import re
import select
import signal
import socket
import struct
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tests.faults.call_table import EVERY_CALL, SECCOMP, numbers_of

CALLS = ("openat", "read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink")
"""The kinds that ``failing_calls`` tries; export and import have ``call_table.EVERY_CALL``."""
_NUMBERS = numbers_of(platform.machine())
_RANDOM = re.compile("[0-9a-f]{6,}")

PATIENCE = 60
"""Seconds without a call or a word after which a child is taken to hang."""
_RECV, _SEND = 0xC0502100, 0xC0182101
_CONTINUE = 1
_NOTIFY, _ALLOW = 0x7FC00000, 0x7FFF0000


@dataclass(frozen=True)
class Plan:
    """Which call fails: the ``nth`` (from 1), its error, and whether all after it; without ``call`` none does.

    With ``kill`` the whole program is killed before that call happens. ``of_child`` counts the calls of the work's own
    process alone (False) or of the processes that it starts (True): two that run beside each other have no one order.
    """

    call: str = ""
    nth: int = 0
    error: int = errno.EIO
    onwards: bool = False
    kill: bool = False
    of_child: bool | None = None


class Step(NamedTuple):
    """One call: its kind, its file, and whether a further process made it.

    The file is told from the watched folder on, what is drawn by lot in its name as ``#``.
    """

    kind: str
    file: str
    of_child: bool


@dataclass
class Outcome:
    """What came of a run: the calls that concerned the folders, what the child said, how it ended.

    ``steps`` are those calls in their order, under a plan only those of its kind. ``hit`` is the file of the first that
    failed, empty for none.
    """

    steps: list[Step]
    said: bytes = b""
    status: int = 0
    hit: str = ""
    seen: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        """Count the calls of each kind."""
        self.seen = Counter(step.kind for step in self.steps)


@lru_cache(maxsize=1)
def can_fail_calls() -> bool:
    """Say whether this system lets a parent answer for its child."""
    if not sys.platform.startswith("linux") or platform.machine() not in SECCOMP:
        return False
    try:
        return run_failing(lambda: b"ya", Plan(), [Path("/nowhere")]).said == b"ya"
    except OSError:
        return False


def run_failing(
    work: Callable[[], bytes],
    plan: Plan,
    folders: Sequence[Path],
    alone: Sequence[Path] = (),
    struck: Callable[[], None] = lambda: None,
) -> Outcome:
    """Fork, run ``work`` in the child under the plan, and return what it said (its result) and how it ended.

    All below ``folders`` is concerned; of ``alone`` the path itself and nothing below it. ``struck`` is called when the
    first call is about to fail.
    """
    here, there = socket.socketpair()
    pid = fork()
    if pid == 0:
        here.close()
        _child(there, work, plan)
    there.close()
    try:
        word, handles, _, _ = socket.recv_fds(here, 16, 1)
        if not handles:
            raise OSError(errno.ENOSYS, word.decode(errors="replace"))
        try:
            steps, hit = _answer(handles[0], here, pid, plan, _Places(folders, alone), struck)
        finally:
            os.close(handles[0])
        said = b""
        while piece := here.recv(1 << 16):
            said += piece
    finally:
        here.close()
        _, status = os.waitpid(pid, 0)
    return Outcome(steps, said, os.waitstatus_to_exitcode(status), hit)


def fork() -> int:
    """Fork; newer Pythons warn when other threads run, and our child uses none of theirs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _child(link: socket.socket, work: Callable[[], bytes], plan: Plan) -> None:
    """Install the filter, hand its listener to the parent, work, tell the result by a call that never fails."""
    status = 4
    try:
        listener = _listen([number for number, (kind, _) in _NUMBERS.items() if kind in _watched(plan)])
        if listener < 0:
            status = 3
            link.sendall(b"seccomp")
            return
        socket.send_fds(link, [b"siap"], [listener])
        # The listener lives in the parent alone, so that it ends with the last process under the filter.
        os.close(listener)
        link.sendall(work())
        status = 0
    except BaseException as error:
        link.sendall(f"!{error!r}".encode())
    finally:
        # Whatever else fails now, the child must never go on as its parent.
        os._exit(status)


class _Filter(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]


def _listen(numbers: Sequence[int]) -> int:
    """Install a filter that hands these calls to a listener, and return the listener's descriptor."""
    code = struct.pack("HBBI", 0x20, 0, 0, 0)  # load the number of the call
    for at, number in enumerate(numbers):
        code += struct.pack("HBBI", 0x15, len(numbers) - at, 0, number)  # equal: jump to the last instruction
    code += struct.pack("HBBI", 0x06, 0, 0, _ALLOW) + struct.pack("HBBI", 0x06, 0, 0, _NOTIFY)
    kept = ctypes.create_string_buffer(code, len(code))
    program = _Filter(len(code) // 8, ctypes.addressof(kept))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(38, 1, 0, 0, 0)
    return int(libc.syscall(SECCOMP[platform.machine()], 1, 8, ctypes.byref(program)))


def _watched(plan: Plan) -> Sequence[str]:
    return (plan.call,) if plan.call else EVERY_CALL


def _answer(
    listener: int, link: socket.socket, pid: int, plan: Plan, places: _Places, struck: Callable[[], None]
) -> tuple[list[Step], str]:
    """Answer for the child until it has said its result or died; return the calls, and the first that failed."""
    steps: list[Step] = []
    hit, count = "", 0
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    poll.register(link, select.POLLIN)
    while True:
        ready = dict(poll.poll(PATIENCE * 1000))
        if not ready:
            # It waits for ever: the verdict is the caller's, who finds nothing said.
            os.kill(pid, signal.SIGKILL)
            return steps, hit
        if ready.get(listener, 0) & select.POLLIN:
            request = bytearray(80)
            try:
                fcntl.ioctl(listener, _RECV, request)
            except OSError as error:
                if error.errno in (errno.ENOENT, errno.EINTR):
                    continue
                raise
            number, caller, _, call, _arch, _ip, *args = struct.unpack("QIIiIQ6Q", request)
            kind, shapes = _NUMBERS[call]
            fails = False
            concerned = _concerned(caller, shapes, args, places)
            if concerned is not None:
                of_child = not Path(f"/proc/{pid}/task/{caller}").exists()
                steps.append(Step(kind, concerned, of_child))
                counts = plan.of_child is None or plan.of_child == of_child
                count += counts
                fails = counts and plan.nth > 0 and (count == plan.nth or (plan.onwards and count > plan.nth))
                if fails and not hit:
                    hit = concerned
                    struck()
                if fails and plan.kill:
                    os.kill(pid, signal.SIGKILL)
                    return steps, hit
            answer = struct.pack("QqiI", number, 0, -plan.error if fails else 0, 0 if fails else _CONTINUE)
            try:
                fcntl.ioctl(listener, _SEND, bytearray(answer))
            except OSError as error:
                # The caller was killed meanwhile.
                if error.errno != errno.ENOENT:
                    raise
        elif ready:
            return steps, hit


class _Places:
    """Knows which paths concern a plan."""

    def __init__(self, folders: Sequence[Path], alone: Sequence[Path]) -> None:
        self._roots = [str(path) for path in folders]
        self._alone = {str(path) for path in alone}

    def name(self, path: str) -> str | None:
        """Return a path from its folder on, without what is drawn by lot; None for one that does not concern."""
        for root in self._roots:
            if path == root or path.startswith(root + "/"):
                return _RANDOM.sub("#", path[len(root.rpartition("/")[0]) + 1 :])
        return path.rpartition("/")[2] if path in self._alone else None


def _concerned(pid: int, shapes: Sequence[tuple[str, int]], args: Sequence[int], places: _Places) -> str | None:
    """Return the first file of a call that concerns the plan, None when none does."""
    for shape, at in shapes:
        try:
            found = places.name(_path_of(pid, shape, at, args))
        except OSError:
            continue
        if found is not None:
            return found
    return None


def _path_of(pid: int, shape: str, at: int, args: Sequence[int]) -> str:
    """Return what one argument of a call names, as a whole path; ``OSError`` for what is no file of that process."""
    if shape == "f":
        return str(Path(f"/proc/{pid}/fd/{args[at] & 0xFFFFFFFF}").readlink())
    where = at if shape == "p" else at + 1
    path = _text_at(pid, args[where]) if args[where] else ""
    if path.startswith("/"):
        return path
    folder = ctypes.c_int(args[at] & 0xFFFFFFFF).value if shape == "a" else -100
    base = f"/proc/{pid}/cwd" if folder == -100 else f"/proc/{pid}/fd/{folder}"
    return f"{Path(base).readlink()}/{path}".rstrip("/")


def _text_at(pid: int, address: int) -> str:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        # A path may end close to the end of its page, so it is read no further than that first.
        piece = memory.read(4096 - address % 4096)
        if b"\0" not in piece:
            piece += memory.read(4096)
    return os.fsdecode(piece.split(b"\0", 1)[0])
