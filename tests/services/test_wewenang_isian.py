"""Whose words a field holds: nobody rates himself, an employee writes what he reached, the assessor decides."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import CapaianOrganisasi, NilaiDasar, Rating, StatusPenilaian, StatusSkp
from desktop_app.domain.penilaian import RealisasiIndikator, UmpanBalik, UmpanBalikPerilaku
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik import Pilihan, resolve_konflik
from desktop_app.services.naskah import commit_all, commit_naskah, open_naskah, write_naskah
from desktop_app.services.penilaian import advance_penilaian, get_penilaian
from desktop_app.services.skp import advance_skp, get_skp, list_hasil_pimpinan
from tests.services.dunia_kantor import AKHIR, TETAP, Dunia, edit, put_revision
from tests.services.kantor_berperan import Berperan, filled

UMPAN = (UmpanBalik(id="u1", sumber="Pimpinan", teks="Bagus"),)
PENILAI: dict[str, dict[str, Any]] = {
    "rating hasil": {"rating_hasil": Rating.DIATAS},
    "rating perilaku": {"rating_perilaku": Rating.DIATAS},
    "capaian": {"capaian_organisasi": CapaianOrganisasi.ISTIMEWA},
    "catatan": {"catatan": "baik sekali"},
    "umpan balik": {"realisasi": (RealisasiIndikator(id="i1", realisasi="12 buku", umpan_balik=UMPAN),)},
    "umpan balik perilaku": {
        "perilaku": (UmpanBalikPerilaku(nilai=NilaiDasar.BERORIENTASI_PELAYANAN, umpan_balik=UMPAN),)
    },
}
"""What the assessor says, and an employee never about himself."""

AWAL_2025 = date(2025, 1, 20)
"""A day on which his draft, the plan of 2025, can be determined."""


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office with people and documents."""
    return filled(dunia)


def refused(kantor: Kantor, kode: str, doc_id: str, step: Callable[[], object]) -> None:
    """The step is refused with this code, leaves the row of a refusal and no revision."""
    seq, count = kantor.store.last_seq(), kantor.store.audit_head()[0]
    with pytest.raises(UserError) as caught:
        step()
    assert caught.value.code == kode
    row = kantor.store.audit_rows(1)[0]
    assert (row.act, row.doc_id, kantor.store.audit_head()[0]) == ("ditolak", doc_id, count + 1)
    assert kantor.store.last_seq() == seq


@pytest.mark.parametrize("isian", PENILAI)
@pytest.mark.parametrize("peran", [(P.PEGAWAI,), (P.PEGAWAI, P.PENILAI), tuple(P)], ids=str)
def test_that_nobody_types_what_his_assessor_says_of_him_whatever_his_roles(
    berperan: Berperan, peran: tuple[P, ...], isian: str
) -> None:
    doc_id = berperan.saya.penilaian
    with berperan.sebagai(*peran) as kantor:
        isi = get_penilaian(kantor, doc_id)
        baru = msgspec.structs.replace(isi, **PENILAI[isian])
        refused(kantor, "bukan_isian_anda", doc_id, lambda: write_naskah(kantor, doc_id, baru))
        assert kantor.store.working(doc_id, kantor.who) is None
        naskah = open_naskah(kantor, doc_id)
        assert (naskah.boleh_ubah, naskah.boleh_menilai) == (True, False)


def test_that_an_employee_types_what_he_reached_beside_the_words_of_his_assessor(berperan: Berperan) -> None:
    doc_id = berperan.saya.penilaian
    edit(berperan.kantor, doc_id, **PENILAI["umpan balik"])
    with berperan.sebagai(P.PEGAWAI) as kantor:
        hasil = (
            RealisasiIndikator(id="i1", realisasi="13 buku", umpan_balik=UMPAN),
            RealisasiIndikator(id="i2", realisasi="baru"),
        )
        edit(kantor, doc_id, realisasi=hasil)
        assert get_penilaian(kantor, doc_id).realisasi == hasil
        tanpa = (RealisasiIndikator(id="i1", realisasi="13 buku"),)
        isi = msgspec.structs.replace(get_penilaian(kantor, doc_id), realisasi=tanpa)
        refused(kantor, "bukan_isian_anda", doc_id, lambda: write_naskah(kantor, doc_id, isi))


def test_that_what_the_assessor_typed_meanwhile_is_not_held_against_the_employee(berperan: Berperan) -> None:
    doc_id = berperan.saya.penilaian
    with berperan.sebagai(P.PEGAWAI) as kantor:
        naskah = open_naskah(kantor, doc_id)
        lama = naskah.isi
    edit(berperan.kantor, doc_id, rating_hasil=Rating.DIBAWAH)
    with berperan.sebagai(P.PEGAWAI) as kantor:
        isi = msgspec.structs.replace(lama, realisasi=(RealisasiIndikator(id="i1", realisasi="12"),))
        write_naskah(kantor, doc_id, isi, kepala=naskah.kepala)
        commit_naskah(kantor, doc_id)
        kini = get_penilaian(kantor, doc_id)
    assert (kini.rating_hasil, kini.realisasi[0].realisasi) == (Rating.DIBAWAH, "12")


@pytest.mark.parametrize("peran", (P.PENILAI, P.OPERATOR), ids=str)
def test_that_an_assessor_and_an_operator_type_ratings_of_others(berperan: Berperan, peran: P) -> None:
    with berperan.sebagai(peran) as kantor:
        assert open_naskah(kantor, berperan.staf.penilaian).boleh_menilai
        for isian in PENILAI.values():
            edit(kantor, berperan.staf.penilaian, **isian)


def test_that_an_operator_gives_no_other_document_his_name_to_rate_himself(berperan: Berperan) -> None:
    doc_id = berperan.staf.penilaian
    with berperan.sebagai(P.OPERATOR) as kantor:
        isi = msgspec.structs.replace(
            get_penilaian(kantor, doc_id), pegawai_id=berperan.saya.id, rating_hasil=Rating.DIATAS
        )
        refused(kantor, "bukan_isian_anda", doc_id, lambda: write_naskah(kantor, doc_id, isi))


@pytest.mark.parametrize("peran", [(P.PENILAI,), (P.PEGAWAI, P.PENILAI, P.OPERATOR, P.ADMIN), tuple(P)], ids=str)
def test_that_nobody_decides_about_himself_even_where_his_document_names_him(
    berperan: Berperan, peran: tuple[P, ...]
) -> None:
    saya = berperan.saya
    put_revision(
        berperan.kantor,
        "penilaian",
        saya.penilaian,
        msgspec.structs.replace(get_penilaian(berperan.kantor, saya.penilaian), penilai_id=saya.id),
    )
    draf = msgspec.structs.replace(get_skp(berperan.kantor, saya.draf), penilai_id=saya.id, status=StatusSkp.DIAJUKAN)
    put_revision(berperan.kantor, "skp", saya.draf, draf)
    with berperan.sebagai(*peran) as kantor:
        kode = "penilaian_diri_sendiri"
        final = lambda: advance_penilaian(kantor, saya.penilaian, "finalkan", tanggal=AKHIR)  # noqa: E731
        refused(kantor, kode, saya.penilaian, final)
        refused(kantor, kode, saya.draf, lambda: advance_skp(kantor, saya.draf, "tetapkan", tanggal=TETAP))
        refused(kantor, kode, saya.draf, lambda: advance_skp(kantor, saya.draf, "kembalikan", alasan="uji"))
        refused(kantor, kode, saya.skp, lambda: advance_skp(kantor, saya.skp, "buka_kembali", alasan="uji"))


def test_that_the_assessor_takes_every_step_and_the_operator_none_of_the_deciding_ones(berperan: Berperan) -> None:
    staf = berperan.staf
    with berperan.sebagai(P.OPERATOR) as kantor:
        advance_skp(kantor, staf.draf, "ajukan")
        for langkah in ("kembalikan", "tetapkan"):
            with pytest.raises(UserError, match="wewenang_kurang"):
                advance_skp(kantor, staf.draf, langkah, alasan="uji", tanggal=AWAL_2025)
        with pytest.raises(UserError, match="wewenang_kurang"):
            advance_penilaian(kantor, staf.penilaian, "finalkan", tanggal=AKHIR)
    with berperan.sebagai(P.PENILAI) as kantor:
        advance_skp(kantor, staf.draf, "tetapkan", tanggal=AWAL_2025)
        advance_penilaian(kantor, staf.penilaian, "finalkan", tanggal=AKHIR)
        assert get_skp(kantor, staf.draf).status is StatusSkp.DITETAPKAN
        assert get_penilaian(kantor, staf.penilaian).status is StatusPenilaian.FINAL
        advance_penilaian(kantor, staf.penilaian, "koreksi", alasan="keliru")


def test_that_only_who_is_printed_as_assessor_decides_and_a_new_one_takes_over_first(berperan: Berperan) -> None:
    staf = berperan.staf
    put_revision(
        berperan.kantor,
        "penilaian",
        staf.penilaian,
        msgspec.structs.replace(get_penilaian(berperan.kantor, staf.penilaian), penilai_id=berperan.sekda),
    )
    with berperan.sebagai(P.PENILAI) as kantor:
        final = lambda: advance_penilaian(kantor, staf.penilaian, "finalkan", tanggal=AKHIR)  # noqa: E731
        refused(kantor, "wewenang_kurang", staf.penilaian, final)
        edit(kantor, staf.penilaian, penilai_id=berperan.saya.id)
        final()


@pytest.mark.parametrize("isian", ["pegawai_id", "penilai_id", "catatan_pengembalian"])
def test_that_nobody_chooses_his_own_assessor_or_gives_his_plan_to_another(berperan: Berperan, isian: str) -> None:
    doc_id = berperan.saya.draf
    with berperan.sebagai(P.PEGAWAI, P.PENILAI) as kantor:
        isi = msgspec.structs.replace(get_skp(kantor, doc_id), **{isian: berperan.staf.id})
        refused(kantor, "bukan_isian_anda", doc_id, lambda: write_naskah(kantor, doc_id, isi))


def test_that_a_right_that_was_taken_away_stops_the_revision_and_keeps_the_text(berperan: Berperan) -> None:
    doc_id = berperan.asing.penilaian
    with berperan.sebagai(P.OPERATOR) as kantor:
        write_naskah(kantor, doc_id, msgspec.structs.replace(get_penilaian(kantor, doc_id), tempat="Sana"))
    with berperan.sebagai(P.PEGAWAI) as kantor:
        refused(kantor, "wewenang_kurang", doc_id, lambda: commit_naskah(kantor, doc_id))
        assert kantor.store.working(doc_id, kantor.who) is not None


def test_that_revisions_of_all_drafts_name_their_typists_and_are_made_by_who_sends(berperan: Berperan) -> None:
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        staf = kantor.who
        write_naskah(
            kantor, berperan.staf.draf, msgspec.structs.replace(get_skp(kantor, berperan.staf.draf), tempat="A")
        )
    with berperan.sebagai(P.PEGAWAI) as kantor:
        assert commit_all(kantor).doc_ids == ()
        assert len(kantor.store.workings()) == 1
    with berperan.sebagai(P.OPERATOR) as kantor:
        assert commit_all(kantor).doc_ids == (berperan.staf.draf,)
        assert kantor.store.history(berperan.staf.draf)[-1].who == staf != kantor.who
        assert kantor.store.audit_rows(1)[0].who == kantor.who


def test_that_an_author_reads_the_plan_of_his_own_assessor_and_no_other(berperan: Berperan) -> None:
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        skp = get_skp(kantor, berperan.staf.skp)
        assert list_hasil_pimpinan(kantor, skp)
        assert list_hasil_pimpinan(kantor, msgspec.structs.replace(skp, penilai_id=berperan.asing.id)) == ()
        assert list_hasil_pimpinan(kantor, msgspec.structs.replace(skp, pegawai_id=berperan.asing.id)) == ()


def _file(berperan: Berperan, folder: Path, kunci: str, jenis: str, **ubah: Any) -> Path:
    """Write an interchange file that says one stored document with some members changed."""
    isi = json.loads(berperan.kantor.store.document(kunci).body)  # type: ignore[union-attr]
    buang = (
        "pegawai",
        "penilai",
        "atasan_penilai",
        "predikat",
        "aturan",
        "skp_rev",
        "periodik",
        "catatan_pengembalian",
        "unit_kode",
    )
    isi = {k: v for k, v in isi.items() if k not in buang and v is not None} | ubah
    satu = {"jenis": jenis, "id": kunci, "alasan": "uji", "isi": isi}
    path = folder / "berkas.json"
    path.write_text(json.dumps({"format": "skp-luring/interchange", "versi": 1, "dokumen": [satu]}), encoding="utf-8")
    return path


def test_that_a_file_decides_nothing_for_an_operator_and_for_an_admin_nothing_about_himself(
    berperan: Berperan, tmp_path: Path
) -> None:
    saya, asing = berperan.saya, berperan.asing
    final = {"status": "final", "tanggal": "2026-04-10"}
    milik_asing = _file(berperan, tmp_path, asing.penilaian, "penilaian", **final)
    with berperan.sebagai(P.OPERATOR) as kantor:
        refused(kantor, "wewenang_kurang", asing.penilaian, lambda: apply_interchange(kantor, milik_asing))
    with berperan.sebagai(P.ADMIN) as kantor:
        apply_interchange(kantor, milik_asing)
        assert get_penilaian(kantor, asing.penilaian).status is StatusPenilaian.FINAL
    milik_sendiri = _file(berperan, tmp_path, saya.penilaian, "penilaian", **final)
    with berperan.sebagai(P.ADMIN) as kantor:
        kode = "penilaian_diri_sendiri"
        refused(kantor, kode, saya.penilaian, lambda: apply_interchange(kantor, milik_sendiri))
    rating = _file(berperan, tmp_path, saya.penilaian, "penilaian", rating_hasil="diatas")
    for peran in (P.OPERATOR, P.ADMIN):
        with berperan.sebagai(peran) as kantor:
            refused(kantor, kode, saya.penilaian, lambda: apply_interchange(kantor, rating))


def _fork(kantor: Kantor, kind: str, doc_id: str, satu: dict[str, Any], dua: dict[str, Any]) -> None:
    asal = kantor.store.document(doc_id)
    assert asal is not None
    for ubah in (satu, dua):
        put_revision(kantor, kind, doc_id, json.loads(asal.body) | ubah, parents=asal.heads)


def test_that_nobody_settles_a_question_about_his_own_rating(berperan: Berperan) -> None:
    for orang in (berperan.saya, berperan.staf):
        _fork(berperan.kantor, "penilaian", orang.penilaian, {"rating_hasil": "diatas"}, {"rating_hasil": "dibawah"})
    with berperan.sebagai(P.OPERATOR) as kantor:
        doc_id = berperan.saya.penilaian
        settle = lambda: resolve_konflik(kantor, doc_id, Pilihan.OURS)  # noqa: E731
        refused(kantor, "penilaian_diri_sendiri", doc_id, settle)
        resolve_konflik(kantor, berperan.staf.penilaian, Pilihan.OURS)
