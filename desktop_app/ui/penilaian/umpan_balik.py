"""Feedback as lines of text: ``Rekan kerja: …`` or ``Masyarakat (nama): …``, one line for each giver.

The regulation's examples print feedback in just this way (P6:200, 206-207, 224-225), so people type what they
will see. A line that was not touched keeps its record as it is.
"""

from __future__ import annotations

import re
import secrets

import msgspec

from desktop_app.domain.penilaian import UmpanBalik

GIVERS = (
    "Pimpinan",
    "Rekan kerja setingkat",
    "Rekan kerja",
    "Bawahan",
    "Pegawai",
    "Masyarakat",
    "Penerima layanan",
    "Stakeholder terkait",
    "Pihak lain",
)
_HEAD = re.compile(r"(?P<giver>[^:()]{2,60}?)\s*(?:\((?P<name>[^()]{1,100})\))?\s*:\s*(?P<words>.*)", re.DOTALL)


def line_of(umpan_balik: UmpanBalik) -> str:
    """Return one record as the line that is typed."""
    words = " ".join(umpan_balik.teks.split())
    if not umpan_balik.sumber:
        return words
    name = f" ({umpan_balik.nama})" if umpan_balik.nama else ""
    return f"{umpan_balik.sumber}{name}: {words}"


def text_of(known: tuple[UmpanBalik, ...]) -> str:
    """Return the lines that a field shows."""
    return "\n".join(line_of(one) for one in known)


def umpan_balik_of(known: tuple[UmpanBalik, ...], text: str) -> tuple[UmpanBalik, ...]:
    """Return one record for each line; an untouched line keeps its record, a changed one the id of its place."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    left = list(known)
    same: list[UmpanBalik | None] = []
    for line in lines:
        match = next((one for one in left if line_of(one) == line), None)
        if match is not None:
            left.remove(match)
        same.append(match)
    givers = {one.sumber.casefold(): one.sumber for one in known if one.sumber}
    givers |= {giver.casefold(): giver for giver in GIVERS}
    result: list[UmpanBalik] = []
    for at, (line, match) in enumerate(zip(lines, same, strict=True)):
        if match is not None:
            result.append(match)
            continue
        fresh = _read(line, givers)
        if at < len(known) and known[at] in left:
            left.remove(known[at])
            fresh = msgspec.structs.replace(fresh, id=known[at].id)
        result.append(fresh)
    return tuple(result)


def _read(line: str, givers: dict[str, str]) -> UmpanBalik:
    found = _HEAD.fullmatch(line)
    giver = givers.get(found["giver"].strip().casefold(), "") if found else ""
    if found is None or not giver:
        return UmpanBalik(id=secrets.token_hex(4), teks=line)
    return UmpanBalik(
        id=secrets.token_hex(4), sumber=giver, nama=(found["name"] or "").strip(), teks=found["words"].strip()
    )
