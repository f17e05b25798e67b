"""Feedback as people live with it: asked for, given, corrected by its giver alone, taken back, and told to others."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.istilah_kinerja import BentukUmpanBalik as Bentuk
from desktop_app.domain.istilah_kinerja import PemberiUmpanBalik as Pemberi
from desktop_app.domain.istilah_kinerja import ResponUmpanBalik as Respon
from desktop_app.domain.istilah_kinerja import StatusUmpanBalik, TindakLanjut
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.bukti import add_bukti, read_bukti
from desktop_app.services.umpan_balik import (
    answer_umpan_balik,
    ask_umpan_balik,
    cancel_permintaan,
    correct_umpan_balik,
    decline_umpan_balik,
    give_umpan_balik,
    list_peran_memberi,
    list_rekan,
    withdraw_umpan_balik,
)
from desktop_app.services.umpan_balik_baca import (
    UMUM,
    copy_for_penilaian,
    get_diberikan,
    list_diberikan,
    list_diminta,
    list_for_penilaian,
    list_permintaan,
    list_tentang,
    summarize_umpan_balik,
)
from desktop_app.services.umpan_balik_isian import prepare_umpan_balik
from tests.services.dunia_kantor import Dunia
from tests.services.kantor_berperan import NAMA, Berperan, filled
from tests.services.refusal import code_of

MARET = date(2026, 3, 10)


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    return filled(dunia)


def said(pegawai_id: str, **fields: Any) -> UmpanBalikBerkelanjutan:
    """Return a feedback of a peer on a value."""
    baku: dict[str, Any] = {
        "peran": Pemberi.REKAN_SETINGKAT,
        "tanggal": MARET,
        "nilai": NilaiDasar.HARMONIS,
        "teks": "mau menolong",
        "respon": Respon.POSITIF,
    }
    return UmpanBalikBerkelanjutan(pegawai_id=pegawai_id, **{**baku, **fields})


def give(berperan: Berperan, dari: str, isi: UmpanBalikBerkelanjutan, *peran: P, **options: Any) -> str:
    """Let a person of the office give a feedback."""
    with berperan.sebagai(*(peran or (P.PEGAWAI,)), pegawai_id=dari) as kantor:
        return give_umpan_balik(kantor, isi, **options)[0]


def test_that_a_colleague_is_found_by_name_and_post_alone(berperan: Berperan) -> None:
    with berperan.sebagai(P.PEGAWAI) as kantor:
        rekan = list_rekan(kantor)
        assert {satu.nama for satu in rekan if "Orang" not in satu.nama} == {
            NAMA[k] for k in ("sekda", "staf", "asing")
        }
        assert "Jabatan Uji" in {satu.jabatan for satu in rekan}
        assert [satu.nama for satu in list_rekan(kantor, "Yohana")] == [NAMA["asing"]]
        assert set(msgspec.to_builtins(rekan[0])) == {"id", "nama", "jabatan"}


def test_that_the_role_follows_who_assesses_whom_and_tells_how_many_it_names(berperan: Berperan) -> None:
    saya, staf, asing = berperan.saya.id, berperan.staf.id, berperan.asing.id
    with berperan.sebagai(P.PEGAWAI) as kantor:
        assert [(s.peran, s.sebanyak) for s in list_peran_memberi(kantor, staf)] == [(Pemberi.PIMPINAN, 1)]
        assert [s.peran for s in list_peran_memberi(kantor, berperan.sekda)] == [Pemberi.PEGAWAI_DI_BAWAH]
        assert [s.sebanyak for s in list_peran_memberi(kantor, berperan.sekda)] == [2]
        # He leads somebody, so he may be the leader who is not the assessor (P6:89 point 4).
        assert Pemberi.PIMPINAN in {s.peran for s in list_peran_memberi(kantor, asing)}
    with berperan.sebagai(P.PEGAWAI, pegawai_id=asing) as kantor:
        assert [s.peran for s in list_peran_memberi(kantor, saya)] == [Pemberi.REKAN_SETINGKAT, Pemberi.PIHAK_LAIN]
        palsu = said(saya, peran=Pemberi.PIMPINAN)
        assert code_of(lambda: give_umpan_balik(kantor, palsu)) == "umpan_balik_peran_salah"


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        ({"teks": " ", "respon": None}, "umpan_balik_kosong"),
        ({"teks": "a" * 4001}, "umpan_balik_panjang"),
        ({"tanggal": None}, "umpan_balik_tanpa_tanggal"),
        ({"tanggal": date(2027, 1, 1)}, "umpan_balik_tanggal_nanti"),
        ({"hasil_id": "h1"}, "umpan_balik_satu_hal"),
        ({"peran": Pemberi.PIHAK_LAIN}, "umpan_balik_tanpa_sebutan"),
        ({"tindak_lanjut": (TindakLanjut.APRESIASI,)}, "umpan_balik_tindak_lanjut_pimpinan"),
        ({"pegawai_id": "00" * 16}, "umpan_balik_tanpa_pegawai"),
    ],
)
def test_that_a_feedback_says_what_it_must_and_no_more(berperan: Berperan, ubah: dict[str, Any], kode: str) -> None:
    isi = msgspec.structs.replace(said(berperan.saya.id), **ubah)
    assert code_of(lambda: give(berperan, berperan.asing.id, isi)) == kode
    assert berperan.kantor.store.find("umpan_balik") == []


def test_that_taking_over_a_result_needs_the_result_and_a_note(berperan: Berperan) -> None:
    staf = berperan.staf
    isi = said(staf.id, peran=Pemberi.PIMPINAN, tindak_lanjut=(TindakLanjut.AMBIL_ALIH,))
    assert code_of(lambda: give(berperan, berperan.saya.id, isi, P.PENILAI)) == "umpan_balik_ambil_alih_tanpa_hasil"
    isi = msgspec.structs.replace(isi, nilai=None, skp_id=staf.skp, hasil_id="h1")
    assert code_of(lambda: give(berperan, berperan.saya.id, isi, P.PENILAI)) == "umpan_balik_ambil_alih_tanpa_catatan"
    isi = msgspec.structs.replace(isi, catatan_tindak_lanjut="tidak dapat menyelesaikan laporan")
    give(berperan, berperan.saya.id, isi, P.PENILAI)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=staf.id) as kantor:
        (baris,) = list_tentang(kantor)
        assert (baris.kunci, baris.hal, baris.nama) == ("h1", "Laporan pelayanan tersusun", NAMA["saya"])
        assert baris.catatan_tindak_lanjut == "tidak dapat menyelesaikan laporan"


def test_that_a_peer_reaches_no_planned_result_unless_he_was_asked_about_it(berperan: Berperan) -> None:
    saya, asing = berperan.saya, berperan.asing
    isi = said(saya.id, nilai=None, skp_id=saya.skp, hasil_id="h1")
    assert code_of(lambda: give(berperan, asing.id, isi)) == "wewenang_kurang"
    with berperan.sebagai(P.PEGAWAI) as kantor:
        (minta,), _ = ask_umpan_balik(kantor, (asing.id,), "Bagaimana laporan saya?", hasil_id="h1")
        (menunggu,) = list_permintaan(kantor)
        assert (menunggu.pemberi, menunggu.status) == (NAMA["asing"], StatusUmpanBalik.DIMINTA)
        assert list_tentang(kantor) == ()
    with berperan.sebagai(P.PEGAWAI, pegawai_id=asing.id) as kantor:
        (baris,) = list_diminta(kantor)
        assert (baris.id, baris.hal, baris.permintaan) == (
            minta,
            "Laporan pelayanan tersusun",
            "Bagaimana laporan saya?",
        )
        answer_umpan_balik(kantor, minta, msgspec.structs.replace(isi, teks="rapi"))
        assert list_diminta(kantor) == ()
        assert code_of(lambda: decline_umpan_balik(kantor, minta)) == "umpan_balik_sudah_dijawab"
    with berperan.sebagai(P.PEGAWAI) as kantor:
        (baris,) = list_tentang(kantor)
        assert (baris.teks, baris.permintaan, baris.kunci) == ("rapi", "", "h1")
        assert baris.id != minta, "by its id nobody finds out who of those that were asked said it"
        assert list_permintaan(kantor) == ()


def test_that_a_request_can_be_declined_or_taken_back(berperan: Berperan) -> None:
    with berperan.sebagai(P.PEGAWAI) as kantor:
        ids, _ = ask_umpan_balik(kantor, (berperan.asing.id, berperan.sekda, berperan.asing.id), "apa saja")
        assert len(ids) == 2
        assert code_of(lambda: ask_umpan_balik(kantor, (berperan.saya.id,), "")) == "umpan_balik_diri_sendiri"
        assert code_of(lambda: ask_umpan_balik(kantor, (), "")) == "umpan_balik_tanpa_diminta"
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id) as kantor:
        assert code_of(lambda: cancel_permintaan(kantor, ids[0])) == "wewenang_kurang"
        decline_umpan_balik(kantor, ids[0])
        assert code_of(lambda: decline_umpan_balik(kantor, ids[1])) == "wewenang_kurang"
    with berperan.sebagai(P.PEGAWAI) as kantor:
        cancel_permintaan(kantor, ids[1])
        assert [satu.status for satu in list_permintaan(kantor)] == [StatusUmpanBalik.TIDAK_DIBERIKAN]
        assert code_of(lambda: cancel_permintaan(kantor, ids[0])) == "umpan_balik_sudah_dijawab"


def test_that_only_its_giver_corrects_a_feedback_and_the_trace_stays(berperan: Berperan) -> None:
    saya, asing, sekda = berperan.saya.id, berperan.asing.id, berperan.sekda
    doc_id = give(berperan, asing, said(saya))
    baru = said(saya, teks="kadang terburu-buru", respon=Respon.CAMPURAN, pemberi_id="ff" * 16)
    for peran, siapa in ((P.PEGAWAI, saya), (P.PENILAI, sekda), (P.OPERATOR, berperan.staf.id), (P.OPERATOR, saya)):
        with berperan.sebagai(peran, pegawai_id=siapa) as kantor:
            for call in (
                lambda k=kantor: correct_umpan_balik(k, doc_id, baru, "salah"),
                lambda k=kantor: withdraw_umpan_balik(k, doc_id, "salah"),
                lambda k=kantor: get_diberikan(k, doc_id),
            ):
                assert code_of(call) == "wewenang_kurang", (peran, siapa)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=asing) as kantor:
        assert code_of(lambda: correct_umpan_balik(kantor, doc_id, baru, " ")) == "alasan_wajib"
        correct_umpan_balik(kantor, doc_id, baru, "kata saya kurang tepat")
        assert get_diberikan(kantor, doc_id).pemberi_id == asing
        assert [satu.koreksi for satu in list_diberikan(kantor)] == [1]
        assert b"mau menolong" in kantor.store.history(doc_id)[0].body
    with berperan.sebagai(P.PEGAWAI) as kantor:
        assert [(satu.teks, satu.koreksi) for satu in list_tentang(kantor)] == [("kadang terburu-buru", 1)]
    with berperan.sebagai(P.PEGAWAI, pegawai_id=asing) as kantor:
        withdraw_umpan_balik(kantor, doc_id, "keliru orang")
    with berperan.sebagai(P.PEGAWAI) as kantor:
        assert list_tentang(kantor) == ()


def test_that_words_from_outside_are_recorded_by_the_assessor_not_by_the_person_himself(berperan: Berperan) -> None:
    staf = berperan.staf.id
    luar = said(staf, peran=Pemberi.PIHAK_LAIN, sebutan="Dosen pembimbing", nama="Dr. Contoh Kencana")
    with berperan.sebagai(P.PENILAI) as kantor:
        doc_id, _ = give_umpan_balik(kantor, luar)
        assert kantor.store.find("umpan_balik")[0].columns["pemberi_id"] == ""
        assert [s.id for s in list_diberikan(kantor)] == [doc_id]
        correct_umpan_balik(kantor, doc_id, msgspec.structs.replace(luar, teks="rajin"), "salah salin")
    with berperan.sebagai(P.PEGAWAI, pegawai_id=staf) as kantor:
        assert code_of(lambda: give_umpan_balik(kantor, luar)) == "umpan_balik_diri_sendiri"
        (baris,) = list_tentang(kantor)
        assert (baris.sumber, baris.nama, baris.teks) == ("Dosen pembimbing", "Dr. Contoh Kencana", "rajin")
        assert (baris.tanggal, baris.hanya_bulan) == (MARET, False)
    # Another colleague gives his own words alone: recorded for somebody outside they would be nobody's.
    dari_asing = give(berperan, berperan.asing.id, luar)
    assert berperan.kantor.store.document(dari_asing) is not None
    assert {s.columns["pemberi_id"] for s in berperan.kantor.store.find("umpan_balik")} == {"", berperan.asing.id}


def test_that_the_assessor_picks_from_the_period_by_what_it_is_on(berperan: Berperan) -> None:
    saya, asing = berperan.saya, berperan.asing.id
    lama = give(berperan, asing, said(saya.id, tanggal=date(2025, 12, 31)))
    nilai = give(berperan, asing, said(saya.id))
    umum = give(berperan, asing, said(saya.id, nilai=None, teks="", respon=Respon.POSITIF))
    hasil = said(saya.id, nilai=None, skp_id=saya.skp, hasil_id="h1", indikator_id="i1", peran=Pemberi.PIMPINAN)
    tepat = give(berperan, berperan.sekda, msgspec.structs.replace(hasil, bentuk=Bentuk.TERJADWAL), P.PENILAI)
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        pilihan = list_for_penilaian(kantor, saya.penilaian)
        assert {k: [s.id for s in v] for k, v in pilihan.items()} == {"harmonis": [nilai], UMUM: [umum], "i1": [tepat]}
        salinan = copy_for_penilaian(pilihan["harmonis"][0], "menolong")
        assert (salinan.sumber, salinan.nama, salinan.teks, salinan.asal) == (
            "Rekan kerja setingkat",
            "",
            "menolong",
            nilai,
        )
        assert copy_for_penilaian(pilihan[UMUM][0]).teks == "Respons positif"
        assert copy_for_penilaian(pilihan["i1"][0]).nama == NAMA["sekda"]
        ringkas = summarize_umpan_balik(kantor, saya.id, "2026-TW1")
        assert [(s.kunci, s.positif, s.jumlah) for s in ringkas] == [("i1", 1, 1), (UMUM, 1, 1), ("harmonis", 1, 1)]
        assert lama in {s.id for s in list_tentang(kantor, saya.id)}


def test_that_an_office_without_passwords_records_for_whom_it_names(berperan: Berperan) -> None:
    kantor = berperan.kantor
    doc_id, _ = give_umpan_balik(kantor, said(berperan.saya.id, pemberi_id=berperan.asing.id))
    assert [satu.id for satu in list_diberikan(kantor)] == [doc_id]
    (baris,) = list_tentang(kantor, berperan.saya.id)
    assert (baris.nama, baris.tanggal, baris.hanya_bulan) == ("", date(2026, 3, 1), True)


def test_that_the_form_offers_what_of_the_plan_its_giver_may_see(berperan: Berperan) -> None:
    saya, staf = berperan.saya, berperan.staf
    with berperan.sebagai(P.PENILAI) as kantor:
        bahan = prepare_umpan_balik(kantor, staf.id)
        assert [(s.hasil_id, s.indikator_id, s.kata) for s in bahan.sasaran] == [
            ("h1", "", "Laporan pelayanan tersusun"),
            ("h1", "i1", "Laporan pelayanan tersusun – Jumlah laporan"),
        ]
        assert (bahan.isi.peran, bahan.pilih_pemberi) == (Pemberi.PIMPINAN, False)
        assert prepare_umpan_balik(kantor, berperan.asing.id).sasaran == ()
        (minta,), _ = ask_umpan_balik(kantor, (berperan.asing.id,), "", hasil_id="h1")
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id) as kantor:
        assert [s.hasil_id for s in prepare_umpan_balik(kantor, "", minta).sasaran] == ["h1"]
        assert prepare_umpan_balik(kantor, saya.id).sasaran == ()
    assert prepare_umpan_balik(berperan.kantor, saya.id).pilih_pemberi


def test_that_the_evidence_is_read_by_whom_it_is_told_to(berperan: Berperan) -> None:
    saya = berperan.saya
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id) as kantor:
        bukti = add_bukti(kantor, b"%PDF-1.4\n%%EOF\n", "notulen.pdf")
        give_umpan_balik(kantor, said(saya.id, bukti=(bukti,)))
    for siapa, peran, boleh in (
        (saya.id, P.PEGAWAI, True),
        (berperan.sekda, P.PENILAI, True),
        (berperan.staf.id, P.PEGAWAI, False),
        (berperan.staf.id, P.PENILAI, False),
    ):
        with berperan.sebagai(peran, pegawai_id=siapa) as kantor:
            kode = code_of(lambda k=kantor, b=bukti: read_bukti(k, b.sidik))  # type: ignore[misc]
            assert (kode == "") is boleh, (peran, kode)
