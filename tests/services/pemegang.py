"""A key ceremony for tests: holders with sticks and cards, made at the cheapest cost that is allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from desktop_app.services.kantor import Kantor
from desktop_app.services.kunci_kabupaten import BeritaAcara, RencanaKunci, read_rencana
from desktop_app.services.rapat_kunci import Meja, carry_out
from desktop_app.services.upacara import PemegangBaru, prove_card, prove_file, save_key, start_plan
from desktop_app.vault import FLOOR

NAMA = ("Ratna Contoh", "Bagus Contoh", "Sinta Contoh", "Joko Contoh", "Wati Contoh")


@dataclass(frozen=True)
class DiTangan:
    """What a holder went home with: his file, the words that open it, the rows of his card, the public half."""

    nama: str
    berkas: Path
    sandi: str
    kartu: str
    publik: str


def rows_on(pdf: bytes) -> str:
    """Return the eight rows that a printed card shows."""
    import pypdfium2

    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    rows = re.findall(r"([1-8])\.\s+([0-9A-Z]{4})\s+([0-9A-Z]{4})", text)
    assert [row[0] for row in rows] == list("12345678"), text
    return " ".join(f"{row[1]}{row[2]}" for row in rows)


def make_and_prove(kantor: Kantor, nomor: int, stick: Path, meja: Meja | None = None) -> DiTangan:
    """Make the key of one candidate, and read card and file back."""
    sandi = f"pohon mangga nomor {nomor} rindang"
    jadi = save_key(kantor, nomor, stick, sandi, biaya=FLOOR)
    kartu = rows_on(jadi.kartu.pdf)
    prove_card(kantor, nomor, kartu.lower(), meja)
    prove_file(kantor, nomor, jadi.berkas, sandi)
    return DiTangan(jadi.calon.nama, jadi.berkas, sandi, kartu, jadi.calon.publik)


def make_planned(kantor: Kantor, stick: Path, meja: Meja) -> dict[int, DiTangan]:
    """Make and prove every key that the plan still needs; the keys lie on the table then."""
    rencana = read_rencana(kantor)
    assert isinstance(rencana, RencanaKunci)
    return {s.nomor: make_and_prove(kantor, s.nomor, stick, meja) for s in rencana.calon if not s.siap}


def hold_ceremony(
    kantor: Kantor, stick: Path, *, orang: int = 3, perlu: int = 2
) -> tuple[dict[int, DiTangan], BeritaAcara]:
    """Hold the first ceremony; returns what everybody went home with, the recovery key under 0, and the minutes."""
    meja = Meja()
    start_plan(kantor, pemegang=[PemegangBaru(nama, "Kepala Contoh") for nama in NAMA[:orang]], perlu=perlu)
    tangan = make_planned(kantor, stick, meja)
    return tangan, carry_out(kantor, meja)[0]
