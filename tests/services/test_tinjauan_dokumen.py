"""Documents: who wrote a text, what must be known before it is fixed, odd bodies in lists, deleting people."""

from __future__ import annotations

import secrets
from datetime import date

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.cetak import JenisCetak, note_cetak, print_form
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import seal_bundle
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai, delete_pegawai, list_pegawai
from desktop_app.services.pekerjaan import read_pekerjaan
from desktop_app.services.penilaian import advance_penilaian, get_penilaian, list_penilaian
from desktop_app.services.skp import advance_skp, get_skp, list_skp
from tests.services.dunia_kantor import (
    AKHIR,
    TETAP,
    Dunia,
    add_people,
    determined_skp,
    draft_penilaian,
    draft_skp,
    edit,
    put_revision,
)


def test_that_an_export_by_another_person_names_who_typed_and_who_acted(dunia: Dunia) -> None:
    ani = dunia("a1", who="Ani")
    orang = list_pegawai(ani)[0].id
    edit(ani, orang, commit=False, catatan="tulisan Ani")
    ani.close()
    budi = dunia("a1", who="Budi")
    seal_bundle(budi)
    rev = budi.store.history(orang)[-1]
    assert (rev.who, msgspec.json.decode(rev.body)["catatan"]) == ("Ani", "tulisan Ani")
    (row,) = budi.store.audit_rows(act="simpan_semua")
    assert row.who == "Budi"


def test_that_a_page_goes_on_after_somebody_elses_export_of_its_text(dunia: Dunia) -> None:
    ani = dunia("a1", who="Ani")
    orang = list_pegawai(ani)[0].id
    seen = open_naskah(ani, orang).kepala
    edit(ani, orang, commit=False, catatan="satu")
    ani.who = "Budi"
    seal_bundle(ani)
    ani.who = "Ani"
    isi = open_naskah(ani, orang).isi
    assert isinstance(isi, Pegawai)
    write_naskah(ani, orang, msgspec.structs.replace(isi, catatan="dua"), kepala=seen)
    seal_bundle(ani)
    dokumen = ani.store.document(orang)
    assert dokumen is not None
    assert (len(dokumen.heads), dokumen.conflicts, msgspec.json.decode(dokumen.body)["catatan"]) == (1, (), "dua")


@pytest.mark.parametrize("nama", [None, "  "])
def test_that_nothing_is_fixed_under_an_assessor_whose_name_is_not_known(unit: Kantor, nama: str | None) -> None:
    _, _, staf = add_people(unit)
    skp_id = determined_skp(unit, staf)
    doc_id = draft_penilaian(unit, skp_id)
    lain = secrets.token_hex(16)
    if nama is not None:
        put_revision(unit, "pegawai", lain, {"nama": nama})
    edit(unit, doc_id, penilai_id=lain)
    with pytest.raises(UserError, match="penilai_tanpa_nama"):
        advance_penilaian(unit, doc_id, "finalkan", tanggal=AKHIR)
    assert get_penilaian(unit, doc_id).status is StatusPenilaian.DRAFT


def test_that_an_skp_is_not_determined_under_an_assessor_who_is_not_known(unit: Kantor) -> None:
    _, _, staf = add_people(unit)
    skp_id = draft_skp(unit, staf)
    edit(unit, skp_id, penilai_id=secrets.token_hex(16))
    advance_skp(unit, skp_id, "ajukan")
    with pytest.raises(UserError, match="penilai_tanpa_nama"):
        advance_skp(unit, skp_id, "tetapkan", tanggal=TETAP)
    assert get_skp(unit, skp_id).status is StatusSkp.DIAJUKAN


def test_that_an_evaluation_is_not_final_on_a_day_before_its_period_began(unit: Kantor) -> None:
    _, _, staf = add_people(unit)
    doc_id = draft_penilaian(unit, determined_skp(unit, staf), "2026-TW2")
    with pytest.raises(UserError) as caught:
        advance_penilaian(unit, doc_id, "finalkan", tanggal=date(2026, 3, 31))
    assert caught.value.code == "tanggal_sebelum_periode"
    assert caught.value.facts == {"tanggal": "31 Maret 2026", "mulai": "1 April 2026"}
    advance_penilaian(unit, doc_id, "finalkan", tanggal=date(2026, 4, 1))
    assert get_penilaian(unit, doc_id).status is StatusPenilaian.FINAL


def test_that_a_body_without_state_is_listed_as_a_draft(unit: Kantor) -> None:
    _, _, staf = add_people(unit)
    skp_id, nilai_id = secrets.token_hex(16), secrets.token_hex(16)
    put_revision(unit, "skp", skp_id, {"pegawai_id": staf, "mulai": "2026-01-01", "selesai": "2026-12-31"})
    put_revision(unit, "penilaian", nilai_id, {"pegawai_id": staf, "skp_id": skp_id, "periode": "2026-TW4"})
    assert [(row.skp_id, row.status) for row in list_skp(unit, 2026, tanpa_skp=False)] == [(skp_id, StatusSkp.DRAFT)]
    (row,) = list_penilaian(unit, "2026-TW4")
    assert (row.penilaian_id, row.status_skp, row.status) == (nilai_id, StatusSkp.DRAFT, StatusPenilaian.DRAFT)
    work = read_pekerjaan(unit)
    assert (work.periode, work.skp_draft, work.penilaian_draft) == ("2026-TW4", 1, 1)


def test_that_a_person_whose_body_does_not_say_is_active(unit: Kantor) -> None:
    before = read_pekerjaan(unit).pegawai
    doc_id = secrets.token_hex(16)
    put_revision(unit, "pegawai", doc_id, {"nama": "Tanpa Keterangan"})
    assert {row.id: row.aktif for row in list_pegawai(unit)}[doc_id]
    assert doc_id in {row.pegawai_id for row in list_skp(unit, 2026)}
    assert read_pekerjaan(unit).pegawai == before + 1
    edit(unit, doc_id, aktif=False)
    assert doc_id not in {row.pegawai_id for row in list_skp(unit, 2026)}


POST = RiwayatJabatan(id="j1", mulai=date(2020, 1, 1), jabatan="Staf")
LATER = RiwayatJabatan(id="j2", mulai=date(2024, 1, 1), jabatan="Penelaah")


@pytest.mark.parametrize(
    ("first", "last"),
    [("", "penilai_id"), ("", "atasan_penilai_id"), ("penilai_id", ""), ("atasan_penilai_id", "")],
)
def test_that_a_person_whom_any_post_names_is_not_deleted(unit: Kantor, first: str, last: str) -> None:
    chief, _ = create_pegawai(unit, Pegawai(nama="Atasan Contoh"))
    posts = tuple(
        msgspec.structs.replace(post, **({member: chief} if member else {}))
        for post, member in ((POST, first), (LATER, last))
    )
    staf, _ = create_pegawai(unit, Pegawai(nama="Bawahan Contoh", riwayat=posts))
    with pytest.raises(UserError, match="pegawai_masih_dipakai"):
        delete_pegawai(unit, chief, "salah ketik")
    edit(unit, staf, riwayat=(POST, LATER), catatan=f"dulu di bawah {chief}")
    delete_pegawai(unit, chief, "salah ketik")
    assert chief not in {row.id for row in list_pegawai(unit)}


def test_that_a_printed_form_is_noted_by_its_kind_and_document_alone(unit: Kantor) -> None:
    _, _, staf = add_people(unit)
    skp_id = draft_skp(unit, staf)
    rows, _ = unit.store.audit_head()
    printed = print_form(unit, JenisCetak.SKP, skp_id)
    assert unit.store.audit_head()[0] == rows
    note_cetak(unit, printed)
    (row,) = unit.store.audit_rows(act="cetak")
    (versi,) = unit.store.document(skp_id).heads
    assert (row.doc_id, row.detail) == (skp_id, {"formulir": "skp", "versi": versi})
