"""What goes wrong with a survey's paper and screen: slips, strange sheets, two computers, codes used twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pypdfium2
import pytest

from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah_pengembangan import CaraSkm, JamSurvei, NasibLembar, UnsurSkm
from desktop_app.domain.nomor_lembar import PER_BLOK, damm_digit, format_nomor
from desktop_app.domain.survei_skm import LembarSkm, SurveiSkm
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.kebutuhan_pengembangan import needs_of
from desktop_app.services.kirim import export_bundle
from desktop_app.services.konflik import list_konflik, resolve_konflik
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pegawai import list_pegawai
from desktop_app.services.pengaduan_tawaran import offer_for_penilaian
from desktop_app.services.skm import LEMBAR, close_survei, create_survei, start_survei
from desktop_app.services.skm_cetak import print_laporan_skm, print_pengumuman_skm
from desktop_app.services.skm_hasil import skm_result
from desktop_app.services.skm_kios import check_kode, count_kode, kiosk_answer, make_kode
from desktop_app.services.skm_lembar import key_sheet, mark_lembar, read_lembar_skm
from desktop_app.services.skm_rekap import read_account
from desktop_app.services.skm_umpan_balik import give_umpan_balik_skm, propose_umpan_balik_skm
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, draft_penilaian, edit
from tests.services.dunia_skm import answers, keyed, printed, running
from tests.services.refusal import code_of


@pytest.fixture(scope="module")
def kantor(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kantor]:
    """One office; every test makes a survey of its own in it."""
    dunia = Dunia(world, tmp_path_factory.mktemp("serangan"))
    yield dunia("b")
    dunia.close()


@pytest.fixture
def survei_id(kantor: Kantor, request: pytest.FixtureRequest) -> str:
    """A running survey with a name of its own."""
    return running(kantor, request.node.name[:80])


def test_that_a_mistyped_a_strange_and_an_unknown_number_are_told_apart(kantor: Kantor, survei_id: str) -> None:
    (nomor,) = printed(kantor, survei_id, 1)
    lain = running(kantor, "Survei lain")
    (asing,) = printed(kantor, lain, 1)
    angka = nomor.replace(" ", "")
    salah = angka[:3] + str((int(angka[3]) + 1) % 10) + angka[4:]
    tertukar = next(t for k in range(8) if (t := angka[:k] + angka[k : k + 2][::-1] + angka[k + 2 :]) != angka)
    belum = format_nomor(survei_id, int(angka[:7]) + 1)
    for teks, kode in (
        (salah, "nomor_lembar_salah"),
        (tertukar, "nomor_lembar_salah"),
        ("", "nomor_lembar_salah"),
        (angka[:-1], "nomor_lembar_salah"),
        (asing, "nomor_survei_lain"),
        (belum, "lembar_tidak_dicetak"),
    ):
        for call in (
            lambda t=teks: key_sheet(kantor, survei_id, t, answers()),  # type: ignore[misc]
            lambda t=teks: mark_lembar(kantor, survei_id, t, NasibLembar.HILANG),  # type: ignore[misc]
            lambda t=teks: read_lembar_skm(kantor, survei_id, t),  # type: ignore[misc]
        ):
            assert code_of(call) == kode, teks
    assert kantor.store.count(LEMBAR, where={"survei_id": survei_id}) == 0
    # As it comes from a scanner, or typed in other groups.
    key_sheet(kantor, survei_id, angka, answers())
    assert (
        code_of(lambda: key_sheet(kantor, survei_id, f"{angka[:4]}-{angka[4:]}", answers())) == "lembar_sudah_diketik"
    )


class Berdua:
    """Two computers of one office with the kabupaten between them."""

    def __init__(self, dunia: Dunia) -> None:
        self.stick = dunia.stick
        self.satu, self.dua, self.kabupaten = dunia("a1"), dunia("a2"), dunia("kabupaten")


def test_that_two_computers_that_key_one_sheet_make_a_conflict_and_never_two_respondents(dunia: Dunia) -> None:
    berdua = Berdua(dunia)
    survei_id = running(berdua.satu)
    nomor = printed(berdua.satu, survei_id, 3)
    share(berdua, survei_id)
    key_sheet(berdua.satu, survei_id, nomor[0], answers(4))
    key_sheet(berdua.dua, survei_id, nomor[0], answers(1))
    key_sheet(berdua.satu, survei_id, nomor[1], answers(2))
    key_sheet(berdua.dua, survei_id, nomor[1], answers(2))
    (kode,), _ = make_kode(berdua.dua, survei_id, 1)
    kiosk_answer(berdua.dua, survei_id, kode, answers(2))
    # The code is of no use on the other computer.
    assert code_of(lambda: check_kode(berdua.satu, survei_id, kode)) == "kode_tidak_dikenal"
    milik = printed(berdua.dua, survei_id, 2)
    lagi = printed(berdua.satu, survei_id, 2)
    assert {int(n[:3]) for n in milik}.isdisjoint(int(n[:3]) for n in lagi)
    merge_bundles(berdua.kabupaten, [export_bundle(unit, berdua.stick).path for unit in (berdua.satu, berdua.dua)])
    pusat = berdua.kabupaten
    assert pusat.store.count(LEMBAR, where={"survei_id": survei_id}) == 3
    hasil = skm_result(pusat, survei_id)
    assert (hasil.akun.konflik, hasil.akun.terhitung, hasil.akun.kios, hasil.indeks.responden) == (1, 1, 1, 2)
    assert hasil.indeks.ikm == Decimal("50.00")
    # Both computers' runs are known, and none of their numbers is the other's.
    assert (hasil.akun.dicetak, hasil.akun.ganda) == (7, ())
    (beda,) = (satu for satu in list_konflik(pusat) if satu.kind == LEMBAR)
    assert {kolom.path for kolom in beda.kolom} == {"pertama", "berlaku"}
    assert code_of(lambda: key_sheet(pusat, survei_id, nomor[0], answers(3), ubah=True)) == "dokumen_berkonflik"
    satu, dua = (versi.rev_id for versi in beda.versi)
    resolve_konflik(pusat, beda.doc_id, {"pertama": dua, "berlaku": satu}, "menurut kertasnya")
    dokumen = pusat.store.document(beda.doc_id)
    assert dokumen is not None
    lembar = decode_as(LembarSkm, dokumen.body)
    assert lembar.berlaku == lembar.pertama == answers(1)
    assert skm_result(pusat, survei_id).indeks.responden == 3
    # The kabupaten prints the unit's report under the unit's name, not its own.
    assert print_laporan_skm(pusat, survei_id).jumlah == 3
    assert "Kecamatan 99.01.01" in _words(print_pengumuman_skm(pusat, survei_id).isi)


def _words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as dokumen:
        return " ".join(dokumen[0].get_textpage().get_text_range().split())


def share(berdua: Berdua, survei_id: str) -> None:
    """Let the second computer know the survey as the first one has it."""
    merge_bundles(berdua.kabupaten, [export_bundle(berdua.satu, berdua.stick).path])
    edit(berdua.kabupaten, survei_id, analisis="dilihat kabupaten")
    for satu in export_returns(berdua.kabupaten, berdua.stick):
        unit = next(u for u in (berdua.satu, berdua.dua) if u.store.device[:6] in satu.path.name)
        apply_return(unit, satu.path)


def test_that_a_block_that_another_computer_took_by_chance_is_left_alone(kantor: Kantor, survei_id: str) -> None:
    (nomor,) = printed(kantor, survei_id, 1)
    dokumen = kantor.store.document(survei_id)
    assert dokumen is not None
    isi = decode_as(SurveiSkm, dokumen.body)
    asing = msgspec.structs.replace(isi.lembar[0], id="lain-0-1")
    with kantor.write("uji", survei_id) as tx:
        body = msgspec.json.encode(msgspec.structs.replace(isi, lembar=(asing,)))
        tx.save("survei_skm", survei_id, body, scope=dokumen.scope, schema=1)
    (baru,) = printed(kantor, survei_id, 1)
    assert int(baru[:3]) == (int(nomor[:3]) - 100 + 1) % 900 + 100
    assert int(baru[4:8]) == 1 < PER_BLOK


def test_that_a_code_is_good_for_one_answer_and_tells_nothing_of_it(kantor: Kantor, survei_id: str) -> None:
    (kode, lain), _ = make_kode(kantor, survei_id, 2)
    isi = answers(4, pengisi_id="ab" * 16, jam=JamSurvei.PAGI, saran="ramah")
    salah = kode[:-1] + str((int(kode[-1]) + 1) % 10)
    asing = "000000000"
    assert code_of(lambda: check_kode(kantor, survei_id, salah)) == "kode_salah_ketik"
    assert code_of(lambda: check_kode(kantor, survei_id, asing + damm_digit(asing))) == "kode_tidak_dikenal"
    assert code_of(lambda: kiosk_answer(kantor, survei_id, kode, answers(q1=9))) == "jawaban_salah"
    kiosk_answer(kantor, survei_id, f"{kode[:3]} {kode[3:6]} {kode[6:]}", isi)
    assert code_of(lambda: kiosk_answer(kantor, survei_id, kode, isi)) == "kode_terpakai"
    assert (count_kode(kantor, survei_id).dibuat, count_kode(kantor, survei_id).terpakai) == (2, 1)
    (jawab,) = kantor.store.find(LEMBAR, where={"survei_id": survei_id})
    lembar = decode_as(LembarSkm, jawab.body)
    assert (lembar.cara, lembar.nomor, lembar.berlaku) == (CaraSkm.KIOS, 0, lembar.pertama)
    assert lembar.pertama is not None
    assert (lembar.pertama.pengisi_id, lembar.pertama.jam) == ("", None)
    (revisi,) = kantor.store.history(jawab.doc_id)
    assert revisi.who == ""
    assert revisi.at.t[10:19] == "T00:00:00"
    baris = kantor.store.audit_rows(1)[0]
    assert (baris.act, baris.who, baris.doc_id, baris.at.t[10:19]) == ("jawab_kios", "", survei_id, "T00:00:00")
    # No code stands anywhere in the file, and nothing of the used one names the answer.
    rahasia = [*kantor.store.items("skm_kode")]
    assert not any(kode in k or kode.encode() in v or jawab.doc_id in k for k, v in rahasia)
    assert skm_result(kantor, survei_id).akun.responden == 1
    close_survei(kantor, survei_id)
    assert code_of(lambda: kiosk_answer(kantor, survei_id, lain, isi)) == "skm_tidak_berjalan"
    assert count_kode(kantor, survei_id).dibuat == 0


def test_that_a_code_of_one_survey_opens_no_other(kantor: Kantor, survei_id: str) -> None:
    lain = running(kantor, "Survei kedua")
    (kode,), _ = make_kode(kantor, lain, 1)
    assert code_of(lambda: kiosk_answer(kantor, survei_id, kode, answers())) == "kode_tidak_dikenal"


def test_that_results_reach_a_person_as_feedback_from_outside_and_facilities_do_not(
    kantor: Kantor, survei_id: str
) -> None:
    keyed(kantor, survei_id, [answers(3, q7=2, q8=1, tanggal=date(2026, 11, 2))])
    usulan = propose_umpan_balik_skm(kantor, survei_id)
    assert (usulan[0].unsur, usulan[0].nrr) == (UnsurSkm.U7, "2,00")
    assert UnsurSkm.U9 not in {satu.unsur for satu in usulan}
    orang = list_pegawai(kantor)[0].id
    assert code_of(lambda: give_umpan_balik_skm(kantor, survei_id, orang, UnsurSkm.U9)) == "skm_unsur_kosong"
    doc_id, _ = give_umpan_balik_skm(kantor, survei_id, orang, UnsurSkm.U7)
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    isi = decode_as(UmpanBalikBerkelanjutan, dokumen.body)
    assert (isi.nilai, isi.pemberi_id, isi.sebutan) == (usulan[0].nilai, "", "Masyarakat (SKM)")
    assert "bukan nilai perorangan" in isi.teks


def test_that_a_low_survey_proposes_to_learn_what_people_can_learn_and_says_it_is_of_the_unit(kantor: Kantor) -> None:
    survei_id, _ = create_survei(kantor, "SKM akhir", date(2026, 11, 1), date(2026, 12, 20), layanan=("KTP",))
    start_survei(kantor, survei_id)
    keyed(kantor, survei_id, [answers(1)])
    close_survei(kantor, survei_id)
    ada = needs_of(kantor, list_pegawai(kantor)[0].id, 2026)
    assert [satu.kode for satu in ada] == ["U2", "U3", "U6", "U7", "U8"]
    assert all(satu.kebutuhan.startswith("Pelayanan unit: ") for satu in ada)


def test_that_the_assessor_is_offered_what_the_survey_of_the_unit_says_for_each_value(dunia: Dunia) -> None:
    kantor = dunia("a1")
    _, _, staf = add_people(kantor)
    penilaian_id = draft_penilaian(kantor, determined_skp(kantor, staf))
    survei_id, _ = create_survei(kantor, "SKM awal", date(2026, 1, 2), date(2026, 3, 20), layanan=("KTP",))
    start_survei(kantor, survei_id)
    keyed(kantor, survei_id, [answers(3, q6=2)])
    assert survei_id not in {b.id for semua in offer_for_penilaian(kantor, penilaian_id).values() for b in semua}
    close_survei(kantor, survei_id)
    tawaran = offer_for_penilaian(kantor, penilaian_id)
    (baris,) = (b for b in tawaran["kompeten"] if b.id == survei_id)
    assert "kompetensi pelaksana tidak baik (rata-rata 2,00 dari 4)" in baris.teks
    assert baris.teks.endswith("Ini gambaran unit, bukan nilai perorangan.")
    assert (baris.sumber, baris.nama, baris.respon) == ("Masyarakat (SKM)", "", None)


def test_that_sheets_that_wait_for_a_decision_are_told(kantor: Kantor) -> None:
    survei_id = running(kantor, "Menunggu", ganda=True)
    (nomor,) = printed(kantor, survei_id, 1)
    key_sheet(kantor, survei_id, nomor, answers())
    akun = read_account(kantor, survei_id)
    assert (akun.menunggu_kedua, akun.diketik, akun.responden) == (1, 1, 0)
    assert "skm_lembar_menunggu" in {t.kode for t in skm_result(kantor, survei_id).temuan}
