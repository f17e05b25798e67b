"""The digits of a request that were heard by telephone, given at the command line before it is admitted."""

from __future__ import annotations

import click

from desktop_app.domain.errors import UserError
from desktop_app.services.ganti_kunci import Gantian
from desktop_app.services.pendaftaran import Permintaan

SIDIK = click.option(
    "--fingerprint",
    "sidik",
    default="",
    help="25 angka yang dibacakan kantor itu; wajib bila kunci lama tidak menjamin",
)
"""The option of every command that admits a computer."""


def require_heard(dilihat: Permintaan, sidik: str) -> None:
    """Hold the digits that were heard against a request; where its old key vouches for nothing they must be given.

    Source: docs/spec/lost-computer.md, rule 6g. Raises ``UserError`` ``permintaan_perlu_sidik``,
    ``permintaan_sidik_lain``.
    """
    if sidik:
        if _digits(sidik) != _digits(dilihat.sidik_jari):
            raise UserError("permintaan_sidik_lain", nama=dilihat.nama)
    elif dilihat.ganti not in (Gantian.TIDAK, Gantian.COCOK):
        raise UserError("permintaan_perlu_sidik", lama=dilihat.lama[:8], sebab=dilihat.ganti.value, nama=dilihat.nama)


def _digits(text: str) -> str:
    return "".join(satu for satu in text if satu in "0123456789")
