"""Follow-ups: who makes, notes and closes them, what is suggested, and that a change of assessor loses none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from pypdfium2 import PdfDocument

from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.istilah_pengembangan import JenisTindakLanjut as J
from desktop_app.domain.istilah_pengembangan import StatusButir
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.domain.tindak_lanjut import KemajuanTindakLanjut
from desktop_app.domain.usulan_tindak_lanjut import propose_follow_ups
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.naskah import open_naskah
from desktop_app.services.penilaian import advance_penilaian
from desktop_app.services.pergantian_penilai import change_penilai
from desktop_app.services.serah_terima import create_serah_terima, finish_serah_terima, read_serah_terima
from desktop_app.services.serah_terima_cetak import print_serah_terima
from desktop_app.services.tindak_lanjut import (
    SaringTindakLanjut,
    close_tindak_lanjut,
    create_tindak_lanjut,
    list_tindak_lanjut,
    note_tindak_lanjut,
    propose_tindak_lanjut,
    read_tindak_lanjut,
    reopen_tindak_lanjut,
)
from desktop_app.services.tindak_lanjut_pilihan import list_penanggung_jawab, list_sumber
from desktop_app.services.tugas import list_tugas
from tests.services.dunia_kantor import AKHIR, Dunia, edit, put_revision
from tests.services.kantor_berperan import Berperan, at, filled
from tests.services.refusal import code_of

HARI = date(2026, 12, 4)
TENGGAT = date(2027, 1, 5)


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``, whose evaluation is final."""
    hasil = filled(dunia)
    at(hasil.kantor, 2026, 12, 4)
    with hasil.sebagai(P.PENILAI) as kantor:
        advance_penilaian(kantor, hasil.staf.penilaian, "finalkan", tanggal=AKHIR)
    return hasil


def made(berperan: Berperan, **fields: Any) -> str:
    """The assessor leaves a training of ``staf``; return its id."""
    with berperan.sebagai(P.PENILAI) as kantor:
        nilai = berperan.staf.penilaian
        return create_tindak_lanjut(kantor, nilai, J.PELATIHAN, "Kursus arsip digital", tenggat=TENGGAT, **fields)[0]


@pytest.mark.parametrize("predikat", Predikat, ids=str)
@pytest.mark.parametrize("perilaku", Rating, ids=str)
def test_that_suggestions_have_a_page_and_are_never_a_sanction(predikat: Predikat, perilaku: Rating) -> None:
    semua = propose_follow_ups(predikat, perilaku)
    assert semua
    assert all(satu.jenis is not J.USULAN_SANKSI and "hlm." in satu.dasar for satu in semua)
    dihargai = any(satu.jenis is J.PENGHARGAAN for satu in semua)
    assert dihargai is (predikat in (Predikat.SANGAT_BAIK, Predikat.BAIK))
    assert propose_follow_ups(None, perilaku) == ()


def test_that_a_suggestion_writes_nothing_and_a_draft_evaluation_has_none(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        before = kantor.store.last_seq()
        assert [s.jenis for s in propose_tindak_lanjut(kantor, berperan.staf.penilaian)] == [J.PENGHARGAAN]
        assert kantor.store.last_seq() == before
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        draf = berperan.asing.penilaian
        assert code_of(lambda: propose_tindak_lanjut(kantor, draf)) == "tindak_lanjut_belum_final"


def test_that_a_sanction_needs_the_regulation_it_follows(berperan: Berperan) -> None:
    nilai = berperan.staf.penilaian
    with berperan.sebagai(P.PENILAI) as kantor:
        usul = lambda dasar: create_tindak_lanjut(kantor, nilai, J.USULAN_SANKSI, "Teguran", dasar=dasar)  # noqa: E731
        assert code_of(lambda: usul(" ")) == "sanksi_tanpa_dasar"
        doc_id, _ = usul("PP 94/2021")
        assert code_of(lambda: edit(kantor, doc_id, dasar="")) == "sanksi_tanpa_dasar"


@pytest.mark.parametrize("peran", [P.PEGAWAI, P.PENILAI, P.OPERATOR], ids=str)
def test_that_only_his_assessor_and_the_office_leave_follow_ups(berperan: Berperan, peran: P) -> None:
    for siapa, orang in (("staf", berperan.staf.id), ("asing", berperan.asing.id), ("saya", berperan.saya.id)):
        with berperan.sebagai(peran, pegawai_id=orang) as kantor:
            call = lambda k=kantor: create_tindak_lanjut(k, berperan.staf.penilaian, J.KARIER, "Mutasi")  # noqa: E731
            boleh = siapa != "staf" and (peran is P.OPERATOR or (peran is P.PENILAI and siapa == "saya"))
            assert (code_of(call) == "") is boleh, (peran, siapa)


def test_that_a_follow_up_is_chosen_from_the_evaluations_of_those_one_manages(berperan: Berperan) -> None:
    nilai = berperan.staf.penilaian
    for peran, orang, boleh in (
        (P.PENILAI, berperan.saya.id, [nilai]),
        (P.PENILAI, berperan.asing.id, []),
        (P.OPERATOR, "", [nilai]),
    ):
        with berperan.sebagai(peran, pegawai_id=orang) as kantor:
            assert [s.id for s in list_sumber(kantor)] == boleh
            assert {berperan.asing.id, berperan.sekda} <= {s.id for s in list_penanggung_jawab(kantor)}
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        for call in (list_sumber, list_penanggung_jawab):
            assert code_of(lambda c=call: c(kantor)) == "wewenang_kurang"  # type: ignore[misc]


def test_that_who_sees_to_it_notes_and_closes_though_he_assesses_nobody(berperan: Berperan) -> None:
    doc_id = made(berperan, penanggung_jawab_id=berperan.asing.id)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id) as kantor:
        assert [b.id for b in list_tindak_lanjut(kantor, SaringTindakLanjut.SAYA)] == [doc_id]
        assert "tindak-lanjut-saya" in {t.kode for t in list_tugas(kantor, maks=99)}
        note_tindak_lanjut(kantor, doc_id, "Sudah didaftarkan", tanggal=HARI)
        rincian = read_tindak_lanjut(kantor, doc_id)
        assert rincian.baris.isi.status is StatusButir.BERJALAN
        assert [s.teks for s in rincian.baris.isi.kemajuan] == ["Sudah didaftarkan"]
        assert code_of(lambda: edit(kantor, doc_id, uraian="lain")) == "wewenang_kurang"
        tutup = lambda **k: close_tindak_lanjut(kantor, doc_id, "Lulus", tanggal=HARI, **k)  # noqa: E731
        assert code_of(lambda: tutup(batal=True)) == "wewenang_kurang"
        tutup()
        assert code_of(tutup) == "tindak_lanjut_berakhir"
    with berperan.sebagai(P.PENILAI) as kantor:
        assert code_of(lambda: edit(kantor, doc_id, uraian="lain")) == "tindak_lanjut_berakhir"
        reopen_tindak_lanjut(kantor, doc_id, "sertifikat belum ada", tanggal=HARI)
        isi = read_tindak_lanjut(kantor, doc_id).baris.isi
        assert (isi.status, isi.hasil) == (StatusButir.BERJALAN, "")
        assert "semula: Lulus" in isi.kemajuan[-1].teks


@pytest.mark.parametrize("peran", [P.PEGAWAI, P.OPERATOR], ids=str)
def test_that_the_employee_notes_on_what_is_about_him_but_never_ends_it(berperan: Berperan, peran: P) -> None:
    doc_id = made(berperan, penanggung_jawab_id=berperan.staf.id)
    with berperan.sebagai(peran, pegawai_id=berperan.staf.id) as kantor:
        note_tindak_lanjut(kantor, doc_id, "Sudah saya ikuti", tanggal=HARI)
        (baris,) = list_tindak_lanjut(kantor)
        assert (baris.boleh_ubah, baris.boleh_catat, baris.boleh_tutup) == (False, True, False)
        for batal in (False, True):
            kode = code_of(lambda b=batal: close_tindak_lanjut(kantor, doc_id, "Sudah", tanggal=HARI, batal=b))  # type: ignore[misc]
            assert kode == "tindak_lanjut_tentang_diri"
        assert code_of(lambda: edit(kantor, doc_id, uraian="lain")) in ("wewenang_kurang", "penilaian_diri_sendiri")
    with berperan.sebagai(P.PENILAI) as kantor:
        close_tindak_lanjut(kantor, doc_id, "Sertifikat diterima", tanggal=HARI)


def test_that_others_neither_see_nor_change_it(berperan: Berperan) -> None:
    doc_id = made(berperan)
    for peran in (P.PEGAWAI, P.PENILAI):
        with berperan.sebagai(peran, pegawai_id=berperan.asing.id) as kantor:
            assert list_tindak_lanjut(kantor, SaringTindakLanjut.SEMUA) == ()
            assert code_of(lambda: read_tindak_lanjut(kantor, doc_id)) == "wewenang_kurang"
            assert code_of(lambda: open_naskah(kantor, doc_id)) == "wewenang_kurang"
            assert code_of(lambda: note_tindak_lanjut(kantor, doc_id, "x", tanggal=HARI)) == "wewenang_kurang"
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        (baris,) = list_tindak_lanjut(kantor)
        assert (baris.boleh_ubah, baris.boleh_catat) == (False, False)
        assert code_of(lambda: close_tindak_lanjut(kantor, doc_id, "sudah", tanggal=HARI)) == "wewenang_kurang"
        assert "tindak-lanjut-untuk-saya" in {t.kode for t in list_tugas(kantor, maks=99)}


@pytest.mark.parametrize(
    "field", ["pegawai_id", "penilaian_id", "penilai_id", "periode", "hasil", "kemajuan", "selesai"]
)
def test_that_nobody_types_what_its_acts_write(berperan: Berperan, field: str) -> None:
    doc_id = made(berperan)
    nilai: Any = {"kemajuan": (KemajuanTindakLanjut(id="k", teks="x"),), "selesai": HARI}.get(field, "x")
    with berperan.sebagai(P.PENILAI) as kantor:
        assert code_of(lambda: edit(kantor, doc_id, **{field: nilai})) == "bukan_isian_anda"
        assert code_of(lambda: edit(kantor, doc_id, status=StatusButir.SELESAI)) == "bukan_isian_anda"
        edit(kantor, doc_id, uraian="Kursus kearsipan", tenggat=date(2026, 7, 1))


def test_that_a_training_is_a_step_of_his_own_plan_alone(berperan: Berperan) -> None:
    doc_id, kantor = made(berperan), berperan.kantor
    for satu, orang in (("1" * 32, berperan.staf.id), ("2" * 32, berperan.asing.id)):
        put_revision(
            kantor, "rencana_pengembangan", satu, msgspec.to_builtins(RencanaPengembangan(pegawai_id=orang, tahun=2026))
        )
    with berperan.sebagai(P.PENILAI):
        assert code_of(lambda: edit(kantor, doc_id, rencana_id="2" * 32)) == "rencana_orang_lain"
        edit(kantor, doc_id, rencana_id="1" * 32)
        assert read_tindak_lanjut(kantor, doc_id).rencana == (("1" * 32, 2026),)


def test_that_an_overdue_one_is_told_in_days_and_not_on_a_doubtful_day(berperan: Berperan) -> None:
    made(berperan)
    kantor = berperan.kantor
    at(kantor, 2027, 1, 10)
    with berperan.sebagai(P.PENILAI):
        (baris,) = list_tindak_lanjut(kantor, SaringTindakLanjut.LEWAT)
        assert baris.lewat == 5
        (tugas,) = [t for t in list_tugas(kantor, maks=99) if t.kode == "tindak-lanjut-saya"]
        assert (tugas.mendesak.name, "lewat 5 hari" in tugas.kalimat) == ("LEWAT", True)
        kantor.jam = lambda: datetime(2000, 1, 1, tzinfo=UTC)
        assert list_tindak_lanjut(kantor, SaringTindakLanjut.LEWAT) == ()


def test_that_a_new_assessor_owns_what_the_former_one_left_open(berperan: Berperan) -> None:
    doc_id, lain = made(berperan), made(berperan, penanggung_jawab_id=berperan.saya.id)
    kantor = berperan.kantor
    change_penilai(kantor, [berperan.staf.id], date(2026, 12, 1), berperan.asing.id, alasan="mutasi")
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.asing.id):
        assert {b.id for b in list_tindak_lanjut(kantor, SaringTindakLanjut.SAYA)} == {doc_id, lain}
        assert all(b.boleh_ubah for b in list_tindak_lanjut(kantor))
        edit(kantor, doc_id, uraian="Kursus kearsipan")
        close_tindak_lanjut(kantor, lain, "Selesai", tanggal=HARI)
    with berperan.sebagai(P.PENILAI):
        assert list_tindak_lanjut(kantor, SaringTindakLanjut.SAYA) == ()
        assert code_of(lambda: edit(kantor, doc_id, uraian="milik lama")) == "wewenang_kurang"
        assert code_of(lambda: close_tindak_lanjut(kantor, doc_id, "x", tanggal=HARI)) == "wewenang_kurang"


def test_that_the_hand_over_lists_them_and_keeps_their_words(berperan: Berperan) -> None:
    doc_id, kantor = made(berperan), berperan.kantor
    serah, _ = create_serah_terima(kantor, berperan.saya.id, date(2026, 12, 1), berperan.asing.id)
    finish_serah_terima(kantor, serah, tanggal=HARI)
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.asing.id):
        assert [b.id for b in list_tindak_lanjut(kantor, SaringTindakLanjut.SAYA)] == [doc_id]
        edit(kantor, doc_id, uraian="Diganti sesudahnya")
    beku = [d for b in read_serah_terima(kantor, serah).isi.bawahan for d in b.dokumen if d.kind == "tindak_lanjut"]
    assert [(d.id, d.oleh_id, d.uraian) for d in beku] == [
        (doc_id, berperan.asing.id, "Pelatihan – Kursus arsip digital (paling lambat 5 Januari 2027)")
    ]
    halaman = PdfDocument(print_serah_terima(kantor, serah).pdf)[0].get_textpage().get_text_bounded()
    teks = " ".join(halaman.split())
    assert "Tindak lanjut terbuka" in teks
    assert "Kursus arsip digital" in teks
    assert "Diganti" not in teks
