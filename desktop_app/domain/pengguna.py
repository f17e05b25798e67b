"""Pengguna: a person who works with the program on some computer, and the public keys he signs with."""

from __future__ import annotations

import msgspec


class KunciPengguna(msgspec.Struct, frozen=True, kw_only=True):
    """One public key of a person, vouched for by the computer on which it was made.

    ``id`` is SHA-256(key)[:16] as hex, ``kunci`` the Ed25519 key as hex, ``tanda_perangkat`` the signature of the
    device ``perangkat`` over both and the person's id (docs/spec/signing.md). ``berakhir`` is set where the key counts
    for nothing signed from then on: a new password after a recovery, or a person who left. ``kunci_perangkat`` is that
    device's own public key as hex, so that an office which holds no certificate of it can verify; ``perangkat`` is its
    hash. ``segel`` is the age recipient to which others seal for him, ``tanda_segel`` this key's own word for it
    (docs/spec/objection.md); both are empty until he has logged in once.
    """

    id: str
    kunci: str
    perangkat: str
    tanda_perangkat: str
    berakhir: bool = False
    kunci_perangkat: str = ""
    segel: str = ""
    tanda_segel: str = ""


class Pengguna(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who works with the program; his document id is the ``who`` of every revision he saves.

    ``pegawai_id`` is his own record where he is an employee. What he may do stays on his computer and never travels.
    """

    nama: str
    pegawai_id: str = ""
    unit_kode: str = ""
    aktif: bool = True
    kunci: tuple[KunciPengguna, ...] = ()
