"""Sticks: full, torn out, lying, infected; and files that are not what their name says."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import BundleError, SystemProblem
from desktop_app.exchange import copy_bundle, place_file, quarantine_copy, stick, survey_folder


def finals(folder: Path) -> list[str]:
    """Names in a folder that look finished."""
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".skpb")


def test_that_a_bundle_has_a_plain_generated_name_and_overwrites_nothing(world: Any) -> None:
    names = [world.seal().path.name for _ in range(3)]
    assert names == [f"33-73-04-up-{world.unit.keys.device_id[:6]}-0001{tail}.skpb" for tail in ("", "-2", "-3")]
    assert all(re.fullmatch(r"[a-z0-9-]{1,60}\.skpb", name) for name in names)
    assert sorted(names) == finals(world.folder)
    assert not list(world.folder.glob("*.part"))


@pytest.mark.parametrize(
    "stem", ["../../etc/passwd", "CON", "a" * 300, "", "...", "Kecamatan Argomulyo/ß", "con.skpb\x00", "-", "--x"]
)
def test_that_no_name_leads_out_of_the_folder(tmp_path: Path, stem: str) -> None:
    written = stick.write_safely(tmp_path, stem, 1, lambda file: [part(file, b"x")])
    assert written.path.parent == tmp_path
    assert re.fullmatch(r"[a-z0-9-]{1,60}\.skpb", written.path.name)


def part(file: Any, data: bytes) -> stick.Section:
    """Write ``data`` and say so."""
    file.write(data)
    return stick.Section(len(data), hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("code", "number"),
    [("stick_full", errno.ENOSPC), ("stick_write_failed", errno.EIO), ("stick_write_failed", errno.ENODEV)],
)
@pytest.mark.parametrize("step", ["write", "fsync", "replace", "reopen"])
def test_that_a_failing_stick_leaves_no_file_with_a_final_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, number: int, step: str
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(number, os.strerror(number))

    def write(file: Any) -> list[stick.Section]:
        section = part(file, b"isi paket")
        if step == "write":
            fail()
        if step == "reopen":
            monkeypatch.setattr(os, "posix_fadvise", fail)
        return [section]

    if step in {"fsync", "replace"}:
        monkeypatch.setattr(stick.os, step, fail)
    with pytest.raises(SystemProblem) as problem:
        stick.write_safely(tmp_path, "paket", 9, write)
    assert problem.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_that_a_stick_without_room_is_not_written_to(tmp_path: Path) -> None:
    with pytest.raises(SystemProblem) as problem:
        stick.write_safely(tmp_path, "paket", 2**60, lambda file: [part(file, b"x")])
    assert problem.value.code == "stick_full"
    assert list(tmp_path.iterdir()) == []


def test_that_a_stick_that_forgets_what_was_written_is_found_out(tmp_path: Path) -> None:
    """A stick of false capacity answers with zeros past its true end."""

    def write(file: Any) -> list[stick.Section]:
        section = part(file, b"isi paket" * 1000)
        file.seek(5000)
        file.write(bytes(4000))
        return [section]

    with pytest.raises(SystemProblem) as problem:
        stick.write_safely(tmp_path, "paket", 9000, write)
    assert problem.value.code == "stick_not_trusted"
    assert finals(tmp_path) == []


@pytest.mark.parametrize(("failures", "ends"), [(1, True), (5, True), (6, False)])
def test_that_a_virus_scanner_gets_a_few_short_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failures: int, ends: bool
) -> None:
    real, tries, waited = os.replace, iter(range(failures)), []

    def busy(source: Any, target: Any) -> None:
        if next(tries, None) is not None:
            raise PermissionError(errno.EACCES, "in use")
        real(source, target)

    monkeypatch.setattr(stick.os, "replace", busy)
    monkeypatch.setattr(stick.time, "sleep", waited.append)
    if ends:
        assert stick.write_safely(tmp_path, "paket", 1, lambda file: [part(file, b"x")]).path.exists()
    else:
        with pytest.raises(SystemProblem) as problem:
            stick.write_safely(tmp_path, "paket", 1, lambda file: [part(file, b"x")])
        assert problem.value.code == "stick_write_failed"
        assert finals(tmp_path) == []
    assert sum(waited) < 5


def test_that_a_planted_link_does_not_lead_the_writing_elsewhere(tmp_path: Path) -> None:
    victim = tmp_path / "penting.txt"
    victim.write_text("jangan diubah")
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    (folder / "paket.skpb.part").symlink_to(victim)
    (folder / "paket.skpb").symlink_to(victim)
    written = stick.write_safely(folder, "paket", 1, lambda file: [part(file, b"x")])
    assert written.path.read_bytes() == b"x"
    assert written.path.name == "paket-2.skpb"
    assert victim.read_text() == "jangan diubah"


def test_that_a_copy_for_a_second_stick_is_the_same_file(world: Any, tmp_path: Path) -> None:
    sealed = world.seal()
    other = tmp_path / "dua"
    other.mkdir()
    copy = copy_bundle(sealed.path, other)
    assert copy.read_bytes() == sealed.path.read_bytes()
    assert copy.name == sealed.path.name
    with pytest.raises(SystemProblem) as problem:
        copy_bundle(tmp_path / "hilang.skpb", other)
    assert problem.value.code == "bundle_unreadable"


def test_that_quarantine_keeps_the_bytes_under_their_own_hash(world: Any, tmp_path: Path) -> None:
    sealed = world.seal()
    folder = tmp_path / "karantina"
    folder.mkdir()
    odd = tmp_path / "nama aneh; $(x) ….bin"
    odd.write_bytes(sealed.path.read_bytes())
    held = quarantine_copy(odd, folder)
    assert held.sha256 == sealed.file_sha256
    assert held.size == sealed.size
    assert held.path == folder / f"{sealed.file_sha256}.skpb"
    assert quarantine_copy(odd, folder) == held
    assert len(list(folder.iterdir())) == 1


def test_that_links_folders_pipes_and_giants_are_not_taken(tmp_path: Path) -> None:
    folder = tmp_path / "karantina"
    folder.mkdir()
    target = tmp_path / "rahasia.skpb"
    target.write_bytes(b"SKPB1")
    link = tmp_path / "tautan.skpb"
    link.symlink_to(target)
    pipe = tmp_path / "pipa.skpb"
    os.mkfifo(pipe)
    giant = tmp_path / "besar.skpb"
    with giant.open("wb") as file:
        file.truncate(2 * 1024**3 + 1)
    empty = tmp_path / "kosong.skpb"
    empty.touch()
    for path, code in (
        (link, "not_a_file"),
        (pipe, "not_a_file"),
        (tmp_path, "not_a_file"),
        (Path("/dev/zero"), "not_a_file"),
        (giant, "too_large"),
        (empty, "truncated"),
    ):
        with pytest.raises(BundleError) as refused:
            quarantine_copy(path, folder)
        assert refused.value.code == code, path
    with pytest.raises(SystemProblem) as problem:
        quarantine_copy(tmp_path / "tidak-ada.skpb", folder)
    assert problem.value.code == "bundle_unreadable"
    assert list(folder.iterdir()) == []


def test_that_opening_refuses_a_link_too(world: Any) -> None:
    link = world.folder / "tautan.skpb"
    link.symlink_to(world.seal().path)
    with pytest.raises(BundleError) as refused:
        world.open(link)
    assert refused.value.code == "not_a_file"


def test_that_a_stick_is_listed_without_opening_anything(tmp_path: Path) -> None:
    for name in (
        "a.skpb",
        "B.SKPB",
        "autorun.inf",
        "Foto.lnk",
        "skp.skpb.exe",
        "catatan.txt",
        "x.skpb.part",
        "run.VBS",
    ):
        (tmp_path / name).write_bytes(b"x")
        (tmp_path / name).chmod(0)
    (tmp_path / "folder.skpb").mkdir()
    (tmp_path / "z.skpb").symlink_to(tmp_path / "a.skpb")
    seen = survey_folder(tmp_path)
    assert [path.name for path in seen.bundles] == ["B.SKPB", "a.skpb"]
    assert seen.suspicious == ("Foto.lnk", "autorun.inf", "folder.skpb", "run.VBS", "skp.skpb.exe", "z.skpb")
    with pytest.raises(SystemProblem):
        survey_folder(tmp_path / "tidak-ada")


def test_that_a_file_named_by_hand_gets_the_same_care_and_overwrites_nothing(world: Any, tmp_path: Path) -> None:
    folder = tmp_path / "surat"
    folder.mkdir()
    assert place_file(world.unit.request.raw, folder / "Permintaan Kami.skpe").read_bytes() == world.unit.request.raw
    sealed = world.seal()
    assert place_file(sealed.path, folder / "balasan").read_bytes() == sealed.path.read_bytes()
    (folder / "tautan").symlink_to(folder / "tidak-ada")
    for taken in ("balasan", "tautan"):
        with pytest.raises(SystemProblem) as problem:
            place_file(b"lain", folder / taken)
        assert problem.value.code == "stick_write_failed"
    assert (folder / "balasan").read_bytes() == sealed.path.read_bytes()
    with pytest.raises(SystemProblem):
        place_file(b"x", folder / "tidak" / "ada.skpe")
    assert sorted(path.name for path in folder.iterdir()) == ["Permintaan Kami.skpe", "balasan", "tautan"]


def test_that_progress_counts_three_readings(world: Any, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    sealed = world.seal()
    other = tmp_path / "tujuan"
    other.mkdir()
    copy_bundle(sealed.path, other, progress=lambda done, whole: told.append((done, whole)))
    assert told[-1] == (3 * sealed.size, 3 * sealed.size)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
