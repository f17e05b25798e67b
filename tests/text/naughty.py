"""Texts that break programs, of our own making: scripts, bidi, combining, control, formulas, markup, SQL, names.

The families are in ``naughty.json``; frames put the signs of some of them into names. ``NAUGHTY`` holds each once.
"""

from __future__ import annotations

import itertools
import json
import sys
import unicodedata
from pathlib import Path

_FAMILIES: dict[str, list[str]] = json.loads(Path(__file__).with_name("naughty.json").read_text(encoding="ascii"))
BIDI, INVISIBLE, COMBINING = (_FAMILIES[name] for name in ("bidi", "invisible", "combining"))
FORMULAS, SPACES = _FAMILIES["formulas"], _FAMILIES["spaces"]
CONTROL = [chr(code) for code in (*range(1, 0x20), *range(0x7F, 0xA0))]


def _all() -> list[str]:
    frames = [
        *(f"Budi{mark}Santoso" for mark in (*BIDI, *INVISIBLE, *SPACES, *CONTROL)),
        *(f"{mark}Siti" for mark in (*BIDI, *INVISIBLE)),
        *(f"Agus{mark * 3}" for mark in COMBINING),
        *(mark for mark in (*INVISIBLE, *COMBINING)),
        *("".join(pair) + "Adi" for pair in itertools.pairwise(BIDI)),
        *(unicodedata.normalize(form, "é ñ ổ ﬁ 각 Å") for form in ("NFC", "NFD", "NFKC", "NFKD")),
        "e" + "\u0301" * 200,
        "Z" + "".join(COMBINING) * 10,
        "\u202e" + "fdp.exe"[::-1],
        "kata" * 5000,
        "tanpaspasi" * 400,
        " ".join(["kata"] * 4000),
        "\n" * 500,
        " awal dan akhir ",
        "W" * 2000,
    ]
    whole = ("names", "scripts", "formulas", "markup", "sql", "jsonish", "paths", "refused")
    return list(dict.fromkeys([*itertools.chain.from_iterable(_FAMILIES[name] for name in whole), *frames]))


NAUGHTY: list[str] = _all()
"""Every string once; more than 500."""


def is_refusable(text: str) -> bool:
    """Tell whether a document may not hold ``text``: NUL or a lone surrogate."""
    return "\x00" in text or any(0xD800 <= ord(sign) <= 0xDFFF for sign in text)


if __name__ == "__main__":
    sys.stdout.write(f"{len(NAUGHTY)} strings\n")
