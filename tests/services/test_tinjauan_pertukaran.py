"""Unit and kabupaten: a device keeps its office, a lost answer is made again, arrival counts and no clock."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.codec import ALL_KINDS
from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.exchange import Office, make_request
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import list_perangkat, office_of, pending_request, require_trust
from desktop_app.services.kirim import count_unsent, export_bundle
from desktop_app.services.kotak import read_kotak
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.paket import RUANG_MASUK, list_masuk
from desktop_app.services.pegawai import create_pegawai, list_pegawai
from desktop_app.services.pendaftaran import approve_enrolment, preview_enrolment, request_enrolment
from tests.services.dunia_kantor import Dunia, documents, edit, stored


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    """The kabupaten above the unit."""
    return dunia("kabupaten")


def request_file(dunia: Dunia, unit: Kantor, *, office: Office | None = None, recipient: str = "") -> Path:
    """Write a request of the unit's own keys with the nonce of its first one, but for what is given."""
    keys, first = unit.device_keys(), pending_request(unit)
    assert first is not None
    path = dunia.stick / "lagi.skpe"
    path.write_bytes(
        make_request(
            keys.signing,
            return_recipient=recipient or keys.return_recipient,
            office=office or office_of(unit.profil),
            kinds=tuple(ALL_KINDS),
            program="uji",
            nonce=first.nonce,
        )
    )
    return path


def test_that_a_known_device_never_becomes_another_office_or_another_reader(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    lain = office_of(unit.profil)
    requests = (
        {"office": msgspec.structs.replace(lain, code="99.01.02")},
        {"office": msgspec.structs.replace(lain, name="Kecamatan Lain")},
        {"recipient": dunia("b").device_keys().return_recipient},
    )
    before = stored(kabupaten)
    for facts in requests:
        path = request_file(dunia, unit, **facts)
        for step in (
            lambda path=path: preview_enrolment(kabupaten, path),
            lambda path=path: approve_enrolment(kabupaten, path, dunia.stick / "jawab.skpb"),
        ):
            with pytest.raises(UserError) as caught:
                step()
            assert caught.value.code == "perangkat_sudah_terdaftar"
            assert caught.value.facts["kode"] == "99.01.01"
    assert stored(kabupaten) == before
    assert not (dunia.stick / "jawab.skpb").exists()


def test_that_a_known_device_with_a_request_of_another_nonce_is_refused(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    keys = unit.device_keys()
    path = dunia.stick / "baru.skpe"
    path.write_bytes(
        make_request(
            keys.signing,
            return_recipient=keys.return_recipient,
            office=office_of(unit.profil),
            kinds=tuple(ALL_KINDS),
            program="uji",
        )
    )
    with pytest.raises(UserError, match="perangkat_sudah_terdaftar"):
        approve_enrolment(kabupaten, path, dunia.stick / "jawab.skpb")


def test_that_the_same_request_gets_the_same_certificate_and_the_clerk_sees_the_own_root(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    request_enrolment(unit, dunia.stick / "minta.skpe")
    before = list_perangkat(kabupaten)
    root = require_trust(kabupaten).root_fingerprint
    assert preview_enrolment(kabupaten, dunia.stick / "minta.skpe").sidik_akar == root
    shown = approve_enrolment(kabupaten, dunia.stick / "minta.skpe", dunia.stick / "jawab.skpb")
    assert shown.sidik_akar == root == require_trust(unit).root_fingerprint
    assert list_perangkat(kabupaten) == before


def test_that_a_lost_return_stick_can_be_written_again(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    edit(kabupaten, list_pegawai(unit)[0].id, catatan="dari kabupaten")
    lost = dunia.folder / "hilang"
    lost.mkdir()
    first = export_returns(kabupaten, lost)
    shutil.rmtree(lost)
    again = export_returns(kabupaten, dunia.stick)
    assert [(satu.kode, satu.revisi, satu.paket_diterima) for satu in again] == [
        (satu.kode, satu.revisi, satu.paket_diterima) for satu in first
    ]
    (path,) = (satu.path for satu in again if unit.store.device[:6] in satu.path.name)
    taken = apply_return(unit, path)
    assert taken.revisi_baru == 1
    assert count_unsent(unit) == 1  # the kabupaten's own revision came in after what was acknowledged


def test_that_only_those_who_wait_are_answered_while_somebody_waits(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    b = dunia("b")
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert [satu.kode for satu in export_returns(kabupaten, dunia.stick)] == ["99.01.01"]
    merge_bundles(kabupaten, [export_bundle(b, dunia.stick).path])
    assert [satu.kode for satu in export_returns(kabupaten, dunia.stick)] == ["99.01.02"]
    assert [satu.kode for satu in export_returns(kabupaten, dunia.stick)] == ["99.01.01", "99.01.02"]


def test_that_a_kabupaten_that_never_received_anything_has_nothing_to_answer(dunia: Dunia, kabupaten: Kantor) -> None:
    before = stored(kabupaten)
    with pytest.raises(UserError, match="balasan_kosong"):
        export_returns(kabupaten, dunia.stick)
    assert stored(kabupaten) == before


def test_that_the_last_bundle_is_the_one_that_came_last_whatever_the_clocks_said(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    paths = []
    for nama in ("Satu Contoh", "Dua Contoh", "Tiga Contoh"):
        create_pegawai(unit, Pegawai(nama=nama))
        paths.append(export_bundle(unit, dunia.stick).path)
    for path, year in zip(paths, (2026, 2090, 1999), strict=True):
        kabupaten.jam = lambda year=year: datetime(year, 1, 2, tzinfo=UTC)
        merge_bundles(kabupaten, [path])
    assert [satu.seq for satu in list_masuk(kabupaten)] == [3, 2, 1]
    (row,) = (satu for satu in read_kotak(kabupaten).kantor if satu.perangkat.device_id == unit.store.device)
    assert row.paket_terakhir == 3


def test_that_bundles_from_before_they_were_counted_are_read_and_come_before_counted_ones(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    (old,) = list_masuk(kabupaten)
    line = msgspec.to_builtins(old)
    line["waktu"] = "2090-01-01T00:00:00+00:00"
    del line["urutan"]
    with kabupaten.write("uji") as tx:
        tx.put(RUANG_MASUK, old.file_sha256, msgspec.json.encode(line))
    create_pegawai(unit, Pegawai(nama="Satu Contoh"))
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert [(satu.seq, satu.urutan) for satu in list_masuk(kabupaten)] == [(2, 1), (1, 0)]


def test_that_a_refused_answer_leaves_an_audit_row_and_nothing_else(dunia: Dunia, unit: Kantor) -> None:
    bad = dunia.stick / "buruk.skpb"
    bad.write_bytes(b"SKPB1 bukan paket")
    before, (count, _) = documents(unit), unit.store.audit_head()
    with pytest.raises(BundleError) as caught:
        apply_return(unit, bad)
    (row,) = unit.store.audit_rows(act="tolak_balasan")
    assert row.detail == {"alasan": caught.value.code}
    assert unit.store.audit_head()[0] == count + 1
    assert documents(unit) == before
