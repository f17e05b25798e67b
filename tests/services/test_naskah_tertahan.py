"""What somebody typed while he might and may write no longer: kept on this computer, published by nobody."""

from __future__ import annotations

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Rating
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.akun_dasar import Akun, put_akun
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import commit_all, commit_naskah, discard_naskah, open_naskah, write_naskah
from desktop_app.services.penilaian import advance_penilaian, get_penilaian
from desktop_app.services.skp import advance_skp, get_skp
from tests.services.dunia_kantor import AKHIR, Dunia
from tests.services.kantor_berperan import Berperan, filled


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office with people and documents."""
    return filled(dunia)


def put_account(berperan: Berperan, orang: str, *peran: P, aktif: bool = True) -> None:
    """Give the account under which ``orang`` acts these roles."""
    akun = Akun(akun_id=orang[::-1], nama="Nama Uji", peran=peran, pegawai_id=orang, aktif=aktif)
    with berperan.kantor.write("ubah_peran", akun.akun_id) as tx:
        put_akun(tx, akun)


def type_rating(berperan: Berperan, doc_id: str) -> None:
    """Let ``saya`` as assessor type a rating that stays a working copy."""
    with berperan.sebagai(P.PENILAI) as kantor:
        isi = get_penilaian(kantor, doc_id)
        write_naskah(kantor, doc_id, msgspec.structs.replace(isi, rating_hasil=Rating.DIBAWAH))


def rating(kantor: Kantor, doc_id: str) -> Rating | None:
    return get_penilaian(kantor, doc_id).rating_hasil


def test_that_an_export_leaves_out_what_its_owner_lost_the_right_to_and_takes_the_rest(berperan: Berperan) -> None:
    doc_id, draf = berperan.staf.penilaian, berperan.asing.draf
    type_rating(berperan, doc_id)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id) as kantor:
        write_naskah(kantor, draf, msgspec.structs.replace(get_skp(kantor, draf), tempat="Sana"))
    put_account(berperan, berperan.saya.id, P.PEGAWAI)
    put_account(berperan, berperan.asing.id, P.PEGAWAI)
    with berperan.sebagai(P.OPERATOR, pegawai_id=berperan.sekda) as kantor:
        assert commit_all(kantor).doc_ids == (draf,)
        (row,) = kantor.store.audit_rows(1)
        assert (row.act, row.detail) == ("simpan_semua", {"jumlah": 1, "tertahan": 1})
        assert [satu.doc_id for satu in kantor.store.workings()] == [doc_id]
        seq = kantor.store.last_seq(), kantor.store.audit_head()
        assert commit_all(kantor).doc_ids == ()
        assert (kantor.store.last_seq(), kantor.store.audit_head()) == seq, "nothing else to save leaves no row"
    assert rating(berperan.kantor, doc_id) is Rating.SESUAI


def test_that_it_is_published_again_when_the_right_comes_back(berperan: Berperan) -> None:
    doc_id = berperan.staf.penilaian
    type_rating(berperan, doc_id)
    for peran, hasil in ((P.PEGAWAI, Rating.SESUAI), (P.PENILAI, Rating.DIBAWAH)):
        put_account(berperan, berperan.saya.id, peran)
        with berperan.sebagai(P.OPERATOR, pegawai_id=berperan.sekda) as kantor:
            commit_all(kantor)
        assert rating(berperan.kantor, doc_id) is hasil


def test_that_a_closed_account_publishes_nothing_and_one_without_an_account_everything(berperan: Berperan) -> None:
    doc_id = berperan.staf.penilaian
    type_rating(berperan, doc_id)
    put_account(berperan, berperan.saya.id, P.PENILAI, aktif=False)
    lama = berperan.kantor
    lama.who = "sebelum ada sandi"
    write_naskah(lama, berperan.saya.draf, msgspec.structs.replace(get_skp(lama, berperan.saya.draf), tempat="Sana"))
    with berperan.sebagai(P.OPERATOR, pegawai_id=berperan.sekda) as kantor:
        assert commit_all(kantor).doc_ids == (berperan.saya.draf,)
        assert [satu.doc_id for satu in kantor.store.workings()] == [doc_id]


def test_that_who_acts_does_not_publish_his_own_by_exporting_and_is_told_when_he_opens_it(berperan: Berperan) -> None:
    doc_id = berperan.asing.draf
    with berperan.sebagai(P.OPERATOR) as kantor:
        isi = msgspec.structs.replace(get_skp(kantor, berperan.saya.draf), penilai_id=berperan.asing.id)
        write_naskah(kantor, berperan.saya.draf, isi)
        write_naskah(kantor, doc_id, msgspec.structs.replace(get_skp(kantor, doc_id), tempat="Sana"))
        assert not open_naskah(kantor, doc_id).tertahan
    with berperan.sebagai(P.PEGAWAI) as kantor:
        assert commit_all(kantor).doc_ids == ()
        naskah = open_naskah(kantor, berperan.saya.draf)
        assert (naskah.tertahan, naskah.boleh_ubah, naskah.isi) == (True, False, isi)
        for langkah in (
            lambda: commit_naskah(kantor, berperan.saya.draf),
            lambda: advance_skp(kantor, berperan.saya.draf, "ajukan"),
        ):
            with pytest.raises(UserError) as caught:
                langkah()
            assert caught.value.code == "bukan_isian_anda"
        with pytest.raises(UserError, match="wewenang_kurang"):
            open_naskah(kantor, doc_id)
        discard_naskah(kantor, berperan.saya.draf)
        naskah = open_naskah(kantor, berperan.saya.draf)
        assert (naskah.tertahan, naskah.boleh_ubah) == (False, True)
        assert len(kantor.store.workings()) == 1


def test_that_words_typed_before_another_person_finalised_here_are_held_and_told(berperan: Berperan) -> None:
    doc_id = berperan.staf.penilaian
    with berperan.sebagai(P.OPERATOR, pegawai_id=berperan.sekda) as kantor:
        isi = get_penilaian(kantor, doc_id)
        write_naskah(kantor, doc_id, msgspec.structs.replace(isi, catatan="diketik operator"))
        operator = kantor.who
    with berperan.sebagai(P.PENILAI) as kantor:
        advance_penilaian(kantor, doc_id, "finalkan", tanggal=AKHIR)
        assert commit_all(kantor).doc_ids == ()
    kantor = berperan.kantor
    assert not kantor.store.document(doc_id).conflicts  # type: ignore[union-attr]
    with berperan.sebagai(P.OPERATOR, pegawai_id=berperan.sekda) as kantor:
        assert kantor.who == operator
        opened = open_naskah(kantor, doc_id)
        assert opened.tertahan
        assert not opened.boleh_ubah
        with pytest.raises(UserError, match="dokumen_terkunci"):
            commit_naskah(kantor, doc_id)
        assert kantor.store.working(doc_id, operator) is not None
        discard_naskah(kantor, doc_id)
        assert not open_naskah(kantor, doc_id).tertahan
    assert len(kantor.store.document(doc_id).heads) == 1  # type: ignore[union-attr]
