"""Action plans: begun once for an SKP and a period, typed by the employee, printed as B.1.1 and B.1.2."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pypdfium2 as pdfium
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.kelengkapan_jurnal import check_rencana_aksi
from desktop_app.domain.rencana_aksi import Aksi, RealisasiAksi, RencanaAksi
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.domain.wewenang import Wewenang, covers, reach
from desktop_app.services.cetak import HasilCetak, JenisCetak, print_form
from desktop_app.services.formulir import form_of_code
from desktop_app.services.jurnal import open_minggu
from desktop_app.services.naskah import open_naskah
from desktop_app.services.rencana_aksi import (
    create_rencana_aksi,
    delete_rencana_aksi,
    list_rencana_aksi,
    list_skp_aksi,
    read_rencana_aksi,
)
from desktop_app.services.rencana_aksi_cetak import find_rencana_aksi, print_pendokumentasian, print_rencana_aksi
from desktop_app.services.skp import get_skp
from tests.services.dunia_kantor import Dunia, edit
from tests.services.kantor_berperan import Berperan, filled
from tests.services.refusal import code_of
from tests.services.test_jurnal_catatan import entry

W = Wewenang


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    return filled(dunia)


def text_of(hasil: HasilCetak) -> str:
    with pdfium.PdfDocument(hasil.pdf) as pdf:
        return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pdf))


def test_that_an_skp_has_one_plan_for_each_period_and_none_outside_it(berperan: Berperan) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    doc_id, _ = create_rencana_aksi(kantor, staf.skp, "2026-TW1")
    assert code_of(lambda: create_rencana_aksi(kantor, staf.skp, "2026-tw1")) == "aksi_sudah_ada"
    assert code_of(lambda: create_rencana_aksi(kantor, staf.skp, "2025")) == "periode_di_luar_skp"
    create_rencana_aksi(kantor, staf.skp, "2026-TW2")
    assert [s.periode for s in list_rencana_aksi(kantor, 2026)] == ["2026-TW1", "2026-TW2"]
    (pilihan,) = [s for s in list_skp_aksi(kantor, 2026) if s.skp_id == staf.skp]
    assert pilihan.sudah == ("2026-TW1", "2026-TW2")
    isi = open_naskah(kantor, doc_id).isi
    assert isinstance(isi, RencanaAksi)
    assert (isi.pegawai_id, isi.penilai_id) == (staf.id, get_skp(kantor, staf.skp).penilai_id)


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_a_plan_reaches_as_far_as_the_table_says(berperan: Berperan, peran: P) -> None:
    penilai = {"sendiri": berperan.sekda, "bawahan": berperan.saya.id, "asing": berperan.sekda}
    ids = {nama: create_rencana_aksi(berperan.kantor, satu.skp, "2026")[0] for nama, satu in berperan.orang.items()}
    with berperan.sebagai(peran) as kantor:
        for nama, doc_id in ids.items():
            orang = berperan.orang[nama]
            boleh = covers(W.ISI_JURNAL, reach({peran}, W.ISI_JURNAL), berperan.saya.id, orang.id, penilai[nama])
            lihat = covers(W.LIHAT_SKP, reach({peran}, W.LIHAT_SKP), berperan.saya.id, orang.id, penilai[nama])
            calls: tuple[Callable[[], object], ...] = (
                lambda o=orang: create_rencana_aksi(kantor, o.skp, "2026-TW1"),  # type: ignore[misc]
                lambda d=doc_id: edit(kantor, d, tempat="Uji"),  # type: ignore[misc]
                lambda d=doc_id: delete_rencana_aksi(kantor, d, ""),  # type: ignore[misc]
            )
            assert [code_of(satu) not in ("wewenang_kurang",) for satu in calls] == [boleh] * 3, nama
            assert (code_of(lambda d=doc_id: read_rencana_aksi(kantor, d)) == "") is lihat, nama  # type: ignore[misc]
            cetak = covers(W.CETAK, reach({peran}, W.CETAK), berperan.saya.id, orang.id, penilai[nama])
            for print_it in (print_rencana_aksi, print_pendokumentasian):
                assert (code_of(lambda d=doc_id, p=print_it: p(kantor, d)) == "") is cetak, nama  # type: ignore[misc]
            assert (doc_id in find_rencana_aksi(kantor, orang.id)) is cetak, nama
            if reach({peran}, W.ISI_JURNAL):
                assert (orang.skp in {s.skp_id for s in list_skp_aksi(kantor, 2026)}) is boleh, nama
            if reach({peran}, W.LIHAT_SKP):
                assert (doc_id in {s.id for s in list_rencana_aksi(kantor, 2026)}) is lihat, nama


def test_that_whose_plan_it_is_is_never_typed(berperan: Berperan) -> None:
    kantor = berperan.kantor
    doc_id, _ = create_rencana_aksi(kantor, berperan.staf.skp, "2026")
    for ubah in (
        {"pegawai_id": berperan.asing.id},
        {"skp_id": berperan.asing.skp},
        {"periode": "2026-TW1"},
        {"penilai_id": berperan.asing.id},
    ):
        with pytest.raises(UserError, match="bukan_isian_anda"):
            edit(kantor, doc_id, **ubah)


def test_that_the_journal_is_proposed_and_both_forms_print_what_was_written(berperan: Berperan) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    minggu, _ = open_minggu(kantor, staf.id, date(2026, 1, 6))
    edit(kantor, minggu, entri=(entry(),))
    doc_id, _ = create_rencana_aksi(kantor, staf.skp, "2026-TW1")
    assert [u.teks for u in read_rencana_aksi(kantor, doc_id).usulan] == ["3 buku"]
    aksi = (Aksi(id="a", hasil_id="h1", teks="Data terkumpul"),)
    nyata = (RealisasiAksi(id="r", hasil_id="h1", teks="3 buku laporan tersusun"),)
    edit(kantor, doc_id, aksi=aksi, realisasi=nyata, tanggal=date(2026, 1, 9), tanggal_dokumentasi=date(2026, 4, 1))
    satu, dua = (form_of_code(kode).cetak(kantor, doc_id, None, "") for kode in ("B.1.1", "B.1.2"))
    assert "Data terkumpul" in text_of(satu)
    assert "9 Januari 2026" in text_of(satu)
    assert "3 buku laporan" not in text_of(satu)
    assert "3 buku laporan tersusun" in text_of(dua)
    assert "1 April 2026" in text_of(dua)
    assert form_of_code("pendokumentasian").cari(kantor, staf.id, "2026-TW1") == (doc_id,)
    assert print_form(kantor, JenisCetak.PENDOKUMENTASIAN, doc_id) == dua
    assert satu.nama_berkas != dua.nama_berkas


def test_that_a_plan_says_what_it_lacks(berperan: Berperan) -> None:
    skp = get_skp(berperan.kantor, berperan.staf.skp)
    isi = RencanaAksi(pegawai_id="p", skp_id="s", periode="2026")
    assert [t.kode for t in check_rencana_aksi(isi, skp)] == ["aksi_belum_ada"]
    assert [t.kode for t in check_rencana_aksi(isi, None)] == ["aksi_skp_tidak_ada"]
    isi = RencanaAksi(
        pegawai_id="p",
        skp_id="s",
        periode="2026",
        aksi=(Aksi(id="a", hasil_id="h1", teks="x"), Aksi(id="b", hasil_id="hilang", teks="x")),
        realisasi=(RealisasiAksi(id="r", hasil_id="h1", teks="Menyusun laporan"),),
    )
    assert [t.kode for t in check_rencana_aksi(isi, skp)] == [
        "aksi_hasil_hilang",
        "jurnal_aktivitas",
        "jurnal_tanpa_bukti",
    ]


def test_that_a_deleted_plan_can_be_begun_anew(berperan: Berperan) -> None:
    kantor = berperan.kantor
    doc_id, _ = create_rencana_aksi(kantor, berperan.staf.skp, "2026")
    delete_rencana_aksi(kantor, doc_id, "salah periode")
    assert list_rencana_aksi(kantor, 2026) == ()
    assert create_rencana_aksi(kantor, berperan.staf.skp, "2026")[0] != doc_id
