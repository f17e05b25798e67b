"""``verify-print``: a code or a file in, an answer and an exit code out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.exchange.print_code import PrintedCode, find_text, read_code, short_code


@pytest.fixture
def printed(run: Any, dunia: Path) -> Path:
    """Return a determined SKP of the demo as PDF."""
    people = run("--home", dunia / "unit", "--json", "list", "skp").data
    skp = next(one for one in people if one["status"] == "ditetapkan")
    made = run(
        "--home", dunia / "unit", "--json", "print", "skp", "--pegawai", skp["pegawai_id"], "--out", dunia / "cetak"
    )
    assert made.code == 0, made.err
    return Path(made.data["file"])


def test_that_a_form_agrees_by_file_by_scan_and_by_typed_code(run: Any, dunia: Path, printed: Path) -> None:
    text = find_text(printed.read_bytes())
    assert text is not None
    code = read_code(text)
    assert isinstance(code, PrintedCode)
    by_file = run("--home", dunia / "unit", "--json", "verify-print", "--file", printed)
    assert by_file.code == 0, by_file.err
    assert (by_file.data["result"], by_file.data["signature"]) == ("cocok", "tidak_ada")
    assert run("--home", dunia / "unit", "--json", "verify-print", text).data == by_file.data
    typed = run("--home", dunia / "unit", "verify-print", short_code(code.rev_id).lower())
    assert typed.code == 0
    assert typed.out.startswith(f"Cocok – kode {short_code(code.rev_id)}\nSKP ")
    assert "tidak bertanda tangan elektronik" in typed.out


def test_that_what_is_not_known_here_leaves_with_one(run: Any, dunia: Path, printed: Path) -> None:
    answer = run("--home", dunia / "lain", "--json", "verify-print", "--file", printed)
    assert (answer.code, answer.data["result"], answer.data["ok"]) == (1, "tidak_dikenal", False)


def test_that_a_mistyped_code_and_no_code_are_told_apart(run: Any, dunia: Path, printed: Path) -> None:
    wrong = run("--home", dunia / "unit", "verify-print", "7K2D-V5W6-XV39")
    assert wrong.code == 1
    assert "salah ketik" in wrong.err
    for arguments in ((), ("7K2D-V5W6-XV39", "--file", printed)):
        usage = run("--home", dunia / "unit", "verify-print", *arguments)
        assert usage.code == 2
        assert "Sebutkan satu kode" in usage.err
