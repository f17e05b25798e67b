"""Long names and full pages: nothing is cut where one signs, nothing runs through a frame or over the footer."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pypdfium2
import pytest

from desktop_app.domain.pegawai import Identitas
from desktop_app.forms import render_serah_terima
from desktop_app.forms.lembar import Lembar, office_meta
from desktop_app.forms.putaran import render_kode
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_putaran import FormKode, SlipKode
from desktop_app.forms.values_serah_terima import FormSerahTerima

WAKTU = datetime(2026, 11, 30, 9, 0, tzinfo=timezone(timedelta(hours=7)))
NAMA = "Raden Ajeng Contoh Kusumaningrum Wijayakusuma Prawirodirdjo Rekaan, S.Sos., M.Si."
JABATAN = "Kepala Seksi Ketenteraman, Ketertiban Umum, dan Pelindungan Masyarakat Kecamatan Contoh Raya Bersatu Selatan"


def words(pdf: bytes) -> list[str]:
    """Return the words of each page, line breaks as spaces."""
    with pypdfium2.PdfDocument(pdf) as dokumen:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in dokumen]


@pytest.mark.parametrize("mendatar", [False, True])
def test_that_the_body_of_a_full_page_stays_above_the_footer(mendatar: bool) -> None:
    lembar = Lembar(Kertas.F4, left=46.0, top=38.0, bottom=10.0, mendatar=mendatar)
    lembar.put_steps(["langkah"] * 90)
    pdf = lembar.finish(office_meta("Lembar uji", "", "Kecamatan Contoh", WAKTU))
    with pypdfium2.PdfDocument(pdf) as dokumen:
        assert len(dokumen) > 1
        lines = dokumen[0].get_textpage()
        boxes = [lines.get_rect(n) for n in range(lines.count_rects())]
        footer = max(top for _, bottom, _, top in boxes if bottom < 46.0)
        body = min(bottom for _, bottom, _, top in boxes if bottom >= 46.0)
    assert body > footer + 2.0


def test_that_a_hand_over_cuts_neither_a_long_name_nor_its_post() -> None:
    orang = Identitas(nama=NAMA, nip="199003032015031001", jabatan=JABATAN)
    form = FormSerahTerima(
        instansi="PEMERINTAH KABUPATEN CONTOH", kantor="Kecamatan Contoh", penyerah=orang, penerima=orang,
        atasan=orang, mulai=date(2026, 9, 25), sebab="", baris=(), tindak_lanjut=(), aturan=(), catatan="",
        tempat="Contoh", tanggal=None, draf=True,
    )  # fmt: skip
    (teks,) = words(render_serah_terima(form))
    assert "…, " not in teks
    assert teks.count("Rekaan, S.Sos., M.Si.") == 2 + 3
    assert teks.count("Raya Bersatu Selatan") == 2


def test_that_a_slip_is_as_high_as_its_lines() -> None:
    slip = SlipKode(untuk=NAMA + " " + NAMA, tentang=NAMA + " " + NAMA, kode="ABCD-EFGH-JKLM")
    form = FormKode(
        instansi="", kantor="Kecamatan Contoh", nama="Putaran semester", slip=(slip,) * 2,
        petunjuk=("Minta petugas membuka halaman Putaran, lalu ketik kode ini sendiri.", "Kode berlaku sekali."),
        tanggal=date(2026, 6, 1),
    )  # fmt: skip
    with pypdfium2.PdfDocument(render_kode(form)) as dokumen:
        text = dokumen[0].get_textpage()

        def below(kata: str) -> list[float]:
            """Return how high each of these words stands on the page."""
            cari, ada = text.search(kata), []
            while (tempat := cari.get_next()) is not None:
                ada.append(text.get_charbox(tempat[0])[1])
            return ada

        akhir, judul = below("Kode berlaku sekali."), below("Putaran semester")
    assert (len(akhir), len(judul)) == (2, 3)
    # The frame of the first ends between its last line and the title of the next.
    assert akhir[0] - judul[2] > 25.0
