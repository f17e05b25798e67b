"""Rule sets that came as files from the kabupaten: read from the store, beside those of the program.

A rule file holds for what it is asked by its id, for ever, and for new evaluations of periods that begin on its day or
later. The rule sets of the program are never replaced: a file with the id of one of them is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from datetime import date
from functools import cache

import msgspec

from db import Found, Store
from desktop_app.domain.codec import decode_as
from desktop_app.domain.dari_kabupaten import FORMAT_ATURAN, BerkasAturan
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.regulation import Aturan, read_aturan, regulation_in_force

KIND = "berkas_aturan"
_HARI = "pada "
"""Begins the name under which the rule set of a day is kept; no id of a rule set has a blank."""
Cache = MutableMapping[str, Aturan]


def make_reader(cache: Cache) -> Callable[[str], Aturan]:
    """Return what gives a rule set by its id from ``cache``, else from the program; the merge of versions asks it."""

    def read(aturan_id: str) -> Aturan:
        if aturan_id not in cache:
            cache[aturan_id] = regulation_in_force(aturan_id=aturan_id)
        return cache[aturan_id]

    return read


def find_aturan(store: Store, kode: str, cache: Cache, aturan_id: str) -> Aturan:
    """Return a rule set by its id: the program's, else the kabupaten's; the program's newest without an id.

    Raises ``SystemProblem`` ``aturan_tidak_ada``.
    """
    if aturan_id not in cache:
        try:
            cache[aturan_id] = regulation_in_force(aturan_id=aturan_id)
        except SystemProblem:
            load_stored(store, kode, cache)
            if aturan_id not in cache:
                raise
    return cache[aturan_id]


def load_stored(store: Store, kode: str, cache: Cache) -> tuple[tuple[BerkasAturan, Aturan], ...]:
    """Return the rule files that hold for the office ``kode``, read; each stands in ``cache`` by its id afterwards."""
    semua: list[tuple[BerkasAturan, Aturan]] = []
    for satu in stored_files(store, kode):
        isi = decode_as(BerkasAturan, satu.body)
        if isi.format > FORMAT_ATURAN or is_builtin(isi.aturan_id):
            continue
        if isi.aturan_id not in cache:
            try:
                cache[isi.aturan_id] = read_aturan(isi.isi)
            except UserError:
                continue
        semua.append((isi, cache[isi.aturan_id]))
    return tuple(semua)


def stored_files(store: Store, kode: str) -> list[Found]:
    """Return the stored rule files of the kabupaten of the office ``kode``, of no other office.

    Where two texts stand under one id the one that came first holds: evaluations were made under it.
    """
    milik = (satu for satu in store.find(KIND) if is_above(satu.scope, kode))
    return sorted((_first_told(store, satu) for satu in milik), key=lambda satu: satu.doc_id)


def _first_told(store: Store, satu: Found) -> Found:
    if not satu.conflicts:
        return satu
    body = next((rev.body for rev in store.history(satu.doc_id) if not rev.deleted), satu.body)
    return msgspec.structs.replace(satu, body=body)


def is_above(scope: str, kode: str) -> bool:
    """Tell whether ``scope`` is a kabupaten's code, and that of ``kode`` itself or of the office above it."""
    return scope.count(".") == 1 and (kode == scope or kode.startswith(scope + "."))


@cache
def is_builtin(aturan_id: str) -> bool:
    """Tell whether a rule set of this id came with the program; asked for every evaluation that is printed."""
    try:
        regulation_in_force(aturan_id=aturan_id)
    except SystemProblem:
        return False
    return bool(aturan_id)


def aturan_on(store: Store, kode: str, cache: Cache, tanggal: date) -> Aturan:
    """Return the rule set in force on a day: the newest that began by then, of one day the kabupaten's last file.

    Lists ask for the same days a thousand times; what is known of a day stands in ``cache`` until ``forget_days``.
    """
    hari = _HARI + tanggal.isoformat()
    if hari not in cache:
        cache[hari] = _choose(store, kode, cache, tanggal)
    return cache[hari]


def forget_days(cache: Cache) -> None:
    """Take away what is known of days: a rule file has come."""
    for satu in [kunci for kunci in cache if kunci.startswith(_HARI)]:
        del cache[satu]


def _choose(store: Store, kode: str, cache: Cache, tanggal: date) -> Aturan:
    bawaan = regulation_in_force(tanggal)
    pilihan = [(bawaan.berlaku_mulai, 0, bawaan)]
    pilihan += [
        (aturan.berlaku_mulai, isi.urutan, aturan)
        for isi, aturan in load_stored(store, kode, cache)
        if aturan.berlaku_mulai <= tanggal
    ]
    return max(pilihan, key=lambda satu: (satu[0], satu[1], satu[2].id))[2]
