"""Volumes and symbols: pieces of one sealed file, which prove nothing and must fit exactly."""

from __future__ import annotations

import base64
import hashlib
import random
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import BundleError, SystemProblem
from desktop_app.exchange.carriers import Carrier, tell_carrier
from desktop_app.exchange.qr_series import QR_BUNDLE_MAX, make_texts, read_text
from desktop_app.exchange.volumes import HEAD_LENGTH, Piece, make_volume, read_volume, write_volumes

DATA = random.Random(1).randbytes(10_000)
SERIES = hashlib.sha256(DATA).hexdigest()


def test_that_volumes_are_no_longer_than_asked_and_give_the_file_back(tmp_path: Path) -> None:
    source, stick = tmp_path / "99-01-04-up-abcdef-0007.skpb", tmp_path / "stick"
    source.write_bytes(DATA)
    stick.mkdir()
    told: list[tuple[int, int]] = []
    made = write_volumes(source, stick, 3000, series=SERIES, progress=lambda done, all_: told.append((done, all_)))
    assert [path.name for path in made] == [f"99-01-04-up-abcdef-0007-bagian-{n}-dari-4.skpb" for n in range(1, 5)]
    assert all(path.stat().st_size <= 3000 for path in made)
    pieces = [read_volume(path.read_bytes()) for path in made]
    assert b"".join(piece.data for piece in pieces) == DATA
    assert {(piece.series, piece.size, piece.total) for piece in pieces} == {(SERIES, len(DATA), 4)}
    assert told[-1][0] == told[-1][1]
    assert not list(stick.glob("*.part"))


def test_that_a_copy_in_the_outbox_that_changed_is_not_cut_up(tmp_path: Path) -> None:
    source = tmp_path / "paket.skpb"
    source.write_bytes(DATA[:-1] + b"x")
    with pytest.raises(SystemProblem, match="outbox_damaged"):
        write_volumes(source, tmp_path, 3000, series=SERIES)
    assert [path.name for path in tmp_path.iterdir()] == ["paket.skpb"]


def volume(
    index: int = 1, *, size: int = 10_000, share: int = 4000, total: int = 3, data: bytes | None = None
) -> bytes:
    """Return a volume with a right hash whatever its numbers say."""
    return make_volume(Piece(SERIES, size, share, index, total, DATA[:4000] if data is None else data))


@pytest.mark.parametrize(
    "raw",
    [
        volume(0),
        volume(4),
        volume(total=2),
        volume(total=65535),
        volume(size=0),
        volume(size=2**63, share=2**31, total=65535),
        volume(share=0),
        volume(share=10, total=1000),
        volume(3),
        volume(data=DATA[:3999]),
    ],
)
def test_that_numbers_that_cannot_be_are_refused(raw: bytes) -> None:
    with pytest.raises(BundleError, match="volume_head"):
        read_volume(raw)


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 4000 + HEAD_LENGTH - 1), flip=st.integers(1, 255), cut=st.booleans())
def test_that_no_changed_or_shortened_volume_is_believed(place: int, flip: int, cut: bool) -> None:
    raw = bytearray(volume())
    raw[place] ^= flip
    with pytest.raises(BundleError, match="volume_damaged"):
        read_volume(bytes(raw[:place] if cut else raw))


def test_that_texts_give_the_file_back_and_fit_the_chosen_symbol() -> None:
    data = DATA + DATA[: QR_BUNDLE_MAX - len(DATA)]
    texts = make_texts(data)
    assert len(texts) == 34
    assert max(map(len, texts)) <= 600, "version 15 with correction level M"
    pieces = [read_text(text) for text in texts]
    assert b"".join(piece.data for piece in pieces if piece) == data
    assert {piece.series for piece in pieces if piece} == {hashlib.sha256(data).hexdigest()[:32]}
    with pytest.raises(BundleError, match="qr_too_large"):
        make_texts(data + b"x")


@settings(max_examples=60, deadline=None)
@given(data=st.binary(min_size=1, max_size=900))
def test_that_any_small_file_travels_as_texts(data: bytes) -> None:
    assert b"".join(piece.data for text in make_texts(data) if (piece := read_text(text))) == data


@pytest.mark.parametrize("text", ["https://contoh.id", "SKL1:ABC", "", "SKPQ"])
def test_that_symbols_of_others_are_passed_over(text: str) -> None:
    assert read_text(text) is None


def lying(size: int, share: int, index: int, total: int, data: bytes) -> str:
    """Return the text of a symbol with a right check whatever its numbers say."""
    from desktop_app.exchange import qr_series

    body = struct.pack(">16sHHBB", bytes(16), size, share, index, total) + data
    return qr_series.PREFIX + qr_series._encode(body + qr_series._check(body))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (lying(100, 50, 1, 2, bytes(50)), "qr_head"),
        (lying(65535, 300, 1, 219, bytes(300)), "qr_head"),
        (lying(1000, 300, 5, 4, bytes(100)), "qr_head"),
        (lying(1000, 300, 1, 3, bytes(300)), "qr_head"),
        (lying(1000, 300, 4, 4, bytes(300)), "qr_head"),
        (make_texts(DATA)[0][:-1] + "0", "qr_damaged"),
        (make_texts(DATA)[0][:-2], "qr_damaged"),
        ("SKPQ1" + "a" * 50, "qr_damaged"),
        ("SKPQ1" + ":" * 9, "qr_damaged"),
        ("SKPQ1" + "0" * 100_000, "qr_damaged"),
    ],
)
def test_that_symbols_that_lie_are_refused(text: str, code: str) -> None:
    with pytest.raises(BundleError, match=code):
        read_text(text)


@pytest.mark.parametrize(
    ("start", "carrier"),
    [
        (b"SKPB1\x00", Carrier.BUNDLE),
        (volume()[:100], Carrier.VOLUME),
        (b"\xff\xd8\xff\xe1", Carrier.JPEG),
        (b"\x89PNG\r\n\x1a\n", Carrier.PNG),
        (b"\x00\x00\x00\x18ftypheic", Carrier.HEIC),
        (b"PK\x03\x04", Carrier.ARCHIVE),
        (base64.encodebytes(volume()), Carrier.TEXT),
        (b"\xef\xbb\xbf\r\n" + base64.encodebytes(b"SKPB1" + DATA), Carrier.TEXT),
        (b"SKPB1".hex().encode(), Carrier.OTHER),
        (b"Received: x\r\nMIME-Version: 1.0\r\n\r\n", Carrier.TEXT),
        (b"begin 644 paket.skpb\nM4TM00C$", Carrier.TEXT),
        (b"MZ\x90\x00", Carrier.OTHER),
        (b"", Carrier.OTHER),
    ],
)
def test_that_a_file_is_told_by_its_beginning(start: bytes, carrier: Carrier) -> None:
    assert tell_carrier(start) is carrier


def test_that_the_example_of_the_specification_is_what_this_program_writes() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "spec" / "carriers.md").read_text(encoding="utf-8")
    data = b"SKPB1 is not a real bundle"
    series = hashlib.sha256(data).hexdigest()
    (code,) = make_texts(data)
    assert series in text
    assert f"\n    {code}\n" in text
    assert len(make_volume(Piece(series, len(data), 1024, 1, 1, data))) == 111
