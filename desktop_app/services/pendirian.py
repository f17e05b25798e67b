"""Founding an office: store, keys, the kabupaten's root of trust, and the office itself as its first document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from db import Transaction
from desktop_app.domain.codec import SCHEMA, encode, natural_id
from desktop_app.domain.unit_kerja import UnitKerja
from desktop_app.services.kantor import Kantor, Peran, Profil, create_kantor, intention
from desktop_app.services.kepercayaan import establish_trust


@intention
def found_office(home: Path, profil: Profil, *, jam: Callable[[], datetime], who: str = "") -> Kantor:
    """Make a new office in ``home`` and return it opened; its ``UnitKerja`` is its first document.

    Raises ``UserError`` where one is there already or an answer is missing.
    """
    return create_kantor(home, profil, jam=jam, who=who, found=write_beginning)


def write_beginning(kantor: Kantor, tx: Transaction) -> None:
    """Write what an office begins with: the kabupaten's root of trust, and the office as its first document."""
    profil = kantor.profil
    if profil.peran is Peran.KABUPATEN:
        establish_trust(kantor, tx, kantor.office_keys())
    unit = UnitKerja(
        kode=profil.kode,
        nama=profil.nama,
        instansi=profil.instansi,
        tempat=profil.tempat,
        unit_kode=profil.kode,
    )
    doc_id = natural_id("unit_kerja", profil.kode, profil.kode)
    tx.save("unit_kerja", doc_id, encode(unit), scope=profil.kode, schema=SCHEMA)
