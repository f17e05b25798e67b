"""For what a realisation is written: each indicator, or each planned result on the qualitative forms (C.1.1, P6:105).

Evaluations made before the qualitative forms had a place of their own told it per indicator; both are read.
"""

from __future__ import annotations

import msgspec

from desktop_app.domain.istilah import JenisHasil, Pendekatan
from desktop_app.domain.penilaian import Penilaian, RealisasiIndikator
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Skp


class ButirRealisasi(msgspec.Struct, frozen=True):
    """One place for a realisation: ``indikator`` is None where it is told for the whole ``hasil``."""

    hasil: RencanaHasilKerja
    indikator: Indikator | None = None

    @property
    def id(self) -> str:
        """The id that a realisation carries for this place."""
        return self.indikator.id if self.indikator is not None else self.hasil.id


def butir_realisasi(skp: Skp) -> tuple[ButirRealisasi, ...]:
    """Return the places of a plan in the order of its form: utama before tambahan."""
    urut = [*skp.hasil_jenis(JenisHasil.UTAMA), *skp.hasil_jenis(JenisHasil.TAMBAHAN)]
    if skp.pendekatan is Pendekatan.KUALITATIF:
        return tuple(ButirRealisasi(hasil) for hasil in urut)
    return tuple(ButirRealisasi(hasil, indikator) for hasil in urut for indikator in hasil.indikator)


def realisasi_dari(penilaian: Penilaian, butir: ButirRealisasi) -> RealisasiIndikator:
    """Return what an evaluation tells at one place; for a result, what its indicators tell where it has no own words.

    The record of a result that is put together from its indicators carries the id of the result.
    """
    sendiri = penilaian.realisasi_untuk(butir.id)
    if butir.indikator is not None or sendiri.realisasi.strip() or sendiri.umpan_balik:
        return sendiri
    bagian = [penilaian.realisasi_untuk(indikator.id) for indikator in butir.hasil.indikator]
    return RealisasiIndikator(
        id=butir.id,
        realisasi="\n".join(satu.realisasi.strip() for satu in bagian if satu.realisasi.strip()),
        umpan_balik=tuple(umpan for satu in bagian for umpan in satu.umpan_balik),
    )
