"""Bundles at the command line: what is whole merges, what is not changes nothing and exits 3 with its reason."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.cli import main
from tests.cli.conftest import Run


def content(home: Path, run: Run) -> object:
    """Return everything that could have changed for people: revisions, documents and conflicts."""
    check = run("--json", "--home", home, "check", "--quick").data
    lists = [run("--json", "--home", home, "list", kind).data for kind in ("pegawai", "skp", "penilaian")]
    return check["revisions"], check["waiting"], check["quarantined"], lists


def test_that_a_whole_bundle_is_inspected_without_change_and_then_merged(run: Run, dunia: Path, paket: Path) -> None:
    home = dunia / "kabupaten"
    before = content(home, run)
    seen = run("--json", "--home", home, "inspect", paket)
    assert seen.code == 0
    assert seen.data["new"] == seen.data["revisions"] > 50
    assert seen.data["office"]["code"] == "99.01.01"
    assert content(home, run) == before
    merged = run("--json", "--home", home, "merge", paket)
    assert merged.code == 0
    assert merged.data["bundles"][0]["new"] == seen.data["revisions"]
    unit = content(dunia / "unit", run)
    assert isinstance(unit, tuple)
    after = content(home, run)
    assert isinstance(after, tuple)
    assert [len(satu) for satu in after[3]] == [len(satu) for satu in unit[3]]


def test_that_a_replayed_bundle_changes_nothing_and_exits_3_with_its_reason(run: Run, dunia: Path, paket: Path) -> None:
    home = dunia / "kabupaten"
    run("--home", home, "merge", paket)
    before = content(home, run)
    again = run("--home", home, "merge", paket)
    assert again.code == 3
    assert "sudah pernah diterima" in again.err
    assert content(home, run) == before


def test_that_a_bundle_from_an_unknown_key_changes_nothing(run: Run, dunia: Path, paket: Path) -> None:
    home = dunia / "asing"
    before = content(home, run)
    refused = run("--home", home, "merge", paket)
    assert refused.code == 3
    assert refused.err.strip()
    assert "Traceback" not in refused.err
    assert content(home, run) == before


def test_that_a_return_for_another_office_changes_nothing(run: Run, dunia: Path, paket: Path) -> None:
    run("--home", dunia / "kabupaten", "merge", paket)
    answer = run("--json", "--home", dunia / "kabupaten", "export", "--to", dunia)
    (balasan,) = answer.data["returns"]
    before = content(dunia / "lain", run)
    refused = run("--home", dunia / "lain", "merge", balasan["file"])
    assert refused.code == 3
    assert content(dunia / "lain", run) == before
    accepted = run("--json", "--home", dunia / "unit", "merge", balasan["file"])
    assert accepted.code == 0
    assert accepted.data["bundles"][0]["acknowledged"] == [1]


def test_that_one_bad_bundle_does_not_stop_the_others(run: Run, dunia: Path, paket: Path) -> None:
    bad = dunia / "rusak.skpb"
    raw = bytearray(paket.read_bytes())
    raw[len(raw) // 2] ^= 1
    bad.write_bytes(raw)
    missing = dunia / "tidak-ada.skpb"
    mixed = run("--json", "--home", dunia / "kabupaten", "merge", bad, paket)
    assert mixed.code == 3
    assert [satu["result"] for satu in mixed.data["bundles"]] == ["ditolak", "digabung"]
    gone = run("--home", dunia / "kabupaten", "merge", missing)
    assert gone.code in (1, 4)
    assert gone.err.strip()
    assert "Traceback" not in gone.err


@pytest.fixture(scope="module")
def bait(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, bytes]:
    """Return a kabupaten that must never change, a place for hostile files, and a good bundle's bytes."""
    import shutil

    folder = tmp_path_factory.mktemp("umpan")
    shutil.copytree(founded / "kabupaten", folder / "kabupaten")
    (good,) = founded.glob("*-up-*.skpb")
    return folder / "kabupaten", folder / "umpan.skpb", good.read_bytes()


def refused(home: Path, umpan: Path, raw: bytes) -> bool:
    """Tell whether merging these bytes exits 3 and leaves every revision as it was."""
    umpan.write_bytes(raw)
    return main(["--home", str(home), "merge", str(umpan)]) == 3


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_that_any_flipped_bit_is_refused(bait: tuple[Path, Path, bytes], place: float, bit: int) -> None:
    home, umpan, good = bait
    raw = bytearray(good)
    raw[int(place * len(raw))] ^= 1 << bit
    assert refused(home, umpan, bytes(raw))


def test_that_a_bundle_cut_at_any_length_is_refused(bait: tuple[Path, Path, bytes]) -> None:
    home, umpan, good = bait
    chance = random.Random(20261203)
    lengths = {*range(8), len(good) - 1, *(chance.randrange(len(good)) for _ in range(40))}
    assert [satu for satu in sorted(lengths) if not refused(home, umpan, good[:satu])] == []
    assert refused(home, umpan, good + b"\0")


def test_that_after_all_attacks_the_kabupaten_is_what_it_was(
    bait: tuple[Path, Path, bytes], founded: Path, run: Run
) -> None:
    home, umpan, good = bait
    assert refused(home, umpan, hashlib.sha256(good).digest() * 100)
    assert content(home, run) == content(founded / "kabupaten", run)
    assert run("--home", home, "check").code == 0
