"""Outcome indicators: figures by hand from journal and complaints, typed values, rights, beside a realisation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.errors import UserError
from desktop_app.domain.hitung_outcome import average_time, sum_quantity
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.istilah_pengembangan import SumberOutcome as S
from desktop_app.domain.istilah_pengembangan import UnsurSkm
from desktop_app.domain.jurnal import EntriJurnal, Jurnal, sidik_entri
from desktop_app.domain.pengaduan import Pengaduan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.outcome import (
    create_outcome,
    delete_outcome,
    list_outcome,
    read_outcome,
    read_samping,
    set_nilai_outcome,
    value_text,
)
from tests.services.dunia_kantor import Dunia, edit, put_revision
from tests.services.kantor_berperan import Berperan, at, filled


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``; each has an SKP of 2026 with result ``h1``."""
    hasil = filled(dunia)
    at(hasil.kantor, 2026, 12, 4)
    return hasil


def entry(n: int, hari: date, jumlah: str, satuan: str, **fields: Any) -> EntriJurnal:
    return EntriJurnal(id=f"e{n}", tanggal=hari, hasil_id="h1", jumlah=jumlah, satuan=satuan, **fields)


def code_of(call: Any) -> str:
    try:
        call()
    except UserError as error:
        return error.code
    return ""


@pytest.mark.parametrize(
    ("isi", "satuan", "rata", "jumlah"),
    [
        ((("10", "menit"), ("20", "menit")), "menit", ("15", 2, 0), ("30", 2, 0)),
        ((("1", "jam"), ("30", "menit")), "menit", ("45", 2, 0), ("30", 1, 1)),
        ((("2", "hari kerja"), ("1", "hari"), ("9", "berkas")), "hari", ("1.5", 2, 1), ("1", 1, 2)),
        ((("1", "hari"),), "menit", (None, 0, 1), (None, 0, 1)),
        ((("10", "menit"), ("10", "menit"), ("11", "menit")), "menit", ("10.33", 3, 0), ("31", 3, 0)),
        ((("", ""),), "menit", (None, 0, 1), (None, 0, 1)),
        ((("100", "berkas"), ("20", "berkas")), "", (None, 0, 2), ("120", 2, 0)),
    ],
)
def test_that_journal_figures_are_those_counted_by_hand(
    isi: Any, satuan: str, rata: tuple[str | None, int, int], jumlah: tuple[str | None, int, int]
) -> None:
    entri = [entry(n, date(2026, 2, 3), a, b) for n, (a, b) in enumerate(isi)]
    for hitung, harap in ((average_time, rata), (sum_quantity, jumlah)):
        hasil = hitung(entri, satuan)
        assert (hasil.nilai, hasil.dihitung, hasil.dilewati) == (
            Decimal(harap[0]) if harap[0] else None,
            *harap[1:],
        ), hitung


def test_that_a_questioned_entry_does_not_count() -> None:
    satu = entry(1, date(2026, 2, 3), "90", "menit")
    tanya = msgspec.structs.replace(satu, tanggapan=TanggapanJurnal.DIPERTANYAKAN, sidik=sidik_entri(satu))
    assert average_time([tanya, entry(2, date(2026, 2, 3), "10", "menit")], "menit").nilai == Decimal(10)


def test_that_processing_time_is_read_period_by_period_and_stands_beside_the_output(berperan: Berperan) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    bukti = (BuktiDukung(id="b1", sidik="0" * 64, nama="loket.jpg"),)
    for n, senin, entri in (
        (1, date(2026, 2, 2), (entry(1, date(2026, 2, 3), "30", "menit", bukti=bukti),)),
        (2, date(2026, 5, 4), (entry(2, date(2026, 5, 5), "20", "menit"), entry(3, date(2026, 5, 6), "9", "berkas"))),
    ):
        minggu = Jurnal(pegawai_id=staf.id, minggu=senin, entri=entri)
        put_revision(kantor, "jurnal", f"{n:032x}", msgspec.to_builtins(minggu))
    doc_id, _ = create_outcome(kantor, staf.skp, "h1", "Waktu tunggu warga", S.WAKTU_PROSES, satuan="menit")
    isi = read_outcome(kantor, doc_id)
    assert [satu.nilai for satu in isi.nilai] == [Decimal(30), Decimal(20), None, None]
    assert isi.nilai[1].keterangan == "rata-rata 1 catatan jurnal; 1 tidak dihitung"
    assert isi.output is not None
    assert isi.baris.terakhir is not None
    assert value_text(isi.baris.isi, isi.baris.terakhir) == "20 menit"
    samping = read_samping(kantor, staf.penilaian)
    assert samping["h1"] == (
        "Outcome Waktu tunggu warga: 30 menit (Triwulan I 2026)",
        "Bukti di jurnal: 1 berkas (loket.jpg)",
    )


def test_that_complaints_are_counted_and_the_survey_is_asked(berperan: Berperan) -> None:
    kantor, skp = berperan.kantor, berperan.staf.skp
    unit = read_outcome(kantor, create_outcome(kantor, skp, "h1", "Keluhan", S.PENGADUAN)[0]).baris.isi.unit_kode
    for n, hari in enumerate((date(2026, 1, 5), date(2026, 2, 5), date(2026, 8, 5))):
        satu = Pengaduan(unit_kode=unit, tanggal=hari, isi="Lama")
        put_revision(kantor, "pengaduan", f"{n + 7:032x}", msgspec.to_builtins(satu))
    (baris,) = list_outcome(kantor, 2026, skp_id=skp)
    assert [s.nilai for s in read_outcome(kantor, baris.id).nilai] == [Decimal(2), Decimal(0), Decimal(1), Decimal(0)]
    at(kantor, 2026, 4, 2)
    assert [s.nilai for s in read_outcome(kantor, baris.id).nilai][2:] == [None, None]
    edit(kantor, baris.id, sumber=S.IKM)
    assert {s.nilai for s in read_outcome(kantor, baris.id).nilai} == {None}
    assert code_of(lambda: create_outcome(kantor, skp, "h1", "x", S.UNSUR_SKM)) == "outcome_unsur_kosong"
    assert create_outcome(kantor, skp, "h1", "Kecepatan", S.UNSUR_SKM, unsur=UnsurSkm.U3)[0]


def test_that_typed_values_say_what_they_were_read_from(berperan: Berperan) -> None:
    kantor, skp = berperan.kantor, berperan.staf.skp
    doc_id, _ = create_outcome(kantor, skp, "h1", "Warga ber-KTP", sasaran="98")
    set_nilai_outcome(kantor, doc_id, "2026-TW2", "96,5", "Laporan Dukcapil")
    set_nilai_outcome(kantor, doc_id, "2026-TW1", "95")
    nilai = read_outcome(kantor, doc_id).nilai
    assert [(s.nilai, s.keterangan) for s in nilai[:2]] == [(Decimal(95), ""), (Decimal("96.5"), "Laporan Dukcapil")]
    assert code_of(lambda: set_nilai_outcome(kantor, doc_id, "2026-TW1", "banyak")) == "outcome_nilai_salah"
    set_nilai_outcome(kantor, doc_id, "2026-TW1", "")
    assert read_outcome(kantor, doc_id).nilai[0].nilai is None
    edit(kantor, doc_id, sumber=S.PENGADUAN)
    assert code_of(lambda: set_nilai_outcome(kantor, doc_id, "2026-TW1", "95")) == "outcome_bukan_ketikan"
    assert code_of(lambda: create_outcome(kantor, skp, "tidak-ada", "x")) == "outcome_hasil_tidak_ada"
    assert code_of(lambda: create_outcome(kantor, skp, "h1", " ")) == "outcome_nama_kosong"
    assert code_of(lambda: create_outcome(kantor, skp, "h1", "x", indikator_id="z")) == "outcome_indikator_kosong"


def test_that_each_reaches_the_indicators_of_the_plans_he_reaches(berperan: Berperan) -> None:
    skp = berperan.staf.skp
    doc_id, _ = create_outcome(berperan.kantor, skp, "h1", "Kepuasan")
    for orang, peran, boleh in (
        (berperan.staf.id, P.PEGAWAI, True),
        (berperan.saya.id, P.PENILAI, True),
        (berperan.asing.id, P.PEGAWAI, False),
        (berperan.asing.id, P.PENILAI, False),
        ("", P.OPERATOR, True),
    ):
        with berperan.sebagai(peran, pegawai_id=orang) as kantor:
            calls = (
                lambda: read_outcome(kantor, doc_id),
                lambda: set_nilai_outcome(kantor, doc_id, "2026-TW1", "3"),
                lambda n=f"Lain {orang}{peran}": create_outcome(kantor, skp, "h1", n),
                lambda: read_samping(kantor, berperan.staf.penilaian),
            )
            for nomor, call in enumerate(calls):
                assert (code_of(call) == "") is boleh, (peran, nomor)
            assert (doc_id in {s.id for s in list_outcome(kantor, 2026)}) is boleh
            if boleh:
                assert code_of(lambda: edit(kantor, doc_id, hasil_id="h2")) == "bukan_isian_anda"
    assert code_of(lambda: delete_outcome(berperan.kantor, doc_id, "")) == "alasan_wajib"
    delete_outcome(berperan.kantor, doc_id, "salah hasil")
    assert doc_id not in {s.id for s in list_outcome(berperan.kantor, 2026)}


def test_that_a_processing_time_is_in_a_unit_of_time_and_one_figure_is_named_once(berperan: Berperan) -> None:
    kantor, skp = berperan.kantor, berperan.staf.skp
    for satuan in ("ekor", ""):
        salah = code_of(lambda s=satuan: create_outcome(kantor, skp, "h1", "Waktu", S.WAKTU_PROSES, satuan=s))
        assert salah == "outcome_satuan_waktu"
    create_outcome(kantor, skp, "h1", "Waktu", S.WAKTU_PROSES, satuan="hari kerja")
    lagi = code_of(lambda: create_outcome(kantor, skp, "h1", "Lain", S.WAKTU_PROSES, satuan="jam"))
    assert lagi == "outcome_sudah_ada"
    # Two typed figures are two things; two of one name are one.
    create_outcome(kantor, skp, "h1", "Warga puas")
    create_outcome(kantor, skp, "h1", "Antrean pendek")
    assert code_of(lambda: create_outcome(kantor, skp, "h1", "warga PUAS")) == "outcome_sudah_ada"
