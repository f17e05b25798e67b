"""Photos of a QR series: opened under limits, and the texts of the symbols that can be read in them.

A photo comes from a stranger's phone. Its size is judged by its marks before anything is drawn, a large one is drawn
at a fraction, and what is read in it is only text, which the caller checks.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from desktop_app.domain.errors import UserError
from desktop_app.services.bukti_bentuk import read_jpeg

if TYPE_CHECKING:
    from PIL.Image import Image

FOTO_MAKS = 25 * 1024 * 1024
"""Bytes of one photo."""
PIKSEL_JPEG = 110_000_000
"""A JPEG of one scan is drawn at a fraction of its size, so that the largest sensors of phones are taken."""
PIKSEL = 16_000_000
"""Everything else is held whole before it is scaled down."""
SISI = 3200
"""Longest side in pixels that is searched; a symbol of a photographed sheet then has five and more for a module."""
SISI_KEDUA = 6400
KABUR = 0.7
"""Radius in pixels of the blur that takes the noise of a dim photo before it is enlarged. Measured: without it most
symbols of a dim photo of 1600 pixels are not found, with it all."""


def read_codes(isi: bytes, nama: str, *, enough: int = 0) -> frozenset[str]:
    """Return the texts of all QR symbols in a JPEG or PNG, turned however; empty where none can be read.

    A second, slower look is left out where the first finds ``enough``. Raises ``UserError``: ``foto_bom`` for too many
    pixels, ``foto_rusak`` for what cannot be decoded whole.
    """
    from PIL import Image as Pustaka
    from PIL import ImageFilter

    gambar = _decode(isi, nama)
    gambar.thumbnail((SISI, SISI), Pustaka.Resampling.LANCZOS)
    texts = _look(gambar)
    if enough and len(texts) >= enough:
        return texts
    kali = max(1.0, min(2.0, SISI_KEDUA / max(gambar.size)))
    besar = (round(gambar.width * kali), round(gambar.height * kali))
    halus = gambar.filter(ImageFilter.GaussianBlur(KABUR)).resize(besar, Pustaka.Resampling.BICUBIC)
    return texts | _look(halus)


def _look(gambar: Image) -> frozenset[str]:
    # Loaded here and not at the start of the program: only the receiver of photos needs it.
    import zxingcpp

    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    kode = zxingcpp.read_barcodes(gambar, formats=formats, try_invert=False)
    return frozenset(satu.text for satu in kode if satu.text)


def _decode(isi: bytes, nama: str) -> Image:
    """Return the picture in shades of grey as it lies in the file."""
    from PIL import Image as Pustaka

    jpeg = isi.startswith(b"\xff\xd8\xff")
    akhir = _require_bounds(isi, nama) if jpeg else len(isi)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            gambar = Pustaka.open(io.BytesIO(isi[:akhir]), formats=["JPEG" if jpeg else "PNG"])
            if not jpeg:
                _require_size(gambar.size, PIKSEL, nama)
            bagi = max(1.0, max(gambar.size) / (1.5 * SISI))
            gambar.draft("L", (int(gambar.width / bagi) or 1, int(gambar.height / bagi) or 1))
            gambar.load()
            return gambar.convert("RGBA").convert("L") if gambar.mode in ("P", "PA") else gambar.convert("L")
    except UserError:
        raise
    except (Pustaka.DecompressionBombError, MemoryError) as error:
        raise UserError("foto_bom", nama=nama) from error
    except Exception as error:  # whatever a decoder comes to with foreign bytes
        raise UserError("foto_rusak", nama=nama) from error


def _require_bounds(isi: bytes, nama: str) -> int:
    """Return where a JPEG ends; raise where it is too large to draw or no program could follow it."""
    bentuk = read_jpeg(isi)
    if bentuk is None:
        raise UserError("foto_rusak", nama=nama)
    _require_size((bentuk.lebar, bentuk.tinggi), PIKSEL_JPEG if bentuk.berurut else PIKSEL, nama)
    return bentuk.akhir


def _require_size(ukuran: tuple[int, int], batas: int, nama: str) -> None:
    if ukuran[0] * ukuran[1] > batas or max(ukuran) > 30_000:
        raise UserError("foto_bom", nama=nama)
