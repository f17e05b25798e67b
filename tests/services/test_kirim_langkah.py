"""Sending as two intentions: a sealed bundle in the outbox, and copies of it that are read back."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import (
    PUTARAN,
    place_bundle,
    print_pengantar,
    seal_bundle,
    survey_unsent,
)
from desktop_app.services.paket import list_keluar
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pendaftaran import (
    accept_enrolment,
    approve_enrolment,
    read_pendaftaran,
    request_enrolment,
)


@pytest.fixture
def enrolled(kantor_unit: Kantor, kantor_kabupaten: Kantor, tmp_path: Path) -> Kantor:
    """The unit, known to the kabupaten."""
    request_enrolment(kantor_unit, tmp_path / "minta.skpe")
    approve_enrolment(kantor_kabupaten, tmp_path / "minta.skpe", tmp_path / "jawab.skpb")
    accept_enrolment(kantor_unit, tmp_path / "jawab.skpb")
    return kantor_unit


def test_that_the_state_of_enrolment_follows_request_and_answer(
    kantor_unit: Kantor, kantor_kabupaten: Kantor, tmp_path: Path
) -> None:
    before = read_pendaftaran(kantor_unit)
    assert (before.terdaftar, before.permintaan) == (False, None)
    asked = request_enrolment(kantor_unit, tmp_path / "minta.skpe")
    assert read_pendaftaran(kantor_unit).permintaan == asked
    approve_enrolment(kantor_kabupaten, tmp_path / "minta.skpe", tmp_path / "jawab.skpb")
    root, _ = accept_enrolment(kantor_unit, tmp_path / "jawab.skpb")
    after = read_pendaftaran(kantor_unit)
    assert (after.terdaftar, after.kabupaten, after.sidik_akar) == (True, "Kabupaten Contoh", root)


def test_that_what_is_not_sent_is_counted_by_documents(enrolled: Kantor) -> None:
    create_pegawai(enrolled, Pegawai(nama="Bunga Contoh"))
    create_pegawai(enrolled, Pegawai(nama="Daun Contoh"))
    unsent = survey_unsent(enrolled)
    assert unsent.jenis["pegawai"] == 2
    assert unsent.dokumen == sum(unsent.jenis.values())


def test_that_a_copy_of_the_outbox_is_byte_for_byte_and_can_be_made_again(enrolled: Kantor, tmp_path: Path) -> None:
    create_pegawai(enrolled, Pegawai(nama="Bunga Contoh"))
    paket = seal_bundle(enrolled).paket
    kept = (enrolled.home / "keluar" / paket.nama_berkas).read_bytes()
    sticks = [tmp_path / "satu", tmp_path / "dua"]
    for stick in sticks:
        stick.mkdir()
        copy = place_bundle(enrolled, paket, stick)
        assert copy.path.read_bytes() == kept
        assert copy.pengantar.read_bytes().startswith(b"%PDF")
    assert len(list_keluar(enrolled)) == 1


def test_that_progress_of_a_copy_writes_first_and_then_reads_all_of_it_back(enrolled: Kantor, tmp_path: Path) -> None:
    create_pegawai(enrolled, Pegawai(nama="Bunga Contoh"))
    paket = seal_bundle(enrolled).paket
    seen: list[tuple[int, int]] = []
    place_bundle(enrolled, paket, tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (paket.ukuran, PUTARAN * paket.ukuran)
    assert seen[-1] == (PUTARAN * paket.ukuran, PUTARAN * paket.ukuran)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_that_a_missing_stick_leaves_the_bundle_in_the_outbox(enrolled: Kantor, tmp_path: Path) -> None:
    create_pegawai(enrolled, Pegawai(nama="Bunga Contoh"))
    paket = seal_bundle(enrolled).paket
    with pytest.raises(UserError, match="folder_tidak_ada"):
        place_bundle(enrolled, paket, tmp_path / "tercabut")
    assert (enrolled.home / "keluar" / paket.nama_berkas).exists()
    assert list_keluar(enrolled) == (paket,)


def test_that_the_passport_of_an_old_bundle_can_be_printed_again_with_its_own_time(
    enrolled: Kantor, tmp_path: Path
) -> None:
    create_pegawai(enrolled, Pegawai(nama="Bunga Contoh"))
    paket = seal_bundle(enrolled).paket
    first = place_bundle(enrolled, paket, tmp_path).pengantar.read_bytes()
    enrolled.jam = lambda: datetime(2031, 5, 5, tzinfo=timezone(timedelta(hours=7)))
    assert print_pengantar(enrolled, paket) == first


def test_that_a_dead_clock_does_not_change_which_bundle_is_the_newest(enrolled: Kantor) -> None:
    create_pegawai(enrolled, Pegawai(nama="Bunga Contoh"))
    seal_bundle(enrolled)
    enrolled.jam = lambda: datetime(2009, 1, 1, tzinfo=timezone(timedelta(hours=7)))
    create_pegawai(enrolled, Pegawai(nama="Daun Contoh"))
    newest = seal_bundle(enrolled).paket
    assert list_keluar(enrolled)[0] == newest
