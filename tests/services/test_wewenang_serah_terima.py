"""The hand-over and rights: who leaves makes his own, the office everybody's, who takes over looks; and afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from desktop_app.domain.istilah import Rating, SebabSerahTerima, StatusPenilaian
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.domain.wewenang import Wewenang, covers, reach
from desktop_app.services.kantor import Kantor
from desktop_app.services.penilaian import advance_penilaian, get_penilaian
from desktop_app.services.serah_terima import (
    create_serah_terima,
    delete_serah_terima,
    finish_serah_terima,
    list_penerima,
    list_penyerah,
    list_serah_terima,
    read_serah_terima,
)
from desktop_app.services.tugas import list_tugas
from tests.services.dunia_kantor import AKHIR, Dunia, edit
from tests.services.kantor_berperan import Berperan, filled
from tests.services.refusal import code_of

W = Wewenang
AGUSTUS = date(2026, 8, 25)


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    return filled(dunia)


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_a_hand_over_reaches_as_far_as_the_table_says(berperan: Berperan, peran: P) -> None:
    ids = {k: create_serah_terima(berperan.kantor, k, AGUSTUS)[0] for k in (berperan.saya.id, berperan.sekda)}
    edit(berperan.kantor, ids[berperan.saya.id], penerima_id=berperan.asing.id)
    with berperan.sebagai(peran) as kantor:
        for orang, doc_id in ids.items():
            penilai = berperan.sekda if orang == berperan.saya.id else ""
            boleh = covers(W.SERAH_TERIMA, reach({peran}, W.SERAH_TERIMA), berperan.saya.id, orang, penilai)
            lihat = covers(W.LIHAT_PENILAIAN, reach({peran}, W.LIHAT_PENILAIAN), berperan.saya.id, orang, penilai)
            assert (doc_id in {s.id for s in list_serah_terima(kantor)}) is lihat
            assert (code_of(lambda d=doc_id: read_serah_terima(kantor, d)) == "") is lihat  # type: ignore[misc]
            calls: tuple[Callable[[], object], ...] = (
                lambda o=orang: list_penerima(kantor, o, AGUSTUS),  # type: ignore[misc]
                lambda o=orang: create_serah_terima(kantor, o, date(2026, 9, 1)),  # type: ignore[misc]
                lambda d=doc_id: edit(kantor, d, catatan="uji"),  # type: ignore[misc]
                lambda d=doc_id: finish_serah_terima(kantor, d, tanggal=AGUSTUS),  # type: ignore[misc]
                lambda d=doc_id: delete_serah_terima(kantor, d, "uji"),  # type: ignore[misc]
            )
            for nomor, call in enumerate(calls):
                kode = code_of(call)
                assert (kode != "wewenang_kurang") is boleh, (orang == berperan.sekda, nomor, kode)
        kode = code_of(lambda: list_penyerah(kantor))
        assert (kode == "") is (peran in (P.PENILAI, P.OPERATOR, P.ADMIN))


def test_that_who_leaves_finishes_his_own_though_he_may_not_change_people(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        assert [s.id for s in list_penyerah(kantor)] == [berperan.saya.id]
        doc_id, _ = create_serah_terima(kantor, berperan.saya.id, AGUSTUS, berperan.asing.id, SebabSerahTerima.MUTASI)
        finish_serah_terima(kantor, doc_id, tanggal=AGUSTUS)
    # The range of the first quarter was over without a word of his: his superior evaluates it (P6:90).
    assert get_penilaian(berperan.kantor, berperan.staf.penilaian).penilai_id == berperan.sekda
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.asing.id) as kantor:
        assert [s.id for s in list_serah_terima(kantor)] == [doc_id]
        assert read_serah_terima(kantor, doc_id).penyerah.nama


def test_that_an_open_hand_over_waits_on_the_first_page_of_who_may_finish_it(berperan: Berperan) -> None:
    doc_id, _ = create_serah_terima(berperan.kantor, berperan.saya.id, AGUSTUS)
    for peran in P:
        with berperan.sebagai(peran) as kantor:
            ada = {s.doc_id for s in list_tugas(kantor, maks=99) if s.halaman == "serah_terima"}
            assert ada == ({doc_id} if peran in (P.PENILAI, P.OPERATOR, P.ADMIN) else set()), peran


def handed_over(berperan: Berperan) -> str:
    """``saya`` finalises the evaluation of ``staf`` and hands over to ``asing``; return the evaluation."""
    nilai = berperan.staf.penilaian
    with berperan.sebagai(P.PENILAI) as kantor:
        edit(kantor, nilai, rating_perilaku=Rating.SESUAI, capaian_organisasi="baik")
        advance_penilaian(kantor, nilai, "finalkan", tanggal=AKHIR)
        doc_id, _ = create_serah_terima(kantor, berperan.saya.id, AGUSTUS, berperan.asing.id, SebabSerahTerima.MUTASI)
        finish_serah_terima(kantor, doc_id, tanggal=AGUSTUS)
    return nilai


def as_successor(kantor: Kantor, nilai: str, code: str, call: Callable[[], object]) -> None:
    """A refused act leaves the evaluation as it was."""
    before = get_penilaian(kantor, nilai)
    assert code_of(call) == code
    assert get_penilaian(kantor, nilai) == before


def test_that_the_successor_changes_no_rating_of_the_former_one_without_a_reason(berperan: Berperan) -> None:
    nilai = handed_over(berperan)
    kepala = berperan.kantor.store.document(nilai)
    assert kepala is not None
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.asing.id) as kantor:
        as_successor(kantor, nilai, "dokumen_terkunci", lambda: edit(kantor, nilai, rating_hasil=Rating.DIATAS))
        as_successor(kantor, nilai, "alasan_wajib", lambda: advance_penilaian(kantor, nilai, "koreksi"))
        advance_penilaian(kantor, nilai, "koreksi", alasan="salah hitung, disepakati keduanya")
        assert get_penilaian(kantor, nilai).status is StatusPenilaian.DRAFT
        # He cannot finalise it in the former one's name; under his own everybody sees who decided what.
        finalise = lambda: advance_penilaian(kantor, nilai, "finalkan", tanggal=AKHIR)  # noqa: E731
        as_successor(kantor, nilai, "wewenang_kurang", finalise)
        edit(kantor, nilai, penilai_id=berperan.asing.id)
        advance_penilaian(kantor, nilai, "finalkan", tanggal=AKHIR)
    akhir = get_penilaian(berperan.kantor, nilai)
    assert akhir.penilai is not None
    assert akhir.penilai.nama.startswith("Yohana")
    (lama,) = [r for r in berperan.kantor.store.history(nilai) if r.rev_id == kepala.heads[0]]
    assert b"Wulan" in lama.body
    (satu,) = list_serah_terima(berperan.kantor)
    beku = {d.id: d.revisi for b in read_serah_terima(berperan.kantor, satu.id).isi.bawahan for d in b.dokumen}
    assert beku[nilai] == kepala.heads[0]
