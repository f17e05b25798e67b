"""A computer changes its key: the old one vouches for the new one, ends at a named bundle, and nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.exchange import RollFacts, make_request, read_request, reread_certificate
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.ganti_kunci import Gantian
from desktop_app.services.identitas import change_key, read_identitas, take_new_identity
from desktop_app.services.kantor import BERKAS_STORE, Kantor
from desktop_app.services.kepercayaan import list_perangkat, require_trust
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import HasilPaket, NasibPaket, merge_bundles
from desktop_app.services.pencabutan import list_ditahan, list_komputer, revoke_device
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, preview_enrolment, request_enrolment
from tests.invariants.dunia import held_ids
from tests.services.dunia_kantor import Dunia
from tests.services.test_identitas import change


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    return dunia("kabupaten")


def send(unit: Kantor, kabupaten: Kantor, folder: Path) -> HasilPaket:
    (hasil,) = merge_bundles(kabupaten, [export_bundle(unit, folder).path])
    return hasil


def why(hasil: HasilPaket) -> str:
    return hasil.galat.code if hasil.galat is not None else ""


def standing(kabupaten: Kantor, path: Path) -> Gantian:
    return preview_enrolment(kabupaten, path).ganti


def roll(unit: Kantor, kabupaten: Kantor, folder: Path, nama: str = "ganti") -> str:
    """Change a unit's key and let the kabupaten admit it with one look; return the old device id."""
    lama = unit.store.device
    change_key(unit, folder / f"{nama}.skpe")
    assert standing(kabupaten, folder / f"{nama}.skpe") is Gantian.COCOK
    approve_enrolment(kabupaten, folder / f"{nama}.skpe", folder / f"{nama}.skpb")
    accept_enrolment(unit, folder / f"{nama}.skpb")
    return lama


def clone_of(dunia: Dunia, unit: Kantor) -> tuple[Kantor, Kantor]:
    """Copy a unit's disk as an image; return the unit opened again and its copy, on a machine with the same mark."""
    unit.close()
    shutil.copytree(dunia.folder / "a1", dunia.folder / "klona")
    return dunia("a1"), dunia("klona")


def test_that_a_changed_key_is_admitted_with_one_look_and_takes_unsent_work_along(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    first = export_bundle(unit, dunia.stick).path
    merge_bundles(kabupaten, [first])
    change(unit, "belum terkirim")
    before = held_ids(unit)
    lama = roll(unit, kabupaten, dunia.stick)
    assert send(unit, kabupaten, dunia.stick).nasib is NasibPaket.DIGABUNG
    assert before <= held_ids(unit) <= held_ids(kabupaten)
    (ended,) = [satu for satu in list_komputer(kabupaten) if satu.perangkat.device_id == lama]
    assert ended.dicabut is not None
    assert (ended.dicabut.pengganti, ended.dicabut.nomor) == (unit.store.device, 1)
    (named,) = require_trust(kabupaten).revocations
    assert (named.device_id, named.seq, named.head) == (lama, 1, ended.terakhir.file_sha256 if ended.terakhir else "")
    assert merge_bundles(kabupaten, [first])[0].nasib is NasibPaket.SUDAH_DITERIMA, "what it signed before holds"
    lagi = roll(unit, kabupaten, dunia.stick, "lagi")
    assert [satu.perangkat for satu in read_identitas(unit).lama] == [lama, lagi]
    change(unit, "sesudah yang kedua")
    assert send(unit, kabupaten, dunia.stick).nasib is NasibPaket.DIGABUNG


def test_that_bundles_that_were_under_way_come_in_and_what_the_old_key_signs_afterwards_does_not(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    send(unit, kabupaten, dunia.stick)
    change(unit, "di jalan 1")
    late = [export_bundle(unit, dunia.stick).path]
    change(unit, "di jalan 2", 1)
    late.append(export_bundle(unit, dunia.stick).path)
    unit, thief = clone_of(dunia, unit)
    roll(unit, kabupaten, dunia.stick)
    assert [satu.nasib for satu in merge_bundles(kabupaten, late)] == [NasibPaket.DIGABUNG] * 2
    change(thief, "palsu")
    held = send(thief, kabupaten, dunia.stick)
    assert (held.nasib, why(held)) == (NasibPaket.DITOLAK, "revoked_device")
    assert len(list_ditahan(kabupaten)) == 1, "kept for people"
    assert not held_ids(thief) <= held_ids(kabupaten)


def test_that_the_same_request_again_changes_nothing(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    send(unit, kabupaten, dunia.stick)
    roll(unit, kabupaten, dunia.stick)
    before, trust = list_perangkat(kabupaten), require_trust(kabupaten).marks
    for nomor in range(3):
        assert standing(kabupaten, dunia.stick / "ganti.skpe") is Gantian.COCOK
        approve_enrolment(kabupaten, dunia.stick / "ganti.skpe", dunia.stick / f"ulang-{nomor}.skpb")
    assert (list_perangkat(kabupaten), require_trust(kabupaten).marks) == (before, trust)
    revoke_device(kabupaten, unit.store.device, "laptop dicuri")
    with pytest.raises(UserError) as caught:
        approve_enrolment(kabupaten, dunia.stick / "ganti.skpe", dunia.stick / "ulang.skpb")
    assert caught.value.code == "permintaan_dicabut"
    change(unit, "sesudah dicabut")
    assert why(send(unit, kabupaten, dunia.stick)) == "revoked_device", "an old record gives nothing back"


def test_that_two_clones_that_both_change_the_key_are_told_and_lose_nothing(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    send(unit, kabupaten, dunia.stick)
    unit, clone = clone_of(dunia, unit)
    change(unit, "di komputer lama")
    change(clone, "di salinan", 1)
    lama = roll(unit, kabupaten, dunia.stick)
    change_key(clone, dunia.stick / "klona.skpe")
    assert standing(kabupaten, dunia.stick / "klona.skpe") is Gantian.CABANG, "so people compare by voice"
    approve_enrolment(kabupaten, dunia.stick / "klona.skpe", dunia.stick / "klona.skpb")
    accept_enrolment(clone, dunia.stick / "klona.skpb")
    assert [send(satu, kabupaten, dunia.stick).nasib for satu in (unit, clone)] == [NasibPaket.DIGABUNG] * 2
    assert held_ids(kabupaten) >= held_ids(unit) | held_ids(clone)
    (ended,) = [satu.dicabut for satu in list_komputer(kabupaten) if satu.perangkat.device_id == lama]
    assert ended is not None
    assert (ended.pengganti, ended.cabang) == (unit.store.device, (clone.store.device,))


def test_that_numbers_that_do_not_fit_ask_for_the_voice(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    send(unit, kabupaten, dunia.stick)
    unit, clone = clone_of(dunia, unit)
    change(clone, "lebih jauh")
    send(clone, kabupaten, dunia.stick)
    change_key(unit, dunia.stick / "mundur.skpe")
    assert standing(kabupaten, dunia.stick / "mundur.skpe") is Gantian.HITUNGAN, "more came than its computer knows of"
    change(clone, "sama nomornya", 1)
    change_key(clone, dunia.stick / "klona.skpe")
    assert standing(kabupaten, dunia.stick / "klona.skpe") is Gantian.COCOK
    approve_enrolment(kabupaten, dunia.stick / "mundur.skpe", dunia.stick / "suara.skpb")
    assert require_trust(kabupaten).revocations == (), "compared by voice: the old key is people's matter"


def test_that_another_file_under_the_same_number_asks_for_the_voice(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    unit, clone = clone_of(dunia, unit)
    send(unit, kabupaten, dunia.stick)
    change(clone, "lain")
    export_bundle(clone, dunia.stick)
    change_key(clone, dunia.stick / "klona.skpe")
    assert standing(kabupaten, dunia.stick / "klona.skpe") is Gantian.HITUNGAN


def test_that_a_revoked_or_doubled_key_vouches_for_nothing(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    send(unit, kabupaten, dunia.stick)
    unit, clone = clone_of(dunia, unit)
    change_key(unit, dunia.stick / "ganti.skpe")
    revoke_device(kabupaten, clone.store.device, "dicuri")
    assert standing(kabupaten, dunia.stick / "ganti.skpe") is Gantian.DICABUT
    with pytest.raises(UserError) as caught:
        change_key(unit, dunia.stick / "lagi.skpe")
    assert caught.value.code == "ganti_kunci_menunggu"
    assert not (dunia.stick / "lagi.skpe").exists()
    request_enrolment(unit, dunia.stick / "lagi.skpe")
    assert (dunia.stick / "lagi.skpe").read_bytes() == (dunia.stick / "ganti.skpe").read_bytes()
    take_new_identity(unit, dunia.stick / "biasa.skpe")
    assert standing(kabupaten, dunia.stick / "biasa.skpe") is Gantian.TIDAK, "the way by voice stays open"


def test_that_a_twin_is_settled_by_people_first(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    unit, clone = clone_of(dunia, unit)
    for satu, urutan in ((unit, 0), (clone, 1)):
        change(satu, f"versi {urutan}", urutan)
        send(satu, kabupaten, dunia.stick)
    change_key(unit, dunia.stick / "ganti.skpe")
    assert standing(kabupaten, dunia.stick / "ganti.skpe") is Gantian.KEMBAR


def test_that_a_stolen_key_of_one_office_is_no_way_into_another(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    other = dunia("b")
    keys, new = unit.device_keys(), other.device_keys()
    milik = reread_certificate(other.store.get("kepercayaan", "sertifikat") or b"").office
    lain = type(keys).generate()
    raw = make_request(
        lain.signing,
        return_recipient=lain.return_recipient,
        office=milik,
        kinds=["*"],
        program="uji",
        former=(keys.signing, RollFacts(unit.store.epoch, "", 0, "")),
    )
    (dunia.stick / "lain.skpe").write_bytes(raw)
    assert standing(kabupaten, dunia.stick / "lain.skpe") is Gantian.KANTOR
    asing = type(keys).generate()
    raw = make_request(
        lain.signing,
        return_recipient=lain.return_recipient,
        office=milik,
        kinds=["*"],
        program="uji",
        former=(asing.signing, RollFacts(unit.store.epoch, "", 0, "")),
    )
    (dunia.stick / "asing.skpe").write_bytes(raw)
    assert standing(kabupaten, dunia.stick / "asing.skpe") is Gantian.ASING
    assert new.device_id in {satu.device_id for satu in list_perangkat(kabupaten)}


def test_that_a_change_after_a_restore_fits_by_its_parent_epoch_alone(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    send(unit, kabupaten, dunia.stick)
    apply_return(unit, export_returns(kabupaten, dunia.stick)[0].path)
    unit.close()
    shutil.copytree(dunia.folder / "a1", dunia.folder / "lama")
    unit = dunia("a1")
    change(unit, "hilang dengan cadangan")
    unit.close()
    shutil.copyfile(dunia.folder / "lama" / BERKAS_STORE, dunia.folder / "a1" / BERKAS_STORE)
    back = dunia("a1")
    assert read_identitas(back).sebab == "mundur"
    change_key(back, dunia.stick / "ganti.skpe")
    request = read_request((dunia.stick / "ganti.skpe").read_bytes())
    assert request.roll is not None
    assert request.roll.payload.parent_epoch
    assert standing(kabupaten, dunia.stick / "ganti.skpe") is Gantian.COCOK
