"""``audit list``, ``audit verify``, ``audit export`` and ``auditor-pack`` at the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from db import open_store
from desktop_app.services.jenis import KIND_SPECS
from desktop_app.vault import KeyFile


def test_that_rows_are_listed_filtered_and_paged(run: Any, dunia: Path) -> None:
    alles = run("--home", dunia / "unit", "--json", "audit", "list", "--limit", 10_000)
    assert alles.code == 0
    rows = alles.data["rows"]
    assert [row["row"] for row in rows] == list(range(len(rows), 0, -1))
    assert rows[-1]["act"] == "buat_kantor"
    first = run("--home", dunia / "unit", "--json", "audit", "list", "--limit", 2).data
    older = run("--home", dunia / "unit", "--json", "audit", "list", "--to-row", first["next"]).data["rows"]
    assert [row["row"] for row in (*first["rows"], *older)][: len(rows)] == [row["row"] for row in rows]
    said = run("--home", dunia / "unit", "audit", "list", "--act", "terapkan")
    assert "Menerapkan berkas pertukaran" in said.out
    assert "buat_kantor" not in said.out
    assert "Tidak ada yang cocok" in run("--home", dunia / "unit", "audit", "list", "--refused").out


def test_that_the_chain_is_verified_and_a_changed_row_named(run: Any, dunia: Path) -> None:
    home = dunia / "unit"
    good = run("--home", home, "--json", "audit", "verify")
    assert (good.code, good.data["ok"], good.data["faults"]) == (0, True, [])
    key = KeyFile(home / "kunci.json").obtain().key
    store = open_store(home / "luring.db", key, kinds=KIND_SPECS, merge=lambda *_: None)  # type: ignore[arg-type,return-value]
    store._connection.execute("UPDATE audit SET hash = zeroblob(32) WHERE seq = 2")
    store.close()
    bad = run("--home", home, "audit", "verify")
    assert bad.code == 4
    assert "RANTAI PUTUS" in bad.out
    assert "- baris 2: hash" in bad.out


def test_that_a_csv_is_written_once_and_never_over_another_file(run: Any, dunia: Path, tmp_path: Path) -> None:
    out = tmp_path / "jejak.csv"
    done = run("--home", dunia / "unit", "--json", "audit", "export", "--to", out, "--act", "terapkan")
    assert (done.code, done.data["rows"]) == (0, 1)
    assert "Menerapkan berkas pertukaran" in out.read_text(encoding="utf-8-sig")
    before = out.read_bytes()
    assert run("--home", dunia / "unit", "audit", "export", "--to", out).code != 0
    assert out.read_bytes() == before


def test_that_a_pack_is_made_and_proves_itself_elsewhere(run: Any, dunia: Path, tmp_path: Path) -> None:
    empty = run("--home", dunia / "unit", "auditor-pack", "--to", tmp_path, "--year", 2001)
    assert empty.code == 1
    assert list(tmp_path.glob("berkas-auditor*")) == []
    done = run("--home", dunia / "unit", "--json", "auditor-pack", "--to", tmp_path)
    assert done.code == 0, done.err
    assert done.data["documents"] > 0
    folder = Path(done.data["folder"])
    checked = subprocess.run(
        [sys.executable, "-I", str(folder / "periksa.py")],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )
    assert checked.returncode == 0, checked.stdout
    assert "dijamin kabupaten" in checked.stdout
