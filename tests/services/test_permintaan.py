"""Corrections asked for by the kabupaten, documents given back, and what an office answers."""

from __future__ import annotations

import msgspec
import pytest

from desktop_app.domain.codec import natural_id, office_tag
from desktop_app.domain.dari_kabupaten import IsiJawaban, JawabanPerbaikan, KeadaanPermintaan, PermintaanPerbaikan
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.pegawai import get_pegawai
from desktop_app.services.permintaan import (
    MAKS_TEKS,
    answer_id,
    answer_permintaan,
    ask_perbaikan,
    close_permintaan,
    list_permintaan,
    requests_about,
)
from desktop_app.services.skp import advance_skp
from tests.services.dunia_balasan import person, send, take
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, draft_skp, edit
from tests.services.kantor_berperan import filled
from tests.services.pengirim import Pengirim

NIP = "199001012015031009"


def asked(dunia: Dunia, kabupaten: Kantor, unit: Kantor) -> tuple[str, str]:
    """Ask for a correction of a person of the unit; return person and request, both here and there."""
    orang = person(unit, NIP, "Budi Contoh")
    send(unit, kabupaten, dunia.stick)
    minta, _ = ask_perbaikan(kabupaten, orang, "Periksa SK terakhir", [("riwayat/#r1/golongan", "seharusnya III/d")])
    take(kabupaten, unit, dunia.stick)
    return orang, minta


def code(call: object) -> str:
    with pytest.raises(UserError) as caught:
        call()  # type: ignore[operator]
    return caught.value.code


def test_that_a_request_travels_is_answered_and_comes_back(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    orang, minta = asked(dunia, kabupaten, unit)
    (baris,) = list_permintaan(unit)
    assert (baris.id, baris.keadaan, baris.isi.judul, baris.boleh_jawab) == (
        minta,
        KeadaanPermintaan.TERBUKA,
        "Budi Contoh",
        True,
    )
    (kolom,) = baris.isi.kolom
    assert (kolom.nama, kolom.salah) == ("Riwayat jabatan mulai 1 Januari 2025 › golongan", "seharusnya III/d")
    assert code(lambda: answer_permintaan(unit, minta, IsiJawaban.SUDAH)) == "perbaikan_belum_ada"
    assert code(lambda: answer_permintaan(unit, minta, IsiJawaban.TIDAK, "  ")) == "jawaban_tanpa_alasan"
    edit(unit, orang, catatan="sudah dilihat")
    answer_permintaan(unit, minta, IsiJawaban.SUDAH)
    send(unit, kabupaten, dunia.stick)
    (di_atas,) = list_permintaan(kabupaten)
    assert (di_atas.keadaan, di_atas.sudah_berubah, di_atas.kantor) == (
        KeadaanPermintaan.SUDAH,
        True,
        "Kecamatan 99.01.01",
    )
    close_permintaan(kabupaten, minta, "Terima kasih")
    take(kabupaten, unit, dunia.stick)
    assert list_permintaan(unit) == ()
    (tutup,) = list_permintaan(unit, semua=True)
    assert (tutup.isi.catatan_tutup, tutup.boleh_jawab) == ("Terima kasih", False)
    assert code(lambda: answer_permintaan(unit, minta, IsiJawaban.TIDAK, "Terlambat")) == "permintaan_ditutup"


def test_that_a_signed_document_is_given_back_and_only_the_office_opens_it(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    staf = add_people(unit)[2]
    skp = determined_skp(unit, staf)
    send(unit, kabupaten, dunia.stick)
    minta, _ = ask_perbaikan(kabupaten, skp, "Target hasil pertama tidak terukur")
    assert code(lambda: advance_skp(kabupaten, skp, "buka_kembali", alasan="x")) == "kabupaten_tidak_membuka"
    take(kabupaten, unit, dunia.stick)
    (baris,) = requests_about(unit, skp)
    assert (baris.isi.kembalikan, baris.masih_tetap, baris.halaman) == (True, True, "skp")
    advance_skp(unit, skp, "buka_kembali", alasan="dikembalikan kabupaten")
    (baris,) = requests_about(unit, skp)
    assert (baris.masih_tetap, baris.sudah_berubah) == (False, True)
    answer_permintaan(unit, minta, IsiJawaban.SUDAH)


def test_that_a_request_names_what_is_wrong_once_and_not_at_any_length(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    orang, _ = asked(dunia, kabupaten, unit)
    assert code(lambda: ask_perbaikan(kabupaten, orang, "lagi")) == "permintaan_ada"
    lain = person(unit, "199001012015031010", "Ani Contoh")
    send(unit, kabupaten, dunia.stick)
    assert code(lambda: ask_perbaikan(kabupaten, lain, " \n ")) == "permintaan_kosong"
    assert code(lambda: ask_perbaikan(kabupaten, lain, "x" * (MAKS_TEKS + 1))) == "permintaan_panjang"
    sendiri = person(kabupaten, "199001012015031011", "Orang Kabupaten")
    assert code(lambda: ask_perbaikan(kabupaten, sendiri, "salah")) == "permintaan_sendiri"
    assert code(lambda: ask_perbaikan(unit, orang, "salah")) == "hanya_kabupaten"
    assert code(lambda: answer_permintaan(kabupaten, natural_id("x", "99.01", "x"), IsiJawaban.SUDAH)) == "hanya_unit"


def test_that_nobody_types_into_a_request_or_an_answer(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    _, minta = asked(dunia, kabupaten, unit)
    naskah = open_naskah(unit, minta)
    assert not naskah.boleh_ubah
    isi = naskah.isi
    assert isinstance(isi, PermintaanPerbaikan)
    assert code(lambda: write_naskah(unit, minta, msgspec.structs.replace(isi, ditutup=True))) == "wewenang_kurang"


def test_that_an_office_can_forge_no_request_for_itself_or_for_another(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    orang, minta = asked(dunia, kabupaten, unit)
    kepala = unit.store.document(minta)
    assert kepala is not None
    palsu = PermintaanPerbaikan(dokumen_id=orang, dokumen_jenis="pegawai", catatan="Hapus semua", ditutup=True)
    lain = msgspec.structs.replace(palsu, dokumen_id=office_tag("99.01.02") + "0" * 24)
    penyusup = Pengirim(unit, dunia.stick)
    revisi = [
        penyusup.revision(palsu, "permintaan_perbaikan"),
        penyusup.revision(palsu, "permintaan_perbaikan", doc_id=minta, parents=kepala.heads),
        penyusup.revision(b"{}", "permintaan_perbaikan", doc_id=minta, parents=kepala.heads, deleted=True),
        penyusup.revision(lain, "permintaan_perbaikan", scope="99.01.02"),
        penyusup.revision(palsu, "permintaan_perbaikan", device=kabupaten.store.device),
        penyusup.revision(
            JawabanPerbaikan(permintaan_id=office_tag("99.01.02") + "0" * 24, jawaban=IsiJawaban.SUDAH),
            "jawaban_perbaikan",
        ),
    ]
    (hasil,) = merge_bundles(kabupaten, [penyusup.seal(*revisi)])
    assert (hasil.baru, hasil.karantina) == (0, 6)
    alasan = {satu.rev_id: satu.reason for satu in kabupaten.store.quarantined()}
    assert [alasan[satu.rev_id] for satu in revisi] == [
        *["hanya_kabupaten_menulis"] * 3,
        "di_luar_wewenang",
        "penulis_palsu",
        "permintaan_kantor_lain",
    ]
    assert len(list_permintaan(kabupaten)) == 1


def test_that_two_computers_answer_the_same_request_in_one_document(dunia: Dunia) -> None:
    kabupaten, satu, dua = dunia("kabupaten"), dunia("a1"), dunia("a2")
    _, minta = asked(dunia, kabupaten, satu)
    take(kabupaten, dua, dunia.stick)
    answer_permintaan(satu, minta, IsiJawaban.TIDAK, "Sudah sesuai SK")
    answer_permintaan(dua, minta, IsiJawaban.TIDAK, "Sudah sesuai SK")
    for unit in (satu, dua):
        send(unit, kabupaten, dunia.stick)
    (baris,) = list_permintaan(kabupaten)
    assert baris.keadaan is KeadaanPermintaan.TIDAK
    dokumen = kabupaten.store.document(answer_id("99.01.01", minta))
    assert dokumen is not None
    assert (len(dokumen.heads), dokumen.conflicts) == (2, ())


def test_that_a_long_text_of_the_kabupaten_comes_in_and_harms_nothing(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    orang = person(unit, NIP, "Budi Contoh")
    send(unit, kabupaten, dunia.stick)
    isi = PermintaanPerbaikan(
        dokumen_id=orang, dokumen_jenis="pegawai", pegawai_id=orang, judul="\u202e" * 40_000, catatan="\n" * 60_000
    )
    doc_id = natural_id("permintaan_perbaikan", "99.01.01", "panjang")
    with kabupaten.write("uji") as tx:
        tx.save("permintaan_perbaikan", doc_id, msgspec.json.encode(isi), scope="99.01.01", schema=1)
    take(kabupaten, unit, dunia.stick)
    (baris,) = list_permintaan(unit)
    assert len(baris.isi.judul) == 40_000
    assert get_pegawai(unit, orang).nama == "Budi Contoh"


def test_that_a_draft_is_asked_for_correction_without_being_given_back(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    skp = draft_skp(unit, add_people(unit)[2])
    send(unit, kabupaten, dunia.stick)
    ask_perbaikan(kabupaten, skp, "", [("hasil/#h1/teks", "salah ketik")])
    (baris,) = requests_about(kabupaten, skp)
    assert (baris.isi.kembalikan, baris.isi.kolom[0].nama) == (False, "Rencana hasil kerja utama 1")


def test_that_only_his_assessor_and_the_office_answer_about_a_person(dunia: Dunia) -> None:
    berperan = filled(dunia)
    unit = berperan.kantor
    minta = natural_id("permintaan_perbaikan", unit.profil.kode, "peran")
    isi = PermintaanPerbaikan(
        dokumen_id=berperan.staf.penilaian,
        dokumen_jenis="penilaian",
        pegawai_id=berperan.staf.id,
        unit_kode=unit.profil.kode,
        catatan="Realisasi tidak sesuai bukti",
    )
    with unit.write("uji") as tx:
        tx.save("permintaan_perbaikan", minta, msgspec.json.encode(isi), scope=unit.profil.kode, schema=1)
    boleh = {
        (P.PENILAI, "saya"): (True, True),
        (P.PENILAI, "asing"): (False, False),
        (P.PEGAWAI, "staf"): (True, False),
        (P.PEGAWAI, "asing"): (False, False),
        (P.OPERATOR, "asing"): (True, True),
        (P.ADMIN, "asing"): (True, True),
    }
    for (peran, nama), (lihat, jawab) in boleh.items():
        with berperan.sebagai(peran, pegawai_id=getattr(berperan, nama).id) as kantor:
            baris = requests_about(kantor, berperan.staf.penilaian)
            assert [satu.boleh_jawab for satu in baris] == ([jawab] if lihat else []), (peran, nama)
            if jawab:
                answer_permintaan(kantor, minta, IsiJawaban.TIDAK, f"Sudah sesuai, {nama}")
            else:
                assert (
                    code(lambda k=kantor: answer_permintaan(k, minta, IsiJawaban.TIDAK, "x"))  # type: ignore[misc]
                    == "wewenang_kurang"
                )
