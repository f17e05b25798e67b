"""A survey from preparing to its result: states, sheets, keying once and twice, the account, the trend."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from pypdfium2 import PdfDocument

from desktop_app.domain.istilah_pengembangan import NasibLembar, StatusSurvei, UnsurSkm
from desktop_app.domain.survei_skm import JawabanSkm, SurveiSkm
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.skm import (
    check_survei,
    close_survei,
    create_survei,
    delete_survei,
    list_survei,
    read_survei,
    reopen_survei,
    start_survei,
)
from desktop_app.services.skm_cetak import print_laporan_skm
from desktop_app.services.skm_hasil import list_saran, nilai_skm, skm_result, skm_trend, trend_until
from desktop_app.services.skm_lembar import key_sheet, mark_lembar, read_lembar_skm, reserve_lembar, resolve_lembar
from desktop_app.services.skm_rekap import KeadaanLembar, list_lembar_skm, read_account
from tests.services.dunia_kantor import Dunia, edit
from tests.services.dunia_skm import MULAI, SELESAI, answers, keyed, printed, running
from tests.services.refusal import code_of


@pytest.fixture(scope="module")
def kantor(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kantor]:
    """One office; every test makes a survey of its own in it."""
    dunia = Dunia(world, tmp_path_factory.mktemp("skm"))
    yield dunia("a1")
    dunia.close()


@pytest.fixture
def survei_id(kantor: Kantor, request: pytest.FixtureRequest) -> str:
    """A running survey with a name of its own."""
    return running(kantor, request.node.name[:80])


def body(kantor: Kantor, survei_id: str) -> SurveiSkm:
    """Return a survey as it is being typed."""
    isi = open_naskah(kantor, survei_id).isi
    assert isinstance(isi, SurveiSkm)
    return isi


def test_that_a_survey_begins_with_the_nine_official_questions_and_eight_asks_for_facilities(kantor: Kantor) -> None:
    survei_id, _ = create_survei(kantor, "Sembilan")
    isi = read_survei(kantor, survei_id).isi
    unsur = {satu.id: satu.unsur for satu in isi.pertanyaan}
    assert (unsur["q8"], unsur["q9"]) == (UnsurSkm.U9, UnsurSkm.U8)
    assert [satu.kode for satu in read_survei(kantor, survei_id).temuan] == [
        "skm_tanpa_masa",
        "skm_tanpa_layanan",
        "skm_tanpa_populasi",
    ]
    assert code_of(lambda: start_survei(kantor, survei_id)) == "skm_belum_lengkap"
    assert code_of(lambda: create_survei(kantor, " Sembilan ")) == "skm_nama_sama"
    edit(kantor, survei_id, pertanyaan=isi.pertanyaan[:8])
    assert "skm_unsur_hilang" in {s.kode for s in check_survei(read_survei(kantor, survei_id).isi)}
    delete_survei(kantor, survei_id, "uji")
    assert survei_id not in {satu.id for satu in list_survei(kantor)}


def test_that_questions_stand_fast_once_a_survey_runs_and_services_are_only_added(
    kantor: Kantor, survei_id: str
) -> None:
    isi = body(kantor, survei_id)
    lain = msgspec.structs.replace(isi.layanan[0], nama="Lain")
    baru = msgspec.structs.replace(isi.layanan[0], id="l3", nama="Layanan ketiga")
    for ubah, kode in (
        ({"pertanyaan": isi.pertanyaan[::-1]}, "skm_pertanyaan_tetap"),
        ({"entri_ganda": True}, "skm_pertanyaan_tetap"),
        ({"layanan": (lain, isi.layanan[1])}, "skm_layanan_tetap"),
        ({"status": StatusSurvei.DITUTUP}, "bukan_isian_anda"),
        ({"layanan": (*isi.layanan, baru), "populasi": 77}, ""),
    ):
        assert code_of(lambda u=ubah: write_naskah(kantor, survei_id, msgspec.structs.replace(isi, **u))) == kode  # type: ignore[misc]
    edit(kantor, survei_id, populasi=78)
    assert read_survei(kantor, survei_id).sampel == 66


def test_that_numbers_are_never_given_twice_and_a_closed_survey_prints_none(kantor: Kantor, survei_id: str) -> None:
    satu, _ = reserve_lembar(kantor, survei_id, 3)
    dua, _ = reserve_lembar(kantor, survei_id, 500)
    assert (satu.akhir - satu.awal, dua.awal) == (2, satu.akhir + 1)
    assert code_of(lambda: reserve_lembar(kantor, survei_id, 501)) == "skm_jumlah_lembar"
    close_survei(kantor, survei_id)
    assert code_of(lambda: reserve_lembar(kantor, survei_id, 1)) == "skm_tidak_berjalan"
    assert code_of(lambda: reopen_survei(kantor, survei_id, " ")) == "alasan_wajib"
    reopen_survei(kantor, survei_id, "amplop ditemukan")
    assert reserve_lembar(kantor, survei_id, 1)[0].awal == dua.akhir + 1


def test_that_a_keyed_sheet_counts_once_and_is_corrected_only_on_purpose(kantor: Kantor, survei_id: str) -> None:
    nomor = keyed(kantor, survei_id, [answers(4), answers(2, tanpa=("q4",))])
    hasil = skm_result(kantor, survei_id)
    n = {satu.unsur: (satu.n, satu.jumlah) for satu in hasil.indeks.unsur}
    assert (n[UnsurSkm.U4], n[UnsurSkm.U1], hasil.indeks.ikm) == ((1, 4), (2, 6), Decimal("77.78"))
    assert code_of(lambda: key_sheet(kantor, survei_id, nomor[0], answers(1))) == "lembar_sudah_diketik"
    key_sheet(kantor, survei_id, nomor[0], answers(1), ubah=True)
    assert skm_result(kantor, survei_id).indeks.responden == 2
    assert skm_result(kantor, survei_id).indeks.unsur[0].jumlah == 3
    assert hasil.sampel.perlu == 28
    assert {satu.kode for satu in hasil.temuan} == {"skm_sampel_kurang"}


def test_that_eight_is_facilities_and_nine_complaints_also_in_the_result(kantor: Kantor, survei_id: str) -> None:
    keyed(kantor, survei_id, [answers(3, q8=1, q9=4)])
    nrr = {satu.unsur: satu.nrr for satu in skm_result(kantor, survei_id).indeks.unsur}
    assert (nrr[UnsurSkm.U9], nrr[UnsurSkm.U8]) == (1, 4)
    assert skm_result(kantor, survei_id).indeks.terendah == (UnsurSkm.U9,)


def test_that_what_is_no_answer_is_refused(kantor: Kantor, survei_id: str) -> None:
    (nomor,) = printed(kantor, survei_id, 1)
    for isi, kode in (
        (JawabanSkm(), "lembar_kosong"),
        (answers(q1=5), "jawaban_salah"),
        (msgspec.structs.replace(answers(), jawaban={"q10": 3}), "jawaban_salah"),
        (answers(usia=0), "jawaban_salah"),
        (answers(layanan_id="l9"), "jawaban_salah"),
    ):
        assert code_of(lambda i=isi: key_sheet(kantor, survei_id, nomor, i)) == kode  # type: ignore[misc]
    assert read_account(kantor, survei_id).diketik == 0
    assert code_of(lambda: edit(kantor, survei_id, lembar=())) == "bukan_isian_anda"


def test_that_void_lost_and_missing_sheets_are_accounted_for(kantor: Kantor, survei_id: str) -> None:
    nomor = printed(kantor, survei_id, 5)
    for satu in nomor[:2]:
        key_sheet(kantor, survei_id, satu, answers())
    assert code_of(lambda: mark_lembar(kantor, survei_id, nomor[0], NasibLembar.BATAL)) == "alasan_wajib"
    assert code_of(lambda: mark_lembar(kantor, survei_id, nomor[0], NasibLembar.HILANG)) == "lembar_sudah_diketik"
    mark_lembar(kantor, survei_id, nomor[0], NasibLembar.BATAL, "dua orang mengisi satu lembar")
    mark_lembar(kantor, survei_id, nomor[2], NasibLembar.HILANG)
    akun = read_account(kantor, survei_id)
    assert (akun.dicetak, akun.terhitung, akun.batal, akun.hilang, akun.belum) == (5, 1, 1, 1, 2)
    assert akun.dicetak == akun.diketik + akun.batal + akun.hilang + akun.belum
    assert code_of(lambda: key_sheet(kantor, survei_id, nomor[0], answers(), ubah=True)) == "lembar_batal"
    assert [s.nomor_cetak for s in list_lembar_skm(kantor, survei_id, KeadaanLembar.BELUM)] == nomor[3:]
    # A lost sheet that turns up is keyed as any other; a void one comes back with what was keyed.
    key_sheet(kantor, survei_id, nomor[2], answers())
    mark_lembar(kantor, survei_id, nomor[0], NasibLembar.TERISI)
    assert read_account(kantor, survei_id).terhitung == 3


def test_that_a_second_keying_by_another_person_must_agree_before_a_sheet_counts(
    kantor: Kantor, request: pytest.FixtureRequest
) -> None:
    survei_id = running(kantor, request.node.name, ganda=True)
    nomor = printed(kantor, survei_id, 2)
    sendiri, who = kantor.pelaku, kantor.who
    try:
        _enter(kantor, "a")
        key_sheet(kantor, survei_id, nomor[0], answers(3, saran="ramah"))
        assert code_of(lambda: key_sheet(kantor, survei_id, nomor[0], answers(3), 2)) == "entri_orang_sama"
        _enter(kantor, "b")
        terbaca = read_lembar_skm(kantor, survei_id, nomor[0])
        assert (terbaca.ada_pertama, terbaca.pertama) == (True, None)
        assert skm_result(kantor, survei_id).indeks.responden == 0
        hasil, _ = key_sheet(kantor, survei_id, nomor[0], answers(3, q2=4, usia=43), 2)
        assert [(s.bidang, s.satu, s.dua) for s in hasil.beda] == [("jawaban/q2", 3, 4), ("usia", 34, 43)]
        assert read_account(kantor, survei_id).berbeda == 1
        pilihan = {"jawaban/q2": 2}
        assert code_of(lambda: resolve_lembar(kantor, survei_id, nomor[0], pilihan)) == "beda_belum_dipilih"
        jadi, _ = resolve_lembar(kantor, survei_id, nomor[0], {**pilihan, "usia": 1})
        assert jadi.berlaku is not None
        assert (jadi.berlaku.jawaban["q2"], jadi.berlaku.usia, jadi.berlaku.saran) == (4, 34, "ramah")
        key_sheet(kantor, survei_id, nomor[1], answers(2))
        _enter(kantor, "a")
        key_sheet(kantor, survei_id, nomor[1], answers(2), 2)
        assert read_account(kantor, survei_id).terhitung == 2
    finally:
        kantor.pelaku, kantor.who = sendiri, who


def _enter(kantor: Kantor, siapa: str) -> None:
    akun = siapa * 32
    kantor.pelaku, kantor.who = Pelaku(akun, siapa, frozenset({PeranPengguna.OPERATOR})), akun


def test_that_a_unit_is_told_its_trend_and_a_period_its_figure(kantor: Kantor) -> None:
    lama, _ = create_survei(
        kantor, "SKM 2025", date(2025, 7, 1), date(2025, 12, 20), layanan=("KTP",), populasi=1, unit_kode="99.99.99"
    )
    start_survei(kantor, lama)
    keyed(kantor, lama, [answers(2, saran="lambat"), answers(3, saran="Antre")])
    assert nilai_skm(kantor, "99.99.99", None, "2025") is None
    close_survei(kantor, lama)
    baru, _ = create_survei(kantor, "SKM 2026", MULAI, SELESAI, layanan=("KTP",), unit_kode="99.99.99")
    edit(
        kantor,
        baru,
        pertanyaan=tuple(
            msgspec.structs.replace(s, teks="Seberapa cepat") if s.id == "q3" else s
            for s in body(kantor, baru).pertanyaan
        ),
    )
    start_survei(kantor, baru)
    keyed(kantor, baru, [answers(4)])
    tren = skm_trend(kantor, "99.99.99")
    assert [(s.nama, s.ikm, s.sebanding) for s in tren] == [
        ("SKM 2025", Decimal("62.50"), False),
        ("SKM 2026", Decimal("100.00"), True),
    ]
    assert nilai_skm(kantor, "99.99.99", None, "2025") == Decimal("62.50")
    assert nilai_skm(kantor, "99.99.99", UnsurSkm.U7, "2025-TW4") == Decimal("2.50")
    assert nilai_skm(kantor, "99.99.99", None, "2026") is None
    assert list_saran(kantor, lama) == ("Antre", "lambat")


def test_that_a_report_compares_with_closed_surveys_up_to_its_own_day_and_stays_what_it_was(kantor: Kantor) -> None:
    def asked(nama: str, selesai: date, nilai: int, *, tutup: bool = True) -> str:
        survei_id, _ = create_survei(kantor, nama, date(2026, 1, 2), selesai, layanan=("KTP",), unit_kode="99.88.77")
        start_survei(kantor, survei_id)
        keyed(kantor, survei_id, [answers(nilai)])
        if tutup:
            close_survei(kantor, survei_id)
        return survei_id

    asked("Awal", date(2026, 3, 31), 2)
    laporan = asked("Tengah", date(2026, 6, 30), 3)
    asked("Masih berjalan", date(2026, 5, 31), 1, tutup=False)
    asked("Kemudian", date(2026, 9, 30), 4)
    assert [s.nama for s in trend_until(kantor, skm_result(kantor, laporan))] == ["Awal", "Tengah"]
    assert [s.nama for s in skm_trend(kantor, "99.88.77")] == ["Awal", "Masih berjalan", "Tengah", "Kemudian"]
    with PdfDocument(print_laporan_skm(kantor, laporan).isi) as pdf:
        teks = "".join(str(page.get_textpage().get_text_range()) for page in pdf)
    assert "Awal" in teks
    assert "Kemudian" not in teks
    assert "Masih berjalan" not in teks
