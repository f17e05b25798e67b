"""Coaching and mentoring: begun from the plan, typed by each in his part, finished, reported; the feedback on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import msgspec
import pypdfium2
import pytest

from desktop_app.domain.bimbingan import (
    Coaching,
    LangkahCoaching,
    Mentoring,
    PertemuanMentoring,
    TujuanCoaching,
    TujuanMentoring,
    UmpanBalikBimbingan,
)
from desktop_app.domain.codec import SCHEMA, encode
from desktop_app.domain.errors import LuringError
from desktop_app.domain.istilah_pengembangan import BentukMentoring, StatusPembinaan
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.regulation.bimbingan import guidance_words
from desktop_app.services.bimbingan import (
    create_coaching,
    create_mentoring,
    delete_bimbingan,
    finish_bimbingan,
    propose_indikator,
    reopen_bimbingan,
    report_bimbingan,
)
from desktop_app.services.bimbingan_baca import list_bimbingan, read_bimbingan
from desktop_app.services.bimbingan_cetak import (
    find_bimbingan,
    print_bimbingan,
    print_laporan_bimbingan,
    print_umpan_bimbingan,
)
from desktop_app.services.data_pribadi import export_orang
from desktop_app.services.formulir import form_of_code
from desktop_app.services.jejak import SaringanJejak, read_jejak
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik import list_konflik
from desktop_app.services.lihat import list_dokumen, show_dokumen
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.tugas import list_tugas
from desktop_app.services.umpan_bimbingan import (
    answer_umpan_bimbingan,
    create_umpan_bimbingan,
    hand_over_umpan_bimbingan,
    list_umpan_bimbingan,
    read_umpan_bimbingan,
)
from tests.services.dunia_kantor import Dunia
from tests.services.kantor_berperan import Berperan, filled

HARI = date(2026, 11, 20)
KATA = "Saya boleh bicara, kutilang angklung"


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    return filled(dunia)


def code_of(call: Callable[[], object]) -> str:
    try:
        call()
    except LuringError as error:
        return error.code
    return ""


def words(pdf: bytes) -> str:
    """Return the text of all pages with single blanks."""
    semua = pypdfium2.PdfDocument(BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in semua).split())


def typed(kantor: Kantor, doc_id: str, **ubah: object) -> None:
    isi = open_naskah(kantor, doc_id).isi
    write_naskah(kantor, doc_id, msgspec.structs.replace(isi, **ubah))
    commit_naskah(kantor, doc_id)


def finished(berperan: Berperan, pembimbing: str = "") -> str:
    """Coach ``staf``: she types her part, ``saya`` or another guide his, and he finishes it."""
    with berperan.sebagai(P.PENILAI) as kantor:
        doc_id, _ = create_coaching(kantor, berperan.staf.id, pembimbing_id=pembimbing)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        isi = open_naskah(kantor, doc_id).isi
        assert isinstance(isi, Coaching)
        tujuan = tuple(msgspec.structs.replace(s, strategi="Menyusun tiap pekan") for s in isi.tujuan)
        typed(kantor, doc_id, tujuan=tujuan, peluang="Belajar dari loket sebelah")
    with berperan.sebagai(P.PEGAWAI, pegawai_id=pembimbing or berperan.saya.id) as kantor:
        langkah = LangkahCoaching(id="l1", indikator="Jumlah laporan", strategi="Dibantu dua hari", penyesuaian=True)
        typed(kantor, doc_id, langkah=(langkah,))
        finish_bimbingan(kantor, doc_id, tanggal=HARI, tempat="Contoh")
    return doc_id


def test_that_it_begins_with_what_the_plan_says_and_each_types_his_own_part(berperan: Berperan) -> None:
    staf = berperan.staf.id
    with berperan.sebagai(P.PENILAI) as kantor:
        (usulan,) = propose_indikator(kantor, staf)
        assert (usulan.indikator, usulan.sasaran) == ("Jumlah laporan", "12 buku")
        doc_id, _ = create_coaching(kantor, staf)
        isi = open_naskah(kantor, doc_id).isi
        assert isinstance(isi, Coaching)
        assert (isi.pembimbing_id, isi.penilai_id, isi.skp_id) == (
            berperan.saya.id,
            berperan.saya.id,
            berperan.staf.skp,
        )
        assert [(s.indikator, s.sasaran) for s in isi.tujuan] == [("Jumlah laporan", "12 buku")]
    langkah = (LangkahCoaching(id="l1", strategi="Dibantu dua hari"),)
    tujuan = (TujuanCoaching(id="t1", indikator="Jumlah laporan"),)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=staf) as kantor:
        typed(kantor, doc_id, tujuan=tujuan, peluang="Belajar")
        for ubah in (
            {"langkah": langkah},
            {"pembimbing_id": berperan.asing.id},
            {"status": StatusPembinaan.SELESAI},
            {"penilai_id": berperan.asing.id},
            {"dilaporkan_atasan": HARI},
        ):
            assert code_of(lambda u=ubah: typed(kantor, doc_id, **u)) in ("bukan_isian_anda", "dokumen_terkunci")  # type: ignore[misc]
        assert code_of(lambda: finish_bimbingan(kantor, doc_id, tanggal=HARI)) == "wewenang_kurang"
    with berperan.sebagai(P.PENILAI) as kantor:
        assert code_of(lambda: finish_bimbingan(kantor, doc_id, tanggal=HARI)) == "bimbingan_belum_lengkap"
        typed(kantor, doc_id, langkah=langkah)
        assert code_of(lambda: finish_bimbingan(kantor, doc_id, tanggal=date(2027, 2, 1))) == "bimbingan_tanggal_nanti"
        finish_bimbingan(kantor, doc_id, tanggal=HARI)
        assert code_of(lambda: typed(kantor, doc_id, peluang="lain")) == "dokumen_terkunci"
        assert code_of(lambda: delete_bimbingan(kantor, doc_id, "uji")) == "bimbingan_sudah_selesai"
        reopen_bimbingan(kantor, doc_id, "salah ketik")
        delete_bimbingan(kantor, doc_id, "tidak jadi")
        assert list_bimbingan(kantor) == ()


def test_that_somebody_else_guides_without_assessing_and_reports_upwards_in_turn(berperan: Berperan) -> None:
    """asing assesses nobody and is given the assignment (P6:78): he guides, types his part and nobody else's."""
    doc_id = finished(berperan, berperan.asing.id)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id) as kantor:
        (baris,) = list_bimbingan(kantor)
        assert (baris.langkah, baris.penyesuaian, baris.boleh_membimbing) == ("lapor_penilai", True, True)
        reopen_bimbingan(kantor, doc_id, "uji")
        assert code_of(lambda: typed(kantor, doc_id, peluang="lain")) == "bukan_isian_anda"
        finish_bimbingan(kantor, doc_id, tanggal=HARI)
        assert "Kepada pejabat penilai kinerja" in words(print_laporan_bimbingan(kantor).pdf)
        report_bimbingan(kantor, doc_id, HARI)
        assert list_bimbingan(kantor)[0].langkah == ""
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        assert list_bimbingan(kantor) == ()
    with berperan.sebagai(P.PENILAI) as kantor:
        assert list_bimbingan(kantor)[0].langkah == "lapor_atasan"
        assert "bimbingan-lapor" in {satu.kode for satu in list_tugas(kantor, maks=99)}
        report_bimbingan(kantor, doc_id, HARI)
        assert "bimbingan-lapor" not in {satu.kode for satu in list_tugas(kantor, maks=99)}
        assert code_of(lambda: report_bimbingan(kantor, doc_id)) == "bimbingan_tidak_dilaporkan"
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        (baris,) = list_bimbingan(kantor)
        assert (baris.pegawai_id, baris.boleh_membimbing) == (berperan.staf.id, False)
        assert code_of(lambda: typed(kantor, doc_id, peluang="lain")) == "dokumen_terkunci"
        assert code_of(lambda: reopen_bimbingan(kantor, doc_id, "uji")) == "wewenang_kurang"
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.saya.id[::-1]) as kantor:
        assert list_bimbingan(kantor) == ()
        assert code_of(lambda: print_bimbingan(kantor, doc_id)) == "wewenang_kurang"


def test_that_nobody_guides_himself_and_a_guide_is_needed(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        saya, staf = berperan.saya.id, berperan.staf.id
        assert code_of(lambda: create_coaching(kantor, staf, pembimbing_id=staf)) == "bimbingan_diri_sendiri"
        assert code_of(lambda: create_mentoring(kantor, staf, pembimbing_id="ab" * 16)) == "bimbingan_tanpa_pembimbing"
        assert code_of(lambda: create_coaching(kantor, berperan.asing.id)) == "wewenang_kurang"
        # His own he may begin; his assessor guides him.
        doc_id, _ = create_mentoring(kantor, saya)
        assert not next(b for b in list_bimbingan(kantor) if b.id == doc_id).boleh_membimbing


def test_that_the_employee_deletes_only_what_he_alone_wrote(berperan: Berperan) -> None:
    staf = berperan.staf.id
    with berperan.sebagai(P.PENILAI) as kantor:
        milik_pimpinan, _ = create_coaching(kantor, staf)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=staf) as kantor:
        sendiri, dibalas, diketik = (create_coaching(kantor, staf)[0] for _ in range(3))
        assert read_bimbingan(kantor, sendiri).boleh_hapus
    with berperan.sebagai(P.PENILAI) as kantor:
        typed(kantor, dibalas, langkah=(LangkahCoaching(id="l1", strategi="Dibantu"),))
        write_naskah(
            kantor, diketik, msgspec.structs.replace(open_naskah(kantor, diketik).isi, peluang="Belum disimpan")
        )
    for peran in (P.PEGAWAI, P.OPERATOR):
        with berperan.sebagai(peran, pegawai_id=staf) as kantor:
            for doc_id in (milik_pimpinan, dibalas, diketik):
                assert code_of(lambda d=doc_id: delete_bimbingan(kantor, d, "x")) == "bimbingan_bukan_milik_sendiri"  # type: ignore[misc]
                assert not read_bimbingan(kantor, doc_id).boleh_hapus
    with berperan.sebagai(P.PEGAWAI, pegawai_id=staf) as kantor:
        delete_bimbingan(kantor, sendiri, "tidak jadi")
    with berperan.sebagai(P.PENILAI) as kantor:
        assert read_bimbingan(kantor, dibalas).boleh_hapus
        delete_bimbingan(kantor, dibalas, "tidak jadi")


def test_that_only_the_assessor_or_the_office_names_another_guide(berperan: Berperan) -> None:
    staf, asing = berperan.staf.id, berperan.asing.id
    for peran in (P.PEGAWAI, P.OPERATOR):
        with berperan.sebagai(peran, pegawai_id=staf) as kantor:
            for buat in (create_coaching, create_mentoring):
                kode = code_of(lambda b=buat: b(kantor, staf, pembimbing_id=asing))  # type: ignore[misc]
                assert kode == "bimbingan_pembimbing_ditunjuk"
    with berperan.sebagai(P.PENILAI) as kantor:
        doc_id, _ = create_coaching(kantor, staf, pembimbing_id=asing)
        assert read_bimbingan(kantor, doc_id).boleh_menunjuk
    with berperan.sebagai(P.PEGAWAI, pegawai_id=asing) as kantor:
        assert not read_bimbingan(kantor, doc_id).boleh_menunjuk
        kode = code_of(lambda: typed(kantor, doc_id, pembimbing_id=berperan.sekda))
        assert kode == "bimbingan_pembimbing_ditunjuk"
    with berperan.sebagai(P.OPERATOR, pegawai_id=berperan.sekda) as kantor:
        create_mentoring(kantor, staf, pembimbing_id=asing)


def test_that_a_guide_whom_the_employee_named_finishes_nothing(berperan: Berperan) -> None:
    """A draft that came from elsewhere may name whom it likes: what counts is who named him."""
    staf, asing, kantor = berperan.staf.id, berperan.asing.id, berperan.kantor
    akun = staf[::-1]
    with kantor.write("akun") as tx:
        isi = Pengguna(nama="Bagas", pegawai_id=staf, unit_kode=kantor.profil.kode)
        tx.save("pengguna", akun, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=staf):
        doc_id, _ = create_coaching(kantor, staf)
        isi_coaching = open_naskah(kantor, doc_id).isi
        assert isinstance(isi_coaching, Coaching)
        baru = msgspec.structs.replace(
            isi_coaching,
            pembimbing_id=asing,
            langkah=(LangkahCoaching(id="l", strategi="y"),),
        )
        with kantor.write("uji", doc_id) as tx:
            tx.save("coaching", doc_id, encode(baru), scope=kantor.profil.kode, schema=SCHEMA)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=asing):
        kode = code_of(lambda: finish_bimbingan(kantor, doc_id, tanggal=HARI))
        assert kode == "bimbingan_pembimbing_ditunjuk"
    with berperan.sebagai(P.PENILAI):
        typed(kantor, doc_id, pembimbing_id=berperan.saya.id)
        typed(kantor, doc_id, pembimbing_id=asing)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=asing):
        finish_bimbingan(kantor, doc_id, tanggal=HARI)


def test_that_both_forms_are_printed_word_for_word(berperan: Berperan) -> None:
    doc_id = finished(berperan)
    with berperan.sebagai(P.PENILAI) as kantor:
        teks = words(print_bimbingan(kantor, doc_id).pdf)
        for kata in (
            *("PELAKSANAAN COACHING", "TUJUAN: APA YANG INGIN SAYA CAPAI?", "FAKTA: DIMANA SAYA SEKARANG?"),
            *("(diisi oleh Pegawai)", "PELUANG: APA YANG DAPAT SAYA LAKUKAN?", "STRATEGI PENCAPAIAN TARGET"),
            *("LANGKAH KEDEPAN: APA YANG AKAN SAYA LAKUKAN KE DEPAN?", "PENYESUAIAN UKURAN KEBERHASILAN DAN TARGET"),
            "(rekomendasi pimpinan atau pihak lain yang diberikan penugasan khusus yang disepakati dengan pegawai)",
            "*Jika diperlukan penyesuaian indikator/ target kinerja maka dilakukan perubahan SKP",
            *(
                "Pimpinan/ Pihak Lain yang Diberikan",
                "Penugasan Khusus",
                "Jumlah laporan",
                "12 buku",
                "Dibantu dua hari",
            ),
            *("Belajar dari loket sebelah", "Contoh, 20 November 2026", "1 JANUARI SD 31 DESEMBER TAHUN 2026"),
        ):
            assert kata in teks, kata
        assert find_bimbingan(kantor, "coaching", berperan.staf.id, "2026") == (doc_id,)
        lagi = form_of_code("B.1.6").cetak(kantor, doc_id, None, "")
        assert lagi.judul == "Coaching (B.1.6)"
        m_id, _ = create_mentoring(kantor, berperan.staf.id)
        isi = open_naskah(kantor, m_id).isi
        assert isinstance(isi, Mentoring)
        typed(
            kantor,
            m_id,
            bentuk=BentukMentoring.WORK_SHARING,
            tujuan=(TujuanMentoring(id="t", keahlian="Menyusun nota", jangka_waktu="2 bulan", harapan="Rapi"),),
            pertemuan=(PertemuanMentoring(id="p", tanggal=HARI, tempat="Aula", materi="Nota dinas", rencana="Coba"),),
        )
        finish_bimbingan(kantor, m_id, tanggal=HARI)
        teks = words(print_bimbingan(kantor, m_id).pdf)
        for kata in (
            *("PELAKSANAAN MENTORING", "TUJUAN: APA YANG INGIN SAYA CAPAI DENGAN MENTORING?", "JURNAL MENTORING"),
            *(
                "KEAHLIAN/ KETERAMPILAN SPESIFIK YANG AKAN DIKEMBANGKAN",
                "PERUBAHAN YANG DIHARAPKAN",
                "WAKTU DAN TEMPAT",
            ),
            *("UKURAN KEBERHASILAN MENTORING", "TARGET WAKTU RENCANA AKSI", "MATERI MENTORING", "Nota dinas", "Aula"),
        ):
            assert kata in teks, kata


def answered(berperan: Berperan, doc_id: str) -> str:
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        umpan, _ = create_umpan_bimbingan(kantor, doc_id)
        for nomor in range(1, 10):
            answer_umpan_bimbingan(kantor, umpan, nomor, f"{KATA} {nomor}")
    return umpan


def test_that_the_feedback_goes_to_the_superior_of_the_leader_and_to_nobody_else(
    berperan: Berperan, tmp_path: object
) -> None:
    doc_id = finished(berperan, berperan.asing.id)
    umpan = answered(berperan, doc_id)
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        assert list_umpan_bimbingan(kantor) == ()  # not before it is handed over
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        isi = read_umpan_bimbingan(kantor, umpan)
        assert (isi.atasan, isi.boleh_ubah) == ("Sekretaris Zakaria Cendana", True)
        assert code_of(lambda: answer_umpan_bimbingan(kantor, umpan, 10, "x")) == "umpan_bimbingan_nomor"
        answer_umpan_bimbingan(kantor, umpan, 4, "")
        assert (
            code_of(lambda: hand_over_umpan_bimbingan(kantor, umpan, tanggal=HARI)) == "umpan_bimbingan_belum_lengkap"
        )
        answer_umpan_bimbingan(kantor, umpan, 4, f"{KATA} 4")
        hand_over_umpan_bimbingan(kantor, umpan, tanggal=HARI)
        assert list_bimbingan(kantor)[0].langkah == ""
        lain = msgspec.structs.replace(isi.isi, atasan_id=berperan.asing.id)
        assert code_of(lambda: write_naskah(kantor, umpan, lain)) in ("bukan_isian_anda", "dokumen_terkunci")
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as kantor:
        (baris,) = list_umpan_bimbingan(kantor)
        assert (baris.id, baris.terjawab, baris.milik) == (umpan, 9, False)
        teks = words(print_umpan_bimbingan(kantor, umpan).pdf)
        for satu in guidance_words().kriteria:
            assert f"{satu.nomor}. {satu.teks}" in teks
            assert f"{KATA} {satu.nomor}" in teks
            assert satu.subjek in teks
        assert "UMPAN BALIK PELAKSANAAN BIMBINGAN KINERJA" in teks
    semua = (P.PEGAWAI, P.PENILAI, P.OPERATOR, P.ADMIN)
    for siapa in (berperan.saya.id, berperan.asing.id, ""):
        with berperan.sebagai(*semua, pegawai_id=siapa) as kantor:
            dilihat: tuple[Callable[[], object], ...] = (
                lambda k=kantor: list_umpan_bimbingan(k),  # type: ignore[misc]
                lambda k=kantor: read_umpan_bimbingan(k, umpan),  # type: ignore[misc]
                lambda k=kantor: list_dokumen(k, "umpan_balik_bimbingan"),  # type: ignore[misc]
                lambda k=kantor: show_dokumen(k, umpan, riwayat=True),  # type: ignore[misc]
                lambda k=kantor: open_naskah(k, umpan),  # type: ignore[misc]
                lambda k=kantor: list_konflik(k),  # type: ignore[misc]
                lambda k=kantor: print_umpan_bimbingan(k, umpan),  # type: ignore[misc]
                lambda k=kantor: read_jejak(k, SaringanJejak(pegawai_id=berperan.staf.id)),  # type: ignore[misc]
                lambda k=kantor: form_of_code("B.1.8").cari(k, berperan.staf.id, ""),  # type: ignore[misc]
            )
            for nomor, call in enumerate(dilihat):
                try:
                    isi_terlihat = repr(call())
                except LuringError:
                    continue
                assert umpan not in isi_terlihat, nomor
                assert KATA not in isi_terlihat, nomor
            folder = export_orang(kantor, berperan.staf.id, tmp_path).folder  # type: ignore[arg-type]
            assert not any(KATA.encode() in p.read_bytes() for p in folder.rglob("*") if p.is_file())


def test_that_the_first_superior_who_guided_himself_does_not_receive_it(berperan: Berperan) -> None:
    """Where the leader's superior was the guide there is nobody above him here: it is said, not sent to him."""
    doc_id = finished(berperan, berperan.sekda)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        assert code_of(lambda: create_umpan_bimbingan(kantor, doc_id)) == "umpan_bimbingan_tanpa_atasan"


def test_that_only_the_employee_answers_after_the_guidance(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        doc_id, _ = create_coaching(kantor, berperan.staf.id)
        assert code_of(lambda: create_umpan_bimbingan(kantor, doc_id)) == "wewenang_kurang"
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        assert code_of(lambda: create_umpan_bimbingan(kantor, doc_id)) == "umpan_bimbingan_belum"
    assert UmpanBalikBimbingan(pegawai_id="x").pembimbing_id == ""
