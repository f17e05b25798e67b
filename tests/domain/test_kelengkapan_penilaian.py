"""What an evaluation lacks: reasons, a period without assessment, study leave, results told as a whole."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.butir_realisasi import butir_realisasi, realisasi_dari
from desktop_app.domain.istilah import (
    CapaianOrganisasi,
    JenisTarget,
    Pendekatan,
    Predikat,
    Rating,
    SifatHasil,
)
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai
from desktop_app.domain.kelengkapan_penilaian import check_penilaian, realisasi_lepas
from desktop_app.domain.penilaian import HasilPeriodik, HasilStudi, Penilaian, RealisasiIndikator, UmpanBalik
from desktop_app.domain.predikat import compute_predikat, predikat_of
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Skp, Target
from desktop_app.regulation import regulation_in_force

MATRIKS = regulation_in_force(date(2026, 3, 31)).matriks
INDIKATOR = tuple(
    Indikator(id=f"i{n}", teks="Jumlah laporan", target=Target(jenis=JenisTarget.TEKS, teks="12")) for n in (1, 2)
)
HASIL = RencanaHasilKerja(id="h1", teks="Laporan", indikator=INDIKATOR)
SKP = Skp(pegawai_id="p", penilai_id="q", mulai=date(2026, 1, 1), selesai=date(2026, 12, 31), hasil=(HASIL,))
STUDI = msgspec.structs.replace(SKP, hasil=(msgspec.structs.replace(HASIL, sifat=SifatHasil.TUGAS_BELAJAR),))
PENILAIAN = Penilaian(
    pegawai_id="p",
    penilai_id="q",
    skp_id="s",
    periode="2026-TW1",
    capaian_organisasi=CapaianOrganisasi.BAIK,
    rating_hasil=Rating.SESUAI,
    rating_perilaku=Rating.SESUAI,
    realisasi=(RealisasiIndikator(id="i1", realisasi="3"), RealisasiIndikator(id="i2", realisasi="4")),
)
TANPA = msgspec.structs.replace(
    PENILAIAN,
    tidak_dinilai=SebabTidakDinilai.CUTI_SAKIT,
    catatan="Cuti sakit 1 Januari sampai 31 Maret",
    rating_hasil=None,
    rating_perilaku=None,
    capaian_organisasi=None,
    realisasi=(),
)
LAMA = msgspec.structs.replace(
    TANPA,
    tidak_dinilai=SebabTidakDinilai.HASIL_UNIT_LAMA,
    catatan="Disepakati bersama pada 2 April",
    periodik=(HasilPeriodik(id="", periode="2025", predikat=Predikat.BAIK),),
)
URUT = tuple(reversed(Predikat))
RATING = (Rating.DIBAWAH, Rating.SESUAI, Rating.DIATAS)


def told(isi: Penilaian, skp: Skp = SKP, *, di_kertas: bool = False, **ubah: object) -> list[tuple[str, bool]]:
    found = check_penilaian(msgspec.structs.replace(isi, **ubah), skp, di_kertas=di_kertas)
    return [(satu.kode, satu.penting) for satu in found]


@pytest.mark.parametrize("rating", [Rating.DIATAS, Rating.DIBAWAH])
@pytest.mark.parametrize("bagian", ["hasil", "perilaku"])
def test_that_an_extreme_rating_is_asked_for_its_reason(bagian: str, rating: Rating) -> None:
    ubah = {f"rating_{bagian}": rating}
    assert told(PENILAIAN, **ubah) == [(f"alasan_{bagian}_kosong", True)]
    assert told(PENILAIAN, **ubah, **{f"alasan_{bagian}": "Melayani sampai malam."}) == []
    assert told(PENILAIAN) == []


def test_that_what_was_signed_on_paper_may_lack_the_reason() -> None:
    assert told(PENILAIAN, di_kertas=True, rating_hasil=Rating.DIATAS) == [("alasan_hasil_kosong", False)]


def test_that_a_period_without_assessment_asks_for_its_cause_alone() -> None:
    assert told(TANPA) == []
    assert told(TANPA, catatan=" ") == [("sebab_tidak_dinilai_kosong", True)]
    assert told(TANPA, rating_hasil=Rating.SESUAI) == [("rating_pada_tidak_dinilai", True)]
    assert predikat_of(MATRIKS, TANPA) is None
    rated = msgspec.structs.replace(TANPA, rating_hasil=Rating.DIATAS, rating_perilaku=Rating.DIATAS)
    assert predikat_of(MATRIKS, rated) is None


def test_that_the_old_units_result_serves_a_short_period_and_never_the_year() -> None:
    assert told(LAMA) == []
    assert predikat_of(MATRIKS, LAMA) is Predikat.BAIK
    assert told(LAMA, periodik=()) == [("hasil_lama_belum_dipilih", True)]
    assert predikat_of(MATRIKS, msgspec.structs.replace(LAMA, periodik=LAMA.periodik * 2)) is None
    tahunan = msgspec.structs.replace(LAMA, periode="2026")
    assert told(tahunan) == [("hasil_lama_tahunan", True)]
    assert predikat_of(MATRIKS, tahunan) is None


def test_that_earlier_results_do_not_touch_the_predicate_of_the_year() -> None:
    """The annual predicate is the assessor's own judgement, no average of the short ones (P6:90 point 10)."""
    periodik = tuple(HasilPeriodik(id=str(n), predikat=Predikat.SANGAT_KURANG) for n in range(4))
    tahunan = msgspec.structs.replace(PENILAIAN, periode="2026", periodik=periodik)
    assert predikat_of(MATRIKS, tahunan) is Predikat.BAIK


def test_that_study_leave_is_asked_for_and_belongs_to_a_plan_with_study() -> None:
    assert told(PENILAIAN, STUDI) == [("studi_kosong", False)]
    assert told(PENILAIAN, STUDI, studi=HasilStudi(ipk="3,51")) == []
    assert told(PENILAIAN, STUDI, studi=HasilStudi()) == [("ipk_salah", False)]
    assert told(PENILAIAN, STUDI, studi=HasilStudi(ipk="4,5")) == [("ipk_salah", True)]
    assert told(PENILAIAN, SKP, studi=HasilStudi(ipk="3,51")) == [("studi_bukan_tugas_belajar", True)]


@pytest.mark.parametrize("predikat", [None, *Predikat])
def test_that_a_study_that_was_not_finished_is_kurang_or_sangat_kurang_and_nothing_else(
    predikat: Predikat | None,
) -> None:
    """Page 100 point 3 (d) and page 103: the assessor chooses of these two, considering behaviour."""
    dapat = predikat in (Predikat.KURANG, Predikat.SANGAT_KURANG)
    studi = HasilStudi(tidak_selesai=True, predikat=predikat)
    assert told(PENILAIAN, STUDI, studi=studi) == ([] if dapat else [("predikat_studi_kosong", True)])
    isi = msgspec.structs.replace(PENILAIAN, studi=studi)
    assert predikat_of(MATRIKS, isi) is (predikat if dapat else None)
    # Behaviour has to be considered: without its rating there is no predicate.
    assert predikat_of(MATRIKS, msgspec.structs.replace(isi, rating_perilaku=None)) is None


def test_that_a_finished_study_has_the_predicate_of_the_nine_cells() -> None:
    studi = HasilStudi(ipk="2,00", predikat=Predikat.KURANG)
    assert predikat_of(MATRIKS, msgspec.structs.replace(PENILAIAN, studi=studi)) is Predikat.BAIK


def test_that_the_qualitative_form_asks_once_for_each_result() -> None:
    kualitatif = msgspec.structs.replace(SKP, pendekatan=Pendekatan.KUALITATIF)
    assert [butir.id for butir in butir_realisasi(kualitatif)] == ["h1"]
    assert [butir.id for butir in butir_realisasi(SKP)] == ["i1", "i2"]
    sendiri = msgspec.structs.replace(PENILAIAN, realisasi=(RealisasiIndikator(id="h1", realisasi="Tersusun"),))
    assert told(sendiri, kualitatif) == []
    assert realisasi_lepas(sendiri, kualitatif) == ()
    assert told(PENILAIAN, kualitatif, realisasi=()) == [("realisasi_kosong", False)]


def test_that_what_older_evaluations_told_per_indicator_is_read_for_the_result() -> None:
    kualitatif = msgspec.structs.replace(SKP, pendekatan=Pendekatan.KUALITATIF)
    umpan = UmpanBalik(id="u", sumber="Pimpinan", teks="Baik")
    lama = (
        RealisasiIndikator(id="i1", realisasi="3", umpan_balik=(umpan,)),
        RealisasiIndikator(id="i2", realisasi="4"),
    )
    isi = msgspec.structs.replace(PENILAIAN, realisasi=lama)
    satu = realisasi_dari(isi, butir_realisasi(kualitatif)[0])
    assert (satu.id, satu.realisasi, satu.umpan_balik) == ("h1", "3\n4", (umpan,))


@given(st.sampled_from(RATING), st.sampled_from(RATING), st.sampled_from(RATING), st.sampled_from(RATING))
def test_that_a_better_rating_never_gives_a_worse_predicate(h1: Rating, p1: Rating, h2: Rating, p2: Rating) -> None:
    """The nine cells are monotone in both ratings together, by the order of the predicates of page 107.

    So it holds for KURANG and BUTUH PERBAIKAN as well: KURANG stands in the column of the lowest behaviour alone, and
    SANGAT KURANG below it; no better rating leads from BUTUH PERBAIKAN to KURANG.
    """
    bawah = (min(h1, h2, key=RATING.index), min(p1, p2, key=RATING.index))
    atas = (max(h1, h2, key=RATING.index), max(p1, p2, key=RATING.index))
    rendah, tinggi = compute_predikat(MATRIKS, *bawah), compute_predikat(MATRIKS, *atas)
    assert rendah is not None
    assert tinggi is not None
    assert URUT.index(rendah) <= URUT.index(tinggi)


def test_that_the_order_of_the_predicates_is_the_one_the_form_prints() -> None:
    assert [satu.value for satu in URUT] == ["sangat_kurang", "kurang", "butuh_perbaikan", "baik", "sangat_baik"]
    assert {compute_predikat(MATRIKS, h, p) for h in RATING for p in RATING} == set(Predikat)
