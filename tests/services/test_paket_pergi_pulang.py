"""Bundles out and answers back: cumulative until acknowledged, numbers never used twice, sticks that fail."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

import desktop_app.services.kirim as kirim
from desktop_app.domain.errors import BundleError, SystemProblem, UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.exchange import Ack, read_certificate, seal_return
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.beranda import summarize
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import list_perangkat, require_trust
from desktop_app.services.kirim import HasilEkspor, count_unsent, export_bundle, place_bundle
from desktop_app.services.masuk import NasibPaket, inspect_bundle, merge_bundles
from desktop_app.services.paket import acknowledged_upto, list_keluar, make_content
from desktop_app.services.pegawai import create_pegawai, get_pegawai, list_pegawai
from desktop_app.services.pendirian import found_office
from tests.invariants.dunia import revision_ids
from tests.services.dunia_kantor import Dunia, documents, edit, stored


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    """The kabupaten above the unit."""
    return dunia("kabupaten")


def add(kantor: Kantor, nama: str = "Daun Contoh") -> str:
    return create_pegawai(kantor, Pegawai(nama=nama))[0]


def export(kantor: Kantor, dunia: Dunia) -> HasilEkspor:
    return export_bundle(kantor, dunia.stick)


def acknowledge(kabupaten: Kantor, unit: Kantor, dunia: Dunia) -> tuple[int, ...]:
    paths = {satu.path for satu in export_returns(kabupaten, dunia.stick)}
    (path,) = (satu for satu in paths if unit.store.device[:6] in satu.name)
    return apply_return(unit, path).diterima


def test_that_every_bundle_carries_all_that_is_not_acknowledged_so_that_a_lost_stick_costs_nothing(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    lost = export(unit, dunia)
    lost.path.unlink()
    add(unit)
    second = export(unit, dunia)
    assert second.nomor == lost.nomor + 1
    assert second.revisi == lost.revisi + 1 == count_unsent(unit)
    merge_bundles(kabupaten, [second.path])
    assert set(revision_ids(unit)) <= set(revision_ids(kabupaten))
    assert acknowledge(kabupaten, unit, dunia) == (second.nomor,)
    assert count_unsent(unit) == 0
    add(unit)
    assert export(unit, dunia).revisi == 1


def test_that_work_after_the_export_is_not_acknowledged_with_it(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    first = export(unit, dunia)
    add(unit, "Sesudah ekspor")
    merge_bundles(kabupaten, [first.path])
    acknowledge(kabupaten, unit, dunia)
    assert count_unsent(unit) == 1
    assert {satu.seq: satu.diterima for satu in list_keluar(unit)} == {first.nomor: True}


def test_that_an_old_answer_never_takes_an_acknowledgement_back(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    merge_bundles(kabupaten, [export(unit, dunia).path])
    (lama,) = (s.path for s in export_returns(kabupaten, dunia.stick) if unit.store.device[:6] in s.path.name)
    apply_return(unit, lama)
    add(unit)
    merge_bundles(kabupaten, [export(unit, dunia).path])
    acknowledge(kabupaten, unit, dunia)
    upto = acknowledged_upto(unit)
    again = apply_return(unit, lama)
    assert again.sudah_diterima
    assert acknowledged_upto(unit) == upto
    assert count_unsent(unit) == 0


def test_that_nothing_new_makes_no_bundle_and_takes_no_number(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    first = export(unit, dunia)
    merge_bundles(kabupaten, [first.path])
    acknowledge(kabupaten, unit, dunia)
    before = stored(unit)
    with pytest.raises(UserError, match="ekspor_kosong"):
        export(unit, dunia)
    assert stored(unit) == before
    add(unit)
    assert export(unit, dunia).nomor == first.nomor + 1


def test_that_text_being_typed_goes_along(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    orang = list_pegawai(unit)[0].id
    edit(unit, orang, commit=False, catatan="masih di layar")
    merge_bundles(kabupaten, [export(unit, dunia).path])
    assert get_pegawai(kabupaten, orang).catatan == "masih di layar"
    assert unit.store.workings() == []


def answer_with(kabupaten: Kantor, unit: Kantor, dunia: Dunia, *acks: Ack) -> Path:
    """Seal an answer with these acknowledgements, as a confused kabupaten might."""
    perangkat = next(satu for satu in list_perangkat(kabupaten) if satu.device_id == unit.store.device)
    trust = require_trust(kabupaten)
    sealed = seal_return(
        dunia.stick,
        make_content(kabupaten, 900 + len(list(dunia.stick.iterdir())), unit.profil.kode),
        issuer=kabupaten.office_keys().issuer,
        trust=trust,
        to=read_certificate(perangkat.certificate, trust.issuers),
        acknowledgements=acks,
    )
    return sealed.path


def test_that_an_acknowledgement_of_another_epoch_number_hash_or_device_is_passed_over(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    export(unit, dunia)
    (paket,) = list_keluar(unit)
    benar = Ack(unit.store.device, paket.epoch, paket.seq, paket.file_sha256)
    salah = (
        msgspec.structs.replace(benar, epoch="0" * 32),
        msgspec.structs.replace(benar, seq=paket.seq + 1),
        msgspec.structs.replace(benar, sha256="00" * 32),
        msgspec.structs.replace(benar, device_id="00" * 16),
    )
    before = documents(unit)
    hasil = apply_return(unit, answer_with(kabupaten, unit, dunia, *salah))
    assert hasil.diterima == ()
    assert (acknowledged_upto(unit), documents(unit)) == (0, before)
    assert apply_return(unit, answer_with(kabupaten, unit, dunia, *salah, benar)).diterima == (paket.seq,)
    assert acknowledged_upto(unit) == paket.sampai


def test_that_a_crash_between_sealing_and_noting_never_uses_a_number_twice(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCut(BaseException):
        """The computer is gone."""

    def die(*_: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(kirim, "put_keluar", die)
        with pytest.raises(PowerCut):
            export(unit, dunia)
    again = dunia.after_kill(unit)
    assert list_keluar(again) == ()
    second = export(again, dunia)
    assert second.nomor == 2
    (hasil,) = merge_bundles(kabupaten, [second.path])
    assert hasil.nasib is NasibPaket.DIGABUNG
    assert set(revision_ids(again)) <= set(revision_ids(kabupaten))


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def pulled(*_: object) -> None:
    raise OSError(errno.EIO, "Input/output error")


def failing(stick: Path, edge: Callable[[], object]) -> Callable[[Any, Any], None]:
    """Return a renaming that fails on the stick alone, not on the disk of the computer."""
    real = os.replace

    def replace(source: Any, target: Any) -> None:
        if Path(target).parent == stick:
            edge()
        real(source, target)

    return replace


@pytest.mark.parametrize(("edge", "code"), [(full, "stick_full"), (pulled, "stick_write_failed")])
def test_that_a_stick_that_fails_gets_no_file_and_the_bundle_waits_in_the_outbox(
    dunia: Dunia, unit: Kantor, monkeypatch: pytest.MonkeyPatch, edge: Any, code: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("os.replace", failing(dunia.stick, edge))
        with pytest.raises(SystemProblem) as caught:
            export(unit, dunia)
    assert caught.value.code == code
    assert list(dunia.stick.iterdir()) == []
    (paket,) = list_keluar(unit)
    kept = unit.home / "keluar" / paket.nama_berkas
    assert place_bundle(unit, paket, dunia.stick).path.read_bytes() == kept.read_bytes()


def test_that_a_missing_folder_takes_no_number_and_an_existing_name_is_never_overwritten(
    dunia: Dunia, unit: Kantor
) -> None:
    before = stored(unit)
    with pytest.raises(UserError, match="folder_tidak_ada"):
        export_bundle(unit, dunia.stick / "tidak ada")
    assert stored(unit) == before
    first = export(unit, dunia)
    (paket,) = list_keluar(unit)
    first.path.write_bytes(b"punya orang")
    second = place_bundle(unit, paket, dunia.stick)
    assert second.path != first.path
    assert first.path.read_bytes() == b"punya orang"
    assert second.path.read_bytes() == first.salinan.read_bytes()


def test_that_each_role_refuses_the_others_work(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    path = dunia.stick / "apa saja.skpb"
    path.write_bytes(b"x")
    states = stored(unit), stored(kabupaten)
    for step in (lambda: export_bundle(kabupaten, dunia.stick), lambda: apply_return(kabupaten, path)):
        with pytest.raises(UserError, match="hanya_unit"):
            step()
    for lain in (
        lambda: export_returns(unit, dunia.stick),
        lambda: merge_bundles(unit, [path]),
        lambda: inspect_bundle(unit, path),
    ):
        with pytest.raises(UserError, match="hanya_kabupaten"):
            lain()
    assert (stored(unit), stored(kabupaten)) == states


def test_that_an_office_that_is_not_enrolled_works_and_keeps_its_text_but_does_not_send(dunia: Dunia) -> None:
    profil = msgspec.structs.replace(dunia("a1").profil, kode="99.01.05")
    baru = dunia.keep(found_office(dunia.folder / "baru", profil, jam=dunia("b").jam))
    orang = add(baru)
    edit(baru, orang, commit=False, catatan="belum")
    before = stored(baru)
    with pytest.raises(UserError, match="belum_terdaftar"):
        export(baru, dunia)
    assert stored(baru) == before


def test_that_an_answer_that_did_not_reach_the_stick_is_still_owed(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    merge_bundles(kabupaten, [export(unit, dunia).path])
    with monkeypatch.context() as patch:
        patch.setattr("os.replace", failing(dunia.stick, pulled))
        with pytest.raises(SystemProblem, match="stick_write_failed"):
            export_returns(kabupaten, dunia.stick)
    assert summarize(kabupaten).belum_dibalas == 1
    assert acknowledge(kabupaten, unit, dunia) == (1,)
    assert summarize(kabupaten).belum_dibalas == 0


def test_that_an_answer_for_another_device_changes_nothing(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    merge_bundles(kabupaten, [export(unit, dunia).path])
    (balasan,) = export_returns(kabupaten, dunia.stick)
    for nama in ("a2", "b"):
        lain = dunia(nama)
        before, (rows, _) = documents(lain), lain.store.audit_head()
        with pytest.raises(BundleError):
            apply_return(lain, balasan.path)
        assert documents(lain) == before
        assert [row.act for row in lain.store.audit_rows(1)] == ["tolak_balasan"]
        assert lain.store.audit_head()[0] == rows + 1
        assert not any(lain.folder("karantina").iterdir())


def test_that_an_answer_twice_is_the_same_as_once(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    orang = list_pegawai(unit)[0].id
    merge_bundles(kabupaten, [export(unit, dunia).path])
    edit(kabupaten, orang, nama="Dibetulkan kabupaten")
    (balasan,) = (s for s in export_returns(kabupaten, dunia.stick) if unit.store.device[:6] in s.path.name)
    assert apply_return(unit, balasan.path).revisi_baru == 1
    before = documents(unit)
    again = apply_return(unit, balasan.path)
    assert (again.sudah_diterima, again.revisi_baru, documents(unit)) == (True, 0, before)
    assert get_pegawai(unit, orang).nama == "Dibetulkan kabupaten"
