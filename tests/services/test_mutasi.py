"""Moves between offices and assessors by letter: recorded above, carried out by the office, the same in any order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.codec import natural_id, office_tag
from desktop_app.domain.dari_kabupaten import JenisMutasi, Mutasi
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Predikat
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.balasan_lihat import inspect_return
from desktop_app.services.data_unit import change_unit
from desktop_app.services.kirim import survey_unsent
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.mutasi import IsianMutasi, assign_penilai, cancel_mutasi, list_tujuan, record_mutasi
from desktop_app.services.mutasi_laksana import carry_out_mutasi, list_mutasi
from desktop_app.services.pegawai import find_by_nip, get_pegawai
from desktop_app.services.skp import create_skp, get_skp
from tests.invariants.dunia import view
from tests.services.dunia_balasan import answer_for, person, send, take
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, final_penilaian
from tests.services.kantor_berperan import filled
from tests.services.pengirim import Pengirim

NIP = "199001012015031009"
A, B = "99.01.01", "99.01.02"
TMT = date(2026, 10, 1)


def letter(ke: str = B, mulai: date = TMT, **ubah: str) -> IsianMutasi:
    return IsianMutasi(ke_kode=ke, mulai=mulai, nomor_sk="800/12/2026", jabatan="Penelaah Contoh", **ubah)


def test_that_a_person_goes_from_one_office_to_the_other(dunia: Dunia) -> None:
    kabupaten, asal, tujuan = dunia("kabupaten"), dunia("a1"), dunia("b")
    staf = add_people(asal)[2]
    skp = determined_skp(asal, staf)
    final_penilaian(asal, skp)
    camat = person(tujuan, "197001012000031001", "Camat Tujuan")
    for unit in (asal, tujuan):
        send(unit, kabupaten, dunia.stick)
    nip = get_pegawai(kabupaten, staf).nip
    assert {satu.kode for satu in list_tujuan(kabupaten)} == {"99.01", A, B}
    record_mutasi(kabupaten, staf, letter(penilai_id=camat, unit_kerja="Seksi Tujuan"))

    lihat = inspect_return(tujuan, answer_for(kabupaten, tujuan, dunia.stick))
    (orang,) = lihat.orang
    assert (orang.judul, orang.baru) == ("Bunga Contoh", True)
    assert [satu.jenis for satu in lihat.mutasi] == [JenisMutasi.PINDAH_MASUK]
    take(kabupaten, tujuan, dunia.stick)
    baru = find_by_nip(tujuan, nip)
    assert baru is not None
    assert baru.startswith(office_tag(B))
    di_sana = get_pegawai(tujuan, baru)
    kini = di_sana.jabatan_pada(TMT)
    assert kini is not None
    assert (kini.jabatan, kini.unit_kerja, kini.penilai_id, kini.golongan) == (
        *("Penelaah Contoh", "Seksi Tujuan", camat),
        "III/a",
    )
    assert {satu.penilai_id for satu in di_sana.riwayat if satu.mulai < TMT} == {""}, "nobody of the old office"
    (masuk,) = list_mutasi(tujuan)
    assert [(s.periode, s.predikat) for s in masuk.isi.hasil] == [("2026-TW1", Predikat.BAIK)]
    assert not masuk.perlu

    take(kabupaten, asal, dunia.stick)
    (keluar,) = list_mutasi(asal)
    assert (keluar.isi.ke_nama, keluar.akhiri, keluar.masih_aktif, keluar.perlu) == (
        "Kecamatan 99.01.02",
        1,
        True,
        True,
    )
    carry_out_mutasi(asal, keluar.id)
    assert get_skp(asal, skp).berakhir == date(2026, 9, 30)
    assert not get_pegawai(asal, staf).aktif
    sebelum = asal.store.last_seq()
    assert carry_out_mutasi(asal, keluar.id).doc_ids == ()
    assert asal.store.last_seq() == sebelum, "a second time does nothing"
    send(asal, kabupaten, dunia.stick)
    assert kabupaten.store.quarantined() == []


def test_that_what_came_from_above_is_not_sent_back(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    orang = person(unit, NIP, "Budi Contoh")
    send(unit, kabupaten, dunia.stick)
    record_mutasi(kabupaten, orang, letter())
    take(kabupaten, unit, dunia.stick)
    assert survey_unsent(unit).dokumen == 0


def test_that_two_moves_come_out_the_same_in_any_order_on_two_computers(dunia: Dunia, tmp_path: Path) -> None:
    kabupaten, satu, dua, tujuan = dunia("kabupaten"), dunia("a1"), dunia("a2"), dunia("b")
    orang = person(satu, NIP, "Budi Contoh")
    send(satu, kabupaten, dunia.stick)
    balasan: list[list[Path]] = []
    for nomor, langkah in enumerate(("pergi", "kembali")):
        folder = tmp_path / str(nomor)
        folder.mkdir()
        if langkah == "pergi":
            record_mutasi(kabupaten, orang, letter(mulai=date(2026, 8, 1)))
        else:
            di_b = kabupaten.store.find("pegawai", where={"nip": NIP, "scope": B})[0].doc_id
            record_mutasi(kabupaten, di_b, letter(ke=A, mulai=TMT))
        balasan.append([s.path for s in export_returns(kabupaten, folder)])
    for unit, urutan in ((satu, (0, 1)), (dua, (1, 0)), (tujuan, (1, 0, 1, 0))):
        for nomor in urutan:
            (path,) = (p for p in balasan[nomor] if unit.store.device[:6] in p.name)
            apply_return(unit, path)
    assert [(s.isi.jenis, s.isi.mulai) for s in list_mutasi(satu)] == [
        (JenisMutasi.PINDAH_MASUK, TMT),
        (JenisMutasi.PINDAH_KELUAR, date(2026, 8, 1)),
    ]
    assert list_mutasi(satu)[0].isi == list_mutasi(dua)[0].isi
    ids = {orang, *(s.id for s in list_mutasi(satu))}
    assert {d: view(satu)[d] for d in ids} == {d: view(dua)[d] for d in ids}
    assert [s.isi.jenis for s in list_mutasi(tujuan)] == [JenisMutasi.PINDAH_KELUAR, JenisMutasi.PINDAH_MASUK]
    pulang = get_pegawai(dua, orang)
    assert [s.mulai for s in pulang.riwayat] == [date(2025, 1, 1), TMT], "back in his own record"


def test_that_a_letter_is_checked_before_anything_is_written(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    orang, tanpa = person(unit, NIP, "Budi Contoh"), person(unit, "", "Tanpa Nomor")
    send(unit, kabupaten, dunia.stick)

    def code(pegawai_id: str, isian: IsianMutasi) -> str:
        with pytest.raises(UserError) as caught:
            record_mutasi(kabupaten, pegawai_id, isian)
        return caught.value.code

    sebelum = kabupaten.store.last_seq()
    assert code(orang, msgspec.structs.replace(letter(), nomor_sk=" ")) == "mutasi_sk_kosong"
    assert code(orang, letter(ke=A)) == "mutasi_kantor_sama"
    assert code(orang, letter(ke="99.01.77")) == "mutasi_kantor_tidak_dikenal"
    assert code(tanpa, letter()) == "mutasi_tanpa_nip"
    assert code(orang, letter(penilai_id=tanpa)) == "mutasi_penilai_salah"
    assert kabupaten.store.last_seq() == sebelum
    record_mutasi(kabupaten, orang, letter())
    assert code(orang, letter()) == "mutasi_sudah_ada"


def test_that_a_move_taken_back_is_told_to_both(dunia: Dunia) -> None:
    kabupaten, asal, tujuan = dunia("kabupaten"), dunia("a1"), dunia("b")
    orang = person(asal, NIP, "Budi Contoh")
    send(asal, kabupaten, dunia.stick)
    record_mutasi(kabupaten, orang, letter())
    take(kabupaten, tujuan, dunia.stick)
    (mutasi, _) = list_mutasi(kabupaten)
    cancel_mutasi(kabupaten, mutasi.id, "SK dicabut")
    for unit in (asal, tujuan):
        take(kabupaten, unit, dunia.stick)
        (baris,) = list_mutasi(unit)
        assert (baris.isi.batal, baris.isi.alasan_batal, baris.perlu) == (True, "SK dicabut", False)
    baru = find_by_nip(tujuan, NIP)
    assert baru is not None
    assert not get_pegawai(tujuan, baru).aktif
    with pytest.raises(UserError, match="mutasi_batal"):
        carry_out_mutasi(asal, list_mutasi(asal)[0].id)
    record_mutasi(kabupaten, orang, letter())
    take(kabupaten, tujuan, dunia.stick)
    assert get_pegawai(tujuan, baru).aktif


def test_that_a_new_assessor_comes_by_letter_and_open_drafts_follow(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    sekda, camat, staf = add_people(unit)
    draf, _ = create_skp(unit, staf, 2026)
    send(unit, kabupaten, dunia.stick)
    assign_penilai(kabupaten, [staf], TMT, sekda, nomor_sk="800/13/2026")
    with pytest.raises(UserError, match="mutasi_tidak_ada_yang_berubah"):
        assign_penilai(kabupaten, [staf], TMT, sekda, nomor_sk="800/13/2026")
    with pytest.raises(UserError, match="mutasi_penilai_salah"):
        assign_penilai(kabupaten, [staf], TMT, staf, nomor_sk="800/13/2026")
    lihat = inspect_return(unit, answer_for(kabupaten, unit, dunia.stick))
    (orang,) = lihat.orang
    assert (orang.judul, orang.baru) == ("Bunga Contoh", False)
    assert any("Sekretaris Contoh" in satu.ke for satu in orang.beda), orang.beda
    assert get_skp(unit, draf).penilai_id == camat
    take(kabupaten, unit, dunia.stick)
    (baris,) = list_mutasi(unit)
    assert (baris.isi.penilai_nama, baris.ikut, baris.perlu) == ("Sekretaris Contoh", 1, True)
    carry_out_mutasi(unit, baris.id)
    assert get_skp(unit, draf).penilai_id == sekda
    assert not list_mutasi(unit)[0].perlu


def test_that_nothing_is_done_before_the_day_of_the_letter(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    orang = person(unit, NIP, "Budi Contoh")
    send(unit, kabupaten, dunia.stick)
    record_mutasi(kabupaten, orang, letter(mulai=date(2027, 3, 1)))
    take(kabupaten, unit, dunia.stick)
    (baris,) = list_mutasi(unit)
    assert (baris.menunggu, baris.perlu) == (True, False)
    with pytest.raises(UserError, match="mutasi_belum_mulai"):
        carry_out_mutasi(unit, baris.id)


def test_that_the_name_of_an_office_comes_from_above(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    send(unit, kabupaten, dunia.stick)
    change_unit(kabupaten, A, "Kecamatan Contoh Baru", "PEMERINTAH KABUPATEN UJI", "Contoh", alasan="Perda 1/2026")
    lihat = inspect_return(unit, answer_for(kabupaten, unit, dunia.stick))
    assert [(s.kind, b.nama, b.ke) for s in lihat.orang for b in s.beda if b.nama == "Nama"] == [
        ("unit_kerja", "Nama", "Kecamatan Contoh Baru")
    ]
    assert unit.profil.nama == "Kecamatan 99.01.01"
    take(kabupaten, unit, dunia.stick)
    assert (unit.profil.nama, unit.profil.tempat) == ("Kecamatan Contoh Baru", "Contoh")
    with pytest.raises(UserError, match="unit_tidak_berubah"):
        change_unit(kabupaten, A, "Kecamatan Contoh Baru", "PEMERINTAH KABUPATEN UJI", "Contoh", alasan="lagi")
    change_unit(kabupaten, A, "Kecamatan Contoh Indah", "PEMERINTAH KABUPATEN UJI", alasan="Perda 2/2026")
    take(kabupaten, unit, dunia.stick)
    assert (unit.profil.nama, unit.profil.tempat) == ("Kecamatan Contoh Indah", "Contoh"), "the place stays"
    milik = kabupaten.store.document(natural_id("unit_kerja", A, A))
    assert milik is not None
    assert msgspec.json.decode(milik.body)["tempat"] == "Contoh"


def test_that_an_office_can_move_nobody(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    orang = person(unit, NIP, "Budi Contoh")
    isi = Mutasi(jenis=JenisMutasi.PINDAH_MASUK, pegawai_id=orang, mulai=TMT, nama="Budi Contoh")
    penyusup = Pengirim(unit, dunia.stick)
    revisi = [
        penyusup.revision(isi, "mutasi"),
        penyusup.revision(msgspec.structs.replace(isi, pegawai_id=office_tag(B) + "0" * 24), "mutasi", scope=B),
    ]
    (hasil,) = merge_bundles(kabupaten, [penyusup.seal(*revisi)])
    assert (hasil.baru, hasil.karantina) == (0, 2)
    with pytest.raises(UserError, match="hanya_kabupaten"):
        record_mutasi(unit, orang, letter())


def test_that_a_letter_about_another_offices_person_is_held(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    person(unit, NIP, "Budi Contoh")
    isi = Mutasi(jenis=JenisMutasi.PINDAH_KELUAR, pegawai_id=office_tag(B) + "0" * 24, mulai=TMT)
    palsu = (isi, msgspec.structs.replace(isi, pegawai_id=office_tag(A) + "bukan nomor dokumen sama"))
    with kabupaten.write("uji") as tx:
        for nomor, satu in enumerate(palsu):
            doc_id = office_tag(A) + f"{nomor:024d}"
            tx.save("mutasi", doc_id, msgspec.json.encode(satu), scope=A, schema=1)
    assert take(kabupaten, unit, dunia.stick).karantina == 2
    assert {satu.reason for satu in unit.store.quarantined()} == {"mutasi_kantor_lain"}
    assert list_mutasi(unit) == ()


def test_that_a_letter_is_seen_as_far_as_the_person_is(dunia: Dunia) -> None:
    berperan = filled(dunia)
    unit = berperan.kantor
    for nama, orang in (("staf", berperan.staf.id), ("asing", berperan.asing.id)):
        isi = Mutasi(jenis=JenisMutasi.PINDAH_KELUAR, pegawai_id=orang, mulai=TMT, nama=nama)
        with unit.write("uji") as tx:
            tx.save("mutasi", natural_id("mutasi", A, nama), msgspec.json.encode(isi), scope=A, schema=1)
    for peran, siapa, terlihat in (
        (PeranPengguna.PENILAI, berperan.saya.id, {"staf"}),
        (PeranPengguna.PEGAWAI, berperan.asing.id, {"asing"}),
        (PeranPengguna.OPERATOR, berperan.saya.id, {"staf", "asing"}),
    ):
        with berperan.sebagai(peran, pegawai_id=siapa) as kantor:
            assert {satu.isi.nama for satu in list_mutasi(kantor)} == terlihat, peran
