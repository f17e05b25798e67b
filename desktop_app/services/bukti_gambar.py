"""Photos as evidence: decoded under limits, turned upright, stripped of everything but the picture, scaled down.

A photo of a phone says where and when it was taken, and with what. None of that is kept: the picture is drawn anew and
written without a word of metadata. What one photo then weighs is some 200 to 400 kB instead of 4 to 8 MB.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from desktop_app.domain.errors import UserError
from desktop_app.services.bukti_bentuk import is_plain_png, read_jpeg
from desktop_app.services.bukti_jenis import JPEG, PNG

if TYPE_CHECKING:
    from PIL.Image import Image

SISI = 1600
"""The longest side of a kept photo in pixels: a page of text photographed whole stays readable."""
MUTU = 80
"""JPEG quality. Measured on photos of rooms and pages: 75 shows blocks around letters, 85 weighs a third more."""
SISI_KECIL = 192
MUTU_KECIL = 70
MAKS_PIKSEL_FOTO = 110_000_000
"""A JPEG of one scan is drawn at a fraction of its size, so that the largest sensors of phones are taken."""
MAKS_PIKSEL = 16_000_000
"""Everything else is held whole before it is scaled down: 16 million pixels of four bytes are 64 MB."""
MAKS_SISI = 30_000


def shrink_photo(isi: bytes, jenis: str, nama: str) -> tuple[bytes, str]:
    """Return a JPEG or PNG upright, scaled to ``SISI``, without metadata, and the media type it has now.

    A drawing or a screen stays PNG where that is smaller. Raises ``UserError`` ``bukti_bom`` for too many pixels,
    ``bukti_rusak`` for what cannot be decoded whole.
    """
    kecil = _fitted(_decode(isi, jenis, SISI, nama), SISI)
    jpeg = _written(kecil, "JPEG", MUTU)
    if jenis == PNG:
        png = _written(kecil, "PNG", 0)
        if len(png) <= len(jpeg):
            return png, PNG
    return jpeg, JPEG


def thumbnail(isi: bytes, jenis: str, nama: str) -> bytes:
    """Return a small JPEG of a photo for lists; raises as ``shrink_photo`` does."""
    return _written(_fitted(_decode(isi, jenis, SISI_KECIL, nama), SISI_KECIL), "JPEG", MUTU_KECIL)


def check_photo(isi: bytes, jenis: str) -> None:
    """Raise ``UserError`` where a photo that came in a bundle was not drawn by this program; draws nothing.

    It must be within the limits and hold nothing but the picture: no place, no words, nothing behind its end. It is
    refused and not cleaned, because its name is its hash.
    """
    from PIL import Image as Pustaka

    polos, _ = _require_bounds(isi, jenis, "")
    if not polos:
        raise UserError("bukti_rusak", nama="")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ukuran = Pustaka.open(io.BytesIO(isi), formats=["JPEG" if jenis == JPEG else "PNG"]).size
    except Exception as error:
        raise UserError("bukti_rusak", nama="") from error
    if jenis == PNG:
        _require_size(ukuran, MAKS_PIKSEL, "")


def _require_bounds(isi: bytes, jenis: str, nama: str) -> tuple[bool, int]:
    """Return whether a photo holds nothing but the picture, and where it ends; raise where it is too large to draw."""
    if jenis == PNG:
        return is_plain_png(isi), len(isi)
    bentuk = read_jpeg(isi)
    if bentuk is None:
        raise UserError("bukti_rusak", nama=nama)
    _require_size((bentuk.lebar, bentuk.tinggi), MAKS_PIKSEL_FOTO if bentuk.berurut else MAKS_PIKSEL, nama)
    return bentuk.polos, bentuk.akhir


def _require_size(ukuran: tuple[int, int], batas: int, nama: str) -> None:
    if ukuran[0] * ukuran[1] > batas or max(ukuran) > MAKS_SISI:
        raise UserError("bukti_bom", nama=nama)


def _decode(isi: bytes, jenis: str, sisi: int, nama: str) -> Image:
    """Return the picture as it lies in the file; a large JPEG is drawn at a fraction of its size at once."""
    # Loaded here and not at the start of the program: most sessions add no photo.
    from PIL import Image as Pustaka

    _, akhir = _require_bounds(isi, jenis, nama)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # A phone's short film behind the photo is no part of it.
            sumber = io.BytesIO(isi[:akhir])
            gambar = Pustaka.open(sumber, formats=["JPEG" if jenis == JPEG else "PNG"])
            if jenis == PNG:
                _require_size(gambar.size, MAKS_PIKSEL, nama)
            # Twice the wanted size at least, so that scaling afterwards stays clean.
            bagi = max(1.0, max(gambar.size) / (2 * sisi))
            gambar.draft("RGB", (int(gambar.width / bagi) or 1, int(gambar.height / bagi) or 1))
            gambar.load()
            return gambar
    except UserError:
        raise
    except (Pustaka.DecompressionBombError, MemoryError) as error:
        raise UserError("bukti_bom", nama=nama) from error
    except Exception as error:  # whatever a decoder comes to with foreign bytes: cut off, damaged, never meant well
        raise UserError("bukti_rusak", nama=nama) from error


def _fitted(gambar: Image, sisi: int) -> Image:
    """Return the picture upright, as plain RGB on white, at most ``sisi`` pixels wide and high; never made larger.

    It is scaled down before anything else is made of it, so that one whole copy is the most that is held beside it.
    """
    from PIL import Image as Pustaka
    from PIL import ImageOps

    if gambar.mode in ("I", "I;16", "I;16B", "F"):
        gambar = gambar.point(lambda nilai: nilai / 256).convert("L")
    elif gambar.mode in ("1", "P", "PA") or "transparency" in gambar.info:
        gambar = gambar.convert("RGBA")
    gambar.thumbnail((sisi, sisi), Pustaka.Resampling.LANCZOS)
    gambar = ImageOps.exif_transpose(gambar)
    if gambar.mode not in ("RGBA", "LA"):
        return gambar.convert("RGB")
    lapis = gambar.convert("RGBA")
    dasar = Pustaka.new("RGB", lapis.size, "white")
    dasar.paste(lapis, mask=lapis.getchannel("A"))
    return dasar


def _written(gambar: Image, bentuk: str, mutu: int) -> bytes:
    """Return the picture as a file of its own: a new picture has no metadata to carry."""
    from PIL import Image as Pustaka

    bersih = Pustaka.new("RGB", gambar.size)
    bersih.paste(gambar)
    keluar = io.BytesIO()
    if bentuk == "JPEG":
        bersih.save(keluar, "JPEG", quality=mutu, optimize=True, progressive=False)
    else:
        bersih.save(keluar, "PNG", optimize=True)
    return keluar.getvalue()
