"""The journal proposes realisations: exactly, by the way the unit or the manual asks for, never beyond its entries."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.istilah import Aspek, JenisTarget, Pendekatan
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.jurnal import EntriJurnal, Jurnal, monday_of, sidik_entri
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.realisasi import CaraHitung, PosisiTarget, UsulanRealisasi, progress_by_month, propose_realisasi
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Skp, Target

ANGKA, RENTANG, TEKS = JenisTarget.ANGKA, JenisTarget.RENTANG, JenisTarget.TEKS
TW1 = parse_periode("2026-TW1")
numbers = st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=4)


def skp_of(*indikator: Indikator, **ubah: Any) -> Skp:
    hasil = RencanaHasilKerja(id="h1", teks="Berkas selesai", indikator=indikator)
    return Skp(pegawai_id="p", mulai=date(2026, 1, 1), selesai=date(2026, 12, 31), hasil=(hasil,), **ubah)


def berkas(nilai: str = "100", satuan: str = "berkas", *, aspek: Aspek = Aspek.KUANTITAS, ref: str = "i1") -> Indikator:
    return Indikator(id=ref, aspek=aspek, teks="Jumlah", target=Target(jenis=ANGKA, nilai=nilai, satuan=satuan))


def weeks(*entri: EntriJurnal) -> list[Jurnal]:
    menurut: dict[date, list[EntriJurnal]] = {}
    for satu in entri:
        menurut.setdefault(monday_of(satu.tanggal), []).append(satu)
    return [Jurnal(pegawai_id="p", minggu=minggu, entri=tuple(isi)) for minggu, isi in menurut.items()]


def entry(ref: str, tanggal: date, jumlah: str, satuan: str = "berkas", **ubah: Any) -> EntriJurnal:
    return EntriJurnal(
        **{"id": ref, "tanggal": tanggal, "jumlah": jumlah, "satuan": satuan, "hasil_id": "h1", "teks": ref} | ubah
    )


def only(usulan: tuple[UsulanRealisasi, ...]) -> UsulanRealisasi:
    assert len(usulan) == 1
    return usulan[0]


def test_that_quantities_of_the_period_are_added_and_those_outside_are_left() -> None:
    isi = weeks(
        entry("a", date(2025, 12, 31), "1000"),
        entry("b", date(2026, 1, 1), "40"),
        entry("c", date(2026, 3, 31), "80,5".replace(",", ".")),
        entry("d", date(2026, 4, 1), "1000"),
    )
    hasil = only(propose_realisasi(skp_of(berkas()), isi, TW1))
    assert (hasil.cara, hasil.angka, hasil.teks, hasil.entri) == (
        CaraHitung.JUMLAH,
        Decimal("120.5"),
        "120,5 berkas",
        ("b", "c"),
    )
    assert (hasil.capaian, hasil.posisi) == (Decimal("120.5"), PosisiTarget.MELAMPAUI)


def test_that_an_skp_that_ended_early_takes_nothing_after_its_end() -> None:
    skp = skp_of(berkas(), berakhir=date(2026, 2, 1))
    isi = weeks(entry("a", date(2026, 2, 1), "3"), entry("b", date(2026, 2, 2), "5"))
    assert only(propose_realisasi(skp, isi, TW1)).angka == 3


def test_that_a_percentage_is_taken_of_the_parts_together_and_not_as_a_mean() -> None:
    isi = weeks(
        entry("a", date(2026, 1, 5), "1", dari="2", indikator_id="i1"),
        entry("b", date(2026, 1, 6), "98", dari="98", indikator_id="i1"),
    )
    hasil = only(propose_realisasi(skp_of(berkas("95", "%")), isi, TW1))
    assert (hasil.cara, hasil.teks, hasil.posisi) == (CaraHitung.PERSENTASE, "99%", PosisiTarget.MELAMPAUI)


def test_that_percentages_without_their_parts_give_a_mean() -> None:
    isi = weeks(entry("a", date(2026, 1, 5), "90", "%"), entry("b", date(2026, 1, 6), "95", "persen"))
    hasil = only(propose_realisasi(skp_of(berkas("95", "% surat")), isi, TW1))
    assert (hasil.cara, hasil.teks, hasil.posisi) == (CaraHitung.RATA_RATA, "92,5% surat", PosisiTarget.BELUM)


def test_that_a_time_is_a_mean_and_less_of_it_is_better() -> None:
    isi = weeks(entry("a", date(2026, 1, 5), "2", "hari"), entry("b", date(2026, 1, 6), "3", "hari"))
    hasil = only(propose_realisasi(skp_of(berkas("3", "hari", aspek=Aspek.WAKTU)), isi, TW1))
    assert (hasil.cara, hasil.teks, hasil.capaian) == (CaraHitung.RATA_RATA, "2,5 hari", None)
    assert (hasil.posisi, hasil.kecil_lebih_baik) == (PosisiTarget.MELAMPAUI, True)


@pytest.mark.parametrize(
    ("formula", "cara", "teks"),
    [
        ("Rata-rata nilai tiap bulan", CaraHitung.RATA_RATA, "2,33 berkas"),
        ("Nilai posisi akhir tahun", CaraHitung.TERAKHIR, "4 berkas"),
        ("Penjumlahan berkas", CaraHitung.JUMLAH, "7 berkas"),
        ("Berkas selesai dibagi berkas masuk x 100%", CaraHitung.JUMLAH, "7 berkas"),
    ],
)
def test_that_the_formula_of_the_manual_says_how_to_count(formula: str, cara: CaraHitung, teks: str) -> None:
    isi = weeks(*(entry(str(n), date(2026, 1, 4 + n), str(n)) for n in (1, 2, 4)))
    manual = {"i1": ManualIndikator(pegawai_id="p", tahun=2026, formula=formula)}
    hasil = only(propose_realisasi(skp_of(berkas()), isi, TW1, manual=manual))
    assert (hasil.cara, hasil.teks) == (cara, teks)


def test_that_a_chosen_way_goes_before_the_proposed_one() -> None:
    isi = weeks(entry("a", date(2026, 1, 5), ""), entry("b", date(2026, 1, 6), "3"))
    skp = skp_of(berkas())
    banyak = only(propose_realisasi(skp, isi, TW1, cara={"i1": CaraHitung.BANYAK}))
    assert (banyak.angka, banyak.entri) == (1, ("b",))
    terikat = [
        msgspec.structs.replace(j, entri=tuple(msgspec.structs.replace(e, indikator_id="i1") for e in j.entri))
        for j in isi
    ]
    banyak = only(propose_realisasi(skp, terikat, TW1, cara={"i1": CaraHitung.BANYAK}))
    assert (banyak.angka, banyak.tanpa_angka) == (2, ())
    assert only(propose_realisasi(skp, terikat, TW1)).tanpa_angka == ("a",)


def test_that_an_entry_without_an_indicator_counts_only_where_its_unit_leaves_no_choice() -> None:
    satu, dua = berkas(), berkas("50", "Berkas.", ref="i2")
    lain = berkas("5", "kegiatan", ref="i3")
    isi = weeks(entry("a", date(2026, 1, 5), "3"), entry("b", date(2026, 1, 5), "2", "kegiatan"))
    semua = propose_realisasi(skp_of(satu, dua, lain), isi, TW1)
    assert [u.teks for u in semua] == ["", "", "2 kegiatan"]
    assert [u.angka for u in propose_realisasi(skp_of(satu, lain), isi, TW1)] == [3, 2]


def test_that_another_unit_is_told_and_not_counted() -> None:
    isi = weeks(
        entry("a", date(2026, 1, 5), "3", indikator_id="i1"),
        entry("b", date(2026, 1, 5), "9", "lembar", indikator_id="i1"),
        entry("c", date(2026, 1, 5), "4", "", indikator_id="i1"),
    )
    hasil = only(propose_realisasi(skp_of(berkas()), isi, TW1))
    assert (hasil.angka, hasil.lain_satuan) == (7, ("b",))


@pytest.mark.parametrize(
    ("jumlah", "posisi"), [("79", "belum"), ("80", "tercapai"), ("90", "tercapai"), ("91", "melampaui")]
)
def test_that_a_range_is_reached_between_its_ends(jumlah: str, posisi: str) -> None:
    target = Target(jenis=RENTANG, nilai="80", nilai_atas="90", satuan="berkas")
    isi = weeks(entry("a", date(2026, 1, 5), jumlah))
    hasil = only(propose_realisasi(skp_of(Indikator(id="i1", target=target)), isi, TW1))
    assert hasil.posisi == posisi
    assert hasil.capaian == Decimal(jumlah) * 100 / 80


def test_that_a_target_in_words_gets_the_words_of_the_entries() -> None:
    skp = skp_of(Indikator(id="i1", target=Target(jenis=TEKS, teks="Sebelum akhir bulan")))
    isi = weeks(
        entry("Laporan Januari terkirim", date(2026, 1, 30), "1", "laporan"),
        entry("Laporan Februari terkirim", date(2026, 2, 27), "1", "laporan"),
    )
    hasil = only(propose_realisasi(skp, isi, TW1))
    assert hasil.teks == "2 laporan: Laporan Januari terkirim; Laporan Februari terkirim"
    assert (hasil.angka, hasil.posisi, hasil.cara) == (None, None, CaraHitung.KALIMAT)


def test_that_a_qualitative_skp_has_one_proposal_for_each_result() -> None:
    skp = skp_of(Indikator(id="i1", narasi="n"), Indikator(id="i2", narasi="m"), pendekatan=Pendekatan.KUALITATIF)
    hasil = only(propose_realisasi(skp, weeks(entry("Selesai", date(2026, 1, 5), "")), TW1))
    assert (hasil.id, hasil.teks) == ("h1", "Selesai")


def test_that_only_words_that_the_assessor_had_before_him_count_as_confirmed() -> None:
    satu = entry("a", date(2026, 1, 5), "3")
    benar = msgspec.structs.replace(satu, tanggapan=TanggapanJurnal.DIBENARKAN, sidik=sidik_entri(satu))
    skp = skp_of(berkas())
    assert only(propose_realisasi(skp, weeks(benar), TW1)).belum_dibenarkan == 0
    berubah = msgspec.structs.replace(benar, jumlah="300")
    assert only(propose_realisasi(skp, weeks(berubah), TW1)).belum_dibenarkan == 1


def test_that_progress_runs_up_by_month_and_stops_at_the_given_day() -> None:
    isi = weeks(entry("a", date(2026, 2, 27), "30"), entry("b", date(2026, 4, 1), "90"))
    garis = progress_by_month(skp_of(berkas()), isi, "i1", sampai=date(2026, 4, 9))
    assert [angka for _, angka in garis] == [None, 30, 30, 120, *([None] * 8)]
    assert progress_by_month(skp_of(berkas()), isi, "tiada") == ()


def test_that_a_target_of_zero_has_no_share_and_a_number_too_long_is_no_number() -> None:
    isi = weeks(entry("a", date(2026, 1, 5), "3"), entry("b", date(2026, 1, 5), "9" * 5000))
    hasil = only(propose_realisasi(skp_of(berkas("0")), isi, TW1))
    assert (hasil.capaian, hasil.angka, hasil.tanpa_angka) == (None, 3, ("b",))


@given(st.lists(numbers, min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_that_a_sum_is_exact_in_whatever_order_it_was_written(angka: list[Decimal], acak: Any) -> None:
    isi = [entry(str(n), date(2026, 1, 5) + timedelta(days=n), f"{satu:f}") for n, satu in enumerate(angka)]
    campur = list(isi)
    acak.shuffle(campur)
    satu, dua = (only(propose_realisasi(skp_of(berkas()), weeks(*urut), TW1)) for urut in (isi, campur))
    assert satu.angka is not None
    assert Fraction(satu.angka) == sum((Fraction(a) for a in angka), Fraction(0))
    assert satu.angka == dua.angka
    assert satu.teks == dua.teks


@given(st.lists(numbers, min_size=1, max_size=12))
def test_that_a_mean_is_within_half_a_hundredth_and_between_least_and_most(angka: list[Decimal]) -> None:
    isi = [entry(str(n), date(2026, 1, 5) + timedelta(days=n), f"{satu:f}") for n, satu in enumerate(angka)]
    hasil = only(propose_realisasi(skp_of(berkas()), weeks(*isi), TW1, cara={"i1": CaraHitung.RATA_RATA})).angka
    assert hasil is not None
    tepat = sum((Fraction(a) for a in angka), Fraction(0)) / len(angka)
    assert abs(Fraction(hasil) - tepat) <= Fraction(1, 200)
    assert min(angka) - Decimal("0.01") <= hasil <= max(angka) + Decimal("0.01")


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=12))
def test_that_parts_never_larger_than_their_wholes_give_at_most_a_hundred(pasangan: list[tuple[int, int]]) -> None:
    isi = [
        entry(str(n), date(2026, 1, 5), str(min(p)), dari=str(max(p)), indikator_id="i1")
        for n, p in enumerate(pasangan)
    ]
    hasil = only(propose_realisasi(skp_of(berkas("90", "%")), weeks(*isi), TW1, cara={"i1": CaraHitung.PERSENTASE}))
    if any(max(p) for p in pasangan):
        assert hasil.angka is not None
        assert 0 <= hasil.angka <= 100
    else:
        assert (hasil.angka, hasil.teks) == (None, "")


@given(st.lists(st.integers(0, 10**6), max_size=10), st.integers(0, 10**6))
def test_that_one_more_entry_never_lowers_a_sum_nor_its_share(angka: list[int], lagi: int) -> None:
    isi = [entry(str(n), date(2026, 1, 5), str(satu)) for n, satu in enumerate(angka)]
    dulu = only(propose_realisasi(skp_of(berkas()), weeks(*isi), TW1))
    kini = only(propose_realisasi(skp_of(berkas()), weeks(*isi, entry("x", date(2026, 1, 5), str(lagi))), TW1))
    assert kini.angka is not None
    assert kini.capaian is not None
    assert kini.angka >= (dulu.angka or 0)
    assert kini.capaian >= (dulu.capaian or 0)


def test_that_what_is_below_zero_is_told_and_not_counted() -> None:
    isi = weeks(entry("a", date(2026, 1, 5), "12"), entry("b", date(2026, 1, 6), "-3"))
    usulan = only(propose_realisasi(skp_of(berkas()), isi, TW1))
    assert (usulan.angka, usulan.entri, usulan.tanpa_angka) == (Decimal(12), ("a",), ("b",))


def test_that_a_percentage_without_its_whole_is_told() -> None:
    isi = weeks(
        entry("a", date(2026, 1, 5), "1", "surat", dari="1", indikator_id="i1"),
        entry("b", date(2026, 1, 6), "20", "%", indikator_id="i1"),
    )
    usulan = only(propose_realisasi(skp_of(berkas(satuan="%")), isi, TW1))
    assert (usulan.cara, usulan.entri, usulan.tanpa_angka) == (CaraHitung.PERSENTASE, ("a",), ("b",))
