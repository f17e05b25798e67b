"""The record of feedback on paper: the form its plan has, all that was said in the period, and no hidden name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pypdfium2
import pytest

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import KelompokSkp, NilaiDasar, Pendekatan
from desktop_app.domain.istilah_kinerja import PemberiUmpanBalik as Pemberi
from desktop_app.domain.istilah_kinerja import TindakLanjut
from desktop_app.domain.penilaian import RealisasiIndikator
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.cetak import JenisCetak, note_cetak, print_form
from desktop_app.services.formulir import FORMULIR, KATA
from desktop_app.services.kantor import Kantor
from desktop_app.services.skp import advance_skp
from desktop_app.services.umpan_balik_cetak import find_rekaman, print_rekaman
from tests.services.dunia_kantor import TETAP, Dunia, edit
from tests.services.kantor_berperan import NAMA, Berperan, filled
from tests.services.test_umpan_balik import give, said

BUKTI = BuktiDukung(id="b1", sidik="ab" * 32, nama="foto Yohana.jpg", jenis="image/jpeg", ukuran=9)


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    return filled(dunia)


def words(pdf: bytes) -> str:
    """Return the text of a PDF in one line."""
    with pypdfium2.PdfDocument(pdf) as dokumen:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in dokumen).split())


def layout(kantor: Kantor, skp: str, **fields: Any) -> None:
    """Put an SKP on another form."""
    advance_skp(kantor, skp, "buka_kembali", alasan="bentuk lain")
    edit(kantor, skp, **fields)
    advance_skp(kantor, skp, "ajukan")
    advance_skp(kantor, skp, "tetapkan", tanggal=TETAP)


@pytest.mark.parametrize(
    ("kode", "fields", "judul"),
    [
        ("B.1.3", {"pendekatan": Pendekatan.KUALITATIF}, "PENDEKATAN HASIL KERJA KUALITATIF"),
        (
            "B.1.4",
            {"kelompok": KelompokSkp.JPT_MANDIRI},
            "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI",
        ),
        ("B.1.5", {}, "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"),
    ],
)
def test_that_all_feedback_of_the_period_stands_on_the_form_that_the_plan_has(
    berperan: Berperan, kode: str, fields: dict[str, Any], judul: str
) -> None:
    saya, kantor = berperan.saya, berperan.kantor
    if fields:
        layout(kantor, saya.skp, **fields)
    give(berperan, berperan.asing.id, said(saya.id, bukti=(BUKTI,), nilai=NilaiDasar.LOYAL))
    give(berperan, berperan.asing.id, said(saya.id, nilai=None, teks="rajin pada umumnya"))
    give(berperan, berperan.asing.id, said(saya.id, teks="bukan triwulan ini", tanggal=date(2026, 4, 1)))
    hasil = said(
        saya.id,
        nilai=None,
        skp_id=saya.skp,
        hasil_id="h1",
        peran=Pemberi.PIMPINAN,
        teks="laporan rapi",
        tindak_lanjut=(TindakLanjut.PEMBINAAN,),
    )
    give(berperan, berperan.sekda, hasil, P.PENILAI)
    tempat = "h1" if kode == "B.1.3" else "i1"
    edit(kantor, saya.penilaian, realisasi=(RealisasiIndikator(id=tempat, realisasi="3 buku tersusun"),))
    cetak = FORMULIR[kode].cetak(kantor, saya.penilaian, None, "")
    teks = words(cetak.pdf)
    assert (cetak.judul, cetak.jenis) == (f"Rekaman umpan balik ({kode})", JenisCetak.REKAMAN)
    for kalimat in (
        "REKAMAN INFORMASI UMPAN BALIK BERKELANJUTAN",
        judul,
        "PERIODE: TRIWULAN I*",
        "3 buku tersusun",
        f"Pimpinan ({NAMA['sekda']})",
        "laporan rapi. Tindak lanjut: pembinaan kinerja",
        "Rekan kerja setingkat: mau menolong (bukti: Bukti 1)",
        "Pekerjaan pada umumnya",
        "rajin pada umumnya",
        "Pegawai yang Dinilai",
        "Pejabat Penilai Kinerja",
        f"Format {kode}",
    ):
        assert "".join(kalimat.split()) in "".join(teks.split()), kalimat
    for rahasia in (NAMA["asing"], "foto Yohana", "bukan triwulan ini"):
        assert "".join(rahasia.split()) not in "".join(teks.split())
    # The same record without an evaluation, of the plan and a period.
    dari_skp = print_rekaman(kantor, saya.skp, periode="2026-TW1")
    assert dari_skp.pdf == cetak.pdf
    assert print_form(kantor, JenisCetak.REKAMAN, saya.penilaian).pdf == cetak.pdf
    note_cetak(kantor, cetak)
    assert kantor.store.audit_rows(1)[0].detail["formulir"] == "umpan-balik"


def test_that_another_form_is_refused_by_its_name_and_a_period_is_asked_for(berperan: Berperan) -> None:
    kantor, saya = berperan.kantor, berperan.saya
    with pytest.raises(UserError) as galat:
        FORMULIR["B.1.3"].cetak(kantor, saya.penilaian, None, "")
    assert (galat.value.code, galat.value.facts["benar"]) == ("formulir_lain", "B.1.5")
    with pytest.raises(UserError) as galat:
        print_rekaman(kantor, saya.skp)
    assert galat.value.code == "periode_salah"
    with pytest.raises(UserError) as galat:
        print_rekaman(kantor, saya.id, periode="2030-TW1")
    assert galat.value.code == "umpan_balik_tanpa_skp"
    assert print_rekaman(kantor, saya.id, periode="2026-TW1").doc_id == saya.skp
    assert find_rekaman(kantor, "B.1.5", saya.id, "2026-TW1") == (saya.penilaian,)
    assert KATA["umpan-balik"].cari(kantor, saya.id, "") == (saya.penilaian,)


def test_that_a_record_is_printed_for_those_whom_one_may_print(berperan: Berperan) -> None:
    with berperan.sebagai(P.PEGAWAI) as kantor:
        print_rekaman(kantor, berperan.saya.penilaian)
        with pytest.raises(UserError) as galat:
            print_rekaman(kantor, berperan.asing.penilaian)
    assert galat.value.code == "wewenang_kurang"
