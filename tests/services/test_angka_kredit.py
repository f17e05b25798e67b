"""Credit points: from a final evaluation to conversion and determination, frozen with the numbers of their day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import msgspec
import pytest

from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.codec import decode_as, encode
from desktop_app.domain.istilah import JenisJabatan, Predikat, Rating
from desktop_app.domain.istilah_kinerja import JenjangFungsional, KeputusanKeberatan, StatusPutusan
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.domain.wewenang import Wewenang, covers, reach
from desktop_app.services.angka_kredit import (
    create_konversi,
    create_penetapan,
    delete_angka_kredit,
    determine_angka_kredit,
    list_angka_kredit,
    read_angka_kredit,
    read_jenjang,
    reopen_angka_kredit,
)
from desktop_app.services.angka_kredit_cetak import find_angka_kredit, print_angka_kredit
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import open_naskah
from desktop_app.services.penilaian import advance_penilaian, get_penilaian
from desktop_app.services.predikat_berlaku import predikat_in_force
from tests.services.dunia_kantor import AKHIR, Dunia, edit
from tests.services.kantor_berperan import Berperan, filled
from tests.services.refusal import code_of

TETAP = date(2026, 4, 20)
W = Wewenang


def body(kantor: Kantor, doc_id: str) -> AngkaKredit:
    """Return the stored document."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    return decode_as(AngkaKredit, dokumen.body)


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office in which ``staf`` is a functional officer with a final evaluation of the first quarter."""
    berperan = filled(dunia)
    kantor = berperan.kantor
    dokumen = kantor.store.document(berperan.staf.id)
    assert dokumen is not None
    pegawai = decode_as(Pegawai, dokumen.body)
    jabatan = msgspec.structs.replace(
        pegawai.riwayat[-1], jabatan="Pengelola Data Ahli Pertama", jenis_jabatan=JenisJabatan.FUNGSIONAL
    )
    edit(kantor, berperan.staf.id, riwayat=(*pegawai.riwayat[:-1], jabatan))
    finalise(berperan)
    return berperan


def finalise(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        edit(
            kantor,
            berperan.staf.penilaian,
            rating_hasil=Rating.SESUAI,
            rating_perilaku=Rating.SESUAI,
            capaian_organisasi="baik",
        )
        advance_penilaian(kantor, berperan.staf.penilaian, "finalkan", tanggal=AKHIR)


def test_that_a_final_evaluation_waits_for_its_conversion_and_then_has_one(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        (baris,) = list_angka_kredit(kantor, 2026)
        assert (baris.id, baris.penilaian_id, baris.status) == ("", berperan.staf.penilaian, None)
        doc_id, _ = create_konversi(kantor, baris.penilaian_id)
        assert create_konversi(kantor, baris.penilaian_id)[0] == doc_id
        hasil = read_angka_kredit(kantor, doc_id)
        assert (hasil.isi.jenjang, hasil.isi.bulan) == (JenjangFungsional.AHLI_PERTAMA, 3)
        # 3/12 x 100 % x 12,5 = 3,125
        assert (hasil.persen, hasil.angka, hasil.temuan) == (Decimal(100), Decimal("3.13"), ())
        assert [b.id for b in list_angka_kredit(kantor, 2026)] == [doc_id]
        assert list_angka_kredit(kantor, 2025) == ()


def test_that_determining_freezes_numbers_names_and_rule_set_and_reopening_needs_a_reason(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        doc_id, _ = create_konversi(kantor, berperan.staf.penilaian)
        determine_angka_kredit(kantor, doc_id, tanggal=TETAP, nomor="800/1/2026")
        isi = body(kantor, doc_id)
        assert (isi.status, isi.angka, isi.persen, isi.koefisien) == (StatusPutusan.DITETAPKAN, "3.13", "100", "12.5")
        assert (isi.aturan, isi.predikat, isi.nomor) == ("permenpanrb-1-2023", Predikat.BAIK, "800/1/2026")
        assert isi.pegawai is not None
        assert isi.penilai is not None
        assert code_of(lambda: edit(kantor, doc_id, bulan=12)) == "dokumen_terkunci"
        assert code_of(lambda: determine_angka_kredit(kantor, doc_id, tanggal=TETAP)) == "ak_sudah_ditetapkan"
        assert code_of(lambda: delete_angka_kredit(kantor, doc_id, "salah")) == "ak_sudah_ditetapkan"
        assert code_of(lambda: reopen_angka_kredit(kantor, doc_id, " ")) == "alasan_wajib"
        reopen_angka_kredit(kantor, doc_id, "jenjang keliru")
        isi = body(kantor, doc_id)
        assert (isi.status, isi.angka, isi.pegawai) == (StatusPutusan.DRAFT, "", None)
        delete_angka_kredit(kantor, doc_id, "dibuat dua kali")
        assert [b.id for b in list_angka_kredit(kantor, 2026)] == [""]


def test_that_a_draft_evaluation_gives_no_points(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        doc_id, _ = create_konversi(kantor, berperan.staf.penilaian)
        advance_penilaian(kantor, berperan.staf.penilaian, "koreksi", alasan="salah hitung")
        assert code_of(lambda: determine_angka_kredit(kantor, doc_id, tanggal=TETAP)) == "ak_belum_lengkap"
        assert [t.kode for t in read_angka_kredit(kantor, doc_id).temuan] == ["ak_penilaian_belum_final"]
        assert code_of(lambda: create_konversi(kantor, berperan.staf.penilaian)) == "ak_penilaian_belum_final"


def test_that_the_months_of_one_conversion_are_not_counted_in_another(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        satu, _ = create_konversi(kantor, berperan.staf.penilaian)
        determine_angka_kredit(kantor, satu, tanggal=TETAP)
        lain = msgspec.structs.replace(
            body(kantor, satu), status=StatusPutusan.DRAFT, periode="2026", selesai=date(2026, 12, 31), bulan=12
        )
        with kantor.write("buat_angka_kredit", "", {"periode": "2026"}) as tx:
            tx.save("angka_kredit", satu[:8] + "f" * 24, encode(lain), scope=kantor.profil.kode, schema=1)
        temuan = read_angka_kredit(kantor, satu[:8] + "f" * 24).temuan
        assert [(t.kode, t.penting) for t in temuan] == [("ak_bulan_ganda", True), ("ak_bulan_lebih", True)]


def test_that_a_move_within_a_month_is_converted_twice_but_no_year_has_thirteen_months(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        satu, _ = create_konversi(kantor, berperan.staf.penilaian)
        determine_angka_kredit(kantor, satu, tanggal=TETAP)
        rest = {"mulai": date(2026, 4, 1), "selesai": date(2026, 12, 31), "periode": "2026"}
        lain = msgspec.structs.replace(body(kantor, satu), status=StatusPutusan.DRAFT, bulan=9, **rest)
        doc_id = satu[:8] + "d" * 24
        with kantor.write("buat_angka_kredit", "", {"periode": "2026"}) as tx:
            tx.save("angka_kredit", doc_id, encode(lain), scope=kantor.profil.kode, schema=1)
        assert read_angka_kredit(kantor, doc_id).temuan == ()
        edit(kantor, satu[:8] + "d" * 24, bulan=10)
        assert {t.kode for t in read_angka_kredit(kantor, doc_id).temuan} == {"ak_bulan_salah", "ak_bulan_lebih"}


def test_that_whose_points_they_are_and_who_determines_is_never_typed(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        doc_id, _ = create_konversi(kantor, berperan.staf.penilaian)
        for fields in (
            {"penilai_id": berperan.asing.id},
            {"penilaian_id": berperan.asing.penilaian},
            {"mulai": date(2025, 1, 1)},
            {"sumber": (doc_id,)},
        ):
            assert code_of(lambda f=fields: edit(kantor, doc_id, **f)) == "bukan_isian_anda", fields  # type: ignore[misc]
        edit(kantor, doc_id, nomor="800/2")


def test_that_conversions_are_added_up_once_and_a_changed_one_is_told(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        konversi, _ = create_konversi(kantor, berperan.staf.penilaian)
        determine_angka_kredit(kantor, konversi, tanggal=TETAP)
        satu, dua = (create_penetapan(kantor, berperan.staf.id, 2026)[0] for _ in range(2))
        determine_angka_kredit(kantor, satu, tanggal=TETAP)
        assert code_of(lambda: determine_angka_kredit(kantor, dua, tanggal=TETAP)) == "ak_belum_lengkap"
        reopen_angka_kredit(kantor, konversi, "bulan keliru")
        edit(kantor, konversi, bulan=2)
        determine_angka_kredit(kantor, konversi, tanggal=TETAP)
        kode = {t.kode: t.penting for t in read_angka_kredit(kantor, dua).temuan}
        assert kode == {"ak_sudah_dijumlahkan": True, "ak_konversi_berubah": False}


@pytest.mark.parametrize("teks", ["1_000", "1e3", "1e60000", "9" * 40, "lima"])
def test_that_only_a_number_is_a_number(berperan: Berperan, teks: str) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        konversi, _ = create_konversi(kantor, berperan.staf.penilaian)
        determine_angka_kredit(kantor, konversi, tanggal=TETAP)
        doc_id, _ = create_penetapan(kantor, berperan.staf.id, 2026)
        rows = open_naskah(kantor, doc_id).isi.komponen  # type: ignore[union-attr]
        edit(kantor, doc_id, komponen=(msgspec.structs.replace(rows[0], lama=teks), *rows[1:]))
        buka = read_angka_kredit(kantor, doc_id)
        assert ([t.kode for t in buka.temuan], buka.angka) == (["ak_bukan_angka"], None)
        assert print_angka_kredit(kantor, doc_id).pdf.startswith(b"%PDF")


def test_that_a_decision_on_an_objection_changes_what_is_converted(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    dokumen = kantor.store.document(nilai)
    assert dokumen is not None
    assert get_penilaian(kantor, nilai).predikat is Predikat.BAIK
    putusan = PutusanKeberatan(
        pegawai_id=berperan.staf.id,
        penilaian_id=nilai,
        penilaian_rev=dokumen.heads[0],
        status=StatusPutusan.DITETAPKAN,
        keputusan=KeputusanKeberatan.MENGUBAH,
        predikat=Predikat.SANGAT_BAIK,
    )
    with kantor.write("buat_angka_kredit", "", {"periode": "x"}) as tx:
        tx.save("putusan_keberatan", nilai[:8] + "e" * 24, encode(putusan), scope=dokumen.scope, schema=1)
    assert predikat_in_force(kantor, nilai) is Predikat.SANGAT_BAIK
    with berperan.sebagai(P.PENILAI) as masuk:
        doc_id, _ = create_konversi(masuk, nilai)
        assert read_angka_kredit(masuk, doc_id).angka == Decimal("4.69")
        # What was decided about stays as it is.
        assert code_of(lambda: advance_penilaian(masuk, nilai, "koreksi", alasan="diperbaiki")) == "putusan_menahan"


def test_that_a_determination_adds_up_what_was_not_added_before(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        assert code_of(lambda: create_penetapan(kantor, berperan.staf.id, 2026)) == "ak_tanpa_konversi"
        konversi, _ = create_konversi(kantor, berperan.staf.penilaian)
        determine_angka_kredit(kantor, konversi, tanggal=TETAP)
        doc_id, _ = create_penetapan(kantor, berperan.staf.id, 2026)
        hasil = read_angka_kredit(kantor, doc_id)
        assert [(k.id, k.lama, k.baru) for k in hasil.isi.komponen if k.lama or k.baru] == [("konversi", "", "3.13")]
        isi = hasil.isi
        rows = tuple(msgspec.structs.replace(k, lama="50") if k.id == "lama" else k for k in isi.komponen)
        edit(kantor, doc_id, komponen=rows)
        assert read_angka_kredit(kantor, doc_id).angka == Decimal("53.13")
        bad = tuple(msgspec.structs.replace(k, lama="lima") if k.id == "lama" else k for k in isi.komponen)
        edit(kantor, doc_id, komponen=bad)
        assert [t.kode for t in read_angka_kredit(kantor, doc_id).temuan] == ["ak_bukan_angka"]
        edit(kantor, doc_id, komponen=rows)
        determine_angka_kredit(kantor, doc_id, tanggal=TETAP)
        assert body(kantor, doc_id).angka == "53.13"
        assert code_of(lambda: create_penetapan(kantor, berperan.staf.id, 2026)) == "ak_tanpa_konversi"


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_credit_points_reach_as_far_as_the_table_says(berperan: Berperan, peran: P) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        doc_id, _ = create_konversi(kantor, berperan.staf.penilaian)
    with berperan.sebagai(peran) as kantor:

        def may(satu: Wewenang) -> bool:
            return covers(satu, reach({peran}, satu), berperan.saya.id, berperan.staf.id, berperan.saya.id)

        assert (doc_id in {b.id for b in list_angka_kredit(kantor, 2026)}) is may(W.LIHAT_PENILAIAN)
        assert (find_angka_kredit(kantor, "konversi", berperan.staf.id) == (doc_id,)) is may(W.CETAK)
        calls: tuple[tuple[Wewenang, Callable[[], object]], ...] = (
            (W.LIHAT_PENILAIAN, lambda: read_angka_kredit(kantor, doc_id)),
            (W.CETAK, lambda: print_angka_kredit(kantor, doc_id)),
            (W.KELOLA_ANGKA_KREDIT, lambda: create_konversi(kantor, berperan.staf.penilaian)),
            (W.KELOLA_ANGKA_KREDIT, lambda: create_penetapan(kantor, berperan.staf.id, 2026)),
            (W.KELOLA_ANGKA_KREDIT, lambda: edit(kantor, doc_id, catatan="uji")),
            (W.TETAPKAN_ANGKA_KREDIT, lambda: determine_angka_kredit(kantor, doc_id, tanggal=TETAP)),
            (W.TETAPKAN_ANGKA_KREDIT, lambda: reopen_angka_kredit(kantor, doc_id, "uji")),
            (W.KELOLA_ANGKA_KREDIT, lambda: delete_angka_kredit(kantor, doc_id, "uji")),
        )
        for wewenang, call in calls:
            assert (code_of(call) != "wewenang_kurang") is may(wewenang), wewenang


def test_that_nobody_determines_his_own_points(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        doc_id, _ = create_konversi(kantor, berperan.staf.penilaian)
    with berperan.sebagai(P.PENILAI, P.OPERATOR, pegawai_id=berperan.staf.id) as kantor:
        kode = code_of(lambda: determine_angka_kredit(kantor, doc_id, tanggal=TETAP))
        assert kode == "penilaian_diri_sendiri"


@pytest.mark.parametrize(
    ("jabatan", "jenjang"),
    [
        ("Bidan Penyelia", JenjangFungsional.PENYELIA),
        ("JABATAN FUNGSIONAL BIDAN PENYELIA", JenjangFungsional.PENYELIA),
        ("Analis Kebijakan Ahli Muda", JenjangFungsional.AHLI_MUDA),
        ("Perawat Terampil", JenjangFungsional.TERAMPIL),
        ("Camat", None),
        ("Pemulasara Jenazah", None),
    ],
)
def test_that_the_level_is_read_from_the_post(jabatan: str, jenjang: JenjangFungsional | None) -> None:
    assert read_jenjang(jabatan) is jenjang
