"""What the kabupaten keeps of each computer that it believes no more: lost, or its key was changed."""

from __future__ import annotations

from collections.abc import Mapping

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


def chain_of(dicabut: Mapping[str, Pencabutan], device_id: str) -> tuple[str, ...]:
    """Return a device and, one after the other, those as which the same computer went on; the last one ends it."""
    rantai = [device_id]
    while (satu := dicabut.get(rantai[-1])) is not None and satu.pengganti and satu.pengganti not in rantai:
        rantai.append(satu.pengganti)
    return tuple(rantai)


def holders_of(dicabut: Mapping[str, Pencabutan], device_id: str) -> tuple[str, ...]:
    """Return the further computers that held a key of this one's chain and are believed still."""
    akhir = chain_of(dicabut, device_id)[-1]
    semua, urut = {device_id}, [device_id]
    for kini in urut:
        satu = dicabut.get(kini)
        lanjut = (*((satu.pengganti,) if satu.pengganti else ()), *satu.cabang) if satu is not None else ()
        urut.extend(baru for baru in dict.fromkeys(lanjut) if baru not in semua)
        semua.update(lanjut)
    return tuple(satu for satu in urut if satu not in dicabut and satu != akhir)
