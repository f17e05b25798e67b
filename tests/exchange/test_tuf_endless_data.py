"""Endless data: files that would fill a disk, a memory or an afternoon are refused at once; the next one is read."""

from __future__ import annotations

import hashlib
import json
import os
import time

import pytest
import zstandard

from desktop_app.exchange.frames import frame_prefix
from tests.exchange.test_trust_documents import key
from tests.exchange.tuf import HIGHEST, Scene, picture, scene

__all__ = ["scene"]
MIB = 1024 * 1024


@pytest.fixture(autouse=True)
def in_time(scene: Scene) -> object:
    """Each story, the honest bundle after it included, takes less than the five seconds of one refusal."""
    began = time.monotonic()
    yield
    assert scene.inbox.take(scene.up(90)) == "new"
    assert time.monotonic() - began < 10


def test_that_what_is_appended_is_refused_unread(scene: Scene) -> None:
    data = scene.up(1)
    assert scene.inbox.take(data) == "new"
    for tail in (b"\x00", data, bytes(4 * MIB)):
        assert scene.inbox.take(data + tail) == "trailing_bytes"
    assert scene.inbox.take(data) == "already_received"


def test_that_a_length_beyond_the_file_is_not_waited_for(scene: Scene) -> None:
    forge = scene.forge(1)
    for length in (HIGHEST, 2**31, 10**12):
        forge.keep_header = {"ct_len": length}
        assert scene.inbox.take(forge.put_together()) == "truncated"
    forge.keep_header = {"ct_len": 10**40}
    assert scene.inbox.take(forge.put_together()) == "strict_json"


def test_that_a_file_of_gigabytes_is_refused_by_its_size_alone(scene: Scene) -> None:
    path = scene.world.folder / "besar.skpb"
    path.write_bytes(scene.up(1))
    os.truncate(path, 2048 * MIB + 1)
    assert scene.inbox.take(path) == "too_large"
    os.truncate(path, 1024 * MIB)
    assert scene.inbox.take(path) == "trailing_bytes"


def test_that_little_stored_does_not_become_much(scene: Scene) -> None:
    forge = scene.forge(1)
    packed = zstandard.ZstdCompressor(level=19).compress(bytes(4 * MIB))
    for told in (4 * MIB, 100 * len(packed)):
        forge.stored = [packed]
        forge.manifest["segments"][0][1:5] = [1, len(packed), told, hashlib.sha256(bytes(told)).hexdigest()]
        assert scene.inbox.take(forge.put_together()) == "bomb"
    forge.manifest["segments"] *= 400
    assert scene.inbox.take(forge.put_together()) == "bomb"


def test_that_a_frame_longer_than_the_manifest_says_is_not_collected(scene: Scene) -> None:
    forge = scene.forge(1)
    manifest = json.dumps(forge.manifest, separators=(",", ":")).encode()
    for plain in (
        frame_prefix(2**32 - 1, 1) + manifest,
        frame_prefix(512 * 1024 + 1, 1) + bytes(513 * 1024),
        frame_prefix(len(manifest), 1) + manifest + frame_prefix(2**31, 2) + bytes(200_000),
    ):
        forge.plain = plain
        assert scene.inbox.take(forge.put_together()) == "frame_damaged"


def test_that_lists_without_end_are_counted_first(scene: Scene) -> None:
    forge = scene.forge(1)
    kept = forge.manifest["segments"]
    forge.manifest["segments"] = [[3, 0, 1, 1, "00" * 32, ""]] * 6_001
    assert scene.inbox.take(forge.put_together()) == "too_many"
    forge.manifest["segments"] = kept
    for field, count in (("missing", 2_001), ("renew", 65), ("answers", 65)):
        forge.manifest[field] = ["00" * 32] * count
        assert scene.inbox.take(forge.put_together()) == "too_many"
        del forge.manifest[field]
    forge.manifest["counts"]["revisions"] = 200_001
    assert scene.inbox.take(forge.put_together()) == "too_many"


def test_that_a_header_or_a_chain_of_roots_has_an_end(scene: Scene) -> None:
    forge = scene.forge(1)
    forge.header_bytes = b'{"fmt":1,"a":"' + b"x" * 20_000 + b'"}'
    assert scene.inbox.take(forge.put_together()) == "header_too_large"
    roots = scene.chain(*[key(2)] * 64)
    answer = scene.forge_answer()
    answer.manifest["trust"]["roots"] = [json.loads(one) for one in roots]
    assert scene.desk.take(answer.put_together()) == "trust_damaged"
    assert scene.desk.take(scene.answer(2)) == "new"


def test_that_an_attachment_over_the_limit_is_refused_by_what_the_manifest_says(scene: Scene) -> None:
    forge = scene.forge(1)
    large = 25 * MIB + 1
    forge.manifest["segments"].append([4, 0, large, large, "00" * 32, "image/png"])
    forge.manifest["counts"]["attachments"] = 1
    assert scene.inbox.take(forge.put_together()) == "bomb"
    assert scene.inbox.take(scene.up(2, attachments=[picture()])) == "new"
