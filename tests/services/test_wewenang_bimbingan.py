"""Rights over guidance and development: old assessors, the kabupaten before a hand-over, conflicts about oneself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from desktop_app.domain.bimbingan import Coaching, LangkahCoaching, TanggapanBimbingan, UmpanBalikBimbingan
from desktop_app.domain.codec import Dokumen, decode_as, decode_kind, encode
from desktop_app.domain.errors import LuringError
from desktop_app.domain.istilah_pengembangan import JenisTindakLanjut
from desktop_app.domain.kompetensi import EvaluasiKompetensi, NilaiKompetensi
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.domain.skp import Skp
from desktop_app.domain.tindak_lanjut import TindakLanjutEvaluasi
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.bimbingan import create_coaching, delete_bimbingan
from desktop_app.services.bimbingan_baca import read_bimbingan
from desktop_app.services.konflik import Pilihan, list_konflik, resolve_konflik
from desktop_app.services.lihat import list_dokumen
from desktop_app.services.umpan_bimbingan import (
    answer_umpan_bimbingan,
    create_umpan_bimbingan,
    hand_over_umpan_bimbingan,
    read_umpan_bimbingan,
)
from tests.services.dunia_kantor import Dunia
from tests.services.kantor_berperan import Berperan, filled
from tests.services.test_bimbingan import HARI, finished


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


def test_that_an_old_plan_opens_no_new_guidance_to_a_former_assessor(berperan: Berperan) -> None:
    b = berperan
    with b.sebagai(P.PENILAI, pegawai_id=b.sekda) as kantor:
        doc_id, _ = create_coaching(kantor, b.asing.id)
    lama = b.kantor.store.document(b.asing.draf)
    assert lama is not None
    isi = msgspec.structs.replace(decode_as(Skp, lama.body), penilai_id=b.saya.id)
    with b.kantor.write("uji", b.asing.draf) as tx:
        tx.save("skp", b.asing.draf, encode(isi), scope=lama.scope, schema=1)
    with b.sebagai(P.PENILAI) as kantor:
        assert code_of(lambda: read_bimbingan(kantor, doc_id)) == "wewenang_kurang"
        assert code_of(lambda: delete_bimbingan(kantor, doc_id, "salah")) == "wewenang_kurang"
    with b.sebagai(P.PENILAI, pegawai_id=b.sekda) as kantor:
        assert read_bimbingan(kantor, doc_id).boleh_membimbing


def test_that_the_kabupaten_reads_feedback_on_guidance_only_once_it_is_handed_over(berperan: Berperan) -> None:
    b = berperan
    g = finished(b)
    with b.sebagai(P.PEGAWAI, pegawai_id=b.staf.id) as kantor:
        doc_id, _ = create_umpan_bimbingan(kantor, g)
        for nomor in range(1, 10):
            answer_umpan_bimbingan(kantor, doc_id, nomor, "Belum selesai ditulis")
    for peran in (P.ADMIN_KABUPATEN, P.VERIFIKATOR):
        with b.sebagai(peran, pegawai_id="") as kantor:
            assert code_of(lambda: read_umpan_bimbingan(kantor, doc_id)) == "wewenang_kurang"
            assert list_dokumen(kantor, "umpan_balik_bimbingan") == ()
    with b.sebagai(P.PEGAWAI, pegawai_id=b.staf.id) as kantor:
        hand_over_umpan_bimbingan(kantor, doc_id, tanggal=HARI)
    with b.sebagai(P.VERIFIKATOR, pegawai_id="") as kantor:
        assert read_umpan_bimbingan(kantor, doc_id).answer(1) == "Belum selesai ditulis"


def dua_versi(b: Berperan, kind: str, satu: Dokumen, lain: Dokumen) -> str:
    """Store two versions of a new document side by side and return its id."""
    doc_id = "c" * 32
    for isi in (satu, lain):
        with b.kantor.write("uji", doc_id) as tx:
            tx.save(kind, doc_id, encode(isi), scope=b.kantor.profil.kode, schema=1, parents=())
    return doc_id


def test_that_two_versions_of_such_a_draft_are_settled_by_the_kabupaten_alone(berperan: Berperan) -> None:
    b = berperan
    milik = UmpanBalikBimbingan(
        pegawai_id=b.staf.id, bimbingan_id="d" * 32, penilai_id=b.saya.id, pembimbing_id=b.saya.id, atasan_id=b.sekda
    )
    versi = [msgspec.structs.replace(milik, butir=(TanggapanBimbingan(id="1", teks=teks),)) for teks in "ab"]
    doc_id = dua_versi(b, "umpan_balik_bimbingan", *versi)
    for peran, orang in (
        ((P.OPERATOR, P.ADMIN), ""),
        ((P.PENILAI, P.VERIFIKATOR), b.saya.id),
        ((P.OPERATOR,), b.sekda),
    ):
        with b.sebagai(*peran, pegawai_id=orang) as kantor:
            assert code_of(lambda k=kantor: resolve_konflik(k, doc_id, Pilihan.THEIRS)) == "tidak_ada_konflik"
            assert list_konflik(kantor) == ()
    with b.sebagai(P.VERIFIKATOR, pegawai_id="") as kantor:
        resolve_konflik(kantor, doc_id, Pilihan.THEIRS)


def nilai(b: Berperan, angka: int) -> EvaluasiKompetensi:
    butir = (NilaiKompetensi(id="M.1", nilai_kompetensi=angka, alasan=str(angka)),)
    return EvaluasiKompetensi(pegawai_id=b.saya.id, penilai_id=b.sekda, kompetensi=butir)


def sanksi(b: Berperan, jenis: JenisTindakLanjut) -> TindakLanjutEvaluasi:
    return TindakLanjutEvaluasi(pegawai_id=b.saya.id, penilai_id=b.sekda, jenis=jenis, uraian=jenis.value)


def langkah(b: Berperan, kata: str) -> Coaching:
    return Coaching(pegawai_id=b.saya.id, penilai_id=b.sekda, langkah=(LangkahCoaching(id="l", strategi=kata),))


def rencana(b: Berperan, jp: int, disepakati: date | None, catatan: str = "") -> RencanaPengembangan:
    return RencanaPengembangan(pegawai_id=b.saya.id, tahun=2026, target_jp=jp, disepakati=disepakati, catatan=catatan)


SOAL: tuple[tuple[str, Callable[[Berperan], tuple[Dokumen, Dokumen]]], ...] = (
    ("evaluasi_kompetensi", lambda b: (nilai(b, 2), nilai(b, 5))),
    ("tindak_lanjut", lambda b: (sanksi(b, JenisTindakLanjut.USULAN_SANKSI), sanksi(b, JenisTindakLanjut.PENGHARGAAN))),
    ("coaching", lambda b: (langkah(b, "Belajar"), langkah(b, "Naik pangkat"))),
    ("rencana_pengembangan", lambda b: (rencana(b, 20, None), rencana(b, 1, None))),
    ("rencana_pengembangan", lambda b: (rencana(b, 20, date(2026, 2, 1), "a"), rencana(b, 20, date(2026, 2, 1), "b"))),
)


@pytest.mark.parametrize(("kind", "versi"), SOAL)
def test_that_nobody_chooses_between_versions_of_what_others_say_of_him(
    berperan: Berperan, kind: str, versi: Callable[[Berperan], tuple[Dokumen, Dokumen]]
) -> None:
    satu, lain = versi(berperan)
    doc_id = dua_versi(berperan, kind, satu, lain)
    with berperan.sebagai(P.OPERATOR) as kantor:
        assert code_of(lambda: resolve_konflik(kantor, doc_id, Pilihan.THEIRS)) == "penilaian_diri_sendiri"
    with berperan.sebagai(P.OPERATOR, pegawai_id="") as kantor:
        resolve_konflik(kantor, doc_id, Pilihan.THEIRS)
    dokumen = berperan.kantor.store.document(doc_id)
    assert dokumen is not None
    assert decode_kind(kind, dokumen.body) == lain


def test_that_an_employee_settles_his_own_words_in_a_plan_that_nobody_agreed_yet(berperan: Berperan) -> None:
    dua = rencana(berperan, 20, None, "Kursus"), rencana(berperan, 20, None, "Magang")
    doc_id = dua_versi(berperan, "rencana_pengembangan", *dua)
    with berperan.sebagai(P.OPERATOR) as kantor:
        resolve_konflik(kantor, doc_id, Pilihan.THEIRS)
