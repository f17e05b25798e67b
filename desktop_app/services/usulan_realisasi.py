"""What the journal of one person proposes as realisation of his SKP in a period, and his progress month by month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.jurnal import Jurnal
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.realisasi import (
    CaraHitung,
    UsulanRealisasi,
    less_is_better,
    progress_by_month,
    propose_realisasi,
)
from desktop_app.domain.skp import Skp, Target, find_indikator
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kolom import weeks_touching


@dataclass(frozen=True)
class KemajuanIndikator:
    """How one indicator went: what was reached from the beginning to the end of each month, and its target.

    ``titik`` holds the first day of each month of the SKP with the number, None where there is none yet.
    """

    indikator_id: str
    indikator: str
    target: Target
    titik: tuple[tuple[date, Decimal | None], ...]
    kecil_lebih_baik: bool = False


@intention(Wewenang.LIHAT_PENILAIAN)
def read_usulan(
    kantor: Kantor, pegawai_id: str, skp_id: str, periode: str, *, cara: Mapping[str, CaraHitung] | None = None
) -> tuple[UsulanRealisasi, ...]:
    """Return what the journal proposes for each indicator of an SKP in a period, changing nothing.

    ``cara`` are ways of counting that were chosen, by the proposal's id. Raises ``UserError`` where the SKP is not that
    person's or who acts may not see it.
    """
    skp, jurnal, manual = _sources(kantor, pegawai_id, skp_id)
    return propose_realisasi(skp, jurnal, parse_periode(periode), manual=manual, cara=cara)


@intention(Wewenang.LIHAT_PENILAIAN)
def read_kemajuan(
    kantor: Kantor, pegawai_id: str, skp_id: str, *, cara: Mapping[str, CaraHitung] | None = None
) -> tuple[KemajuanIndikator, ...]:
    """Return the progress of each indicator of an SKP by month, up to the present month; in the order of the form."""
    skp, jurnal, manual = _sources(kantor, pegawai_id, skp_id)
    terakhir = max((satu.tanggal for minggu in jurnal for satu in minggu.entri), default=skp.mulai)
    sampai = max(terakhir, min(kantor.jam().date(), skp.akhir))
    return tuple(
        KemajuanIndikator(
            indikator_id=satu.id,
            indikator=satu.teks or satu.narasi or hasil.teks,
            target=satu.target,
            kecil_lebih_baik=less_is_better(satu),
            titik=progress_by_month(skp, jurnal, satu.id, manual=manual, cara=(cara or {}).get(satu.id), sampai=sampai),
        )
        for hasil in skp.hasil
        for satu in hasil.indikator
    )


def _sources(
    kantor: Kantor, pegawai_id: str, skp_id: str
) -> tuple[Skp, tuple[Jurnal, ...], dict[str, ManualIndikator]]:
    dokumen = reached_document(kantor, skp_id, "skp", Wewenang.LIHAT_PENILAIAN)
    skp = decode_as(Skp, dokumen.body)
    if skp.pegawai_id != pegawai_id:
        raise UserError("dokumen_tidak_ada", id=skp_id)
    jurnal = weeks_of(kantor, pegawai_id, skp.mulai, skp.akhir)
    ada = kantor.store.find("manual_indikator", where={"pegawai_id": pegawai_id})
    semua = [decode_as(ManualIndikator, satu.body) for satu in ada]
    return skp, jurnal, {m.indikator_id: m for m in semua if find_indikator(skp, m.indikator_id) is not None}


def weeks_of(kantor: Kantor, pegawai_id: str, mulai: date, selesai: date) -> tuple[Jurnal, ...]:
    """Return the stored weeks of a person's journal that may hold a day between two days, the earliest first."""
    di = {"pegawai_id": pegawai_id, "minggu": weeks_touching(mulai, selesai)}
    return tuple(decode_as(Jurnal, satu.body) for satu in kantor.store.find("jurnal", where=di, order=("minggu",)))
