"""A computer takes a new identity: what was written stays, goes out under the new one, and the numbers go on."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.services import identitas, jangkar
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.draf_sendiri import own_drafts
from desktop_app.services.identitas import read_identitas, take_new_identity
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle, seal_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import list_pegawai
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment
from tests.invariants.dunia import held_ids
from tests.services.dunia_kantor import Dunia


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    return dunia("kabupaten")


def change(kantor: Kantor, catatan: str = "berubah", urutan: int = 0) -> None:
    doc_id = list_pegawai(kantor)[urutan].id
    naskah = open_naskah(kantor, doc_id)
    write_naskah(kantor, doc_id, msgspec.structs.replace(naskah.isi, catatan=catatan))
    commit_naskah(kantor, doc_id)


def renew(unit: Kantor, kabupaten: Kantor, folder: Path) -> str:
    """Let a unit take a new identity and be admitted again; return its new id."""
    hasil = take_new_identity(unit, folder / "baru.skpe")
    approve_enrolment(kabupaten, folder / "baru.skpe", folder / "jawab-baru.skpb")
    accept_enrolment(unit, folder / "jawab-baru.skpb")
    return hasil.perangkat


def test_that_a_new_identity_keeps_everything_and_sends_what_was_never_acknowledged(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    lama = unit.store.device
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    apply_return(unit, export_returns(kabupaten, dunia.stick)[0].path)
    change(unit, "sesudah tanda terima")
    before = held_ids(unit)
    (dunia.stick / "lama").mkdir()
    lambat = export_returns(kabupaten, dunia.stick / "lama")[0].path
    hasil = take_new_identity(unit, dunia.stick / "baru.skpe")
    assert hasil.belum_diakui == 1
    assert hasil.lama == lama != unit.store.device == hasil.perangkat
    with pytest.raises(UserError) as caught:
        seal_bundle(unit)
    assert caught.value.code == "belum_terdaftar", "nothing goes out before the kabupaten has answered"
    change(unit, "pekerjaan tidak menunggu", 1)
    approve_enrolment(kabupaten, dunia.stick / "baru.skpe", dunia.stick / "jawab.skpb")
    accept_enrolment(unit, dunia.stick / "jawab.skpb")
    sent = export_bundle(unit, dunia.stick)
    (merged,) = merge_bundles(kabupaten, [sent.path])
    assert (merged.nasib, merged.karantina) == (NasibPaket.DIGABUNG, 0)
    assert sent.nomor == 2, "the numbers go on"
    with pytest.raises(BundleError, match="return_for_former"):
        apply_return(unit, lambat)
    assert before <= held_ids(unit) <= held_ids(kabupaten)
    assert unit.store.check(deep=True) == []
    told = read_identitas(unit)
    assert (told.terdaftar, [satu.perangkat for satu in told.lama]) == (True, [lama])


def test_that_the_program_opens_with_the_new_identity_and_without_a_false_alarm(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    baru = renew(unit, kabupaten, dunia.stick)
    epoch = unit.store.epoch
    unit.close()
    again = dunia("a1")
    assert (again.store.device, again.store.epoch) == (baru, epoch), "no further epoch was needed"
    assert again.device_keys().device_id == baru
    assert not again.pemberitahuan, "its answer has come"
    again.close()
    killed = dunia("a1")
    assert killed.store.epoch == epoch


def test_that_a_cut_right_after_the_step_leaves_an_office_that_opens_with_its_new_keys(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(jangkar, "keep", cut)
    with pytest.raises(KeyboardInterrupt):
        take_new_identity(unit, dunia.stick / "baru.skpe")
    monkeypatch.undo()
    again = dunia.after_kill(unit)
    assert again.device_keys().device_id == again.store.device == unit.store.device
    assert read_identitas(again).sebab in ("identitas", "salinan"), "the copied folder may look like another place"
    assert read_identitas(again).lama


def test_that_a_revoked_office_learns_it_and_comes_back_under_a_new_identity(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    from desktop_app.services.pencabutan import inform_revoked, revoke_device

    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    lama = unit.store.device
    with pytest.raises(UserError) as caught:
        inform_revoked(kabupaten, lama, dunia.stick)
    assert caught.value.code == "perangkat_belum_dicabut"
    revoke_device(kabupaten, lama, "dikira hilang")
    change(unit, "dengan itikad baik")
    (held,) = merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert held.nasib is NasibPaket.DITOLAK
    letter = inform_revoked(kabupaten, lama, dunia.stick)
    hasil = apply_return(unit, letter)
    assert (hasil.revisi_baru, hasil.diterima) == (0, ()), "it tells of the revocation and of nothing else"
    told = read_identitas(unit)
    assert told.dicabut is not None
    assert told.dicabut.nomor == 1
    assert told.perlu_baru
    unit.close()
    again = dunia("a1")
    assert [satu.kode for satu in again.pemberitahuan] == ["identitas_dicabut"]
    renew(again, kabupaten, dunia.stick)
    assert not read_identitas(again).perlu_baru
    (merged,) = merge_bundles(kabupaten, [export_bundle(again, dunia.stick).path])
    assert merged.nasib is NasibPaket.DIGABUNG
    assert held_ids(again) <= held_ids(kabupaten), "what was held came again by the honest way"


def test_that_a_clone_keeps_its_work_when_it_takes_the_new_identity(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    unit.close()
    shutil.copytree(dunia.folder / "a1", dunia.folder / "klona")
    unit, clone = dunia("a1"), dunia("klona", who="teknisi")
    change(unit, "di komputer lama")
    change(clone, "di salinan", 1)
    renew(clone, kabupaten, dunia.stick)
    paths = [export_bundle(kantor, dunia.stick).path for kantor in (unit, clone)]
    assert [satu.nasib for satu in merge_bundles(kabupaten, paths)] == [NasibPaket.DIGABUNG] * 2
    assert held_ids(kabupaten) >= held_ids(unit) | held_ids(clone)


def test_that_a_unit_that_was_never_enrolled_has_no_identity_to_change(kantor_unit: Kantor, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        take_new_identity(kantor_unit, tmp_path / "baru.skpe")
    assert caught.value.code == "identitas_belum_perlu"
    assert not (tmp_path / "baru.skpe").exists()


def test_that_a_cut_before_the_drafts_are_sealed_anew_loses_none(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    own_drafts(unit).keep("aa" * 16, "draf", "kata-kata yang belum diserahkan")
    monkeypatch.setattr(identitas, "reseal_below", cut)
    for nama in ("satu.skpe", "dua.skpe"):
        with pytest.raises(KeyboardInterrupt):
            take_new_identity(unit, dunia.stick / nama)
        unit = dunia.after_kill(unit)
        kotak = own_drafts(unit)
        assert kotak.read("aa" * 16, "draf") == "kata-kata yang belum diserahkan"
        assert list(kotak.read_all()) == ["kata-kata yang belum diserahkan"]
    kotak.keep("aa" * 16, "draf", "diteruskan")
    assert own_drafts(unit).read("aa" * 16, "draf") == "diteruskan"
