"""The key file: whole or absent, never overwritten, for its owner's eyes."""

from __future__ import annotations

import errno
import json
import os
import stat
import threading
from pathlib import Path

import pytest

from desktop_app.domain.errors import SystemProblem
from desktop_app.vault import KeyFile, StoreKey, StoreKeySource, keyfile


def mode(path: Path) -> int:
    """Permission bits of a file."""
    return stat.S_IMODE(path.stat().st_mode)


def code_of(source: StoreKeySource) -> str:
    """The code with which a source refuses to yield the key."""
    with pytest.raises(SystemProblem) as problem:
        source.obtain()
    return problem.value.code


def test_that_the_key_comes_back(tmp_path: Path) -> None:
    file = KeyFile(tmp_path / "kunci.json")
    assert not file.exists()
    made = file.create()
    assert file.exists()
    assert file.obtain() == made
    assert len(made.key) == 32
    assert made.key.hex() not in repr(made)
    assert list(tmp_path.iterdir()) == [file.path]
    assert json.loads(file.path.read_text()) == {"version": 1, "key": made.key.hex()}


@pytest.mark.skipif(os.name != "posix", reason="the system has no such permissions")
def test_that_only_the_owner_can_read_it_whatever_the_mask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        file = KeyFile(tmp_path / "kunci.json")
        file.create()
    finally:
        os.umask(before)
    assert mode(file.path) == 0o600
    for wide in (0o644, 0o640, 0o666, 0o777, 0o606):
        file.path.chmod(wide)
        file.obtain()
        assert mode(file.path) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="the system has no such permissions")
def test_that_permissions_that_cannot_be_narrowed_are_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = KeyFile(tmp_path / "kunci.json")
    file.create()
    file.path.chmod(0o644)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "not the owner")

    monkeypatch.setattr(keyfile.os, "fchmod", refuse)
    assert code_of(file) == "keyfile_open_to_others"


@pytest.mark.parametrize("content", [b"", b"kunci lain", b"{}"])
def test_that_nothing_is_ever_overwritten(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kunci.json"
    path.write_bytes(content)
    with pytest.raises(SystemProblem) as problem:
        KeyFile(path).create()
    assert problem.value.code == "keyfile_exists"
    assert path.read_bytes() == content
    path.unlink()
    path.symlink_to(tmp_path / "nirwana")
    with pytest.raises(SystemProblem):
        KeyFile(path).create()
    assert not (tmp_path / "nirwana").exists()


def test_that_of_two_at_once_one_wins_and_its_key_is_the_files(tmp_path: Path) -> None:
    path = tmp_path / "kunci.json"
    made: list[StoreKey] = []
    lost: list[str] = []
    start = threading.Barrier(6)

    def run() -> None:
        start.wait()
        try:
            made.append(KeyFile(path).create())
        except SystemProblem as problem:
            lost.append(problem.code)

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.key for one in made] == [KeyFile(path).obtain().key]
    assert lost == ["keyfile_exists"] * 5
    assert list(tmp_path.iterdir()) == [path]


def test_that_a_disk_without_hard_links_serves_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(keyfile.os, "link", refuse)
    file = KeyFile(tmp_path / "kunci.json")
    assert file.create() == file.obtain()
    assert list(tmp_path.iterdir()) == [file.path]


@pytest.mark.parametrize("step", ["write", "fsync", "link"])
def test_that_a_failing_disk_leaves_no_half_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    if step == "write":
        monkeypatch.setattr(keyfile.os, "fdopen", fail)
    else:
        monkeypatch.setattr(keyfile.os, step, fail)
    with pytest.raises(SystemProblem) as problem:
        KeyFile(tmp_path / "kunci.json").create()
    assert problem.value.code == "keyfile_unwritable"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "keyfile_damaged"),
        (b"\xff\xfe", "keyfile_damaged"),
        (b"[]", "keyfile_damaged"),
        (b'{"version":1}', "keyfile_damaged"),
        (b'{"version":1,"key":"%s"}' % (b"ab" * 31), "keyfile_damaged"),
        (b'{"version":1,"key":"%s"}' % (b"AB" * 32), "keyfile_damaged"),
        (b'{"version":1,"key":"%s"}' % (b"zz" * 32), "keyfile_damaged"),
        (b'{"version":1,"key":"%s","more":1}' % (b"ab" * 32), "keyfile_damaged"),
        (b'{"version":0,"key":"%s"}' % (b"ab" * 32), "keyfile_damaged"),
        (b'{"version":2,"key":"%s"}' % (b"ab" * 32), "keyfile_newer"),
        (b" " * 5000, "keyfile_damaged"),
    ],
)
def test_that_a_damaged_key_file_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "kunci.json"
    path.write_bytes(content)
    assert code_of(KeyFile(path)) == code


def test_that_a_missing_or_unreadable_file_is_named(tmp_path: Path) -> None:
    assert code_of(KeyFile(tmp_path / "tidak-ada.json")) == "keyfile_missing"
    assert code_of(KeyFile(tmp_path)) == "keyfile_unreadable"
    with pytest.raises(SystemProblem) as problem:
        KeyFile(tmp_path / "tidak" / "ada.json").create()
    assert problem.value.code == "keyfile_unwritable"


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_that_a_store_key_has_32_bytes(size: int) -> None:
    with pytest.raises(ValueError):
        StoreKey(bytes(size), "uji")
