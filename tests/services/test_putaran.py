"""A round of feedback from all sides: preparing, opening, answering, progress, closing, and what is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.hitung_putaran import ANONIM
from desktop_app.domain.istilah_pengembangan import KelompokPenjawab as K
from desktop_app.domain.istilah_pengembangan import StatusPutaran
from desktop_app.domain.putaran import Pertanyaan, PutaranUmpanBalik, TemplatPertanyaan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.pengaduan_tawaran import offer_for_penilaian
from desktop_app.services.putaran import (
    BAWAAN,
    asked,
    create_putaran,
    drop_putaran,
    get_putaran,
    list_putaran,
    open_putaran,
    propose_penjawab,
    restart_putaran,
    save_putaran,
)
from desktop_app.services.putaran_hasil import get_hasil_putaran, list_hasil_putaran
from desktop_app.services.putaran_jawab import (
    answer_putaran,
    answer_with_code,
    issue_codes,
    list_lembar_putaran,
    open_with_code,
    read_progress,
)
from desktop_app.services.putaran_kata import check_anonymity
from desktop_app.services.putaran_tugas import waiting_putaran
from desktop_app.services.putaran_tutup import close_putaran, give_up_putaran
from desktop_app.services.templat_pertanyaan import drop_pertanyaan, list_pertanyaan, save_pertanyaan
from desktop_app.services.tugas import list_tugas
from tests.services.dunia_kantor import Dunia, determined_skp, draft_penilaian
from tests.services.dunia_kinerja import hand
from tests.services.dunia_putaran import PENILAI, SELESAI, KantorDelapan, fill_delapan


@pytest.fixture
def delapan(kantor_unit: Kantor) -> KantorDelapan:
    return fill_delapan(kantor_unit)


def code_of(call: Callable[[], object]) -> str:
    try:
        call()
    except UserError as error:
        return error.code
    return ""


def test_that_who_is_asked_follows_from_the_structure_of_the_office(delapan: KantorDelapan) -> None:
    with delapan.operator() as kantor:
        doc_id, _ = create_putaran(kantor, "Semester I", selesai=SELESAI)
        isi = get_putaran(kantor, doc_id).isi
    nama = {i: n for n, i in delapan.orang.items()}
    ditanya: dict[str, dict[K, set[str]]] = {}
    for satu in isi.penjawab:
        ditanya.setdefault(nama[satu.tentang_id], {}).setdefault(satu.kelompok, set()).add(nama[satu.penjawab_id])
    assert ditanya["camat"] == {K.DIRI: {"camat"}, K.BAWAHAN: {"sekcam", "kasi_a", "kasi_b", "kasi_c"}}
    assert ditanya["kasi_a"] == {
        K.DIRI: {"kasi_a"},
        K.ATASAN: {"camat"},
        K.REKAN: {"sekcam", "kasi_b", "kasi_c"},
        K.BAWAHAN: {"staf_a", "staf_b"},
    }
    assert ditanya["staf_a"] == {K.DIRI: {"staf_a"}, K.ATASAN: {"kasi_a"}, K.REKAN: {"staf_b"}}
    assert set(ditanya) == set(PENILAI)
    assert len(isi.pertanyaan) == 7


def test_that_before_opening_it_is_told_in_two_sentences_whether_a_group_hides_its_members(
    delapan: KantorDelapan,
) -> None:
    with delapan.operator() as kantor:
        doc_id, _ = create_putaran(kantor, "Semester I", selesai=SELESAI)
        semua = {(s.pegawai, s.kelompok): s for s in check_anonymity(kantor, doc_id)}
    sendiri = semua["Camat Contoh", K.BAWAHAN]
    assert (sendiri.tampil, sendiri.ditanya) == (True, 4)
    gabung = semua["Kasi A Contoh", K.BAWAHAN]
    assert gabung.tampil
    assert "digabung dengan Rekan kerja" in gabung.kalimat[1]
    tahan = semua["Staf A Contoh", K.REKAN]
    assert not tahan.tampil
    assert "tidak akan ditampilkan" in tahan.kalimat[1]
    assert all(len(s.kalimat) == 2 and all(k.endswith(".") for k in s.kalimat) for s in semua.values())


def test_that_an_open_round_stands_fast(delapan: KantorDelapan) -> None:
    doc_id = delapan.begin()
    with delapan.operator() as kantor:
        isi = get_putaran(kantor, doc_id).isi
        lain = msgspec.structs.replace(isi, penjawab=isi.penjawab[:3])
        assert code_of(lambda: save_putaran(kantor, doc_id, lain)) == "putaran_sudah_dibuka"
        assert code_of(lambda: write_naskah(kantor, doc_id, lain)) == "dokumen_terkunci"
        assert code_of(lambda: drop_putaran(kantor, doc_id)) == "putaran_sudah_dibuka"
        assert code_of(lambda: open_putaran(kantor, doc_id)) == "putaran_sudah_dibuka"
        assert code_of(lambda: restart_putaran(kantor, doc_id)) == "putaran_jawaban_ada"
        assert code_of(lambda: give_up_putaran(kantor, doc_id)) == "putaran_jawaban_ada"
        assert get_putaran(kantor, doc_id).isi == isi


def test_that_a_draft_cannot_be_typed_open_nor_onto_another_computer(delapan: KantorDelapan) -> None:
    with delapan.operator() as kantor:
        doc_id, _ = create_putaran(kantor, "Semester I", selesai=SELESAI)
        isi = open_naskah(kantor, doc_id).isi
        assert isinstance(isi, PutaranUmpanBalik)
        buka = msgspec.structs.replace(isi, status=StatusPutaran.DIBUKA)
        assert code_of(lambda: write_naskah(kantor, doc_id, buka)) == "dokumen_terkunci"
        pindah = msgspec.structs.replace(isi, perangkat="ab" * 16)
        assert code_of(lambda: write_naskah(kantor, doc_id, pindah)) == "bukan_isian_anda"


def test_that_what_no_round_may_say_is_refused(delapan: KantorDelapan) -> None:
    with delapan.operator() as kantor:
        doc_id, _ = create_putaran(kantor, "Semester I")
        isi, a, b = get_putaran(kantor, doc_id).isi, delapan.orang["staf_a"], delapan.orang["staf_b"]
        for kode, ubah in {
            "putaran_tanpa_nama": {"nama": "  "},
            "putaran_ambang_salah": {"ambang": 2},
            "putaran_tanggal_terbalik": {"mulai": SELESAI, "selesai": SELESAI.replace(day=1)},
            "putaran_ganda": {"penjawab": (asked(a, b, K.REKAN), asked(a, b, K.BAWAHAN))},
            "putaran_kelompok_salah": {"penjawab": (asked(a, a, K.REKAN),)},
            "putaran_tanpa_sebutan": {"penjawab": (asked(a, "", K.LAIN, " "),)},
            "putaran_pertanyaan_kosong": {"pertanyaan": (Pertanyaan(id="x", teks=" "),)},
        }.items():
            salah = msgspec.structs.replace(isi, **ubah)  # type: ignore[arg-type]
            assert code_of(lambda s=salah: save_putaran(kantor, doc_id, s)) == kode  # type: ignore[misc]
        assert code_of(lambda: open_putaran(kantor, doc_id)) == "putaran_tanpa_batas"


def test_a_whole_round(delapan: KantorDelapan) -> None:
    doc_id = delapan.begin()
    for nama in ("sekcam", "kasi_a", "kasi_b", "kasi_c"):
        delapan.answer(doc_id, nama, {"camat": (2 if nama == "sekcam" else 4, f"dari {nama} untuk pimpinan")})
    delapan.answer(doc_id, "camat", {"camat": (4, "saya merasa cukup")})
    delapan.answer(doc_id, "staf_b", {"staf_a": (1, "kata yang ditahan")})
    with delapan.operator() as kantor:
        maju = read_progress(kantor, doc_id)
        assert {n: (d, m) for n, d, m in maju.per_orang}["Camat Contoh"] == (5, 5)
        assert dict(maju.belum).keys() == {"Staf A Contoh", "Staf C Contoh"}
        tutup = close_putaran(kantor, doc_id)
    assert (tutup.hasil, tutup.ditahan) == (8, 1)
    with delapan.sebagai("camat") as kantor:
        milik = list_hasil_putaran(kantor, delapan.orang["camat"])
        hasil = get_hasil_putaran(kantor, milik[0].id)
    kelompok = {k.gabungan: k for k in hasil.isi.kelompok}
    assert set(kelompok) == {(K.DIRI,), (K.BAWAHAN,)}
    assert {n.total for n in kelompok[K.BAWAHAN,].nilai} == {12}
    assert len(kelompok[K.BAWAHAN,].teks) == 4
    assert (str(hasil.baris[0].diri), hasil.baris[0].atasan, str(hasil.baris[0].lain)) == ("4.00", None, "3.00")
    with delapan.sebagai("staf_a") as kantor:
        (milik_a,) = list_hasil_putaran(kantor)
        isi = get_hasil_putaran(kantor, milik_a.id).isi
        assert isi.ditahan == 1
        assert "ditahan" not in "".join(t for k in isi.kelompok for t in k.teks)
        assert not [k for k in isi.kelompok if set(k.gabungan) & set(ANONIM)]
    with delapan.operator() as kantor:
        assert [s.status for s in list_putaran(kantor)] == [StatusPutaran.DITUTUP]
        for call in (close_putaran, open_putaran, restart_putaran, give_up_putaran, issue_codes, read_progress):
            assert code_of(lambda c=call: c(kantor, doc_id)) in ("putaran_tidak_dibuka", "putaran_sudah_dibuka")  # type: ignore[misc]


def test_that_an_answer_is_given_once_whole_and_by_who_is_asked(delapan: KantorDelapan) -> None:
    doc_id = delapan.begin()
    with delapan.sebagai("staf_a") as kantor:
        lembar = {s.tentang: s for s in list_lembar_putaran(kantor)[0].lembar}
        rekan = lembar["Staf B Contoh"]
        assert rekan.tanpa_nama
        assert not lembar["Staf A Contoh"].tanpa_nama
        for kode, nilai, teks in (
            ("putaran_jawaban_kosong", {}, " \n "),
            ("putaran_nilai_salah", {"p1": 5}, ""),
            ("putaran_nilai_salah", {"asing": 1}, ""),
            ("putaran_teks_panjang", {}, "x" * 1001),
        ):
            assert code_of(lambda n=nilai, t=teks: answer_putaran(kantor, doc_id, rekan.id, n, t)) == kode  # type: ignore[misc]
        answer_putaran(kantor, doc_id, rekan.id, {}, "  cukup\n\tsatu kali ")
        assert code_of(lambda: answer_putaran(kantor, doc_id, rekan.id, {"p1": 1})) == "putaran_sudah_dijawab"
    with delapan.sebagai("kasi_b") as kantor:
        assert code_of(lambda: answer_putaran(kantor, doc_id, rekan.id, {"p1": 1})) == "wewenang_kurang"


def test_that_outsiders_answer_with_a_code_that_serves_once(delapan: KantorDelapan) -> None:
    with delapan.operator() as kantor:
        doc_id, _ = create_putaran(kantor, "Semester I", selesai=SELESAI)
        camat = delapan.orang["camat"]
        luar = tuple(asked(camat, "", K.LAIN, sebutan) for sebutan in ("Ketua RW 03", "Kepala Puskesmas"))
        isi = get_putaran(kantor, doc_id).isi
        save_putaran(kantor, doc_id, msgspec.structs.replace(isi, penjawab=(*isi.penjawab, *luar)))
        open_putaran(kantor, doc_id)
        lama = {s.untuk: s.kode for s in issue_codes(kantor, doc_id)}
        slip = {s.untuk: s for s in issue_codes(kantor, doc_id)}
        assert slip["Ketua RW 03"].tentang == ("Camat Contoh",)
        assert len(slip) == 10, "nobody of this office has an account, so everybody gets a slip"
        assert code_of(lambda: open_with_code(kantor, lama["Ketua RW 03"])) == "putaran_kode_salah"
        kode = slip["Ketua RW 03"].kode.lower().replace("-", " ")
        (lembar,) = open_with_code(kantor, kode).lembar
        assert lembar.tanpa_nama
        answer_with_code(kantor, kode, lembar.id, {"p1": 4}, "pelayanan cepat")
        assert code_of(lambda: open_with_code(kantor, kode)) == "putaran_kode_salah"
        assert "Ketua RW 03" not in dict(read_progress(kantor, doc_id).belum)


@pytest.mark.parametrize("peran", (P.PEGAWAI, P.PENILAI), ids=str)
def test_that_who_does_not_manage_rounds_sees_no_round_and_of_results_only_what_is_his(
    delapan: KantorDelapan, peran: P
) -> None:
    doc_id = delapan.begin()
    delapan.answer(doc_id, "kasi_a", {})
    delapan.answer(doc_id, "staf_c", {})
    with delapan.sebagai("kasi_a", peran) as kantor:
        for call in (get_putaran, open_putaran, read_progress, issue_codes, close_putaran, restart_putaran):
            assert code_of(lambda c=call: c(kantor, doc_id)) == "wewenang_kurang"  # type: ignore[misc]
        assert code_of(lambda: create_putaran(kantor, "Lain")) == "wewenang_kurang"
        assert code_of(lambda: open_naskah(kantor, doc_id)) == "wewenang_kurang"
    with delapan.operator() as kantor:
        close_putaran(kantor, doc_id)
    semua = {str(s.columns["pegawai_id"]): s.doc_id for s in delapan.kantor.store.find("hasil_putaran")}
    boleh = {"kasi_a"} if peran is P.PEGAWAI else {"kasi_a", "staf_a", "staf_b"}
    with delapan.sebagai("kasi_a", peran) as kantor:
        for nama, orang in delapan.orang.items():
            if orang in semua:
                lihat = code_of(lambda o=orang: get_hasil_putaran(kantor, semua[o])) == ""  # type: ignore[misc]
                assert lihat is (nama in boleh), nama
        assert {s.pegawai_id for s in list_hasil_putaran(kantor)} <= {delapan.orang[n] for n in boleh}


def test_that_a_restored_store_tells_that_the_answers_are_gone(delapan: KantorDelapan) -> None:
    doc_id = delapan.begin()
    delapan.answer(doc_id, "staf_a", {})
    for path in (delapan.kantor.home / "putaran-terbuka").iterdir():
        path.unlink()
    with delapan.sebagai("staf_b") as kantor:
        (minta,) = list_lembar_putaran(kantor)
        assert (minta.di_sini, minta.hilang) == (True, True)
        satu = minta.lembar[0].id
        assert code_of(lambda: answer_putaran(kantor, doc_id, satu, {"p1": 1})) == "putaran_jawaban_hilang"
    with delapan.operator() as kantor:
        assert list_putaran(kantor)[0].hilang
        assert code_of(lambda: close_putaran(kantor, doc_id)) == "putaran_jawaban_hilang"
        restart_putaran(kantor, doc_id)
        assert read_progress(kantor, doc_id).menjawab == 0
    delapan.answer(doc_id, "staf_a", {})
    for path in (delapan.kantor.home / "putaran-terbuka").iterdir():
        path.unlink()
    with delapan.operator() as kantor:
        give_up_putaran(kantor, doc_id)
        assert list_putaran(kantor)[0].status is StatusPutaran.DITUTUP
        assert kantor.store.count("hasil_putaran") == 0


def test_that_an_open_round_goes_on_after_the_office_was_closed(delapan: KantorDelapan) -> None:
    doc_id = delapan.begin()
    delapan.answer(doc_id, "staf_a", {})
    home, jam = delapan.kantor.home, delapan.kantor.jam
    delapan.kantor.close()
    delapan.kantor = open_kantor(home, jam=jam, who="Petugas Uji")
    try:
        with delapan.operator() as kantor:
            assert read_progress(kantor, doc_id).menjawab == 3
    finally:
        delapan.kantor.close()


def test_that_an_evaluation_is_offered_what_a_round_of_its_period_says(delapan: KantorDelapan) -> None:
    kantor = delapan.kantor
    penilaian = draft_penilaian(kantor, determined_skp(kantor, delapan.orang["kasi_a"]), "2026-TW3")
    lain = draft_penilaian(kantor, determined_skp(kantor, delapan.orang["kasi_b"]), "2026-TW2")
    doc_id = delapan.begin()
    for nama in ("camat", "sekcam", "kasi_b", "kasi_c"):
        delapan.answer(doc_id, nama, {"kasi_a": (3, f"tulisan {nama}")})
    with delapan.operator():
        close_putaran(kantor, doc_id)
    tawaran = offer_for_penilaian(kantor, penilaian)
    (satu,) = tawaran["harmonis"]
    assert satu.sumber == "Putaran umpan balik Semester I"
    assert satu.teks == (
        "Atasan 3,00 (1 jawaban); Rekan kerja ≥ 2,67 (3 jawaban). Skala 1–4; informasi, bukan unsur predikat."
    )
    (umum,) = tawaran["umum"]
    assert sorted(umum.teks.split(" / ")) == ["tulisan kasi_b", "tulisan kasi_c", "tulisan sekcam"]
    assert "harmonis" not in offer_for_penilaian(kantor, lain), "of another period"


def test_that_the_first_page_asks_for_answers_and_for_closing(delapan: KantorDelapan) -> None:
    kantor = delapan.kantor
    doc_id = delapan.begin()
    with delapan.sebagai("staf_c"):
        (satu,) = waiting_putaran(kantor, SELESAI)
        assert (satu.kode, satu.jumlah, satu.doc_id) == ("putaran-diminta", 2, "")
        assert [t.halaman for t in list_tugas(kantor) if t.kode == "putaran-diminta"] == ["putaran"]
    delapan.answer(doc_id, "staf_c", {})
    with delapan.sebagai("staf_c"):
        assert list(waiting_putaran(kantor, SELESAI)) == []
    with delapan.operator():
        assert list(waiting_putaran(kantor, SELESAI)) == []
        assert [s.kode for s in waiting_putaran(kantor, SELESAI + timedelta(days=1))] == ["putaran-lewat"]
        assert list(waiting_putaran(kantor, None)) == [], "nothing is over by a clock that is not believed"


def test_that_an_open_round_stands_as_it_was_opened_whatever_another_computer_sends(dunia: Dunia) -> None:
    satu, dua = dunia("a1"), dunia("a2")
    delapan = fill_delapan(satu)
    with delapan.operator():
        doc_id, _ = create_putaran(satu, "Semester I", selesai=SELESAI)
    hand(satu, dua)
    with delapan.operator():
        open_putaran(satu, doc_id)
    delapan.answer(doc_id, "staf_a", {})
    lain = KantorDelapan(dua, delapan.orang)
    with lain.operator():
        isi = get_putaran(dua, doc_id).isi
        save_putaran(dua, doc_id, msgspec.structs.replace(isi, penjawab=isi.penjawab[:5], ambang=9))
    hand(dua, satu)
    with delapan.operator():
        assert read_progress(satu, doc_id).ditanya == len(isi.penjawab) > 5
    hand(satu, dua)
    with lain.operator():
        assert code_of(lambda: read_progress(dua, doc_id)) == "putaran_di_komputer_lain"
        assert not list_putaran(dua)[0].di_sini
        assert code_of(lambda: close_putaran(dua, doc_id)) in ("putaran_di_komputer_lain", "dokumen_berkonflik")


def test_that_the_pool_has_room_for_every_answer_at_its_longest(delapan: KantorDelapan) -> None:
    doc_id = delapan.begin()
    for nama in PENILAI:
        delapan.answer(doc_id, nama, dict.fromkeys(PENILAI, (4, "🙂" * 1000)))
        if nama == "camat":
            with delapan.operator() as kantor:
                assert len(issue_codes(kantor, doc_id)) == 7
    with delapan.operator() as kantor:
        assert close_putaran(kantor, doc_id).jawaban == 36


def test_sets_of_questions(delapan: KantorDelapan) -> None:
    with delapan.operator() as kantor:
        isi = TemplatPertanyaan(nama=" Loket ", pertanyaan=(Pertanyaan(id="a", teks="Ramah di loket."),))
        doc_id, _ = save_pertanyaan(kantor, isi)
        assert [(s.id, s.milik_sendiri) for s in list_pertanyaan(kantor)] == [(BAWAAN, False), (doc_id, True)]
        assert code_of(lambda: save_pertanyaan(kantor, isi, BAWAAN)) == "templat_pertanyaan_bawaan"
        save_pertanyaan(kantor, msgspec.structs.replace(isi, nama="Loket depan"), doc_id)
        putaran, _ = create_putaran(kantor, "Dari templat", sumber=doc_id)
        lagi, _ = create_putaran(kantor, "Dari putaran", sumber=putaran)
        assert get_putaran(kantor, lagi).isi.pertanyaan == isi.pertanyaan
        drop_pertanyaan(kantor, doc_id)
        assert [s.id for s in list_pertanyaan(kantor)] == [BAWAAN]
        assert code_of(lambda: create_putaran(kantor, "Lagi", sumber=doc_id)) == "putaran_sumber_tidak_ada"


def test_that_an_admin_ends_a_round_whose_computer_is_gone_and_answers_there_die(dunia: Dunia) -> None:
    satu, dua = dunia("a1"), dunia("a2")
    delapan = fill_delapan(satu)
    doc_id = delapan.begin()
    delapan.answer(doc_id, "staf_a", {})
    hand(satu, dua)
    lain = KantorDelapan(dua, delapan.orang)
    with lain.sebagai("kasi_a", P.OPERATOR):
        assert code_of(lambda: give_up_putaran(dua, doc_id, komputer_lain=True)) == "wewenang_kurang"
    with lain.operator():
        assert code_of(lambda: give_up_putaran(dua, doc_id)) == "putaran_di_komputer_lain"
        give_up_putaran(dua, doc_id, komputer_lain=True)
        ditutup = get_putaran(dua, doc_id)
        assert (ditutup.isi.status, ditutup.tanpa_hasil) == (StatusPutaran.DITUTUP, True)
    with delapan.operator():
        assert code_of(lambda: give_up_putaran(satu, doc_id, komputer_lain=True)) == "putaran_jawaban_ada"
    hand(dua, satu)
    with delapan.operator():
        assert list_putaran(satu)[0].status is StatusPutaran.DITUTUP
        assert satu.store.get("putaran", doc_id) is None
        assert not (satu.home / "putaran-terbuka").exists()


def test_that_colleagues_are_added_where_too_few_would_hide_one_another(delapan: KantorDelapan) -> None:
    with delapan.operator() as kantor:
        for lengkapi in (False, True):
            semua = propose_penjawab(kantor, lengkapi=lengkapi)
            hitung = {
                nama: sum(s.tentang_id == i and s.kelompok in (K.REKAN, K.BAWAHAN) for s in semua)
                for nama, i in delapan.orang.items()
            }
            assert (min(hitung.values()) >= 3) is lengkapi, hitung
            staf = [s.penjawab_id for s in semua if s.tentang_id == delapan.orang["staf_c"]]
            assert len(staf) == len(set(staf))
