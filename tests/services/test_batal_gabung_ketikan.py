"""Taking an import back while somebody types over it: his words wait with the rest, and nobody else is held up."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.services.balas import export_returns
from desktop_app.services.batal_gabung import preview_undo, redo_import, undo_import
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.naskah import commit_all, commit_naskah, discard_naskah, open_naskah
from desktop_app.services.periksa import check_store
from tests.services.dunia_kantor import Dunia, edit


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    """The kabupaten above the units."""
    return dunia("kabupaten")


def merge(kabupaten: Kantor, unit: Kantor, stick: Path) -> str:
    (hasil,) = merge_bundles(kabupaten, [export_bundle(unit, stick).path])
    assert hasil.galat is None
    return hasil.file_sha256


def person(kabupaten: Kantor) -> str:
    return min(satu.doc_id for satu in kabupaten.store.find("pegawai") if satu.scope == "99.01.01")


@pytest.mark.parametrize("tersisa", [False, True], ids=["nothing stays", "an older version stays"])
def test_that_what_is_typed_over_an_import_waits_and_comes_again_with_it(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, tersisa: bool
) -> None:
    berkas = merge(kabupaten, unit, dunia.stick)
    doc, diam = person(kabupaten), max(satu.doc_id for satu in kabupaten.store.find("pegawai"))
    if tersisa:
        for satu in (doc, diam):
            edit(unit, satu, catatan="versi dua")
        berkas = merge(kabupaten, unit, dunia.stick)
    edit(kabupaten, doc, commit=False, catatan="diketik di kabupaten")
    edit(kabupaten, diam, commit=False)
    lihat = preview_undo(kabupaten, berkas)
    assert (lihat.menunggu, lihat.sendiri, len(lihat.nama_sendiri)) == (1, 1, 1)
    undo_import(kabupaten, berkas)
    assert kabupaten.store.workings() == []
    assert [satu.doc_id for satu in kabupaten.store.waiting()] == [doc]
    assert (kabupaten.store.document(doc) is not None) is tersisa
    commit_all(kabupaten)
    assert export_returns(kabupaten, dunia.stick), "every office is still answered"
    assert check_store(kabupaten).temuan == ()
    redo_import(kabupaten, berkas)
    assert open_naskah(kabupaten, doc).isi.catatan == "diketik di kabupaten"  # type: ignore[union-attr]
    assert check_store(kabupaten).temuan == ()


def test_that_a_copy_that_stands_on_nothing_is_held_alone(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    """A store in which an older program took an import back, or a copy whose owner may not write any more."""
    merge(kabupaten, unit, dunia.stick)
    doc = person(kabupaten)
    edit(unit, doc, catatan="versi dua")
    berkas = merge(kabupaten, unit, dunia.stick)
    edit(kabupaten, doc, commit=False, catatan="diketik di kabupaten")
    (kerja,) = kabupaten.store.workings()
    undo_import(kabupaten, berkas)
    kabupaten.store.put_working(kerja)
    assert open_naskah(kabupaten, doc).tertahan
    with pytest.raises(UserError, match="naskah_tanpa_dasar"):
        commit_naskah(kabupaten, doc)
    commit_all(kabupaten)
    assert export_returns(kabupaten, dunia.stick)
    assert kabupaten.store.workings() == [kerja]
    discard_naskah(kabupaten, doc)
    assert not open_naskah(kabupaten, doc).tertahan
