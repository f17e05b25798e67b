"""Tasks, deadlines, the agency's choices and the calendar on the command line: text for people, JSON for machines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import main


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "kantor"
    init = ["init", "--unattended", "--role", "unit", "--code", "99.01.04"]
    assert main(["--home", str(home), *init, "--name", "Kecamatan Contoh", "--agency", "PEMERINTAH CONTOH"]) == 0
    return home


def run(home: Path, capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[Any, str]:
    """Run a command as JSON, return the value and what stands on stderr."""
    capsys.readouterr()
    assert main(["--home", str(home), "--json", *words]) == code
    out = capsys.readouterr()
    return json.loads(out.out), out.err


def test_that_choices_are_set_piece_by_piece_and_shown(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, _ = run(home, capsys, "ketentuan", "set", "--head", "Camat", "--approach", "ja_jf=kualitatif", "--days", "6")
    assert data["changed"]
    run(home, capsys, "ketentuan", "set", "--period", "bulanan", "--quota", "512")
    data, _ = run(home, capsys, "ketentuan", "show")
    assert data == {
        "source": "kantor",
        "heads": ["Camat"],
        "approach": {"ja_jf": "kualitatif"},
        "days": 6,
        "period": "bulanan",
        "quota_mib": 512,
        "note": "",
        "editable": True,
    }
    assert main(["--home", str(home), "ketentuan", "set", "--approach", "ja_jf=asal"]) == 2
    assert main(["--home", str(home), "ketentuan", "set", "--head", "A", "--no-heads"]) == 2
    capsys.readouterr()
    assert main(["--home", str(home), "ketentuan", "show"]) == 0
    assert "Pimpinan unit kerja mandiri: Camat" in capsys.readouterr().out


def test_that_a_calendar_is_previewed_imported_set_and_shown(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["--home", str(home), "calendar", "show", "--year", "2026"]) == 0
    assert capsys.readouterr().out == "Kalender 2026 belum diisi: hanya Sabtu/Minggu yang dihitung libur.\n"
    path = tmp_path / "libur.csv"
    path.write_text("2026-01-01;Tahun Baru\n30 Februari 2026;Tidak ada\n")
    words = ("calendar", "import", str(path), "--year", "2026", "--decree", "Keputusan Contoh")
    data, _ = run(home, capsys, *words, "--dry-run")
    assert ([satu["date"] for satu in data["new"]], [satu["line"] for satu in data["unread"]]) == (["2026-01-01"], [2])
    assert run(home, capsys, "calendar", "show", "--year", "2026")[0]["holidays"] == []
    run(home, capsys, *words)
    run(home, capsys, "calendar", "set", "2026-08-17", "--name", "Hari Contoh", "--kind", "libur_daerah")
    data, _ = run(home, capsys, "calendar", "set", "2026-01-01", "--remove")
    assert [(satu["date"], satu["kind"]) for satu in data["holidays"]] == [("2026-08-17", "libur_daerah")]
    assert data["decree"] == "Keputusan Contoh"


def test_that_tasks_and_deadlines_are_told(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, _ = run(home, capsys, "tasks")
    assert next(satu["code"] for satu in data) == "impor"
    daftar = tmp_path / "orang.csv"
    daftar.write_text("NAMA;NIP;JABATAN\nBudi Contoh;199003032015031003;Pengadministrasi\n")
    assert main(["--home", str(home), "import-roster", str(daftar), "--since", "2026-01-01"]) == 0
    data, _ = run(home, capsys, "due", "--year", "2026")
    (satu,) = data["rows"]
    assert (satu["name"], satu["rule"], satu["limit"]) == ("Budi Contoh", "skp_ditetapkan", "2026-01-31")
    assert "halaman 10" in satu["basis"]
    assert any("belum diisi" in catatan for catatan in data["notes"])
    data, _ = run(home, capsys, "due", "--year", "2026", "--pegawai", "199003032015031003")
    assert len(data["rows"]) == 1
    data, _ = run(home, capsys, "tasks")
    assert {"tanpa-skp", "penilai", "kalender"} <= {satu["code"] for satu in data}
