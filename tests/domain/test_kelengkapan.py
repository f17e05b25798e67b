"""What an SKP and an evaluation lack before the next step, and which of it blocks (P6:6, 50-51, 92-107)."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from desktop_app.domain.istilah import (
    Aspek,
    CapaianOrganisasi,
    JenisHasil,
    JenisTarget,
    KelompokSkp,
    Pendekatan,
    Rating,
)
from desktop_app.domain.kelengkapan import check_skp, check_target
from desktop_app.domain.kelengkapan_penilaian import check_penilaian
from desktop_app.domain.penilaian import Penilaian, RealisasiIndikator
from desktop_app.domain.skp import HasilIntervensi, Indikator, RencanaHasilKerja, Skp, Target

ANGKA, RENTANG, TEKS = JenisTarget.ANGKA, JenisTarget.RENTANG, JenisTarget.TEKS
INDIKATOR = Indikator(id="i1", aspek=Aspek.KUANTITAS, teks="Jumlah laporan", target=Target(teks="12 laporan"))
HASIL = RencanaHasilKerja(
    id="h1", teks="Laporan yang tepat waktu", intervensi=HasilIntervensi(teks="Akuntabilitas"), indikator=(INDIKATOR,)
)
SKP = Skp(pegawai_id="p", penilai_id="q", mulai=date(2026, 1, 1), selesai=date(2026, 12, 31), hasil=(HASIL,))
PENILAIAN = Penilaian(
    pegawai_id="p",
    penilai_id="q",
    skp_id="s",
    periode="2026-TW1",
    capaian_organisasi=CapaianOrganisasi.BAIK,
    rating_hasil=Rating.SESUAI,
    rating_perilaku=Rating.DIATAS,
    alasan_perilaku="Menjadi rujukan rekan dalam pelayanan.",
    realisasi=(RealisasiIndikator(id="i1", realisasi="3 laporan"),),
)


def skp(**ubah: object) -> Skp:
    return msgspec.structs.replace(SKP, **ubah)


def with_hasil(**ubah: object) -> Skp:
    return skp(hasil=(msgspec.structs.replace(HASIL, **ubah),))


def with_indikator(**ubah: object) -> Skp:
    return with_hasil(indikator=(msgspec.structs.replace(INDIKATOR, **ubah),))


def test_that_a_complete_skp_and_evaluation_lack_nothing() -> None:
    assert check_skp(SKP) == ()
    assert check_penilaian(PENILAIAN, SKP) == ()


def test_that_a_narrative_is_asked_for_in_the_qualitative_approach_alone() -> None:
    empty = msgspec.structs.replace(INDIKATOR, teks="", target=Target())
    told = skp(pendekatan=Pendekatan.KUALITATIF, hasil=(msgspec.structs.replace(HASIL, indikator=(empty,)),))
    assert [(one.kode, one.jalur, one.penting) for one in check_skp(told)] == [
        ("narasi_kosong", "hasil/#h1/indikator/#i1/narasi", True)
    ]
    # Its form prints indicator and target where nobody has told it as a narrative yet.
    assert check_skp(skp(pendekatan=Pendekatan.KUALITATIF)) == ()
    narrated = msgspec.structs.replace(INDIKATOR, teks="", target=Target(), narasi="Laporan tersampaikan")
    hasil = (msgspec.structs.replace(HASIL, indikator=(narrated,), intervensi=HasilIntervensi()),)
    assert check_skp(skp(pendekatan=Pendekatan.KUALITATIF, hasil=hasil)) == ()


def test_that_a_leaders_form_asks_for_no_result_of_his_leader() -> None:
    hasil = (msgspec.structs.replace(HASIL, intervensi=HasilIntervensi()),)
    assert check_skp(skp(kelompok=KelompokSkp.JPT_MANDIRI, hasil=hasil)) == ()


@pytest.mark.parametrize(
    "isi, kode, jalur, penting",
    [
        (skp(penilai_id=""), "penilai_belum_ada", "penilai_id", True),
        (skp(penilai_id="p"), "penilai_diri_sendiri", "penilai_id", True),
        (skp(selesai=date(2025, 12, 31)), "periode_terbalik", "selesai", True),
        (skp(hasil=()), "hasil_utama_belum_ada", "hasil", True),
        (with_hasil(jenis=JenisHasil.TAMBAHAN), "hasil_utama_belum_ada", "hasil", True),
        (with_hasil(teks=" \n"), "hasil_kosong", "hasil/#h1/teks", True),
        (with_hasil(indikator=()), "indikator_belum_ada", "hasil/#h1/indikator", True),
        (with_hasil(intervensi=HasilIntervensi(teks=" ")), "intervensi_kosong", "hasil/#h1/intervensi", False),
        (with_indikator(teks="\t"), "indikator_kosong", "hasil/#h1/indikator/#i1/teks", True),
        (with_indikator(target=Target()), "target_kosong", "hasil/#h1/indikator/#i1/target", True),
    ],
)
def test_that_what_an_skp_lacks_is_named_beside_its_field(isi: Skp, kode: str, jalur: str, penting: bool) -> None:
    assert [(satu.kode, satu.jalur, satu.penting) for satu in check_skp(isi)] == [(kode, jalur, penting)]


def test_that_a_result_taken_over_from_the_leaders_skp_needs_no_words() -> None:
    assert check_skp(with_hasil(intervensi=HasilIntervensi(skp_id="s", hasil_id="h9"))) == ()


def test_that_one_day_is_a_period_and_all_that_is_missing_is_named_at_once() -> None:
    assert check_skp(skp(selesai=SKP.mulai)) == ()
    kosong = skp(penilai_id="", hasil=(RencanaHasilKerja(id="h1", indikator=(Indikator(id="i1"),)),))
    assert [satu.kode for satu in check_skp(kosong)] == [
        "penilai_belum_ada",
        "hasil_kosong",
        "intervensi_kosong",
        "indikator_kosong",
        "target_kosong",
    ]


@pytest.mark.parametrize(
    "target, kode",
    [
        (Target(jenis=ANGKA, nilai="12", satuan="dokumen"), None),
        (Target(jenis=ANGKA, nilai="0", satuan="temuan"), None),
        (Target(jenis=ANGKA, nilai="3.5"), None),
        (Target(jenis=ANGKA, nilai=""), "target_kosong"),
        (Target(jenis=ANGKA, nilai="  "), "target_kosong"),
        (Target(jenis=ANGKA, teks="dua belas"), "target_kosong"),
        (Target(jenis=ANGKA, nilai="dua belas"), "target_bukan_angka"),
        (Target(jenis=ANGKA, nilai="NaN"), "target_bukan_angka"),
        (Target(jenis=RENTANG, nilai="80", nilai_atas="90"), None),
        (Target(jenis=RENTANG, nilai="90", nilai_atas="90"), None),
        (Target(jenis=RENTANG, nilai="90", nilai_atas="80"), "target_terbalik"),
        (Target(jenis=RENTANG, nilai="9", nilai_atas="10"), None),  # numbers, not words
        (Target(jenis=RENTANG, nilai="2.125", nilai_atas="3"), None),  # a stored point is no thousands separator
        (Target(jenis=RENTANG, nilai="80", nilai_atas=""), "target_bukan_angka"),
        (Target(jenis=RENTANG, nilai="", nilai_atas="90"), "target_kosong"),
        (Target(jenis=TEKS, teks="paling lama 1 hari"), None),
        (Target(jenis=TEKS, teks=" "), "target_kosong"),
        (Target(jenis=TEKS, nilai="12"), "target_kosong"),
    ],
)
def test_that_a_target_can_be_printed_and_measured(target: Target, kode: str | None) -> None:
    assert check_target(target) == kode


@pytest.mark.parametrize(
    "ubah, kode, penting",
    [
        ({"penilai_id": ""}, "penilai_belum_ada", True),
        ({"penilai_id": "p"}, "penilai_diri_sendiri", True),
        ({"capaian_organisasi": None}, "capaian_organisasi_kosong", True),
        ({"rating_hasil": None}, "rating_hasil_kosong", True),
        ({"rating_perilaku": None}, "rating_perilaku_kosong", True),
        ({"realisasi": ()}, "realisasi_kosong", False),
        ({"realisasi": (RealisasiIndikator(id="i1", realisasi="  "),)}, "realisasi_kosong", False),
    ],
)
def test_that_what_an_evaluation_lacks_is_named(ubah: dict[str, object], kode: str, penting: bool) -> None:
    found = check_penilaian(msgspec.structs.replace(PENILAIAN, **ubah), SKP)
    assert [(satu.kode, satu.penting) for satu in found] == [(kode, penting)]


def test_that_what_was_written_for_a_dropped_indicator_is_told() -> None:
    lain = RealisasiIndikator(id="lain", realisasi="3 laporan")
    found = check_penilaian(msgspec.structs.replace(PENILAIAN, realisasi=(lain,)), SKP)
    assert [(satu.kode, satu.penting) for satu in found] == [
        ("realisasi_kosong", False),
        ("realisasi_hasil_dihapus", False),
    ]
