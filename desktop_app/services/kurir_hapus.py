"""Who carried a stick is forgotten with the person: the outbox keeps names as they were typed, without any id.

A typed name is his where all its words are in his name, or all of his are in it: "Bunga" is taken for Bunga Contoh. One
name too many is emptied rather than one too few: who carried a bundle proves nothing. Source: docs/spec/erasure.md.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import msgspec

from db import StoreError, Transaction
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.dibawa import RUANG_DIBAWA, Bawaan
from desktop_app.services.kantor import Kantor

_KATA = re.compile(r"[^\W\d_]{3,}")
"""Words that tell people apart; titles such as ``S.E.`` and initials do not."""
_SAPAAN = frozenset({"pak", "bapak", "ibu", "bu", "saudara", "saudari", "mas", "mbak", "drs", "dra"})


def names_of(kantor: Kantor, orang: Iterable[str]) -> frozenset[str]:
    """Return every name that these people (document ids) ever had here, as far as their versions still say it."""
    nama: set[str] = set()
    for doc_id in orang:
        try:
            versi = kantor.store.history(doc_id)
        except StoreError:
            continue
        for rev in versi:
            if rev.kind != "pegawai" or rev.deleted or rev.erased:
                continue
            try:
                nama.add(msgspec.json.decode(rev.body, type=Pegawai).nama)
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue
    return frozenset(nama)


def count_kurir(kantor: Kantor, nama: Collection[str]) -> int:
    """Return in how many lines of the outbox one of these names stands as who carried the copy."""
    return sum(1 for _ in _named(kantor, nama))


def forget_kurir(kantor: Kantor, tx: Transaction, nama: Collection[str]) -> int:
    """Empty who carried a copy wherever it is one of these names; return how many lines that were."""
    lines = list(_named(kantor, nama))
    for kunci, satu in lines:
        tx.put(RUANG_DIBAWA, kunci, msgspec.json.encode(msgspec.structs.replace(satu, kurir="")))
    return len(lines)


def _named(kantor: Kantor, nama: Collection[str]) -> Iterable[tuple[str, Bawaan]]:
    utuh = {_plain(satu) for satu in nama}
    kata = [words for satu in nama if (words := _words(satu))]
    for kunci, raw in kantor.store.items(RUANG_DIBAWA):
        satu = msgspec.json.decode(raw, type=Bawaan)
        tulisan = _words(satu.kurir)
        if not satu.kurir:
            continue
        if _plain(satu.kurir) in utuh or (tulisan and any(tulisan <= milik or milik <= tulisan for milik in kata)):
            yield kunci, satu


def _plain(teks: str) -> str:
    return " ".join(teks.casefold().split())


def _words(teks: str) -> frozenset[str]:
    return frozenset(_KATA.findall(teks.casefold())) - _SAPAAN
