"""Where a version comes from: who wrote it first, and which office he wrote it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db import Revision
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import list_perangkat

URUNG = "mengurungkan penyelesaian konflik"
"""How the reason begins of a revision that brings a former version back."""


@dataclass(frozen=True)
class Asal:
    """An office as the origin of versions: its code and name; one that nobody here knows has its computer's id."""

    kode: str
    nama: str


def origins(kantor: Kantor) -> Mapping[str, Asal]:
    """Return the office of each computer that this one knows, by the computer's id."""
    asal = {satu.device_id: Asal(satu.kode, satu.nama) for satu in list_perangkat(kantor)}
    return asal | {kantor.store.device: Asal(kantor.profil.kode, kantor.profil.nama)}


def author_of(rev: Revision, riwayat: Sequence[Revision]) -> Revision:
    """Return the revision that first said what ``rev`` says; another than ``rev`` where undoing brought it back."""
    if not rev.why.startswith(URUNG) or rev.erased:
        return rev
    digabung = {induk for satu in riwayat if len(satu.parents) > 1 for induk in satu.parents}
    sama = (
        satu
        for satu in riwayat
        if satu.rev_id in digabung and satu.body == rev.body and satu.deleted == rev.deleted and not satu.erased
    )
    return next(sama, rev)
