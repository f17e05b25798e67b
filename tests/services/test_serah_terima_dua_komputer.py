"""The same hand-over on two PCs of one office: alike it merges, different it is a conflict that everybody sees."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.istilah import SebabSerahTerima
from desktop_app.domain.pergantian import row_id
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import get_pegawai
from desktop_app.services.pergantian_penilai import change_penilai
from desktop_app.services.serah_terima import create_serah_terima, finish_serah_terima, list_serah_terima
from tests.services.dunia_kantor import Dunia, add_people, edit
from tests.services.test_dua_komputer import Tiga

AGUSTUS = date(2026, 8, 25)


@pytest.fixture
def tiga(dunia: Dunia) -> Tiga:
    """Two PCs and the kabupaten."""
    return Tiga(dunia)


@pytest.fixture
def people(tiga: Tiga) -> tuple[str, str, str]:
    """Superior, Camat and staff, known on both PCs."""
    orang = add_people(tiga.satu)
    tiga.send()
    for satu in orang:
        edit(tiga.kabupaten, satu, catatan="dilihat kabupaten")
    tiga.answer()
    return orang


def handed(kantor: Kantor, camat: str, penerima: str) -> str:
    """Make and finish the hand-over of the Camat."""
    doc_id, _ = create_serah_terima(kantor, camat, AGUSTUS, penerima, SebabSerahTerima.MUTASI)
    finish_serah_terima(kantor, doc_id, tanggal=AGUSTUS)
    return doc_id


def conflicts(kantor: Kantor, doc_id: str) -> list[str]:
    """Return the fields of a document on which versions disagree."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    return [satu.path for satu in dokumen.conflicts]


def test_that_the_same_hand_over_on_two_computers_is_one(tiga: Tiga, people: tuple[str, str, str]) -> None:
    sekda, camat, staf = people
    ids = {handed(kantor, camat, sekda) for kantor in (tiga.satu, tiga.dua)}
    assert len(ids) == 1
    tiga.send()
    tiga.answer()
    tiga.equal(staf)
    for kantor in (tiga.satu, tiga.dua, tiga.kabupaten):
        assert conflicts(kantor, staf) == []
        assert [s.id for s in get_pegawai(kantor, staf).riwayat][2:] == [row_id(AGUSTUS)]
        assert [(s.id, s.konflik) for s in list_serah_terima(kantor)] == [(next(iter(ids)), 0)]


def test_that_two_successors_are_a_conflict_on_the_sheet_and_on_the_record(
    tiga: Tiga, people: tuple[str, str, str]
) -> None:
    sekda, camat, staf = people
    doc_id = handed(tiga.satu, camat, sekda)
    assert doc_id == handed(tiga.dua, camat, staf)
    tiga.send()
    tiga.answer()
    assert "penerima_id" in conflicts(tiga.kabupaten, doc_id)
    assert conflicts(tiga.kabupaten, staf) == []
    # The staff member who took over on the second computer is his superior's on both: only the sheet disagrees.
    assert get_pegawai(tiga.satu, staf).riwayat[-1].penilai_id == sekda


def test_that_a_hand_over_and_a_plain_change_to_somebody_else_are_a_conflict_on_the_record(
    tiga: Tiga, people: tuple[str, str, str]
) -> None:
    sekda, camat, staf = people
    _, lain, _ = add_people(tiga.dua, "2")
    handed(tiga.satu, camat, sekda)
    change_penilai(tiga.dua, [staf], AGUSTUS, lain, alasan="mutasi")
    tiga.send()
    tiga.answer()
    assert conflicts(tiga.satu, staf) == [f"riwayat/#{row_id(AGUSTUS)}/penilai_id"]
    assert len(get_pegawai(tiga.satu, staf).riwayat) == 3
