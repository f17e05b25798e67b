"""What the window needs to know of the office that was just opened, read in one go by the worker."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.regulation import KataRencana
from desktop_app.services.aturan_nilai import plan_words
from desktop_app.services.jangkar import Pemberitahuan
from desktop_app.services.kantor import Kantor, Profil
from desktop_app.services.pekerjaan import read_waktu_kerja
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.pengaturan import Pengaturan, read_pengaturan


class Opening(msgspec.Struct, frozen=True):
    """What the window needs to know of the office that was just opened."""

    profil: Profil
    aturan: KataRencana
    pengaturan: Pengaturan
    hari: date
    pelaku: Pelaku
    pemberitahuan: tuple[Pemberitahuan, ...] = ()


def read_opening(kantor: Kantor) -> Opening:
    """Return the facts of the opened office; runs in the worker thread."""
    return Opening(
        kantor.profil,
        plan_words(kantor),
        read_pengaturan(kantor),
        read_waktu_kerja(kantor).hari,
        kantor.pelaku,
        kantor.pemberitahuan,
    )
