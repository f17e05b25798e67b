"""Extraneous parts: what nobody announced does not ride along, wherever in the file it hides."""

from __future__ import annotations

import hashlib
import json

import pytest
import zstandard

from desktop_app.exchange.frames import frame_prefix
from tests.exchange.both import dumps
from tests.exchange.conftest import revision
from tests.exchange.tuf import Scene, picture, scene

__all__ = ["scene"]


def frames_of(forge: object) -> list[tuple[int, bytes]]:
    """The frames as an honest sealer writes them."""
    from desktop_app.exchange.signing import MANIFEST_TYPE, sign

    raw = dumps(forge.manifest)  # type: ignore[attr-defined]
    inner = sign(forge.signer, MANIFEST_TYPE, raw)  # type: ignore[attr-defined]
    return [(1, raw), (2, inner), (3, forge.stored[0]), (9, b"")]  # type: ignore[attr-defined]


def test_that_a_segment_that_the_manifest_does_not_name_is_refused(scene: Scene) -> None:
    assert scene.inbox.take(scene.up(1)) == "new"
    forge = scene.forge(2)
    frames = frames_of(forge)
    for more in ((3, b'{"a":1}'), (4, b"MZ\x90\x00"), (5, b"x"), (1, frames[0][1])):
        forge.frames = [*frames[:3], more, frames[3]]
        assert scene.inbox.take(forge.put_together()) == "frame_damaged"
        forge.frames = [*frames, more]
        assert scene.inbox.take(forge.put_together()) == "frame_damaged"
    assert scene.inbox.take(scene.up(2)) == "new"


def test_that_nothing_follows_the_end(scene: Scene) -> None:
    forge = scene.forge(1)
    plain = b"".join(frame_prefix(len(body), kind) + body for kind, body in frames_of(forge))
    for tail in (b"\x00", b"autorun", frame_prefix(0, 9)):
        forge.plain = plain + tail
        assert scene.inbox.take(forge.put_together()) == "frame_damaged"
    forge.plain = plain
    assert scene.inbox.take(forge.put_together()) == "new"


def test_that_nothing_hides_behind_compressed_content(scene: Scene) -> None:
    forge = scene.forge(1)
    raw = b"\n".join([revision(1), revision(2)])
    packed = zstandard.ZstdCompressor(level=3).compress(raw)
    skippable = b"\x50\x2a\x4d\x18" + (4).to_bytes(4, "little") + b"MZ\x90\x00"
    for stored in (packed + skippable, packed + b"\x00", packed + packed):
        forge.stored = [stored]
        forge.manifest["segments"][0][1:5] = [1, len(stored), len(raw), hashlib.sha256(raw).hexdigest()]
        assert scene.inbox.take(forge.put_together()) == "segment_damaged"
    forge.stored = [skippable + packed]
    forge.manifest["segments"][0][2] = len(skippable + packed)
    assert scene.inbox.take(forge.put_together()) in {"bomb", "segment_damaged"}


def test_that_an_up_bundle_brings_no_trust_no_receipts_and_no_certificate(scene: Scene) -> None:
    """An enrolled office would make itself the kabupaten's voice."""
    assert scene.inbox.take(scene.up(1)) == "new"
    trust = json.loads(scene.world.trust.raw)
    ack = {"device_id": "ab" * 16, "epoch": "ab" * 16, "seq": 1, "sha256": "ab" * 32}
    certificate = json.loads(scene.world.unit.certificate.raw)
    for more in ({"trust": trust}, {"acknowledgements": [ack]}, {"certificate": certificate}):
        forge = scene.forge(2)
        forge.manifest.update(more)
        assert scene.inbox.take(forge.put_together()) == "manifest_damaged"
    assert scene.inbox.context.trust is scene.world.trust


def test_that_keys_and_entries_that_nobody_knows_have_no_effect(scene: Scene) -> None:
    """A newer program may write them; they are signed, kept and passed over."""
    forge = scene.forge(1)
    forge.keep_header = {"jalankan": "calc.exe"}
    forge.manifest["skrip"] = {"saat_buka": ["rm"]}
    forge.manifest["segments"][0].append("tambahan")
    assert scene.inbox.take(forge.put_together()) == "new"
    forge = scene.forge(2)
    forge.manifest["counts"]["attachments"] = 1
    assert scene.inbox.take(forge.put_together()) == "manifest_damaged"


@pytest.mark.parametrize("place", ["before", "after", "between"])
def test_that_records_beyond_the_count_are_refused(scene: Scene, place: str) -> None:
    assert scene.inbox.take(scene.up(1)) == "new"
    one, two, three = revision(1), revision(2), b'{"v":1,"kind":"pengguna"}'
    lines = {"before": (three, one, two), "after": (one, two, three), "between": (one, three, two)}[place]
    forge = scene.forge(2)
    forge.set_segment(0, b"\n".join(lines))
    assert scene.inbox.take(forge.put_together()) == "manifest_damaged"
    assert scene.inbox.take(scene.up(2, attachments=[picture()])) == "new"
