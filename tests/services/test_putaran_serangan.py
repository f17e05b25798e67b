"""Attacks of who manages a round: outsiders he invents, results of colleagues he answered about, others' names."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.codec import encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import KelompokPenjawab as K
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.putaran import HasilPutaran
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.cadangan import make_cadangan
from desktop_app.services.data_pribadi import export_orang
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.kunci_putaran import FOLDER
from desktop_app.services.lihat import show_dokumen
from desktop_app.services.pengaduan_tawaran import offer_for_penilaian
from desktop_app.services.pulih import prepare_restore
from desktop_app.services.putaran import (
    asked,
    create_putaran,
    get_putaran,
    list_putaran,
    open_putaran,
    save_putaran,
)
from desktop_app.services.putaran_cetak import find_hasil_putaran, print_hasil_putaran
from desktop_app.services.putaran_hasil import get_hasil_putaran, list_hasil_putaran
from desktop_app.services.putaran_jawab import answer_with_code, issue_codes, list_lembar_putaran, open_with_code
from desktop_app.services.putaran_kata import check_anonymity
from desktop_app.services.putaran_tutup import close_putaran
from tests.services.dunia_kantor import determined_skp, draft_penilaian
from tests.services.dunia_putaran import SELESAI, KantorDelapan, fill_delapan


@pytest.fixture
def delapan(kantor_unit: Kantor) -> KantorDelapan:
    return fill_delapan(kantor_unit)


def hasil_of(delapan: KantorDelapan, nama: str) -> HasilPutaran:
    (satu,) = delapan.kantor.store.find("hasil_putaran", where={"pegawai_id": delapan.orang[nama]})
    return msgspec.json.decode(satu.body, type=HasilPutaran)


def test_that_invented_outsiders_bring_no_employee_over_the_threshold(delapan: KantorDelapan) -> None:
    tentang, korban = delapan.orang["staf_c"], delapan.orang["staf_a"]
    with delapan.operator() as kantor:
        doc_id, _ = create_putaran(kantor, "Tamu", selesai=SELESAI)
        isi = get_putaran(kantor, doc_id).isi
        tamu = tuple(asked(tentang, "", K.LAIN, f"Tamu {n}") for n in ("satu", "dua", "tiga"))
        menyamar = msgspec.structs.replace(isi, penjawab=(asked(tentang, korban, K.LAIN, "Tamu empat"), *tamu))
        with pytest.raises(UserError, match="putaran_kelompok_salah"):
            save_putaran(kantor, doc_id, menyamar)
        save_putaran(kantor, doc_id, msgspec.structs.replace(isi, penjawab=(asked(tentang, korban, K.REKAN), *tamu)))
        rekan, lain = check_anonymity(kantor, doc_id)
        assert (rekan.tampil, lain.tampil) == (False, True)
        assert "tidak akan ditampilkan" in rekan.kalimat[1]
        assert "digabung" not in lain.kalimat[1]
        open_putaran(kantor, doc_id)
    with delapan.sebagai("staf_a") as kantor:
        (lembar,) = list_lembar_putaran(kantor)[0].lembar
        assert (lembar.tanpa_nama, lembar.tampil) == (True, False), "and he is told so before he answers"
    delapan.answer(doc_id, "staf_a", {"staf_c": (2, "kata saya sendiri")})
    with delapan.operator() as kantor:
        for slip in issue_codes(kantor, doc_id):
            for satu in open_with_code(kantor, slip.kode).lembar:
                if slip.untuk.startswith("Tamu"):
                    answer_with_code(kantor, slip.kode, satu.id, {q.id: 3 for q in satu.pertanyaan})
        close_putaran(kantor, doc_id)
    hasil = hasil_of(delapan, "staf_c")
    assert [k.gabungan for k in hasil.kelompok] == [(K.LAIN,)]
    assert (hasil.ditahan, "kata saya" in repr(hasil)) == (1, False)


def test_that_who_was_asked_as_a_colleague_is_not_shown_the_result_whatever_his_roles_are(
    delapan: KantorDelapan, tmp_path: Path
) -> None:
    doc_id = delapan.begin()
    penilaian = draft_penilaian(delapan.kantor, determined_skp(delapan.kantor, delapan.orang["kasi_a"]), "2026-TW3")
    for nama, angka in (("sekcam", 4), ("kasi_b", 1), ("kasi_c", 4)):
        delapan.answer(doc_id, nama, {"kasi_a": (angka, "")})
    with delapan.operator() as kantor:
        close_putaran(kantor, doc_id)
    (hasil,) = delapan.kantor.store.find("hasil_putaran", where={"pegawai_id": delapan.orang["kasi_a"]})
    semua_peran = (P.PEGAWAI, P.PENILAI, P.OPERATOR, P.ADMIN, P.VERIFIKATOR)
    with delapan.sebagai("kasi_b", *semua_peran) as kantor:
        assert hasil.doc_id not in {satu.id for satu in list_hasil_putaran(kantor)}
        assert find_hasil_putaran(kantor, delapan.orang["kasi_a"]) == ()
        for call in (get_hasil_putaran, print_hasil_putaran, show_dokumen):
            with pytest.raises(UserError, match="wewenang_kurang"):
                call(kantor, hasil.doc_id)
        assert "harmonis" not in offer_for_penilaian(kantor, penilaian)
        folder = export_orang(kantor, delapan.orang["kasi_a"], tmp_path).folder
        assert not list(folder.glob("dokumen/hasil_putaran*"))
        assert (folder / "hasil-putaran-tidak-disertakan.txt").is_file()
    for nama, peran in (("kasi_a", semua_peran), ("camat", (P.PENILAI,)), ("staf_c", (P.OPERATOR,))):
        with delapan.sebagai(nama, *peran) as kantor:
            assert get_hasil_putaran(kantor, hasil.doc_id).isi.pegawai_id == delapan.orang["kasi_a"], nama
            assert "harmonis" in offer_for_penilaian(kantor, penilaian), nama


def test_that_no_code_is_made_for_who_could_log_in_when_the_round_opened(delapan: KantorDelapan) -> None:
    """Neither where his account is switched off, nor where it is taken from him; who had none is named beforehand."""
    kantor, kode, orang = delapan.kantor, delapan.kantor.profil.kode, delapan.orang
    akun = {n: Pengguna(nama=n, pegawai_id=orang[n], unit_kode=kode) for n in orang if n not in ("staf_b", "staf_c")}

    def put(nama: str, isi: Pengguna) -> None:
        with kantor.write("akun") as tx:
            tx.save("pengguna", orang[nama][::-1], encode(isi), scope=kode, schema=1)

    for nama, isi in akun.items():
        put(nama, isi)
    with delapan.operator():
        draf, _ = create_putaran(kantor, "Semester I", selesai=SELESAI)
        assert get_putaran(kantor, draf).berkode == ("Staf B Contoh", "Staf C Contoh")
    doc_id = delapan.begin()
    put("kasi_b", msgspec.structs.replace(akun["kasi_b"], aktif=False))
    put("kasi_c", msgspec.structs.replace(akun["kasi_c"], pegawai_id=""))
    put("staf_b", Pengguna(nama="staf_b", pegawai_id=orang["staf_b"], unit_kode=kode))
    with delapan.operator():
        assert [s.untuk for s in issue_codes(kantor, doc_id)] == ["Staf B Contoh", "Staf C Contoh"]
        assert get_putaran(kantor, doc_id).berkode == ("Staf B Contoh", "Staf C Contoh")
    for nama, berkode in (("staf_b", True), ("kasi_b", False)):
        with delapan.sebagai(nama):
            (putaran,) = list_lembar_putaran(kantor)
            assert putaran.berkode is berkode, "and whoever has a code beside his account is told so"


def test_that_a_restore_leaves_no_key_to_the_answers_beside_the_former_files(delapan: KantorDelapan) -> None:
    doc_id = delapan.begin()
    kantor, home = delapan.kantor, delapan.kantor.home
    delapan.answer(doc_id, "staf_a", {"staf_b": (1, "kenari")})
    with delapan.operator():
        make_cadangan(kantor)
    delapan.answer(doc_id, "staf_c", {})
    (berkas,) = (home / FOLDER).iterdir()
    data = berkas.read_bytes()
    with delapan.operator():
        prepare_restore(kantor, sorted((home / "cadangan").iterdir())[-1])
    assert berkas.read_bytes() == data, "until it happens nothing is lost"
    kantor.close()
    delapan.kantor = kantor = open_kantor(home, jam=kantor.jam, who="Petugas Uji")
    try:
        assert (home / "sebelum-pulih-1" / "luring.db").is_file()
        assert not (home / FOLDER).exists()
        with delapan.operator():
            assert list_putaran(kantor)[0].hilang, "and it is told"
    finally:
        kantor.close()
