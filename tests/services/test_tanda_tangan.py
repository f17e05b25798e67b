"""Signing off: what is signed, when, with whose key, and how the present version of a document stands."""

from __future__ import annotations

from contextlib import suppress

import msgspec
import pytest

from desktop_app.domain.codec import decode_as, natural_id
from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.istilah import Rating
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.tanda_tangan import Perbuatan
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.exchange.pengguna import vouch_key
from desktop_app.exchange.revision_signature import verify_signature
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.naskah import open_naskah
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.penguji_tanda import KeadaanTanda, PengujiTanda
from desktop_app.services.penilaian import advance_penilaian, get_penilaian, list_penilaian
from desktop_app.services.skp import advance_skp, get_skp, list_skp
from desktop_app.services.tanda_tangan import check_signature, judge_one, sign, signature_id, signatures_of, signed_now
from desktop_app.vault import SigningKey
from tests.services.dunia_kantor import (
    AKHIR,
    TETAP,
    Dunia,
    add_people,
    determined_skp,
    draft_penilaian,
    draft_skp,
    edit,
    final_penilaian,
    put_revision,
)
from tests.services.penanda import (
    NAMA,
    add_staff,
    key_record,
    log_in,
    office_with_assessor,
    only_signature,
    put_pengguna,
    without_key,
)


@pytest.fixture
def orang(unit: Kantor) -> tuple[Pelaku, str]:
    """Who assesses, with a key of his own and logged in at the first PC of the kecamatan, and whom he assesses."""
    return office_with_assessor(unit)


@pytest.fixture
def penanda(orang: tuple[Pelaku, str]) -> Pelaku:
    """Who assesses."""
    return orang[0]


@pytest.fixture
def staf(orang: tuple[Pelaku, str]) -> str:
    """Whom he assesses."""
    return orang[1]


def head(kantor: Kantor, doc_id: str) -> str:
    """Return the one head of a document."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    (satu,) = dokumen.heads
    return satu


def test_that_determining_signs_the_exact_bytes_in_the_same_transaction(
    unit: Kantor, penanda: Pelaku, staf: str
) -> None:
    skp_id = determined_skp(unit, staf)
    isi, dibuat = only_signature(unit, skp_id)
    rev = unit.store.revision(head(unit, skp_id))
    assert rev is not None
    assert penanda.kunci is not None
    assert (isi.dokumen, isi.revisi, isi.penanda) == (skp_id, rev.rev_id, penanda.akun_id)
    assert isi.perbuatan is Perbuatan.TETAPKAN
    assert verify_signature(penanda.kunci.public.hex(), rev.raw, isi.tanda)
    assert not verify_signature(penanda.kunci.public.hex(), rev.raw + b" ", isi.tanda)
    assert dibuat.doc_id == signature_id(rev.rev_id, penanda.kunci.key_id, unit.profil.kode)
    (row,) = unit.store.audit_rows(act="skp_tetapkan")
    assert (row.last - row.first, dibuat.n) == (1, rev.n + 1)
    assert check_signature(unit, skp_id).keadaan is KeadaanTanda.SAH


def test_that_a_final_evaluation_is_signed_and_lists_tell_it(unit: Kantor, penanda: Pelaku, staf: str) -> None:
    skp_id = determined_skp(unit, staf)
    penilaian_id = final_penilaian(unit, skp_id)
    hasil = check_signature(unit, penilaian_id)
    assert (hasil.keadaan, hasil.nama, hasil.penanda) == (KeadaanTanda.SAH, NAMA, penanda.akun_id)
    assert only_signature(unit, penilaian_id)[0].perbuatan is Perbuatan.FINALKAN
    assert [b.tertanda for b in list_skp(unit, 2026) if b.skp_id == skp_id] == [True]
    assert [b.tertanda for b in list_penilaian(unit, "2026-TW1") if b.penilaian_id] == [True]


def test_that_an_office_without_passwords_signs_nothing(unit: Kantor) -> None:
    *_, staf = add_people(unit)
    skp_id = determined_skp(unit, staf)
    assert unit.store.count("tanda_tangan") == 0
    assert check_signature(unit, skp_id).keadaan is KeadaanTanda.TIDAK_ADA
    assert [b.tertanda for b in list_skp(unit, 2026) if b.skp_id == skp_id] == [False]


def test_that_handing_in_returning_and_reopening_sign_nothing(unit: Kantor, penanda: Pelaku, staf: str) -> None:
    skp_id = draft_skp(unit, staf)
    for langkah in ("ajukan", "kembalikan", "ajukan"):
        advance_skp(unit, skp_id, langkah, alasan="Lengkapi targetnya")
    assert unit.store.count("tanda_tangan") == 0
    advance_skp(unit, skp_id, "tetapkan", tanggal=TETAP)
    advance_skp(unit, skp_id, "buka_kembali", alasan="Target berubah")
    assert unit.store.count("tanda_tangan") == 1
    assert check_signature(unit, skp_id).keadaan is KeadaanTanda.TIDAK_ADA
    advance_skp(unit, skp_id, "ajukan")
    log_in(unit, without_key(penanda))
    advance_skp(unit, skp_id, "tetapkan", tanggal=TETAP)
    assert check_signature(unit, skp_id).keadaan is KeadaanTanda.REVISI_BERUBAH
    assert not signed_now(unit, [skp_id])


def test_that_a_correction_keeps_the_old_signature_and_needs_a_new_one(
    unit: Kantor, penanda: Pelaku, staf: str
) -> None:
    penilaian_id = final_penilaian(unit, determined_skp(unit, staf))
    lama = head(unit, penilaian_id)
    advance_penilaian(unit, penilaian_id, "koreksi", alasan="Salah rating")
    edit(unit, penilaian_id, rating_hasil=Rating.DIATAS)
    advance_penilaian(unit, penilaian_id, "finalkan", tanggal=AKHIR)
    hasil = check_signature(unit, penilaian_id)
    assert (hasil.keadaan, hasil.revisi) == (KeadaanTanda.SAH, head(unit, penilaian_id))
    assert lama != head(unit, penilaian_id)
    assert unit.store.count("tanda_tangan", where={"dokumen": penilaian_id}) == 2


def test_that_equal_signed_versions_joined_by_an_evaluation_count_as_signed(
    unit: Kantor, penanda: Pelaku, staf: str
) -> None:
    skp_id = draft_skp(unit, staf)
    advance_skp(unit, skp_id, "ajukan")
    awal = head(unit, skp_id)
    advance_skp(unit, skp_id, "tetapkan", tanggal=TETAP)
    tertanda = head(unit, skp_id)
    put_revision(unit, "skp", skp_id, get_skp(unit, skp_id), parents=(awal,))
    final_penilaian(unit, skp_id)
    assert head(unit, skp_id) != tertanda
    hasil = check_signature(unit, skp_id)
    assert (hasil.keadaan, hasil.revisi) == (KeadaanTanda.SAH, tertanda)
    assert signed_now(unit, [skp_id]) == {skp_id}


def test_that_a_conflict_with_a_signed_version_is_not_signed_until_it_is_settled(
    unit: Kantor, penanda: Pelaku, staf: str
) -> None:
    penilaian_id = draft_penilaian(unit, determined_skp(unit, staf))
    awal = head(unit, penilaian_id)
    lain = msgspec.structs.replace(get_penilaian(unit, penilaian_id), rating_hasil=Rating.DIATAS)
    advance_penilaian(unit, penilaian_id, "finalkan", tanggal=AKHIR)
    put_revision(unit, "penilaian", penilaian_id, lain, parents=(awal,))
    assert open_naskah(unit, penilaian_id).konflik
    assert check_signature(unit, penilaian_id).keadaan is not KeadaanTanda.SAH
    assert not signed_now(unit, [penilaian_id])


def test_that_an_act_signs_only_its_own_kind_and_a_decision_on_an_objection_too(
    unit: Kantor, penanda: Pelaku, staf: str
) -> None:
    rev = unit.store.revision(head(unit, determined_skp(unit, staf)))
    assert rev is not None
    with unit.write("uji") as tx, pytest.raises(ValueError, match="skp"):
        sign(unit, tx, rev, Perbuatan.FINALKAN)
    putusan = msgspec.structs.replace(rev, kind="putusan_keberatan")
    with unit.write("uji") as tx:
        assert sign(unit, tx, putusan, Perbuatan.PUTUSKAN_KEBERATAN)


def end_key(kantor: Kantor, pelaku: Pelaku) -> None:
    """Let the person's key end and give him none instead."""
    dokumen = kantor.store.document(pelaku.akun_id)
    assert dokumen is not None
    isi = decode_as(Pengguna, dokumen.body)
    kunci = tuple(msgspec.structs.replace(satu, berakhir=True) for satu in isi.kunci)
    put_pengguna(kantor, pelaku.akun_id, isi.nama, *kunci)


def test_that_what_was_signed_before_a_key_ended_stays_valid_and_nothing_after(
    unit: Kantor, penanda: Pelaku, staf: str
) -> None:
    dulu, kemudian = draft_skp(unit, staf), draft_skp(unit, add_staff(unit, penanda))
    for skp_id in (dulu, kemudian):
        advance_skp(unit, skp_id, "ajukan")
    advance_skp(unit, dulu, "tetapkan", tanggal=TETAP)
    end_key(unit, penanda)
    assert check_signature(unit, dulu).keadaan is KeadaanTanda.SAH
    advance_skp(unit, kemudian, "tetapkan", tanggal=TETAP)
    assert check_signature(unit, kemudian).keadaan is KeadaanTanda.KUNCI_BERAKHIR
    # Repeating the ending, or taking it back, moves nothing.
    end_key(unit, penanda)
    assert penanda.kunci is not None
    put_pengguna(unit, penanda.akun_id, NAMA, key_record(unit, penanda.akun_id, penanda.kunci))
    assert check_signature(unit, dulu).keadaan is KeadaanTanda.SAH
    assert check_signature(unit, kemudian).keadaan is KeadaanTanda.KUNCI_BERAKHIR


def test_that_an_ending_in_a_new_epoch_is_placed_by_arrival(unit: Kantor, penanda: Pelaku, staf: str) -> None:
    dulu, kemudian = draft_skp(unit, staf), draft_skp(unit, add_staff(unit, penanda))
    for skp_id in (dulu, kemudian):
        advance_skp(unit, skp_id, "ajukan")
    advance_skp(unit, dulu, "tetapkan", tanggal=TETAP)
    with unit.write("masa_baru") as tx:
        tx.start_epoch("7" * 32)
    end_key(unit, penanda)
    assert check_signature(unit, dulu).keadaan is KeadaanTanda.SAH
    with unit.write("masa_baru") as tx:
        tx.start_epoch("8" * 32)
    advance_skp(unit, kemudian, "tetapkan", tanggal=TETAP)
    assert check_signature(unit, kemudian).keadaan is KeadaanTanda.KUNCI_BERAKHIR


def test_that_one_who_may_not_see_a_document_is_not_told_who_signed_it(
    unit: Kantor, penanda: Pelaku, staf: str
) -> None:
    camat = penanda.pegawai_id
    skp_id = determined_skp(unit, staf)
    log_in(unit, Pelaku("99" * 16, "Orang lain", frozenset({PeranPengguna.PEGAWAI}), camat))
    with pytest.raises(UserError) as caught:
        check_signature(unit, skp_id)
    assert caught.value.code == "wewenang_kurang"
    log_in(unit, Pelaku("98" * 16, "Bunga", frozenset({PeranPengguna.PEGAWAI}), staf))
    assert check_signature(unit, skp_id).nama == NAMA


def test_that_signatures_travel_with_their_people_and_are_proved_at_the_kabupaten(dunia: Dunia) -> None:
    unit, kabupaten = dunia("a1"), dunia("kabupaten")
    _, staf = office_with_assessor(unit)
    penilaian_id = final_penilaian(unit, determined_skp(unit, staf))
    (hasil,) = merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert hasil.karantina == 0
    tanda = check_signature(kabupaten, penilaian_id)
    assert (tanda.keadaan, tanda.nama) == (KeadaanTanda.SAH, NAMA)


def test_that_the_other_pc_of_the_office_can_prove_what_the_kabupaten_sends_on(dunia: Dunia) -> None:
    satu, dua, kabupaten = dunia("a1"), dunia("a2"), dunia("kabupaten")
    pelaku, staf = office_with_assessor(satu)
    skp_id = determined_skp(satu, staf)
    merge_bundles(kabupaten, [export_bundle(satu, dunia.stick).path])
    tertanda = head(kabupaten, skp_id)
    # What the kabupaten touched goes back to every PC of the office, and the signature with it.
    put_revision(kabupaten, "skp", skp_id, get_skp(kabupaten, skp_id), scope=satu.profil.kode)
    for balas in export_returns(kabupaten, dunia.stick):
        with suppress(BundleError):
            apply_return(dua, balas.path)
    (tanda,) = signatures_of(dua, [skp_id])[skp_id]
    hasil = judge_one(PengujiTanda(dua), tanda, dua.store.revision(tertanda))
    assert (hasil.keadaan, hasil.penanda, hasil.nama) == (KeadaanTanda.SAH, pelaku.akun_id, NAMA)


@pytest.mark.parametrize(("fits", "keadaan"), [(True, KeadaanTanda.SAH), (False, KeadaanTanda.PERANGKAT_TIDAK_DIKENAL)])
def test_that_a_unit_takes_another_computers_key_only_by_its_hash(
    unit: Kantor, fits: bool, keadaan: KeadaanTanda
) -> None:
    _, camat, staf = add_people(unit)
    akun, key = natural_id("pengguna", unit.profil.kode, "lain"), SigningKey.generate()
    device, other = SigningKey.generate(), SigningKey.generate()
    vouching = device if fits else other
    kunci = key_record(
        unit,
        akun,
        key,
        perangkat=device.key_id,
        kunci_perangkat=vouching.public.hex(),
        tanda_perangkat=vouch_key(vouching, akun, key.public),
    )
    put_pengguna(unit, akun, NAMA, kunci)
    log_in(unit, Pelaku(akun, NAMA, frozenset(PeranPengguna), camat, key))
    assert check_signature(unit, determined_skp(unit, staf)).keadaan is keadaan
