"""An ended key and the numbers of a computer: what arrives late or under a used number dates nothing."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from db import Claim, Revision, encode_revision
from desktop_app.domain.tanda_tangan import TandaTangan
from desktop_app.exchange.revision_signature import sign_revision
from desktop_app.messages import load_sentences
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.nomor_ganda import judge_numbers
from desktop_app.services.penguji_tanda import KeadaanTanda
from desktop_app.services.periksa import check_store
from desktop_app.services.periksa_kata import explain_key
from desktop_app.services.tanda_tangan import check_signature, signature_id
from desktop_app.ui.masuk.bundles import merged_text
from desktop_app.ui.words import signature_text
from desktop_app.vault import SigningKey
from tests.services.penanda import NAMA, key_record, only_signature, put_pengguna
from tests.services.test_tanda_tangan_serangan import Panggung, panggung  # noqa: F401 - the fixture


def write(p: Panggung, n: int, **facts: Any) -> Revision:
    """Return a revision of the person at the unit's computer under a number of the attacker's choice."""
    return encode_revision(
        device=p.unit.store.device,
        epoch=p.unit.store.epoch,
        n=n,
        who=p.tanda.penanda,
        at=Claim("2026-12-01T08:00:00+07:00"),
        why="",
        scope=p.unit.profil.kode,
        deleted=False,
        schema=1,
        **facts,
    )


def forge(p: Panggung, n: int) -> tuple[Revision, Revision]:
    """Return another determined version of the SKP and its signature by the key, numbered ``n`` and ``n + 1``."""
    asli = p.unit.store.revision(p.tanda.revisi)
    assert asli is not None
    body = asli.body.replace(b"tersusun", b"dipalsukan")
    assert body != asli.body
    rev = write(p, n, kind="skp", doc_id=p.skp_id, parents=(asli.rev_id,), body=body)
    isi: TandaTangan = p.signature(revisi=rev.rev_id, tanda=sign_revision(p.key, rev.raw))
    doc_id = signature_id(rev.rev_id, isi.kunci, rev.scope)
    return rev, write(p, n + 1, kind="tanda_tangan", doc_id=doc_id, parents=(), body=msgspec.json.encode(isi))


def end_key(p: Panggung) -> Revision:
    """Let the person's key end at the unit."""
    return put_pengguna(p.unit, p.tanda.penanda, NAMA, key_record(p.unit, p.tanda.penanda, p.key, berakhir=True))


def merge(p: Panggung, *extra: Revision | bytes, seq: int) -> None:
    (hasil,) = merge_bundles(p.kabupaten, [p.pengirim.seal(*extra, seq=seq)])
    assert hasil.nasib is NasibPaket.DIGABUNG, hasil.galat


def test_that_an_ended_key_does_not_sign_on_under_used_numbers(panggung: Panggung) -> None:  # noqa: F811
    end_key(panggung)
    merge(panggung, *panggung.raws(leave_out=""), seq=50)
    assert panggung.state() is KeadaanTanda.SAH
    merge(panggung, *forge(panggung, 1), seq=51)
    assert panggung.state() is KeadaanTanda.KUNCI_BERAKHIR
    ((kode, fakta),) = check_store(panggung.kabupaten).temuan
    assert (kode, fakta["jumlah"], fakta["nomor"]) == ("periksa_nomor_ganda", 2, 1)
    assert load_sentences()[kode].format_map(fakta)


def test_that_numbers_used_again_after_the_matter_was_closed_are_told_anew(panggung: Panggung) -> None:  # noqa: F811
    kabupaten = panggung.kabupaten
    merge(panggung, *panggung.raws(leave_out=""), seq=50)
    merge(panggung, *forge(panggung, 1), seq=51)
    ((_, fakta),) = judge_numbers(kabupaten).temuan
    detail = {"perangkat": panggung.unit.store.device, "pengganti": ""}
    with kabupaten.write("selesai_kembar", detail=detail):
        pass
    settled = judge_numbers(kabupaten)
    assert (settled.temuan, [kode for kode, _ in settled.riwayat]) == ((), ["periksa_nomor_ganda_dinyatakan"])
    merge(panggung, *forge(panggung, 2), seq=52)
    again = judge_numbers(kabupaten)
    assert again.riwayat == settled.riwayat
    ((kode, baru),) = again.temuan
    assert (kode, baru["jumlah"], baru["perangkat"]) == ("periksa_nomor_ganda", 2, fakta["perangkat"])


def test_that_an_ended_key_does_not_sign_on_under_numbers_that_were_left_out(
    panggung: Panggung,  # noqa: F811
) -> None:
    kunci = key_record(panggung.unit, panggung.tanda.penanda, panggung.key, berakhir=True)
    dokumen = panggung.unit.store.document(panggung.tanda.penanda)
    assert dokumen is not None
    isi = msgspec.json.decode(dokumen.body) | {"kunci": [msgspec.to_builtins(kunci)]}
    raw = msgspec.json.encode(isi)
    akhir = write(panggung, 9000, kind="pengguna", doc_id=panggung.tanda.penanda, parents=dokumen.heads, body=raw)
    merge(panggung, *panggung.raws(leave_out=""), akhir, seq=50)
    merge(panggung, *forge(panggung, 8000), seq=51)
    assert panggung.state() is KeadaanTanda.KUNCI_BERAKHIR
    assert check_store(panggung.kabupaten).temuan == ()


def test_that_the_bundle_of_the_ending_cannot_use_a_fixed_number_again(panggung: Panggung) -> None:  # noqa: F811
    merge(panggung, *panggung.raws(leave_out=""), seq=50)
    palsu = forge(panggung, 1)
    merge(panggung, end_key(panggung), *palsu, seq=51)
    assert panggung.state() is KeadaanTanda.KUNCI_BERAKHIR


@pytest.mark.parametrize("urutan", ["satu_paket", "terbalik", "akhir_belakangan", "tanda_belakangan"])
def test_that_an_honest_signature_stays_valid_in_whatever_order_it_comes(
    panggung: Panggung,  # noqa: F811
    urutan: str,
) -> None:
    _, asli = only_signature(panggung.unit, panggung.skp_id)
    dulu = panggung.raws(leave_out="")
    akhir = end_key(panggung)
    if urutan == "satu_paket":
        merge(panggung, *dulu, akhir, seq=50)
    elif urutan == "terbalik":
        # The second computer of an office gets people first; parents still come before what follows them.
        merge(panggung, *reversed([*dulu, akhir.raw]), seq=50)
    elif urutan == "akhir_belakangan":
        merge(panggung, *dulu, seq=50)
        merge(panggung, akhir, seq=51)
    else:
        merge(panggung, *panggung.raws(), seq=50)
        merge(panggung, asli, seq=51)
    assert panggung.state() is KeadaanTanda.SAH
    assert check_store(panggung.kabupaten).temuan == ()


def test_that_an_honest_signature_that_comes_after_the_ending_is_told_as_not_provable(
    panggung: Panggung,  # noqa: F811
) -> None:
    dulu = panggung.raws(leave_out="")
    akhir = end_key(panggung)
    orang = [rev.raw for rev in panggung.unit.store.history(panggung.tanda.penanda)]
    merge(panggung, *orang, akhir, seq=50)
    merge(panggung, *dulu, seq=51)
    assert panggung.state() is KeadaanTanda.KUNCI_BERAKHIR


def test_that_the_kabupaten_is_told_of_each_new_key_and_since_when_it_knows_one(
    panggung: Panggung,  # noqa: F811
) -> None:
    """A computer of the office can vouch for a key in the name of its own people; it cannot do so unseen."""
    (pertama,) = merge_bundles(panggung.kabupaten, [panggung.pengirim.seal(*panggung.raws(leave_out=""), seq=50)])
    assert pertama.kunci_baru == (NAMA,)
    assert "kunci tanda tangan baru untuk Penilai Rekaan (paket no. 50)" in merged_text(pertama)
    tanda = check_signature(panggung.kabupaten, panggung.skp_id)
    assert tanda.sejak is not None
    assert (tanda.sejak.paket, tanda.sejak.kantor) == (50, panggung.unit.profil.nama)
    assert "paket nomor 50" in explain_key(tanda)
    assert "kunci dikenal sejak paket no. 50" in signature_text(tanda)
    palsu = SigningKey.generate()
    lama = key_record(panggung.unit, panggung.tanda.penanda, panggung.key)
    baru = key_record(panggung.unit, panggung.tanda.penanda, palsu)
    orang = put_pengguna(panggung.unit, panggung.tanda.penanda, NAMA, lama, baru)
    rev, _ = forge(panggung, 7000)
    isi = panggung.signature(revisi=rev.rev_id, kunci=palsu.key_id, tanda=sign_revision(palsu, rev.raw))
    doc_id = signature_id(rev.rev_id, palsu.key_id, rev.scope)
    bawa = write(panggung, 7002, kind="tanda_tangan", doc_id=doc_id, parents=(), body=msgspec.json.encode(isi))
    (kedua,) = merge_bundles(panggung.kabupaten, [panggung.pengirim.seal(orang, rev, bawa, seq=51)])
    assert kedua.kunci_baru == (NAMA,)
    tanda = check_signature(panggung.kabupaten, panggung.skp_id)
    assert tanda.keadaan is KeadaanTanda.SAH
    assert tanda.sejak is not None
    assert tanda.sejak.paket == 51
    di_unit = check_signature(panggung.unit, panggung.skp_id)
    assert di_unit.sejak is not None
    assert (di_unit.sejak.paket, di_unit.sejak.kantor) == (0, "")
    assert "menurut jam komputer" in explain_key(di_unit)
    (ketiga,) = merge_bundles(panggung.kabupaten, [panggung.pengirim.seal(*panggung.raws(), seq=52)])
    assert ketiga.kunci_baru == ()
