"""What two PCs begin apart from each other is one document: the week of one person, the way of one evaluation."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.codec import KINDS_OF_PERFORMANCE, SCHEMA, Dokumen, decode_as, encode, kind_of, natural_id
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.jurnal import Jurnal, tanggapan_berlaku
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from tests.invariants.dunia import view
from tests.services.dunia_kantor import Dunia
from tests.services.dunia_kinerja import hand, perform
from tests.services.gabung_kinerja import JURNAL, add, answer, entri, in_child
from tests.services.gabung_rencana import ORANG

KODE = "99.01.01"
MINGGU = natural_id("jurnal", KODE, f"{ORANG}/2026-02-02")


def save(kantor: Kantor, doc_id: str, isi: Dokumen) -> None:
    """Store a body as it is."""
    with kantor.write("uji", doc_id) as tx:
        tx.save(kind_of(isi), doc_id, encode(isi), scope=KODE, schema=SCHEMA)


def body(kantor: Kantor, doc_id: str) -> Jurnal:
    """Return what is shown of a journal."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    assert not dokumen.conflicts
    return decode_as(Jurnal, dokumen.body)


@pytest.mark.parametrize("terbalik", [False, True])
def test_that_a_week_begun_on_two_pcs_is_one_week_everywhere(dunia: Dunia, terbalik: bool) -> None:
    satu, dua, kabupaten = dunia("a1"), dunia("a2"), dunia("kabupaten")
    save(satu, MINGGU, Jurnal(pegawai_id=ORANG, minggu=date(2026, 2, 2), entri=(entri("s1"), entri("s2"))))
    save(dua, MINGGU, Jurnal(pegawai_id=ORANG, minggu=date(2026, 2, 2), entri=(entri("d1"),)))
    paket = [export_bundle(kantor, dunia.stick).path for kantor in (satu, dua)]
    for _ in range(2):
        merge_bundles(kabupaten, paket[::-1] if terbalik else paket)
        hand(satu, dua)
        hand(dua, satu)
    for kantor in (satu, dua, kabupaten):
        assert {lain.id for lain in body(kantor, MINGGU).entri} == {"s1", "s2", "d1"}
        assert view(kantor)[MINGGU] == view(satu)[MINGGU]


def test_that_an_answer_holds_for_its_own_words_alone_wherever_they_meet(dunia: Dunia) -> None:
    satu, dua = dunia("a1"), dunia("a2")
    save(satu, MINGGU, JURNAL)
    hand(satu, dua)
    save(satu, MINGGU, answer("j2", TanggapanJurnal.DIBENARKAN)(answer("j1", TanggapanJurnal.DIBENARKAN)(JURNAL)))
    save(dua, MINGGU, in_child("entri", "j1", teks="Lain sama sekali")(add("entri", entri("d3"))(JURNAL)))
    hand(satu, dua)
    hand(dua, satu)
    for kantor in (satu, dua):
        berlaku = {lain.id: tanggapan_berlaku(lain) for lain in body(kantor, MINGGU).entri}
        assert berlaku == {
            "j1": TanggapanJurnal.BELUM,
            "j2": TanggapanJurnal.DIBENARKAN,
            "d3": TanggapanJurnal.BELUM,
        }
        assert "Lain sama sekali" in json.dumps([lain.teks for lain in body(kantor, MINGGU).entri])


def test_that_every_kind_recorded_alike_on_both_pcs_is_no_question_anywhere(dunia: Dunia, world: Path) -> None:
    satu, dua = dunia("a1"), dunia("a2")
    ids = perform(satu, ORANG, "5" * 32, "6" * 32)
    assert perform(dua, ORANG, "5" * 32, "6" * 32) == ids
    paket = [export_bundle(kantor, dunia.stick).path for kantor in (satu, dua)]
    dunia.folder.joinpath("lain").mkdir()
    lain = Dunia(world, dunia.folder / "lain")
    kabupaten = [dunia("kabupaten"), dunia.keep(lain("kabupaten"))]
    for kantor, urut in zip(kabupaten, (paket, paket[::-1]), strict=True):
        for _ in range(2):
            merge_bundles(kantor, urut)
    hand(satu, dua)
    hand(dua, satu)
    for jenis in KINDS_OF_PERFORMANCE:
        doc_id = ids[jenis]
        lihat = [view(kantor)[doc_id] for kantor in (satu, dua, *kabupaten)]
        assert all(seen == lihat[0] for seen in lihat), jenis
        dokumen = kabupaten[0].store.document(doc_id)
        assert dokumen is not None
        assert (dokumen.deleted, dokumen.conflicts) == (False, ())
