"""What somebody typed elsewhere about a person who was erased meanwhile: shown as a conflict, settled by people."""

from __future__ import annotations

import contextlib

from desktop_app.domain.errors import BundleError
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.banding import compare_konflik
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.konflik import list_konflik, resolve_konflik
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.penghapusan import DASAR, erase_orang, preview_hapus
from desktop_app.services.periksa import check_store
from tests.services.dunia_kantor import Dunia, add_people, edit, stored
from tests.services.penyetuju import confirm_erasures


def test_that_a_late_edit_of_an_erased_person_is_a_conflict_that_can_be_settled(dunia: Dunia, unit: Kantor) -> None:
    kabupaten, other = dunia("kabupaten"), dunia("a2")
    _, _, staf = add_people(unit)
    with other.write("uji") as tx:
        tx.add([raw for _, _, raw in unit.store.revisions_after(0)], source="uji")
    edit(other, staf, catatan="diketik di komputer kedua")
    erase_orang(unit, staf, DASAR[0])
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    confirm_erasures(kabupaten)
    merge_bundles(kabupaten, [export_bundle(other, dunia.stick).path])
    confirm_erasures(kabupaten)
    (konflik,) = list_konflik(kabupaten)
    assert konflik.doc_id == staf
    banding = compare_konflik(kabupaten, staf)
    assert len(banding.versi) == 2
    assert check_store(kabupaten).temuan == ()
    assert preview_hapus(kabupaten, staf).revisi == 2, "the late version and the end of the first erasure"
    erase_orang(kabupaten, staf, DASAR[0])
    assert list_konflik(kabupaten) == ()
    assert "komputer kedua" not in str(stored(kabupaten))
    for satu in export_returns(kabupaten, dunia.stick):
        for kantor in (unit, other):
            with contextlib.suppress(BundleError):
                apply_return(kantor, satu.path)
    for kantor in (unit, other, kabupaten):
        assert "Bunga Contoh" not in str(stored(kantor))
        assert list_konflik(kantor) == ()
        assert check_store(kantor).temuan == ()


def test_that_the_side_that_was_erased_can_be_taken(dunia: Dunia, unit: Kantor) -> None:
    """A computer that edited what was erased elsewhere sees one version without words, and may let it be deleted."""
    kabupaten, other = dunia("kabupaten"), dunia("a2")
    _, _, staf = add_people(unit)
    with other.write("uji") as tx:
        tx.add([raw for _, _, raw in unit.store.revisions_after(0)], source="uji")
    edit(other, staf, catatan="diketik di komputer kedua")
    erase_orang(unit, staf, DASAR[0])
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    confirm_erasures(kabupaten)
    for satu in export_returns(kabupaten, dunia.stick):
        with contextlib.suppress(BundleError):
            apply_return(other, satu.path)
    (konflik,) = list_konflik(other)
    assert len(compare_konflik(other, staf).versi) == 2
    (ended,) = (satu.rev_id for satu in konflik.versi if (rev := other.store.revision(satu.rev_id)) and rev.deleted)
    resolve_konflik(other, staf, {satu.path: ended for satu in konflik.kolom}, "orangnya sudah dihapus")
    assert list_konflik(other) == ()
    assert other.store.document(staf).deleted
    assert check_store(other).temuan == ()
