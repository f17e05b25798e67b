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
import select
import signal
import socket
import struct
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# Numbers of the calls and of seccomp itself: /usr/include/asm/unistd_64.h and asm-generic/unistd.h.
_NUMBERS: dict[str, dict[str, tuple[int, ...]]] = {
    "x86_64": {
        "openat": (257, 2, 85),
        "read": (0,),
        "pread64": (17,),
        "write": (1,),
        "pwrite64": (18,),
        "fsync": (74,),
        "fdatasync": (75,),
        "ftruncate": (77,),
        "rename": (82, 264, 316),
        "unlink": (87, 263),
        "mkdir": (83, 258),
        "close": (3,),
        "sendfile": (40,),
        "getdents64": (217,),
        "seccomp": (317,),
    },
    "aarch64": {
        "openat": (56,),
        "read": (63,),
        "pread64": (67,),
        "write": (64,),
        "pwrite64": (68,),
        "fsync": (82,),
        "fdatasync": (83,),
        "ftruncate": (46,),
        "rename": (38, 276),
        "unlink": (35,),
        "mkdir": (34,),
        "close": (57,),
        "sendfile": (71,),
        "getdents64": (61,),
        "seccomp": (277,),
    },
}
CALLS = ("openat", "read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink")
MORE_CALLS = (*CALLS, "mkdir", "close", "sendfile", "getdents64")
"""With those that make folders, let go of files, copy within the kernel and list: for export and import, every one."""
_WITH_PATH = {"openat", "rename", "unlink", "mkdir"}
_PATH_FIRST = {2, 85, 82, 87, 83}
"""Calls of x86_64 whose first argument is the path; the others have a folder before it."""

PATIENCE = 60
"""Seconds without a call or a word after which a child is taken to hang."""
_RECV, _SEND = 0xC0502100, 0xC0182101
_CONTINUE = 1
_NOTIFY, _ALLOW = 0x7FC00000, 0x7FFF0000


@dataclass(frozen=True)
class Plan:
    """Which call fails: the ``nth`` (from 1), its error, and whether all after it; without ``call`` none does.

    With ``kill`` the whole program is killed before that call happens.
    """

    call: str = ""
    nth: int = 0
    error: int = errno.EIO
    onwards: bool = False
    kill: bool = False


@dataclass
class Outcome:
    """What came of a run: how many calls of each kind concerned the folders, what the child said, how it ended."""

    seen: Counter[str]
    said: bytes
    status: int


@lru_cache(maxsize=1)
def can_fail_calls() -> bool:
    """Say whether this system lets a parent answer for its child."""
    if not sys.platform.startswith("linux") or platform.machine() not in _NUMBERS:
        return False
    try:
        return run_failing(lambda: b"ya", Plan(), [Path("/nowhere")]).said == b"ya"
    except OSError:
        return False


def run_failing(work: Callable[[], bytes], plan: Plan, folders: Sequence[Path]) -> Outcome:
    """Fork, run ``work`` in the child under the plan, and return what it said (its result) and how it ended."""
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
            seen = _answer(handles[0], here, pid, plan, [str(folder) for folder in folders])
        finally:
            os.close(handles[0])
        said = b""
        while piece := here.recv(1 << 16):
            said += piece
    finally:
        here.close()
        _, status = os.waitpid(pid, 0)
    return Outcome(seen, said, os.waitstatus_to_exitcode(status))


def fork() -> int:
    """Fork; newer Pythons warn when other threads run, and our child uses none of theirs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _child(link: socket.socket, work: Callable[[], bytes], plan: Plan) -> None:
    """Install the filter, hand its listener to the parent, work, tell the result by a call that never fails."""
    status = 4
    try:
        listener = _listen([number for name in _watched(plan) for number in _NUMBERS[platform.machine()][name]])
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
    (number,) = _NUMBERS[platform.machine()]["seccomp"]
    return int(libc.syscall(number, 1, 8, ctypes.byref(program)))


def _watched(plan: Plan) -> Sequence[str]:
    return (plan.call,) if plan.call else MORE_CALLS


def _answer(listener: int, link: socket.socket, pid: int, plan: Plan, folders: Sequence[str]) -> Counter[str]:
    """Answer for the child until it has said its result or died; return how many calls concerned the folders."""
    seen: Counter[str] = Counter()
    names = {number: name for name in _watched(plan) for number in _NUMBERS[platform.machine()][name]}
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    poll.register(link, select.POLLIN)
    while True:
        ready = dict(poll.poll(PATIENCE * 1000))
        if not ready:
            # It waits for ever: the verdict is the caller's, who finds nothing said.
            os.kill(pid, signal.SIGKILL)
            return seen
        if ready.get(listener, 0) & select.POLLIN:
            request = bytearray(80)
            try:
                fcntl.ioctl(listener, _RECV, request)
            except OSError as error:
                if error.errno in (errno.ENOENT, errno.EINTR):
                    continue
                raise
            number, caller, _, call, _arch, _ip, *args = struct.unpack("QIIiIQ6Q", request)
            fails = False
            if _concerns(caller, call, names[call], args, folders):
                seen[names[call]] += 1
                count = seen[plan.call]
                fails = plan.nth > 0 and (count == plan.nth or (plan.onwards and count > plan.nth))
                if fails and plan.kill:
                    os.kill(pid, signal.SIGKILL)
                    return seen
            answer = struct.pack("QqiI", number, 0, -plan.error if fails else 0, 0 if fails else _CONTINUE)
            try:
                fcntl.ioctl(listener, _SEND, bytearray(answer))
            except OSError as error:
                # The caller was killed meanwhile.
                if error.errno != errno.ENOENT:
                    raise
        elif ready:
            return seen


def _concerns(pid: int, call: int, name: str, args: Sequence[int], folders: Sequence[str]) -> bool:
    try:
        if name not in _WITH_PATH:
            path = str(Path(f"/proc/{pid}/fd/{args[0]}").readlink())
        else:
            at = 0 if call in _PATH_FIRST and platform.machine() == "x86_64" else 1
            path = _text_at(pid, args[at])
            if not path.startswith("/"):
                folder = ctypes.c_int(args[0] & 0xFFFFFFFF).value if at else -100
                base = f"/proc/{pid}/cwd" if folder == -100 else f"/proc/{pid}/fd/{folder}"
                path = f"{Path(base).readlink()}/{path}"
    except OSError:
        return False
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def _text_at(pid: int, address: int) -> str:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        # A path may end close to the end of its page, so it is read no further than that first.
        piece = memory.read(4096 - address % 4096)
        if b"\0" not in piece:
            piece += memory.read(4096)
    return os.fsdecode(piece.split(b"\0", 1)[0])
