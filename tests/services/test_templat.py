"""Templates through the services: which fit a post, applying one twice and on two PCs, many people, last year's SKP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.istilah import (
    JenisJabatan,
    JenisKeadaan,
    JenisTarget,
    KelompokSkp,
    NilaiDasar,
    Pendekatan,
    StatusKepegawaian,
)
from desktop_app.domain.kelengkapan import check_skp
from desktop_app.domain.ketentuan import Ketentuan
from desktop_app.domain.mutu import check_mutu
from desktop_app.domain.pegawai import KeadaanKhusus, Pegawai, RiwayatJabatan
from desktop_app.domain.skp import Butir, HasilIntervensi, Skp, Target
from desktop_app.domain.templat import TemplatSkp, fill_skp, fit_of, words_of_post
from desktop_app.paths import resources
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.salin_skp import copy_last_year, find_earlier
from desktop_app.services.skp import advance_skp, create_skp, get_skp
from desktop_app.services.templat import (
    AsalTemplat,
    apply_templat,
    change_templat,
    create_from_templat,
    get_templat,
    list_templat,
    list_templat_for,
    retire_templat,
    save_templat,
    store_templat,
)
from desktop_app.services.templat_banyak import TAHUN_LALU, NasibOrang, create_banyak, preview_banyak
from desktop_app.services.templat_bawaan import _read, read_bawaan
from tests.invariants.dunia import view
from tests.services.dunia_kantor import HASIL, Dunia, edit, stored
from tests.services.test_dua_komputer import Tiga

LOKET = "bawaan/petugas-loket"


@pytest.fixture
def dunia(world: Path, tmp_path: Path) -> Iterator[Dunia]:
    made = Dunia(world, tmp_path)
    yield made
    made.close()


@pytest.fixture
def unit(dunia: Dunia) -> Kantor:
    return dunia("a1")


def person(kantor: Kantor, nama: str, jabatan: str, jenis: JenisJabatan = JenisJabatan.PELAKSANA, **fields: Any) -> str:
    """Record somebody who holds one post since 2020; ``penilai`` names his assessor."""
    penilai = fields.pop("penilai", "")
    post = RiwayatJabatan(
        id="j", mulai=date(2020, 1, 1), jabatan=jabatan, jenis_jabatan=jenis, unit_kerja="Seksi", penilai_id=penilai
    )
    return create_pegawai(kantor, Pegawai(nama=nama, riwayat=(post,), **fields))[0]


def refused(kode: str, call: Any) -> None:
    with pytest.raises(UserError) as caught:
        call()
    assert caught.value.code == kode


@pytest.mark.parametrize("kunci", list(read_bawaan()))
def test_that_a_shipped_template_makes_an_skp_without_findings_in_both_approaches(kunci: str) -> None:
    templat = read_bawaan()[kunci]
    jenis = templat.jenis_jabatan or JenisJabatan.PELAKSANA
    post = RiwayatJabatan(id="j", mulai=date(2020, 1, 1), jabatan=(templat.jabatan or ("",))[0], jenis_jabatan=jenis)
    assert templat.hasil
    assert "Saran" in templat.sumber
    for pendekatan in Pendekatan:
        kosong = Skp(
            pegawai_id="a",
            penilai_id="b",
            mulai=date(2026, 1, 1),
            selesai=date(2026, 12, 31),
            kelompok=templat.kelompok,
            pendekatan=pendekatan,
        )
        skp = fill_skp(kosong, "f" * 32, templat, kunci)
        assert check_mutu(skp, jabatan=post) == ()
        assert [satu.kode for satu in check_skp(skp) if satu.kode != "intervensi_kosong"] == []
        angka = {i.target.jenis for h in skp.hasil for i in h.indikator}
        assert JenisTarget.TEKS not in angka
        assert all(satu.ekspektasi for satu in skp.perilaku)
        assert all(getattr(skp.lampiran, bagian) for bagian in ("sumber_daya", "skema", "konsekuensi"))


def test_that_a_damaged_file_of_templates_is_named(tmp_path: Path) -> None:
    asal = resources() / "templat"
    (tmp_path / "umum.toml").write_bytes((asal / "umum.toml").read_bytes())
    (tmp_path / "31-rusak.toml").write_text('nama = "Rusak"\n[[hasil]]\nteks = "x"\n', encoding="utf-8")
    with pytest.raises(SystemProblem) as caught:
        _read(tmp_path)
    assert (caught.value.code, caught.value.facts["berkas"]) == ("berkas_templat_rusak", "31-rusak.toml")


def test_that_every_post_of_a_kecamatan_finds_its_template() -> None:
    posts = {
        "Camat Contoh": ("camat-ja", JenisJabatan.ADMINISTRATOR),
        "Sekcam": ("sekretaris-camat", JenisJabatan.ADMINISTRATOR),
        "Kasubag Umum dan Kepegawaian": ("kasubbag-umum-kepegawaian", JenisJabatan.PENGAWAS),
        "Kepala Sub Bagian Program dan Keuangan": ("kasubbag-program-keuangan", JenisJabatan.PENGAWAS),
        "Kasi Tata Pemerintahan": ("kasi-pemerintahan", JenisJabatan.PENGAWAS),
        "Kepala Seksi Ketenteraman dan Ketertiban Umum": ("kasi-trantibum", JenisJabatan.PENGAWAS),
        "Kasi Pemberdayaan Masyarakat dan Desa": ("kasi-pmd", JenisJabatan.PENGAWAS),
        "Kasi Kesejahteraan Rakyat": ("kasi-kesejahteraan-sosial", JenisJabatan.PENGAWAS),
        "Kasi Pelayanan Umum": ("kasi-pelayanan-umum", JenisJabatan.PENGAWAS),
        "Kasi Ekonomi dan Pembangunan": ("kasi-ekonomi-pembangunan", JenisJabatan.PENGAWAS),
        "Lurah Contoh": ("lurah", JenisJabatan.PENGAWAS),
        "Sekretaris Kelurahan": ("sekretaris-kelurahan", JenisJabatan.PENGAWAS),
        "Kasi Pemerintahan Kelurahan Contoh": ("kasi-kelurahan", JenisJabatan.PENGAWAS),
        "Pengadministrasi Umum": ("pengadministrasi-umum", JenisJabatan.PELAKSANA),
        "Pengadministrasi Kepegawaian": ("pengadministrasi-kepegawaian", JenisJabatan.PELAKSANA),
        "Petugas Loket": ("petugas-loket", JenisJabatan.PELAKSANA),
        "Bendahara Pengeluaran": ("bendahara", JenisJabatan.PELAKSANA),
        "Pengemudi": ("pengemudi", JenisJabatan.PELAKSANA),
        "Analis Kebijakan Ahli Muda": ("jf-penyetaraan", JenisJabatan.FUNGSIONAL),
        "Juru Tulis": ("pelaksana-umum", JenisJabatan.PELAKSANA),
    }
    for nama, (kunci, jenis) in posts.items():
        post = RiwayatJabatan(id="j", mulai=date(2020, 1, 1), jabatan=nama, jenis_jabatan=jenis)
        nilai = {satu: fit_of(isi, post, KelompokSkp.JA_JF) for satu, isi in read_bawaan().items()}
        terbaik = max(nilai.values())
        assert f"bawaan/{kunci}" in [satu for satu, cocok in nilai.items() if cocok == terbaik], nama
    mandiri = RiwayatJabatan(id="j", mulai=date(2020, 1, 1), jabatan="Camat", jenis_jabatan=JenisJabatan.ADMINISTRATOR)
    assert fit_of(read_bawaan()["bawaan/camat"], mandiri, KelompokSkp.JPT_MANDIRI) > 0
    assert fit_of(read_bawaan()["bawaan/camat-ja"], mandiri, KelompokSkp.JPT_MANDIRI) == -1
    assert words_of_post("Kasi. Pemerintahan") == ("kepala", "seksi", "pemerintahan")


def test_that_the_agencys_word_on_the_camat_decides_his_template(unit: Kantor) -> None:
    camat = person(unit, "Camat Contoh", "Camat", JenisJabatan.ADMINISTRATOR)
    assert list_templat_for(unit, camat, 2026)[0].id == "bawaan/camat-ja"
    isi = Ketentuan(pimpinan_mandiri=(Butir(id="a", teks="Camat"),))
    with unit.write("uji") as tx:
        tx.save("ketentuan", unit.store.device[:8] + "0" * 24, msgspec.json.encode(isi), scope="99.01", schema=1)
    (pilihan,) = [satu for satu in list_templat_for(unit, camat, 2026) if satu.cocok > 0]
    doc_id, _ = create_from_templat(unit, pilihan.id, camat, 2026)
    skp = get_skp(unit, doc_id)
    assert (pilihan.id, skp.kelompok) == ("bawaan/camat", KelompokSkp.JPT_MANDIRI)
    assert {i.perspektif is None for h in skp.hasil for i in h.indikator} == {False}
    refused("templat_beda_kelompok", lambda: apply_templat(unit, LOKET, doc_id))


def test_that_a_template_applied_twice_adds_nothing_twice_and_keeps_what_was_typed(unit: Kantor) -> None:
    staf = person(unit, "Bunga Contoh", "Petugas Loket")
    doc_id, _ = create_from_templat(unit, LOKET, staf, 2026)
    skp = get_skp(unit, doc_id)
    satu = msgspec.structs.replace(skp.hasil[0], teks="Terlayaninya warga desa")
    edit(unit, doc_id, hasil=(satu, *skp.hasil[1:]))
    seq = unit.store.last_seq()
    assert apply_templat(unit, LOKET, doc_id).doc_ids == ()
    assert (unit.store.last_seq(), get_skp(unit, doc_id).hasil[0].teks) == (seq, "Terlayaninya warga desa")
    apply_templat(unit, "bawaan/pengadministrasi-umum", doc_id)
    lengkap = get_skp(unit, doc_id)
    assert len(lengkap.hasil) == 6
    # The same expectation and the same line of the annex stand in both templates and are written once.
    assert len(lengkap.ekspektasi(NilaiDasar.LOYAL)) == 1
    assert len(lengkap.lampiran.skema) == 1


def test_that_typing_which_is_still_open_becomes_part_of_the_filled_sheet(unit: Kantor) -> None:
    staf = person(unit, "Bunga Contoh", "Petugas Loket")
    doc_id, _ = create_skp(unit, staf, 2026)
    write_naskah(unit, doc_id, msgspec.structs.replace(get_skp(unit, doc_id), tempat="Sukamaju"))
    apply_templat(unit, LOKET, doc_id)
    skp = get_skp(unit, doc_id)
    assert (skp.tempat, len(skp.hasil)) == ("Sukamaju", 3)
    assert open_naskah(unit, doc_id).tersimpan is None
    edit(unit, doc_id, penilai_id=person(unit, "Kasi Contoh", "Kasi", JenisJabatan.PENGAWAS))
    advance_skp(unit, doc_id, "ajukan")
    refused("dokumen_terkunci", lambda: apply_templat(unit, LOKET, doc_id))


def test_that_two_pcs_that_begin_the_same_skp_from_the_same_template_end_with_one(dunia: Dunia) -> None:
    tiga = Tiga(dunia)
    staf = person(tiga.satu, "Bunga Contoh", "Petugas Loket", nip="199003032015031001")
    kembar = person(tiga.dua, "Bunga Contoh", "Petugas Loket", nip="199003032015031001")
    assert staf == kembar
    satu, _ = create_from_templat(tiga.satu, LOKET, staf, 2026)
    dua, _ = create_from_templat(tiga.dua, LOKET, staf, 2026)
    assert satu == dua
    tambah = msgspec.structs.replace(HASIL, id="tambahan")
    edit(tiga.dua, dua, hasil=(*get_skp(tiga.dua, dua).hasil, tambah))
    apply_templat(tiga.satu, "bawaan/pengadministrasi-umum", satu)
    apply_templat(tiga.dua, "bawaan/pengadministrasi-umum", dua)
    tiga.send()
    # The kabupaten's word brings what one PC wrote to the other.
    edit(tiga.kabupaten, satu, tempat="Sukamaju")
    tiga.answer()
    tiga.equal(satu)
    assert view(tiga.satu)[satu][3] == ()
    bersama = get_skp(tiga.satu, satu)
    assert len(bersama.hasil) == len({h.id for h in bersama.hasil}) == 3 + 3 + 1
    assert len({i.id for h in bersama.hasil for i in h.indikator}) == sum(len(h.indikator) for h in bersama.hasil)
    assert len(bersama.ekspektasi(NilaiDasar.LOYAL)) == 1


def answer(tiga: Tiga) -> None:
    """Take the kabupaten's answer to PC one in; a document of the kabupaten brings one for every office."""
    milik = tiga.satu.store.device[:6]
    for balasan in export_returns(tiga.kabupaten, tiga.stick):
        if milik in balasan.path.name:
            apply_return(tiga.satu, balasan.path)


def test_that_the_kabupatens_template_reaches_its_offices_and_stays_its_own(dunia: Dunia) -> None:
    tiga = Tiga(dunia)
    staf = person(tiga.satu, "Bunga Contoh", "Petugas Loket")
    isi = TemplatSkp(nama="Loket kabupaten", jabatan=("Petugas Loket",), hasil=(HASIL,))
    kunci, _ = store_templat(tiga.kabupaten, isi)
    tiga.send()
    answer(tiga)
    pilihan = list_templat_for(tiga.satu, staf, 2026)[0]
    assert (pilihan.id, pilihan.asal, pilihan.milik_sendiri) == (kunci, AsalTemplat.KABUPATEN, False)
    assert pilihan.isi.sumber == tiga.kabupaten.profil.nama
    refused("templat_bukan_milik", lambda: retire_templat(tiga.satu, kunci, "sebab"))
    retire_templat(tiga.kabupaten, kunci, "diganti")
    answer(tiga)
    assert list_templat_for(tiga.satu, staf, 2026)[0].id == LOKET


def test_that_the_leaders_result_is_bound_only_where_his_skp_has_the_very_words(unit: Kantor) -> None:
    kasi = person(unit, "Kasi Contoh", "Kasi Pelayanan Umum", JenisJabatan.PENGAWAS)
    staf = person(unit, "Bunga Contoh", "Petugas Loket", penilai=kasi)
    lain = person(unit, "Dewi Contoh", "Pengemudi", penilai=kasi)
    pimpinan, _ = create_from_templat(unit, "bawaan/kasi-pelayanan-umum", kasi, 2026)
    hasil = get_skp(unit, create_from_templat(unit, LOKET, staf, 2026)[0]).hasil
    milik = {satu.teks: satu.id for satu in get_skp(unit, pimpinan).hasil}
    assert all(satu.intervensi.skp_id == pimpinan for satu in hasil)
    assert all(milik[satu.intervensi.teks] == satu.intervensi.hasil_id for satu in hasil)
    pengemudi = get_skp(unit, create_from_templat(unit, "bawaan/pengemudi", lain, 2026)[0])
    assert {satu.intervensi for satu in pengemudi.hasil} == {HasilIntervensi()}


def test_that_an_own_template_is_kept_offered_first_changed_and_retired(unit: Kantor) -> None:
    staf = person(unit, "Bunga Contoh", "Petugas Loket")
    doc_id, _ = create_skp(unit, staf, 2025)
    terikat = msgspec.structs.replace(HASIL, intervensi=HasilIntervensi(teks="Layanan", skp_id="x", hasil_id="y"))
    skp = msgspec.structs.replace(get_skp(unit, doc_id), hasil=(terikat,))
    templat, _ = save_templat(unit, skp, "  Loket   kami ", jabatan=("Petugas Loket", " ", "Petugas Loket"))
    isi = get_templat(unit, templat)
    assert (isi.nama, isi.jabatan) == ("Loket kami", ("Petugas Loket",))
    assert isi.hasil[0].intervensi == HasilIntervensi(teks="Layanan")
    pertama, kedua = list_templat_for(unit, staf, 2026)[:2]
    assert (pertama.id, pertama.asal, pertama.milik_sendiri) == (templat, AsalTemplat.KANTOR, True)
    assert kedua.id == LOKET
    change_templat(unit, templat, "Loket lama", jabatan=("Pengemudi",))
    assert list_templat_for(unit, staf, 2026)[0].id == LOKET
    save_templat(unit, skp, "Loket baru", ganti=templat)
    assert [satu.isi.nama for satu in list_templat(unit) if satu.milik_sendiri] == ["Loket baru"]
    refused("alasan_wajib", lambda: retire_templat(unit, templat, " "))
    dibuat, _ = create_from_templat(unit, templat, staf, 2026)
    retire_templat(unit, templat, "tidak dipakai")
    assert not [satu for satu in list_templat(unit) if satu.milik_sendiri]
    assert get_skp(unit, dibuat).hasil
    refused("templat_tidak_ada", lambda: create_from_templat(unit, templat, staf, 2027))


def test_that_what_is_no_template_of_the_office_is_not_changed(unit: Kantor) -> None:
    milik = TemplatSkp(nama="Dari kabupaten", unit_kode="99.01", jabatan=("Pengemudi",), hasil=(HASIL,))
    kunci = "ab" * 16
    with unit.write("uji") as tx:
        tx.save("templat_skp", kunci, msgspec.json.encode(milik), scope="99.01", schema=1)
    asal = {satu.id: (satu.asal, satu.milik_sendiri) for satu in list_templat(unit)}
    assert asal[kunci] == (AsalTemplat.KABUPATEN, False)
    before = stored(unit)
    for templat in (LOKET, kunci):
        refused("templat_bukan_milik", lambda templat=templat: change_templat(unit, templat, "Nama"))
        refused("templat_bukan_milik", lambda templat=templat: retire_templat(unit, templat, "sebab"))
    kosong = Skp(pegawai_id="a", mulai=date(2026, 1, 1), selesai=date(2026, 12, 31))
    refused("templat_tanpa_hasil", lambda: save_templat(unit, kosong, "Nama"))
    berisi = msgspec.structs.replace(kosong, hasil=(HASIL,))
    refused("templat_tanpa_nama", lambda: save_templat(unit, berisi, " "))
    refused("templat_nama_panjang", lambda: save_templat(unit, berisi, "n" * 201))
    assert stored(unit) == before


def test_that_many_are_told_beforehand_who_gets_one_and_who_not_and_why(unit: Kantor) -> None:
    bebas = KeadaanKhusus(id="k", jenis=JenisKeadaan.PERSIAPAN_PENSIUN, mulai=date(2025, 7, 1))
    orang = {
        "baru": person(unit, "Bunga Contoh", "Petugas Loket"),
        "punya": person(unit, "Citra Contoh", "Petugas Loket"),
        "pensiun": person(unit, "Dewi Contoh", "Petugas Loket", keadaan=(bebas,)),
        "luar": person(unit, "Eka Contoh", "Petugas Loket", status=StatusKepegawaian.BUKAN_ASN),
        "lain": person(unit, "Fajar Contoh", "Juru Tulis"),
        "pergi": person(unit, "Gita Contoh", "Petugas Loket", aktif=False),
    }
    ada, _ = create_skp(unit, orang["punya"], 2026)
    before = stored(unit)
    baris = {satu.pegawai_id: satu for satu in preview_banyak(unit, 2026, orang=list(orang.values()))}
    assert stored(unit) == before
    nasib = {nama: baris[satu].nasib for nama, satu in orang.items() if satu in baris}
    assert nasib == {
        "baru": NasibOrang.BARU,
        "punya": NasibOrang.SUDAH_ADA,
        "pensiun": NasibOrang.DIKECUALIKAN,
        "luar": NasibOrang.BUKAN_ASN,
        "lain": NasibOrang.TANPA_TEMPLAT,
    }
    assert (baris[orang["baru"]].templat_id, baris[orang["baru"]].tanpa_penilai) == (LOKET, True)
    assert baris[orang["punya"]].skp_id == ada
    assert baris[orang["pensiun"]].keadaan == "persiapan_pensiun"
    hasil, changed = create_banyak(unit, 2026, "", list(orang.values()))
    assert [satu.nama for satu in hasil if satu.nasib is NasibOrang.BARU] == ["Bunga Contoh"]
    assert get_skp(unit, changed.doc_ids[0]).pegawai_id == orang["baru"]
    dipilih, _ = create_banyak(unit, 2026, "bawaan/pelaksana-umum", [orang["lain"], orang["baru"]])
    assert [satu.nasib for satu in dipilih] == [NasibOrang.SUDAH_ADA, NasibOrang.BARU]


def test_that_a_run_that_is_stopped_leaves_whole_skps_and_goes_on_where_it_stopped(unit: Kantor) -> None:
    orang = [person(unit, f"Orang {nomor}", "Petugas Loket") for nomor in range(4)]

    class Stop(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Stop

    with pytest.raises(Stop):
        create_banyak(unit, 2026, LOKET, orang, progress=stop)
    dibuat = unit.store.find("skp", where={"pegawai_id": orang})
    assert len(dibuat) == 2
    assert {len(get_skp(unit, satu.doc_id).hasil) for satu in dibuat} == {3}
    hasil, _ = create_banyak(unit, 2026, LOKET, orang)
    assert sorted(satu.nasib for satu in hasil) == [NasibOrang.BARU] * 2 + [NasibOrang.SUDAH_ADA] * 2


def test_that_last_years_skp_is_copied_with_new_ids_unbound_and_its_old_years_are_hints(unit: Kantor) -> None:
    kasi = person(unit, "Kasi Contoh", "Kasi Pelayanan Umum", JenisJabatan.PENGAWAS)
    staf = person(unit, "Bunga Contoh", "Petugas Loket", penilai=kasi)
    refused("skp_lama_tidak_ada", lambda: copy_last_year(unit, staf, 2026))
    lama_id, _ = create_skp(unit, staf, 2025)
    indikator = msgspec.structs.replace(
        HASIL.indikator[0], teks="Laporan Desember 2025", target=Target(teks="31-12-2025")
    )
    terikat = msgspec.structs.replace(
        HASIL, intervensi=HasilIntervensi(teks="Layanan", skp_id="x", hasil_id="y"), indikator=(indikator,)
    )
    edit(unit, lama_id, hasil=(terikat,))
    assert find_earlier(unit, staf, 2026) == lama_id
    salin = copy_last_year(unit, staf, 2026)
    baru = get_skp(unit, salin.skp_id)
    assert (baru.mulai, baru.selesai, baru.penilai_id) == (date(2026, 1, 1), date(2026, 12, 31), kasi)
    (hasil,) = baru.hasil
    assert hasil.intervensi == HasilIntervensi(teks="Layanan")
    assert (hasil.teks, hasil.indikator[0].teks) == (HASIL.teks, "Laporan Desember 2025")
    assert {hasil.id, hasil.indikator[0].id}.isdisjoint({HASIL.id, indikator.id})
    assert [(satu.kode, satu.jalur.rpartition("/")[2], satu.penting) for satu in salin.petunjuk] == [
        ("tahun_lain", "teks", False),
        ("tahun_lain", "target", False),
    ]
    refused("skp_sudah_ada", lambda: copy_last_year(unit, staf, 2026))
    nasib = {satu.nama: satu.nasib for satu in create_banyak(unit, 2027, TAHUN_LALU, [staf, kasi])[0]}
    assert nasib == {"Bunga Contoh": NasibOrang.BARU, "Kasi Contoh": NasibOrang.TANPA_SKP_LAMA}
