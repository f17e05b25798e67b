"""An employee seals an objection, the superior opens and decides it, and everybody sees what is his to see."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan
from desktop_app.domain.keberatan import Keberatan, PutusanKeberatan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import find_reached
from desktop_app.services.keberatan import (
    FOLDER_DRAF,
    keep_objection_draft,
    list_objectable,
    objection_readiness,
    read_objection_draft,
    seal_objection,
)
from desktop_app.services.keberatan_buka import NasibSlip, check_slip, copy_objection, list_objections, open_objection
from desktop_app.services.keberatan_masuk import list_gaps, take_in_copy
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.penguji_tanda import KeadaanTanda
from desktop_app.services.putusan import (
    IsiPutusan,
    answer_explanation,
    ask_explanation,
    begin_paper,
    decide_objection,
    list_putusan,
    read_putusan,
)
from desktop_app.services.putusan_berlaku import decided_results, effective_predikat
from desktop_app.services.tanda_tangan import check_signature
from tests.services.dunia_kantor import Dunia
from tests.services.dunia_keberatan import ALASAN, Kecamatan, files_below, make_kecamatan

HARI = date(2026, 12, 1)
UBAH = IsiPutusan(
    keputusan=KeputusanKeberatan.MENGUBAH,
    rekomendasi="Hitung laporan triwulan yang sudah diserahkan.",
    rating_hasil=Rating.DIATAS,
    rating_perilaku=Rating.DIATAS,
)


@pytest.fixture
def kecamatan(dunia: Dunia) -> Kecamatan:
    return make_kecamatan(dunia)


def refusal(call: object, *args: object, **words: object) -> str:
    with pytest.raises(UserError) as caught:
        call(*args, **words)  # type: ignore[operator]
    return caught.value.code


def test_that_the_employee_sees_to_whom_it_will_be_sealed_and_gets_number_and_code(kecamatan: Kecamatan) -> None:
    with kecamatan.sebagai("staf") as kantor:
        siap = objection_readiness(kantor, kecamatan.penilaian)
        assert [(satu.jenis, satu.nama) for satu in siap.penerima] == [
            ("atasan", "Sekda"),
            ("kabupaten", "Kabupaten Uji"),
        ]
        assert siap.halangan == ""
        assert [satu.penilaian_id for satu in list_objectable(kantor)] == [kecamatan.penilaian]
    satu, dua = kecamatan.seal(), kecamatan.seal("Tambahan dari saya.")
    assert (satu.nomor, dua.nomor) == (1, 2)
    isi = [decode_as(Keberatan, kecamatan.unit.store.document(s.doc_id).body) for s in (satu, dua)]  # type: ignore[union-attr]
    assert isi[1].sebelumnya == isi[0].sidik
    assert isi[0].sebelumnya == ""
    assert len(satu.kode) == 17
    with kecamatan.sebagai("camat") as kantor:
        assert check_slip(kantor, satu.kode.lower().replace("-", " ")).nasib is NasibSlip.UTUH
        assert check_slip(kantor, dua.kode).nomor == 2
        assert refusal(check_slip, kantor, satu.kode[:-1]) == "kode_keberatan_salah_ketik"


def test_that_the_assessor_with_every_role_reads_neither_text_nor_list_nor_draft(kecamatan: Kecamatan) -> None:
    with kecamatan.sebagai("staf") as kantor:
        keep_objection_draft(kantor, kecamatan.penilaian, ALASAN)
        assert read_objection_draft(kantor, kecamatan.penilaian) == ALASAN
    hasil = kecamatan.seal()
    with kecamatan.sebagai("camat") as kantor:
        assert list_objections(kantor) == ()
        assert refusal(open_objection, kantor, hasil.doc_id) == "wewenang_kurang"
        assert refusal(read_objection_draft, kantor, kecamatan.penilaian) == "wewenang_kurang"
        assert refusal(keep_objection_draft, kantor, kecamatan.penilaian, "x") == "wewenang_kurang"
        assert refusal(seal_objection, kantor, kecamatan.penilaian, "x") == "wewenang_kurang"
        assert refusal(copy_objection, kantor, hasil.doc_id, kecamatan.dunia.stick) == "wewenang_kurang"


def test_that_a_draft_is_whole_after_a_cut_and_readable_for_nobody_else(kecamatan: Kecamatan) -> None:
    with kecamatan.sebagai("staf") as kantor:
        keep_objection_draft(kantor, kecamatan.penilaian, ALASAN)
        mati = kecamatan.dunia.after_kill(kantor)
        mati.pelaku, mati.who = kantor.pelaku, kantor.who
        assert read_objection_draft(mati, kecamatan.penilaian) == ALASAN
        ada = files_below(mati.home / FOLDER_DRAF)
        assert [ALASAN.encode() in satu for satu in ada.values()] == [False]
        # Its length says no more than how many pages it fills.
        keep_objection_draft(kantor, kecamatan.penilaian, "pendek")
        assert {len(s) for s in files_below(kantor.home / FOLDER_DRAF).values()} == {len(s) for s in ada.values()}
        seal_objection(kantor, kecamatan.penilaian, ALASAN)
        assert files_below(kantor.home / FOLDER_DRAF) == {}


def test_that_explanation_and_decision_go_their_way_and_change_what_counts(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    with kecamatan.sebagai("sekda") as kantor:
        (baris,) = list_objections(kantor)
        assert (baris.bagian, baris.dapat_dibuka, baris.utuh, baris.tanda) == ("atasan", True, True, KeadaanTanda.SAH)
        buka = open_objection(kantor, hasil.doc_id)
        assert buka.isi.alasan == ALASAN
        assert refusal(decide_objection, kantor, buka.putusan_id, UBAH, HARI) == "keberatan_kosong"
    with kecamatan.sebagai("camat") as kantor:
        # Opened, but not passed on: the assessor sees nothing of it.
        assert list_putusan(kantor) == ()
        assert refusal(read_putusan, kantor, buka.putusan_id) == "wewenang_kurang"
        assert refusal(answer_explanation, kantor, buka.putusan_id, "x") == "wewenang_kurang"
    with kecamatan.sebagai("sekda") as kantor:
        ask_explanation(kantor, buka.putusan_id, "Laporan triwulan dinyatakan tidak dihitung.")
        assert refusal(decide_objection, kantor, buka.putusan_id, UBAH, HARI) == "penjelasan_kosong"
    with kecamatan.sebagai("camat") as kantor:
        assert read_putusan(kantor, buka.putusan_id).isi.keberatan == "Laporan triwulan dinyatakan tidak dihitung."
        answer_explanation(kantor, buka.putusan_id, "Laporan datang setelah penilaian.")
        for call in (ask_explanation, lambda k, d, _t: decide_objection(k, d, UBAH, HARI)):
            assert refusal(call, kantor, buka.putusan_id, "x") == "wewenang_kurang"
    with kecamatan.sebagai("staf") as kantor:
        (baris,) = list_objections(kantor)
        assert [satu.nama for satu in baris.pembukaan] == ["Sekda"]
        assert refusal(decide_objection, kantor, buka.putusan_id, UBAH, HARI) in (
            "penilaian_diri_sendiri",
            "wewenang_kurang",
        )
    with kecamatan.sebagai("sekda") as kantor:
        decide_objection(kantor, buka.putusan_id, UBAH, HARI)
        assert check_signature(kantor, buka.putusan_id).keadaan is KeadaanTanda.SAH
        assert refusal(decide_objection, kantor, buka.putusan_id, UBAH, HARI) == "putusan_sudah_ditetapkan"
        isi = read_putusan(kantor, buka.putusan_id).isi
    assert (isi.predikat, isi.diterima, isi.aturan) == (Predikat.SANGAT_BAIK, date(2026, 12, 1), "permenpanrb-6-2022")
    assert [satu.nama for satu in (isi.pegawai, isi.penilai, isi.atasan_penilai) if satu] == [
        "Bunga Contoh",
        "Camat Contoh",
        "Sekretaris Contoh",
    ]
    assert effective_predikat(kecamatan.unit, kecamatan.penilaian, Predikat.BAIK) is Predikat.SANGAT_BAIK
    assert decided_results(kecamatan.unit)[kecamatan.penilaian].putusan_id == buka.putusan_id


def test_that_a_confirmed_result_stays_and_a_change_needs_ratings_and_a_recommendation(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    kukuh = IsiPutusan(keputusan=KeputusanKeberatan.MENGUATKAN, keberatan="Ringkas.", penjelasan="Lisan: tetap.")
    with kecamatan.sebagai("sekda") as kantor:
        doc = open_objection(kantor, hasil.doc_id).putusan_id
        for ubah, kode in (
            (IsiPutusan(keputusan=KeputusanKeberatan.MENGUBAH, keberatan="a", penjelasan="b"), "putusan_tanpa_rating"),
            (
                IsiPutusan(
                    keputusan=KeputusanKeberatan.MENGUBAH,
                    keberatan="a",
                    penjelasan="b",
                    rating_hasil=Rating.SESUAI,
                    rating_perilaku=Rating.SESUAI,
                ),
                "putusan_tanpa_rekomendasi",
            ),
        ):
            assert refusal(decide_objection, kantor, doc, ubah, HARI) == kode
        assert refusal(decide_objection, kantor, doc, kukuh, date(2026, 11, 1)) == "putusan_terlalu_awal"
        decide_objection(kantor, doc, kukuh, HARI)
    isi = decode_as(PutusanKeberatan, kecamatan.unit.store.document(doc).body)  # type: ignore[union-attr]
    assert (isi.predikat, isi.rating_hasil) == (None, None)
    assert effective_predikat(kecamatan.unit, kecamatan.penilaian, Predikat.BAIK) is Predikat.BAIK


def test_that_a_draft_of_a_decision_takes_no_member_that_only_an_act_writes(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    with kecamatan.sebagai("sekda") as kantor:
        doc = open_objection(kantor, hasil.doc_id).putusan_id
        isi = open_naskah(kantor, doc).isi
        assert isinstance(isi, PutusanKeberatan)
        write_naskah(kantor, doc, msgspec.structs.replace(isi, rekomendasi="sedang disusun"))
        for ubah in (
            {"pembukaan": ()},
            {"penilai_id": "ab" * 16},
            {"diterima": date(2026, 11, 30)},
            {"keberatan_id": "cd" * 16},
        ):
            lain = msgspec.structs.replace(isi, **ubah)  # type: ignore[arg-type]
            assert refusal(write_naskah, kantor, doc, lain) == "bukan_isian_anda"
    with kecamatan.sebagai("camat") as kantor:
        assert refusal(write_naskah, kantor, doc, isi) == "wewenang_kurang"


def test_that_the_law_makes_the_fallback_final_and_paper_stays_where_nobody_can_be_sealed_to(dunia: Dunia) -> None:
    dunia_kita = make_kecamatan(dunia, penilai_superior=False)
    with dunia_kita.sebagai("staf") as kantor:
        assert [satu.jenis for satu in objection_readiness(kantor, dunia_kita.penilaian).penerima] == ["kabupaten"]
        with kantor.write("uji") as tx:
            tx.delete("kepercayaan", "dokumen")
        for kunci, _ in kantor.store.items("kepercayaan"):
            with kantor.write("uji") as tx:
                tx.delete("kepercayaan", kunci)
        assert objection_readiness(kantor, dunia_kita.penilaian).halangan == "keberatan_tanpa_penerima"
        assert refusal(seal_objection, kantor, dunia_kita.penilaian, "x") == "keberatan_tanpa_penerima"
    dokumen = dunia_kita.unit.store.document(dunia_kita.penilaian)
    assert dokumen is not None
    isi = {**msgspec.json.decode(dokumen.body), "oleh_atasan": True}
    with dunia_kita.unit.write("uji") as tx:
        tx.save("penilaian", dokumen.doc_id, msgspec.json.encode(isi), scope=dokumen.scope, schema=1)
    with dunia_kita.sebagai("staf") as kantor:
        assert objection_readiness(kantor, dunia_kita.penilaian).halangan == "keberatan_final_atasan"


def test_that_an_objection_on_paper_is_recorded_by_the_superior_alone(kecamatan: Kecamatan) -> None:
    with kecamatan.sebagai("camat") as kantor:
        assert refusal(begin_paper, kantor, kecamatan.penilaian, "x", HARI) == "wewenang_kurang"
    with kecamatan.sebagai("sekda") as kantor:
        doc, _ = begin_paper(kantor, kecamatan.penilaian, "Diajukan di kertas.", HARI)
        assert read_putusan(kantor, doc).isi.diterima == HARI


def test_that_the_kabupaten_opens_by_its_inbox_key_and_the_opening_travels_back(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    assert kecamatan.send().karantina == 0
    (baris,) = list_objections(kecamatan.kabupaten)
    assert (baris.bagian, baris.nomor, baris.utuh) == ("kantor", 1, True)
    assert open_objection(kecamatan.kabupaten, hasil.doc_id).isi.alasan == ALASAN
    assert list_gaps(kecamatan.kabupaten) == ()


def test_that_a_carried_copy_and_the_bundle_are_the_same_objection(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    with kecamatan.sebagai("staf") as kantor:
        path = copy_objection(kantor, hasil.doc_id, kecamatan.dunia.stick)
    assert ALASAN.encode() not in path.read_bytes()
    first = take_in_copy(kecamatan.kabupaten, path)
    assert (first.baru, first.kode, first.nomor) == (True, hasil.kode, 1)
    assert take_in_copy(kecamatan.kabupaten, path).baru is False
    assert kecamatan.send().karantina == 0
    assert [satu.kode for satu in list_objections(kecamatan.kabupaten)] == [hasil.kode]
    assert check_slip(kecamatan.kabupaten, hasil.kode).nasib is NasibSlip.UTUH


def test_that_lists_by_right_show_a_sealed_objection_to_its_writer_and_never_to_the_assessor(
    kecamatan: Kecamatan,
) -> None:
    kecamatan.unit.pelaku = kecamatan.orang["staf"]
    hasil = kecamatan.seal()
    for nama, lihat in (("staf", True), ("camat", False), ("sekda", True)):
        with kecamatan.sebagai(nama) as kantor:
            ketemu = find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "keberatan")
            assert (hasil.doc_id in [satu.doc_id for satu in ketemu]) is lihat
