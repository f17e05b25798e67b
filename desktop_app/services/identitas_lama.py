"""The identities that this computer had before it took a new one, and their keys; no secret leaves the store."""

from __future__ import annotations

import msgspec

from db import Store
from desktop_app.services.kantor import Kantor
from desktop_app.vault import DeviceKeys

RUANG_LAMA = "identitas_lama"
SANDI_LAMA = "perangkat_lama:"


class IdentitasLama(msgspec.Struct, frozen=True, kw_only=True):
    """An identity that is over: the device and its last epoch, which one followed, why, and its last bundle's number.

    ``sebab`` is ``dicabut``, ``diminta``, ``kembaran``, ``salinan``, ``sendiri`` or ``ganti``; ``urutan`` counts them.
    """

    perangkat: str
    baru: str
    epoch: str
    sebab: str
    nomor: int
    waktu: str
    ragu: bool
    urutan: int


def list_lama(store: Store) -> tuple[IdentitasLama, ...]:
    """Return the identities that this computer had before, the oldest first."""
    semua = [msgspec.json.decode(raw, type=IdentitasLama) for _, raw in store.items(RUANG_LAMA)]
    return tuple(sorted(semua, key=lambda satu: satu.urutan))


def own_devices(store: Store) -> frozenset[str]:
    """Return the ids under which this computer has worked: the present one and those before it."""
    return frozenset((store.device, *(device for device, _ in store.items(RUANG_LAMA))))


def keys_of(kantor: Kantor, device_id: str) -> DeviceKeys | None:
    """Return this computer's keys under its present or a former identity; None where it never had that one."""
    if device_id == kantor.store.device:
        return kantor.device_keys()
    raw = kantor.store.get("rahasia", f"{SANDI_LAMA}{device_id}")
    return DeviceKeys.from_bytes(raw) if raw is not None else None
