"""What the child that unseals may take at the most; ``test_bundle_memory.py`` runs this in a process of its own."""

from __future__ import annotations

import hashlib
import os
import resource
import sys
import time
from typing import Any

import pytest
import zstandard

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import Attachment

MIB = 1024 * 1024
MOST = 300 * MIB


def bombs() -> dict[str, tuple[bytes, int]]:
    """Stored bytes and the raw length that the manifest tells."""
    zeros = zstandard.ZstdCompressor(level=19)
    streamed = zstandard.ZstdCompressor(level=1, write_content_size=False)
    gigabyte = streamed.compressobj()
    inflated = b"".join(gigabyte.compress(bytes(16 * MIB)) for _ in range(64)) + gigabyte.flush()
    return {
        "honest ratio beyond the cap": (zeros.compress(bytes(4 * MIB)), 4 * MIB),
        "a gigabyte told as 2 MiB": (inflated, 2 * MIB),
        "no size in the frame": (streamed.compress(bytes(50_000)), 50_000),
        "told small, inflates": (zeros.compress(os.urandom(60_000) + bytes(3 * MIB)), 100_000),
        "two frames": (zeros.compress(os.urandom(30_000)) + zeros.compress(os.urandom(30_000)), 30_000),
        "frame and rest": (zeros.compress(os.urandom(30_000)) + b"sisa", 30_000),
        "cut frame": (zeros.compress(os.urandom(30_000))[:-4], 30_000),
        "skippable frame": (b"\x50\x2a\x4d\x18" + (1000).to_bytes(4, "little") + bytes(1000), 1000),
        "no zstd": (b"\x1f\x8b" + bytes(1000), 1000),
        "huge window": (bytes.fromhex("28b52ffd00b8") + bytes(2000), 1000),
    }


def largest_child() -> int:
    """Return the bytes that the largest child process so far has needed.

    Linux counts to a child what its parent had taken when it started it; a parent that has run a thousand other tests
    would hide what the child takes.
    """
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def test_that_bombs_are_refused_within_time_and_memory(world: Any) -> None:
    forge = world.forge(world.seal())
    for name, (stored, told) in bombs().items():
        forge.stored = [stored]
        forge.manifest["segments"][0][1:5] = [1, len(stored), told, hashlib.sha256(bytes(told)).hexdigest()]
        bundle = forge.put_together()
        began = time.monotonic()
        with pytest.raises(BundleError) as refused:
            world.open(bundle).close()
        assert time.monotonic() - began < 5
        assert refused.value.code in {"bomb", "segment_damaged"}, name
    assert 0 < largest_child() <= MOST


def test_that_the_largest_allowed_attachment_passes_within_the_memory_limit(world: Any) -> None:
    data = os.urandom(25 * MIB)
    sealed = world.seal(attachments=[Attachment(data, "application/pdf")])
    with world.open(sealed.path) as bundle:
        [attachment] = bundle.attachments()
        assert attachment.data == data
    assert 0 < largest_child() <= MOST
