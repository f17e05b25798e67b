"""Signatures with real accounts: the key behind the password signs, and what becomes of it later."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.exchange.print_code import find_text, read_code, short_code
from desktop_app.services.akun import change_roles, change_sandi, reset_sandi
from desktop_app.services.cetak import print_skp
from desktop_app.services.kantor import Kantor
from desktop_app.services.penghapusan import DASAR, erase_orang
from desktop_app.services.penguji_tanda import KeadaanTanda
from desktop_app.services.periksa_formulir import HasilPeriksa, check_form
from desktop_app.services.periksa_kata import explain_check, title_of_check
from desktop_app.services.skp import advance_skp
from desktop_app.services.tanda_tangan import check_signature
from tests.services.dunia_kantor import TETAP, add_people, draft_skp
from tests.services.penanda import office_with_assessor
from tests.services.rumah_sandi import akun_of, found_unit, inside

BARU = "perahu kertas melayang"


@pytest.fixture(scope="module")
def rumah(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit with passwords whose admin Budi assesses; one SKP was handed in by the operator Ani."""
    home = tmp_path_factory.mktemp("rumah") / "unit"
    found_unit(home)
    budi = akun_of(home, "Budi Contoh")
    with inside(home, "Ani Contoh") as kantor:
        _, camat, staf = add_people(kantor)
        skp_id = draft_skp(kantor, staf)
        advance_skp(kantor, skp_id, "ajukan")
    with inside(home) as kantor:
        change_roles(kantor, budi, [PeranPengguna.ADMIN, PeranPengguna.PENILAI], pegawai_id=camat)
    return home


def only_skp(kantor: Kantor) -> str:
    """Return the id of the one SKP."""
    (satu,) = kantor.store.find("skp")
    return satu.doc_id


def test_that_the_assessors_own_password_opens_the_key_that_signs_and_later_keys_change_nothing(rumah: Path) -> None:
    budi = akun_of(rumah, "Budi Contoh")
    with inside(rumah) as kantor:
        skp_id = only_skp(kantor)
        advance_skp(kantor, skp_id, "tetapkan", tanggal=TETAP)
        pertama = check_signature(kantor, skp_id)
        assert (pertama.keadaan, pertama.nama, pertama.penanda) == (KeadaanTanda.SAH, "Budi Contoh", budi)
        text = find_text(print_skp(kantor, skp_id).pdf)
        assert text is not None
        change_sandi(kantor, "kuda terbang sore", BARU)
    with inside(rumah, sandi=BARU) as kantor:
        assert check_signature(kantor, skp_id).keadaan is KeadaanTanda.SAH
        reset_sandi(kantor, budi, BARU + " lagi")
    with inside(rumah, sandi=BARU + " lagi") as kantor:
        # A new key from now on; the paper of the old one stays good, and a new version is signed with the new one.
        assert kantor.pelaku.kunci is not None
        assert kantor.pelaku.kunci.key_id != pertama.kunci
        assert check_form(kantor, text).beres
        advance_skp(kantor, skp_id, "buka_kembali", alasan="Target berubah")
        advance_skp(kantor, skp_id, "ajukan")
        advance_skp(kantor, skp_id, "tetapkan", tanggal=TETAP)
        kedua = check_signature(kantor, skp_id)
        assert (kedua.keadaan, kedua.kunci) == (KeadaanTanda.SAH, kantor.pelaku.kunci.key_id)
    with inside(rumah, "Cici Contoh") as kantor:
        # Neither of them is hers: she learns whether the paper agrees and no more.
        hasil = check_form(kantor, text)
        assert (hasil.boleh_lihat, hasil.judul, hasil.tanda.nama) == (False, "", "")


def test_that_a_paper_of_an_erased_person_names_nothing_that_was_erased(unit: Kantor) -> None:
    _, staf = office_with_assessor(unit)
    skp_id = draft_skp(unit, staf)
    advance_skp(unit, skp_id, "ajukan")
    advance_skp(unit, skp_id, "tetapkan", tanggal=TETAP)
    text = find_text(print_skp(unit, skp_id).pdf)
    assert text is not None
    erase_orang(unit, staf, DASAR[0], "470/12")
    for kode in (text, short_code(read_code(text).rev_id)):  # type: ignore[union-attr]
        hasil = check_form(unit, kode)
        assert (hasil.hasil, hasil.isi_dihapus, hasil.beda) == (HasilPeriksa.VERSI_LAMA, True, ())
        kata = " ".join((title_of_check(hasil), hasil.judul, *explain_check(hasil)))
        assert "sudah dihapus" in kata
        assert "Bunga" not in kata
        assert not hasil.beres
