"""Volumes, QR texts and trust files, from docs/spec/carriers.md and keys.md with the standard library alone."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from tests.independent_forms import KIB, Refused, require
from tests.independent_trust import Document, Trust, read_trust

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
MIB = 1024 * KIB


class Part(NamedTuple):
    """One piece of a file: whose, its place counted from 1, and its bytes."""

    series: str
    size: int
    share: int
    number: int
    total: int
    payload: bytes


def checked(part: Part, code: str, most: int, least: int, pieces: int) -> Part:
    """Return a part whose numbers can be (carriers.md, rules 4, 5, 9)."""
    require(0 < part.size <= most and part.share >= least, code)
    require(part.total == -(-part.size // part.share) <= pieces and 1 <= part.number <= part.total, code)
    require(len(part.payload) == min(part.share, part.size - (part.number - 1) * part.share), code)
    return part


def read_volume(data: bytes) -> Part:
    """Return what a volume holds (rules 3-5)."""
    require(85 < len(data) <= 25 * MIB and data.startswith(b"SKPV1"), "volume_damaged")
    head, check, payload = data[:53], data[53:85], data[85:]
    require(hashlib.sha256(head + payload).digest() == check, "volume_damaged")
    size, share = int.from_bytes(head[37:45], "big"), int.from_bytes(head[45:49], "big")
    number, total = int.from_bytes(head[49:51], "big"), int.from_bytes(head[51:53], "big")
    return checked(Part(head[5:37].hex(), size, share, number, total, payload), "volume_head", 2048 * MIB, 1024, 2100)


def read_text(text: str) -> Part | None:
    """Return what the text of a symbol holds, None where it is none of ours (rules 8, 9)."""
    if not text.startswith("SKPQ1"):
        return None
    body = from_base45(text[5:]) if len(text) <= 4296 else b""
    require(len(body) > 26, "qr_damaged")
    head, payload, check = body[:22], body[22:-4], body[-4:]
    require(hashlib.sha256(b"SKPQ1" + head + payload).digest()[:4] == check, "qr_damaged")
    size, share = int.from_bytes(head[16:18], "big"), int.from_bytes(head[18:20], "big")
    return checked(Part(head[:16].hex(), size, share, head[20], head[21], payload), "qr_head", 12_288, 64, 255)


def from_base45(text: str) -> bytes:
    """Return the bytes of a canonical base45 text (RFC 9285), none where it is not one."""
    out = b""
    for at in range(0, len(text), 3):
        group = text[at : at + 3]
        if len(group) == 1 or any(letter not in BASE45 for letter in group):
            return b""
        value = sum(BASE45.index(letter) * 45**place for place, letter in enumerate(group))
        length = len(group) - 1
        if value >= 256**length:
            return b""
        out += value.to_bytes(length, "big")
    return out


def join(parts: list[Part]) -> bytes:
    """Return the whole of all parts of one set (rules 13-15)."""
    kept: dict[int, bytes] = {}
    for one in parts:
        require((one.series, one.size, one.share) == (parts[0].series, parts[0].size, parts[0].share), "part_conflict")
        require(kept.setdefault(one.number, one.payload) == one.payload, "part_conflict")
    whole = b"".join(kept[number] for number in sorted(kept))
    sound = len(kept) == parts[0].total and len(whole) == parts[0].size
    require(sound and hashlib.sha256(whole).hexdigest().startswith(parts[0].series), "parts_disagree")
    return whole


def read_trust_file(data: bytes, pinned: Document, marks: tuple[int, int]) -> Trust:
    """Return the trust document of a trust file (keys.md, rule 19)."""
    if re.match(rb"SKPT[2-9]", data):
        raise Refused("newer_format")
    require(data.startswith(b"SKPT1") and len(data) <= 256 * KIB + 5, "not_a_trust_file")
    return read_trust(data[5:], pinned, marks)
