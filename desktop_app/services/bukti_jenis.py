"""What kind of file a piece of evidence is, told by its bytes and never by its name.

Taken are photos (JPEG, PNG), PDF, and the documents of offices without macros (DOCX, XLSX, PPTX, ODT, ODS). Everything
else is refused with a sentence that says what to do: programs, pages and scripts (HTML, SVG), archives, old Office
files, photos of other formats. A file that is two things at once (a PDF with an archive behind it) is refused too: what
two programs read differently proves nothing. Nothing here unpacks or draws what it looks at.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.domain.errors import UserError
from desktop_app.services.bukti_bentuk import read_directory, read_jpeg

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
_OPENXML = "application/vnd.openxmlformats-officedocument."
DOCX = _OPENXML + "wordprocessingml.document"
XLSX = _OPENXML + "spreadsheetml.sheet"
PPTX = _OPENXML + "presentationml.presentation"
ODT, ODS = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"

AKHIRAN: Mapping[str, str] = MappingProxyType(
    {JPEG: ".jpg", PNG: ".png", PDF: ".pdf", DOCX: ".docx", XLSX: ".xlsx", PPTX: ".pptx", ODT: ".odt", ODS: ".ods"}
)
"""The media types that are kept, and the ending that a file of each gets when it is handed out."""
GAMBAR = frozenset({JPEG, PNG})

_AWALAN = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"%PDF-", PDF))
_FOTO_LAIN = (b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_PROGRAM = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14",
)
_ARSIP = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"MSCF")
_OFFICE_LAMA = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTAMA = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("ppt/presentation.xml", PPTX))
_BERJALAN = (
    ".exe",
    ".dll",
    ".com",
    ".scr",
    ".bat",
    ".cmd",
    ".ps1",
    ".vbs",
    ".js",
    ".jse",
    ".hta",
    ".lnk",
    ".jar",
    ".msi",
)
_ARSIP_RUSAK = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
)
"""Whatever reading a damaged or strange archive comes to."""
_MAKRO = ("vbaproject.bin", "activex", "basic/script", "oleobject")
_NASKAH = ("scripts/", "basic/")
_PDF_BERISI = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?)(?![A-Za-z])")
MAKS_ISI_ARSIP = 5_000
"""So many parts an office document may have; real ones have some hundred."""
MAKS_BUKA = 1024 * 1024 * 1024
"""An office document that would unpack to more than this is a bomb for whoever opens it."""
MAKS_DAFTAR = 1024 * 1024
"""Bytes that the list of those parts may take; it is read into memory before anything else."""
EKOR_PDF = 2048
"""So many bytes behind the end mark of a PDF are looked at; only white space may stand there."""
MAKS_SCAN = 20
"""A progressive photo has about ten scans, one in four colours up to 18; one with more only burns time."""


def media_type(isi: bytes, nama: str) -> str:
    """Return the media type of ``isi``, one of ``AKHIRAN``.

    Raises ``UserError``: ``bukti_kosong``, ``bukti_program``, ``bukti_arsip``, ``bukti_office_lama``,
    ``bukti_foto_lain``, ``bukti_teks``, ``bukti_makro``, ``bukti_pdf_berisi``, ``bukti_ganda``, ``bukti_rusak``,
    ``bukti_bom``, ``bukti_jenis_lain``.
    """
    if not isi:
        raise UserError("bukti_kosong", nama=nama)
    for awalan, jenis in _AWALAN:
        if isi.startswith(awalan):
            _require_single(isi, jenis, nama)
            return jenis
    if isi.startswith(b"PK\x03\x04"):
        return _office(isi, nama)
    raise UserError(_refusal(isi), nama=nama)


def _refusal(isi: bytes) -> str:
    """Return the code that tells best why bytes of no known kind are not taken."""
    if isi.startswith(_PROGRAM):
        return "bukti_program"
    if isi.startswith(_ARSIP) or isi.startswith(b"PK"):
        return "bukti_arsip"
    if isi.startswith(_OFFICE_LAMA):
        return "bukti_office_lama"
    if isi.startswith(_FOTO_LAIN) or isi[4:8] == b"ftyp":
        return "bukti_foto_lain"
    kepala = isi[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if kepala.startswith((b"<", b"{")) or b"<script" in kepala or b"<svg" in kepala:
        return "bukti_teks"
    return "bukti_jenis_lain"


def _require_single(isi: bytes, jenis: str, nama: str) -> None:
    """Raise ``UserError`` where a photo cannot be followed, or a PDF is cut off, has something inside or behind it."""
    if jenis == JPEG:
        bentuk = read_jpeg(isi)
        if bentuk is None or bentuk.scan > MAKS_SCAN:
            raise UserError("bukti_rusak", nama=nama)
    if jenis != PDF:
        return
    akhir = isi.rfind(b"%%EOF")
    if akhir < 0:
        raise UserError("bukti_rusak", nama=nama)
    sisa = isi[akhir + 5 :]
    if len(sisa) > EKOR_PDF or sisa.strip(b"\0 \t\r\n\x0c\x1a"):
        raise UserError("bukti_ganda", nama=nama)
    if b"PK\x05\x06" in isi[-65_557:]:
        raise UserError("bukti_ganda", nama=nama)
    # What a PDF says in compressed parts is not seen: this spares people the usual ones, it proves nothing.
    if _PDF_BERISI.search(isi):
        raise UserError("bukti_pdf_berisi", nama=nama)


def _office(isi: bytes, nama: str) -> str:
    """Return which office document a ZIP file is; any other archive, and one with macros or programs, is refused.

    Only the list of its parts and the first bytes of one are read.
    """
    daftar = read_directory(isi)
    if daftar is None:
        raise UserError("bukti_ganda" if b"PK\x05\x06" in isi[-65_557:-19] else "bukti_rusak", nama=nama)
    if daftar[0] > MAKS_ISI_ARSIP or daftar[1] > MAKS_DAFTAR:
        raise UserError("bukti_bom", nama=nama)
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            bagian = arsip.infolist()
            if len(bagian) > MAKS_ISI_ARSIP or sum(satu.file_size for satu in bagian) > MAKS_BUKA:
                raise UserError("bukti_bom", nama=nama)
            if arsip.comment or (bagian and min(satu.header_offset for satu in bagian) != 0):
                raise UserError("bukti_ganda", nama=nama)
            isinya = [satu.filename.lower() for satu in bagian]
            jenis = _document_type(arsip, bagian, isinya)
    except _ARSIP_RUSAK as error:
        raise UserError("bukti_rusak", nama=nama) from error
    if jenis is None:
        raise UserError("bukti_arsip", nama=nama)
    if any(
        satu.endswith(_BERJALAN) or satu.startswith(_NASKAH) or any(tanda in satu for tanda in _MAKRO)
        for satu in isinya
    ):
        raise UserError("bukti_makro", nama=nama)
    if b"%PDF-" in isi[:1024]:
        raise UserError("bukti_ganda", nama=nama)
    return jenis


def _document_type(arsip: zipfile.ZipFile, bagian: list[zipfile.ZipInfo], nama: list[str]) -> str | None:
    if "[content_types].xml" in nama:
        return next((jenis for utama, jenis in _UTAMA if utama in nama), None)
    if bagian and nama[0] == "mimetype" and bagian[0].file_size < 100:
        sebut = arsip.read(bagian[0]).decode("ascii", "replace")
        return sebut if sebut in (ODT, ODS) else None
    return None
