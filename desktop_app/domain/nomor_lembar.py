"""Numbers that people type from paper, with digits that find a slip of the hand: sheets, and codes for the screen.

A sheet: ISO 7064 MOD 97-10 over the survey's six digits, the sheet's seven and the two check digits. Every single wrong
digit and every pair of digits swapped is found, and so is, 96 times of 97, a sheet of another survey. A code: Damm.
Written down in docs/spec/survey.md.
"""

from __future__ import annotations

import hashlib
import re

ANGKA_NOMOR = 7
ANGKA_CEK = 2
NOMOR_MAKS = 10**ANGKA_NOMOR - 1
PER_BLOK = 10_000
"""Numbers of one block: each computer prints from blocks of its own (three digits), so that two never meet."""
BLOK_AWAL, BLOK_AKHIR = 100, 999
_MODUL = 97
_RAPI = re.compile(r"[\s.\-–/]")

_DAMM = (
    *("0317598642", "7092154863", "4206871359", "1750983426", "6123045978"),
    *("3674209581", "5869720134", "8945362017", "9438617205", "2581436790"),
)
"""Damm's table: finds every single wrong digit and every pair swapped."""


def survey_digits(survei_id: str) -> str:
    """Return the six digits that stand for a survey in the check; they are not printed."""
    return f"{int(hashlib.sha256(survei_id.encode()).hexdigest()[:12], 16) % 10**6:06d}"


def check_digits(survei_id: str, nomor: int) -> str:
    """Return the two check digits of a sheet's number."""
    sisa = int(f"{survey_digits(survei_id)}{nomor:0{ANGKA_NOMOR}d}00") % _MODUL
    return f"{_MODUL + 1 - sisa:02d}"


def format_nomor(survei_id: str, nomor: int) -> str:
    """Return a number as it is printed, in groups with its check digits last: ``412 0007 35``."""
    angka = f"{nomor:0{ANGKA_NOMOR}d}"
    return f"{angka[:3]} {angka[3:]} {check_digits(survei_id, nomor)}"


def read_nomor(survei_id: str, teks: str) -> int | None:
    """Return the number that was typed or scanned; None where it is not nine digits that fit together."""
    angka = _RAPI.sub("", teks)
    if len(angka) != ANGKA_NOMOR + ANGKA_CEK or not (angka.isascii() and angka.isdigit()):
        return None
    nomor = int(angka[:ANGKA_NOMOR])
    return nomor if check_digits(survei_id, nomor) == angka[ANGKA_NOMOR:] else None


def first_block(perangkat: str) -> int:
    """Return the block from which a computer begins: three digits that follow from ``perangkat``, its marks."""
    jumlah = BLOK_AKHIR - BLOK_AWAL + 1
    return BLOK_AWAL + int(hashlib.sha256(perangkat.encode()).hexdigest()[:12], 16) % jumlah


def damm_digit(angka: str) -> str:
    """Return Damm's check digit of a row of digits; a row with its right check digit gives ``0``."""
    sela = 0
    for satu in angka:
        sela = int(_DAMM[sela][int(satu)])
    return str(sela)
