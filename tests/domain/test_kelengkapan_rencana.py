"""What manuals, workblocks and matrices still lack: told, never a block."""

from __future__ import annotations

import msgspec
import pytest

from desktop_app.domain.bagi_peran import add_column, add_named, match_columns, put_roles
from desktop_app.domain.istilah import Pendekatan, PeriodePelaporan, TingkatKendali
from desktop_app.domain.kelengkapan_rencana import (
    MANUAL_WAJIB,
    WORKBLOCK_WAJIB,
    check_manual,
    check_matriks,
    check_workblock,
)
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.matriks import KolomMatriks, MatriksPeran
from desktop_app.domain.skp import Butir
from desktop_app.domain.workblock import Workblock

MANUAL = ManualIndikator(
    pegawai_id="p",
    tahun=2026,
    **dict.fromkeys(MANUAL_WAJIB, "isi"),
    kendali=TingkatKendali.OUTCOME,
    pelaporan=PeriodePelaporan.TAHUNAN,
)
WORKBLOCK = Workblock(
    pegawai_id="p",
    tahun=2026,
    **dict.fromkeys(WORKBLOCK_WAJIB, "isi"),
    strategi_rutin=(Butir(id="a", teks="strategi"),),
    keluaran_transformatif=(Butir(id="b", teks="keluaran"),),
)


@pytest.mark.parametrize("isian", MANUAL_WAJIB)
def test_that_every_field_of_a_manual_is_asked_for(isian: str) -> None:
    assert check_manual(MANUAL) == ()
    kosong = msgspec.structs.replace(MANUAL, **{isian: " "})
    assert [(t.kode, t.jalur, t.penting) for t in check_manual(kosong)] == [(MANUAL_WAJIB[isian], isian, False)]
    boleh = isian in ("formula", "satuan")
    assert (check_manual(kosong, Pendekatan.KUALITATIF) == ()) == boleh


def test_that_a_level_that_the_form_has_no_box_for_is_told() -> None:
    for kendali, kode in ((None, "manual_kendali_kosong"), (TingkatKendali.KENDALI_SEDANG, "manual_kendali_lain")):
        assert [t.kode for t in check_manual(msgspec.structs.replace(MANUAL, kendali=kendali))] == [kode]
    tanpa = msgspec.structs.replace(MANUAL, pelaporan=None)
    assert [t.kode for t in check_manual(tanpa)] == ["manual_pelaporan_kosong"]


@pytest.mark.parametrize("isian", WORKBLOCK_WAJIB)
def test_that_every_field_of_a_workblock_is_asked_for(isian: str) -> None:
    assert check_workblock(WORKBLOCK) == ()
    kosong = msgspec.structs.replace(WORKBLOCK, **{isian: ""})
    assert [(t.kode, t.jalur) for t in check_workblock(kosong)] == [(WORKBLOCK_WAJIB[isian], isian)]


def test_that_a_workblock_needs_one_strategy_and_one_output_of_either_band() -> None:
    tanpa = msgspec.structs.replace(WORKBLOCK, strategi_rutin=(), keluaran_transformatif=(Butir(id="b"),))
    assert [t.kode for t in check_workblock(tanpa)] == ["workblock_strategi_kosong", "workblock_keluaran_kosong"]


def test_that_a_matrix_tells_columns_and_people_without_a_role_and_words_not_bound() -> None:
    isi = MatriksPeran(pegawai_id="p", tahun=2026)
    assert [t.kode for t in check_matriks(isi)] == ["matriks_kolom_kosong", "matriks_baris_kosong"]
    isi = add_named(add_named(add_column(isi, "Kolom satu"), "Ani", ""), "Budi", "")
    isi = msgspec.structs.replace(
        isi, kolom=(*isi.kolom, KolomMatriks(id="t", teks="Kolom dua", skp_id="s", hasil_id="h"))
    )
    isi = put_roles(isi, isi.baris[0].id, isi.kolom[0].id, "Peran")
    assert [(t.kode, t.jalur, t.fakta) for t in check_matriks(isi)] == [
        ("matriks_kolom_belum_terikat", f"kolom/#{isi.kolom[0].id}", {"nomor": 1}),
        ("matriks_kolom_tanpa_peran", "kolom/#t", {"nomor": 2}),
        ("matriks_baris_tanpa_peran", f"baris/#{isi.baris[1].id}", {"nomor": 2}),
    ]
    assert not any(t.penting for t in check_matriks(isi))


def test_that_a_role_worded_anew_keeps_its_id_and_a_new_line_gets_one() -> None:
    isi = add_named(add_column(MatriksPeran(pegawai_id="p", tahun=2026), "Kolom"), "Ani", "")
    kolom, baris = isi.kolom[0].id, isi.baris[0].id
    isi = put_roles(isi, baris, kolom, "satu\ndua\n\n tiga ")
    satu, dua, tiga = isi.baris[0].peran
    assert [p.teks for p in (satu, dua, tiga)] == ["satu", "dua", "tiga"]
    baru = put_roles(isi, baris, kolom, "satu\ndua yang lain\ntiga\nempat").baris[0].peran
    assert [p.id for p in baru[:3]] == [satu.id, dua.id, tiga.id]
    assert baru[3].id not in {satu.id, dua.id, tiga.id}
    assert [p.id for p in put_roles(isi, baris, kolom, "tiga\nsatu").baris[0].peran] == [tiga.id, satu.id]
    assert put_roles(isi, baris, kolom, "").baris[0].peran == ()


def test_that_words_match_a_column_only_where_one_alone_says_them() -> None:
    isi = add_column(add_column(MatriksPeran(pegawai_id="p", tahun=2026), " indeks  KEPUASAN."), "Jumlah")
    calon = [
        KolomMatriks(id="a", teks="Indeks kepuasan", skp_id="s", hasil_id="h", indikator_id="1"),
        KolomMatriks(id="b", teks="Jumlah", skp_id="s", hasil_id="h", indikator_id="2"),
        KolomMatriks(id="c", teks="jumlah.", skp_id="s", hasil_id="h", indikator_id="3"),
    ]
    assert match_columns(isi, calon) == {isi.kolom[0].id: calon[0]}
