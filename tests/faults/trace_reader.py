"""From lines of strace to what happened in a folder: events over inodes, in their order.

Every call that writes and is not modelled stops the reading, so that nothing is left out in silence.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

VOLATILE = "-shm"
"""Files with this ending hold nothing that outlives the process (https://sqlite.org/walformat.html)."""


@dataclass(frozen=True)
class Event:
    """One thing that happened. ``kind``: write, truncate, sync, link, unlink, move, say.

    ``node`` is the inode concerned; of ``link``, ``unlink`` and ``move`` the folder is ``folder`` and the name
    ``name``, and ``move`` ends in ``folder_to`` under ``name_to``.
    """

    kind: str
    node: int = -1
    offset: int = 0
    data: bytes = b""
    folder: int = -1
    name: str = ""
    folder_to: int = -1
    name_to: str = ""


@dataclass
class Tree:
    """Folders by inode (name → inode) and the content of the files; 0 is the recorded folder itself."""

    folders: dict[int, dict[str, int]] = field(default_factory=lambda: {0: {}})
    files: dict[int, bytes] = field(default_factory=dict)

    def new(self) -> int:
        """Return a number for a new inode."""
        return len(self.folders) + len(self.files)

    def find(self, path: str) -> int | None:
        """Return the inode at a path below the root, or None."""
        node = 0
        for part in path.split("/") if path else []:
            if node not in self.folders or part not in self.folders[node]:
                return None
            node = self.folders[node][part]
        return node


_LINE = re.compile(r"(\d+) +(.*)", re.DOTALL)
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+|0x[0-9a-f]+|\?)(?:<([^>]*)>)?", re.DOTALL)
_RESUMED = re.compile(r"<\.\.\. (\w+) resumed>(.*)", re.DOTALL)
_FD = re.compile(r"(-?\d+|AT_FDCWD)(?:<([^>]*)>)?")


def _text(quoted: str) -> str:
    return _bytes(quoted).decode("utf-8", "surrogateescape")


def _bytes(quoted: str) -> bytes:
    if quoted.endswith("..."):
        raise RuntimeError("strace cut a string short")
    inner = quoted.strip('"')
    return bytes.fromhex(inner.replace("\\x", "")) if inner.startswith("\\x") else inner.encode()


class TraceReader:
    """Turns lines of strace into events, with a model of the names and of the open files' positions."""

    def __init__(self, root: Path, said: Path, start: Tree) -> None:
        self.events: list[Event] = []
        self._root = str(root)
        self._said = str(said)
        self._tree = Tree({node: dict(names) for node, names in start.folders.items()}, dict(start.files))
        self._bytes = {node: bytearray(data) for node, data in start.files.items()}
        self._next = start.new()
        self._pending: dict[str, str] = {}
        self._group: dict[str, str] = {}
        self._open: dict[tuple[str, int], list[int]] = {}
        """(process, fd) → [inode, position, appends]; the list is shared by descriptors of one opening."""

    def take(self, line: str) -> None:
        """Read one line."""
        found = _LINE.match(line.rstrip("\n"))
        if found is None:
            return
        tid, rest = found.groups()
        if rest.endswith("<unfinished ...>"):
            self._pending[tid] = rest.removesuffix("<unfinished ...>")
            return
        resumed = _RESUMED.match(rest)
        if resumed is not None:
            rest = self._pending.pop(tid, f"{resumed.group(1)}(") + resumed.group(2)
        call = _CALL.match(rest)
        if call is None:
            return
        name, args, answer, path = call.groups()
        if answer == "?" or answer.startswith("-"):
            return
        handler = getattr(self, f"_do_{name}", None)
        if handler is not None:
            handler(tid, _split(args), int(answer, 0), path)

    # ---- processes

    def _process(self, tid: str) -> str:
        return self._group.get(tid, tid)

    def _do_clone(self, tid: str, args: list[str], child: int, path: str | None) -> None:
        parent = self._process(tid)
        if any("CLONE_FILES" in arg for arg in args):
            self._group[str(child)] = parent
            return
        for (owner, fd), opened in list(self._open.items()):
            if owner == parent:
                self._open[(str(child), fd)] = opened

    _do_clone3 = _do_fork = _do_vfork = _do_clone

    # ---- names

    def _inside(self, path: str) -> str | None:
        if path == self._root:
            return ""
        return path[len(self._root) + 1 :] if path.startswith(self._root + "/") else None

    def _at(self, at: str | None, quoted: str) -> str | None:
        """Return the path below the root that a call names, or None when it lies elsewhere."""
        path = _text(quoted)
        if not path.startswith("/"):
            found = _FD.match(at) if at is not None else None
            base = _text(found.group(2)) if found is not None and found.group(2) else str(Path.cwd())
            path = f"{base}/{path}"
        return self._inside(os.path.normpath(path))

    def _place(self, inside: str) -> tuple[int, str]:
        folder, _, name = inside.rpartition("/")
        node = self._tree.find(folder)
        if node is None:
            raise RuntimeError(f"unknown folder {folder!r}")
        return node, name

    def _made(self, inside: str, *, is_folder: bool) -> int:
        folder, name = self._place(inside)
        node, self._next = self._next, self._next + 1
        if is_folder:
            self._tree.folders[node] = {}
        else:
            self._bytes[node] = bytearray()
        self._tree.folders[folder][name] = node
        # ``data`` says what kind of thing is born, so that a replay can make it.
        self.events.append(Event("link", node, folder=folder, name=name, data=b"folder" if is_folder else b"file"))
        return node

    def _do_openat(self, tid: str, args: list[str], fd: int, path: str | None) -> None:
        self._opened(tid, fd, path, args[2])

    def _do_open(self, tid: str, args: list[str], fd: int, path: str | None) -> None:
        self._opened(tid, fd, path, args[1])

    def _do_creat(self, tid: str, args: list[str], fd: int, path: str | None) -> None:
        self._opened(tid, fd, path, "O_CREAT|O_TRUNC")

    def _opened(self, tid: str, fd: int, path: str | None, flags: str) -> None:
        key = (self._process(tid), fd)
        self._open.pop(key, None)
        inside = self._inside(_text(path)) if path else None
        if inside is None or "O_TMPFILE" in flags:
            return
        node = self._tree.find(inside)
        if node is None:
            if "O_CREAT" not in flags:
                return
            node = self._made(inside, is_folder=False)
        elif "O_TRUNC" in flags and self._bytes.get(node):
            self._truncate(node, 0)
        self._open[key] = [node, 0, int("O_APPEND" in flags)]

    def _do_close(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        self._open.pop((self._process(tid), _fd(args[0])), None)

    def _do_dup(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        self._open.pop((self._process(tid), answer), None)
        opened = self._open.get((self._process(tid), _fd(args[0])))
        if opened is not None:
            self._open[(self._process(tid), answer)] = opened

    _do_dup2 = _do_dup3 = _do_dup

    def _do_mkdir(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        inside = self._at(None, args[0])
        if inside is not None:
            self._made(inside, is_folder=True)

    def _do_mkdirat(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        inside = self._at(args[0], args[1])
        if inside is not None:
            self._made(inside, is_folder=True)

    def _unlinked(self, inside: str | None) -> None:
        if inside is not None:
            folder, name = self._place(inside)
            node = self._tree.folders[folder].pop(name)
            self.events.append(Event("unlink", node, folder=folder, name=name))

    def _do_unlink(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        self._unlinked(self._at(None, args[0]))

    _do_rmdir = _do_unlink

    def _do_unlinkat(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        self._unlinked(self._at(args[0], args[1]))

    def _moved(self, old: str | None, new: str | None) -> None:
        if old is None and new is None:
            return
        if old is None or new is None:
            raise RuntimeError(f"a move over the border of the recorded folder: {old} → {new}")
        (folder, name), (folder_to, name_to) = self._place(old), self._place(new)
        node = self._tree.folders[folder].pop(name)
        self._tree.folders[folder_to][name_to] = node
        self.events.append(Event("move", node, folder=folder, name=name, folder_to=folder_to, name_to=name_to))

    def _do_rename(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        self._moved(self._at(None, args[0]), self._at(None, args[1]))

    def _do_renameat(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        if len(args) > 4 and args[4] not in ("0", "RENAME_NOREPLACE"):
            raise RuntimeError(f"cannot follow renameat2 with {args[4]}")
        self._moved(self._at(args[0], args[1]), self._at(args[2], args[3]))

    _do_renameat2 = _do_renameat

    def _linked(self, old: str | None, new: str | None) -> None:
        node = self._tree.find(old) if old is not None else None
        if new is None:
            return
        if node is None:
            raise RuntimeError(f"a link from outside: {new}")
        folder, name = self._place(new)
        self._tree.folders[folder][name] = node
        self.events.append(Event("link", node, folder=folder, name=name))

    def _do_link(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        self._linked(self._at(None, args[0]), self._at(None, args[1]))

    def _do_linkat(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        self._linked(self._at(args[0], args[1]), self._at(args[2], args[3]))

    def _do_symlink(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        if self._at(None, args[-1]) is not None:
            raise RuntimeError("a symbolic link is not modelled")

    _do_symlinkat = _do_symlink

    # ---- bytes

    def _node(self, tid: str, arg: str) -> list[int] | None:
        return self._open.get((self._process(tid), _fd(arg)))

    def _write(self, node: int, offset: int, data: bytes) -> None:
        content = self._bytes[node]
        if len(content) < offset:
            content.extend(bytes(offset - len(content)))
        content[offset : offset + len(data)] = data
        if data:
            self.events.append(Event("write", node, offset, data))

    def _truncate(self, node: int, size: int) -> None:
        content = self._bytes[node]
        if len(content) != size:
            del content[size:]
            content.extend(bytes(size - len(content)))
            self.events.append(Event("truncate", node, size))

    def _append(self, opened: list[int], data: bytes) -> None:
        if opened[2]:
            opened[1] = len(self._bytes[opened[0]])
        self._write(opened[0], opened[1], data)
        opened[1] += len(data)

    def _do_write(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        found = _FD.match(args[0])
        if found is not None and found.group(2) and _text(found.group(2)) == self._said:
            self.events.append(Event("say", data=_bytes(args[1])[:answer]))
            return
        opened = self._node(tid, args[0])
        if opened is not None:
            self._append(opened, _bytes(args[1])[:answer])

    def _do_pwrite64(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        opened = self._node(tid, args[0])
        if opened is not None:
            self._write(opened[0], int(args[3]), _bytes(args[1])[:answer])

    def _do_lseek(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        opened = self._node(tid, args[0])
        if opened is not None:
            opened[1] = answer

    def _do_sendfile(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        opened = self._node(tid, args[0])
        if opened is None:
            return
        source, found = self._node(tid, args[1]), _FD.match(args[1])
        if source is not None:
            content = bytes(self._bytes[source[0]])
            at = source[1]
            source[1] += answer
        else:
            assert found is not None
            content = Path(_text(found.group(2) or "")).read_bytes()
            # A copy from outside starts at the beginning and goes on where the last piece ended.
            at = opened[1]
        self._append(opened, content[at : at + answer])

    def _do_ftruncate(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        opened = self._node(tid, args[0])
        if opened is not None:
            self._truncate(opened[0], int(args[1]))

    def _do_fsync(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        opened = self._node(tid, args[0])
        if opened is not None:
            self.events.append(Event("sync", opened[0]))

    _do_fdatasync = _do_fsync

    def _refuse(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        opened = self._node(tid, args[0])
        if opened is not None:
            raise RuntimeError("a call that is not modelled writes into the recorded folder")

    _do_writev = _do_pwritev = _do_fallocate = _do_copy_file_range = _refuse

    def _do_truncate(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        inside = self._at(None, args[0])
        node = self._tree.find(inside) if inside is not None else None
        if node is not None:
            self._truncate(node, int(args[1]))

    def _do_chdir(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        raise RuntimeError("relative names after a change of folder are not followed")

    _do_fchdir = _do_chdir

    def _do_mmap(self, tid: str, args: list[str], answer: int, path: str | None) -> None:
        found = _FD.match(args[4])
        inside = self._inside(_text(found.group(2))) if found is not None and found.group(2) else None
        if inside is not None and "PROT_WRITE" in args[2] and "MAP_SHARED" in args[3] and not inside.endswith(VOLATILE):
            raise RuntimeError(f"writes through memory are not seen: {inside}")


def _fd(arg: str) -> int:
    found = _FD.match(arg)
    return int(found.group(1)) if found is not None and found.group(1) != "AT_FDCWD" else -1


def _split(args: str) -> list[str]:
    """Split arguments at commas; quoted strings and paths are hexadecimal and hold none."""
    return [part.strip() for part in args.split(",")]
