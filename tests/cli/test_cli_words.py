"""The command line's manners: exit codes, one sentence on stderr, JSON alone on stdout, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

RUSAK = b"\x89PNG not a table \x00\xff"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["tidak-ada"], 2),
        (["init", "--role", "raja"], 2),
        (["init", "--role", "unit"], 2),
        (["print", "skp"], 2),
        (["list", "gajah"], 2),
        (["merge"], 2),
        (["--tidak-ada"], 2),
    ],
)
def test_that_wrong_usage_exits_2_with_one_sentence_and_the_next_step(
    run: Run, tmp_path: Path, arguments: list[str], code: int
) -> None:
    hasil = run("--home", tmp_path / "kosong", *arguments)
    assert hasil.code == code
    assert hasil.out == ""
    assert "--help" in hasil.err
    assert len(hasil.err.strip().splitlines()) == 1


def test_that_an_empty_home_is_told_with_the_next_step(run: Run, tmp_path: Path) -> None:
    for arguments in (["list", "pegawai"], ["export", "--to", str(tmp_path)], ["check"]):
        hasil = run("--home", tmp_path / "kosong", *arguments)
        assert hasil.code == 1
        assert "init" in hasil.err
        assert not (tmp_path / "kosong").exists()


def test_that_init_never_overwrites(run: Run, dunia: Path) -> None:
    before = (dunia / "unit" / "luring.db").read_bytes()
    hasil = run(
        "--home",
        dunia / "unit",
        "init",
        "--unattended",
        "--role",
        "unit",
        "--code",
        "99.01.01",
        "--name",
        "X",
        "--agency",
        "Y",
    )
    assert hasil.code == 1
    assert (dunia / "unit" / "luring.db").read_bytes() == before


@pytest.mark.parametrize("code", ["33", "abc", "33.7.04", "", "33.73.04.1001.9"])
def test_that_a_wrong_office_code_is_refused_and_nothing_made(run: Run, tmp_path: Path, code: str) -> None:
    home = tmp_path / "baru"
    hasil = run(
        "--home", home, "init", "--unattended", "--role", "unit", "--code", code, "--name", "X", "--agency", "Y"
    )
    assert hasil.code == 1
    assert not (home / "luring.db").exists()


def test_that_json_mode_writes_one_value_and_nothing_else(run: Run, dunia: Path) -> None:
    for arguments in (["list", "pegawai"], ["check"], ["conflicts"], ["list", "skp"]):
        hasil = run("--json", "--home", dunia / "unit", *arguments)
        assert hasil.code == 0
        json.loads(hasil.out)
        assert hasil.err == ""
    galat = run("--json", "--home", dunia / "unit", "show", "0" * 32)
    assert galat.code == 1
    assert json.loads(galat.out)["kode"] == "dokumen_tidak_ada"


def test_that_both_sides_of_an_enrolment_print_the_same_fingerprint(run: Run, dunia: Path, tmp_path: Path) -> None:
    baru = tmp_path / "baru"
    run(
        "--home",
        baru,
        "init",
        "--unattended",
        "--role",
        "unit",
        "--code",
        "99.01.07",
        "--name",
        "Kecamatan Baru",
        "--agency",
        "UJI",
    )
    minta = run("--json", "--home", baru, "enrol", "request", "--out", tmp_path / "m.skpe").data
    setuju = run(
        "--json", "--home", dunia / "kabupaten", "enrol", "approve", tmp_path / "m.skpe", "--out", tmp_path / "j"
    )
    terima = run("--json", "--home", baru, "enrol", "accept", tmp_path / "j")
    assert minta["fingerprint"] == setuju.data["fingerprint"] == terima.data["fingerprint"]
    luar = run("--home", dunia / "asing", "enrol", "approve", tmp_path / "m.skpe", "--out", tmp_path / "jj")
    assert luar.code == 1
    assert not (tmp_path / "jj").exists()


def test_that_a_bad_request_file_exits_3(run: Run, dunia: Path, tmp_path: Path) -> None:
    for raw in (b"", RUSAK, (dunia / "unit.skpe").read_bytes()[:-1], (dunia / "unit.skpe").read_bytes() + b"x"):
        (tmp_path / "m.skpe").write_bytes(raw)
        hasil = run("--home", dunia / "kabupaten", "enrol", "approve", tmp_path / "m.skpe", "--out", tmp_path / "j")
        assert hasil.code == 3
        assert not (tmp_path / "j").exists()


def test_that_printing_makes_the_same_bytes_again_and_names_what_is_missing(
    run: Run, dunia: Path, tmp_path: Path
) -> None:
    people = run("--json", "--home", dunia / "unit", "list", "skp").data
    orang = next(satu for satu in people if satu["status"] == "ditetapkan")["pegawai_id"]
    first = run("--json", "--home", dunia / "unit", "print", "skp", "--pegawai", orang, "--out", tmp_path).data["file"]
    satu = Path(first).read_bytes()
    run("--home", dunia / "unit", "print", "skp", "--pegawai", orang, "--out", tmp_path)
    assert Path(first).read_bytes() == satu
    assert satu.startswith(b"%PDF")
    a4 = run("--json", "--home", dunia / "unit", "print", "skp", "--pegawai", orang, "--paper", "a4", "--out", tmp_path)
    assert Path(a4.data["file"]).read_bytes() != satu
    tiada = run(
        "--home", dunia / "unit", "print", "evaluasi", "--pegawai", orang, "--periode", "2031", "--out", tmp_path
    )
    assert tiada.code == 1
    salah = run(
        "--home", dunia / "unit", "print", "evaluasi", "--pegawai", orang, "--periode", "TW9", "--out", tmp_path
    )
    assert salah.code == 1
    assert "2026-TW1" in salah.err


def test_that_a_roster_names_each_bad_row_and_takes_the_rest(run: Run, dunia: Path, tmp_path: Path) -> None:
    roster = tmp_path / "daftar.csv"
    roster.write_text(
        "NO;NAMA;NIP;JABATAN;HOBI\n"
        "1;Fulan Satu, S.AP.;199001012015031001;Pengelola Data;Memancing\n"
        "2;;199001012015031002;Pengelola Data;\n"
        "3;Fulan Tiga;1.98609E+17;Pengelola Data;\n",
        encoding="utf-8",
    )
    dry = run("--json", "--home", dunia / "lain", "import-roster", roster, "--dry-run")
    assert dry.data["counts"] == {"baru": 1, "berubah": 0, "sama": 0, "ditolak": 2}
    assert dry.data["ignored_columns"] == ["HOBI"]
    assert run("--json", "--home", dunia / "lain", "list", "pegawai").data == []
    real = run("--home", dunia / "lain", "import-roster", roster)
    assert real.code == 1
    assert "Baris 3" in real.out
    assert "Baris 4" in real.out
    assert [satu["nama"] for satu in run("--json", "--home", dunia / "lain", "list", "pegawai").data] == [
        "Fulan Satu, S.AP."
    ]
    again = run("--json", "--home", dunia / "lain", "import-roster", roster)
    assert again.data["counts"]["sama"] == 1


def test_that_a_file_that_is_no_table_changes_nothing(run: Run, dunia: Path, tmp_path: Path) -> None:
    for nama in ("x.csv", "x.xlsx"):
        (tmp_path / nama).write_bytes(RUSAK)
        hasil = run("--home", dunia / "lain", "import-roster", tmp_path / nama)
        assert hasil.code == 1
        assert len(hasil.err.strip().splitlines()) == 1
    hilang = run("--home", dunia / "lain", "import-roster", tmp_path / "tidak-ada.csv")
    assert hilang.code == 1
    (tmp_path / "x.json").write_bytes(RUSAK)
    assert run("--home", dunia / "lain", "apply", tmp_path / "x.json").code == 1


def test_that_history_shows_every_revision_with_its_reason(run: Run, dunia: Path) -> None:
    semua = run("--json", "--home", dunia / "unit", "list", "pegawai").data
    isi = run("--json", "--home", dunia / "unit", "show", semua[0]["id"], "--history").data
    assert isi["kind"] == "pegawai"
    assert len(isi["history"]) == 1
    assert isi["history"][0]["rev"] == isi["heads"][0]
    nip = next(satu["nip"] for satu in semua if satu["nip"])
    assert run("--json", "--home", dunia / "unit", "show", nip).data["body"]["nip"] == nip


def test_that_a_second_program_on_the_same_data_is_refused(run: Run, dunia: Path) -> None:
    import subprocess
    import sys

    script = (
        "import sys, time; from pathlib import Path; from desktop_app.services.kantor import open_kantor;"
        "from desktop_app.services.waktu import now; k = open_kantor(Path(sys.argv[1]), jam=now);"
        "print('buka', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(dunia / "unit")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).resolve().parents[2],
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"buka\n"
        hasil = run("--home", dunia / "unit", "list", "pegawai")
        assert hasil.code == 4
        assert "sedang dibuka" in hasil.err
        other.kill()
    assert run("--home", dunia / "unit", "list", "pegawai").code == 0
