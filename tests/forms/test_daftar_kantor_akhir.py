"""Whoever signs a list signs a page on which some of the list stands, however many rows there are."""

from __future__ import annotations

from datetime import datetime

import pytest

from desktop_app.forms import render_daftar_kantor
from desktop_app.forms.values_daftar_kantor import FormDaftarKantor
from tests.forms.conftest import read_pdf


@pytest.mark.parametrize("banyak", [24, 25, 26, 27, 28, 29, 30])
def test_that_the_signatures_stand_below_a_row_of_the_list(banyak: int) -> None:
    form = FormDaftarKantor(
        instansi="PEMERINTAH KABUPATEN CONTOH",
        kantor="Kabupaten Contoh",
        judul="Keadaan terakhir yang diterima",
        fakta=(("Kantor", "Kecamatan Contoh"),),
        paragraf=(),
        kepala=("NO", "PEGAWAI"),
        lebar=(10, 90),
        baris=tuple((str(n), f"Pegawai Contoh {n}\n19800101{n:010d}") for n in range(1, banyak + 1)),
        penanda=("Petugas kabupaten", "Kepala kantor"),
        dibuat=datetime(2027, 1, 4, 8, 0),
        jam_diragukan=False,
    )
    *_, last = [page.text for page in read_pdf(render_daftar_kantor(form))]
    assert "Petugas kabupaten" in last
    assert f"Pegawai Contoh {banyak}" in last
