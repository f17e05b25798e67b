"""Who is missing: people without an SKP or an evaluation for the period that the office works on.

The period is the newest that the documents themselves name; a clock that may be dead is not asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.errors import UserError
from desktop_app.domain.periode import Periode, parse_periode
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import find_reached
from desktop_app.services.kantor import Kantor
from desktop_app.services.nama_pelaku import TANPA_NAMA
from desktop_app.services.penilaian import list_penilaian
from desktop_app.services.skp import list_skp


@dataclass(frozen=True)
class Belum:
    """The period and who has no document for it, by id: ``tahun`` 0 and ``periode`` "" where nothing tells of one."""

    tahun: int = 0
    periode: str = ""
    skp: tuple[str, ...] = ()
    penilaian: tuple[str, ...] = ()


def find_belum(kantor: Kantor) -> Belum:
    """Return who is missing, in the order of their names, as far as who acts may see it."""
    periode = _newest(kantor)
    tahun = periode.mulai.year if periode is not None else _newest_year(kantor)
    if not tahun:
        return Belum()
    skp = tuple(satu.pegawai_id for satu in list_skp(kantor, tahun) if not satu.skp_id)
    if periode is None:
        return Belum(tahun, "", skp)
    nilai = tuple(s.pegawai_id for s in list_penilaian(kantor, periode.kode) if not s.penilaian_id)
    return Belum(tahun, periode.kode, skp, tuple(dict.fromkeys(nilai)))


def names_of(kantor: Kantor, pegawai_ids: Sequence[str]) -> tuple[str, ...]:
    """Return the names of people by their ids; who was erased meanwhile has none."""
    ada = kantor.store.documents(pegawai_ids)
    return tuple(ada[satu].label if satu in ada and not ada[satu].deleted else TANPA_NAMA for satu in pegawai_ids)


def _newest(kantor: Kantor) -> Periode | None:
    ditemukan: list[Periode] = []
    terlihat = find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "penilaian")
    for kode in {str(satu.columns["periode"]) for satu in terlihat}:
        try:
            ditemukan.append(parse_periode(kode))
        except UserError:
            continue  # of a newer program
    return max(ditemukan, key=lambda satu: (satu.selesai, satu.mulai), default=None)


def _newest_year(kantor: Kantor) -> int:
    mulai = (str(s.columns["mulai"])[:4] for s in find_reached(kantor, Wewenang.LIHAT_SKP, "skp"))
    return max((int(tahun) for tahun in mulai if tahun.isdigit()), default=0)
