"""For whom planning does not apply: circumstances that together cover every day of the plan (P6:65-66 point 8)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.istilah import JenisKeadaan as J
from desktop_app.domain.pegawai import KeadaanKhusus, Pegawai
from desktop_app.domain.perencanaan import dikecualikan_selama

Masa = tuple[J, date, date | None]
CUTI: Masa = (J.CUTI_LUAR_TANGGUNGAN, date(2025, 6, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("semua", "sebab"),
    [
        ((CUTI, (J.PERSIAPAN_PENSIUN, date(2026, 7, 1), None)), J.CUTI_LUAR_TANGGUNGAN),
        (((J.PERSIAPAN_PENSIUN, date(2026, 6, 1), date(2026, 12, 31)), CUTI), J.CUTI_LUAR_TANGGUNGAN),
        (((J.PEJABAT_NEGARA, date(2024, 1, 1), None), CUTI), J.PEJABAT_NEGARA),
        ((CUTI, (J.PERSIAPAN_PENSIUN, date(2026, 7, 2), None)), None),
        ((CUTI, (J.PERSIAPAN_PENSIUN, date(2026, 7, 1), date(2026, 12, 30))), None),
        ((CUTI, (J.TUGAS_BELAJAR, date(2026, 7, 1), None)), None),
        (((J.PERSIAPAN_PENSIUN, date(2026, 1, 2), None),), None),
        ((), None),
    ],
    ids=["touching", "overlapping", "one", "gap", "last day", "study", "first day", "none"],
)
def test_that_circumstances_together_exempt_where_no_day_is_left(semua: tuple[Masa, ...], sebab: J | None) -> None:
    keadaan = tuple(KeadaanKhusus(id=str(n), jenis=j, mulai=m, selesai=s) for n, (j, m, s) in enumerate(semua))
    hasil = dikecualikan_selama(Pegawai(nama="Contoh", keadaan=keadaan), date(2026, 1, 1), date(2026, 12, 31))
    assert (hasil.jenis if hasil is not None else None) is sebab
