"""Edits of an evaluation as pure functions."""

from __future__ import annotations

from typing import Any

import msgspec

from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.penilaian import Penilaian, UmpanBalik, UmpanBalikPerilaku
from desktop_app.ui.penilaian.umpan_balik import umpan_balik_of


def put_realisasi(penilaian: Penilaian, indikator_id: str, **changes: Any) -> Penilaian:
    """Return ``penilaian`` with what was reached for one indicator changed, recorded where it was not yet."""
    record = msgspec.structs.replace(penilaian.realisasi_untuk(indikator_id), **changes)
    known = any(one.id == indikator_id for one in penilaian.realisasi)
    rows = penilaian.realisasi if known else (*penilaian.realisasi, record)
    return msgspec.structs.replace(
        penilaian, realisasi=tuple(record if one.id == indikator_id else one for one in rows)
    )


def put_umpan_balik_perilaku(penilaian: Penilaian, nilai: NilaiDasar, text: str) -> Penilaian:
    """Return ``penilaian`` with the feedback on one core value taken from lines of ``text``."""
    return keep_umpan_balik_perilaku(penilaian, nilai, umpan_balik_of(penilaian.umpan_balik_untuk(nilai), text))


def keep_umpan_balik_perilaku(
    penilaian: Penilaian, nilai: NilaiDasar, umpan_balik: tuple[UmpanBalik, ...]
) -> Penilaian:
    """Return ``penilaian`` with exactly this feedback on one core value."""
    known = any(one.nilai is nilai for one in penilaian.perilaku)
    rows = penilaian.perilaku if known else (*penilaian.perilaku, UmpanBalikPerilaku(nilai=nilai))
    return msgspec.structs.replace(
        penilaian,
        perilaku=tuple(
            msgspec.structs.replace(one, umpan_balik=umpan_balik) if one.nilai is nilai else one for one in rows
        ),
    )
