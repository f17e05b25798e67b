"""The plain inside of a bundle: frames ``u32 length | u8 type | bytes``, and the compression of one segment.

Source: docs/spec/bundle-v1.md, sections Frames and Segments. Numbers are big-endian.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from typing import Final

import zstandard

from desktop_app.domain.errors import BundleError
from desktop_app.exchange.limits import MANIFEST_MAX, RATIO_MAX, SEGMENT_RAW_MAX
from desktop_app.exchange.manifest import STORED, ZSTD, SegmentEntry

MANIFEST_FRAME: Final = 1
SIGNATURE_FRAME: Final = 2
END_FRAME: Final = 9
_PREFIX: Final = struct.Struct(">IB")
PREFIX_LEN: Final = _PREFIX.size
_LEVEL: Final = 3
_WINDOW_MAX: Final = 8 * SEGMENT_RAW_MAX


def frame_prefix(length: int, type_: int) -> bytes:
    """Return the five bytes that stand before a frame's content."""
    return _PREFIX.pack(length, type_)


def compress(raw: bytes) -> tuple[int, bytes]:
    """Return codec and stored bytes of ``raw`` (not empty): zstd level 3, or as it is where that is no use or too good.

    A ratio above the format's cap would be refused as a bomb, so such a segment travels uncompressed.
    """
    packed = zstandard.ZstdCompressor(level=_LEVEL).compress(raw)
    if len(packed) >= len(raw) or len(raw) > RATIO_MAX * len(packed):
        return STORED, raw
    return ZSTD, packed


def expand(entry: SegmentEntry, stored: bytes) -> bytes:
    """Return the raw bytes of a segment whose entry has passed the limits.

    The size that the zstd frame itself declares must be the entry's, so nothing is ever allocated beyond it. Raises
    ``BundleError``: ``bomb``, ``segment_damaged``.
    """
    if len(stored) != entry.len:
        raise BundleError("segment_damaged", detail="length")
    raw = stored
    if entry.codec == ZSTD:
        try:
            facts = zstandard.get_frame_parameters(stored)
            if facts.content_size != entry.raw_len or facts.window_size > _WINDOW_MAX or facts.dict_id:
                raise BundleError("bomb", raw=entry.raw_len, stored=entry.len)
            raw = zstandard.ZstdDecompressor().decompress(stored, max_output_size=entry.raw_len, allow_extra_data=False)
        except zstandard.ZstdError:
            raise BundleError("segment_damaged", detail="zstd") from None
    if len(raw) != entry.raw_len or hashlib.sha256(raw).hexdigest() != entry.sha256:
        raise BundleError("segment_damaged", detail="hash")
    return raw


class FrameReader:
    """Cuts a byte stream that arrives in pieces into the exact frames of a bundle and hands each on.

    ``on_manifest(manifest, signature)`` returns the segment entries once people-independent checks let it go on;
    ``on_segment(index, entry, stored)`` takes each segment. A frame of another type or length than expected is
    refused before its content is held (``BundleError("frame_damaged")``).
    """

    def __init__(
        self,
        on_manifest: Callable[[bytes, bytes], tuple[SegmentEntry, ...]],
        on_segment: Callable[[int, SegmentEntry, bytes], None],
    ) -> None:
        self._on_manifest = on_manifest
        self._on_segment = on_segment
        self._held = bytearray()
        self._need = PREFIX_LEN
        self._content: int | None = None
        self._manifest: bytes | None = None
        self._entries: tuple[SegmentEntry, ...] | None = None
        self._next = 0
        self._ended = False

    def write(self, data: bytes) -> int:
        """Take the next piece of the stream."""
        self._held += data
        at = 0
        while len(self._held) - at >= self._need:
            piece = bytes(memoryview(self._held)[at : at + self._need])
            at += self._need
            self._take(piece)
        del self._held[:at]
        return len(data)

    def flush(self) -> None:
        """Nothing to pass on before a frame is whole."""

    def finish(self) -> None:
        """Raise ``BundleError("frame_damaged")`` unless the end frame was the last thing in the stream."""
        if not self._ended or self._held:
            raise BundleError("frame_damaged", detail="end")

    def _take(self, piece: bytes) -> None:
        if self._content is None:
            self._begin(*_PREFIX.unpack(piece))
            if self._need:
                return
            piece = b""
        type_, self._content, self._need = self._content, None, PREFIX_LEN
        if type_ == MANIFEST_FRAME:
            self._manifest = piece
        elif type_ == SIGNATURE_FRAME:
            assert self._manifest is not None
            self._entries = self._on_manifest(self._manifest, piece)
        elif type_ == END_FRAME:
            self._ended = True
        else:
            assert self._entries is not None
            index, self._next = self._next, self._next + 1
            self._on_segment(index, self._entries[index], piece)

    def _begin(self, length: int, type_: int) -> None:
        """Accept a frame's prefix only if it is exactly what must come next."""
        if self._ended:
            raise BundleError("frame_damaged", detail="after end")
        if self._manifest is None:
            fits = type_ == MANIFEST_FRAME and 2 <= length <= MANIFEST_MAX
        elif self._entries is None:
            fits = type_ == SIGNATURE_FRAME and length == 64
        elif self._next < len(self._entries):
            entry = self._entries[self._next]
            fits = type_ == entry.type and length == entry.len
        else:
            fits = type_ == END_FRAME and length == 0
        if not fits:
            raise BundleError("frame_damaged", detail=f"frame {type_}")
        self._content, self._need = type_, length
