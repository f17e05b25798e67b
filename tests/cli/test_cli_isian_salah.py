"""Slips of the hand at the command line: what cannot be is refused, and the answer says what and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NIP = "199001012015031001"


@pytest.fixture
def survei(run: Any, dunia: Path, tmp_path: Path) -> tuple[str, str]:
    """Return a running survey of this summer and autumn, and the number of its one sheet."""
    home = ("--home", dunia / "unit", "--json", "survey")
    baru = run(*home, "new", "SKM 2026", "--from", "2026-07-01", "--to", "2026-11-30", "--service", "KTP")
    doc_id = baru.data["id"]
    assert run(*home, "start", doc_id).code == 0
    assert run(*home, "print-sheets", doc_id, "--count", "1", "--out", tmp_path).code == 0
    return doc_id, run(*home, "account", doc_id, "--list").data["lembar"][0]["nomor_cetak"]


def test_that_a_sheet_is_not_counted_with_a_day_to_come_or_outside_the_survey(
    run: Any, dunia: Path, survei: tuple[str, str]
) -> None:
    home = ("--home", dunia / "unit", "--json", "survey")
    kunci = (*home, "key", *survei, "443344421", "--date")
    assert run(*kunci, "2098-05-05").data["kode"] == "lembar_hari_nanti"
    lalu = run(*kunci, "2026-06-30").data
    assert (lalu["kode"], "1 Juli 2026 sampai 30 November 2026" in lalu["pesan"]) == ("lembar_luar_masa", True)
    assert run(*kunci, "2026-07-01").data["dihitung"] is True


def test_that_a_survey_never_ends_before_it_begins_and_its_start_names_what_is_missing(run: Any, dunia: Path) -> None:
    home = ("--home", dunia / "unit", "survey")
    masa = ("--from", "2026-12-05", "--to", "2026-01-20")
    salah = run(*home, "new", "SKM terbalik", *masa, "--service", "KTP")
    assert (salah.code, "mendahului" in salah.err) == (1, True)
    assert "Belum ada survei" in run(*home, "list").out
    run(*home, "new", "SKM kosong", "--from", "2026-01-05", "--to", "2026-01-20", "--service", " ")
    doc_id = run("--json", *home, "list").data[0]["id"]
    assert "Belum ada layanan yang ditanyakan" in run(*home, "start", doc_id).err
