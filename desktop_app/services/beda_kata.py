"""Two texts word by word: what both say, and where they part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

BANYAK_KATA: Final = 400
"""Texts with more words are not compared word by word: the eye gains nothing and the comparison takes long."""
SERUPA: Final = 0.35
"""Texts that share less are shown whole: crossing out most of a text explains nothing."""
_KATA: Final = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Potongan:
    """A run of words that both texts say (``sama``), or what one says in the place of the other.

    The same words may have other white space after them in each text.
    """

    kiri: str
    kanan: str
    sama: bool = False


def split_words(kiri: str, kanan: str) -> tuple[Potongan, ...]:
    """Return two texts in runs of words, white space kept: all left parts together are the left text.

    Texts of more than 400 words, or with hardly a word in common, are one run; so are texts that differ in nothing
    but their white space.
    """
    a, b = _KATA.findall(kiri), _KATA.findall(kanan)
    banding = SequenceMatcher(None, [k.strip() for k in a], [k.strip() for k in b], autojunk=False)
    if max(len(a), len(b)) > BANYAK_KATA or (a and b and banding.ratio() < SERUPA):
        return (Potongan(kiri, kanan),)
    hasil = tuple(
        Potongan("".join(a[dari:sampai]), "".join(b[awal:akhir]), tanda == "equal")
        for tanda, dari, sampai, awal, akhir in banding.get_opcodes()
    )
    if kiri != kanan and all(satu.sama for satu in hasil):
        # Only spaces or lines differ: that too is a difference to choose from.
        return (Potongan(kiri, kanan),)
    return hasil


def join_words(potongan: tuple[Potongan, ...], pilihan: tuple[tuple[bool, bool], ...]) -> str:
    """Return the text that takes of each run that differs the left words, the right ones, both in turn, or none.

    ``pilihan`` holds a pair for each run that differs, in order. Words of two runs never grow together.
    """
    sisa = iter(pilihan)
    teks = ""
    for satu in potongan:
        if satu.sama:
            bagian = [satu.kiri]
        else:
            kiri, kanan = next(sisa)
            bagian = [kata for kata, mau in ((satu.kiri, kiri), (satu.kanan, kanan)) if mau]
        for kata in bagian:
            if teks and kata and not teks[-1].isspace() and not kata[0].isspace():
                teks += " "
            teks += kata
    return teks.strip()
