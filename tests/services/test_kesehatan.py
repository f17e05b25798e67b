"""The doctor names what is wrong with disk, drive, file handling, clock and data, and tells nobody who works here."""

from __future__ import annotations

import shutil
from collections import namedtuple
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.messages import sentence_for
from desktop_app.paths import DriveKind
from desktop_app.services import kesehatan
from desktop_app.services.kantor import Kantor
from desktop_app.services.kesehatan import Keadaan, read_kesehatan, report_text, write_laporan
from tests.services.dunia_kantor import add_people, determined_skp

Usage = namedtuple("Usage", "total used free")


def line(kantor: Kantor, hal: str, **options: object) -> tuple[Keadaan, str]:
    """Return state and sentence of one line of the doctor."""
    found = read_kesehatan(kantor, **options)  # type: ignore[arg-type]
    satu = next(satu for satu in found.baris if satu.hal == hal)
    return satu.keadaan, sentence_for(satu.kode, satu.fakta)


def test_that_a_sound_computer_is_called_sound(kantor_unit: Kantor) -> None:
    found = read_kesehatan(kantor_unit, dalam=True)
    assert {satu.keadaan for satu in found.baris} == {Keadaan.BAIK}
    assert found.periksa is not None
    assert found.periksa.temuan == ()
    assert {"SKP Luring", "Python", "db.sqlite", "db.sqlcipher", "PyNaCl"} <= set(found.versi)
    assert not [path for path in kantor_unit.home.iterdir() if path.name.startswith("uji-")]


@pytest.mark.parametrize(
    ("free", "state"), [(10 * 2**20, Keadaan.BAHAYA), (200 * 2**20, Keadaan.PERHATIAN), (2**40, Keadaan.BAIK)]
)
def test_that_a_full_disk_is_named_with_what_is_left(
    kantor_unit: Kantor, monkeypatch: pytest.MonkeyPatch, free: int, state: Keadaan
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(2**41, 0, free))
    found, text = line(kantor_unit, "ruang")
    assert found is state
    assert str(free // 2**20) in text


@pytest.mark.parametrize("kind", [DriveKind.NETWORK, DriveKind.REMOVABLE])
def test_that_a_drive_that_goes_away_is_named(kantor_unit: Kantor, kind: DriveKind) -> None:
    assert line(kantor_unit, "drive", kind=lambda _home: kind)[0] is Keadaan.PERHATIAN


def test_that_a_scanner_that_holds_files_is_named(kantor_unit: Kantor, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", held)
        found, text = line(kantor_unit, "berkas")
    assert found is Keadaan.BAHAYA
    assert "antivirus" in text
    monkeypatch.setattr(kesehatan, "BERKAS_LAMBAT", 0.0)
    assert line(kantor_unit, "berkas")[0] is Keadaan.PERHATIAN
    assert not [path for path in kantor_unit.home.iterdir() if path.name.startswith("uji-")]


def test_that_a_dead_clock_is_named(kantor_unit: Kantor) -> None:
    kantor_unit.jam = lambda: datetime(1980, 1, 1, tzinfo=UTC)
    assert line(kantor_unit, "jam")[0] is Keadaan.PERHATIAN


def test_that_the_report_names_nobody_and_no_place(unit: Kantor, tmp_path: Path) -> None:
    _, camat, staf = add_people(unit)
    determined_skp(unit, staf)
    found = read_kesehatan(unit, dalam=True)
    path = write_laporan(unit, found, tmp_path / "laporan.txt")
    text = path.read_text(encoding="utf-8")
    orang = [satu.columns for satu in unit.store.find("pegawai")]
    assert len(orang) > 2
    forbidden = [str(satu[kolom]) for satu in orang for kolom in ("nama", "nip", "jabatan") if satu[kolom]]
    forbidden += [unit.profil.nama, unit.profil.kode, unit.profil.instansi, str(unit.home), str(Path.home()), camat]
    assert [word for word in forbidden if word in text] == []
    assert "jumlah pegawai" in text
    assert "temuan: tidak ada" in text
    assert unit.store.audit_rows(1)[0].act == "laporan_kesehatan"


def test_that_damage_is_told_in_the_report_as_a_code(unit: Kantor) -> None:
    found = read_kesehatan(unit, dalam=True)
    assert found.periksa is not None
    from dataclasses import replace

    hurt = replace(found, periksa=replace(found.periksa, temuan=(("periksa_hmac", {"page": 3}),)))
    assert "temuan: periksa_hmac" in report_text(unit, hurt)
