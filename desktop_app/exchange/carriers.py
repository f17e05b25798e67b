"""What a file that somebody hands over is, told by its first bytes: its name means nothing.

Source: docs/spec/carriers.md, section What a file is.
"""

from __future__ import annotations

import base64
import re
from enum import Enum
from typing import Final

from desktop_app.exchange.volumes import MAGIC as VOLUME_MAGIC

START: Final = 4096
"""So many bytes of a file's beginning are enough to tell."""
_BUNDLE_MAGIC: Final = b"SKPB1"
_HEIC: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_LETTER: Final = re.compile(
    rb"(?im)^(content-transfer-encoding|mime-version|content-type|-----begin |begin 6\d\d |begin-base64 )"
)


class Carrier(Enum):
    """What kind of file it is, as far as its first bytes tell."""

    BUNDLE = "bundle"
    VOLUME = "volume"
    JPEG = "jpeg"
    PNG = "png"
    HEIC = "heic"
    TEXT = "text"
    ARCHIVE = "archive"
    OTHER = "other"


def tell_carrier(start: bytes) -> Carrier:
    """Return what a file is whose first bytes (up to ``START``) are ``start``."""
    for magic, kind in (
        (_BUNDLE_MAGIC, Carrier.BUNDLE),
        (VOLUME_MAGIC, Carrier.VOLUME),
        (b"\xff\xd8\xff", Carrier.JPEG),
        (b"\x89PNG\r\n\x1a\n", Carrier.PNG),
        (b"PK\x03\x04", Carrier.ARCHIVE),
        (b"Rar!", Carrier.ARCHIVE),
        (b"7z\xbc\xaf", Carrier.ARCHIVE),
    ):
        if start.startswith(magic):
            return kind
    if start[4:8] == b"ftyp" and start[8:12] in _HEIC:
        return Carrier.HEIC
    return Carrier.TEXT if is_armoured(start) else Carrier.OTHER


def is_armoured(start: bytes) -> bool:
    """Tell whether a mail program turned one of our files into text: base64 of it, or a whole letter as a file."""
    plain = start.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _LETTER.search(plain):
        return True
    # Four letters of base64 are three bytes, so the first four say "SKP".
    letters = re.sub(rb"[\r\n]", b"", plain)[:8]
    try:
        return base64.b64decode(letters, validate=True)[:4] in (_BUNDLE_MAGIC[:4], VOLUME_MAGIC[:4])
    except ValueError:
        return False
