"""Hostile bundles and stores: nothing that is no true signature is ever shown as one."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
import pytest

from db import Revision, decode_revision
from desktop_app.domain.codec import natural_id
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.tanda_tangan import Perbuatan, TandaTangan
from desktop_app.exchange import key_id
from desktop_app.exchange.pengguna import vouch_key
from desktop_app.exchange.revision_signature import sign_revision
from desktop_app.messages import load_sentences
from desktop_app.services.kantor import Kantor
from desktop_app.services.karantina import admit_karantina, list_karantina
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.penguji_tanda import KeadaanTanda, PengujiTanda
from desktop_app.services.tanda_tangan import check_signature, sign, signature_id
from desktop_app.vault import SigningKey
from tests.services.dunia_kantor import Dunia, determined_skp, final_penilaian
from tests.services.penanda import (
    NAMA,
    key_record,
    log_in,
    make_person,
    office_with_assessor,
    only_signature,
    put_pengguna,
)
from tests.services.pengirim import Pengirim


class Panggung(NamedTuple):
    """A unit that signed, the kabupaten that receives, and what the unit can seal as it likes."""

    unit: Kantor
    kabupaten: Kantor
    pengirim: Pengirim
    skp_id: str
    penilaian_id: str
    key: SigningKey
    tanda: TandaTangan

    def raws(self, leave_out: str = "tanda_tangan") -> list[bytes]:
        """Return everything of the unit's store but the documents of one kind."""
        return [raw for _, _, raw in self.unit.store.revisions_after(0) if decode_revision(raw).kind != leave_out]

    def signature(self, **ubah: Any) -> TandaTangan:
        """Return the true signature of the SKP with some members changed."""
        return msgspec.structs.replace(self.tanda, **ubah)

    def record(self, isi: TandaTangan | dict[str, Any], **facts: Any) -> Revision:
        """Return a revision that brings a signature, under its right name unless another is given."""
        if isinstance(isi, TandaTangan):
            facts.setdefault("doc_id", signature_id(isi.revisi, isi.kunci, self.unit.profil.kode))
        return self.pengirim.revision(isi, "tanda_tangan", **facts)

    def bring(self, *extra: Revision | bytes, raws: list[bytes] | None = None) -> list[str]:
        """Let the kabupaten merge a bundle of these and return the reasons of what is held."""
        path = self.pengirim.seal(*extra, *(self.raws() if raws is None else raws))
        (hasil,) = merge_bundles(self.kabupaten, [path])
        assert hasil.nasib is NasibPaket.DIGABUNG, hasil.galat
        return [satu.alasan for satu in list_karantina(self.kabupaten)]

    def state(self, doc_id: str = "") -> KeadaanTanda:
        """Return how the kabupaten sees the signature."""
        return check_signature(self.kabupaten, doc_id or self.skp_id).keadaan

    def body(self, rev_id: str) -> bytes:
        """Return the bytes of a revision of the unit."""
        rev = self.unit.store.revision(rev_id)
        assert rev is not None
        return rev.raw


@pytest.fixture
def panggung(dunia: Dunia) -> Panggung:
    unit = dunia("a1")
    pelaku, staf = office_with_assessor(unit)
    assert pelaku.kunci is not None
    skp_id = determined_skp(unit, staf)
    penilaian_id = final_penilaian(unit, skp_id)
    tanda, _ = only_signature(unit, skp_id)
    pengirim = Pengirim(unit, dunia.stick / "segel")
    return Panggung(unit, dunia("kabupaten"), pengirim, skp_id, penilaian_id, pelaku.kunci, tanda)


def test_that_the_true_signature_comes_in_whatever_its_place_in_the_bundle(panggung: Panggung) -> None:
    assert panggung.bring(panggung.record(panggung.tanda)) == []
    assert panggung.state() is KeadaanTanda.SAH


FORGERIES: dict[str, tuple[Callable[[Panggung], TandaTangan], str]] = {
    "changed signature": (
        lambda p: p.signature(tanda=p.tanda.tanda[:-2] + f"{int(p.tanda.tanda[-2:], 16) ^ 1:02x}"),
        "tanda_tangan_tidak_sah",
    ),
    "signature of another revision": (
        lambda p: p.signature(tanda=only_signature(p.unit, p.penilaian_id)[0].tanda),
        "tanda_tangan_tidak_sah",
    ),
    "replayed on another document": (
        lambda p: p.signature(dokumen=p.penilaian_id),
        "tanda_tangan_tidak_sah",
    ),
    "true key over an altered body": (
        lambda p: p.signature(tanda=sign_revision(p.key, p.body(p.tanda.revisi).replace(b"tersusun", b"tersesat"))),
        "tanda_tangan_tidak_sah",
    ),
    "another act": (lambda p: p.signature(perbuatan=Perbuatan.FINALKAN), "tanda_tangan_tidak_sah"),
    "a draft signed as determined": (
        lambda p: p.signature(
            revisi=p.unit.store.history(p.skp_id)[0].rev_id,
            tanda=sign_revision(p.key, p.unit.store.history(p.skp_id)[0].raw),
        ),
        "tanda_tangan_tidak_sah",
    ),
    "in another person's name": (lambda p: p.signature(penanda="35d250c6" + "9" * 24), "tanda_tangan_tidak_sah"),
    "a key that nobody has": (
        lambda p: _by(p, SigningKey(b"x" * 32)),
        "tanda_tangan_tanpa_orang",
    ),
    "not in hex": (lambda p: p.signature(tanda="z" * 128), "tanda_tangan_tidak_sah"),
    "too short": (lambda p: p.signature(tanda=""), "tanda_tangan_tidak_sah"),
}


def _by(p: Panggung, key: SigningKey) -> TandaTangan:
    return p.signature(kunci=key.key_id, tanda=sign_revision(key, p.body(p.tanda.revisi)))


@pytest.mark.parametrize("name", FORGERIES)
def test_that_a_forged_signature_is_held_with_its_own_sentence(panggung: Panggung, name: str) -> None:
    forge, reason = FORGERIES[name]
    assert panggung.bring(panggung.record(forge(panggung))) == [reason]
    assert load_sentences()[reason]
    assert panggung.state() is KeadaanTanda.TIDAK_ADA
    assert panggung.kabupaten.store.count("tanda_tangan") == 0


def test_that_the_key_of_another_person_signs_nothing_in_this_name(panggung: Panggung) -> None:
    lain = make_person(panggung.unit, "Orang Kedua")
    assert lain.kunci is not None
    assert panggung.bring(panggung.record(_by(panggung, lain.kunci))) == ["tanda_tangan_tanpa_orang"]
    # Taken over into his list of keys, it still is vouched for in the other one's name.
    with panggung.unit.write("uji") as tx:
        asing = key_record(panggung.unit, lain.akun_id, lain.kunci)
        isi = Pengguna(nama=NAMA, unit_kode=panggung.unit.profil.kode, kunci=(asing,))
        tx.save("pengguna", panggung.tanda.penanda, msgspec.json.encode(isi), scope="99.01.01", schema=1)
    again = panggung.record(_by(panggung, lain.kunci))
    path = panggung.pengirim.seal(again, *panggung.raws(), seq=51)
    merge_bundles(panggung.kabupaten, [path])
    alasan = {satu.rev_id: satu.alasan for satu in list_karantina(panggung.kabupaten)}
    assert alasan[again.rev_id] == "tanda_tangan_tidak_dijamin"
    assert panggung.state() is not KeadaanTanda.SAH


def with_keys(panggung: Panggung, *kunci: Any) -> Revision:
    """Return the person's document with these keys, as a hostile office would write it, and nothing else of his."""
    isi = Pengguna(nama=NAMA, unit_kode=panggung.unit.profil.kode, kunci=kunci)
    return panggung.pengirim.revision(isi, "pengguna", doc_id=panggung.tanda.penanda)


def without_person(panggung: Panggung) -> list[bytes]:
    return [raw for raw in panggung.raws() if decode_revision(raw).kind != "pengguna"]


def test_that_a_key_without_a_computer_that_vouches_for_it_counts_for_nothing(panggung: Panggung) -> None:
    tanda = panggung.record(panggung.tanda)
    for ubah in (
        {"tanda_perangkat": "00" * 64},
        {"tanda_perangkat": ""},
        {"tanda_perangkat": key_record(panggung.unit, "0" * 32, panggung.key).tanda_perangkat},
    ):
        kunci = key_record(panggung.unit, panggung.tanda.penanda, panggung.key, **ubah)
        raws = without_person(panggung)
        path = panggung.pengirim.seal(tanda, with_keys(panggung, kunci), *raws, seq=60 + panggung.pengirim.nomor)
        merge_bundles(panggung.kabupaten, [path])
        assert panggung.kabupaten.store.count("tanda_tangan") == 0
    assert {s.alasan for s in list_karantina(panggung.kabupaten)} == {"tanda_tangan_tidak_dijamin"}


def test_that_a_computer_that_was_never_enrolled_is_told_as_unknown_not_as_good(panggung: Panggung) -> None:
    device = SigningKey(b"y" * 32)
    kunci = key_record(
        panggung.unit,
        panggung.tanda.penanda,
        panggung.key,
        perangkat=device.key_id,
        kunci_perangkat=device.public.hex(),
        tanda_perangkat=vouch_key(device, panggung.tanda.penanda, panggung.key.public),
    )
    tanda = panggung.record(panggung.tanda)
    assert panggung.bring(tanda, with_keys(panggung, kunci), raws=without_person(panggung)) == []
    assert panggung.state() is KeadaanTanda.PERANGKAT_TIDAK_DIKENAL


@pytest.mark.parametrize(
    "public",
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ],
)
def test_that_a_vouched_key_of_low_order_signs_nothing(panggung: Panggung, public: str) -> None:
    weak = bytes.fromhex(public)
    device = panggung.unit.device_keys().signing
    kunci = key_record(
        panggung.unit,
        panggung.tanda.penanda,
        panggung.key,
        id=key_id(weak),
        kunci=public,
        tanda_perangkat=vouch_key(device, panggung.tanda.penanda, weak),
    )
    identity = "01" + "00" * 31
    tanda = panggung.record(panggung.signature(kunci=key_id(weak), tanda=identity + "00" * 32))
    held = panggung.bring(tanda, with_keys(panggung, kunci), raws=without_person(panggung))
    assert held == ["tanda_tangan_tidak_sah"]


def test_that_a_signature_is_never_changed_deleted_or_misnamed(panggung: Panggung) -> None:
    good = panggung.record(panggung.tanda)
    held = panggung.bring(
        good,
        panggung.record(panggung.tanda, parents=(good.rev_id,)),
        panggung.pengirim.revision({}, "tanda_tangan", doc_id=good.doc_id, parents=(good.rev_id,), deleted=True),
        panggung.record(panggung.tanda, doc_id=natural_id("tanda_tangan", "99.01.01", "lain")),
    )
    assert sorted(held) == ["tanda_tangan_bentuk", "tanda_tangan_berubah", "tanda_tangan_berubah"]
    assert panggung.state() is KeadaanTanda.SAH


def test_that_one_signature_is_told_once_and_its_members_never_make_a_conflict(panggung: Panggung) -> None:
    good = panggung.record(panggung.tanda)
    more = panggung.record({**msgspec.to_builtins(panggung.tanda), "tambahan": 1}, doc_id=good.doc_id)
    other = panggung.record(panggung.signature(unit_kode="99.01.02"))
    assert sorted(panggung.bring(good, more, other)) == ["tanda_tangan_bentuk", "tanda_tangan_berubah"]
    merge_bundles(panggung.kabupaten, [panggung.pengirim.seal(more, *panggung.raws(), seq=70)])
    assert panggung.kabupaten.store.disputed() == set()
    assert panggung.state() is KeadaanTanda.SAH


def test_that_a_key_counts_in_no_office_beside_or_above_its_owners(dunia: Dunia) -> None:
    lain, kabupaten = dunia("b"), dunia("kabupaten")
    pelaku, staf = office_with_assessor(lain)
    skp_id = determined_skp(lain, staf)
    tanda, dibuat = only_signature(lain, skp_id)
    rev = lain.store.revision(tanda.revisi)
    assert rev is not None
    assert PengujiTanda(lain).judge(tanda, rev, dibuat) is KeadaanTanda.SAH
    # The same bytes under another office's scope, freshly signed by the very key.
    for scope in ("99.01.01", "99.01", "99.01.020"):
        pengirim = Pengirim(lain, dunia.stick / "lain")
        asing = pengirim.revision(rev.body, "skp", scope=scope)
        asing = msgspec.structs.replace(asing, who=pelaku.akun_id)
        assert pelaku.kunci is not None
        isi = msgspec.structs.replace(
            tanda, dokumen=asing.doc_id, revisi=asing.rev_id, tanda=sign_revision(pelaku.kunci, asing.raw)
        )
        assert PengujiTanda(lain).judge(isi, asing, dibuat) is KeadaanTanda.TIDAK_SAH
    assert kabupaten.store.count("tanda_tangan") == 0


def test_that_a_held_signature_comes_in_once_its_person_is_known(panggung: Panggung) -> None:
    tanda = panggung.record(panggung.tanda)
    assert panggung.bring(tanda, raws=without_person(panggung)) == ["tanda_tangan_tanpa_orang"]
    merge_bundles(panggung.kabupaten, [panggung.pengirim.seal(*panggung.raws(), seq=90)])
    admit_karantina(panggung.kabupaten, tanda.rev_id)
    assert panggung.state() is KeadaanTanda.SAH


def test_that_a_key_under_a_name_that_is_not_its_hash_is_passed_over(panggung: Panggung) -> None:
    # An ended key could otherwise go on under another name.
    alias = key_record(panggung.unit, panggung.tanda.penanda, panggung.key, id="77" * 16)
    tanda = panggung.record(panggung.signature(kunci="77" * 16))
    held = panggung.bring(tanda, with_keys(panggung, alias), raws=without_person(panggung))
    assert held == ["tanda_tangan_tanpa_orang"]


def test_that_an_ending_repeated_elsewhere_is_not_the_ending(panggung: Panggung) -> None:
    _, asli = only_signature(panggung.unit, panggung.skp_id)
    akun = panggung.tanda.penanda
    berakhir = key_record(panggung.unit, akun, panggung.key, berakhir=True)
    put_pengguna(panggung.unit, akun, NAMA, berakhir)
    panggung.bring()
    # Somebody touches the person's document at the kabupaten, before the signature itself gets there.
    isi = Pengguna(nama=NAMA, unit_kode="99.01.01", kunci=(berakhir,), aktif=False)
    with panggung.kabupaten.write("uji") as tx:
        tx.save("pengguna", akun, msgspec.json.encode(isi), scope="99.01.01", schema=1)
    merge_bundles(panggung.kabupaten, [panggung.pengirim.seal(asli, seq=51)])
    assert panggung.state() is KeadaanTanda.SAH


def test_that_a_fixed_document_without_a_signature_comes_in_and_is_shown_as_unsigned(panggung: Panggung) -> None:
    assert panggung.bring() == []
    assert panggung.state() is KeadaanTanda.TIDAK_ADA
    assert panggung.state(panggung.penilaian_id) is KeadaanTanda.TIDAK_ADA


def test_that_bytes_changed_in_the_store_prove_nothing(panggung: Panggung) -> None:
    rev = panggung.unit.store.revision(panggung.tanda.revisi)
    assert rev is not None
    penguji = PengujiTanda(panggung.unit)
    assert penguji.judge(panggung.tanda, rev) is KeadaanTanda.SAH
    geser = msgspec.structs.replace(rev, raw=rev.raw.replace(b"tersusun", b"tersesat"))
    assert geser.raw != rev.raw
    assert PengujiTanda(panggung.unit).judge(panggung.tanda, geser) is KeadaanTanda.ISI_DIHAPUS
    ulang = decode_revision(geser.raw)
    assert penguji.judge(panggung.signature(revisi=ulang.rev_id), ulang) is KeadaanTanda.TIDAK_SAH


def test_that_two_hundred_signatures_are_judged_in_a_moment(panggung: Panggung) -> None:
    rev = panggung.unit.store.revision(panggung.tanda.revisi)
    assert rev is not None
    revs = [
        panggung.pengirim.revision(rev.body, "skp", doc_id=natural_id("skp", "99.01.01", str(n))) for n in range(200)
    ]
    revs = [msgspec.structs.replace(satu, who=panggung.tanda.penanda) for satu in revs]
    semua = [
        panggung.signature(dokumen=s.doc_id, revisi=s.rev_id, tanda=sign_revision(panggung.key, s.raw)) for s in revs
    ]
    penguji = PengujiTanda(panggung.unit)
    before = time.perf_counter()
    assert {penguji.judge(*satu) for satu in zip(semua, revs, strict=True)} == {KeadaanTanda.SAH}
    assert time.perf_counter() - before < 1.0


def test_that_who_has_no_key_cannot_be_made_to_sign(panggung: Panggung) -> None:
    pelaku = panggung.unit.pelaku
    log_in(panggung.unit, dataclasses.replace(pelaku, kunci=None))
    rev = panggung.unit.store.revision(panggung.tanda.revisi)
    assert rev is not None
    with panggung.unit.write("uji") as tx:
        assert sign(panggung.unit, tx, rev, Perbuatan.TETAPKAN) == ""
        assert "tanda_tangan" not in tx.detail
