"""The sheet of a hand-over: its words, one page for an office of twelve, the mark of a draft, its code word."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import SebabSerahTerima
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.serah_terima import DokumenDiserahkan
from desktop_app.forms import render_serah_terima
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_serah_terima import BarisBawahan, FormSerahTerima
from desktop_app.services.cetak import JenisCetak, print_form
from desktop_app.services.formulir import form_of_code
from desktop_app.services.kantor import Kantor
from desktop_app.services.serah_terima import create_serah_terima, finish_serah_terima
from desktop_app.services.serah_terima_cetak import print_serah_terima
from desktop_app.services.serah_terima_kata import fixed_text, open_text
from tests.services.dunia_kantor import add_people, determined_skp, draft_penilaian, edit, final_penilaian

SEPTEMBER = date(2026, 9, 25)


def pages(pdf: bytes) -> list[str]:
    """Return the words of each page."""
    with PdfDocument(pdf) as berkas:
        return [" ".join(str(satu.get_textpage().get_text_bounded()).split()) for satu in berkas]


def test_that_the_sheet_says_what_stays_who_goes_on_and_who_signs(unit: Kantor) -> None:
    _, camat, staf = add_people(unit)
    _, lain, _ = add_people(unit, "2")
    edit(unit, lain, nama="Camat Baru Contoh")
    skp = determined_skp(unit, staf)
    final_penilaian(unit, skp, "2026-TW1")
    draft_penilaian(unit, skp, "2026-TW3")
    doc_id, _ = create_serah_terima(unit, camat, SEPTEMBER, lain, SebabSerahTerima.MUTASI, "SK Nomor 7")
    edit(unit, doc_id, catatan="Dialog kinerja dengan Bunga tanggal 2 Oktober")
    (draf,) = pages(print_serah_terima(unit, doc_id).pdf)
    assert "draf" in draf
    finish_serah_terima(unit, doc_id, tanggal=date(2026, 9, 24), tempat="Contoh Makmur")
    formulir = form_of_code("serah-terima")
    assert formulir.cari(unit, camat, "2026") == (doc_id,) == formulir.cari(unit, camat, "")
    assert not formulir.cari(unit, camat, "2025")
    hasil = formulir.cetak(unit, doc_id, None, "")
    assert (hasil.jenis, hasil.jenis.kind) == (JenisCetak.SERAH_TERIMA, "serah_terima")
    assert print_form(unit, hasil.jenis, doc_id).pdf == hasil.pdf
    (teks,) = pages(hasil.pdf)
    for kata in (
        "SERAH TERIMA PEJABAT PENILAI KINERJA",
        "Yang menyerahkan : Camat Contoh, Camat",
        "Yang menerima : Camat Baru Contoh, Camat",
        "25 September 2026",
        "mutasi, SK Nomor 7",
        "SKP 2026; Penilaian TW I 2026",
        "Sekretaris Contoh: penilaian TW II 2026 (belum dimulai)",
        "Camat Contoh: penilaian TW III 2026 (draf)",
        "Camat Baru Contoh: penilaian tahun 2026 (belum dimulai)",
        "ia sendiri masih menilai (hlm. 91–92)",
        "Dialog kinerja dengan Bunga tanggal 2 Oktober",
        "Contoh Makmur, 24 September 2026",
        "Mengetahui",
    ):
        assert kata in teks, kata
    assert "draf" not in teks.replace("(draf)", "")
    with pytest.raises(UserError) as caught:
        formulir.cetak(unit, doc_id, None, "ab" * 16)
    assert caught.value.code == "versi_hanya_skp"


def form_of(jumlah: int) -> FormSerahTerima:
    """Return the sheet of an office with long names and posts."""
    baris = BarisBawahan(
        orang="H. Ahmad Cendana Kusumaatmaja, S.Sos.\nNIP 19780412 200501 1 001, Kepala Seksi Kesejahteraan Masyarakat",
        tetap="SKP 2026; Penilaian TW I, TW II 2026",
        terbuka="Camat Baru: penilaian tahun 2026 (belum dimulai)\nCamat Lama: penilaian TW III 2026 (draf)",
    )
    orang = Identitas(nama="Drs. Bambang Contoh, M.Si.", nip="197804122005011001", jabatan="Camat")
    isi: dict[str, Any] = {"instansi": "PEMERINTAH KABUPATEN CONTOH", "kantor": "Kecamatan Contoh", "sebab": "mutasi"}
    return FormSerahTerima(
        penyerah=orang, penerima=orang, atasan=orang, mulai=SEPTEMBER, baris=(baris,) * jumlah, aturan=("a",) * 3, **isi
    )


def test_that_twelve_subordinates_fit_on_one_page_and_more_go_on() -> None:
    assert len(pages(render_serah_terima(form_of(12)))) == 1
    assert render_serah_terima(form_of(12)) == render_serah_terima(form_of(12))
    banyak = pages(render_serah_terima(form_of(40), kertas=Kertas.A4))
    assert len(banyak) > 1
    assert all("PEGAWAI YANG DINILAI" in satu for satu in banyak[:2])
    assert "Yang menyerahkan" in banyak[-1]


def test_that_periods_say_year_and_state_once() -> None:
    def nilai(periode: str, status: str = "final", oleh: str = "") -> DokumenDiserahkan:
        return DokumenDiserahkan(
            id=periode, kind="penilaian", periode=periode, status=status, selesai=status == "final", oleh_id=oleh
        )

    semua = [nilai("2025-TW4"), nilai("2026-TW1"), nilai("2026-TW2"), nilai("2026-B08"), nilai("2026")]
    assert fixed_text(semua) == "Penilaian TW IV 2025; TW I, TW II, Agustus, tahun 2026"
    buka = [nilai("2026-TW3", "draft", "a"), nilai("2026", "belum_ada", "a"), nilai("2026-TW4", "draft", "b")]
    assert open_text(buka, {"a": "Ani"}) == (
        "Ani: penilaian TW III 2026 (draf); tahun 2026 (belum dimulai)\n(belum diketahui): penilaian TW IV 2026 (draf)"
    )
    assert (fixed_text(()), open_text((), {})) == ("–", "–")
