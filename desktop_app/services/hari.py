"""The day that a person tells where the computer's clock shows an impossible one: asked, never required."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.waktu import BATAS_TAHUN, RILIS

KUNCI = "hari_dijawab"


@intention(Wewenang.RINGKASAN)
def answer_day(kantor: Kantor, hari: date) -> Changed:
    """Keep the day that a person told, for dates to begin with; claims of the clock stay marked as doubtful.

    Raises ``UserError`` ``hari_mustahil`` for a day before this program was made or absurdly late.
    """
    if not RILIS.date() <= hari < date(BATAS_TAHUN, 1, 1):
        raise UserError("hari_mustahil", awal=RILIS.date().strftime("%d-%m-%Y"))
    with kantor.write("jawab_hari", detail={"hari": hari.isoformat()}) as tx:
        tx.put("waktu", KUNCI, hari.isoformat().encode())
    return Changed((), ("skp", "penilaian", "periode"))


def answered_day(kantor: Kantor) -> date | None:
    """Return the day that was told last, None where nobody was asked."""
    raw = kantor.store.get("waktu", KUNCI)
    return date.fromisoformat(raw.decode()) if raw else None
