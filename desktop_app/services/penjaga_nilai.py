"""What is never typed anew in a unit's achievement, a self-evaluation, or credit points: whose, and about what."""

from __future__ import annotations

from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.capaian_unit import CapaianUnit
from desktop_app.domain.codec import Dokumen
from desktop_app.domain.evaluasi_diri import EvaluasiDiri


def moves_its_place(lama: Dokumen, isi: Dokumen) -> bool:
    """Tell whether ``isi`` would be about another period or SKP than ``lama``; the value of a unit is set by a step."""
    if isinstance(isi, CapaianUnit) and isinstance(lama, CapaianUnit):
        return _of_unit(lama) != _of_unit(isi)
    if isinstance(isi, EvaluasiDiri) and isinstance(lama, EvaluasiDiri):
        return (lama.skp_id, lama.periode, lama.unit_kode, lama.tanggal) != (
            isi.skp_id,
            isi.periode,
            isi.unit_kode,
            isi.tanggal,
        )
    if isinstance(isi, AngkaKredit) and isinstance(lama, AngkaKredit):
        # Who determines follows from whose it is and what it converts: typed, that would give the right away.
        return _of_points(lama) != _of_points(isi)
    return False


def _of_points(isi: AngkaKredit) -> tuple[object, ...]:
    dari = (isi.jenis, isi.penilai_id, isi.penilaian_id, isi.sumber)
    return (*dari, isi.unit_kode, isi.periode, isi.mulai, isi.selesai, isi.tanggal)


def _of_unit(isi: CapaianUnit) -> tuple[object, ...]:
    return (isi.periode, isi.unit_kode, isi.capaian, isi.tahun_lalu, isi.penetap, isi.tanggal)
