"""Photos of a QR series: whatever a phone does to a sheet, its symbols are read; hostile pictures are refused."""

from __future__ import annotations

import io
import random
import struct
import time
import zlib
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from PIL import Image

from desktop_app.domain.errors import UserError
from desktop_app.exchange.qr_series import make_texts
from desktop_app.forms import render_qr_series
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_angkutan import KODE_PER_LEMBAR, FormSeriQr
from desktop_app.services.foto_kode import read_codes
from tests.services.foto_lembar import photograph, sheets

TEKS = make_texts(random.Random(7).randbytes(3000))


def make_sheets(kertas: Kertas) -> list[Any]:
    """Return the sheets of nine symbols."""
    form = FormSeriQr(
        instansi="PEMERINTAH KABUPATEN CONTOH",
        kantor="Kecamatan Dengan Nama Yang Panjang Sekali di Pegunungan Contoh Selatan",
        kode="99.01.01",
        nomor=12,
        dibuat=datetime(2027, 4, 3, 8, 5, tzinfo=timezone(timedelta(hours=7))),
        jam_diragukan=True,
        sidik_jari=("merpati", "gunung", "kelapa", "senja"),
        teks=TEKS,
    )
    return sheets(render_qr_series(form, kertas=kertas))


@pytest.fixture(scope="module")
def lembar() -> list[Any]:
    """The sheets on F4, where the whole photo has more of paper to show and a symbol fewer of its points."""
    return make_sheets(Kertas.F4)


def test_that_every_symbol_stands_on_a_sheet_once() -> None:
    lembar = make_sheets(Kertas.A4)
    assert len(lembar) == 2
    found = [read_codes(photograph(one, noise=1), "a.jpg", enough=KODE_PER_LEMBAR) for one in lembar]
    assert [len(one) for one in found] == [6, 3]
    assert found[0] | found[1] == set(TEKS)


@pytest.mark.parametrize(
    "how",
    [
        {"turned": 92, "tilt": 0.06},
        {"turned": 183, "tilt": 0.1, "noise": 6},
        {"turned": -11, "side": 1280, "noise": 4},
        {"turned": -8, "tilt": 0.08, "quality": 50},
        {"turned": 5, "side": 3200, "noise": 12},
    ],
)
def test_that_phones_of_all_kinds_are_read(lembar: list[Any], how: dict[str, Any]) -> None:
    assert read_codes(photograph(lembar[0], **how), "a.jpg", enough=KODE_PER_LEMBAR) == set(TEKS[:6])


def png(wide: int, high: int) -> bytes:
    """Return a small PNG that claims to be large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def jpeg(side: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (side, side), 200).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("isi", "code"),
    [
        (png(60_000, 60_000), "foto_bom"),
        (png(5000, 5000), "foto_bom"),
        (jpeg(64)[:-40], "foto_rusak"),
        (b"\xff\xd8\xff" + bytes(500), "foto_rusak"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "foto_rusak"),
        (jpeg(64).replace(struct.pack(">HH", 64, 64), struct.pack(">HH", 40_000, 40_000), 1), "foto_bom"),
    ],
)
def test_that_bombs_and_wrecks_are_refused_at_once(isi: bytes, code: str) -> None:
    begun = time.monotonic()
    with pytest.raises(UserError, match=code):
        read_codes(isi, "a.jpg")
    assert time.monotonic() - begun < 1


def test_that_a_picture_without_symbols_has_none() -> None:
    assert read_codes(jpeg(300), "a.jpg") == frozenset()
