"""What the sheet of an SKP shows beside it: the layout due, and words that a colleague has already used."""

from __future__ import annotations

import time
from datetime import date

import msgspec

from desktop_app.domain.codec import SCHEMA, encode
from desktop_app.domain.istilah import JenisJabatan, KelompokSkp
from desktop_app.domain.ketentuan import Ketentuan
from desktop_app.domain.mutu_kata import sidik_teks
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.skp import Butir, RencanaHasilKerja
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.kantor import Kantor
from desktop_app.services.lembar_skp import read_kalimat_lain, read_lembar
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.skp import create_skp, get_skp
from tests.services.dunia_kantor import put_revision
from tests.services.kantor_berperan import as_role

SAMA = "Terlayaninya permohonan surat keterangan warga"


def person(kantor: Kantor, nama: str, nip: str, jabatan: str = "Pengadministrasi") -> str:
    post = RiwayatJabatan(id="r", mulai=date(2026, 1, 1), jabatan=jabatan, jenis_jabatan=JenisJabatan.ADMINISTRATOR)
    return create_pegawai(kantor, Pegawai(nama=nama, nip=nip, riwayat=(post,)))[0]


def plan(kantor: Kantor, pegawai_id: str, teks: str, tahun: int = 2026) -> str:
    doc_id = create_skp(kantor, pegawai_id, tahun)[0]
    hasil = (RencanaHasilKerja(id=f"h{doc_id[:6]}", teks=teks),)
    put_revision(kantor, "skp", doc_id, msgspec.structs.replace(get_skp(kantor, doc_id), hasil=hasil))
    return doc_id


def test_that_the_layout_due_follows_the_post_and_the_agencys_setting(kantor_unit: Kantor) -> None:
    doc_id = plan(kantor_unit, person(kantor_unit, "Camat Contoh", "1", "Camat Contoh"), SAMA)
    skp = get_skp(kantor_unit, doc_id)
    before = read_lembar(kantor_unit, doc_id, skp)
    assert (before.kelompok, before.pegawai.nama) == (KelompokSkp.JA_JF, "Camat Contoh")
    assert before.jabatan is not None
    ketentuan = Ketentuan(unit_kode=kantor_unit.profil.kode, pimpinan_mandiri=(Butir(id="b", teks="Camat"),))
    with kantor_unit.write("uji") as tx:
        tx.save("ketentuan", "00" * 16, encode(ketentuan), scope=kantor_unit.profil.kode, schema=SCHEMA)
    assert read_lembar(kantor_unit, doc_id, skp).kelompok is KelompokSkp.JPT_MANDIRI
    assert get_skp(kantor_unit, doc_id).kelompok is KelompokSkp.JA_JF


def test_that_words_of_colleagues_in_the_same_year_are_known_by_digest_and_name(kantor_unit: Kantor) -> None:
    mine = person(kantor_unit, "Budi Contoh", "1")
    doc_id = plan(kantor_unit, mine, SAMA)
    plan(kantor_unit, mine, "Tahun lalu terlayani semua warga desa", 2025)
    plan(kantor_unit, person(kantor_unit, "Ani Contoh", "2"), SAMA.upper())
    plan(kantor_unit, person(kantor_unit, "Cici Contoh", "3"), "Tertatanya arsip kantor sesuai aturan", 2025)
    assert read_kalimat_lain(kantor_unit, doc_id) == {sidik_teks(SAMA): "Ani Contoh"}


def test_that_a_colleague_whose_plan_one_may_not_see_is_not_named(kantor_unit: Kantor) -> None:
    mine = person(kantor_unit, "Budi Contoh", "1")
    doc_id = plan(kantor_unit, mine, SAMA)
    plan(kantor_unit, person(kantor_unit, "Ani Contoh", "2"), SAMA)
    as_role(kantor_unit, PeranPengguna.PEGAWAI, mine)
    assert read_kalimat_lain(kantor_unit, doc_id) == {sidik_teks(SAMA): ""}
    as_role(kantor_unit, PeranPengguna.OPERATOR, mine)
    assert read_kalimat_lain(kantor_unit, doc_id) == {sidik_teks(SAMA): "Ani Contoh"}


def test_that_a_whole_office_is_compared_in_a_moment(kantor_unit: Kantor) -> None:
    doc_id = plan(kantor_unit, person(kantor_unit, "Budi Contoh", "1"), SAMA)
    skp = get_skp(kantor_unit, doc_id)
    with kantor_unit.write("uji") as tx:
        for n in range(200):
            results = tuple(RencanaHasilKerja(id=f"h{m}", teks=f"{SAMA} nomor {n} {m}") for m in range(12))
            body = encode(msgspec.structs.replace(skp, pegawai_id=f"{n:032x}", hasil=results))
            tx.save("skp", f"{n + 4096:032x}", body, scope=kantor_unit.profil.kode, schema=SCHEMA)
    begin = time.perf_counter()
    found = read_kalimat_lain(kantor_unit, doc_id)
    assert len(found) == 2400
    assert time.perf_counter() - begin < 2
