"""The days that an SKP covers: no other SKP of the same person covers one of them (P6:65)."""

from __future__ import annotations

from collections.abc import Collection

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.skp import Skp
from desktop_app.services.kantor import Kantor
from desktop_app.services.kolom import covers_days


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
