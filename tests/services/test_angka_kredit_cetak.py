"""Credit points on paper: the numbers printed are those stored, in the rows that the office's forms have."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pypdfium2
import pytest

from desktop_app.domain.angka_kredit import RincianFungsional
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.angka_kredit import create_konversi, create_penetapan, determine_angka_kredit
from desktop_app.services.angka_kredit_cetak import print_angka_kredit
from desktop_app.services.formulir import form_of_code
from desktop_app.services.kantor import Kantor
from tests.services.dunia_kantor import edit
from tests.services.kantor_berperan import Berperan
from tests.services.test_angka_kredit import TETAP, berperan

__all__ = ["berperan"]


def text(pdf: bytes) -> str:
    """Return the words of a PDF in one line."""
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    return " ".join(" ".join(pages).split())


def prepared(kantor: Kantor, berperan: Berperan) -> tuple[str, str]:
    """Determine a conversion, prepare a determination with points from before; return both."""
    konversi, _ = create_konversi(kantor, berperan.staf.penilaian)
    rincian = RincianFungsional(nomor_karpeg="K 123456", tempat_lahir="Salatiga", tmt_pangkat=date(2020, 4, 1))
    edit(kantor, konversi, rincian=rincian, tembusan=("Kepala BKPSDM",))
    determine_angka_kredit(kantor, konversi, tanggal=TETAP, nomor="800/7/2026")
    penetapan, _ = create_penetapan(kantor, berperan.staf.id, 2026)
    isi = next(s for s in kantor.store.find("angka_kredit") if s.doc_id == penetapan)
    komponen = msgspec.json.decode(isi.body)["komponen"]
    assert [satu["id"] for satu in komponen] == ["dasar", "lama", "penyesuaian", "konversi", "pendidikan"]
    return konversi, penetapan


def test_that_the_three_forms_print_what_is_stored(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        konversi, penetapan = prepared(kantor, berperan)
        satu = text(print_angka_kredit(kantor, konversi).pdf)
        for kata in (
            "KONVERSI PREDIKAT KINERJA KE ANGKA KREDIT",
            "NOMOR: 800/7/2026",
            "K 123456",
            "BAIK 100% 12,5 3,13",
            "3 bulan (Januari–Maret)",
            "1. Kepala BKPSDM",
            "20 April 2026",
        ):
            assert kata in satu, kata
        dua = text(print_angka_kredit(kantor, penetapan, akumulasi=True).pdf)
        assert re.search(r"2026 3 bulan.* BAIK 100% 12,5 3,13", dua)
        assert "JUMLAH ANGKA KREDIT YANG DIPEROLEH 3,13" in dua
        tiga = text(print_angka_kredit(kantor, penetapan).pdf)
        assert "AK Konversi 3,13 3,13" in tiga
        assert "Kekurangan angka kredit kenaikan pangkat : 46,87" in tiga
        assert "TIDAK DAPAT DIPERTIMBANGKAN UNTUK KENAIKAN PANGKAT" in tiga
        with pytest.raises(UserError) as caught:
            print_angka_kredit(kantor, konversi, akumulasi=True)
        assert caught.value.code == "ak_akumulasi_tanpa_penetapan"


def test_that_each_form_is_found_by_its_code(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        konversi, penetapan = prepared(kantor, berperan)
        for kode, doc_id in (("KONVERSI AK", konversi), ("AKUMULASI AK", penetapan), ("PENETAPAN AK", penetapan)):
            formulir = form_of_code(kode)
            assert formulir.cari(kantor, berperan.staf.id, "") == (doc_id,)
            assert formulir.cetak(kantor, doc_id, None, "").pdf == formulir.cetak(kantor, doc_id, None, "").pdf
        assert form_of_code("KONVERSI AK").cari(kantor, berperan.staf.id, "2025") == ()


def test_that_a_draft_is_marked(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        konversi, _ = create_konversi(kantor, berperan.staf.penilaian)
        assert "DRAF" in text(print_angka_kredit(kantor, konversi).pdf).upper()
