"""The lost-laptop drill: what is certain to be here, who is told, the office on a new computer, what comes late."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.services.balasan import apply_return
from desktop_app.services.ditahan import admit_berkas, leave_berkas, list_berkas, list_putusan, look_into_berkas
from desktop_app.services.kantor import Kantor
from desktop_app.services.keadaan_terakhir import print_keadaan, read_keadaan
from desktop_app.services.kirim import export_bundle
from desktop_app.services.laptop_hilang import (
    in_words,
    prepare_rebuild,
    preview_pengganti,
    print_tanda_paket,
    print_terdampak,
)
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import list_pegawai
from desktop_app.services.pencabutan import inform_revoked, list_ditahan, revoke_device
from desktop_app.services.pendaftaran import request_enrolment
from desktop_app.services.pendirian import found_office
from tests.forms.conftest import read_pdf
from tests.invariants.dunia import calm_clock, held_ids
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, draft_skp, final_penilaian
from tests.services.pengirim import Pengirim


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    return dunia("kabupaten")


def change(kantor: Kantor, catatan: str, urutan: int = 0) -> None:
    doc_id = list_pegawai(kantor)[urutan].id
    naskah = open_naskah(kantor, doc_id)
    write_naskah(kantor, doc_id, msgspec.structs.replace(naskah.isi, catatan=catatan))
    commit_naskah(kantor, doc_id)


def new_computer(dunia: Dunia, lama: Kantor) -> Kantor:
    """Found the same office on an empty computer and let it ask for its enrolment (``pengganti.skpe``)."""
    baru = dunia.keep(found_office(dunia.folder / "pengganti", lama.profil, jam=calm_clock, who="operator baru"))
    request_enrolment(baru, dunia.stick / "pengganti.skpe")
    return baru


def test_that_the_drill_gives_the_office_back_and_names_what_the_thief_still_sends(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    skp = determined_skp(unit, add_people(unit)[2])
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    hilang, sampai = unit.store.device, held_ids(unit)
    final_penilaian(unit, skp)
    change(unit, "sesudah paket terakhir")

    revoke_device(kabupaten, hilang, "laptop dicuri")
    keadaan = read_keadaan(kabupaten, hilang)
    assert (keadaan.nomor, keadaan.jejak > 0, keadaan.catatan > 0) == (1, True, True)
    assert keadaan.jenis["skp"] == 1
    assert "penilaian" not in keadaan.jenis
    assert [satu.skp for satu in keadaan.orang if satu.skp] == [(("2026", "ditetapkan"),)]

    baru = new_computer(dunia, unit)
    hasil = prepare_rebuild(kabupaten, hilang, dunia.stick / "pengganti.skpe", dunia.stick)
    (berkas,) = hasil.berkas
    taken = apply_return(baru, berkas)
    assert taken.sertifikat_baru
    assert held_ids(baru) >= sampai, "everything that had arrived is back"
    assert export_bundle(baru, dunia.stick).nomor == 2, "the numbers go on"

    (late,) = merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert late.nasib is NasibPaket.DITOLAK
    (held,) = list_berkas(kabupaten)
    assert (held.alasan, held.nomor, held.terakhir, held.nama) == ("revoked_device", 2, 1, unit.profil.nama)
    isi = look_into_berkas(kabupaten, held.berkas)
    assert in_words(isi, held.terakhir) == "1 data pegawai, 1 penilaian dan 1 periode sesudah paket nomor 1"
    assert {satu.jenis for satu in isi.dokumen} == {"pegawai", "penilaian", "periode"}
    with pytest.raises(UserError) as caught:
        leave_berkas(kabupaten, held.berkas, "  ")
    assert caught.value.code == "alasan_wajib"
    leave_berkas(kabupaten, held.berkas, "menunggu laporan polisi")
    assert list_berkas(kabupaten)[0].dibiarkan == "menunggu laporan polisi"
    assert admit_berkas(kabupaten, held.berkas[:12], "laptop ditemukan, sudah ditelepon").nasib is NasibPaket.DIGABUNG
    assert list_berkas(kabupaten) == ()
    assert (kabupaten.folder("arsip") / f"{held.berkas}.skpb").exists(), "nothing is deleted"
    assert [(satu.putusan, satu.catatan) for satu in list_putusan(kabupaten)] == [
        ("diizinkan", "laptop ditemukan, sudah ditelepon"),
        ("dibiarkan", "menunggu laporan polisi"),
    ]
    with pytest.raises(UserError) as twice:
        admit_berkas(kabupaten, held.berkas)
    assert twice.value.code == "berkas_bukan_ditahan"
    assert held_ids(unit) <= held_ids(kabupaten)


def test_that_a_thief_gains_nothing_by_a_low_number_or_by_asking_for_a_new_identity(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, tmp_path: Path
) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    hilang = unit.store.device
    revoke_device(kabupaten, hilang, "dicuri")
    thief = Pengirim(unit, tmp_path / "pencuri")
    before = held_ids(kabupaten)
    low = thief.seal(thief.revision({"nama": "Palsu"}), seq=1)
    (refused,) = merge_bundles(kabupaten, [low])
    assert refused.nasib is NasibPaket.DITOLAK
    assert held_ids(kabupaten) == before
    assert [path.stem for path in list_ditahan(kabupaten)] == [satu.berkas for satu in list_berkas(kabupaten)]
    request = dunia.stick / "lagi.skpe"
    with unit.write("uji") as tx:
        tx.delete("kepercayaan", "permintaan")
    request_enrolment(unit, request)
    with pytest.raises(UserError) as caught:
        preview_pengganti(kabupaten, hilang, request)
    assert caught.value.code in ("pengganti_komputer_hilang", "perangkat_sudah_terdaftar")


def test_that_the_rebuild_is_only_for_a_computer_of_that_office(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    hilang = unit.store.device
    revoke_device(kabupaten, hilang, "hilang")
    other = dunia("b")
    profil = msgspec.structs.replace(other.profil, nama="Kecamatan Lain")
    stranger = dunia.keep(found_office(dunia.folder / "lain", profil, jam=calm_clock, who="orang lain"))
    request_enrolment(stranger, dunia.stick / "lain.skpe")
    with pytest.raises(UserError) as caught:
        prepare_rebuild(kabupaten, hilang, dunia.stick / "lain.skpe", dunia.stick)
    assert caught.value.code == "pengganti_kantor_lain"
    assert not list(dunia.stick.glob("balasan*")), "nothing of the lost office was written for somebody else"


def test_that_the_pages_say_what_people_need(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    _, camat, staf = add_people(unit)
    final_penilaian(unit, determined_skp(unit, staf))
    draft_skp(unit, camat)
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    state = read_pdf(print_keadaan(kabupaten, unit.store.device).pdf)
    told = " ".join(page.text for page in state)
    for words in (
        "KEADAAN TERAKHIR YANG DITERIMA",
        "Urutan jejak terakhir",
        "2026: ditetapkan",
        "nomor 1",
        "2026: draf ",
        "Triwulan I 2026: final",
    ):
        assert words in told, told
    receipt = read_pdf(print_tanda_paket(kabupaten, unit.profil.kode).pdf)[0].text
    assert "KODE TERIMA" in receipt
    assert "tekan Ketik kode terima…" in " ".join(receipt.split())
    with pytest.raises(UserError) as caught:
        print_tanda_paket(kabupaten, "99.01.77")
    assert caught.value.code == "tanda_paket_kosong"
    acts = [row.act for row in kabupaten.store.audit_rows(5)]
    assert {"cetak_keadaan", "cetak_tanda_terima"} <= set(acts)


def test_that_the_notice_says_only_what_is_certain_and_shows_nobody_the_others(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    add_people(unit)
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    letter, *annex = [page.text for page in read_pdf(print_terdampak(kabupaten, unit.store.device).pdf)]
    for words in ("Pasal 46 ayat (1) dan (2)", "3 x 24 jam", "Nomor :", "Sifat :", "Hal :", "NIP. …"):
        assert words in letter, letter
    for words in ("sejak diketahui", "hanya terbuka", "( x )"):
        assert words not in letter, letter
    assert "(.....) Komputer itu dicabut dari daftar komputer tepercaya pada tanggal ..." in letter
    assert "(.....) Sandi semua pegawai kantor itu sudah diganti." in letter
    for satu in list_pegawai(unit):
        assert satu.nama not in letter
        assert satu.nama in " ".join(annex)
    assert "Lampiran untuk lembaga dan arsip; jangan dibagikan" in annex[0]
    assert "data sampai paket nomor 1; orang yang dicatat" in annex[0]
    revoke_device(kabupaten, unit.store.device, "hilang")
    after = read_pdf(print_terdampak(kabupaten, unit.store.device).pdf)[0].text
    assert "( x ) Komputer itu dicabut dari daftar komputer tepercaya; paket" in after
    acts = [row.act for row in kabupaten.store.audit_rows(9)]
    assert {"cetak_terdampak", "lihat_terdampak"} <= set(acts)


def test_that_a_letter_of_revocation_carries_no_record(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    revoke_device(kabupaten, unit.store.device, "hilang")
    hasil = apply_return(unit, inform_revoked(kabupaten, unit.store.device, dunia.stick))
    assert (hasil.revisi_baru, hasil.menunggu, hasil.diterima, hasil.bukti) == (0, 0, (), 0)
