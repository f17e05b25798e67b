"""The container of a backup (``.skpc``): a signed header in clear, key slots, and the encrypted copy of the store.

Nothing of a file is believed before its header's signature holds, and no part before its hash does; names of parts
come from a fixed list and are never paths. The format is docs/spec/backup.md.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated, Final, Literal

import msgspec

from desktop_app.domain.errors import BundleError, SystemProblem
from desktop_app.exchange import strict_json
from desktop_app.exchange.limits import KIB, MIB
from desktop_app.exchange.manifest import AuditHead, Count, Hash, Id
from desktop_app.exchange.signing import Signer, is_signed, key_id, public_from_hex, sign
from desktop_app.exchange.stick import Section, Written, place_stream
from desktop_app.exchange.trust import Claimed, Office

MAGIC: Final = b"SKPC1"
SUFFIX: Final = ".skpc"
CONTAINER_TYPE: Final = "application/vnd.skp-luring.backup.v1"
FORMAT: Final = 1
HEADER_MAX: Final = 64 * KIB
SLOT_MAX: Final = 4 * MIB
STORE_MAX: Final = 64 * 1024 * MIB
PART_STORE: Final = "luring.db"
PART_SLOTS: Final = ("slot-1.json", "slot-2.json")

Progress = Callable[[int, int], None]
"""Bytes done, bytes in all."""


class Part(msgspec.Struct, frozen=True):
    """One part: its name from the fixed list, its length in bytes, SHA-256 of its bytes."""

    name: Literal["slot-1.json", "slot-2.json", "luring.db"]
    len: Annotated[int, msgspec.Meta(ge=1, le=STORE_MAX)]
    sha256: Hash


class ContainerHeader(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself without a key: office, device, how far it reaches, counts; no name of a person.

    ``public`` is the device's signing key (hex), ``key_mark`` recognises the store's key without telling it,
    ``protection`` says what opens it (``slots``: a password of its time; ``keyfile``: the office's key file),
    ``medium`` is the id of the stick it was written to, empty on the office's own disk.
    """

    fmt: Annotated[int, msgspec.Meta(ge=1)]
    office: Office
    role: Literal["unit", "kabupaten"]
    device: Id
    public: Hash
    epoch: Id
    n: Count
    seq: Count
    audit: AuditHead
    counts: dict[str, Count]
    reason: Annotated[str, msgspec.Meta(pattern=r"^[a-z_]{1,40}\Z")]
    number: Annotated[int, msgspec.Meta(ge=1)]
    claimed: Claimed
    program: Annotated[str, msgspec.Meta(max_length=100)]
    protection: Literal["slots", "keyfile"]
    key_mark: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\Z")]
    medium: Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{16})?\Z")] = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Container:
    """A container whose header is signed by the device that it names; its parts are proved while they are read."""

    path: Path
    header: ContainerHeader
    size: int
    offset: int


def mark_of(key: bytes) -> str:
    """Return 16 hex digits by which a store key of 256 random bits is recognised; they say nothing of it."""
    return hashlib.sha256(b"skp-luring/kunci-toko\x00" + key).hexdigest()[:16]


def write_container(
    out: Path,
    header: ContainerHeader,
    *,
    signer: Signer,
    parts: Mapping[str, Path],
    replace: bool = False,
    progress: Progress | None = None,
) -> Written:
    """Write a container to exactly ``out`` by the ritual of the stick: ``.part``, fsync, read back, rename.

    ``parts`` are files by part names; ``progress`` counts bytes over three passes. Raises as ``place_file``.
    """
    listed = tuple(_measure(name, parts[name]) for name in (*PART_SLOTS, PART_STORE) if name in parts)
    body = strict_json.encode(msgspec.structs.replace(header, parts=listed))
    head = MAGIC + len(body).to_bytes(4, "big") + body + sign(signer, CONTAINER_TYPE, body)
    whole = len(head) + sum(one.len for one in listed)
    done = 0

    def tell(length: int) -> None:
        nonlocal done
        done += length
        if progress is not None:
            progress(min(done, 3 * whole), 3 * whole)

    def write(target: IO[bytes]) -> Sequence[Section]:
        target.write(head)
        sections = [Section(len(head), hashlib.sha256(head).hexdigest())]
        for one in listed:
            with parts[one.name].open("rb") as source:
                for piece in _pieces(source, one.len):
                    target.write(piece)
                    tell(len(piece))
            # The hash that was signed: a source that changed meanwhile is noticed when the copy is read back.
            sections.append(Section(one.len, one.sha256))
        return sections

    return place_stream(out, whole, write, reread=tell, replace=replace)


def replace_slots(container: Container, out: Path, *, signer: Signer, slots: Mapping[str, Path]) -> Written:
    """Write the same backup with other slot files to ``out``, which it replaces; the store inside is copied as it is.

    Raises as ``place_file``; a part that is not what was signed leaves ``out`` as it was.
    """
    listed = tuple(_measure(name, slots[name]) for name in PART_SLOTS if name in slots)
    store = next(one for one in container.header.parts if one.name == PART_STORE)
    body = strict_json.encode(msgspec.structs.replace(container.header, parts=(*listed, store)))
    head = MAGIC + len(body).to_bytes(4, "big") + body + sign(signer, CONTAINER_TYPE, body)

    def write(target: IO[bytes]) -> Sequence[Section]:
        target.write(head)
        sections = [Section(len(head), hashlib.sha256(head).hexdigest())]
        for one in listed:
            target.write(slots[one.name].read_bytes())
            sections.append(Section(one.len, one.sha256))
        with _opened(container.path) as source:
            source.seek(container.size - store.len)
            for piece in _pieces(source, store.len):
                target.write(piece)
        return [*sections, Section(store.len, store.sha256)]

    return place_stream(out, len(head) + sum(one.len for one in (*listed, store)), write, replace=True)


def read_container(path: Path) -> Container:
    """Return the container at ``path`` with its header verified; the parts are not read yet.

    Raises ``BundleError``: ``backup_not_one``, ``backup_truncated``, ``backup_trailing``, ``backup_newer``,
    ``backup_header``, ``backup_forged``; ``SystemProblem`` ``bundle_unreadable``.
    """
    with _opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        start = file.read(len(MAGIC) + 4)
        if start[:4] == MAGIC[:4] and b"1" < start[4:5] <= b"9":
            raise BundleError("backup_newer", name=path.name)
        if not start.startswith(MAGIC[: len(start)]) or not start:
            raise BundleError("backup_not_one", name=path.name)
        if len(start) < len(MAGIC) + 4:
            raise BundleError("backup_truncated", name=path.name)
        length = int.from_bytes(start[len(MAGIC) :], "big")
        if length > HEADER_MAX:
            raise BundleError("backup_header", name=path.name)
        body, signature = file.read(length), file.read(64)
    if len(signature) < 64:
        raise BundleError("backup_truncated", name=path.name)
    header = _header(body, path.name)
    if not is_signed(bytes.fromhex(header.public), CONTAINER_TYPE, body, signature):
        raise BundleError("backup_forged", name=path.name)
    offset = len(start) + length + 64
    end = offset + sum(one.len for one in header.parts)
    if size < end:
        raise BundleError("backup_truncated", name=path.name)
    if size > end:
        raise BundleError("backup_trailing", name=path.name)
    return Container(path, header, size, offset)


def prove_parts(container: Container, *, progress: Progress | None = None) -> None:
    """Read every part and compare its hash; raises ``BundleError`` ``backup_changed`` or ``backup_truncated``."""
    done = 0
    with _opened(container.path) as file:
        file.seek(container.offset)
        for part in container.header.parts:
            digest, left = hashlib.sha256(), part.len
            for piece in _pieces(file, part.len):
                digest.update(piece)
                left -= len(piece)
                done += len(piece)
                if progress is not None:
                    progress(done, container.size - container.offset)
            _check_part(container, part, digest.hexdigest(), left)


def extract_parts(container: Container, folder: Path, *, only: Collection[str] = ()) -> tuple[str, ...]:
    """Write every part (or ``only`` these) under its own name into ``folder``, durable and proved; return the names.

    A part that differs leaves no file. Raises as ``prove_parts``, and ``SystemProblem`` ``backup_disk`` where the
    disk is full or fails.
    """
    names: list[str] = []
    with _opened(container.path) as file:
        file.seek(container.offset)
        for part in container.header.parts:
            if only and part.name not in only:
                file.seek(part.len, os.SEEK_CUR)
                continue
            target = folder / part.name
            try:
                _extract(container, part, file, target)
            except OSError as error:
                target.unlink(missing_ok=True)
                raise SystemProblem("backup_disk", errno=error.errno or 0, need=part.len // MIB + 1) from error
            except BundleError:
                target.unlink(missing_ok=True)
                raise
            names.append(part.name)
    return tuple(names)


def _extract(container: Container, part: Part, file: IO[bytes], target: Path) -> None:
    digest, left = hashlib.sha256(), part.len
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as out:
        for piece in _pieces(file, part.len):
            out.write(piece)
            digest.update(piece)
            left -= len(piece)
        out.flush()
        os.fsync(out.fileno())
    _check_part(container, part, digest.hexdigest(), left)


def _check_part(container: Container, part: Part, digest: str, left: int) -> None:
    if left:
        raise BundleError("backup_truncated", name=container.path.name)
    if digest != part.sha256:
        raise BundleError("backup_changed", name=container.path.name, part=part.name)


def _header(body: bytes, name: str) -> ContainerHeader:
    """Return the header that ``body`` spells, every field within its bounds."""
    try:
        fields = strict_json.check(body, limit=HEADER_MAX)
        if isinstance(fields.get("fmt"), int) and fields["fmt"] > FORMAT:
            raise BundleError("backup_newer", name=name)
        header = strict_json.decode(body, ContainerHeader, limit=HEADER_MAX, code="backup_header")
        public = public_from_hex(header.public)
    except BundleError as error:
        if error.code == "backup_newer":
            raise
        raise BundleError("backup_header", name=name, detail=error.code) from None
    names = [part.name for part in header.parts]
    ordered = [one for one in (*PART_SLOTS, PART_STORE) if one in names]
    slots_fit = (header.protection == "slots") == (len(names) > 1)
    small = all(part.len <= SLOT_MAX for part in header.parts if part.name != PART_STORE)
    if names != ordered or PART_STORE not in names or not slots_fit or not small or key_id(public) != header.device:
        raise BundleError("backup_header", name=name)
    return header


def _measure(name: str, path: Path) -> Part:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        length = file.tell()
    return msgspec.convert({"name": name, "len": length, "sha256": digest}, Part)


def _pieces(file: IO[bytes], length: int) -> Iterator[bytes]:
    while length and (piece := file.read(min(length, MIB))):
        length -= len(piece)
        yield piece


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a regular file and nothing else; links, folders and pipes are refused before anything waits for them."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise BundleError("backup_not_one", name=path.name)
        handle = os.open(path, flags)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EISDIR):
            raise BundleError("backup_not_one", name=path.name) from None
        raise SystemProblem("bundle_unreadable", errno=error.errno or 0) from error
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise BundleError("backup_not_one", name=path.name)
        try:
            yield file
        except OSError as error:
            raise SystemProblem("bundle_unreadable", errno=error.errno or 0) from error
