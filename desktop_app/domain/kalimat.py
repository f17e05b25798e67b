"""How sentences end: a name that has its own full stop ("Bunga Contoh, M.A.P.") closes the sentence that it ends.

One place for all texts: ``Kalimat`` is what the texts of the program are filled by, ``end`` what joined ones end with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

TITIK = "."
_PENGISI = Formatter()
_AKHIR = re.compile(r"\.(?=$|[\s\"”)])")
"""A full stop that ends a sentence, and not a decimal point, a suffix of a file or one of three."""


def end(teks: str) -> str:
    """Return ``teks`` with one full stop at its end; one that is there, also of a name, is not doubled."""
    return teks if teks.rstrip().endswith(TITIK) else teks + TITIK


def fill(pola: str, nilai: Sequence[Any], bernama: Mapping[str, Any]) -> str:
    """Return the pattern filled as ``str.format`` does; a full stop after a value that ends with one is left out."""
    hasil: list[str] = []
    nomor = 0
    bertitik = False
    for teks, nama, cara, ubah in _PENGISI.parse(pola):
        hasil.append(teks[1:] if bertitik and _AKHIR.match(teks) else teks)
        bertitik = False
        if nama is None:
            continue
        if nama == "":
            nama, nomor = str(nomor), nomor + 1
        isian = "{" + nama + (f"!{ubah}" if ubah else "") + (f":{cara}" if cara else "") + "}"
        terisi = _PENGISI.vformat(isian, nilai, bernama)
        hasil.append(terisi)
        bertitik = terisi.endswith(TITIK)
    return "".join(hasil)


class Kalimat(str):
    """A pattern of a text whose ``format`` follows the rule of this module."""

    __slots__ = ()

    def format(self, *nilai: object, **bernama: object) -> str:
        """Fill the pattern; see ``fill``."""
        return fill(self, nilai, bernama)

    def format_map(self, bernama: Mapping[str, object], /) -> str:  # type: ignore[override]
        """Fill the pattern from a mapping, which may answer for what it has not."""
        return fill(self, (), bernama)


def as_pattern(teks: str) -> str:
    """Return a text of the program as a ``Kalimat`` where a value stands before a full stop in it."""
    return Kalimat(teks) if "}." in teks else teks
