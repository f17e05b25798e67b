"""Backups on sticks: two take turns, reminders count, nothing else on a stick is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.cadangan import KunciCadangan, verify_cadangan
from desktop_app.services.cadangan_luar import AMBANG, DISIMPAN, back_up_to, read_flashdisk
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai


@pytest.fixture
def sticks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    for name in ("satu", "dua"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "foto.jpg").write_bytes(b"milik orang lain")
        (tmp_path / name / "cadangan-asing.skpc").write_bytes(b"bukan milik kita")
    # A real stick is another disk; folders of one test never are.
    monkeypatch.setattr("desktop_app.services.cadangan_luar.is_same_disk", lambda _folder, _home: False)
    return tmp_path / "satu", tmp_path / "dua"


def add(kantor: Kantor, banyak: int, start: int = 0) -> None:
    for nomor in range(start, start + banyak):
        create_pegawai(kantor, Pegawai(nama=f"Orang {nomor}", nip=f"19850303201001{nomor:04d}"))


def test_that_two_sticks_take_turns_and_what_else_lies_there_stays(
    kantor_unit: Kantor, sticks: tuple[Path, Path]
) -> None:
    first = back_up_to(kantor_unit, sticks[0], tanpa_kunci=True)
    assert (first.label, first.baru, first.berikut) == ("A", True, "")
    second = back_up_to(kantor_unit, sticks[1], tanpa_kunci=True)
    assert (second.label, second.baru, second.berikut) == ("B", True, "A")
    again = back_up_to(kantor_unit, sticks[0], tanpa_kunci=True)
    assert (again.label, again.baru, again.berikut) == ("A", False, "B")
    for _ in range(DISIMPAN):
        back_up_to(kantor_unit, sticks[0], tanpa_kunci=True)
    names = sorted(file.name for file in sticks[0].iterdir())
    assert len([name for name in names if name.startswith("cadangan-99")]) == DISIMPAN
    assert {"foto.jpg", "cadangan-asing.skpc"} <= set(names)
    assert not [name for name in names if name.endswith(".part")]
    assert (sticks[0] / "foto.jpg").read_bytes() == b"milik orang lain"


def test_that_a_stick_backup_is_proved_anywhere_and_holds_no_key_file(
    kantor_unit: Kantor, sticks: tuple[Path, Path]
) -> None:
    hasil = back_up_to(kantor_unit, sticks[0], tanpa_kunci=True)
    satu = verify_cadangan(hasil.cadangan.path)
    assert (satu.galat, satu.kunci, satu.kode) == (None, KunciCadangan.BERKAS, "99.01.09")
    kunci = (kantor_unit.home / "kunci.json").read_bytes()
    assert kunci[20:60] not in satu.path.read_bytes()


def test_that_an_office_without_passwords_is_told_before_it_trusts_a_stick(
    kantor_unit: Kantor, sticks: tuple[Path, Path]
) -> None:
    with pytest.raises(UserError) as caught:
        back_up_to(kantor_unit, sticks[0])
    assert caught.value.code == "cadangan_tanpa_sandi"
    assert len(list(sticks[0].iterdir())) == 2


def test_that_the_reminder_counts_revisions_that_no_stick_has(kantor_unit: Kantor, sticks: tuple[Path, Path]) -> None:
    back_up_to(kantor_unit, sticks[0], tanpa_kunci=True)
    assert read_flashdisk(kantor_unit).belum == 0
    add(kantor_unit, AMBANG - 1)
    assert (read_flashdisk(kantor_unit).belum, read_flashdisk(kantor_unit).perlu) == (AMBANG - 1, False)
    add(kantor_unit, 1, AMBANG)
    assert read_flashdisk(kantor_unit).perlu
    back_up_to(kantor_unit, sticks[1], tanpa_kunci=True)
    assert read_flashdisk(kantor_unit).belum == 0


def test_that_a_file_of_another_computer_on_the_stick_is_never_in_the_way(
    kantor_unit: Kantor, sticks: tuple[Path, Path]
) -> None:
    first = back_up_to(kantor_unit, sticks[0], tanpa_kunci=True).cadangan.path
    foreign = sticks[1] / first.name.replace("000001", f"{int(first.stem[-6:]) + 1:06d}")
    foreign.write_bytes(b"of another computer")
    made = back_up_to(kantor_unit, sticks[1], tanpa_kunci=True).cadangan
    assert made.galat is None
    assert made.path != foreign
    assert foreign.read_bytes() == b"of another computer"


def test_that_a_folder_on_the_same_disk_counts_for_no_stick(kantor_unit: Kantor, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    hasil = back_up_to(kantor_unit, folder, tanpa_kunci=True)
    assert hasil.satu_disk
    keadaan = read_flashdisk(kantor_unit)
    assert keadaan.media == ()
    assert keadaan.belum == kantor_unit.store.last_seq()
