"""Personal data by the command line: export, erase with its page, records, register, years."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def person_of(run: Run, home: Path) -> tuple[str, str, str]:
    """Return id, name and NIP of somebody of the demo who has documents."""
    people = {satu["id"]: satu for satu in run("--json", "--home", home, "list", "pegawai").data}
    (skp, *_) = run("--json", "--home", home, "list", "skp").data
    orang = people[skp["pegawai_id"]]
    return str(orang["id"]), str(orang["nama"]), str(orang["nip"])


def test_that_a_person_is_exported_by_nip(run: Run, dunia: Path, tmp_path: Path) -> None:
    _, nama, nip = person_of(run, dunia / "unit")
    out = tmp_path / "keluar"
    out.mkdir()
    hasil = run("--json", "--home", dunia / "unit", "person", "export", nip, "--out", out)
    assert hasil.code == 0, hasil.err
    folder = Path(hasil.data["folder"])
    assert nama in (folder / "BACA-SAYA.html").read_text(encoding="utf-8")
    assert run("--home", dunia / "unit", "person", "export", "0" * 32, "--out", out).code == 1


def test_that_nothing_is_erased_without_yes_and_all_with_it(run: Run, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"
    doc_id, nama, nip = person_of(run, home)
    hasil = run("--json", "--home", home, "person", "erase", nip, "--ground", "permintaan")
    assert (hasil.code, hasil.data["preview"]["nama"]) == (1, nama)
    assert "--yes" in hasil.data["pesan"]
    assert run("--home", home, "show", doc_id).code == 0
    pdf = tmp_path / "berita.pdf"
    hasil = run(
        "--json", "--home", home, "person", "erase", nip, "--ground", "permintaan", "--letter", "1/2", "--out", pdf,
        "--yes",
    )  # fmt: skip
    assert hasil.code == 0, hasil.err
    assert hasil.data["revisions"] > 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert run("--json", "--home", home, "check").data["ok"]
    assert nama not in run("--json", "--home", home, "list", "pegawai").out
    (satu,) = run("--json", "--home", home, "person", "erased").data
    assert (satu["orang"], satu["nomor_surat"]) == (doc_id, "1/2")
    again = tmp_path / "lagi.pdf"
    assert run("--home", home, "person", "erased", "--print", satu["id"], "--out", again).code == 0
    assert again.read_bytes() == pdf.read_bytes()
    assert run("--home", home, "person", "erased", "--print", satu["id"]).code == 2
    assert run("--home", home, "person", "erase", doc_id, "--ground", "x", "--yes").code == 1


def test_that_the_register_and_the_years_are_shown_and_kept(run: Run, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"
    assert run("--home", home, "person", "retention", "--skp", 9).code == 0
    assert run("--json", "--home", home, "person", "retention").data["years"] == {
        "skp": 9,
        "penilaian": 5,
        "pegawai": 5,
    }
    assert run("--home", home, "person", "retention", "--pegawai", 101).code == 1
    assert "9 tahun" in run("--home", home, "person", "register").out
    assert run("--home", home, "person", "register", "--out", tmp_path / "r.pdf").code == 0
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
