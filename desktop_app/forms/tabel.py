"""Lists as XLSX and CSV: every cell is text, none is ever a formula.

A spreadsheet takes a CSV cell that begins with one of ``= + - @``, a tab or a line break for a formula, whatever its
quotes (CWE-1236). Such a cell gets an apostrophe in front; ``unguard`` takes it off again, so nothing is lost.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from desktop_app.domain.errors import UserError

SEL_MAKS: Final = 32767
"""Characters that a cell of a workbook holds (ECMA-376)."""
_GUARDED: Final = re.compile(r"'*[=+\-@\t\r\n]")
_UNWRITABLE: Final = re.compile(r"[\ufffe\uffff]|_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")
"""What a workbook cannot say so that every reader reads it: codes that XML forbids, and overlapping escapes."""
_WIDTHS: Final = (8, 60)


def guard(sel: str) -> str:
    """Return ``sel`` as a CSV cell that no spreadsheet takes for a formula."""
    return f"'{sel}" if _GUARDED.match(sel) else sel


def unguard(sel: str) -> str:
    """Return what ``guard`` was given."""
    return sel[1:] if sel.startswith("'") and _GUARDED.match(sel) else sel


def render_csv(judul: Sequence[str], baris: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file: UTF-8 with a mark that Excel understands, separated by semicolons as Indonesian Excel does."""
    keluar = io.StringIO(newline="")
    penulis = csv.writer(keluar, delimiter=";", lineterminator="\r\n")
    penulis.writerow(judul)
    penulis.writerows([guard(sel) for sel in satu] for satu in baris)
    return keluar.getvalue().encode("utf-8-sig")


def render_xlsx(judul: Sequence[str], baris: Iterable[Sequence[str]], *, nama: str) -> bytes:
    """Return a workbook with one sheet ``nama``; every cell is a string, the headings stay in sight.

    Raises ``UserError`` ``sel_terlalu_panjang`` or ``sel_tanda_asing`` for a text that no cell holds.
    """
    # Loaded at the first workbook: most days nobody writes one, and the program starts every day.
    import xlsxwriter

    semua = [list(satu) for satu in baris]
    for nomor, satu in enumerate(semua, start=2):
        for kolom, sel in zip(judul, satu, strict=True):
            if len(sel) > SEL_MAKS:
                raise UserError("sel_terlalu_panjang", baris=nomor, kolom=kolom, batas=SEL_MAKS)
            if _UNWRITABLE.search(sel):
                raise UserError("sel_tanda_asing", baris=nomor, kolom=kolom)
    keluar = io.BytesIO()
    pilihan = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(keluar, pilihan) as buku:
        lembar = buku.add_worksheet(nama)
        tebal = buku.add_format({"bold": True})
        teks = buku.add_format({"num_format": "@"})
        for ke, kepala in enumerate(judul):
            lebar = max([len(kepala), *(len(satu[ke]) for satu in semua)])
            lembar.set_column(ke, ke, min(max(lebar + 2, _WIDTHS[0]), _WIDTHS[1]))
            lembar.write_string(0, ke, kepala, tebal)
        for nomor, satu in enumerate(semua, start=1):
            for ke, sel in enumerate(satu):
                if sel:
                    lembar.write_string(nomor, ke, sel, teks)
        lembar.freeze_panes(1, 0)
    return keluar.getvalue()
