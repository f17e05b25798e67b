"""Proof that an answer arrived: a unit names the answers that it took in its next bundle, by their hashes."""

from __future__ import annotations

import msgspec

from db import Transaction
from desktop_app.exchange import VerifiedBundle
from desktop_app.services.kantor import Kantor
from desktop_app.services.paket import PaketKeluar, list_keluar, put_keluar


def note_proven(kantor: Kantor, tx: Transaction, paket: VerifiedBundle) -> None:
    """At the kabupaten: mark the answers that the sender of a verified bundle has taken; only those made for it."""
    sampai = paket.manifest.answers
    if sampai is msgspec.UNSET or not sampai:
        return
    ada = frozenset(sampai)
    for satu in list_keluar(kantor):
        if satu.file_sha256 in ada and not satu.diterima and is_for(satu, paket):
            put_keluar(tx, msgspec.structs.replace(satu, diterima=True))


def is_for(keluar: PaketKeluar, paket: VerifiedBundle) -> bool:
    """Tell whether an answer was made for the very computer that says it has it; nobody proves another's."""
    return keluar.perangkat == paket.sender
