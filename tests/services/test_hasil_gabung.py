"""What became of many bundles is kept as a page, a spreadsheet or a list, with every line on it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.services.hasil_gabung import BarisHasil, save_hasil
from tests.services.dunia_kantor import Dunia

BARIS = [
    BarisHasil(f"Kecamatan Contoh {n}, nomor {n}", f"paket-{n}.skpb", "Digabung", "=3 versi baru", "QSJW-WFAR-APFA")
    for n in range(1, 41)
]


def test_that_forty_results_stand_on_the_page_and_in_the_list(dunia: Dunia, tmp_path: Path) -> None:
    kabupaten = dunia("kabupaten")
    for akhiran in ("pdf", "csv", "xlsx"):
        assert save_hasil(kabupaten, BARIS, tmp_path / f"hasil.{akhiran}") == 40
    with pypdfium2.PdfDocument(tmp_path / "hasil.pdf") as pdf:
        teks = "".join(page.get_textpage().get_text_range() for page in pdf)
        assert len(pdf) > 1
    assert all(f"paket-{n}.skpb" in teks for n in range(1, 41))
    assert teks.count("QSJW-WFAR-APFA") == 40
    assert "'=3 versi baru" in (tmp_path / "hasil.csv").read_text("utf-8-sig")
    with pytest.raises(UserError) as caught:
        save_hasil(kabupaten, BARIS, tmp_path / "hasil.txt")
    assert caught.value.code == "hasil_akhiran_salah"
