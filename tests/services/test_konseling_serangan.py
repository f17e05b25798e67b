"""Somebody with the store's key changes counselling cases past the program: each change is found, refused or told."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.codec import decode_as, encode
from desktop_app.domain.errors import LuringError
from desktop_app.domain.konseling import BagianTersegel, BerkasKonseling
from desktop_app.exchange.sealed_section import Answer, Section, seal_section, sign_section
from desktop_app.services.konseling_buka import count_lost, get_konseling, open_bagian
from desktop_app.services.konseling_segel import statement_of
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.naskah import new_doc_id
from desktop_app.services.penguji_tanda import KeadaanTanda
from desktop_app.vault import SigningKey
from tests.services.dunia_kantor import Dunia
from tests.services.dunia_konseling import Perkara, make_perkara
from tests.services.pengirim import Pengirim
from tests.services.test_keberatan_serangan import sql

Ubah = Callable[[BerkasKonseling], BerkasKonseling]


@pytest.fixture
def ditutup(dunia: Dunia) -> Perkara:
    """The whole case is on both sides."""
    return make_perkara(dunia, "ditutup")


def case_of(perkara: Perkara) -> BerkasKonseling:
    dokumen = perkara.unit.store.document(perkara.doc_id)
    assert dokumen is not None
    return decode_as(BerkasKonseling, dokumen.body)


def forged(perkara: Perkara, bagian: BagianTersegel, key: SigningKey | None, **ubah: object) -> BagianTersegel:
    """Return a section with other words in it, sealed to the same people, with hash and (where a key is) signature."""
    isi = Section(
        v=1,
        kasus=perkara.doc_id,
        pegawai_id=perkara.id("staf"),
        bagian=bagian.id,
        jenis=bagian.jenis.value,
        sebelumnya=bagian.sebelumnya,
        penulis="Palsu",
        tanggal="2026-12-01",
        isian=(Answer("kesepakatan", "Palsu"), Answer("pokok", "Palsu"), Answer("masalah", "Palsu")),
    )
    segel = seal_section(isi, bagian.penerima)
    baru = msgspec.structs.replace(
        bagian, segel=base64.b64encode(segel).decode(), sidik=hashlib.sha256(segel).hexdigest(), **ubah
    )
    if key is None:
        return baru
    baru = msgspec.structs.replace(baru, kunci=key.key_id)
    return msgspec.structs.replace(baru, tanda=sign_section(key, statement_of(perkara.doc_id, case_of(perkara), baru)))


def replaced(perkara: Perkara) -> Ubah:
    return lambda isi: msgspec.structs.replace(
        isi, bagian=(*isi.bagian[:2], forged(perkara, isi.bagian[2], None), isi.bagian[3])
    )


def resigned(perkara: Perkara) -> Ubah:
    """The operator seals other words and signs them with his own, genuine key."""
    siapa = perkara.orang["operator"]
    milik = {"penanda": siapa.akun_id, "penulis_id": siapa.pegawai_id}
    return lambda isi: msgspec.structs.replace(
        isi, bagian=(*isi.bagian[:2], forged(perkara, isi.bagian[2], siapa.kunci, **milik), isi.bagian[3])
    )


def dropped(perkara: Perkara) -> Ubah:
    return lambda isi: msgspec.structs.replace(isi, bagian=(*isi.bagian[:2], isi.bagian[3]))


def last_dropped(perkara: Perkara) -> Ubah:
    return lambda isi: msgspec.structs.replace(isi, bagian=isi.bagian[:3])


def swapped(perkara: Perkara) -> Ubah:
    """Two sections change their sealed bytes: the envelope of one holds the words of the other."""

    def swap(isi: BerkasKonseling) -> BerkasKonseling:
        satu, dua = isi.bagian[2], isi.bagian[3]
        tukar = {n: (getattr(satu, n), getattr(dua, n)) for n in ("segel", "sidik")}
        a = msgspec.structs.replace(satu, **{n: v[1] for n, v in tukar.items()})
        b = msgspec.structs.replace(dua, **{n: v[0] for n, v in tukar.items()})
        return msgspec.structs.replace(isi, bagian=(*isi.bagian[:2], a, b))

    return swap


def readdressed(perkara: Perkara) -> Ubah:
    """Who reported is another now, so that somebody else would see the case as his."""
    return lambda isi: msgspec.structs.replace(isi, penilai_id=perkara.id("operator"))


SERANGAN: dict[str, tuple[Callable[[Perkara], Ubah], str, str]] = {
    "replaced": (replaced, "konseling_bagian_berubah", "konseling_berubah"),
    "re-signed": (resigned, "konseling_bagian_bukan_hak", "konseling_berubah"),
    "dropped": (dropped, "konseling_bagian_hilang", "konseling_berubah"),
    "last dropped": (last_dropped, "konseling_bagian_hilang", "konseling_berubah"),
    "swapped": (swapped, "konseling_bagian_berubah", "konseling_berubah"),
    "readdressed": (readdressed, "konseling_bagian_bukan_hak", ""),
}


@pytest.mark.parametrize("nama", SERANGAN)
def test_that_a_section_changed_in_the_store_is_told_here_and_held_back_above(ditutup: Perkara, nama: str) -> None:
    ubah, disini, atas = SERANGAN[nama]
    isi = ubah(ditutup)(case_of(ditutup))
    with ditutup.unit.write("uji") as tx:
        tx.save("konseling", ditutup.doc_id, encode(isi), scope=ditutup.unit.profil.kode, schema=1)
    with ditutup.sebagai("staf") as kantor:
        assert disini in get_konseling(kantor, ditutup.doc_id).cacat
    if not atas:
        return
    masuk = ditutup.send()
    assert masuk.karantina == 1
    with ditutup.sebagai("kepegawaian") as kantor:
        baris = get_konseling(kantor, ditutup.doc_id)
        assert (baris.cacat, len(baris.bagian)) == ((), 4)


def test_that_swapped_words_are_refused_when_they_are_opened(ditutup: Perkara) -> None:
    isi = swapped(ditutup)(case_of(ditutup))
    with ditutup.unit.write("uji") as tx:
        tx.save("konseling", ditutup.doc_id, encode(isi), scope=ditutup.unit.profil.kode, schema=1)
    with ditutup.sebagai("staf") as kantor:
        baris = get_konseling(kantor, ditutup.doc_id)
        for satu in baris.bagian:
            if satu.tanda is KeadaanTanda.TIDAK_SAH:
                with pytest.raises(LuringError) as caught:
                    open_bagian(kantor, ditutup.doc_id, satu.id)
                assert caught.value.code == "konseling_isi_lain"
        assert [s.tanda is KeadaanTanda.TIDAK_SAH for s in baris.bagian].count(True) == 2


def test_that_a_case_sent_again_under_another_number_proves_nothing(ditutup: Perkara) -> None:
    """The same sections in a new document: their signatures name the case that they were written for."""
    lain = new_doc_id(ditutup.unit, "konseling", "")
    with ditutup.unit.write("uji") as tx:
        tx.save("konseling", lain, encode(case_of(ditutup)), scope=ditutup.unit.profil.kode, schema=1)
    with ditutup.sebagai("staf") as kantor:
        assert {satu.tanda for satu in get_konseling(kantor, lain).bagian} == {KeadaanTanda.TIDAK_SAH}
        bagian = get_konseling(kantor, lain).bagian[2]
        with pytest.raises(LuringError, match="konseling_isi_lain"):
            open_bagian(kantor, lain, bagian.id)
    assert ditutup.send().karantina == 1
    # Sent once more as it is, by a hand-made bundle, it changes nothing.
    pengirim = Pengirim(ditutup.unit, Path(ditutup.dunia.folder / "palsu"))
    rev = ditutup.unit.store.history(ditutup.doc_id)[-1]
    hasil = merge_bundles(ditutup.kabupaten, [pengirim.seal(rev)])[0]
    assert (hasil.karantina, hasil.baru) == (0, 0)


def test_that_a_tombstone_that_no_erasure_put_is_held_back(ditutup: Perkara) -> None:
    with ditutup.unit.write("uji") as tx:
        tx.save("konseling", ditutup.doc_id, b"{}", scope=ditutup.unit.profil.kode, schema=1, deleted=True)
    assert ditutup.send().karantina == 1
    with ditutup.sebagai("kepegawaian") as kantor:
        assert len(get_konseling(kantor, ditutup.doc_id).bagian) == 4


def test_that_who_wrote_a_report_is_told_when_the_whole_case_was_taken_away(dunia: Dunia) -> None:
    perkara = make_perkara(dunia)
    hasil = perkara.report()
    doc = bytes.fromhex(hasil.doc_id)
    num = "SELECT num FROM document WHERE doc_id = ?"
    sql(
        perkara.unit,
        (f"DELETE FROM cur_konseling WHERE num IN ({num})", (doc,)),
        (f"DELETE FROM revision WHERE doc IN ({num})", (doc,)),
        ("DELETE FROM document WHERE doc_id = ?", (doc,)),
    )
    with perkara.sebagai("camat") as kantor:
        assert count_lost(kantor) == 1


def test_that_a_report_of_somebody_who_never_assessed_is_told(dunia: Dunia) -> None:
    perkara = make_perkara(dunia, "dilaporkan")
    siapa = perkara.orang["operator"]
    isi = msgspec.structs.replace(case_of(perkara), penilai_id=siapa.pegawai_id)
    palsu = forged(perkara, isi.bagian[0], siapa.kunci, penanda=siapa.akun_id, penulis_id=siapa.pegawai_id)
    lain = new_doc_id(perkara.unit, "konseling", "")
    tanda = sign_section(siapa.kunci, statement_of(lain, isi, palsu))  # type: ignore[arg-type]
    isi = msgspec.structs.replace(isi, bagian=(msgspec.structs.replace(palsu, tanda=tanda),))
    with perkara.unit.write("uji") as tx:
        tx.save("konseling", lain, encode(isi), scope=perkara.unit.profil.kode, schema=1)
    perkara.send()
    with perkara.sebagai("kepegawaian") as kantor:
        assert get_konseling(kantor, lain).cacat == ("konseling_bukan_penilai",)
