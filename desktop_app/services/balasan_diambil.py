"""Which answers of the kabupaten were taken here; the next bundle names them, so that they count as arrived."""

from __future__ import annotations

from db import Store
from desktop_app.exchange.limits import ANSWERS_MAX

RUANG = "balasan"
"""At a unit: the answers that were taken, number by hash of the file."""


def taken_answers(store: Store) -> tuple[str, ...]:
    """Return the hashes of the answers that were taken here, the highest numbers first, as many as a manifest takes."""
    semua = [(int(nomor), sidik) for sidik, nomor in store.items(RUANG) if nomor.isdigit() and len(sidik) == 64]
    return tuple(sidik for _, sidik in sorted(semua, reverse=True)[:ANSWERS_MAX])
