"""The life of a counselling case: who may add which section, to whom it is sealed, and what it waits for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from desktop_app.domain.codec import decode_as, encode
from desktop_app.domain.errors import LuringError
from desktop_app.domain.istilah_pengembangan import BagianKonseling as B
from desktop_app.domain.istilah_pengembangan import StatusKonseling as S
from desktop_app.domain.konseling import BerkasKonseling
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.formulir import form_of_code
from desktop_app.services.konseling import (
    IsiLaporan,
    IsiPenetapan,
    IsiRekaman,
    IsiTindakLanjut,
    assign_konseling,
    close_konseling,
    konseling_readiness,
    record_konseling,
    report_konseling,
)
from desktop_app.services.konseling_buka import (
    get_konseling,
    list_dilaporkan,
    list_konseling,
    list_konselor,
    open_bagian,
)
from desktop_app.services.konseling_cetak import print_bagian, print_daftar_konseling, print_laporan
from desktop_app.services.konseling_draf import drop_konseling_draft, keep_konseling_draft, read_konseling_draft
from desktop_app.services.konseling_segel import NAMA_UNIT
from tests.services.dunia_kantor import Dunia
from tests.services.dunia_konseling import (
    HARI,
    LAPORAN,
    MASALAH,
    POKOK,
    PUTUSAN,
    SEPAKAT,
    Perkara,
    give_key,
    make_perkara,
)
from tests.services.penanda import log_in, without_key
from tests.services.test_bimbingan import words


@pytest.fixture
def perkara(dunia: Dunia) -> Perkara:
    return make_perkara(dunia)


@pytest.fixture
def dilaporkan(dunia: Dunia) -> Perkara:
    """The report has reached the personnel unit."""
    return make_perkara(dunia, "dilaporkan")


@pytest.fixture
def ditutup(dunia: Dunia) -> Perkara:
    """The whole case is on both sides."""
    return make_perkara(dunia, "ditutup")


def code_of(call: Callable[[], object]) -> str:
    try:
        call()
    except LuringError as error:
        return error.code
    return ""


def test_that_a_case_goes_from_report_to_end_and_each_section_opens_for_its_people_alone(ditutup: Perkara) -> None:
    perkara, doc_id = ditutup, ditutup.doc_id
    teks = {B.LAPORAN: MASALAH, B.PENETAPAN: POKOK, B.REKAMAN: SEPAKAT, B.TINDAK_LANJUT: PUTUSAN}
    kolom = {B.LAPORAN: "masalah", B.PENETAPAN: "pokok", B.REKAMAN: "kesepakatan", B.TINDAK_LANJUT: "keputusan"}
    boleh = {
        "staf": {B.PENETAPAN, B.REKAMAN, B.TINDAK_LANJUT},
        "konselor": {B.PENETAPAN, B.REKAMAN, B.TINDAK_LANJUT},
        "camat": {B.LAPORAN},
        "kepegawaian": set(B),
    }
    for nama, dibuka in boleh.items():
        with perkara.sebagai(nama) as kantor:
            (baris,) = list_konseling(kantor)
            assert (baris.id, baris.status, baris.cacat) == (doc_id, S.DITUTUP, ())
            assert [satu.jenis for satu in baris.bagian] == list(B)
            assert {satu.jenis for satu in baris.bagian if satu.dapat_dibuka} == dibuka
            for satu in baris.bagian:
                if satu.jenis in dibuka:
                    isi = open_bagian(kantor, doc_id, satu.id)
                    assert isi.text_of(kolom[satu.jenis]) == teks[satu.jenis]
                    assert MASALAH not in repr(isi)
                else:
                    assert code_of(lambda i=satu.id, k=kantor: open_bagian(k, doc_id, i)) == "konseling_bukan_kunci"  # type: ignore[misc]
    with perkara.sebagai("staf") as kantor:
        (baris,) = list_konseling(kantor)
        laporan = next(satu for satu in baris.bagian if satu.jenis is B.LAPORAN)
        assert laporan.untuk == ("Camat Contoh", NAMA_UNIT)
        # The code that he compares by voice is the one that the kabupaten reads out.
        kode = [satu.kode for satu in baris.bagian]
    with perkara.sebagai("kepegawaian") as kantor:
        assert [satu.kode for satu in get_konseling(kantor, doc_id).bagian] == kode


def test_that_the_report_asks_that_he_talked_to_the_employee_first(perkara: Perkara) -> None:
    with perkara.sebagai("camat") as kantor:
        for ubah, kode in (
            ({"dikomunikasikan": None}, "konseling_belum_dikomunikasikan"),
            ({"dikomunikasikan": date(2027, 1, 1)}, "konseling_belum_dikomunikasikan"),
            ({"serupa": None}, "konseling_belum_lengkap"),
            ({"masalah": "  "}, "konseling_belum_lengkap"),
            ({"dilakukan": ""}, "konseling_belum_lengkap"),
            ({"masalah": "x" * 50_000}, "bagian_terlalu_panjang"),
        ):
            isi = msgspec.structs.replace(LAPORAN, **ubah)
            assert code_of(lambda i=isi: report_konseling(kantor, perkara.id("staf"), i)) == kode  # type: ignore[misc]
        assert list_konseling(kantor) == ()
        assert [satu.nama for satu in list_dilaporkan(kantor)] == ["Bunga Contoh", "Konselor Contoh", "Operator Contoh"]


def test_that_only_the_present_assessor_reports_and_never_himself(perkara: Perkara) -> None:
    for nama, siapa, kode in (
        ("sekda", "staf", "wewenang_kurang"),
        ("operator", "staf", "wewenang_kurang"),
        ("staf", "konselor", "wewenang_kurang"),
        ("camat", "camat", "penilaian_diri_sendiri"),
        ("kepegawaian", "staf", "wewenang_kurang"),
    ):
        with perkara.sebagai(nama) as kantor:
            assert code_of(lambda k=kantor, s=siapa: report_konseling(k, perkara.id(s), LAPORAN)) == kode, nama  # type: ignore[misc]


def test_that_a_correction_is_a_new_section_and_the_first_one_stays(perkara: Perkara) -> None:
    satu = perkara.report()
    with perkara.sebagai("camat") as kantor:
        assert code_of(lambda: report_konseling(kantor, perkara.id("staf"), LAPORAN)) == "konseling_sudah_ada"
        baru = msgspec.structs.replace(LAPORAN, masalah="Yang benar: satu kali")
        dua = report_konseling(kantor, perkara.id("staf"), baru, satu.doc_id)
        baris = get_konseling(kantor, satu.doc_id)
        assert [b.id for b in baris.bagian] == [satu.bagian_id, dua.bagian_id]
        assert open_bagian(kantor, satu.doc_id, satu.bagian_id).text_of("masalah") == MASALAH
        assert satu.kode != dua.kode


def test_that_nothing_is_sealed_to_fewer_people_than_are_meant(dilaporkan: Perkara) -> None:
    perkara, doc_id = dilaporkan, dilaporkan.doc_id
    # Somebody who never logged in has no key that others could seal to.
    belum = perkara.id("sekda")
    give_key(perkara.unit, "sekda", belum, P.PENILAI)
    perkara.send()
    with perkara.sebagai("kepegawaian") as kantor:
        isi = IsiPenetapan(konselor_id=belum, jadwal=HARI, tempat="Ruang", pokok=POKOK)
        siap = konseling_readiness(kantor, B.PENETAPAN, doc_id=doc_id, konselor_id=belum)
        assert (siap.penerima, siap.halangan, siap.nama) == ((), "konseling_tanpa_kunci", "Sekretaris Contoh")
        assert code_of(lambda: assign_konseling(kantor, doc_id, isi)) == "konseling_tanpa_kunci"
        assert get_konseling(kantor, doc_id).status is S.DILAPORKAN
        # What he typed waits, sealed to himself.
        keep_konseling_draft(kantor, perkara.id("staf"), doc_id, isi)
        assert read_konseling_draft(kantor, perkara.id("staf"), doc_id, IsiPenetapan) == isi
        drop_konseling_draft(kantor, perkara.id("staf"), doc_id, IsiPenetapan)
        assert read_konseling_draft(kantor, perkara.id("staf"), doc_id, IsiPenetapan) is None


def test_that_the_assessor_counsels_only_where_he_said_that_he_was_trained(dilaporkan: Perkara) -> None:
    perkara, doc_id = dilaporkan, dilaporkan.doc_id
    assert code_of(lambda: perkara.assign(doc_id, "camat")) == "konseling_penilai_tidak_terlatih"
    with perkara.sebagai("camat") as kantor:
        report_konseling(kantor, perkara.id("staf"), msgspec.structs.replace(LAPORAN, terlatih=True), doc_id)
    perkara.send()
    perkara.assign(doc_id, "camat")
    perkara.answer()
    perkara.record(doc_id, "camat")
    with perkara.sebagai("staf") as kantor:
        assert get_konseling(kantor, doc_id).konselor == "Camat Contoh"


def test_that_steps_come_in_turn_and_from_whom_they_belong_to(dilaporkan: Perkara) -> None:
    perkara, doc_id = dilaporkan, dilaporkan.doc_id
    with perkara.sebagai("konselor") as kantor:
        assert list_konseling(kantor) == ()
        assert code_of(lambda: record_konseling(kantor, doc_id, IsiRekaman(pokok="x"))) == "wewenang_kurang"
    with perkara.sebagai("kepegawaian") as kantor:
        assert perkara.id("staf") not in {satu.id for satu in list_konselor(kantor, doc_id)}
        assert perkara.id("konselor") in {satu.id for satu in list_konselor(kantor, doc_id)}
        assert code_of(lambda: record_konseling(kantor, doc_id, IsiRekaman(pokok="x"))) == "konseling_belum_ditetapkan"
        salah = IsiPenetapan(konselor_id=perkara.id("staf"), jadwal=HARI, tempat="R", pokok="x")
        assert code_of(lambda: assign_konseling(kantor, doc_id, salah)) == "konseling_konselor_salah"
        luar = IsiPenetapan(konselor="Psikolog Rekaan", jadwal=HARI, tempat="RSUD", pokok=POKOK)
        assign_konseling(kantor, doc_id, luar)
        assert get_konseling(kantor, doc_id).langkah == (B.PENETAPAN, B.REKAMAN, B.TINDAK_LANJUT)
        # Somebody from outside has no key: the unit writes his record from paper.
        besok = IsiRekaman(dilaksanakan=date(2027, 1, 1), pokok="x", kesepakatan="y")
        assert code_of(lambda: record_konseling(kantor, doc_id, besok)) == "konseling_tanggal_akan_datang"
        record_konseling(kantor, doc_id, IsiRekaman(dilaksanakan=date(2026, 2, 9), pokok="x", kesepakatan=SEPAKAT))
        close_konseling(kantor, doc_id, IsiTindakLanjut(keputusan=PUTUSAN))
        assert code_of(lambda: close_konseling(kantor, doc_id, IsiTindakLanjut(keputusan="x"))) == (
            "konseling_sudah_ditutup"
        )
    perkara.answer()
    with perkara.sebagai("camat") as kantor:
        assert code_of(lambda: close_konseling(kantor, doc_id, IsiTindakLanjut(keputusan="x"))) == "wewenang_kurang"
        lagi = code_of(lambda: report_konseling(kantor, perkara.id("staf"), LAPORAN, doc_id))
        assert lagi == "konseling_sudah_ditutup"


def test_that_sections_written_at_the_same_time_both_stay_and_the_furthest_state_holds(dilaporkan: Perkara) -> None:
    perkara, doc_id = dilaporkan, dilaporkan.doc_id
    perkara.assign(doc_id)
    perkara.answer()
    # Both write without knowing of the other: the counsellor at the office, the unit at the kabupaten.
    perkara.record(doc_id)
    with perkara.sebagai("kepegawaian") as kantor:
        isi = IsiPenetapan(konselor_id=perkara.id("konselor"), jadwal=HARI, tempat="Ruang lain", pokok=POKOK)
        assign_konseling(kantor, doc_id, isi)
    perkara.send()
    with perkara.sebagai("kepegawaian") as kantor:
        baris = get_konseling(kantor, doc_id)
        assert (baris.status, baris.cacat, len(baris.bagian)) == (S.DILAKSANAKAN, (), 4)
        close_konseling(kantor, doc_id, IsiTindakLanjut(keputusan=PUTUSAN))
        dokumen = kantor.store.document(doc_id)
        assert dokumen is not None
        assert len(dokumen.heads) == 1
    perkara.answer()
    with perkara.sebagai("staf") as kantor:
        baris = get_konseling(kantor, doc_id)
        assert (baris.status, baris.cacat, len(baris.bagian)) == (S.DITUTUP, (), 5)


def test_that_the_order_in_the_document_counts_nothing(ditutup: Perkara) -> None:
    perkara, doc_id = ditutup, ditutup.doc_id
    with perkara.unit.write("uji") as tx:
        dokumen = perkara.unit.store.document(doc_id)
        assert dokumen is not None
        isi = decode_as(BerkasKonseling, dokumen.body)
        balik = msgspec.structs.replace(isi, bagian=tuple(reversed(isi.bagian)))
        tx.save("konseling", doc_id, encode(balik), scope=dokumen.scope, schema=1)
    with perkara.sebagai("staf") as kantor:
        baris = get_konseling(kantor, doc_id)
        assert [satu.jenis for satu in baris.bagian] == list(B)
        assert baris.cacat == ()


def test_that_a_draft_opens_for_its_writer_alone_and_goes_when_it_is_sealed(perkara: Perkara) -> None:
    staf = perkara.id("staf")
    with perkara.sebagai("camat") as kantor:
        keep_konseling_draft(kantor, staf, "", LAPORAN)
        assert read_konseling_draft(kantor, staf, "", IsiLaporan) == LAPORAN
        assert read_konseling_draft(kantor, staf, "", IsiRekaman) is None
    berkas = [path.read_bytes() for path in perkara.unit.home.rglob("*.age")]
    assert berkas
    assert not any(MASALAH.encode() in satu for satu in berkas)
    with perkara.sebagai("operator") as kantor:
        assert read_konseling_draft(kantor, staf, "", IsiLaporan) is None
    perkara.report()
    with perkara.sebagai("camat") as kantor:
        assert read_konseling_draft(kantor, staf, "", IsiLaporan) is None
    log_in(perkara.unit, without_key(perkara.orang["camat"]))
    assert code_of(lambda: keep_konseling_draft(perkara.unit, staf, "", LAPORAN)) == "konseling_tanpa_sandi"


def test_that_the_papers_say_what_was_opened_and_form_b_1_10_word_for_word(ditutup: Perkara) -> None:
    doc_id = ditutup.doc_id
    with ditutup.sebagai("camat") as kantor:
        assert form_of_code("B.1.10").cari(kantor, ditutup.id("staf"), "2026") == (doc_id,)
        hasil = form_of_code("B.1.10").cetak(kantor, doc_id, None, "")
        teks = words(hasil.pdf)
        for kata in (
            *("LAPORAN PERMASALAHAN PERILAKU KERJA", "(diisi oleh pejabat penilai kinerja)", MASALAH, "TIDAK"),
            "MASALAH: APA PERMASALAHAN PERILAKU KERJA PEGAWAI DIDASARKAN PADA NILAI DASAR ASN?",
            "APAKAH ANDA MEMILIKI EKSPEKTASI KHUSUS TERHADAP YANG BERSANGKUTAN? JIKA YA, APA EKSPEKTASI "
            "KHUSUS TERSEBUT?",
            "JELASKAN SECARA DETIL PERMASALAHAN TERKAIT PERILAKU KERJA PEGAWAI YANG DIANGGAP MENGHAMBAT "
            "KINERJA INDIVIDU, UNIT KERJA, DAN/ATAU TIM KERJA!",
            "APAKAH PERMASALAHAN PERILAKU KERJA SERUPA JUGA TERJADI PADA PEGAWAI LAINNYA?",
            "RETROSPEKTIF: APA YANG SUDAH ANDA LAKUKAN UNTUK PERBAIKAN PERILAKU KERJA PEGAWAI?",
            "YANG SUDAH SAYA LAKUKAN UNTUK MEMPERBAIKI PERILAKU KERJA PEGAWAI ADALAH:",
            *("Dibicarakan dengan pegawai pada 2 Februari 2026.", "Warga menunggu lama", "Pejabat Penilai Kinerja"),
        ):
            assert kata in teks, kata
        assert "bunga" not in hasil.nama_berkas
        assert code_of(lambda: print_daftar_konseling(kantor)) == "wewenang_kurang"
    with ditutup.sebagai("staf") as kantor:
        assert form_of_code("B.1.10").cari(kantor, ditutup.id("staf"), "") == ()
        assert code_of(lambda: print_laporan(kantor, doc_id)) == "konseling_bukan_kunci"
        for satu, kata in zip(get_konseling(kantor, doc_id).bagian[1:], (POKOK, SEPAKAT, PUTUSAN), strict=True):
            teks = words(print_bagian(kantor, doc_id, satu.id).pdf)
            assert kata in teks
            assert "RAHASIA" in teks
    with ditutup.sebagai("kepegawaian") as kantor:
        teks = words(print_daftar_konseling(kantor).pdf)
        assert "Bunga Contoh" in teks
        assert not [kata for kata in (MASALAH, POKOK, SEPAKAT, PUTUSAN) if kata in teks]
    with ditutup.sebagai("operator") as kantor:
        assert form_of_code("B.1.10").cari(kantor, ditutup.id("staf"), "") == ()
        assert code_of(lambda: print_laporan(kantor, doc_id)) == "wewenang_kurang"
