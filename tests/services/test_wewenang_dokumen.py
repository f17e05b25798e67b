"""Evaluation documents and rights: each sees, prints and exports as far as the table says, also in the fallback."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.istilah_kinerja import JenisPeristiwa as J
from desktop_app.domain.tenggat import HasilTenggat
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.domain.wewenang import Wewenang, covers, reach
from desktop_app.forms.values import Kertas
from desktop_app.services.dokumen_evaluasi import correct_peristiwa, handing_id, record_peristiwa
from desktop_app.services.dokumen_evaluasi_cetak import note_lembar, print_ketepatan, print_tanda_terima
from desktop_app.services.isi_ulang import BahanIsiUlang, export_isi_ulang, list_isi_ulang, print_isi_ulang
from desktop_app.services.jalan_dokumen import list_jalan_dokumen, read_jalan_dokumen
from desktop_app.services.kantor import Kantor
from desktop_app.services.penilaian import advance_penilaian, get_penilaian
from desktop_app.services.tenggat import list_tenggat
from desktop_app.services.tenggat_evaluasi import join_tenggat, list_tenggat_evaluasi
from desktop_app.services.tugas import list_tugas
from tests.services.dunia_kantor import AKHIR, Dunia, edit, put_revision, rate
from tests.services.kantor_berperan import Berperan, Orang, at, filled
from tests.services.refusal import code_of

W = Wewenang
SERAH = date(2026, 4, 14)


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office with three final evaluations of 10 April, each handed over on 14 April."""
    berperan = filled(dunia)
    for orang in berperan.orang.values():
        edit(berperan.kantor, orang.penilaian, **rate())
        advance_penilaian(berperan.kantor, orang.penilaian, "finalkan", tanggal=AKHIR)
    record_peristiwa(berperan.kantor, [o.penilaian for o in berperan.orang.values()], J.DISERAHKAN, SERAH)
    at(berperan.kantor, 2026, 12, 1)
    return berperan


def reached(berperan: Berperan, peran: P, act: Wewenang, orang: Orang) -> bool:
    """Return what the table says: ``saya`` is logged in and assesses ``staf`` alone."""
    penilai = berperan.saya.id if orang is berperan.staf else berperan.sekda
    return covers(act, reach({peran}, act), berperan.saya.id, orang.id, penilai)


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_ways_deadlines_pages_and_lists_reach_as_far_as_the_table_says(
    berperan: Berperan, peran: P, tmp_path: Path
) -> None:
    with berperan.sebagai(peran) as kantor:
        rencana = list_tenggat(kantor, 2026)
        jalan = {s.pegawai_id for s in list_jalan_dokumen(kantor)}
        tenggat = {s.pegawai_id for s in list_tenggat_evaluasi(kantor, "2026", semua=True).baris}
        gabung = {s.pegawai_id for s in join_tenggat(kantor, rencana, semua=True).baris if s.periode}
        daftar = {s[2] for s in list_isi_ulang(kantor, BahanIsiUlang.PENILAIAN, "2026-TW1").baris}
        note_lembar(kantor, print_ketepatan(kantor, "2026-TW1", Kertas.A4))
        assert export_isi_ulang(kantor, BahanIsiUlang.SKP, "2026", tmp_path / "a.xlsx") == len(daftar)
        for orang in berperan.orang.values():
            lihat, cetak = (reached(berperan, peran, act, orang) for act in (W.LIHAT_PENILAIAN, W.CETAK))
            nama = kantor.store.document(orang.id)
            assert nama is not None
            assert [orang.id in satu for satu in (jalan, tenggat, gabung)] == [lihat] * 3
            assert (nama.label in daftar) is cetak
            assert (code_of(lambda o=orang: read_jalan_dokumen(kantor, o.penilaian)) == "") is lihat  # type: ignore[misc]
            for call in (lambda o=orang: print_isi_ulang(kantor, o.penilaian),  # type: ignore[misc]
                         lambda o=orang: print_tanda_terima(kantor, [o.penilaian])):  # type: ignore[misc]  # fmt: skip
                assert (code_of(call) == "") is cetak, orang


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_a_correction_is_made_by_whom_the_step_belongs_to(berperan: Berperan, peran: P) -> None:
    for orang in berperan.orang.values():
        (langkah,) = read_jalan_dokumen(berperan.kantor, orang.penilaian).langkah
        with berperan.sebagai(peran) as kantor:
            kode = code_of(
                lambda k=kantor, o=orang, s=langkah: correct_peristiwa(  # type: ignore[misc]
                    k, o.penilaian, s.peristiwa.id, tanggal=date(2026, 4, 15), alasan="salah tulis"
                )
            )
        boleh = peran is P.OPERATOR or (peran is P.PENILAI and orang is berperan.staf)
        assert (kode == "") is boleh, (orang is berperan.saya, kode)


def fallback(berperan: Berperan) -> str:
    """Make the evaluation of ``staf`` one that the superior (sekda) signed, as the program of his office would."""
    isi = get_penilaian(berperan.kantor, berperan.staf.penilaian)
    badan = {**{f: getattr(isi, f) for f in isi.__struct_fields__}, "oleh_atasan": True}
    put_revision(berperan.kantor, "penilaian", berperan.staf.penilaian, badan)
    return berperan.staf.penilaian


def test_that_the_superior_hands_over_what_he_signed_and_the_assessor_does_not_record_it(berperan: Berperan) -> None:
    nilai = fallback(berperan)
    isi = get_penilaian(berperan.kantor, nilai)
    assert handing_id(berperan.kantor, isi) == berperan.sekda
    rincian = read_jalan_dokumen(berperan.kantor, nilai)
    assert rincian.formulir == "D.1.2"
    assert {s.tenggat.aturan.kode for s in rincian.tenggat} >= {"evaluasi_atasan", "dokumen_atasan_diserahkan"}
    (lama,) = rincian.langkah
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        correct_peristiwa(kantor, nilai, lama.peristiwa.id, tanggal=date(2026, 4, 16), alasan="salah hari")
        assert [b.penilaian_id for b in list_jalan_dokumen(kantor) if b.formulir == "D.1.2"] == [nilai]
        terima = code_of(lambda: record_peristiwa(kantor, [nilai], J.DITERIMA, date(2026, 4, 17)))
    with berperan.sebagai(P.PENILAI) as kantor:
        lapor = code_of(lambda: record_peristiwa(kantor, [nilai], J.DILAPORKAN, date(2026, 4, 17)))
    assert (terima, lapor) == ("peristiwa_orang_lain", "peristiwa_orang_lain")


def test_that_waiting_documents_stand_on_the_first_page_of_who_records_them(berperan: Berperan) -> None:
    def ada(peran: P, orang: str) -> dict[str, int]:
        with berperan.sebagai(peran, pegawai_id=orang) as kantor:
            return {s.kode: s.jumlah for s in list_tugas(kantor, maks=99) if s.halaman == "dokumen"}

    assert ada(P.PEGAWAI, berperan.staf.id) == {"dokumen-terima": 1}
    assert ada(P.PENILAI, berperan.saya.id) == {"dokumen-terima": 1}, "his own; staf has to receive his"
    assert ada(P.ADMIN, berperan.saya.id) == {}
    kantor = berperan.kantor
    for jenis in (J.DITERIMA, J.DITANDATANGANI_PEGAWAI):
        record_peristiwa(kantor, [berperan.staf.penilaian], jenis, date(2026, 4, 16))
    assert ada(P.PENILAI, berperan.saya.id) == {"dokumen-terima": 1, "dokumen-kembali": 1}
    with berperan.sebagai(P.PENILAI) as office:
        (kembali,) = [s for s in list_tugas(office, maks=99) if s.kode == "dokumen-kembali"]
    assert (kembali.doc_id, "lewat batas" in kembali.kalimat) == (berperan.staf.penilaian, True)


def test_that_on_a_doubtful_day_no_document_is_late(berperan: Berperan) -> None:
    def late(kantor: Kantor) -> bool:
        hasil = [s.terbukti.tenggat.hasil for s in list_tenggat_evaluasi(kantor, "2026").baris]
        return HasilTenggat.TERLEWAT in hasil

    assert late(berperan.kantor)
    for tahun in (1980, 2099):
        at(berperan.kantor, tahun, 6, 1)
        assert not late(berperan.kantor)
        lewat = [s for s in list_tugas(berperan.kantor, maks=99) if s.halaman == "dokumen" and "lewat" in s.kalimat]
        assert lewat == []
