"""Malicious carriers (TUF: mirrors): the courier decides what arrives, when, how often and in which order."""

from __future__ import annotations

import os
from itertools import permutations
from pathlib import Path

import pytest

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import copy_bundle, quarantine_copy, survey_folder
from tests.exchange.tuf import Scene, scene

__all__ = ["scene"]


def test_that_every_order_and_every_repetition_ends_the_same(scene: Scene) -> None:
    bundles = [scene.up(number) for number in (1, 2, 3)]
    seen = set()
    start = scene.inbox.context
    for order in permutations(bundles):
        scene.inbox.context = start
        for data in (*order, *order):
            assert scene.inbox.take(data) in {"new", "older", "already_received"}
        seen.add(frozenset(one.file_sha256 for one in scene.inbox.context.known))
    assert len(seen) == 1
    assert len(next(iter(seen))) == 3


def test_that_a_copy_that_broke_off_is_named_and_the_whole_one_is_taken(scene: Scene) -> None:
    data = scene.up(1)
    for length in (3, 6, 7, 200, len(data) - 1):
        assert scene.inbox.take(data[:length]) == "truncated"
    assert scene.inbox.take(data) == "new"


def test_that_only_regular_files_are_opened(scene: Scene, tmp_path: Path) -> None:
    target = scene.world.seal(seq=1).path
    link, folder, pipe = tmp_path / "tautan.skpb", tmp_path / "folder.skpb", tmp_path / "pipa.skpb"
    link.symlink_to(target)
    folder.mkdir()
    os.mkfifo(pipe)
    for path in (link, folder, pipe):
        assert scene.inbox.take(path) == "not_a_file"
        with pytest.raises(BundleError) as refused:
            quarantine_copy(path, tmp_path)
        assert refused.value.code == "not_a_file"
    assert scene.inbox.take(target) == "new"


def test_that_neighbours_of_a_bundle_are_named_and_never_opened(scene: Scene, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    copy_bundle(scene.world.seal(seq=1).path, stick)
    for name in ("autorun.inf", "Laporan.lnk", "foto.exe", "data.vbs", "setengah.skpb.part"):
        (stick / name).write_bytes(b"MZ")
        (stick / name).chmod(0)
    found = survey_folder(stick)
    assert len(found.bundles) == 1
    assert {"autorun.inf", "Laporan.lnk", "foto.exe", "data.vbs"} <= set(found.suspicious)
    assert scene.inbox.take(found.bundles[0]) == "new"


def test_that_a_file_that_changes_after_it_was_verified_is_not_read_on(scene: Scene, tmp_path: Path) -> None:
    """A carrier that can write to the disk swaps the file between the two passes; another valid bundle as well."""
    first, second = scene.up(1), scene.up(2)
    path = tmp_path / "tukar.skpb"
    start = 71 + int.from_bytes(first[5:7], "big")
    cut = bytearray(first)
    cut[-30] ^= 1
    for swapped in (second, bytes(cut), first[:start] + bytes(len(first) - start), first[: len(first) // 2]):
        path.write_bytes(first)
        with scene.world.open(path, scene.inbox.context) as bundle:
            bundle.close()
            path.write_bytes(swapped)
            with pytest.raises(BundleError) as refused:
                list(bundle.segments())
        assert refused.value.code in {"changed_between_passes", "decrypt_failed"}
    assert scene.inbox.take(first) == "new"


def test_that_what_is_withheld_is_noticed_by_the_chain_and_asked_for(scene: Scene) -> None:
    one = scene.world.seal(seq=1)
    two = scene.world.seal(seq=2, previous=one.file_sha256)
    three = scene.world.seal(seq=3, previous=two.file_sha256)
    gaps = []
    for sealed in (one, three, two):
        with scene.world.open(sealed.path, scene.inbox.context) as bundle:
            gaps.append(bundle.gap)
        scene.inbox.take(sealed.path)
    assert gaps == [False, True, False]


def test_that_a_gateway_that_made_text_of_it_is_told(scene: Scene) -> None:
    data = scene.up(1)
    for start in (b"U0tQQjE", b"-----BEGIN SKP", b"Content-Type: a", b"MIME-Version: 1"):
        assert scene.inbox.take(start + data) == "text_armor"
    crlf = data.replace(b"\n", b"\r\n")
    assert scene.inbox.take(crlf) in {"trailing_bytes", "strict_json", "bad_outer_signature", "truncated"}
    assert scene.inbox.take(data) == "new"
