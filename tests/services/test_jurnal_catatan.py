"""The journal: a week of one person, written down when it was, answered by the assessor alone, kept in history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.jurnal import EntriJurnal, Jurnal, carry_over, sidik_entri, tanggapan_berlaku
from desktop_app.domain.kelengkapan_jurnal import check_jurnal
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.domain.wewenang import Wewenang, covers, reach
from desktop_app.services.jurnal import (
    Jawaban,
    answer_jurnal,
    delete_jurnal,
    list_jurnal,
    list_menunggu,
    list_minggu,
    look_minggu,
    open_minggu,
    read_minggu,
)
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.skp import get_skp
from desktop_app.services.tugas import list_tugas
from desktop_app.services.usulan_realisasi import read_kemajuan, read_usulan
from tests.services.dunia_kantor import Dunia, edit
from tests.services.kantor_berperan import Berperan, at, filled
from tests.services.refusal import code_of

W = Wewenang
DICOBA = (
    *("list_jurnal", "list_minggu", "open_minggu", "read_minggu", "look_minggu", "delete_jurnal"),
    *("list_menunggu", "answer_jurnal", "read_usulan", "read_kemajuan"),
    *("export_jurnal", "preview_jurnal", "import_jurnal"),
    *("list_rencana_aksi", "list_skp_aksi", "create_rencana_aksi", "read_rencana_aksi", "delete_rencana_aksi"),
    *("print_rencana_aksi", "print_pendokumentasian", "find_rencana_aksi"),
)
"""The use cases whose reach is tried here, in test_jurnal_lembar and in test_rencana_aksi."""
SENIN = date(2026, 1, 5)
BENAR, TANYA, BELUM = TanggapanJurnal.DIBENARKAN, TanggapanJurnal.DIPERTANYAKAN, TanggapanJurnal.BELUM


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    return filled(dunia)


def entry(ref: str = "e1", **ubah: Any) -> EntriJurnal:
    """Return an entry of Tuesday for the result of the SKP."""
    isi: dict[str, Any] = {
        "tanggal": date(2026, 1, 6),
        "hasil_id": "h1",
        "indikator_id": "i1",
        "teks": "3 laporan tersusun",
        "jumlah": "3",
        "satuan": "buku",
    }
    return EntriJurnal(id=ref, **isi | ubah)


def week(kantor: Kantor, orang: str, *entri: EntriJurnal) -> str:
    """Write a week of one person and return its document."""
    doc_id, _ = open_minggu(kantor, orang, SENIN)
    edit(kantor, doc_id, entri=entri)
    return doc_id


def stored(kantor: Kantor, doc_id: str) -> Jurnal:
    """Return the week as it stands."""
    isi = open_naskah(kantor, doc_id).isi
    assert isinstance(isi, Jurnal)
    return isi


def answer(doc_id: str, entri: EntriJurnal, tanggapan: TanggapanJurnal = BENAR, komentar: str = "") -> Jawaban:
    return Jawaban(doc_id, entri.id, tanggapan, sidik_entri(entri), komentar)


def test_that_any_day_of_a_week_opens_the_one_document_of_that_week(berperan: Berperan) -> None:
    kantor, orang = berperan.kantor, berperan.staf.id
    doc_id, changed = open_minggu(kantor, orang, date(2026, 1, 8))
    assert changed.doc_ids == (doc_id,)
    assert [open_minggu(kantor, orang, date(2026, 1, hari))[0] for hari in (5, 11)] == [doc_id, doc_id]
    assert open_minggu(kantor, orang, date(2026, 1, 12))[0] != doc_id
    assert stored(kantor, doc_id).minggu == SENIN
    assert code_of(lambda: open_minggu(kantor, orang, date(2019, 5, 1))) == "jurnal_bukan_senin"


def test_that_the_day_of_writing_is_the_programs_and_stays_what_it_was(berperan: Berperan) -> None:
    kantor = berperan.kantor
    at(kantor, 2027, 5, 20)
    doc_id = week(kantor, berperan.staf.id, entry(dicatat=date(2026, 1, 6), dicatat_ragu=True))
    (satu,) = stored(kantor, doc_id).entri
    assert (satu.tanggal, satu.dicatat, satu.dicatat_ragu) == (date(2026, 1, 6), date(2027, 5, 20), False)
    at(kantor, 2027, 6, 1)
    edit(kantor, doc_id, entri=(entry(teks="4 laporan tersusun", dicatat=None), entry("e2")))
    lama, baru = stored(kantor, doc_id).entri
    assert (lama.dicatat, baru.dicatat) == (date(2027, 5, 20), date(2027, 6, 1))


def test_that_what_is_still_in_the_working_copy_keeps_its_first_day(berperan: Berperan) -> None:
    kantor = berperan.kantor
    at(kantor, 2027, 5, 20)
    doc_id, _ = open_minggu(kantor, berperan.staf.id, SENIN)
    edit(kantor, doc_id, commit=False, entri=(entry(),))
    at(kantor, 2027, 5, 25)
    edit(kantor, doc_id, entri=(entry(teks="lain"),))
    assert stored(kantor, doc_id).entri[0].dicatat == date(2027, 5, 20)


def test_that_a_clock_before_the_program_was_made_is_marked_as_doubtful(berperan: Berperan) -> None:
    kantor = berperan.kantor
    kantor.jam = lambda: datetime(2010, 1, 1, tzinfo=UTC)
    doc_id = week(kantor, berperan.staf.id, entry())
    assert stored(kantor, doc_id).entri[0].dicatat_ragu is True


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_writing_and_answering_reach_as_far_as_the_table_says(berperan: Berperan, peran: P) -> None:
    at(berperan.kantor, 2026, 11, 20)
    ids = {nama: week(berperan.kantor, satu.id, entry()) for nama, satu in berperan.orang.items()}
    penilai = {"sendiri": berperan.sekda, "bawahan": berperan.saya.id, "asing": berperan.sekda}
    with berperan.sebagai(peran) as kantor:
        for nama, doc_id in ids.items():
            orang = berperan.orang[nama].id

            def may(act: W, orang: str = orang, nama: str = nama) -> bool:
                return covers(act, reach({peran}, act), berperan.saya.id, orang, penilai[nama])

            isi, lihat, jawab = may(W.ISI_JURNAL), may(W.LIHAT_PENILAIAN), may(W.TANGGAPI_JURNAL)
            baru = entry("e2")
            mengubah: tuple[Callable[[], object], ...] = (
                lambda o=orang: open_minggu(kantor, o, date(2026, 2, 3)),  # type: ignore[misc]
                lambda d=doc_id, b=baru: write_naskah(  # type: ignore[misc]
                    kantor, d, msgspec.structs.replace(stored(berperan.kantor, d), entri=(entry(), b))
                ),
                lambda d=doc_id: delete_jurnal(kantor, d, ""),  # type: ignore[misc]
            )
            assert [code_of(satu) not in ("wewenang_kurang",) for satu in mengubah] == [isi] * 3, nama
            assert (code_of(lambda d=doc_id: read_minggu(kantor, d)) == "") is lihat, nama  # type: ignore[misc]
            skp = berperan.orang[nama].skp
            melihat: tuple[Callable[[], object], ...] = (
                lambda o=orang: list_minggu(kantor, o, 2026),  # type: ignore[misc]
                lambda o=orang: look_minggu(kantor, o, SENIN),  # type: ignore[misc]
                lambda o=orang, s=skp: read_usulan(kantor, o, s, "2026"),  # type: ignore[misc]
                lambda o=orang, s=skp: read_kemajuan(kantor, o, s),  # type: ignore[misc]
            )
            assert [code_of(satu) == "" for satu in melihat] == [lihat] * 4, nama
            if reach({peran}, W.TANGGAPI_JURNAL):
                assert (orang in {satu.pegawai_id for satu in list_menunggu(kantor)}) is jawab, nama
            assert (orang in {satu.pegawai_id for satu in _people(kantor)}) is lihat, nama
            kode = code_of(lambda d=doc_id: answer_jurnal(kantor, [answer(d, entry())]))  # type: ignore[misc]
            assert (kode == "") is jawab, (nama, kode)


def _people(kantor: Kantor) -> tuple[Any, ...]:
    return list_jurnal(kantor, 2026) if kantor.pelaku.reach(W.LIHAT_PENILAIAN) else ()


def test_that_nobody_answers_himself_whatever_his_roles(berperan: Berperan) -> None:
    doc_id = week(berperan.kantor, berperan.saya.id, entry())
    with berperan.sebagai(*P) as kantor:
        assert code_of(lambda: answer_jurnal(kantor, [answer(doc_id, entry())])) == "penilaian_diri_sendiri"
        assert list_menunggu(kantor) == ()


def test_that_the_assessor_answers_several_at_once_and_a_question_says_something(berperan: Berperan) -> None:
    satu, dua = entry(), entry("e2", teks="1 laporan tersusun")
    doc_id = week(berperan.kantor, berperan.staf.id, satu, dua)
    with berperan.sebagai(P.PENILAI) as kantor:
        assert [(s.nama.split()[0], s.hasil, s.indikator) for s in list_menunggu(kantor)] == [
            ("Bagas", "Laporan pelayanan tersusun", "Jumlah laporan")
        ] * 2
        kosong = [answer(doc_id, satu), answer(doc_id, dua, TANYA, " ")]
        assert code_of(lambda: answer_jurnal(kantor, kosong)) == "jurnal_komentar_wajib"
        assert code_of(lambda: answer_jurnal(kantor, [])) == "jurnal_tanpa_jawaban"
        assert len(list_menunggu(kantor)) == 2
        answer_jurnal(kantor, [answer(doc_id, satu), answer(doc_id, dua, TANYA, "Laporan yang mana?")])
        assert list_menunggu(kantor) == ()
    entri = stored(berperan.kantor, doc_id).entri
    assert [(s.tanggapan, s.komentar, s.penanggap_id) for s in entri] == [
        (BENAR, "", berperan.saya.id),
        (TANYA, "Laporan yang mana?", berperan.saya.id),
    ]
    (baris,) = [s for s in list_jurnal(berperan.kantor, 2026) if s.pegawai_id == berperan.staf.id]
    assert (baris.entri, baris.menunggu, baris.dipertanyakan) == (2, 0, 1)


def test_that_an_answer_to_words_that_changed_meanwhile_is_refused(berperan: Berperan) -> None:
    doc_id = week(berperan.kantor, berperan.staf.id, entry())
    lama = answer(doc_id, entry())
    edit(berperan.kantor, doc_id, entri=(entry(jumlah="300"),))
    with berperan.sebagai(P.PENILAI) as kantor:
        assert code_of(lambda: answer_jurnal(kantor, [lama])) == "jurnal_entri_berubah"


def test_that_an_answer_is_never_typed_and_falls_back_with_its_words(berperan: Berperan) -> None:
    doc_id = week(berperan.kantor, berperan.staf.id, entry(), entry("e2"))
    with berperan.sebagai(P.PENILAI) as kantor:
        answer_jurnal(kantor, [answer(doc_id, entry())])
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        satu, dua = stored(kantor, doc_id).entri
        palsu = msgspec.structs.replace(dua, tanggapan=BENAR, sidik=sidik_entri(dua), penanggap_id=berperan.saya.id)
        edit(kantor, doc_id, entri=(satu, palsu))
        assert [tanggapan_berlaku(s) for s in stored(kantor, doc_id).entri] == [BENAR, BELUM]
        edit(kantor, doc_id, entri=(msgspec.structs.replace(satu, jumlah="30"), dua))
        assert [s.tanggapan for s in stored(kantor, doc_id).entri] == [BELUM, BELUM]
    with berperan.sebagai(P.PENILAI) as kantor:
        answer_jurnal(kantor, [answer(doc_id, dua, TANYA, "Yang mana?")])
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        satu, dua = stored(kantor, doc_id).entri
        edit(kantor, doc_id, entri=(satu, msgspec.structs.replace(dua, tanggapan=BENAR, komentar="")))
        kini = stored(kantor, doc_id).entri[1]
        assert (kini.tanggapan, kini.komentar) == (TANYA, "Yang mana?")
    versi = [msgspec.json.decode(r.body, type=Jurnal) for r in berperan.kantor.store.history(doc_id)]
    assert BENAR in {s.tanggapan for isi in versi for s in isi.entri}


def test_that_what_was_typed_before_the_answer_came_is_not_taken_for_confirmed(berperan: Berperan) -> None:
    doc_id = week(berperan.kantor, berperan.staf.id, entry())
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        edit(kantor, doc_id, commit=False, entri=(entry(jumlah="300"),))
    with berperan.sebagai(P.PENILAI) as kantor:
        answer_jurnal(kantor, [answer(doc_id, entry())])
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        commit_naskah(kantor, doc_id)
    (satu,) = stored(berperan.kantor, doc_id).entri
    assert (satu.jumlah, tanggapan_berlaku(satu)) == ("300", BELUM)
    assert [s.entri.id for s in list_menunggu(berperan.kantor, berperan.staf.id)] == ["e1"]


def test_that_whose_week_it_is_and_two_entries_of_one_id_are_never_typed(berperan: Berperan) -> None:
    kantor = berperan.kantor
    doc_id = week(kantor, berperan.staf.id, entry())
    for ubah in ({"pegawai_id": berperan.asing.id}, {"minggu": date(2026, 1, 12)}, {"unit_kode": "99.01.08"}):
        assert code_of(lambda u=ubah: edit(kantor, doc_id, **u)) == "bukan_isian_anda", ubah  # type: ignore[misc]
    assert code_of(lambda: edit(kantor, doc_id, entri=(entry(), entry()))) == "jurnal_entri_ganda"


def test_that_a_deleted_entry_and_a_deleted_week_stay_in_history(berperan: Berperan) -> None:
    kantor = berperan.kantor
    doc_id = week(kantor, berperan.staf.id, entry())
    edit(kantor, doc_id, entri=())
    assert b"3 laporan tersusun" in b"".join(r.body for r in kantor.store.history(doc_id))
    assert code_of(lambda: delete_jurnal(kantor, doc_id, " ")) == "alasan_wajib"
    delete_jurnal(kantor, doc_id, "salah orang")
    assert list_minggu(kantor, berperan.staf.id, 2026) == ()
    baru, _ = open_minggu(kantor, berperan.staf.id, SENIN)
    assert baru != doc_id


def test_that_last_week_can_be_taken_over_without_its_numbers_proofs_and_answers(berperan: Berperan) -> None:
    kantor = berperan.kantor
    week(kantor, berperan.staf.id, entry(komentar="x", tanggal=date(2026, 1, 9)))
    doc_id, _ = open_minggu(kantor, berperan.staf.id, date(2026, 1, 21))
    (lalu,) = read_minggu(kantor, doc_id).lalu
    baru = carry_over(lalu, "n1", date(2026, 1, 19))
    assert (baru.tanggal, baru.hasil_id, baru.teks, baru.satuan) == (date(2026, 1, 23), "h1", lalu.teks, "buku")
    assert (baru.jumlah, baru.bukti, baru.komentar, baru.dicatat) == ("", (), "", None)


def test_that_the_journal_proposes_and_draws_what_it_counts(berperan: Berperan) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    week(kantor, staf.id, entry(), entry("e2", jumlah="12"))
    (usulan,) = read_usulan(kantor, staf.id, staf.skp, "2026-TW1")
    assert (usulan.teks, usulan.capaian, usulan.posisi) == ("15 buku", 125, "melampaui")
    assert read_usulan(kantor, staf.id, staf.skp, "2026-TW2")[0].teks == ""
    at(kantor, 2026, 11, 20)
    (maju,) = read_kemajuan(kantor, staf.id, staf.skp)
    assert [angka for _, angka in maju.titik] == [15] * 11 + [None] * (len(maju.titik) - 11)
    assert code_of(lambda: read_usulan(kantor, berperan.asing.id, staf.skp, "2026")) == "dokumen_tidak_ada"
    with berperan.sebagai(P.PEGAWAI) as saya:
        assert code_of(lambda: read_usulan(saya, staf.id, staf.skp, "2026")) == "wewenang_kurang"


def _codes(isi: Jurnal, skp: Skp, hari: date | None = date(2026, 6, 1), sedang: str = "") -> set[str]:
    return {satu.kode for satu in check_jurnal(isi, [skp], hari, sedang=sedang)}


def test_that_findings_are_gentle_and_only_about_what_is_there(berperan: Berperan) -> None:
    skp = get_skp(berperan.kantor, berperan.staf.skp)
    lain = [
        (entry(), {"jurnal_tanpa_bukti"}),
        (entry(tanggal=date(2026, 1, 12)), {"jurnal_luar_minggu", "jurnal_tanpa_bukti"}),
        (entry(tanggal=date(2025, 12, 31)), {"jurnal_luar_minggu", "jurnal_luar_skp", "jurnal_tanpa_bukti"}),
        (entry(tanggal=date(2026, 7, 1)), {"jurnal_luar_minggu", "jurnal_masa_depan", "jurnal_tanpa_bukti"}),
        (entry(teks="Menyusun laporan"), {"jurnal_aktivitas", "jurnal_tanpa_bukti"}),
        (entry(satuan=""), {"jurnal_tanpa_satuan", "jurnal_tanpa_bukti"}),
        (entry(jumlah="banyak"), {"jurnal_jumlah_salah", "jurnal_tanpa_bukti"}),
        (entry(dari="2"), {"jurnal_dari_salah", "jurnal_tanpa_bukti"}),
        (entry(dari="4"), {"jurnal_tanpa_bukti"}),
        (entry(hasil_id="hilang"), {"jurnal_hasil_tidak_ada", "jurnal_tanpa_bukti"}),
        (entry(hasil_id="", teks=""), {"jurnal_tanpa_hasil", "jurnal_tanpa_teks", "jurnal_tanpa_bukti"}),
    ]
    for satu, harap in lain:
        isi = Jurnal(pegawai_id="p", minggu=SENIN, entri=(satu,))
        assert _codes(isi, skp) == harap, satu
    muda = Jurnal(pegawai_id="p", minggu=SENIN, entri=(entry(tanggal=date(2026, 7, 1), teks=""),))
    assert "jurnal_masa_depan" not in _codes(muda, skp, None)
    assert _codes(muda, skp, sedang="e1") == {"jurnal_luar_minggu", "jurnal_masa_depan"}


def waiting(kantor: Kantor) -> dict[str, tuple[str, str]]:
    """Return the lines of the first page that lead to the journal."""
    return {s.kode: (s.kalimat, s.doc_id) for s in list_tugas(kantor, maks=99) if s.halaman == "jurnal"}


def test_that_the_first_page_tells_what_waits_and_empty_weeks_only_calmly(berperan: Berperan) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    at(kantor, 2027, 5, 20)
    doc_id = week(kantor, staf.id, entry(), entry("e2"))
    with berperan.sebagai(P.PENILAI):
        assert waiting(kantor) == {"jurnal-menunggu": ("2 catatan jurnal bawahan belum ditanggapi", "menunggu")}
        answer_jurnal(kantor, [answer(doc_id, entry()), answer(doc_id, entry("e2"), TANYA, "Yang mana?")])
        assert waiting(kantor) == {}
    with berperan.sebagai(P.PEGAWAI, pegawai_id=staf.id):
        assert waiting(kantor) == {"jurnal-ditanya": ("1 catatan jurnal Anda dipertanyakan", doc_id)}
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id):
        assert waiting(kantor) == {}  # no plan of this year
        at(kantor, 2026, 12, 20)
        assert waiting(kantor) == {"jurnal-kosong": ("Jurnal Anda belum ada catatan tahun ini", "")}
        at(kantor, 2010, 12, 20)
        assert waiting(kantor) == {}
