"""The way of an evaluation document: each step by whom it belongs to, doubtful days marked, nothing taken out."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from desktop_app.domain.istilah_kinerja import JenisPeristiwa as J
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai
from desktop_app.domain.jalan_dokumen import Kedudukan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.dokumen_evaluasi import correct_peristiwa, record_peristiwa
from desktop_app.services.jalan_dokumen import RincianJalan, list_jalan_dokumen, read_jalan_dokumen
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.penilaian import advance_penilaian
from tests.services.dunia_kantor import AKHIR, Dunia, edit, rate
from tests.services.kantor_berperan import Berperan, at, fill, filled
from tests.services.refusal import code_of

SERAH, TERIMA = date(2026, 4, 14), date(2026, 4, 16)


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office in which ``saya`` assesses ``staf``, whose evaluation is final since 10 April."""
    berperan = filled(dunia)
    edit(berperan.kantor, berperan.staf.penilaian, **rate())
    advance_penilaian(berperan.kantor, berperan.staf.penilaian, "finalkan", tanggal=AKHIR)
    return berperan


def way(kantor: Kantor, doc_id: str) -> RincianJalan:
    return read_jalan_dokumen(kantor, doc_id)


def test_that_a_document_goes_its_whole_way_each_step_by_its_own_person(berperan: Berperan) -> None:
    nilai = berperan.staf.penilaian
    langkah = [
        (P.PENILAI, berperan.saya.id, J.DISERAHKAN, date(2026, 4, 14), Kedudukan.DISERAHKAN),
        (P.PEGAWAI, berperan.staf.id, J.DITERIMA, date(2026, 4, 15), Kedudukan.DI_PEGAWAI),
        (P.PEGAWAI, berperan.staf.id, J.DITANDATANGANI_PEGAWAI, date(2026, 4, 16), Kedudukan.DITANDATANGANI),
        (P.PENILAI, berperan.saya.id, J.DIKEMBALIKAN, date(2026, 4, 17), Kedudukan.KEMBALI),
        (P.PENILAI, berperan.saya.id, J.DILAPORKAN, date(2026, 4, 20), Kedudukan.DILAPORKAN),
    ]
    for peran, orang, jenis, hari, kedudukan in langkah:
        with berperan.sebagai(peran, pegawai_id=orang) as kantor:
            assert read_jalan_dokumen(kantor, nilai).boleh[0] is jenis
            record_peristiwa(kantor, [nilai], jenis, hari)
            rincian = read_jalan_dokumen(kantor, nilai)
            assert rincian.kedudukan is kedudukan
            assert rincian.langkah[-1].pencatat == orang[::-1], "who recorded is the author of the revision"
    (baris,) = [b for b in list_jalan_dokumen(berperan.kantor, "2026-TW1") if b.penilaian_id == nilai]
    assert (baris.kedudukan, baris.ragu, baris.berikut, baris.tenggat) == (Kedudukan.DILAPORKAN, False, (), None)
    assert [s.oleh for s in rincian.langkah] == [
        *("Wulan Purnamasari Kenanga", "Bagas Anggrek Wicaksana", "Bagas Anggrek Wicaksana"),
        *("Wulan Purnamasari Kenanga", "Wulan Purnamasari Kenanga"),
    ]


MILIK_PEGAWAI = (J.DITERIMA, J.DITANDATANGANI_PEGAWAI, J.MENOLAK_TANDA_TANGAN)


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_nobody_but_the_office_records_what_another_did(berperan: Berperan, peran: P) -> None:
    for orang in (berperan.saya.id, berperan.staf.id, berperan.asing.id):
        for jenis in J:
            with berperan.sebagai(peran, pegawai_id=orang) as kantor:
                sendiri, penilai = orang == berperan.staf.id, orang == berperan.saya.id and peran is P.PENILAI
                boleh = peran is P.OPERATOR or (
                    sendiri if jenis in MILIK_PEGAWAI and peran in (P.PEGAWAI, P.PENILAI) else False
                )
                boleh = boleh or (penilai and jenis not in MILIK_PEGAWAI)
                # Whatever his roles, the assessor never says that the employee received, signed, or refused.
                boleh = boleh and not (orang == berperan.saya.id and jenis in MILIK_PEGAWAI)
                seq = kantor.store.last_seq()
                kode = code_of(
                    lambda k=kantor, j=jenis: record_peristiwa(  # type: ignore[misc]
                        k, [berperan.staf.penilaian], j, date(2026, 4, 15), catatan="kata pegawai"
                    )
                )
                assert (kode not in ("wewenang_kurang", "peristiwa_orang_lain")) is boleh, (orang[:4], jenis, kode)
                if kode:
                    assert kantor.store.last_seq() == seq, "a refusal writes nothing but its audit row"


def test_that_many_are_recorded_at_once_or_none(dunia: Dunia) -> None:
    kantor = dunia("a1")
    berperan = fill(kantor)
    semua = [o.penilaian for o in berperan.orang.values()]
    for doc_id in semua[:2]:
        edit(kantor, doc_id, **rate())
        advance_penilaian(kantor, doc_id, "finalkan", tanggal=AKHIR)
    assert code_of(lambda: record_peristiwa(kantor, semua, J.DISERAHKAN, SERAH)) == "dokumen_belum_final"
    assert {b.kedudukan for b in list_jalan_dokumen(kantor)} == {Kedudukan.DI_PENILAI}
    rows, _ = kantor.store.audit_head()
    changed = record_peristiwa(kantor, semua[:2], J.DISERAHKAN, SERAH, tempat="Contoh")
    assert (len(changed.doc_ids), kantor.store.audit_head()[0]) == (2, rows + 1)
    assert {b.kedudukan for b in list_jalan_dokumen(kantor)} == {Kedudukan.DISERAHKAN}
    assert code_of(lambda: record_peristiwa(kantor, [], J.DISERAHKAN, SERAH)) == "peristiwa_tanpa_dokumen"
    assert code_of(lambda: record_peristiwa(kantor, semua[:1], J.DISERAHKAN, SERAH)) == "peristiwa_sudah_ada"


@pytest.mark.parametrize(
    ("jam", "jenis", "tanggal", "ragu"),
    [
        ((2026, 12, 1), J.DITERIMA, date(2026, 4, 16), False),
        ((2026, 12, 1), J.DITERIMA, date(2026, 4, 13), True),
        ((2026, 12, 1), J.DITERIMA, date(2026, 4, 9), True),
        ((2026, 12, 1), J.DITERIMA, date(2026, 12, 2), True),
        ((1980, 1, 1), J.DITERIMA, date(2026, 4, 16), True),
        ((2099, 1, 1), J.DITERIMA, date(2026, 4, 16), True),
    ],
    ids=[
        "believable",
        "before the hand-over",
        "before the signature",
        "not yet come",
        "clock at 1980",
        "clock at 2099",
    ],
)
def test_that_a_day_that_cannot_be_right_is_marked_and_never_refused(
    berperan: Berperan, jam: tuple[int, int, int], jenis: J, tanggal: date, ragu: bool
) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    record_peristiwa(kantor, [nilai], J.DISERAHKAN, SERAH)
    at(kantor, *jam)
    record_peristiwa(kantor, [nilai], jenis, tanggal)
    terakhir = way(kantor, nilai).langkah[-1].peristiwa
    assert (terakhir.tanggal, terakhir.ragu, terakhir.dicatat) == (tanggal, ragu, date(*jam))


def test_that_a_correction_follows_and_takes_nothing_out(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    record_peristiwa(kantor, [nilai], J.DISERAHKAN, SERAH)
    record_peristiwa(kantor, [nilai], J.DITERIMA, date(2026, 4, 13))
    salah = way(kantor, nilai).langkah[-1].peristiwa
    assert salah.ragu
    assert code_of(lambda: correct_peristiwa(kantor, nilai, salah.id, tanggal=TERIMA, alasan=" ")) == "alasan_wajib"
    correct_peristiwa(kantor, nilai, salah.id, tanggal=TERIMA, alasan="salah baca tanda terima")
    rincian = way(kantor, nilai)
    assert [(s.peristiwa.tanggal, s.dibetulkan) for s in rincian.langkah] == [
        *((SERAH, False), (date(2026, 4, 13), True), (TERIMA, False)),
    ]
    betul = rincian.langkah[-1].peristiwa
    assert (betul.ragu, betul.membetulkan, betul.catatan) == (False, salah.id, "salah baca tanda terima")
    assert (
        code_of(lambda: correct_peristiwa(kantor, nilai, salah.id, tanggal=SERAH, alasan="x")) == "peristiwa_tidak_ada"
    )
    correct_peristiwa(kantor, nilai, betul.id, tanggal=None, alasan="belum diterima")
    rincian = way(kantor, nilai)
    assert (rincian.kedudukan, len(rincian.langkah)) == (Kedudukan.DISERAHKAN, 4)
    record_peristiwa(kantor, [nilai], J.DITERIMA, TERIMA)
    assert way(kantor, nilai).kedudukan is Kedudukan.DI_PEGAWAI


def test_that_who_refuses_says_why_and_may_still_sign(berperan: Berperan) -> None:
    nilai = berperan.staf.penilaian
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        record_peristiwa(kantor, [nilai], J.DITERIMA, SERAH)
        menolak = lambda kata: record_peristiwa(kantor, [nilai], J.MENOLAK_TANDA_TANGAN, TERIMA, catatan=kata)  # noqa: E731
        assert code_of(lambda: menolak("")) == "penolakan_tanpa_alasan"
        menolak("Realisasi triwulan belum dihitung")
        assert way(kantor, nilai).kedudukan is Kedudukan.DITOLAK
        record_peristiwa(kantor, [nilai], J.DITANDATANGANI_PEGAWAI, date(2026, 4, 20))
        assert way(kantor, nilai).kedudukan is Kedudukan.DITANDATANGANI
        assert code_of(lambda: menolak("berubah lagi")) == "peristiwa_sudah_ada"


def test_that_a_reopened_evaluation_leaves_the_earlier_way_with_its_own_version(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    record_peristiwa(kantor, [nilai], J.DISERAHKAN, SERAH)
    advance_penilaian(kantor, nilai, "koreksi", alasan="salah hitung")
    assert code_of(lambda: record_peristiwa(kantor, [nilai], J.DITERIMA, TERIMA)) == "dokumen_belum_final"
    advance_penilaian(kantor, nilai, "finalkan", tanggal=date(2026, 4, 21))
    rincian = way(kantor, nilai)
    assert (rincian.kedudukan, rincian.langkah) == (Kedudukan.DI_PENILAI, ())
    (lama,) = rincian.terdahulu
    assert (lama.tanggal, [s.peristiwa.tanggal for s in lama.langkah]) == (AKHIR, [SERAH])
    record_peristiwa(kantor, [nilai], J.DISERAHKAN, date(2026, 4, 22))
    ids = {satu.doc_id for satu in kantor.store.find("dokumen_evaluasi", where={"penilaian_id": nilai})}
    assert len(ids) == 2
    assert way(kantor, nilai).kedudukan is Kedudukan.DISERAHKAN


def test_that_nobody_types_into_a_way_not_even_the_office(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    record_peristiwa(kantor, [nilai], J.DISERAHKAN, SERAH)
    doc_id = way(kantor, nilai).dokumen_id
    isi = open_naskah(kantor, doc_id).isi
    for ubah in ({"peristiwa": ()}, {"penilaian_rev": "0" * 64}, {"periode": "2026-TW2"}):
        baru = msgspec.structs.replace(isi, **ubah)
        assert code_of(lambda b=baru: write_naskah(kantor, doc_id, b)) == "dokumen_dicatat_langkah"  # type: ignore[misc]
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.saya.id):
        assert code_of(lambda: write_naskah(kantor, doc_id, baru)) == "dokumen_dicatat_langkah"


def test_that_a_period_that_is_not_assessed_has_no_document(dunia: Dunia) -> None:
    kantor = dunia("a1")
    doc_id = fill(kantor).staf.penilaian
    edit(kantor, doc_id, tidak_dinilai=SebabTidakDinilai.CUTI_BESAR, rating_hasil=None, rating_perilaku=None,
         capaian_organisasi=None, alasan_hasil="", alasan_perilaku="", catatan="cuti besar tiga bulan")  # fmt: skip
    advance_penilaian(kantor, doc_id, "finalkan", tanggal=AKHIR)
    assert list_jalan_dokumen(kantor, "2026-TW1") == ()
    assert code_of(lambda: record_peristiwa(kantor, [doc_id], J.DISERAHKAN, SERAH)) == "dokumen_tidak_dinilai"


def test_that_two_computers_record_one_way_of_both_steps(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    record_peristiwa(kantor, [nilai], J.DISERAHKAN, SERAH)
    doc_id = way(kantor, nilai).dokumen_id
    dasar = kantor.store.document(doc_id)
    assert dasar is not None
    record_peristiwa(kantor, [nilai], J.DITERIMA, TERIMA)
    isi = msgspec.json.decode(dasar.body)
    isi["peristiwa"].append({"id": "lain", "jenis": "dilaporkan", "tanggal": "2026-04-30"})
    with kantor.write("uji", doc_id) as tx:
        tx.save("dokumen_evaluasi", doc_id, msgspec.json.encode(isi), scope=dasar.scope, schema=1, parents=dasar.heads)
    assert {s.peristiwa.jenis for s in way(kantor, nilai).langkah} == {J.DISERAHKAN, J.DITERIMA, J.DILAPORKAN}
    assert way(kantor, nilai).kedudukan is Kedudukan.DILAPORKAN
