"""Counts of the first page, of sending and of work: what who acts may see, and nothing about others."""

from __future__ import annotations

import json

import msgspec
import pytest

from desktop_app.domain.istilah import StatusKepegawaian, StatusPenilaian, StatusSkp
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.beranda import summarize
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle, survey_unsent
from desktop_app.services.naskah import write_naskah
from desktop_app.services.paket import list_keluar
from desktop_app.services.pegawai import create_pegawai, list_pegawai
from desktop_app.services.pekerjaan import read_pekerjaan
from desktop_app.services.penilaian import list_penilaian
from desktop_app.services.skp import count_bukan_asn, get_skp, list_skp
from tests.services.dunia_kantor import Dunia, edit, put_revision
from tests.services.kantor_berperan import Berperan, fill


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office with people and documents; a bundle was sent, then each of the three people got a change."""
    kantor = dunia("a1")
    hasil = fill(kantor)
    export_bundle(kantor, dunia.stick)
    for orang in hasil.orang.values():
        edit(kantor, orang.draf, tempat="Sini")
        write_naskah(kantor, orang.id, msgspec.structs.replace(hasil_pegawai(kantor, orang.id), catatan="baru"))
    return hasil


def hasil_pegawai(kantor: Kantor, doc_id: str) -> Pegawai:
    """Return a person as he is stored."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    return msgspec.json.decode(dokumen.body, type=Pegawai)


def fork(kantor: Kantor, doc_id: str) -> None:
    """Let two versions of an SKP disagree."""
    asal = kantor.store.document(doc_id)
    assert asal is not None
    for tempat in ("Satu", "Dua"):
        put_revision(kantor, "skp", doc_id, json.loads(asal.body) | {"tempat": tempat}, parents=asal.heads)


@pytest.mark.parametrize(("peran", "orang"), [(P.PEGAWAI, 1), (P.PENILAI, 2), (P.OPERATOR, None)], ids=str)
def test_that_the_first_page_counts_what_one_may_see(berperan: Berperan, peran: P, orang: int | None) -> None:
    unit = berperan.kantor
    semua = orang is None
    with berperan.sebagai(peran) as kantor:
        ringkas, kerja = summarize(kantor), read_pekerjaan(kantor)
        n = len(unit.store.find("skp", where={"status": "draft"})) if semua else orang
        assert ringkas.skp[StatusSkp.DRAFT] == ringkas.skp[StatusSkp.DITETAPKAN] == n
        assert ringkas.penilaian[StatusPenilaian.DRAFT] == n
        assert ringkas.pegawai == len(list_pegawai(kantor)) == (unit.store.count("pegawai") if semua else orang)
        assert ringkas.belum_dikirim == n
        assert ringkas.naskah == (3 if semua else 0)
        assert ringkas.paket_terakhir is not None
        assert (ringkas.paket_terakhir.dokumen > 0) == semua
        tahun_ini = [s for s in list_skp(kantor, kerja.tahun) if s.status is StatusSkp.DITETAPKAN]
        assert kerja.skp_ditetapkan == len(tahun_ini) == n
        assert kerja.tanpa_skp == sum(1 for s in list_skp(kantor, kerja.tahun) if not s.skp_id)
        nilai = [s for s in list_penilaian(kantor, kerja.periode) if s.status is not None]
        assert kerja.penilaian_draft + kerja.penilaian_final == len(nilai)


def test_that_a_strangers_conflict_and_his_draft_are_not_counted(berperan: Berperan) -> None:
    fork(berperan.kantor, berperan.asing.draf)
    for peran, jumlah in ((P.PEGAWAI, 0), (P.PENILAI, 0), (P.OPERATOR, 1)):
        with berperan.sebagai(peran) as kantor:
            assert summarize(kantor).konflik == jumlah
    fork(berperan.kantor, berperan.staf.draf)
    for peran, jumlah in ((P.PEGAWAI, 0), (P.PENILAI, 1), (P.OPERATOR, 2)):
        with berperan.sebagai(peran) as kantor:
            assert summarize(kantor).konflik == jumlah


def test_that_who_is_no_asn_is_counted_where_he_is_listed(berperan: Berperan) -> None:
    create_pegawai(berperan.kantor, Pegawai(nama="Honorer Uji", status=StatusKepegawaian.BUKAN_ASN))
    for peran, jumlah in ((P.PEGAWAI, 0), (P.PENILAI, 0), (P.OPERATOR, 1)):
        with berperan.sebagai(peran) as kantor:
            assert count_bukan_asn(kantor) == jumlah


def test_that_the_survey_of_what_is_unsent_is_whole_for_who_sends(berperan: Berperan) -> None:
    sebelum = survey_unsent(berperan.kantor)
    with berperan.sebagai(P.OPERATOR) as kantor:
        assert survey_unsent(kantor) == sebelum
        assert list_keluar(kantor)[0].dokumen > 0


def test_that_a_former_assessor_sees_his_document_and_not_the_new_ones(berperan: Berperan) -> None:
    asing = berperan.asing
    draf = msgspec.structs.replace(get_skp(berperan.kantor, asing.draf), penilai_id=berperan.saya.id)
    put_revision(berperan.kantor, "skp", asing.draf, draf)
    with berperan.sebagai(P.PENILAI) as kantor:
        assert asing.draf in {satu.skp_id for satu in list_skp(kantor, 2025)}
        assert asing.skp not in {satu.skp_id for satu in list_skp(kantor, 2026)}
        assert asing.id in {satu.id for satu in list_pegawai(kantor)}
        # He is no work of his any more: a year without an SKP does not ask for one.
        assert asing.id not in {satu.pegawai_id for satu in list_skp(kantor, 2030)}
