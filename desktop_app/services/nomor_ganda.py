"""Numbers that a computer used twice: device, epoch and n name one revision, and who reuses one rewrites his past.

The first to arrive keeps its place; a later one is told by the check and dates no signature (docs/spec/signing.md,
rule 12). A copied disk or a store that went back behind the program's back does it without ill will.
"""

from __future__ import annotations

from collections.abc import Mapping

from db import Store
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import list_perangkat


def late_doubles(store: Store, device: str = "") -> Mapping[tuple[str, str], Mapping[str, int]]:
    """Return by (device, epoch) the rev_ids whose number another revision had that arrived before, with the number.

    With a ``device`` only its own revisions are looked at. What was erased keeps its number.
    """
    taken: dict[tuple[str, str], set[int]] = {}
    ganda: dict[tuple[str, str], dict[str, int]] = {}
    for rev_id, dev, epoch, n in store.numbers(device):
        seen = taken.setdefault((dev, epoch), set())
        if n in seen:
            ganda.setdefault((dev, epoch), {})[rev_id] = n
        seen.add(n)
    return ganda


def number_findings(kantor: Kantor) -> list[tuple[str, Mapping[str, object]]]:
    """Name each computer and epoch with numbers that were used twice: how many, and the lowest of them."""
    nama = {satu.device_id: f"{satu.nama} ({satu.kode})" for satu in list_perangkat(kantor)}
    nama[kantor.store.device] = f"{kantor.profil.nama} ({kantor.profil.kode})"
    return [
        (
            "periksa_nomor_ganda",
            {
                "kantor": nama.get(device, "kantor yang tidak terdaftar"),
                "perangkat": device[:8],
                "jumlah": len(ganda),
                "nomor": min(ganda.values()),
            },
        )
        for (device, _), ganda in late_doubles(kantor.store).items()
    ]
