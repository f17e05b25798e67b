"""What a file may say of layout, approach, addenda, the end of an SKP, and circumstances of a person."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from desktop_app.domain.codec import SCHEMA, encode, natural_id
from desktop_app.domain.istilah import JenisKeadaan, KelompokSkp, Pendekatan, Perspektif, SifatHasil, SumberHasil
from desktop_app.domain.ketentuan import Ketentuan
from desktop_app.domain.skp import Butir
from desktop_app.services.pegawai import get_pegawai
from desktop_app.services.skp import get_skp

KASI = natural_id("pegawai", "99.01.09", "198509172010012003")
CAMAT = natural_id("pegawai", "99.01.09", "197804122005011001")
SKP = natural_id("skp", "99.01.09", f"{KASI}/2026-01-01/2026-12-31")

Items = list[dict[str, Any]]


@pytest.fixture
def draft(items: Items) -> Items:
    """The example with its SKP still a draft, and without the evaluation."""
    for nama in ("status", "tanggal"):
        del items[5]["isi"][nama]
    return items[:6]


def choose(kantor: Any, kunci: str = "ketentuan") -> None:
    """Store a setting that counts "Kepala Seksi" as the head of an independent unit, told in narratives."""
    isi = Ketentuan(
        unit_kode="99.01.09",
        pimpinan_mandiri=(Butir(id="b1", teks="Kepala Seksi"),),
        pendekatan={KelompokSkp.JPT_MANDIRI: Pendekatan.KUALITATIF},
    )
    with kantor.write("uji") as tx:
        doc_id = natural_id("ketentuan", "99.01.09", kunci)
        tx.save("ketentuan", doc_id, encode(isi), scope="99.01.09", schema=SCHEMA)


def test_that_every_field_of_the_planning_stage_is_kept(apply: Any, draft: Items) -> None:
    isi = draft[5]["isi"]
    isi |= {"kelompok": "jpt_mandiri", "pendekatan": "kualitatif", "berakhir": "2026-08-14", "sebab_berakhir": "Pindah"}
    isi["hasil"][0] |= {"penugasan": "Camat", "sumber": "direktif", "sifat": "plt_plh"}
    isi["hasil"][0]["intervensi"]["indikator_id"] = "h9i1"
    isi["hasil"][0]["indikator"][0] |= {"narasi": "Cerita", "perspektif": "anggaran", "kendali": "outcome_antara"}
    isi["penetap_id"] = ""
    apply(draft)
    skp = get_skp(apply.kantor, SKP)
    assert (skp.kelompok, skp.pendekatan) == (KelompokSkp.JPT_MANDIRI, Pendekatan.KUALITATIF)
    assert (skp.akhir.isoformat(), skp.sebab_berakhir) == ("2026-08-14", "Pindah")
    hasil = skp.hasil[0]
    assert (hasil.penugasan, hasil.sumber, hasil.sifat) == ("Camat", SumberHasil.DIREKTIF, SifatHasil.PLT_PLH)
    assert hasil.intervensi.indikator_id == "h9i1"
    assert hasil.indikator[0].narasi == "Cerita"
    assert hasil.indikator[0].perspektif is Perspektif.ANGGARAN
    assert apply(copy.deepcopy(draft)).jumlah["skp"]["tidak_berubah"] == 1


def test_that_a_new_skp_gets_its_layout_from_post_and_setting_and_a_stored_one_keeps_it(
    apply: Any, draft: Items
) -> None:
    apply(draft)
    assert get_skp(apply.kantor, SKP).kelompok is KelompokSkp.JA_JF
    choose(apply.kantor)
    lain = copy.deepcopy(draft)
    lain[5]["isi"] |= {"mulai": "2027-01-01", "selesai": "2027-12-31"}
    hasil = apply([*lain, {"jenis": "skp", "isi": draft[5]["isi"]}])
    assert hasil.jumlah["skp"] == {"baru": 1, "berubah": 0, "tidak_berubah": 1}
    baru = get_skp(apply.kantor, natural_id("skp", "99.01.09", f"{KASI}/2027-01-01/2027-12-31"))
    assert (baru.kelompok, baru.pendekatan) == (KelompokSkp.JPT_MANDIRI, Pendekatan.KUALITATIF)
    assert get_skp(apply.kantor, SKP).kelompok is KelompokSkp.JA_JF


def test_that_an_end_outside_the_skp_and_a_superior_of_a_draft_are_refused(apply: Any, draft: Items) -> None:
    draft[5]["isi"] |= {"berakhir": "2027-01-01", "penetap_nip": "197804122005011001"}
    assert [(satu["kode"], satu["jalur"]) for satu in apply.refusals(draft)] == [
        ("interchange_nilai_salah", "/dokumen/5/isi/berakhir"),
        ("interchange_nilai_salah", "/dokumen/5/isi/penetap_id"),
    ]


def test_that_the_superior_who_determined_it_is_whom_the_form_names(apply: Any, draft: Items) -> None:
    draft[5]["isi"] |= {"status": "ditetapkan", "tanggal": "2026-02-15", "penetap_ref": "bupati"}
    apply(draft)
    skp = get_skp(apply.kantor, SKP)
    assert skp.penilai is not None
    assert (skp.penilai_id, skp.penilai.nama) == (CAMAT, "Fulan Kepala Daerah")


def test_that_circumstances_are_kept_by_date_with_who_assesses_there(apply: Any, draft: Items) -> None:
    draft[3]["isi"]["keadaan"] = [
        {"jenis": "tugas_belajar", "mulai": "2026-09-01", "keterangan": "Universitas Contoh"},
        {"jenis": "plt", "mulai": "2026-03-01", "selesai": "2026-05-31", "penilai_nip": "197804122005011001"},
    ]
    apply(draft)
    plt, belajar = get_pegawai(apply.kantor, KASI).keadaan
    assert (plt.jenis, plt.id, plt.penilai_id) == (JenisKeadaan.PLT, "k2", CAMAT)
    assert (belajar.id, belajar.selesai, belajar.keterangan) == ("k1", None, "Universitas Contoh")


def test_that_an_impossible_circumstance_is_refused_with_its_path(apply: Any, draft: Items) -> None:
    draft[3]["isi"]["keadaan"] = [
        {"jenis": "plt", "mulai": "2026-03-02", "selesai": "2026-03-01"},
        {"jenis": "cuti", "mulai": "2026-03-01"},
        {"mulai": "2026-03-01", "penilai_ref": "tiada"},
    ]
    jalur = "/dokumen/3/isi/keadaan"
    assert [(satu["kode"], satu["jalur"]) for satu in apply.refusals(draft)] == [
        ("interchange_nilai_salah", f"{jalur}/0/selesai"),
        ("interchange_nilai_salah", f"{jalur}/1/jenis"),
        ("interchange_kolom_wajib", f"{jalur}/2/jenis"),
        ("interchange_acuan_tidak_ada", f"{jalur}/2/penilai_ref"),
    ]


def test_that_an_addendum_that_is_not_here_is_refused(apply: Any, draft: Items) -> None:
    draft[5]["isi"]["adendum"] = [
        {"id": "0" * 32, "nomor": 1, "tanggal": "2026-08-01"},
        {"nomor": 0, "tanggal": "2026-08-01"},
    ]
    jalur = "/dokumen/5/isi/adendum"
    assert [(satu["kode"], satu["jalur"]) for satu in apply.refusals(draft)] == [
        ("interchange_kolom_wajib", f"{jalur}/1/id"),
        ("interchange_nilai_salah", f"{jalur}/1/nomor"),
        ("interchange_acuan_tidak_ada", f"{jalur}/0/id"),
    ]
