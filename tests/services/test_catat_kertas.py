"""What somebody without an account signed on paper is recorded by an admin, and no assessor is passed over by it."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from desktop_app.domain.codec import SCHEMA, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Predikat, Rating, StatusPenilaian, StatusSerahTerima, StatusSkp
from desktop_app.domain.pegawai import RiwayatJabatan
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.serah_terima import BawahanDiserahkan, DokumenDiserahkan, SerahTerima
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.catat_kertas import record_on_paper
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import open_naskah
from desktop_app.services.pegawai import get_pegawai
from desktop_app.services.penilaian import get_penilaian
from desktop_app.services.skp import advance_skp, get_skp
from tests.services.dunia_kantor import HASIL, Dunia, draft_penilaian, edit
from tests.services.kantor_berperan import Berperan, at, filled

DASAR = "SKP bertanda tangan basah nomor 5 tanggal 20 Januari 2026"
HARI = date(2026, 1, 20)


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office in which nobody but ``saya`` has to do with accounts yet."""
    return filled(dunia)


def handed_in(berperan: Berperan) -> str:
    """Return the SKP of next year's plan of ``saya``, handed in."""
    skp = berperan.saya.draf
    edit(berperan.kantor, skp, hasil=(HASIL,))
    advance_skp(berperan.kantor, skp, "ajukan")
    return skp


def test_that_a_plan_signed_on_paper_is_determined_with_the_paper_as_its_reason(berperan: Berperan) -> None:
    skp = handed_in(berperan)
    with berperan.sebagai(P.ADMIN, pegawai_id="") as kantor:
        record_on_paper(kantor, skp, tanggal=date(2025, 1, 20), dasar=DASAR)
        isi = get_skp(kantor, skp)
        assert (isi.status, isi.tanggal) == (StatusSkp.DITETAPKAN, date(2025, 1, 20))
        assert isi.penilai is not None
        assert isi.penilai.nama == "Sekretaris Zakaria Cendana"
        assert kantor.store.history(skp)[-1].why == DASAR
        assert "skp_catat_kertas" in [row.act for row in kantor.store.audit_rows(doc_id=skp)]
        assert kantor.store.find("tanda_tangan", where={"dokumen": skp}) == []


def test_that_an_evaluation_signed_on_paper_is_final_by_the_matrix(berperan: Berperan) -> None:
    with berperan.sebagai(P.ADMIN, pegawai_id="") as kantor:
        record_on_paper(kantor, berperan.saya.penilaian, tanggal=date(2026, 4, 10), dasar=DASAR)
        isi = get_penilaian(kantor, berperan.saya.penilaian)
        assert (isi.status, isi.predikat) == (StatusPenilaian.FINAL, Predikat.BAIK)
        assert isi.skp_rev == kantor.store.document(isi.skp_id).heads[0]  # type: ignore[union-attr]


def test_that_nobody_records_his_own_and_only_an_admin_records(berperan: Berperan) -> None:
    for peran, orang, kode in (
        (P.ADMIN, berperan.saya.id, "penilaian_diri_sendiri"),
        (P.OPERATOR, "", "wewenang_kurang"),
        (P.PENILAI, berperan.sekda, "wewenang_kurang"),
    ):
        with berperan.sebagai(peran, pegawai_id=orang) as kantor, pytest.raises(UserError) as caught:
            record_on_paper(kantor, berperan.saya.penilaian, tanggal=date(2026, 4, 10), dasar=DASAR)
        assert caught.value.code == kode
        assert get_penilaian(berperan.kantor, berperan.saya.penilaian).status is StatusPenilaian.DRAFT


def test_that_an_assessor_with_an_account_decides_himself(berperan: Berperan) -> None:
    akun = Pengguna(nama="Zakaria", pegawai_id=berperan.sekda)
    with berperan.kantor.write("uji", "9" * 32) as tx:
        tx.save("pengguna", "9" * 32, encode(akun), scope="99.01.01", schema=SCHEMA)
    with berperan.sebagai(P.ADMIN, pegawai_id="") as kantor:
        assert not open_naskah(kantor, berperan.saya.penilaian).boleh_catat_kertas
        assert open_naskah(kantor, berperan.staf.penilaian).boleh_catat_kertas
        with pytest.raises(UserError) as caught:
            record_on_paper(kantor, berperan.saya.penilaian, tanggal=date(2026, 4, 10), dasar=DASAR)
    assert caught.value.code == "penilai_punya_akun"


def test_that_what_is_not_whole_is_not_recorded(berperan: Berperan) -> None:
    kosong = {"rating_hasil": None}
    nilai = draft_penilaian(berperan.kantor, berperan.staf.skp, "2026-TW2", **kosong)
    utuh = berperan.staf.penilaian
    with berperan.sebagai(P.ADMIN, pegawai_id="") as kantor:
        for doc_id, hari, dasar, kode in (
            (nilai, HARI, DASAR, "penilaian_belum_lengkap"),
            (utuh, HARI, " ", "alasan_wajib"),
            (utuh, None, DASAR, "tanggal_wajib"),
            (utuh, date(2025, 12, 31), DASAR, "tanggal_sebelum_periode"),
            (berperan.staf.id, HARI, DASAR, "dokumen_tidak_ada"),
            (berperan.staf.draf, HARI, DASAR, "langkah_skp_tidak_boleh"),
        ):
            with pytest.raises(UserError) as caught:
                record_on_paper(kantor, doc_id, tanggal=hari, dasar=dasar)
            assert caught.value.code == kode, doc_id


def put_akun(kantor: Kantor, isi: Pengguna) -> None:
    """Store an account of the assessor as it is from now on."""
    with kantor.write("uji", "9" * 32) as tx:
        tx.save("pengguna", "9" * 32, encode(isi), scope="99.01.01", schema=SCHEMA)


def recorded(berperan: Berperan, doc_id: str) -> str:
    """Return the code of what kept an admin from recording the signed paper of an evaluation."""
    with berperan.sebagai(P.ADMIN, pegawai_id="") as kantor:
        try:
            record_on_paper(kantor, doc_id, tanggal=date(2026, 4, 10), dasar=DASAR)
        except UserError as error:
            return error.code
    return ""


@pytest.mark.parametrize("ubah", [{"aktif": False}, {"pegawai_id": ""}])
def test_that_an_account_taken_away_for_a_minute_passes_over_no_assessor(
    berperan: Berperan, ubah: dict[str, Any]
) -> None:
    akun = Pengguna(nama="Zakaria", pegawai_id=berperan.sekda)
    put_akun(berperan.kantor, akun)
    put_akun(berperan.kantor, msgspec.structs.replace(akun, **ubah))
    with berperan.sebagai(P.ADMIN, pegawai_id="") as kantor:
        assert not open_naskah(kantor, berperan.saya.penilaian).boleh_catat_kertas
    assert recorded(berperan, berperan.saya.penilaian) == "penilai_punya_akun"
    # What is begun after his account has ended is recorded.
    at(berperan.kantor, 2026, 12, 3)
    baru = draft_penilaian(berperan.kantor, berperan.saya.skp, "2026-TW2", rating_hasil=Rating.SESUAI)
    with berperan.sebagai(P.ADMIN, pegawai_id="") as kantor:
        assert open_naskah(kantor, baru).boleh_catat_kertas
        record_on_paper(kantor, baru, tanggal=date(2026, 7, 10), dasar=DASAR)


def test_that_naming_another_assessor_passes_over_no_assessor(berperan: Berperan) -> None:
    nilai = berperan.asing.penilaian
    with berperan.sebagai(P.OPERATOR, pegawai_id="") as kantor:
        edit(kantor, nilai, penilai_id=berperan.staf.id)
    assert recorded(berperan, nilai) == "penilai_bukan_jabatan"
    put_akun(berperan.kantor, Pengguna(nama="Zakaria", pegawai_id=berperan.sekda))
    assert recorded(berperan, nilai) == "penilai_punya_akun"
    assert get_penilaian(berperan.kantor, nilai).status is StatusPenilaian.DRAFT


def test_that_a_paper_signed_after_a_move_is_the_former_assessors(berperan: Berperan) -> None:
    kantor, orang = berperan.kantor, berperan.saya.id
    pegawai = get_pegawai(kantor, orang)
    pindah = RiwayatJabatan(id="k", mulai=date(2026, 4, 1), jabatan="Jabatan Lain", penilai_id=berperan.asing.id)
    edit(kantor, orang, riwayat=(*pegawai.riwayat, pindah))
    assert recorded(berperan, berperan.saya.penilaian) == ""


def test_that_who_was_handed_an_evaluation_signs_it(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.asing.penilaian
    edit(kantor, nilai, penilai_id=berperan.staf.id)
    dokumen = DokumenDiserahkan(id=nilai, kind="penilaian", oleh_id=berperan.staf.id)
    bawahan = (BawahanDiserahkan(id=berperan.asing.id, dokumen=(dokumen,)),)
    alih = SerahTerima(pegawai_id=berperan.sekda, penerima_id=berperan.saya.id, mulai=HARI, bawahan=bawahan)
    for status, kode in ((StatusSerahTerima.DRAFT, "penilai_bukan_jabatan"), (StatusSerahTerima.SELESAI, "")):
        with kantor.write("uji", "8" * 32) as tx:
            isi = msgspec.structs.replace(alih, status=status)
            tx.save("serah_terima", "8" * 32, encode(isi), scope="99.01.01", schema=SCHEMA)
        assert recorded(berperan, nilai) == kode
