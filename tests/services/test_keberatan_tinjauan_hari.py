"""Attacks on who decides how often, with whose words, on which day, and by which limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import msgspec
import pytest

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisJabatan
from desktop_app.domain.istilah_kinerja import JenisPeristiwa, StatusPutusan
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.dokumen_evaluasi import record_peristiwa
from desktop_app.services.keberatan import objection_readiness
from desktop_app.services.keberatan_buka import list_objections, open_objection
from desktop_app.services.naskah import open_naskah
from desktop_app.services.penilaian import advance_penilaian
from desktop_app.services.putusan import (
    answer_explanation,
    ask_explanation,
    begin_paper,
    decide_objection,
    read_putusan,
)
from tests.services.dunia_kantor import Dunia, edit, put_revision
from tests.services.dunia_keberatan import ALASAN, Kecamatan, make_kecamatan
from tests.services.kantor_berperan import at
from tests.services.serangan_tinjauan import (
    PUTUS,
    TERIMA,
    UBAH,
    code_of,
    decide_on_paper,
    limits,
    login,
)


@pytest.fixture
def kec(dunia: Dunia) -> Kecamatan:
    return make_kecamatan(dunia)


def test_that_what_is_final_by_law_is_not_decided_about(kec: Kecamatan) -> None:
    for orang, jenis in (("camat", JenisJabatan.PEJABAT_NEGARA), ("staf", JenisJabatan.JPT)):
        doc = kec.orang[orang].pegawai_id
        isi = open_naskah(kec.unit, doc).isi
        assert isinstance(isi, Pegawai)
        edit(kec.unit, doc, riwayat=tuple(msgspec.structs.replace(r, jenis_jabatan=jenis) for r in isi.riwayat))
    with kec.sebagai("sekda") as kantor:
        assert code_of(begin_paper, kantor, kec.penilaian, "x", TERIMA) == "keberatan_final_pimpinan"


def test_that_one_paper_objection_is_gone_on_with_and_decided_once(kec: Kecamatan) -> None:
    with kec.sebagai("sekda") as kantor:
        satu, _ = begin_paper(kantor, kec.penilaian, "x", TERIMA)
        dua, _ = begin_paper(kantor, kec.penilaian, "y", PUTUS)
        isi = read_putusan(kantor, satu).isi
        assert (dua, isi.keberatan, isi.diterima) == (satu, "y", TERIMA)
    kec.seal()
    with kec.sebagai("sekda") as kantor:
        tersegel = open_objection(kantor, list_objections(kantor)[0].id).putusan_id
        decide_objection(kantor, satu, UBAH, PUTUS)
        hari = kantor.jam().date()
        assert code_of(decide_objection, kantor, tersegel, UBAH, hari) == "putusan_sudah_ada"
        assert code_of(begin_paper, kantor, kec.penilaian, "z", PUTUS) == "putusan_sudah_ada"
    with kec.sebagai("staf") as kantor:
        assert objection_readiness(kantor, kec.penilaian).halangan == "putusan_sudah_ada"


def test_that_the_assessors_own_explanation_is_not_replaced(kec: Kecamatan) -> None:
    with kec.sebagai("sekda") as kantor:
        doc, _ = begin_paper(kantor, kec.penilaian, "x", TERIMA)
        ask_explanation(kantor, doc, "x")
    with kec.sebagai("camat") as kantor:
        answer_explanation(kantor, doc, "Kata penilai")
    with kec.sebagai("sekda") as kantor:
        assert code_of(decide_objection, kantor, doc, UBAH, PUTUS) == "penjelasan_milik_penilai"
        decide_objection(kantor, doc, replace(UBAH, penjelasan=""), PUTUS)
        assert read_putusan(kantor, doc).isi.penjelasan == "Kata penilai"


def test_that_a_day_to_come_is_refused_and_one_by_a_dead_clock_marked(kec: Kecamatan) -> None:
    besok = date(2026, 12, 3)
    with kec.sebagai("sekda") as kantor:
        assert code_of(begin_paper, kantor, kec.penilaian, "x", besok) == "tanggal_di_depan"
        doc, _ = begin_paper(kantor, kec.penilaian, "x", TERIMA)
        assert code_of(decide_objection, kantor, doc, UBAH, besok) == "tanggal_di_depan"
        kantor.jam = lambda: datetime(2000, 1, 1, tzinfo=UTC)
        decide_objection(kantor, doc, UBAH, besok)
        assert read_putusan(kantor, doc).isi.tanggal_ragu


def test_that_openings_keep_the_first_and_one_for_each_person_and_day(kec: Kecamatan) -> None:
    hasil = kec.seal()
    kec.send()
    for nama in ("Pengintip", *["Lain"] * 55):
        with login(kec.kabupaten, "", P.VERIFIKATOR, nama=nama) as kantor:
            doc = open_objection(kantor, hasil.doc_id).putusan_id
    buka = decode_as(PutusanKeberatan, kec.kabupaten.store.document(doc).body).pembukaan  # type: ignore[union-attr]
    assert [satu.nama for satu in buka] == ["Pengintip", "Lain"]


def test_that_an_operator_reads_no_draft_of_a_decision_and_still_counts_its_days(kec: Kecamatan) -> None:
    with kec.sebagai("sekda") as kantor:
        doc, _ = begin_paper(kantor, kec.penilaian, "RAHASIA", TERIMA)
    with login(kec.unit, "", P.OPERATOR) as kantor:
        assert code_of(read_putusan, kantor, doc) == "wewenang_kurang"
        assert limits(kantor, kec.penilaian)["keberatan_diputus"][0] == "2026-04-29"


def test_that_paper_has_its_limit_which_the_superior_reads_and_a_late_decision_is_late(kec: Kecamatan) -> None:
    with kec.sebagai("staf") as kantor:
        record_peristiwa(kantor, [kec.penilaian], JenisPeristiwa.DITERIMA, date(2026, 4, 13))
    with kec.sebagai("sekda") as kantor:
        assert code_of(limits, kantor, kec.penilaian) == "wewenang_kurang"
        doc, _ = begin_paper(kantor, kec.penilaian, "x", TERIMA)
        assert limits(kantor, kec.penilaian)["keberatan_diputus"] == ("2026-04-29", "terlewat")
        decide_objection(kantor, doc, UBAH, date(2026, 11, 20))
        assert limits(kantor, kec.penilaian)["keberatan_diputus"] == ("2026-04-29", "terpenuhi_terlambat")


def test_that_the_decision_about_an_older_version_fulfils_nothing_for_the_new_one(kec: Kecamatan) -> None:
    doc = decide_on_paper(kec)
    dokumen, putusan = kec.unit.store.document(kec.penilaian), kec.unit.store.document(doc)
    assert dokumen is not None
    assert putusan is not None
    assert decode_as(PutusanKeberatan, putusan.body).status is StatusPutusan.DITETAPKAN
    isi = msgspec.json.decode(dokumen.body)
    put_revision(kec.unit, "penilaian", kec.penilaian, isi | {"status": "draft", "predikat": None})
    put_revision(kec.unit, "penilaian", kec.penilaian, isi | {"catatan": "lain"})
    with kec.sebagai("staf") as kantor:
        assert "keberatan_diputus" not in limits(kantor, kec.penilaian)
    kec.seal("keberatan kedua")
    at(kec.unit, 2026, 12, 20)
    with kec.sebagai("staf") as kantor:
        assert limits(kantor, kec.penilaian)["keberatan_diputus"][1] not in ("terpenuhi", "terpenuhi_terlambat")


def test_that_a_refusal_is_an_error_with_a_sentence(kec: Kecamatan) -> None:
    from desktop_app.messages import sentence

    kec.seal()
    with kec.sebagai("camat") as kantor, pytest.raises(UserError) as caught:
        advance_penilaian(kantor, kec.penilaian, "koreksi", alasan="x")
    teks = sentence(caught.value)
    assert "Atasan pejabat penilai memutuskannya" in teks
    assert ALASAN[:10] not in teks
