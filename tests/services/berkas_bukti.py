"""Small files for the tests of evidence: photos with a place in them, documents, and what must be refused."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import date

from PIL import Image

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.codec import SCHEMA, encode, natural_id
from desktop_app.domain.jurnal import EntriJurnal, Jurnal
from desktop_app.services.bukti_jenis import ODT
from desktop_app.services.kantor import Kantor

SENIN = date(2026, 3, 2)


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


def damaged_document() -> bytes:
    """Return an OpenDocument file whose first part does not inflate."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODT)
    data = bytearray(out.getvalue())
    data[38:44] = b"\xff" * 6
    return bytes(data)


def crowded_archive(parts: int) -> bytes:
    """Return a ZIP file of one part whose list names it so often, with the large end record where that is needed."""
    fields = (20, 0, 0, 0, 0x21, 0, 0, 0, 1, 0)
    first = struct.pack("<4s5H3L2H", b"PK\x03\x04", *fields) + b"a"
    one = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, *fields, 0, 0, 0, 0, 0) + b"a"
    every = one * parts
    large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, parts, parts, len(every), len(first))
    large += struct.pack("<4sLQL", b"PK\x06\x07", 0, len(first) + len(every), 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return first + every + large + end


def bomb_png(width: int, height: int) -> bytes:
    """Return a small PNG that says it has so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def journal(kantor: Kantor, orang: str, *bukti: BuktiDukung, minggu: date = SENIN) -> str:
    """Store a week with one entry that shows this evidence, and return its id."""
    doc_id = natural_id("jurnal", kantor.profil.kode, f"{orang}/{minggu}")
    isi = Jurnal(
        pegawai_id=orang,
        minggu=minggu,
        unit_kode=kantor.profil.kode,
        entri=(EntriJurnal(id="e1", tanggal=minggu, teks="Rapat", bukti=bukti),),
    )
    with kantor.write("uji") as tx:
        tx.save("jurnal", doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    return doc_id
