"""How photos and archives are built, read from their marks alone: before any decoder or unpacker sees them.

A decoder is only given what these say is within bounds. Sources: ITU-T T.81 (JPEG), annex B; PNG, third edition,
section 5; APPNOTE 6.3.10, sections 4.3.14 to 4.3.16.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

MAKS_BAGIAN_FOTO = 5_000
"""Marks before the end of a photo; a large colour profile takes 255 of them."""
_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BERURUT = frozenset({0xC0, 0xC1})
_SOS, _EOI, _COM = 0xDA, 0xD9, 0xFE
_TANPA_ISI = frozenset({0x01, *range(0xD0, 0xD9)})
_TANDA_BERIKUT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PNG_POLOS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs", b"bKGD"}
)
_AKHIR_ARSIP, _PENUNJUK_BESAR, _AKHIR_BESAR = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
_PANJANG_AKHIR, _PANJANG_BESAR = 22, 98


@dataclass(frozen=True)
class BentukFoto:
    """A JPEG by its marks: pixels, where its last byte stands, how often and how it is drawn, what stands beside.

    ``berurut`` tells of one scan over all of it in up to three colours, which needs no room for the whole picture;
    ``polos`` of no more than the picture itself.
    """

    lebar: int
    tinggi: int
    akhir: int
    scan: int
    berurut: bool
    polos: bool


def read_jpeg(isi: bytes) -> BentukFoto | None:
    """Return how a JPEG is built, up to its own end mark; None where no program could follow it."""
    ukuran: tuple[int, int] | None = None
    berurut, polos, scan, akhir = False, True, 0, len(isi)
    try:
        for bagian, (tanda, mulai) in enumerate(_marks(isi)):
            if bagian > MAKS_BAGIAN_FOTO:
                return None
            if tanda == _EOI:
                akhir = mulai
                break
            if tanda in _SOF:
                if ukuran is not None:
                    return None
                tinggi, lebar, warna = struct.unpack_from(">HHB", isi, mulai + 3)
                ukuran, berurut = (lebar, tinggi), tanda in _BERURUT and warna <= 3
            scan += tanda == _SOS
            polos = polos and tanda != _COM and not 0xE1 <= tanda <= 0xEF
    except (struct.error, IndexError):
        return None
    if ukuran is None or not all(ukuran) or not scan:
        return None
    return BentukFoto(*ukuran, akhir, scan, berurut and scan == 1, polos and akhir == len(isi))


def _marks(isi: bytes) -> Iterator[tuple[int, int]]:
    """Yield each mark and the place behind it; what is drawn between them is passed over."""
    di = 2
    while di < len(isi):
        if isi[di] != 0xFF:
            raise IndexError
        while isi[di] == 0xFF:
            di += 1
        tanda, di = isi[di], di + 1
        yield tanda, di
        if tanda not in _TANPA_ISI:
            di += max(2, *struct.unpack_from(">H", isi, di))
        if tanda == _SOS:
            lanjut = _TANDA_BERIKUT.search(isi, di)
            if lanjut is None:
                return
            di = lanjut.start()


def is_plain_png(isi: bytes) -> bool:
    """Tell whether a PNG has no words, no EXIF and nothing behind its end."""
    di = 8
    for _ in range(MAKS_BAGIAN_FOTO):
        if di + 12 > len(isi):
            return False
        panjang, nama = struct.unpack_from(">I4s", isi, di)
        di += 12 + panjang
        if nama not in _PNG_POLOS:
            return False
        if nama == b"IEND":
            return bool(di == len(isi))
    return False


def read_directory(isi: bytes) -> tuple[int, int] | None:
    """Return how many parts a ZIP file says that it has and how long their list is; None without an end record.

    The end record must be the last thing in the file: one with a remark behind it has something else to say.
    """
    if isi[-_PANJANG_AKHIR:][:4] != _AKHIR_ARSIP:
        return None
    bagian, panjang = struct.unpack_from("<HI", isi, len(isi) - _PANJANG_AKHIR + 10)
    di = len(isi) - _PANJANG_BESAR
    if isi[-_PANJANG_AKHIR - 20 :][:4] == _PENUNJUK_BESAR:
        if di < 0 or isi[di : di + 4] != _AKHIR_BESAR:
            return None
        besar, lebih = struct.unpack_from("<QQ", isi, di + 32)
        return besar, lebih
    return bagian, panjang
