"""An older version does not come back beside what replaced it: neither by typing nor by a bundle, signed or not."""

from __future__ import annotations

import json

import msgspec
import pytest

from db import Claim, Document, Revision, encode_revision
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Rating, StatusPenilaian
from desktop_app.domain.penilaian import Penilaian, RealisasiIndikator
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.karantina import list_karantina
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.naskah import commit_naskah, write_naskah
from desktop_app.services.penguji_tanda import KeadaanTanda
from desktop_app.services.penilaian import advance_penilaian, get_penilaian
from desktop_app.services.segel import seal_of
from desktop_app.services.tanda_tangan import check_signature, present_revisions, signed_now
from tests.services.dunia_kantor import AKHIR, Dunia, determined_skp, edit, final_penilaian
from tests.services.kantor_berperan import Berperan, filled
from tests.services.penanda import office_with_assessor
from tests.services.pengirim import Pengirim


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office with people and documents."""
    return filled(dunia)


def rated(berperan: Berperan, *rating: Rating) -> list[str]:
    """Let the assessor of ``saya`` rate one after the other; return the revisions."""
    hasil = []
    for satu in rating:
        edit(berperan.kantor, berperan.saya.penilaian, rating_hasil=satu)
        hasil.append(document_of(berperan, berperan.saya.penilaian).heads[0])
    return hasil


def document_of(berperan: Berperan, doc_id: str) -> Document:
    dokumen = berperan.kantor.store.document(doc_id)
    assert dokumen is not None
    return dokumen


def body_of(berperan: Berperan, rev_id: str) -> Penilaian:
    rev = berperan.kantor.store.revision(rev_id)
    assert rev is not None
    return msgspec.json.decode(rev.body, type=Penilaian)


def test_that_an_employee_does_not_bring_an_older_rating_back_by_naming_both_versions(berperan: Berperan) -> None:
    doc_id = berperan.saya.penilaian
    tinggi, rendah = rated(berperan, Rating.DIATAS, Rating.DIBAWAH)
    with berperan.sebagai(P.PEGAWAI) as kantor:
        for kepala in ((tinggi, rendah), (rendah, tinggi)):
            with pytest.raises(UserError) as caught:
                write_naskah(kantor, doc_id, body_of(berperan, tinggi), kepala=kepala)
            assert caught.value.code == "bukan_isian_anda"
        assert kantor.store.working(doc_id, kantor.who) is None
        # Over the old version alone his text is merged, and what the assessor said since stays.
        isi = msgspec.structs.replace(
            body_of(berperan, tinggi), realisasi=(RealisasiIndikator(id="i1", realisasi="12"),)
        )
        write_naskah(kantor, doc_id, isi, kepala=(tinggi,))
        commit_naskah(kantor, doc_id)
        kini = get_penilaian(kantor, doc_id)
    assert (kini.rating_hasil, kini.realisasi[0].realisasi) == (Rating.DIBAWAH, "12")
    assert document_of(berperan, doc_id).conflicts == ()


def test_that_an_employee_does_not_choose_between_two_ratings_that_were_settled(berperan: Berperan) -> None:
    doc_id, kantor = berperan.saya.penilaian, berperan.kantor
    asal = document_of(berperan, doc_id)
    sisi: list[Revision] = []
    with kantor.write("simpan", doc_id) as tx:
        for rating in ("diatas", "dibawah"):
            body = json.dumps(json.loads(asal.body) | {"rating_hasil": rating}).encode()
            sisi.append(tx.save("penilaian", doc_id, body, scope=asal.scope, schema=1, parents=asal.heads))
        tx.save("penilaian", doc_id, sisi[1].body, scope=asal.scope, schema=1)
    kepala = [satu.rev_id for satu in sisi]
    with berperan.sebagai(P.PEGAWAI) as pegawai:
        with pytest.raises(UserError) as caught:
            write_naskah(pegawai, doc_id, body_of(berperan, kepala[0]), kepala=kepala)
        assert caught.value.code == "bukan_isian_anda"
        write_naskah(pegawai, doc_id, body_of(berperan, kepala[1]), kepala=kepala)
        kerja = pegawai.store.working(doc_id, pegawai.who)
        assert kerja is not None
        assert kerja.parents == document_of(berperan, doc_id).heads, "he goes on from what is there now"


def test_that_a_bundle_does_not_bring_an_older_signed_version_back(dunia: Dunia) -> None:
    unit, kabupaten = dunia("a1"), dunia("kabupaten")
    _, staf = office_with_assessor(unit)
    doc_id = final_penilaian(unit, determined_skp(unit, staf))
    dulu = unit.store.document(doc_id)
    advance_penilaian(unit, doc_id, "koreksi", alasan="keliru")
    edit(unit, doc_id, rating_hasil=Rating.DIBAWAH, rating_perilaku=Rating.DIBAWAH)
    advance_penilaian(unit, doc_id, "finalkan", tanggal=AKHIR)
    kini = unit.store.document(doc_id)
    assert dulu is not None
    assert kini is not None
    assert dulu.body != kini.body
    pengirim = Pengirim(unit, dunia.stick / "segel")
    raws = [raw for _, _, raw in unit.store.revisions_after(0)]
    (hasil,) = merge_bundles(kabupaten, [pengirim.seal(*raws)])
    assert (hasil.galat, check_signature(kabupaten, doc_id).keadaan) == (None, KeadaanTanda.SAH)
    balik = encode_revision(
        kind="penilaian", doc_id=doc_id, parents=sorted((*dulu.heads, *kini.heads)), device=unit.store.device,
        epoch=unit.store.epoch, n=8500, who="x", at=Claim("2026-12-01T08:00:00+07:00"), schema=1,
        scope=unit.profil.kode, why="", deleted=False, body=dulu.body,
    )  # fmt: skip
    merge_bundles(kabupaten, [pengirim.seal(balik, seq=70)])
    assert [satu.alasan for satu in list_karantina(kabupaten)] == ["related_parents"]
    dokumen = kabupaten.store.document(doc_id)
    assert dokumen is not None
    assert (dokumen.body, get_penilaian(kabupaten, doc_id).status) == (kini.body, StatusPenilaian.FINAL)
    assert check_signature(kabupaten, doc_id).keadaan is KeadaanTanda.SAH


def test_that_where_such_a_version_lies_in_a_store_already_it_counts_as_unsigned(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = dunia("a1")
    _, staf = office_with_assessor(unit)
    doc_id = final_penilaian(unit, determined_skp(unit, staf))
    dulu = unit.store.document(doc_id)
    advance_penilaian(unit, doc_id, "koreksi", alasan="keliru")
    edit(unit, doc_id, rating_hasil=Rating.DIBAWAH)
    advance_penilaian(unit, doc_id, "finalkan", tanggal=AKHIR)
    kini = unit.store.document(doc_id)
    assert dulu is not None
    assert kini is not None
    # As a store that was written before the rule, or what lies too far apart to be decided.
    with monkeypatch.context() as patch:
        patch.setattr("db.antichain.MAX_WALK", 2)
        with unit.write("simpan", doc_id) as tx:
            heads = (*dulu.heads, *kini.heads)
            tx.save("penilaian", doc_id, dulu.body, scope=unit.profil.kode, schema=1, parents=heads)
    dokumen = unit.store.document(doc_id)
    assert dokumen is not None
    assert dokumen.body == dulu.body
    assert [rev.rev_id for rev in present_revisions(unit, dokumen)] == list(dokumen.heads)
    assert check_signature(unit, doc_id).keadaan is KeadaanTanda.REVISI_BERUBAH
    assert signed_now(unit, [doc_id]) == frozenset()
    segel = seal_of(unit, doc_id)
    assert segel is not None
    assert segel.penanda == ""
