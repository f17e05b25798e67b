"""Leaving: locking the screen, handing over, or closing the program leaves a row of the one who was logged in."""

from __future__ import annotations

from enum import StrEnum

from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.kantor import Kantor, intention


class CaraKeluar(StrEnum):
    """How somebody left."""

    DIKUNCI = "dikunci"
    DITUTUP = "ditutup"


@intention(Wewenang.RINGKASAN)
def note_keluar(kantor: Kantor, cara: CaraKeluar) -> None:
    """Leave the row; nobody is logged in where the office has no passwords, so nobody leaves there."""
    if kantor.pelaku.kunci is None:
        return
    with kantor.write("keluar", kantor.pelaku.akun_id, {"cara": cara.value}):
        pass
