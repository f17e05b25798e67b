"""Pages about passwords: one page each, large groups, the same bytes for the same values, whatever names hold."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pypdfium2
import pytest

from desktop_app.forms import render_kunci
from desktop_app.forms.values import FormKunci, Kertas

DIBUAT = datetime(2026, 11, 30, 9, 0, tzinfo=timezone(timedelta(hours=7)))


def form(**words: object) -> FormKunci:
    """A page with these values in place of the usual ones."""
    usual: dict[str, object] = {
        "instansi": "PEMERINTAH KABUPATEN CONTOH",
        "kantor": "Kecamatan Contoh",
        "judul": "Kartu pemulihan sandi",
        "fakta": (("Kantor", "Kecamatan Contoh (99.01.09)"), ("Nomor kartu", "K-ABC123")),
        "judul_kotak": "KODE KARTU",
        "kotak": "AB12 CD34 EF56 GH78 JK90 MNPQ RSTV",
        "petunjuk": ("Simpan di lemari terkunci.", "Berlaku satu kali."),
        "penanda": ("Yang mencetak", "Yang menyimpan"),
        "dibuat": DIBUAT,
    }
    return FormKunci(**{**usual, **words})  # type: ignore[arg-type]


def text_of(pdf: bytes) -> tuple[int, str]:
    """Return how many pages there are and what they say."""
    document = pypdfium2.PdfDocument(pdf)
    return len(document), "\n".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.parametrize("kertas", list(Kertas))
def test_that_a_card_is_one_page_that_says_everything(kertas: Kertas) -> None:
    pdf = render_kunci(form(), kertas=kertas)
    pages, text = text_of(pdf)
    assert pages == 1
    for part in ("KARTU PEMULIHAN SANDI", "K-ABC123", "AB12", "RSTV", "Berlaku satu kali.", "Yang menyimpan", "09.00"):
        assert part in text
    assert pdf == render_kunci(form(), kertas=kertas)


@pytest.mark.parametrize("nama", ["X" * 400, "=cmd|' /C calc'!A0", "<b>tebal</b>", "\u202eterbalik", "a\x00b", ""])
def test_that_odd_names_stay_on_one_page(nama: str) -> None:
    pages, text = text_of(render_kunci(form(kantor=nama, fakta=(("Nama pengguna", nama),))))
    assert pages == 1
    assert "AB12" in text


def test_that_a_fingerprint_stands_on_one_line_and_a_doubtful_clock_is_told() -> None:
    _, text = text_of(render_kunci(form(kotak="12345 67890 12345 67890 54321", jam_diragukan=True)))
    assert "12345 67890 12345 67890 54321" in " ".join(text.split())
    assert "diragukan" in text
