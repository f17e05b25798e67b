"""A thief changes a stolen key before the loss is reported: the report ends what he made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.exchange import RollFacts, make_request
from desktop_app.services.balas import export_returns
from desktop_app.services.data_unit import change_unit
from desktop_app.services.ganti_kunci import Gantian
from desktop_app.services.identitas import change_key, take_new_identity
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import list_perangkat, office_of, require_trust
from desktop_app.services.kirim import export_bundle
from desktop_app.services.laptop_hilang import prepare_rebuild, preview_pengganti
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.paket import list_keluar
from desktop_app.services.pencabutan import KomputerKantor, list_komputer, revoke_device
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, preview_enrolment
from tests.invariants.dunia import held_ids
from tests.services.dunia_kantor import Dunia
from tests.services.test_ganti_kunci import change, clone_of, roll, send, standing, why


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    return dunia("kabupaten")


def row_of(kabupaten: Kantor, device_id: str) -> KomputerKantor:
    (satu,) = [satu for satu in list_komputer(kabupaten) if satu.perangkat.device_id == device_id]
    return satu


def write_stranger(unit: Kantor, path: Path, facts: RollFacts | None = None) -> str:
    """Write the request of a further computer of an office, as a roll of the unit's key with ``facts``."""
    keys = type(unit.device_keys()).generate()
    raw = make_request(
        keys.signing,
        return_recipient=keys.return_recipient,
        office=office_of(unit.profil),
        kinds=["*"],
        program="uji",
        former=(unit.device_keys().signing, facts) if facts is not None else None,
    )
    path.write_bytes(raw)
    return keys.device_id


def test_that_the_loss_of_a_computer_ends_every_key_that_its_own_was_changed_to(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    send(unit, kabupaten, dunia.stick)
    unit, thief = clone_of(dunia, unit)
    lama = roll(thief, kabupaten, dunia.stick)
    tengah = roll(thief, kabupaten, dunia.stick, "lagi")
    change_key(unit, dunia.stick / "pemilik.skpe")
    approve_enrolment(kabupaten, dunia.stick / "pemilik.skpe", dunia.stick / "pemilik.skpb")
    row = row_of(kabupaten, lama)
    assert (row.akhir, row.tuntas, row.pemegang) == (thief.store.device, False, (unit.store.device,))
    revoke_device(kabupaten, lama, "laptop dicuri")
    assert [row_of(kabupaten, satu).tuntas for satu in (lama, tengah, thief.store.device)] == [True] * 3
    assert row_of(kabupaten, lama).pemegang == (unit.store.device,), "who holds the key too is named, not revoked"
    assert row_of(kabupaten, unit.store.device).dicabut is None
    change(thief, "sesudah dilaporkan")
    assert why(send(thief, kabupaten, dunia.stick)) == "revoked_device"
    named = {satu.device_id for satu in require_trust(kabupaten).revocations}
    assert named == {lama, tengah, thief.store.device}
    with pytest.raises(UserError) as caught:
        revoke_device(kabupaten, lama, "sekali lagi")
    assert (caught.value.code, caught.value.facts["komputer"]) == ("perangkat_sudah_dicabut", thief.store.device[:8])


def test_that_the_successor_of_a_lost_computer_is_not_its_replacement(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    send(unit, kabupaten, dunia.stick)
    unit, thief = clone_of(dunia, unit)
    lama = roll(thief, kabupaten, dunia.stick)
    for _ in range(2):
        with pytest.raises(UserError) as caught:
            preview_pengganti(kabupaten, lama, dunia.stick / "ganti.skpe")
        assert caught.value.code == "pengganti_komputer_hilang"
        if not row_of(kabupaten, lama).tuntas:
            revoke_device(kabupaten, lama, "laptop dicuri")
    with pytest.raises(UserError) as nobody:
        export_returns(kabupaten, dunia.stick)
    assert nobody.value.code == "balasan_kosong", "nobody of the chain is answered"


@pytest.mark.parametrize("cara", ["named", "head"])
def test_that_files_that_a_thief_named_are_held_once_his_key_is_revoked(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, cara: str
) -> None:
    send(unit, kabupaten, dunia.stick)
    accepted = row_of(kabupaten, unit.store.device).terakhir
    assert accepted is not None
    unit, thief = clone_of(dunia, unit)
    change(thief, "palsu")
    prepared = export_bundle(thief, dunia.stick).path
    lama = thief.store.device
    if cara == "named":
        assert roll(thief, kabupaten, dunia.stick) == lama
    else:
        last = max((satu for satu in list_keluar(thief) if not satu.tujuan), key=lambda satu: satu.seq)
        facts = RollFacts(thief.store.epoch, "", last.seq, last.file_sha256, ())
        write_stranger(thief, dunia.stick / "t.skpe", facts)
        assert standing(kabupaten, dunia.stick / "t.skpe") is Gantian.COCOK
        approve_enrolment(kabupaten, dunia.stick / "t.skpe", dunia.stick / "t.skpb")
    (ended,) = require_trust(kabupaten).revocations
    assert (ended.epoch, ended.seq, ended.head) == (accepted.epoch, accepted.seq, accepted.file_sha256)
    revoke_device(kabupaten, lama, "laptop dicuri")
    (hasil,) = merge_bundles(kabupaten, [prepared])
    assert (hasil.nasib, why(hasil)) == (NasibPaket.DITOLAK, "revoked_device")


def test_that_a_head_that_the_record_names_comes_in_while_the_new_key_is_believed(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    last = export_bundle(unit, dunia.stick)
    facts = RollFacts(unit.store.epoch, "", last.nomor, list_keluar(unit)[0].file_sha256, ())
    write_stranger(unit, dunia.stick / "t.skpe", facts)
    approve_enrolment(kabupaten, dunia.stick / "t.skpe", dunia.stick / "t.skpb")
    assert merge_bundles(kabupaten, [last.path])[0].nasib is NasibPaket.DIGABUNG


def test_that_a_revoked_computer_is_given_nothing_for_an_old_request(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    send(unit, kabupaten, dunia.stick)
    unit, thief = clone_of(dunia, unit)
    roll(thief, kabupaten, dunia.stick)
    revoke_device(kabupaten, thief.store.device, "laptop dicuri")
    change_unit(kabupaten, unit.profil.kode, nama="Sesudah Dicuri", instansi=unit.profil.instansi, alasan="uji")
    for satu in (preview_enrolment, lambda k, p: approve_enrolment(k, p, dunia.stick / "lagi.skpb")):
        with pytest.raises(UserError) as caught:
            satu(kabupaten, dunia.stick / "ganti.skpe")
        assert caught.value.code == "permintaan_dicabut"
    assert not (dunia.stick / "lagi.skpb").exists()
    take_new_identity(unit, dunia.stick / "pemilik.skpe")
    approve_enrolment(kabupaten, dunia.stick / "pemilik.skpe", dunia.stick / "pemilik.skpb")
    accept_enrolment(unit, dunia.stick / "pemilik.skpb")
    assert send(unit, kabupaten, dunia.stick).nasib is NasibPaket.DIGABUNG
    assert held_ids(unit) <= held_ids(kabupaten), "the owner comes back with all he has"


def test_that_what_is_admitted_is_what_was_looked_at(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    send(unit, kabupaten, dunia.stick)
    lama, before, path = unit.store.device, list_perangkat(kabupaten), dunia.stick / "ganti.skpe"
    change_key(unit, path)
    seen, raw = preview_enrolment(kabupaten, path), path.read_bytes()
    write_stranger(unit, path)
    with pytest.raises(UserError) as swapped:
        approve_enrolment(kabupaten, path, dunia.stick / "j.skpb", seen=seen)
    path.write_bytes(raw)
    revoke_device(kabupaten, lama, "laptop dicuri")
    with pytest.raises(UserError) as judged:
        approve_enrolment(kabupaten, path, dunia.stick / "j.skpb", seen=seen)
    assert {swapped.value.code, judged.value.code} == {"permintaan_berganti"}
    write_stranger(unit, dunia.stick / "pengganti.skpe")
    asked = preview_pengganti(kabupaten, lama, dunia.stick / "pengganti.skpe")
    write_stranger(unit, dunia.stick / "pengganti.skpe")
    with pytest.raises(UserError) as rebuilt:
        prepare_rebuild(kabupaten, lama, dunia.stick / "pengganti.skpe", dunia.stick, seen=asked)
    assert rebuilt.value.code == "permintaan_berganti"
    assert list_perangkat(kabupaten) == before
