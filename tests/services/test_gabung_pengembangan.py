"""Rounds, surveys, guidance and follow-up travel like everything else: bundles, merge, conflicts, history, audit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.codec import KINDS_OF_DEVELOPMENT, KINDS_OF_UNIT, SCHEMA, decode_kind
from desktop_app.domain.gabung import FIXED
from desktop_app.services.jejak import documents_of
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.konflik import list_konflik, resolve_konflik
from desktop_app.services.masuk import merge_bundles
from tests.invariants.dunia import view
from tests.services.dunia_kantor import Dunia
from tests.services.dunia_kinerja import hand
from tests.services.dunia_pengembangan import develop

ORANG = "1" * 32
BARU = (*KINDS_OF_UNIT, *KINDS_OF_DEVELOPMENT, "hasil_putaran")
"""All but counselling, of which an unsigned section is let into no store (docs/spec/counselling.md)."""
SUNTING: dict[str, tuple[tuple[str, Any], tuple[str, Any], tuple[str, Any]]] = {
    "putaran": (("pengantar", "A"), ("periode", "2026-TW1"), ("pengantar", "B")),
    "survei_skm": (("populasi", 120), ("analisis", "Baik"), ("populasi", 140)),
    "lembar_skm": (("keterangan", "A"), ("cara", "kios"), ("keterangan", "B")),
    "pengaduan": (("isi", "Antre satu jam"), ("tanggapan", "Loket kedua"), ("isi", "Antre dua jam")),
    "perbaikan_layanan": (("rencana", "A"), ("hasil", "Antre pendek"), ("rencana", "B")),
    "coaching": (("peluang", "A"), ("tempat", "Contoh"), ("peluang", "B")),
    "mentoring": (("tempat", "A"), ("selesai", "2026-04-01"), ("tempat", "B")),
    "umpan_balik_bimbingan": (("tempat", "A"), ("atasan_id", "3" * 32), ("tempat", "B")),
    "evaluasi_kompetensi": (("rekomendasi", "A"), ("periode", "2026"), ("rekomendasi", "B")),
    "rencana_pengembangan": (("arah_karier", "A"), ("catatan", "C"), ("arah_karier", "B")),
    "tindak_lanjut": (("uraian", "A"), ("hasil", "Selesai"), ("uraian", "B")),
    "indikator_outcome": (("nama", "A"), ("satuan", "hari"), ("nama", "B")),
}
"""Of each kind that people type: an edit here, another one there, and one there that disagrees with the first."""


def edit(kantor: Kantor, kind: str, doc_id: str, *ubah: tuple[str, Any]) -> None:
    """Store the document with members changed."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    raw = msgspec.json.encode(msgspec.json.decode(dokumen.body) | dict(ubah))
    decode_kind(kind, raw)
    with kantor.write("uji", doc_id) as tx:
        tx.save(kind, doc_id, raw, scope=dokumen.scope, schema=SCHEMA)


def fields(kantor: Kantor, doc_id: str) -> dict[str, Any]:
    """Return what is shown of a document."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    isi: dict[str, Any] = msgspec.json.decode(dokumen.body)
    return isi


def test_that_each_kind_that_people_type_is_tried_here() -> None:
    assert set(SUNTING) == {*KINDS_OF_UNIT, *KINDS_OF_DEVELOPMENT}


def test_that_edits_of_two_computers_meet_in_every_office_in_any_order(dunia: Dunia, world: Path) -> None:
    satu, dua = dunia("a1"), dunia("a2")
    ids = develop(satu, ORANG, "5" * 32, "6" * 32)
    hand(satu, dua)
    for kind, (sini, sana, _) in SUNTING.items():
        edit(satu, kind, ids[kind], sini)
        edit(dua, kind, ids[kind], sana)
    paket = [export_bundle(kantor, dunia.stick).path for kantor in (satu, dua)]
    dunia.folder.joinpath("lain").mkdir()
    lain = Dunia(world, dunia.folder / "lain")
    kabupaten = [dunia("kabupaten"), dunia.keep(lain("kabupaten"))]
    for kantor, urut in zip(kabupaten, (paket, paket[::-1]), strict=True):
        for _ in range(2):
            merge_bundles(kantor, urut)
    hand(satu, dua)
    hand(dua, satu)
    for kind in BARU:
        lihat = [view(kantor)[ids[kind]] for kantor in (satu, dua, *kabupaten)]
        assert all(seen == lihat[0] for seen in lihat), kind
        dokumen = kabupaten[0].store.document(ids[kind])
        assert dokumen is not None
        assert (dokumen.deleted, dokumen.conflicts, dokumen.scope) == (False, (), "99.01.01"), kind
        if kind in SUNTING:
            (a, b, _) = SUNTING[kind]
            isi = fields(kabupaten[0], ids[kind])
            assert (isi[a[0]], isi[b[0]]) == (a[1], b[1]), kind
    assert set(ids.values()) - set(documents_of(satu, ORANG)) == {ids[kind] for kind in KINDS_OF_UNIT}


@pytest.mark.parametrize("kind", list(SUNTING))
def test_that_two_wills_for_one_field_are_a_question_that_somebody_answers(dunia: Dunia, kind: str) -> None:
    satu, dua = dunia("a1"), dunia("a2")
    doc_id = develop(satu, ORANG, "5" * 32, "6" * 32)[kind]
    hand(satu, dua)
    (nama, a), _, (_, b) = SUNTING[kind]
    edit(satu, kind, doc_id, (nama, a))
    edit(dua, kind, doc_id, (nama, b))
    hand(dua, satu)
    dokumen = satu.store.document(doc_id)
    assert dokumen is not None
    assert [(satu.path, {nilai for _, nilai in satu.values}) for satu in dokumen.conflicts] == [(nama, {a, b})]
    assert doc_id in {satu.doc_id for satu in list_konflik(satu)}
    pilih = next(rev for rev, nilai in dokumen.conflicts[0].values if nilai == b)
    resolve_konflik(satu, doc_id, {nama: pilih})
    hand(satu, dua)
    assert fields(satu, doc_id)[nama] == fields(dua, doc_id)[nama] == b
    revs = satu.store.history(doc_id)
    assert len(revs) == 4
    assert satu.store.audit_rows(doc_id=doc_id)[0].act == "selesaikan_konflik"


def test_that_what_guidance_left_signed_is_taken_whole(dunia: Dunia) -> None:
    assert {kind for kind in KINDS_OF_DEVELOPMENT if kind in FIXED} == {
        "coaching",
        "mentoring",
        "umpan_balik_bimbingan",
        "evaluasi_kompetensi",
    }
    satu, dua = dunia("a1"), dunia("a2")
    doc_id = develop(satu, ORANG, "5" * 32, "6" * 32)["coaching"]
    hand(satu, dua)
    edit(satu, "coaching", doc_id, ("status", "selesai"), ("tanggal", "2026-03-05"))
    edit(dua, "coaching", doc_id, ("peluang", "Sesudah itu"))
    hand(dua, satu)
    dokumen = satu.store.document(doc_id)
    assert dokumen is not None
    assert {satu.path for satu in dokumen.conflicts} >= {"peluang"}
