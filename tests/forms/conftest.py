"""The regulation's worked example as values of the forms, and readers of the PDFs made of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from ctypes import c_float
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.forms.values import FormDokumen, FormEvaluasi, FormSkp
from desktop_app.regulation import Aturan, regulation_in_force

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "resources" / "demo"
KASUBDIT = Identitas(
    nama="Contoh Kepala Subdirektorat, S.T., M.T.",
    nip="198001012005011001",
    pangkat="Pembina (IV/a)",
    jabatan="KEPALA SUBDIREKTORAT II",
    unit_kerja="DIREKTORAT II",
)
DIREKTUR = Identitas(nama="Contoh Direktur", jabatan="DIREKTUR II", unit_kerja="DIREKTORAT II")
ATASAN = Identitas(nama="Contoh Direktur Jenderal", jabatan="DIREKTUR JENDERAL", unit_kerja="DIREKTORAT JENDERAL")


def _body(file: str, kind: str) -> dict[str, Any]:
    items = json.loads((DEMO / file).read_text(encoding="utf-8"))["dokumen"]
    return next(item["isi"] for item in items if item["jenis"] == kind)


def _read_skp(file: str) -> Skp:
    """Read the SKP with the ids that the interchange format gives by position."""
    body = _body(file, "skp")
    for number, hasil in enumerate(body["hasil"], 1):
        hasil["id"] = f"h{number}"
        for place, indikator in enumerate(hasil["indikator"], 1):
            indikator["id"] = f"h{number}i{place}"
    for nilai in body["perilaku"]:
        nilai["ekspektasi"] = _butir(nilai["ekspektasi"])
    lampiran = {name: _butir(entries) for name, entries in body.get("lampiran", {}).items()}
    return msgspec.convert({**body, "lampiran": lampiran, "pegawai_id": "p"}, Skp)


def _butir(entries: list[Any]) -> list[dict[str, str]]:
    return [{"id": str(n), "teks": teks} for n, teks in enumerate(_texts(entries))]


def _texts(entries: list[Any]) -> list[str]:
    return [entry if isinstance(entry, str) else entry["teks"] for entry in entries]


def _read_penilaian(file: str) -> Penilaian:
    body = _body(file, "penilaian")
    for holder in [*body["realisasi"], *body["perilaku"]]:
        for number, umpan in enumerate(holder.get("umpan_balik", [])):
            umpan["id"] = str(number)
    return msgspec.convert({**body, "pegawai_id": "p", "skp_id": "s"}, Penilaian)


@pytest.fixture(scope="session")
def aturan() -> Aturan:
    return regulation_in_force(aturan_id="permenpanrb-6-2022")


@pytest.fixture(scope="session")
def contoh_skp(aturan: Aturan) -> FormSkp:
    """The SKP of the regulation's pages 151-154."""
    return FormSkp(
        skp=_read_skp("contoh-kasubdit-ii.json"),
        pegawai=KASUBDIT,
        penilai=DIREKTUR,
        aturan=aturan,
        tanggal_berkas=date(2026, 1, 15),
        instansi="KEMENTERIAN CONTOH",
        tempat="Jakarta",
        tanggal=date(2026, 1, 15),
    )


@pytest.fixture(scope="session")
def contoh_rencana(aturan: Aturan) -> Callable[[str], FormSkp]:
    """The other SKP of the regulation, by the end of their file's name: pages 134-137, 170-172, 184-187, 232-234."""

    def read_one(name: str) -> FormSkp:
        file = f"contoh-{name}.json"
        items = json.loads((DEMO / file).read_text(encoding="utf-8"))["dokumen"]
        people = [item["isi"] for item in items if item["jenis"] == "pegawai"]
        penilai, pegawai = (
            Identitas(
                nama=one["nama"],
                nip=one.get("nip", ""),
                jabatan=one["riwayat"][0]["jabatan"],
                unit_kerja=one["riwayat"][0]["unit_kerja"],
            )
            for one in people
        )
        return FormSkp(
            skp=_read_skp(file), pegawai=pegawai, penilai=penilai, aturan=aturan, tanggal_berkas=date(2026, 1, 15)
        )

    return read_one


@pytest.fixture(scope="session")
def contoh_evaluasi(aturan: Aturan) -> FormEvaluasi:
    """The evaluation of the regulation's pages 202-208."""
    return FormEvaluasi(
        skp=_read_skp("contoh-kasubdit-ii-evaluasi.json"),
        penilaian=_read_penilaian("contoh-kasubdit-ii.json"),
        periode=parse_periode("2026-TW4"),
        pegawai=KASUBDIT,
        penilai=DIREKTUR,
        aturan=aturan,
        tanggal_berkas=date(2026, 12, 31),
        instansi="KEMENTERIAN CONTOH",
        tempat="Jakarta",
        tanggal=date(2026, 12, 31),
    )


@pytest.fixture(scope="session")
def contoh_nilai(contoh_rencana: Callable[[str], FormSkp], aturan: Aturan) -> Callable[[str], FormEvaluasi]:
    """The other evaluations of the regulation, by the end of their file's name: pages 195-201, 221-231, 235-240."""

    def read_one(name: str) -> FormEvaluasi:
        plan = contoh_rencana(name)
        return FormEvaluasi(
            skp=plan.skp,
            penilaian=_read_penilaian(f"contoh-{name}-evaluasi.json"),
            periode=parse_periode("2026-TW4"),
            pegawai=plan.pegawai,
            penilai=plan.penilai,
            aturan=aturan,
            tanggal_berkas=date(2026, 12, 31),
        )

    return read_one


@pytest.fixture(scope="session")
def contoh_dokumen(contoh_evaluasi: FormEvaluasi, aturan: Aturan) -> FormDokumen:
    """The evaluation document that belongs to the example."""
    return FormDokumen(
        skp=contoh_evaluasi.skp,
        penilaian=contoh_evaluasi.penilaian,
        periode=contoh_evaluasi.periode,
        pegawai=KASUBDIT,
        penilai=DIREKTUR,
        atasan_penilai=ATASAN,
        aturan=aturan,
        tanggal_berkas=date(2026, 12, 31),
        instansi="KEMENTERIAN CONTOH",
        tempat="Jakarta",
        tanggal=date(2026, 12, 31),
    )


class Sheet:
    """One printed page as a reader sees it: words of a box, long rules, shades; y downwards, points."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.width, self.height = page.get_size()
        self.text_page = page.get_textpage()
        self.text = " ".join(self.text_page.get_text_bounded().split())
        self.curve: list[tuple[float, float]] = []
        self._rules: list[tuple[float, float, float, float]] = []
        for thing in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)):
            self._collect(thing)

    def _collect(self, thing: pdfium.PdfObject) -> None:
        matrix = thing.get_matrix()
        at = (0.0, 0.0)
        for index in range(raw.FPDFPath_CountSegments(thing.raw)):
            segment = raw.FPDFPath_GetPathSegment(thing.raw, index)
            x, y = c_float(), c_float()
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            here = matrix.on_point(x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_BEZIERTO:
                self.curve += [] if self.curve else [(at[0], self.height - at[1])]
                self.curve.append((here[0], self.height - here[1]))
            if kind == raw.FPDF_SEGMENT_LINETO:
                self._rules.append((at[0], self.height - at[1], here[0], self.height - here[1]))
            at = here

    def verticals(self, top: float, bottom: float) -> list[float]:
        """The x of every upright rule that crosses the strip from ``top`` to ``bottom``, in order."""
        found = {
            round(x0, 1)
            for x0, y0, x1, y1 in self._rules
            if abs(x0 - x1) < 0.1 and min(y0, y1) <= top and max(y0, y1) >= bottom
        }
        return sorted(found)

    def horizontals(self, x: float) -> list[float]:
        """The y of every level rule that crosses ``x``, in order; those closer than a point are one."""
        found = sorted(y0 for x0, y0, x1, y1 in self._rules if abs(y0 - y1) < 0.1 and min(x0, x1) <= x <= max(x0, x1))
        return [y for before, y in zip([0.0, *found], found, strict=False) if y - before > 1]

    def find(self, words: str, nth: int = 0) -> tuple[float, float]:
        """The left and upper edge of the first place where ``words`` stand, or of the ``nth`` one after it."""
        search = self.text_page.search(words)
        place = [search.get_next() for _ in range(nth + 1)][-1]
        assert place is not None, words
        left, _, _, top = self.text_page.get_charbox(place[0])
        return left, self.height - top

    def box(self, left: float, top: float, right: float, bottom: float) -> str:
        """The words between four edges."""
        found = self.text_page.get_text_bounded(left, self.height - bottom, right, self.height - top)
        return " ".join(found.split())


def read_pdf(data: bytes) -> list[Sheet]:
    """Every page of a PDF."""
    return [Sheet(page) for page in pdfium.PdfDocument(data)]


@pytest.fixture(scope="session")
def read() -> Callable[[bytes], list[Sheet]]:
    return read_pdf
