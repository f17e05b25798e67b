"""Evaluations on the command line: begin, fill, finish, the chain, the unit's achievement, self-evaluation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NIP = "198003191999121001"


@pytest.fixture
def ask(run: Callable[..., Any], dunia: Path) -> Callable[..., Any]:
    """Run a command on the unit and return its data; it must succeed."""

    def call(*arguments: object) -> Any:
        done = run("--home", dunia / "unit", "--json", *arguments)
        assert done.code == 0, done.err
        return done.data

    return call


def test_that_an_evaluation_goes_from_its_beginning_to_its_chain(ask: Callable[..., Any]) -> None:
    lain = ask("evaluation", "begin", NIP, "2026-TW3", "--year", "2026")["id"]
    penilai = ask("evaluation", "show", lain)["evaluation"]["penilai_id"]
    ask("achievement", "set", penilai, "2026-TW2", "baik", "--basis", "capaian rencana aksi")
    doc_id = ask("evaluation", "begin", NIP, "2026-TW2", "--year", "2026")["id"]
    shown = ask("evaluation", "show", doc_id)
    assert shown["evaluation"]["capaian_organisasi"] == "baik"
    rating = ("--results", "diatas", "--behaviour", "sesuai")
    shown = ask("evaluation", "set", doc_id, *rating, "--reached", "h1i1=12 desa")
    assert any("belum diberi alasan" in satu for satu in shown["missing"])
    ask("evaluation", "set", doc_id, "--why-results", "Selesai sebelum tenggat")
    final = ask("evaluation", "step", "finalkan", doc_id, "--date", "2026-07-06")["evaluation"]
    assert (final["status"], final["predikat"], final["aturan"]) == ("final", "baik", "permenpanrb-6-2022")
    chain = ask("evaluation", "chain", NIP, "--year", "2026")
    assert [satu["predikat"] for satu in chain if satu["periode"] == "2026-TW2"] == ["baik"]
    rows = ask("evaluation", "list", "2026-TW2")["rows"]
    assert doc_id in {satu["penilaian_id"] for satu in rows}
    units = ask("achievement", "list", "--year", "2026")
    assert [satu["capaian"][0]["capaian"] for satu in units if satu["pegawai_id"] == penilai] == ["baik"]


def test_that_a_self_evaluation_is_written_and_handed_in(ask: Callable[..., Any]) -> None:
    doc_id = ask("self-evaluation", "write", NIP, "2026-TW2", "--year", "2026", "--reached", "h1i1=12 desa")["id"]
    again = ask("self-evaluation", "write", NIP, "2026-TW2", "--year", "2026", "--obstacles", "Cuaca")["id"]
    assert again == doc_id
    assert ask("self-evaluation", "step", "serahkan", doc_id)["status"] == "diserahkan"
    rows = ask("self-evaluation", "list", NIP, "--year", "2026")
    assert [satu["status"] for satu in rows if satu["doc_id"] == doc_id] == ["diserahkan"]


def test_that_what_is_in_time_is_not_taken_over(run: Callable[..., Any], dunia: Path) -> None:
    done = run(
        "--home", dunia / "unit", "evaluation", "take-over", NIP, "2099-TW4", "--year", "2026", "--reason", "lewat"
    )
    assert done.code == 1
