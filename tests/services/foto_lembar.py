"""Photos of printed sheets as a phone takes them: turned, from the side, dim, blurred, noisy, saved small."""

from __future__ import annotations

import io
import random
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageFilter


def sheets(pdf: bytes) -> list[Any]:
    """Return the pages as grey pictures of some 2,000 pixels."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=2.4).to_pil().convert("L") for page in document]


def photograph(
    sheet: Any, *, turned: float = 3, tilt: float = 0.05, side: int = 1600, noise: float = 8, quality: int = 60
) -> bytes:
    """Return a JPEG of a sheet on a dark table; ``side`` is the longer side in pixels, ``tilt`` the perspective."""
    chance = random.Random(f"{turned}{tilt}{side}")
    picture = Image.new("L", (int(sheet.width * 1.15), int(sheet.height * 1.1)), 80)
    picture.paste(sheet, ((picture.width - sheet.width) // 2, (picture.height - sheet.height) // 2))
    wide, high = picture.size
    off = [tilt * chance.random() for _ in range(8)]
    corners = (
        *(-wide * off[0], -high * off[1], -wide * off[2], high * (1 + off[3])),
        *(wide * (1 + off[4]), high * (1 + off[5]), wide * (1 + off[6]), -high * off[7]),
    )
    picture = picture.transform((wide, high), Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=80)
    picture = picture.rotate(turned, expand=True, resample=Image.Resampling.BICUBIC, fillcolor=80)
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    picture = picture.filter(ImageFilter.GaussianBlur(0.8))
    light = Image.linear_gradient("L").resize(picture.size)
    picture = Image.composite(picture.point(lambda v: v * 0.55), picture.point(lambda v: v * 0.3), light)
    grain = Image.effect_noise(picture.size, noise * 2)
    out = io.BytesIO()
    ImageChops.add(picture, grain, offset=-128).convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()
