"""The fallback: the assessor's superior evaluates what was let pass, he alone, and what he signs is final (P6:90)."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from desktop_app.domain.istilah import Predikat, Rating, StatusPenilaian
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.atasan_menilai import list_tunggu_atasan, take_over_penilaian
from desktop_app.services.naskah import open_naskah
from desktop_app.services.penilaian import advance_penilaian, get_penilaian, get_skp_evaluated, list_penilaian
from tests.services.dunia_kantor import Dunia, edit, rate
from tests.services.kantor_berperan import Berperan, at, filled
from tests.services.refusal import code_of

ALASAN = "Sampai 30 April belum dievaluasi."


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office on 4 December 2026: sekda assesses ``saya``, who assesses ``staf`` and let the first quarter pass."""
    berperan = filled(dunia)
    at(berperan.kantor, 2026, 12, 4)
    return berperan


def test_that_the_superior_takes_over_what_the_assessor_let_pass_and_nobody_else(berperan: Berperan) -> None:
    skp, sekda = berperan.staf.skp, berperan.sekda
    with berperan.sebagai(P.PENILAI, pegawai_id=sekda) as kantor:
        assert [(s.skp_id, s.batas) for s in list_tunggu_atasan(kantor, "2026-TW1")] == [(skp, date(2026, 4, 30))]
        assert code_of(lambda: open_naskah(kantor, berperan.staf.penilaian)) == "wewenang_kurang"
    for orang in (berperan.saya.id, berperan.asing.id, berperan.staf.id):
        with berperan.sebagai(P.PENILAI, P.PEGAWAI, pegawai_id=orang) as kantor:
            assert list_tunggu_atasan(kantor, "2026-TW1") == ()
            assert code_of(lambda: take_over_penilaian(kantor, skp, "2026-TW1", alasan=ALASAN)) in (
                "wewenang_kurang",
                "penilaian_diri_sendiri",
            )
    with berperan.sebagai(P.OPERATOR, P.ADMIN, pegawai_id="") as kantor:
        assert code_of(lambda: take_over_penilaian(kantor, skp, "2026-TW1", alasan=ALASAN)) == "wewenang_kurang"
    with berperan.sebagai(P.PENILAI, pegawai_id=sekda) as kantor:
        assert code_of(lambda: take_over_penilaian(kantor, skp, "2026-TW1", alasan=" ")) == "alasan_wajib"
        at(kantor, 2027, 1, 31)
        for periode in ("2026-TW4", "2026"):
            assert list_tunggu_atasan(kantor, periode) == ()
            dini = code_of(lambda p=periode: take_over_penilaian(kantor, skp, p, alasan=ALASAN))  # type: ignore[misc]
            assert dini == "evaluasi_belum_lewat"
        at(kantor, 2027, 2, 1)
        assert {satu.skp_id for satu in list_tunggu_atasan(kantor, "2026")} == {skp}
        doc_id, _ = take_over_penilaian(kantor, skp, "2026-TW1", alasan=ALASAN)
        assert doc_id == berperan.staf.penilaian
        assert list_tunggu_atasan(kantor, "2026-TW1") == ()
        assert doc_id in {satu.penilaian_id for satu in list_penilaian(kantor, "2026-TW1")}


def test_that_what_was_taken_over_is_the_superiors_to_judge_and_the_assessors_to_see(berperan: Berperan) -> None:
    doc_id = berperan.staf.penilaian
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        take_over_penilaian(kantor, berperan.staf.skp, "2026-TW1", alasan=ALASAN)
        assert get_skp_evaluated(kantor, get_penilaian(kantor, doc_id)).pegawai_id == berperan.staf.id
        assert open_naskah(kantor, doc_id).boleh_menilai
        edit(kantor, doc_id, **rate(Rating.SESUAI, Rating.SESUAI))
    with berperan.sebagai(P.PENILAI) as kantor:
        seen = open_naskah(kantor, doc_id)
        assert (seen.boleh_ubah, seen.boleh_menilai, seen.boleh_memutuskan) == (False, False, False)
        assert code_of(lambda: edit(kantor, doc_id, rating_hasil=Rating.DIBAWAH)) == "wewenang_kurang"
        final = {"tanggal": date(2026, 5, 4)}
        assert code_of(lambda: advance_penilaian(kantor, doc_id, "finalkan", **final)) == "wewenang_kurang"
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        edit(kantor, doc_id, tempat="Sini")
        assert code_of(lambda: edit(kantor, doc_id, oleh_atasan=False)) == "bukan_isian_anda"
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        dini = date(2026, 4, 30)
        assert code_of(lambda: advance_penilaian(kantor, doc_id, "finalkan", tanggal=dini)) == "evaluasi_belum_lewat"
        advance_penilaian(kantor, doc_id, "finalkan", tanggal=date(2026, 5, 4))
    isi = get_penilaian(berperan.kantor, doc_id)
    assert (isi.status, isi.oleh_atasan, isi.predikat) == (StatusPenilaian.FINAL, True, Predikat.BAIK)
    assert isi.penilai_id == berperan.saya.id
    assert isi.penilai is not None
    assert isi.atasan_penilai is not None
    assert (isi.penilai.nama, isi.atasan_penilai.nama) == ("Wulan Purnamasari Kenanga", "Sekretaris Zakaria Cendana")
    with berperan.sebagai(P.PENILAI) as kantor:
        koreksi = code_of(lambda: advance_penilaian(kantor, doc_id, "koreksi", alasan="tidak setuju"))
        assert koreksi == "wewenang_kurang"


def test_that_the_superior_may_begin_what_was_never_begun(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        doc_id, _ = take_over_penilaian(kantor, berperan.staf.skp, "2026-TW2", alasan=ALASAN)
        isi = get_penilaian(kantor, doc_id)
        assert (isi.oleh_atasan, isi.penilai_id, isi.periode) == (True, berperan.saya.id, "2026-TW2")
        again = code_of(lambda: take_over_penilaian(kantor, berperan.staf.skp, "2026-TW2", alasan=ALASAN))
        assert again == "evaluasi_sudah_diambil"


def test_that_a_superior_whom_only_the_post_names_sees_what_he_may_take_over_and_has_taken(berperan: Berperan) -> None:
    (jabatan,) = open_naskah(berperan.kantor, berperan.staf.id).isi.riwayat  # type: ignore[union-attr]
    baru = msgspec.structs.replace(jabatan, atasan_penilai_id=berperan.asing.id)
    edit(berperan.kantor, berperan.staf.id, riwayat=(baru,))
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        assert list_tunggu_atasan(kantor, "2026-TW1") == (), "whom the post names stands before the assessor's assessor"
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.asing.id) as kantor:
        (satu,) = list_tunggu_atasan(kantor, "2026-TW1")
        assert (satu.skp_id, satu.penilai) == (berperan.staf.skp, "Wulan Purnamasari Kenanga")
        assert berperan.staf.penilaian not in {satu.penilaian_id for satu in list_penilaian(kantor, "2026-TW1")}
        doc_id, _ = take_over_penilaian(kantor, satu.skp_id, "2026-TW1", alasan=ALASAN)
        assert list_tunggu_atasan(kantor, "2026-TW1") == ()
        assert doc_id in {satu.penilaian_id for satu in list_penilaian(kantor, "2026-TW1")}
        assert open_naskah(kantor, doc_id).boleh_menilai
