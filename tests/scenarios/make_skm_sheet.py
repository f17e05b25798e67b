"""Makes ``skm_sheet.json``: the answers of ``skm.toml`` in a workbook whose formulas LibreOffice computes.

Nothing of the program is used: openpyxl writes the formulas, LibreOffice computes them. Run with a Python that has
openpyxl, on a machine with LibreOffice: ``python tests/scenarios/make_skm_sheet.py``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROGRAMS = ("soffice", "libreoffice", "localc")
COLUMNS = "BCDEFGHIJ"


def office() -> str | None:
    """Return the command of LibreOffice, None where it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def answers() -> list[dict[str, Any]]:
    """Return the raw answers by name, each respondent as nine digits, 0 for a blank."""
    return list(tomllib.loads((HERE / "skm.toml").read_text(encoding="utf-8"))["mentah"])


def populations() -> list[int]:
    """Return the populations of the table of samples."""
    raw = (HERE.parents[1] / "resources/regulation/skm/permenpanrb-14-2017.toml").read_text(encoding="utf-8")
    return [pair[0] for pair in tomllib.loads(raw)["sampel"]["tabel"]]


def write(path: Path) -> None:
    """Write the workbook with formulas alone: no value is computed here."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for case in answers():
        sheet = book.create_sheet(case["nama"])
        count = len(case["nilai"])
        for row, digits in enumerate(case["nilai"], 1):
            for column, digit in zip(COLUMNS, digits, strict=True):
                if digit != "0":
                    sheet[f"{column}{row}"] = int(digit)
        last, base = count, count + 2
        for column in COLUMNS:
            cells = f"{column}1:{column}{last}"
            sheet[f"{column}{base}"] = f"=COUNT({cells})"
            sheet[f"{column}{base + 1}"] = f"=SUM({cells})"
            sheet[f"{column}{base + 2}"] = f"=AVERAGE({cells})"
            sheet[f"{column}{base + 3}"] = f"={column}{base + 2}/9"
        means = f"B{base + 2}:J{base + 2}"
        sheet[f"B{base + 5}"] = f"=SUM(B{base + 3}:J{base + 3})"
        sheet[f"B{base + 6}"] = f"=ROUND(B{base + 5}*25,2)"
        ikm = f"B{base + 6}"
        sheet[f"B{base + 7}"] = f'=IF({ikm}>=88.31,"A",IF({ikm}>=76.61,"B",IF({ikm}>=65,"C","D")))'
        sheet[f"B{base + 8}"] = f"=MIN({means})"
        sheet[f"B{base + 9}"] = f"=ROUND(SUM({means})*0.11*25,2)"
    sample = book.create_sheet("sampel")
    for row, population in enumerate(populations(), 1):
        sample[f"A{row}"] = population
        sample[f"B{row}"] = f"=ROUND(3.841*A{row}*0.25/(0.05^2*(A{row}-1)+3.841*0.25),0)"
    book.save(path)


def compute(command: str, folder: Path) -> dict[str, Any]:
    """Return what LibreOffice computes of the workbook, by case."""
    from openpyxl import load_workbook

    source, target = folder / "skm.xlsx", folder / "out"
    write(source)
    profile = (folder / "profile").as_uri()
    convert = [command, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*convert, str(target), str(source)], check=True, capture_output=True, timeout=120)
    book = load_workbook(target / "skm.xlsx", data_only=True)
    result: dict[str, Any] = {}
    for case in answers():
        sheet, base = book[case["nama"]], len(case["nilai"]) + 2
        result[case["nama"]] = {
            "n": [sheet[f"{c}{base}"].value for c in COLUMNS],
            "jumlah": [sheet[f"{c}{base + 1}"].value for c in COLUMNS],
            "nrr": [sheet[f"{c}{base + 2}"].value for c in COLUMNS],
            "indeks": sheet[f"B{base + 5}"].value,
            "ikm": sheet[f"B{base + 6}"].value,
            "mutu": sheet[f"B{base + 7}"].value,
            "terendah": sheet[f"B{base + 8}"].value,
            "dengan_0_11": sheet[f"B{base + 9}"].value,
        }
    rows = range(1, len(populations()) + 1)
    result["sampel"] = [[book["sampel"][f"A{n}"].value, book["sampel"][f"B{n}"].value] for n in rows]
    return result


def main() -> None:
    """Compute and keep the values with the version that computed them."""
    command = office()
    if command is None:
        raise SystemExit("LibreOffice is not installed.")
    version = subprocess.run([command, "--version"], check=True, capture_output=True, text=True, timeout=60).stdout
    with tempfile.TemporaryDirectory() as folder:
        values = compute(command, Path(folder))
    words = " ".join(version.split()[:2])
    (HERE / "skm_sheet.json").write_text(json.dumps({"dihitung_oleh": words, **values}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
