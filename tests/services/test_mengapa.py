"""Why a predicate is what it is: never another one than the stored, always read from the matrix, on one page of A4."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import msgspec
import pytest
from pypdfium2 import PdfDocument

from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.istilah_kinerja import JenjangStudi, SebabTidakDinilai
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.mengapa import CaraPredikat, agrees, neighbours, place_in, rows_of, way_of
from desktop_app.domain.penilaian import HasilPeriodik, HasilStudi, Penilaian
from desktop_app.domain.predikat import predikat_of
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.regulation.aturan import Aturan
from desktop_app.services.dokumen_evaluasi import record_peristiwa
from desktop_app.services.hasil_saya import list_hasil, not_noted, read_hasil
from desktop_app.services.kantor import Kantor
from desktop_app.services.mengapa import Mengapa, read_mengapa
from desktop_app.services.mengapa_cetak import print_mengapa, print_tindak_lanjut
from desktop_app.services.naskah import open_naskah
from desktop_app.services.penilaian import advance_penilaian, get_penilaian
from tests.services.dunia_kantor import AKHIR, Dunia, put_revision
from tests.services.kantor_berperan import Berperan, at, filled
from tests.services.refusal import code_of

SEMBILAN = list(product(Rating, Rating))
KATA = {
    Predikat.SANGAT_BAIK: "Sangat baik",
    Predikat.BAIK: "Baik",
    Predikat.BUTUH_PERBAIKAN: "Butuh perbaikan",
    Predikat.KURANG: "Kurang (misconduct)",
    Predikat.SANGAT_KURANG: "Sangat kurang",
}


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``, whose evaluation is final."""
    hasil = filled(dunia)
    at(hasil.kantor, 2026, 12, 4)
    with hasil.sebagai(P.PENILAI) as kantor:
        advance_penilaian(kantor, hasil.staf.penilaian, "finalkan", tanggal=AKHIR)
    return hasil


def rewritten(kantor: Kantor, doc_id: str, **fields: Any) -> None:
    """Store the final evaluation with other fields, as another office would have sent it."""
    isi = msgspec.structs.replace(get_penilaian(kantor, doc_id), **fields)
    lama = kantor.store.document(doc_id)
    assert lama is not None
    put_revision(kantor, "penilaian", doc_id, isi, parents=lama.heads)


def told(isi: Mengapa) -> str:
    """Return everything that the page says."""
    return "\n".join([isi.judul, *(k for b in isi.bagian for k in b.kalimat), *isi.keberatan])


def reasons(isi: Mengapa) -> str:
    return "\n".join(isi.bagian[0].kalimat)


def test_that_all_nine_cells_are_explained_as_they_are_stored(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    matriks = kantor.aturan().matriks
    for hasil, perilaku in SEMBILAN:
        predikat = matriks[(hasil, perilaku)]
        alasan = {"alasan_hasil": "Alasan hasil", "alasan_perilaku": "Alasan perilaku"}
        rewritten(kantor, nilai, rating_hasil=hasil, rating_perilaku=perilaku, predikat=predikat, **alasan)
        isi = read_mengapa(kantor, nilai)
        assert isi.predikat == KATA[predikat]
        assert isi.judul == f"Mengapa predikat saya {KATA[predikat]}?"
        assert f"pertemuan keduanya adalah {KATA[predikat]}." in reasons(isi)
        assert "Alasan hasil" in reasons(isi)
        assert isi.tempat is not None
        assert isi.sel[isi.tempat[0]][isi.tempat[1]] == KATA[predikat]
        assert (isi.baris[isi.tempat[0]], isi.kolom[isi.tempat[1]]) == tuple(
            kantor.aturan().label_rating[satu].capitalize() for satu in (hasil, perilaku)
        )
        (sebelah,) = [b for b in isi.bagian if "sebelahnya" in b.judul]
        for satu, kalimat in zip(neighbours(matriks, hasil, perilaku), sebelah.kalimat, strict=True):
            assert kalimat.endswith(f": {KATA[satu.predikat]}.")


def test_that_a_broken_matrix_changes_what_is_told_and_is_never_glossed_over(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    asli: Aturan = kantor.aturan()
    sesuai = (Rating.SESUAI, Rating.SESUAI)
    before = told(read_mengapa(kantor, nilai))
    sebelah = {**asli.matriks, (Rating.DIATAS, Rating.SESUAI): Predikat.SANGAT_KURANG}
    kantor._aturan[get_penilaian(kantor, nilai).aturan] = replace(asli, matriks=sebelah)
    assert "Hasil kerja diatas ekspektasi, perilaku sama: Sangat kurang." in told(read_mengapa(kantor, nilai))
    assert "Sangat kurang." not in before
    sendiri = {**asli.matriks, sesuai: Predikat.KURANG}
    kantor._aturan[get_penilaian(kantor, nilai).aturan] = replace(asli, matriks=sendiri)
    isi = read_mengapa(kantor, nilai)
    assert isi.tempat is None
    assert isi.predikat == "Baik"
    assert "tidak sama dengan isi kuadran" in reasons(isi)
    assert "pertemuan keduanya" not in told(isi)


@pytest.mark.parametrize(("hasil", "perilaku"), SEMBILAN)
def test_that_neighbours_and_places_are_those_of_the_matrix(hasil: Rating, perilaku: Rating) -> None:
    kotak = dict(zip(SEMBILAN, range(9), strict=True))
    palsu: Any = {kunci: f"sel {nomor}" for kunci, nomor in kotak.items()}
    tempat = place_in(hasil, perilaku)
    assert tempat is not None
    assert rows_of(palsu)[tempat[0]][tempat[1]] == f"sel {kotak[hasil, perilaku]}"
    for satu in neighbours(palsu, hasil, perilaku):
        assert (satu.hasil is hasil) != (satu.perilaku is perilaku)
        assert satu.predikat == f"sel {kotak[satu.hasil, satu.perilaku]}"
    assert place_in(None, perilaku) is None


KHUSUS: dict[str, tuple[dict[str, Any], CaraPredikat, str]] = {
    "cuti": (
        {"tidak_dinilai": SebabTidakDinilai.CUTI_SAKIT, "rating_hasil": None, "rating_perilaku": None, "catatan": "x"},
        CaraPredikat.TIDAK_DINILAI,
        "tidak dinilai: cuti sakit",
    ),
    "hasil lama": (
        {
            "tidak_dinilai": SebabTidakDinilai.HASIL_UNIT_LAMA,
            "periodik": (HasilPeriodik(id="a" * 32, periode="2025-TW4", predikat=Predikat.SANGAT_BAIK),),
            "rating_hasil": None,
            "rating_perilaku": None,
        },
        CaraPredikat.HASIL_UNIT_LAMA,
        "Hasil itu berpredikat Sangat baik.",
    ),
    "studi": (
        {"studi": HasilStudi(jenjang=JenjangStudi.S1, tidak_selesai=True, predikat=Predikat.SANGAT_KURANG)},
        CaraPredikat.STUDI_TIDAK_SELESAI,
        "Yang ditetapkan: Sangat kurang.",
    ),
    "studi selesai": (
        {"studi": HasilStudi(jenjang=JenjangStudi.S1, ipk="3.6")},
        CaraPredikat.KUADRAN,
        "pertemuan keduanya adalah Baik.",
    ),
}


@pytest.mark.parametrize("kasus", KHUSUS)
def test_that_the_ways_past_the_quadrant_are_told_as_such(berperan: Berperan, kasus: str) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    fields, cara, kalimat = KHUSUS[kasus]
    isi: Penilaian = msgspec.structs.replace(get_penilaian(kantor, nilai), **fields)
    predikat = predikat_of(kantor.aturan().matriks, isi)
    rewritten(kantor, nilai, **fields, predikat=predikat)
    hasil = read_mengapa(kantor, nilai)
    assert (hasil.cara, way_of(isi)) == (cara, cara)
    assert agrees(kantor.aturan().matriks, isi, predikat)
    assert kalimat in reasons(hasil)
    assert hasil.predikat == (KATA[predikat] if predikat else "")
    if isi.tidak_dinilai is None:
        assert "bila IKM menjadi indikator SKP pimpinan, ia dibaca sebagai realisasinya" in told(hasil)
    assert (hasil.tempat is not None) is (cara is CaraPredikat.KUADRAN)
    assert ("pertemuan keduanya" in told(hasil)) is (cara is CaraPredikat.KUADRAN)
    if cara is CaraPredikat.HASIL_UNIT_LAMA:
        assert "keberatan menyangkut dokumen di sana" in told(hasil)
        assert "sepakat" not in told(hasil)
    if cara is CaraPredikat.TIDAK_DINILAI:
        assert "Tidak ada predikat yang ditetapkan untuk diajukan keberatan" in told(hasil)
    assert len(PdfDocument(print_mengapa(kantor, nilai).pdf)) == 1


def test_that_a_decision_stands_beside_the_old_predicate(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    dokumen = kantor.store.document(nilai)
    assert dokumen is not None
    putusan = PutusanKeberatan(
        pegawai_id=berperan.staf.id,
        penilaian_id=nilai,
        penilaian_rev=dokumen.heads[0],
        periode="2026-TW1",
        atasan_id=berperan.sekda,
    )
    tetap = {"status": "ditetapkan", "keputusan": "mengubah", "tanggal": "2026-05-04", "predikat": "sangat_baik"}
    tetap |= {"rating_hasil": "diatas", "rating_perilaku": "diatas"}
    put_revision(kantor, "putusan_keberatan", "f" * 32, msgspec.to_builtins(putusan) | tetap)
    isi = read_mengapa(kantor, nilai)
    assert (isi.predikat, isi.semula) == ("Sangat baik", "Baik")
    assert "semula Baik, sekarang Sangat baik" in told(isi)
    assert "sudah diputuskan" in told(isi)
    assert isi.tempat == (0, 2)
    (baris,) = [b for b in list_hasil(kantor, berperan.staf.id) if b.penilaian_id == nilai]
    assert (baris.predikat, baris.semula) == (Predikat.SANGAT_BAIK, Predikat.BAIK)


def test_that_the_limit_of_an_objection_counts_from_what_was_recorded(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    isi = read_mengapa(kantor, nilai)
    assert isi.batas_keberatan is None
    assert "Hari penerimaan belum dicatat" in told(isi)
    for jenis in ("diserahkan", "diterima"):
        record_peristiwa(kantor, [nilai], jenis, tanggal=date(2026, 12, 1))
    isi = read_mengapa(kantor, nilai)
    assert isi.batas_keberatan == date(2026, 12, 21)
    assert "Batasnya 21 Desember 2026" in told(isi)
    at(kantor, 2027, 2, 1)
    assert "berakhir 21 Desember 2026" in told(read_mengapa(kantor, nilai))
    rewritten(kantor, nilai, oleh_atasan=True)
    assert "bersifat final" in told(read_mengapa(kantor, nilai))


def test_that_each_sees_his_own_and_his_assessor_too_but_no_other_employee(berperan: Berperan) -> None:
    nilai = berperan.staf.penilaian
    reads = (read_mengapa, read_hasil, print_mengapa)
    for orang, peran, boleh in (
        (berperan.staf.id, P.PEGAWAI, True),
        (berperan.saya.id, P.PENILAI, True),
        (berperan.asing.id, P.PEGAWAI, False),
        (berperan.asing.id, P.PENILAI, False),
        (berperan.asing.id, P.OPERATOR, True),
    ):
        with berperan.sebagai(peran, pegawai_id=orang) as kantor:
            for read in reads:
                assert (code_of(lambda r=read: r(kantor, nilai)) == "") is boleh, (peran, read)  # type: ignore[misc]
            assert (code_of(lambda: list_hasil(kantor, berperan.staf.id)) == "") is boleh
            assert nilai not in {b.penilaian_id for b in list_hasil(kantor)} or orang == berperan.staf.id
            print_tindak_lanjut(kantor)


def test_that_who_looked_is_told_to_himself_alone_and_a_draft_keeps_its_ratings(berperan: Berperan) -> None:
    nilai, draf = berperan.staf.penilaian, berperan.asing.penilaian
    with berperan.sebagai(P.OPERATOR, pegawai_id=berperan.asing.id) as kantor:
        open_naskah(kantor, nilai)
    with berperan.sebagai(P.PENILAI) as kantor:
        assert read_hasil(kantor, nilai).pembaca is None
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        hasil = read_hasil(kantor, nilai)
        assert hasil.pembaca is not None
        assert {(s.perbuatan, s.mulai) for s in hasil.pembaca} == {("melihat", "2026-12-04")}
        assert len(hasil.pembaca) == 2
        assert "Tidak dicatat" in " ".join(not_noted())
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id) as kantor:
        hasil = read_hasil(kantor, draf)
        assert (hasil.mengapa, hasil.baris.predikat, len(hasil.dasar)) == (None, None, 1)
        assert code_of(lambda: read_mengapa(kantor, draf)) == "hasil_saya_belum_final"


def test_that_the_page_is_one_sheet_of_a4_whatever_the_reasons_say(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    rewritten(kantor, nilai, alasan_hasil="Alasan yang panjang sekali. " * 60, alasan_perilaku="Begitu juga ini. " * 60)
    pdf = PdfDocument(print_mengapa(kantor, nilai).pdf)
    assert len(pdf) == 1
    assert [round(satu) for satu in pdf[0].get_size()] == [595, 842]
    teks = " ".join(pdf[0].get_textpage().get_text_bounded().split())
    assert "» Baik «" in teks
    assert "Bila tidak setuju" in teks
