"""The command ``template``: lists, one person, everybody with reasons, last year's, keeping and retiring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop_app.services.kantor import open_kantor
from desktop_app.services.waktu import now


def people_of(run: Any, home: Path) -> list[dict[str, Any]]:
    return list(run("--json", "--home", home, "list", "pegawai").data)


def test_that_templates_are_listed_shown_applied_kept_and_retired(run: Any, dunia: Path) -> None:
    home = dunia / "unit"
    semua = run("--json", "--home", home, "template", "list").data
    assert {satu["asal"] for satu in semua} == {"bawaan"}
    assert len(semua) > 25
    isi = run("--json", "--home", home, "template", "show", "bawaan/pelaksana-umum").data["body"]
    assert "Saran" in isi["sumber"]
    coba = run(
        "--json", "--home", home, "template", "apply", "bawaan/pelaksana-umum", "--all", "--year", 2029, "--dry-run"
    )
    assert (coba.code, coba.data["created"]) == (0, 0)
    baru = [satu["pegawai"] for satu in coba.data["people"] if satu["hasil"] == "baru"]
    assert baru
    satu = run(
        "--json", "--home", home, "template", "apply", "bawaan/pelaksana-umum", "--pegawai", baru[0], "--year", 2029
    ).data
    lagi = run(
        "--json", "--home", home, "template", "apply", "bawaan/pelaksana-umum", "--pegawai", baru[0], "--year", 2029
    ).data
    assert (satu["changed"], lagi["changed"], lagi["skp"]) == (True, False, satu["skp"])
    banyak = run("--json", "--home", home, "template", "apply", "bawaan/pelaksana-umum", "--all", "--year", 2029)
    assert (banyak.code, banyak.data["created"]) == (0, len(baru) - 1)
    salin = run("--json", "--home", home, "template", "copy-last-year", "--pegawai", baru[0], "--year", 2030).data
    hasil = run("--json", "--home", home, "show", salin["skp"]).data["body"]["hasil"]
    assert len(hasil) == 2
    kunci = run(
        "--json", "--home", home, "template", "save", "Punya kami", "--skp", satu["skp"], "--for", "Petugas"
    ).data
    pertama = run("--json", "--home", home, "template", "list").data[0]
    assert (pertama["id"], pertama["asal"], pertama["jabatan"]) == (kunci["id"], "kantor", ["Petugas"])
    assert run("--home", home, "template", "retire", kunci["id"], "--reason", "contoh").code == 0
    assert run("--home", home, "template", "show", kunci["id"]).code == 1
    kantor = open_kantor(home, jam=now)
    try:
        assert len(kantor.store.find("skp", where={"mulai": "2029-01-01"})) == len(baru)
    finally:
        kantor.close()


def test_that_one_person_or_all_is_to_be_said(run: Any, dunia: Path) -> None:
    home = dunia / "unit"
    nip = people_of(run, home)[0]["id"]
    for isian in ((), ("--all", "--pegawai", nip), ("--pegawai", nip, "--dry-run")):
        assert run("--home", home, "template", "apply", "bawaan/pelaksana-umum", "--year", 2029, *isian).code == 2
        assert run("--home", home, "template", "copy-last-year", "--year", 2029, *isian).code == 2
    assert run("--home", home, "template", "apply", "bawaan/tidak-ada", "--year", 2029, "--all").code == 1
