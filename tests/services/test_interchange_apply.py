"""Applying a file: all or nothing, the same twice, states, frozen identities, what a newer program wrote."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from db import encode_revision
from desktop_app.domain.codec import KINDS, natural_id
from desktop_app.domain.istilah import NilaiDasar, Predikat, StatusPenilaian
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor
from desktop_app.services.penilaian import advance_penilaian, get_penilaian, get_skp_evaluated
from desktop_app.services.skp import advance_skp, create_skp, get_skp

Items = list[dict[str, Any]]
KASI = natural_id("pegawai", "99.01.09", "198509172010012003")
CAMAT = natural_id("pegawai", "99.01.09", "197804122005011001")
BUPATI = natural_id("pegawai", "99.01.09", "bupati")
SKP = natural_id("skp", "99.01.09", f"{KASI}/2026-01-01/2026-12-31")
PENILAIAN = natural_id("penilaian", "99.01.09", f"{SKP}/2026-TW1")


def body(kantor: Kantor, doc_id: str) -> dict[str, Any]:
    """Return the stored body of a document as plain values."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    return dict(json.loads(dokumen.body))


def save_raw(kantor: Kantor, doc_id: str, isi: dict[str, Any], **more: Any) -> None:
    """Store a body as another program might have written it."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    with kantor.write("uji") as tx:
        tx.save(dokumen.kind, doc_id, msgspec.json.encode(isi), scope=dokumen.scope, schema=1, **more)


def total(hasil: Any, nasib: str) -> int:
    """Return how many items of all kinds share one fate."""
    return sum(satu[nasib] for satu in hasil.jumlah.values())


def test_that_the_example_of_the_specification_is_applied(apply: Any, items: Items) -> None:
    hasil = apply(items)
    assert list(hasil.jumlah) == list(KINDS)
    assert {jenis: satu for jenis, satu in hasil.jumlah.items() if any(satu.values())} == {
        "unit_kerja": {"baru": 0, "berubah": 0, "tidak_berubah": 1},
        "pegawai": {"baru": 3, "berubah": 0, "tidak_berubah": 0},
        "periode": {"baru": 1, "berubah": 0, "tidak_berubah": 0},
        "skp": {"baru": 1, "berubah": 0, "tidak_berubah": 0},
        "penilaian": {"baru": 1, "berubah": 0, "tidak_berubah": 0},
    }
    assert set(hasil.changed.doc_ids) == {
        BUPATI,
        CAMAT,
        KASI,
        natural_id("periode", "99.01.09", "2026-TW1"),
        SKP,
        PENILAIAN,
    }
    assert hasil.changed.kinds == ("pegawai", "periode", "skp", "penilaian")
    skp = get_skp(apply.kantor, SKP)
    assert (skp.penilai_id, skp.unit_kode, skp.instansi) == (CAMAT, "99.01.09", "PEMERINTAH KABUPATEN CONTOH")
    assert skp.pegawai is not None
    assert skp.penilai is not None
    assert (skp.pegawai.pangkat, skp.penilai.jabatan) == ("Penata (III/c)", "Camat")
    assert [satu.nilai for satu in skp.perilaku] == list(NilaiDasar)
    nilai = get_penilaian(apply.kantor, PENILAIAN)
    assert nilai.predikat is Predikat.BAIK
    assert nilai.aturan == apply.kantor.aturan().id
    assert apply.kantor.store.document(SKP).heads == (nilai.skp_rev,)
    assert nilai.atasan_penilai is not None
    assert nilai.atasan_penilai.nama == "Fulan Kepala Daerah"
    assert apply.kantor.store.check(deep=True) == []


def test_that_one_file_is_one_transaction_with_one_audit_row(apply: Any, items: Items) -> None:
    count = apply.kantor.store.audit_head()[0]
    apply(items)
    assert apply.kantor.store.audit_head()[0] == count + 1
    (row,) = apply.kantor.store.audit_rows(limit=1)
    assert (row.act, row.detail["baru"]) == ("terapkan", 6)


def test_that_applying_twice_changes_nothing_the_second_time(apply: Any, items: Items) -> None:
    apply(items)
    before = apply.kantor.store.last_seq(), apply.kantor.store.audit_head()
    hasil = apply(items)
    assert (total(hasil, "tidak_berubah"), total(hasil, "baru"), total(hasil, "berubah")) == (7, 0, 0)
    assert hasil.changed.doc_ids == ()
    assert (apply.kantor.store.last_seq(), apply.kantor.store.audit_head()) == before


def test_that_the_order_of_items_means_nothing(apply: Any, items: Items, apply_kabupaten: Any) -> None:
    apply(items)
    apply_kabupaten([*reversed(items)])
    for doc_id in (BUPATI, CAMAT, KASI, SKP):
        assert body(apply.kantor, doc_id) == body(apply_kabupaten.kantor, doc_id)


def test_that_a_dry_run_counts_the_same_and_writes_nothing(apply: Any, items: Items) -> None:
    before = apply.kantor.store.last_seq(), apply.kantor.store.audit_head()
    trial = apply(items, dry_run=True)
    assert (apply.kantor.store.last_seq(), apply.kantor.store.audit_head()) == before
    assert trial.changed.doc_ids == ()
    done = apply(items)
    assert (trial.jumlah, trial.peringatan) == (done.jumlah, done.peringatan)


def test_that_one_bad_item_keeps_all_others_out(apply: Any, items: Items) -> None:
    items[4]["isi"]["kode"] = "2026-TW5"
    assert apply.refused(items) == [("interchange_nilai_salah", "/dokumen/4/isi/kode")]


def test_that_a_body_is_whole_and_no_patch(apply: Any, items: Items) -> None:
    items[1]["isi"]["catatan"] = "lama"
    apply(items[:4])
    del items[1]["isi"]["catatan"]
    assert apply(items[:4]).jumlah["pegawai"] == {"baru": 0, "berubah": 1, "tidak_berubah": 2}
    assert body(apply.kantor, BUPATI)["catatan"] == ""


def test_that_fields_of_a_newer_program_survive(apply: Any, items: Items) -> None:
    apply(items[:4])
    newer = body(apply.kantor, KASI) | {"foto": {"sha": "ab"}}
    newer["riwayat"][0]["kelas_jabatan"] = 9
    save_raw(apply.kantor, KASI, newer)
    assert total(apply(items[:4]), "berubah") == 0
    items[3]["isi"]["nama"] = "Fulanah Nama Baru, S.AP."
    assert total(apply(items[:4]), "berubah") == 1
    stored = body(apply.kantor, KASI)
    assert (stored["nama"], stored["foto"]) == ("Fulanah Nama Baru, S.AP.", {"sha": "ab"})
    assert stored["riwayat"][0]["kelas_jabatan"] == 9


def test_that_results_utama_stand_before_tambahan_and_posts_by_date(apply: Any, items: Items) -> None:
    hasil = items[5]["isi"]["hasil"]
    hasil.insert(0, {**hasil[0], "jenis": "tambahan", "teks": "Tambahan di depan"})
    riwayat = items[3]["isi"]["riwayat"]
    riwayat.append({**riwayat[0], "mulai": "2020-01-01", "jabatan": "Pengadministrasi Umum"})
    items[6]["isi"]["realisasi"] = []
    apply(items)
    skp = get_skp(apply.kantor, SKP)
    assert [(satu.id, satu.jenis.value) for satu in skp.hasil] == [("h2", "utama"), ("h1", "tambahan")]
    assert [satu["id"] for satu in body(apply.kantor, KASI)["riwayat"]] == ["r2", "r1"]
    found = apply.kantor.store.find("pegawai", where={"nip": "198509172010012003"})
    assert found[0].columns["jabatan"] == "Kepala Seksi Pelayanan Umum"


def test_that_findings_stand_at_the_paths_of_the_file(apply: Any, items: Items) -> None:
    isi = items[5]["isi"]
    isi["hasil"].insert(0, {"jenis": "tambahan", "teks": "Lain", "indikator": [{"id": "satu", "teks": "a"}]})
    isi["hasil"][1]["indikator"][2]["target"]["teks"] = " "
    isi["hasil"].append({"teks": "Tanpa indikator"})
    isi["penilai_nip"] = isi["pegawai_nip"]
    items[6]["isi"] |= {"rating_hasil": None, "realisasi": []}
    refused = apply.refusals(items)
    assert [(satu["temuan"], satu["jalur"]) for satu in refused] == [
        ("penilai_diri_sendiri", "/dokumen/5/isi/penilai_nip"),
        ("target_kosong", "/dokumen/5/isi/hasil/1/indikator/2/target"),
        ("indikator_belum_ada", "/dokumen/5/isi/hasil/2/indikator"),
        ("target_kosong", "/dokumen/5/isi/hasil/0/indikator/0/target"),
        ("penilai_diri_sendiri", "/dokumen/6/isi/penilai_id"),
        ("rating_hasil_kosong", "/dokumen/6/isi/rating_hasil"),
    ]
    assert {satu["kode"] for satu in refused} == {"interchange_belum_lengkap"}
    assert refused[0]["ref"] == "skp-kasi"


def test_that_findings_that_block_nothing_are_warnings(apply: Any, items: Items) -> None:
    items[3]["isi"]["nip"] = "19850917 201001 2"
    items[5]["isi"] = {"pegawai_nip": "198509172010012", "mulai": "2026-01-01", "selesai": "2026-12-31", "hasil": []}
    del items[5]["isi"]["hasil"]
    items[6]["isi"] |= {"pegawai_nip": "198509172010012", "status": "draft", "realisasi": []}
    warnings = {(satu.kode, satu.jalur) for satu in apply(items).peringatan}
    assert ("nip_bukan_18_angka", "/dokumen/3/isi/nip") in warnings
    assert ("hasil_utama_belum_ada", "/dokumen/5/isi/hasil") in warnings


def test_that_a_final_evaluation_needs_a_determined_skp_and_its_period(apply: Any, items: Items) -> None:
    items[5]["isi"]["status"] = "diajukan"
    items[6]["isi"]["periode"] = "2027-TW1"
    assert apply.refused(items) == [
        ("interchange_skp_belum_ditetapkan", "/dokumen/6/isi/status"),
        ("interchange_belum_lengkap", "/dokumen/6/isi/periode"),
    ]


def test_that_a_fixed_document_needs_the_date_of_its_signature(apply: Any, items: Items) -> None:
    del items[5]["isi"]["tanggal"]
    items[6]["isi"]["tanggal"] = None
    kode = "interchange_kolom_wajib"
    assert apply.refused(items) == [(kode, "/dokumen/5/isi/tanggal"), (kode, "/dokumen/6/isi/tanggal")]


def test_that_an_unknown_indicator_is_refused(apply: Any, items: Items) -> None:
    items[6]["isi"]["realisasi"][1]["id"] = "h9i9"
    assert apply.refused(items) == [("interchange_indikator_tidak_ada", "/dokumen/6/isi/realisasi/1/id")]


def test_that_a_fixed_document_changes_only_with_a_reason(apply: Any, items: Items) -> None:
    apply(items)
    items[5]["isi"]["hasil"][0]["teks"] = "Rumusan yang diperbaiki"
    items[6]["isi"]["rating_perilaku"] = "dibawah"
    kode = "alasan_wajib"
    assert apply.refused(items) == [(kode, "/dokumen/5/alasan"), (kode, "/dokumen/6/alasan")]
    items[5]["alasan"] = "Salah ketik"
    items[6]["alasan"] = " "
    assert apply.refused(items) == [(kode, "/dokumen/6/alasan")]
    items[6]["alasan"] = "Keberatan pegawai diterima"
    assert total(apply(items), "berubah") == 2
    nilai = get_penilaian(apply.kantor, PENILAIAN)
    assert nilai.predikat is Predikat.KURANG
    history = apply.kantor.store.history(PENILAIAN)
    assert (len(history), history[-1].why) == (2, "Keberatan pegawai diterima")
    assert apply.kantor.store.document(SKP).heads == (nilai.skp_rev,)


def test_that_frozen_identities_stay_when_a_person_changes(apply: Any, items: Items) -> None:
    apply(items)
    items[3]["isi"]["nama"] = "Fulanah Nama Baru, S.AP."
    assert total(apply(items), "berubah") == 1
    skp = get_skp(apply.kantor, SKP)
    assert skp.pegawai is not None
    assert skp.pegawai.nama == "Fulanah Kepala Seksi, S.AP."


def test_that_a_final_evaluation_keeps_speaking_of_the_skp_of_its_day(apply: Any, items: Items) -> None:
    apply(items)
    rev = get_penilaian(apply.kantor, PENILAIAN).skp_rev
    items[5]["alasan"] = "Indikator kedua dihapus"
    del items[5]["isi"]["hasil"][0]["indikator"][1]
    assert apply(items).jumlah["penilaian"]["tidak_berubah"] == 1
    assert get_penilaian(apply.kantor, PENILAIAN).skp_rev == rev


def test_that_identities_are_those_of_the_date_of_the_signature(apply: Any, items: Items) -> None:
    later = {**items[3]["isi"]["riwayat"][0], "mulai": "2026-03-01", "golongan": "III/d", "pangkat": "Penata Tingkat I"}
    items[3]["isi"]["riwayat"].append(later)
    apply(items)
    skp, nilai = get_skp(apply.kantor, SKP), get_penilaian(apply.kantor, PENILAIAN)
    assert skp.pegawai is not None
    assert nilai.pegawai is not None
    assert (skp.pegawai.pangkat, nilai.pegawai.pangkat) == ("Penata (III/c)", "Penata Tingkat I (III/d)")


def test_that_what_the_window_began_is_found_and_continued(apply: Any, items: Items) -> None:
    apply(items[:5])
    doc_id, _ = create_skp(apply.kantor, KASI, 2026)
    assert apply(items).jumlah["skp"] == {"baru": 0, "berubah": 1, "tidak_berubah": 0}
    assert get_skp(apply.kantor, doc_id).status.value == "ditetapkan"
    advance_penilaian(apply.kantor, PENILAIAN, "koreksi", alasan="Diperiksa lagi")
    items[6]["isi"]["status"] = "draft"
    assert total(apply(items), "berubah") == 0


def test_that_an_applied_draft_can_be_finished_in_the_window(apply: Any, items: Items) -> None:
    items[5]["isi"] |= {"status": "diajukan"}
    items[6]["isi"] |= {"status": "draft"}
    apply(items)
    advance_skp(apply.kantor, SKP, "tetapkan", tanggal=date(2026, 1, 15))
    advance_penilaian(apply.kantor, PENILAIAN, "finalkan", tanggal=date(2026, 4, 10))
    assert get_penilaian(apply.kantor, PENILAIAN).status is StatusPenilaian.FINAL


def test_that_a_draft_follows_the_skp_and_a_final_evaluation_freezes_it(apply: Any, items: Items) -> None:
    items[6]["isi"] |= {"status": "draft"}
    apply(items)
    assert get_penilaian(apply.kantor, PENILAIAN).skp_rev == ""
    items[5] |= {"alasan": "Salah ketik"}
    items[5]["isi"]["hasil"][0]["teks"] = "Hasil yang sudah dibetulkan"
    assert total(apply(items), "berubah") == 1
    assert get_skp_evaluated(apply.kantor, get_penilaian(apply.kantor, PENILAIAN)).hasil[0].teks == (
        "Hasil yang sudah dibetulkan"
    )
    advance_penilaian(apply.kantor, PENILAIAN, "finalkan", tanggal=date(2026, 4, 10))
    frozen = get_penilaian(apply.kantor, PENILAIAN)
    assert (frozen.skp_rev,) == apply.kantor.store.document(SKP).heads
    items[5]["isi"]["hasil"][0]["teks"] = "Diubah sesudah penilaian"
    apply(items[:6])
    assert get_skp_evaluated(apply.kantor, frozen).hasil[0].teks == "Hasil yang sudah dibetulkan"


def test_that_giving_an_skp_back_to_its_writer_asks_for_a_reason(apply: Any, items: Items) -> None:
    items[5]["isi"]["status"] = "diajukan"
    apply(items[:6])
    items[5]["isi"] |= {"status": "draft", "hasil": []}
    assert apply.refused(items[:6]) == [("alasan_wajib", "/dokumen/5/alasan")]
    items[5]["alasan"] = "Hasil kerja perlu disusun ulang"
    assert total(apply(items[:6]), "berubah") == 1
    assert apply.kantor.store.history(SKP)[-1].why == "Hasil kerja perlu disusun ulang"


def test_that_a_deleted_document_is_new_again(apply: Any, items: Items) -> None:
    apply(items[:5])
    period = natural_id("periode", "99.01.09", "2026-TW1")
    save_raw(apply.kantor, period, {}, deleted=True)
    assert apply(items[:5]).jumlah["periode"]["baru"] == 1
    assert body(apply.kantor, period)["kode"] == "2026-TW1"


def test_that_an_item_never_settles_a_conflict_silently(apply: Any, items: Items) -> None:
    apply(items[:4])
    base = apply.kantor.store.document(KASI)
    for n, nama in enumerate(("Nama Satu", "Nama Dua"), start=1):
        isi = {**json.loads(base.body), "nama": nama}
        raw = encode_revision(
            kind="pegawai",
            doc_id=KASI,
            parents=base.heads,
            device="ab" * 16,
            epoch="cd" * 16,
            n=n,
            who="",
            at=apply.kantor.claim(),
            schema=1,
            scope=base.scope,
            why="",
            deleted=False,
            body=msgspec.json.encode(isi),
        ).raw
        with apply.kantor.write("uji") as tx:
            tx.add([raw], source="uji")
    assert apply.kantor.store.document(KASI).conflicts
    assert apply.refused(items[:4]) == [("dokumen_berkonflik", "/dokumen/3")]


@pytest.mark.parametrize(
    "unit, scope",
    [("99.01.09", "99.01.09"), ("99.01.09.2001", "99.01.09"), ("99.01.1", "99.01"), ("98.01.01", "99.01")],
)
def test_that_a_revision_belongs_to_the_office_of_its_body_where_that_is_ours(
    apply_kabupaten: Any, items: Items, unit: str, scope: str
) -> None:
    items[3]["isi"]["unit_kode"] = unit
    apply_kabupaten(items[:4])
    kasi = natural_id("pegawai", scope, "198509172010012003")
    assert apply_kabupaten.kantor.store.document(kasi).scope == scope


def test_that_a_unit_writes_nothing_in_the_name_of_another_office(apply: Any, items: Items) -> None:
    items[1]["isi"]["unit_kode"] = "99.01"
    items[2]["isi"]["unit_kode"] = "99.01.08"
    apply(items[:4])
    bupati = natural_id("pegawai", "99.01.09", "bupati")
    assert {apply.kantor.store.document(satu).scope for satu in (bupati, CAMAT, KASI)} == {"99.01.09"}


def test_that_defaults_come_from_person_unit_and_skp(apply: Any, items: Items) -> None:
    items[0]["isi"] |= {"instansi": "PEMERINTAH BARU", "tempat": "Baru"}
    items[6]["isi"]["tempat"] = ""
    apply(items)
    skp, nilai = get_skp(apply.kantor, SKP), get_penilaian(apply.kantor, PENILAIAN)
    assert (skp.instansi, skp.tempat) == ("PEMERINTAH BARU", "Baru")
    assert (nilai.instansi, nilai.tempat, nilai.penilai_id, nilai.unit_kode) == (
        *("PEMERINTAH BARU", ""),
        *(CAMAT, "99.01.09"),
    )
    items[5] |= {"alasan": "Instansi tidak dicetak"}
    items[5]["isi"] |= {"instansi": "", "penilai_id": BUPATI}
    apply(items[:6])
    assert (get_skp(apply.kantor, SKP).instansi, get_skp(apply.kantor, SKP).penilai_id) == ("", BUPATI)


def test_that_a_lone_item_gets_every_default_of_the_domain(apply: Any) -> None:
    isi = {"nama": "Fulan", "nip": "198601012010011001"}
    apply(
        [
            {"jenis": "pegawai", "isi": isi},
            {"jenis": "skp", "isi": {"pegawai_nip": isi["nip"], "mulai": "2026-01-01", "selesai": "2026-06-30"}},
            {"jenis": "penilaian", "isi": {"pegawai_nip": isi["nip"], "periode": "2026"}},
        ]
    )
    doc_id = natural_id("pegawai", "99.01.09", isi["nip"])
    skp_id = natural_id("skp", "99.01.09", f"{doc_id}/2026-01-01/2026-06-30")
    pegawai = msgspec.convert(body(apply.kantor, doc_id), Pegawai)
    assert pegawai == Pegawai(nama="Fulan", nip=isi["nip"], unit_kode="99.01.09")
    lain = {"unit_kode": "99.01.09", "instansi": "PEMERINTAH KABUPATEN CONTOH", "tempat": "Contoh"}
    assert get_skp(apply.kantor, skp_id) == Skp(
        pegawai_id=doc_id, mulai=date(2026, 1, 1), selesai=date(2026, 6, 30), **lain
    )
    nilai = get_penilaian(apply.kantor, natural_id("penilaian", "99.01.09", f"{skp_id}/2026"))
    assert nilai == Penilaian(pegawai_id=doc_id, skp_id=skp_id, periode="2026", **lain)


def test_that_the_demo_files_are_applied_and_the_second_time_change_nothing(kantor_unit: Kantor) -> None:
    demo = Path(__file__).resolve().parents[2] / "resources" / "demo"
    for name in ("kecamatan-sukamaju.json", "contoh-kasubdit-ii.json"):
        assert total(apply_interchange(kantor_unit, demo / name), "baru") > 0
        again = apply_interchange(kantor_unit, demo / name)
        assert (total(again, "baru"), total(again, "berubah")) == (0, 0)
