"""The person at the kabupaten who confirms what units have erased."""

from __future__ import annotations

from desktop_app.services.kantor import Kantor
from desktop_app.services.karantina import admit_karantina
from desktop_app.services.penguji_hapus import MENUNGGU


def confirm_erasures(kabupaten: Kantor) -> int:
    """Confirm every erasure that waits; return how many versions lost their bodies."""
    hilang = 0
    while waiting := [satu.rev_id for satu in kabupaten.store.quarantined() if satu.reason == MENUNGGU]:
        hilang += admit_karantina(kabupaten, waiting[0]).dihapus
    return hilang
