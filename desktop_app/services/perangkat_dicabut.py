"""What the kabupaten keeps of each computer that it believes no more: lost, or its key was changed."""

from __future__ import annotations

import msgspec

from db import Transaction
from desktop_app.services.kantor import Kantor

RUANG = "pencabutan"


class Pencabutan(msgspec.Struct, frozen=True, kw_only=True):
    """That a device was revoked: why, when by the claimed clock, and the number of the last bundle accepted from it.

    ``pengganti`` is the device as which the same computer goes on, "" where it was no change of its key; ``cabang``
    are other computers that asked with the same old key.
    """

    alasan: str
    waktu: str
    ragu: bool
    nomor: int
    pengganti: str = ""
    cabang: tuple[str, ...] = ()


def read_pencabutan(kantor: Kantor) -> dict[str, Pencabutan]:
    """Return what is kept of every device that is believed no more, by its id."""
    return {key: msgspec.json.decode(raw, type=Pencabutan) for key, raw in kantor.store.items(RUANG)}


def put_pencabutan(tx: Transaction, device_id: str, satu: Pencabutan) -> None:
    """Keep that a device is believed no more."""
    tx.put(RUANG, device_id, msgspec.json.encode(satu))
