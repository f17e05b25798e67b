"""Settling a conflict about a signed document: a signed version whole, or a draft again; never a mixture as signed."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from desktop_app.domain.istilah import Predikat, Rating, StatusPenilaian, StatusSkp
from desktop_app.messages import load_sentences
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik import Pilihan, get_konflik, resolve_konflik
from desktop_app.services.penilaian import advance_penilaian, get_penilaian
from desktop_app.services.periksa import check_store
from desktop_app.services.skp import advance_skp, get_skp
from tests.services.dunia_kantor import (
    AKHIR,
    TETAP,
    add_people,
    determined_skp,
    draft_penilaian,
    draft_skp,
    put_revision,
)


def body_of(kantor: Kantor, doc_id: str) -> dict[str, Any]:
    """Return the body that the store shows of a document."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    return dict(msgspec.json.decode(dokumen.body))


class Berselisih:
    """A document with a signed version and another one over the same draft."""

    def __init__(self, kantor: Kantor, kind: str, doc_id: str) -> None:
        self.kantor, self.kind, self.doc_id = kantor, kind, doc_id
        dokumen = kantor.store.document(doc_id)
        assert dokumen is not None
        self.dasar, self._parents = body_of(kantor, doc_id), dokumen.heads

    def signed(self, isi: dict[str, Any]) -> None:
        """Note the version that is now signed."""
        dokumen = self.kantor.store.document(self.doc_id)
        assert dokumen is not None
        (self.tertanda,) = dokumen.heads
        self.isi_tertanda = isi

    def other(self, isi: dict[str, Any], **options: Any) -> None:
        """Write another version over the same draft."""
        self.isi_lain = isi
        self.lain = put_revision(self.kantor, self.kind, self.doc_id, isi, parents=self._parents, **options)

    def answers(self, **lain: str) -> dict[str, str]:
        """Take the signed version's value everywhere, except at the paths named (with ``__`` for ``/``)."""
        paths = [kolom.path for kolom in get_konflik(self.kantor, self.doc_id).kolom]
        assert set(lain) <= set(paths)
        return {path: lain.get(path, self.tertanda) for path in paths}


@pytest.fixture
def penilaian(unit: Kantor) -> Berselisih:
    """An evaluation that is final (rated as expected), not yet contradicted."""
    *_, staf = add_people(unit)
    doc_id = draft_penilaian(unit, determined_skp(unit, staf))
    selisih = Berselisih(unit, "penilaian", doc_id)
    advance_penilaian(unit, doc_id, "finalkan", tanggal=AKHIR)
    selisih.signed(body_of(unit, doc_id))
    return selisih


@pytest.fixture
def skp(unit: Kantor) -> Berselisih:
    """An SKP that is determined, not yet contradicted."""
    *_, staf = add_people(unit)
    doc_id = draft_skp(unit, staf)
    selisih = Berselisih(unit, "skp", doc_id)
    advance_skp(unit, doc_id, "ajukan")
    advance_skp(unit, doc_id, "tetapkan", tanggal=TETAP)
    selisih.signed(body_of(unit, doc_id))
    return selisih


DIATAS = {"rating_hasil": "diatas", "rating_perilaku": "diatas"}


def test_that_ratings_of_a_draft_under_a_final_evaluation_make_it_a_draft_again(penilaian: Berselisih) -> None:
    unit, doc_id = penilaian.kantor, penilaian.doc_id
    penilaian.other({**penilaian.dasar, **DIATAS})
    pilihan = penilaian.answers(rating_hasil=penilaian.lain, rating_perilaku=penilaian.lain)
    assert pilihan["status"] == penilaian.tertanda
    hasil = resolve_konflik(unit, doc_id, pilihan)
    assert (hasil.menjadi_draf, hasil.doc_ids, hasil.kinds) == (True, (doc_id,), ("penilaian",))
    nilai = get_penilaian(unit, doc_id)
    assert (nilai.status, nilai.rating_hasil, nilai.rating_perilaku) == (
        StatusPenilaian.DRAFT,
        Rating.DIATAS,
        Rating.DIATAS,
    )
    assert (nilai.predikat, nilai.aturan, nilai.skp_rev) == (None, "", "")
    assert (nilai.pegawai, nilai.penilai, nilai.atasan_penilai) == (None, None, None)
    assert nilai.tanggal == AKHIR
    assert check_store(unit).temuan == ()
    # What was signed is still in the history, and the new text can be signed in its turn.
    assert penilaian.isi_tertanda in [msgspec.json.decode(rev.body) for rev in unit.store.history(doc_id)]
    advance_penilaian(unit, doc_id, "finalkan", tanggal=AKHIR)
    assert get_penilaian(unit, doc_id).predikat is Predikat.SANGAT_BAIK


def test_that_a_text_of_a_draft_under_a_determined_skp_makes_it_a_draft_again(skp: Berselisih) -> None:
    unit, doc_id = skp.kantor, skp.doc_id
    hasil = [{**skp.dasar["hasil"][0], "teks": "Tidak pernah ditandatangani"}]
    skp.other({**skp.dasar, "hasil": hasil})
    assert resolve_konflik(unit, doc_id, skp.answers(**{"hasil/#h1/teks": skp.lain})).menjadi_draf
    isi = get_skp(unit, doc_id)
    assert (isi.status, isi.pegawai, isi.penilai, isi.tanggal) == (StatusSkp.DRAFT, None, None, TETAP)
    assert isi.hasil[0].teks == "Tidak pernah ditandatangani"
    assert check_store(unit).temuan == ()


@pytest.mark.parametrize("cara", ["ours", "each field"])
@pytest.mark.parametrize("jenis", ["penilaian", "skp"])
def test_that_a_signed_version_is_taken_exactly_as_it_was_signed(
    request: pytest.FixtureRequest, jenis: str, cara: str
) -> None:
    """Also without a member that only the other version has, about which nobody is asked."""
    selisih: Berselisih = request.getfixturevalue(jenis)
    selisih.other({**selisih.dasar, "instansi": "PEMERINTAH LAIN", "kolom_program_baru": "x"})
    assert body_of(selisih.kantor, selisih.doc_id)["kolom_program_baru"] == "x"
    pilihan = Pilihan.OURS if cara == "ours" else selisih.answers()
    assert not resolve_konflik(selisih.kantor, selisih.doc_id, pilihan).menjadi_draf
    assert body_of(selisih.kantor, selisih.doc_id) == selisih.isi_tertanda


def test_that_of_two_signed_versions_each_can_be_taken_whole_and_no_half_of_both(penilaian: Berselisih) -> None:
    lain = {**penilaian.isi_tertanda, **DIATAS, "predikat": "sangat_baik", "catatan": "versi kedua"}
    penilaian.other(lain)
    konflik = get_konflik(penilaian.kantor, penilaian.doc_id)
    semua_lain = {kolom.path: penilaian.lain for kolom in konflik.kolom}
    assert not resolve_konflik(penilaian.kantor, penilaian.doc_id, semua_lain).menjadi_draf
    assert body_of(penilaian.kantor, penilaian.doc_id) == lain


def test_that_half_of_each_of_two_signed_versions_is_signed_by_nobody(penilaian: Berselisih) -> None:
    penilaian.other({**penilaian.isi_tertanda, **DIATAS, "predikat": "sangat_baik"})
    assert resolve_konflik(
        penilaian.kantor, penilaian.doc_id, penilaian.answers(rating_hasil=penilaian.lain)
    ).menjadi_draf
    nilai = get_penilaian(penilaian.kantor, penilaian.doc_id)
    assert (nilai.status, nilai.predikat, nilai.penilai) == (StatusPenilaian.DRAFT, None, None)
    assert (nilai.rating_hasil, nilai.rating_perilaku) == (Rating.DIATAS, Rating.SESUAI)


def test_that_two_signed_versions_of_equal_answers_by_field_stay_signed(penilaian: Berselisih) -> None:
    """Three versions of which two say the same: answers from both name one text, which was signed."""
    penilaian.other({**penilaian.dasar, **DIATAS})
    kembar = put_revision(
        penilaian.kantor,
        "penilaian",
        penilaian.doc_id,
        penilaian.isi_tertanda,
        parents=penilaian._parents,
        why="sama, dari komputer lain",
    )
    assert not resolve_konflik(penilaian.kantor, penilaian.doc_id, penilaian.answers(rating_hasil=kembar)).menjadi_draf
    assert body_of(penilaian.kantor, penilaian.doc_id) == penilaian.isi_tertanda


def test_that_taking_the_draft_says_nothing_of_falling_back(penilaian: Berselisih) -> None:
    penilaian.other({**penilaian.dasar, **DIATAS})
    assert not resolve_konflik(penilaian.kantor, penilaian.doc_id, Pilihan.THEIRS).menjadi_draf
    assert body_of(penilaian.kantor, penilaian.doc_id)["status"] == "draft"
    assert body_of(penilaian.kantor, penilaian.doc_id)["rating_hasil"] == "diatas"


def test_that_a_signed_version_kept_against_a_deletion_is_still_what_was_signed(penilaian: Berselisih) -> None:
    penilaian.other({}, deleted=True)
    assert not resolve_konflik(penilaian.kantor, penilaian.doc_id, {"": penilaian.tertanda}).menjadi_draf
    assert body_of(penilaian.kantor, penilaian.doc_id) == penilaian.isi_tertanda


def test_that_the_person_is_told_in_a_sentence_why_the_document_is_a_draft() -> None:
    kalimat = load_sentences()["konflik_menjadi_draf"]
    assert "draf" in kalimat
    assert "{" not in kalimat
