"""Names and ranks as of a date, so that every form prints the post of its day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.pegawai import Identitas, Pegawai, RiwayatJabatan, identitas_pada

LAMA = RiwayatJabatan(
    id="r1",
    mulai=date(2020, 1, 6),
    jabatan="Pelaksana",
    pangkat="Penata Muda",
    golongan="III/a",
    unit_kerja="Kecamatan",
)
BARU = RiwayatJabatan(
    id="r2", mulai=date(2026, 4, 1), jabatan="Kepala Seksi", pangkat="Penata", golongan="III/c", unit_kerja="Kecamatan"
)
ORANG = Pegawai(nama="Fulan", nip="198609262015051001", riwayat=(BARU, LAMA))


@pytest.mark.parametrize(
    "tanggal, jabatan",
    [
        (date(2026, 3, 31), "Pelaksana"),
        (date(2026, 4, 1), "Kepala Seksi"),
        (date(2030, 1, 1), "Kepala Seksi"),
        (date(2019, 1, 1), "Pelaksana"),  # before the first post the first one
        (None, "Kepala Seksi"),
    ],
)
def test_that_the_post_is_that_of_the_day_whatever_the_order_in_the_document(
    tanggal: date | None, jabatan: str
) -> None:
    jabatan_pada = ORANG.jabatan_pada(tanggal)
    assert jabatan_pada is not None
    assert jabatan_pada.jabatan == jabatan


def test_that_a_form_prints_rank_and_golongan_together() -> None:
    assert identitas_pada(ORANG, date(2026, 1, 1)) == Identitas(
        nama="Fulan",
        nip="198609262015051001",
        pangkat="Penata Muda (III/a)",
        jabatan="Pelaksana",
        unit_kerja="Kecamatan",
    )


@pytest.mark.parametrize(
    "pangkat, golongan, printed",
    [("", "IX", "IX"), ("Pembina", "", "Pembina"), ("", "", ""), ("Penata", "III/c", "Penata (III/c)")],
)
def test_that_a_pppk_prints_his_golongan_alone(pangkat: str, golongan: str, printed: str) -> None:
    orang = Pegawai(
        nama="Fulan", riwayat=(RiwayatJabatan(id="r1", mulai=date(2024, 6, 1), pangkat=pangkat, golongan=golongan),)
    )
    assert identitas_pada(orang, None).pangkat == printed


def test_that_a_person_without_post_still_has_a_name() -> None:
    assert identitas_pada(Pegawai(nama="Fulan"), date(2026, 1, 1)) == Identitas(nama="Fulan")


@given(
    st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=1, max_size=6),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
)
def test_that_no_later_post_is_ever_printed(mulai: list[date], tanggal: date) -> None:
    riwayat = tuple(RiwayatJabatan(id=f"r{n}", mulai=hari) for n, hari in enumerate(mulai))
    pada = Pegawai(nama="Fulan", riwayat=riwayat).jabatan_pada(tanggal)
    assert pada is not None
    assert pada.mulai == max([hari for hari in mulai if hari <= tanggal], default=min(mulai))
