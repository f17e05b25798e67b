"""Prints the determined SKP of an office into one joined file, in a process of its own so that its memory is its own.

``prints.py HOME OUT NUMBER`` prints as JSON: seconds, memory peak in MB (without opening the office where the system
can tell), pages, and the seconds of bare reportlab for the same words in plain tables.
"""

from __future__ import annotations

import json
import sys
import time
from io import BytesIO
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

import msgspec  # noqa: E402  (the project must be on the path first)

from desktop_app.domain.codec import decode_as  # noqa: E402
from desktop_app.domain.skp import Skp  # noqa: E402
from desktop_app.services.cetak_rangkaian import begin_rangkaian, save_next  # noqa: E402
from desktop_app.services.cetak_susun import PilihanRangkaian  # noqa: E402
from desktop_app.services.kantor import Kantor, open_kantor  # noqa: E402
from desktop_app.services.waktu import now  # noqa: E402

PEAK = Path("/proc/self/clear_refs")


def bare_reportlab(skps: list[Skp]) -> float:
    """Return how long the library alone takes for tables of the same words."""
    from reportlab.lib.pagesizes import landscape
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    style = getSampleStyleSheet()["BodyText"]
    started = time.perf_counter()
    for skp in skps:
        rows = [
            [Paragraph(text, style) for text in (hasil.intervensi.teks, hasil.teks, indikator.teks, "persen")]
            for hasil in skp.hasil
            for indikator in hasil.indikator
        ]
        rows += [[Paragraph(butir.teks, style), "", "", ""] for nilai in skp.perilaku for butir in nilai.ekspektasi]
        sheet = SimpleDocTemplate(BytesIO(), pagesize=landscape((610, 936)), pageCompression=1)
        sheet.build([Table(rows, colWidths=[200, 260, 200, 100], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])])
    return time.perf_counter() - started


def peak_mb() -> float:
    """Return the highest memory since the peak was forgotten; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024 if status.exists() else 0.0


def measure(kantor: Kantor, out: Path, number: int) -> dict[str, float]:
    """Print the SKP of ``number`` people and measure it."""
    people = tuple(sorted(found.doc_id for found in kantor.store.find("pegawai"))[:number])
    begin_rangkaian(kantor, PilihanRangkaian(formulir=("SKP",), waktu="2026", pegawai=people), folder=out, gabung=True)
    save_next(kantor)  # fonts and library are loaded once, not per form
    if PEAK.exists():
        PEAK.write_text("5")
    started = time.perf_counter()
    while not (run := save_next(kantor)).tuntas:
        pass
    seconds, peak = time.perf_counter() - started, peak_mb()
    target = run.tujuan
    size = target.stat().st_size / 1e6 if target is not None else 0.0
    skps = [decode_as(Skp, found.body) for found in kantor.store.find("skp", where={"pegawai_id": list(people)})]
    bare = bare_reportlab([msgspec.structs.replace(skp) for skp in skps[1:]])
    return {"seconds": seconds, "peak": peak, "size": size, "forms": run.jumlah, "bare": bare}


if __name__ == "__main__":
    office = open_kantor(Path(sys.argv[1]), jam=now, who="bench")
    try:
        print(json.dumps(measure(office, Path(sys.argv[2]), int(sys.argv[3]))))
    finally:
        office.close()
