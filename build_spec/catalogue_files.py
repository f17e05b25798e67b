"""The two file formats of gettext: ``.po`` for people, ``.mo`` for the program.

Written after the GNU gettext manual, "The Format of PO Files" and "The Format of GNU MO Files", as far as this program
needs them: no plurals and no fuzzy entries. A text with a meaning (``msgctxt``) is kept behind it and ``MEANING``.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
MEANING = "\x04"
"""What stands between the meaning of a text and the text itself, here as in ``.mo``."""
_MAGIC = 0x950412DE
_WIDTH = 100


class Entry(NamedTuple):
    """One text, its translation (empty: not translated yet) and the files it stands in."""

    text: str
    translation: str
    places: tuple[str, ...]


def header(language: str) -> str:
    """Return what stands under the empty text: the language and the encoding, no dates and no names."""
    return (
        "Project-Id-Version: SKP Luring\n"
        f"Language: {language}\n"
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\n"
        "Content-Transfer-Encoding: 8bit\n"
    )


def write_po(entries: Iterable[Entry], language: str) -> str:
    """Return the text of a ``.po`` file (of a template where ``language`` is empty)."""
    blocks = [_field("msgid", "") + _field("msgstr", header(language))]
    for entry in entries:
        places = "".join(f"#: {place}\n" for place in entry.places)
        brace = "#, python-brace-format\n" if "{" in entry.text else ""
        meaning, _, text = entry.text.rpartition(MEANING)
        before = _field("msgctxt", meaning) if meaning else ""
        blocks.append(places + brace + before + _field("msgid", text) + _field("msgstr", entry.translation))
    return "\n".join(blocks)


def read_po(source: str) -> dict[str, Entry]:
    """Return the entries of a ``.po`` file by their texts; one that is marked fuzzy counts as not translated."""
    found: dict[str, Entry] = {}
    for block in re.split(r"\n\s*\n", source):
        fields = {"msgctxt": "", "msgid": "", "msgstr": ""}
        places: list[str] = []
        now, fuzzy = "", False
        for line in block.splitlines():
            if line.startswith("#:"):
                places += line[2:].split()
            elif line.startswith("#,"):
                fuzzy = fuzzy or "fuzzy" in line
            elif match := re.match(r'(msgctxt|msgid|msgstr)?\s*"(.*)"\s*$', line):
                now = match[1] or now
                if now:
                    fields[now] += _unescaped(match[2])
        if fields["msgid"]:
            text = f"{fields['msgctxt']}{MEANING}{fields['msgid']}" if fields["msgctxt"] else fields["msgid"]
            found[text] = Entry(text, "" if fuzzy else fields["msgstr"], tuple(places))
    return found


def compile_mo(entries: Iterable[Entry], language: str) -> bytes:
    """Return the bytes of the ``.mo`` file; the same entries always give the same bytes."""
    texts: Mapping[str, str] = {"": header(language)} | {e.text: e.translation for e in entries if e.translation}
    keys = sorted(texts, key=str.encode)
    at = 28 + 16 * len(keys)
    tables: list[bytes] = []
    body = bytearray()
    for column in (keys, [texts[key] for key in keys]):
        table = bytearray()
        for text in column:
            raw = text.encode()
            table += struct.pack("<II", len(raw), at + len(body))
            body += raw + b"\0"
        tables.append(bytes(table))
    head = struct.pack("<7I", _MAGIC, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    return head + b"".join(tables) + bytes(body)


def _field(name: str, text: str) -> str:
    escaped = "".join(_ESCAPES.get(sign, sign) for sign in text)
    if len(escaped) <= _WIDTH and "\n" not in text[:-1]:
        return f'{name} "{escaped}"\n'
    parts: list[str] = []
    for line in re.split(r"(?<=\\n)", escaped):
        parts += re.findall(rf".{{1,{_WIDTH}}}(?:\s+|$)|\S+\s*", line) or ([line] if line else [])
    return f'{name} ""\n' + "".join(f'"{part}"\n' for part in parts)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: _PLAIN.get(match[1], match[1]), text)
