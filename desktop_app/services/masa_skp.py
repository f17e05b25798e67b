"""The days that an SKP covers, which no other SKP of the same person covers, and when it can be determined (P6:65)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.skp import Skp
from desktop_app.services.kantor import Kantor
from desktop_app.services.kolom import covers_days
from desktop_app.services.waktu import plausible_day

HARI_SEBELUM_MULAI = 184
"""How early a plan is determined at most: the regulation lets planning begin before January and names no day (P6:65);
half a year catches the year before, typed by mistake."""


def is_covered(kantor: Kantor, pegawai_id: str, mulai: str, selesai: str, selain: Collection[str] = ()) -> bool:
    """Tell whether an SKP of a person, none of ``selain``, covers a day from ``mulai`` to ``selesai`` (ISO texts)."""
    milik = kantor.store.find("skp", where={"pegawai_id": pegawai_id}, bodies=False)
    return any(satu.doc_id not in selain and covers_days(satu.columns, mulai, selesai) for satu in milik)


def require_alone(kantor: Kantor, doc_id: str, skp: Skp) -> None:
    """Raise ``UserError`` where another SKP of the same person covers a day of this one: its dates were typed since."""
    if not is_covered(kantor, skp.pegawai_id, skp.mulai.isoformat(), skp.akhir.isoformat(), (doc_id,)):
        return
    pegawai = kantor.store.document(skp.pegawai_id)
    raise UserError(
        "skp_bertumpuk",
        nama=pegawai.label if pegawai is not None else "",
        mulai=format_tanggal(skp.mulai),
        selesai=format_tanggal(skp.akhir),
    )


def require_day(kantor: Kantor, skp: Skp, tanggal: date) -> None:
    """Raise ``UserError`` for a day on which no plan can have been determined: not come yet, after its end, too early.

    A clock that is not believed sets no bound: the day that people tell counts.
    """
    awal = skp.mulai - timedelta(days=HARI_SEBELUM_MULAI)
    hari = plausible_day(kantor.jam(), kantor.store.get("waktu", "lantai"))
    if hari is not None and tanggal > hari:
        raise UserError("skp_tanggal_belum_tiba", tanggal=format_tanggal(tanggal), hari=format_tanggal(hari))
    if not awal <= tanggal <= skp.akhir:
        masa = {"mulai": format_tanggal(awal), "selesai": format_tanggal(skp.akhir)}
        raise UserError("skp_tanggal_salah", tanggal=format_tanggal(tanggal), **masa)
