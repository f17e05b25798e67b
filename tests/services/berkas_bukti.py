"""Small files for the tests of evidence: photos with a place in them, documents, and what must be refused."""

from __future__ import annotations

import io
import zipfile

from PIL import Image


def photo(
    width: int = 800, height: int = 600, colour: str = "teal", *, upright: bool = True, kind: str = "JPEG"
) -> bytes:
    """Return a photo whose left upper corner is red; not ``upright`` lies on its side and says so in its EXIF."""
    picture = Image.new("RGB", (width, height), colour)
    picture.paste("red", (0, 0, width // 4, height // 4))
    tags = Image.Exif()
    tags[0x0110] = "Ponsel Contoh"
    tags[0x8825] = {1: "S", 2: (7.0, 32.0, 11.0), 3: "E", 4: (110.0, 36.0, 9.0)}
    if not upright:
        tags[0x0112] = 6
    out = io.BytesIO()
    picture.save(out, kind, **({"exif": tags, "quality": 92} if kind == "JPEG" else {}))
    return out.getvalue()


def pdf(word: str = "Notulen") -> bytes:
    """Return a PDF as far as its frame goes."""
    return f"%PDF-1.4\n1 0 obj <</T ({word})>> endobj\ntrailer <<>>\n%%EOF\n".encode()


def office(main: str = "word/document.xml", **parts: bytes) -> bytes:
    """Return an office document of ZIP form with further parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(main, "<x/>")
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def open_document(kind: str = "text") -> bytes:
    """Return an OpenDocument file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<x/>")
    return out.getvalue()
