"""Competencies and development by the command line: from the standard to a plan with hours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

NIP = "198202112000122001"


def test_that_a_person_is_assessed_and_develops_from_what_is_weak(run: Any, dunia: Path, tmp_path: Path) -> None:
    def call(*arguments: object) -> Any:
        hasil = run("--home", dunia / "unit", "--json", *arguments)
        assert hasil.code == 0, hasil.err
        return hasil.data

    call("competency", "standard", "set", "--name", "Pelaksana", "--kind", "pelaksana", "--level", "M.3=2",
         "--technical", "Kearsipan=1")  # fmt: skip
    (standar,) = call("competency", "standard", "list")
    assert {s["id"]: s["level"] for s in standar["syarat"]}["M.3"] == 2
    doc_id = call("competency", "new", NIP)["id"]
    for satu in call("competency", "show", doc_id)["kompetensi"]:
        call("competency", "rate", doc_id, satu["id"], "--met", "1,2,3", "--why", "terlihat di loket")
    lembar = call("competency", "rate", doc_id, "M.3", "--met", "2")
    assert {s["id"]: s["nilai_kompetensi"] for s in lembar["kompetensi"]}["M.3"] == 2
    call("competency", "recommend", doc_id, "Pelatihan komunikasi")
    assert call("competency", "finish", doc_id, "--date", "2026-01-05")["status"] == "selesai"
    berkas = call("competency", "print", doc_id, "--chart", "--out", tmp_path)["berkas"]
    assert Path(berkas).read_bytes().startswith(b"%PDF")
    assert [s["celah"] for s in call("competency", "list", "--pegawai", NIP)] == [1]
    ada = call("development", "propose", NIP, "--year", "2026")
    assert [s["kode"] for s in ada if s["sumber"] == "kompetensi"] == ["M.3"]
    call("development", "propose", NIP, "--year", "2026", "--take", ada[0]["kunci"])
    rencana = call(
        "development", "add", NIP, "--year", "2026", "--need", "Kearsipan", "--form", "magang", "--hours", "4"
    )
    langkah = rencana["butir"][-1]["id"]
    jam = call("development", "done", NIP, "--year", "2026", "--step", langkah, "--event", "Magang arsip",
               "--date", "2026-01-05", "--hours", "6", "--effect", "arsip tertata")["jam"]  # fmt: skip
    assert (jam["jp"], jam["kurang"], jam["tanpa_sertifikat"]) == (6, 14, 6)
    sama = ("--json", "--home", dunia / "unit", "development", "done", NIP, "--year", "2026", "--step", langkah,
            "--event", " magang  Arsip", "--date", "2026-01-05", "--hours", "6")  # fmt: skip
    assert run(*sama).data["kode"] == "pengembangan_acara_tercatat"
    assert run(*sama, "--again").data["jam"]["jp"] == 12
    call("development", "agree", NIP, "--year", "2026", "--date", "2026-01-06")
    assert Path(call("development", "print", NIP, "--year", "2026", "--out", tmp_path)["berkas"]).exists()
    semua = call("development", "hours", "--year", "2026", "--out", tmp_path / "jp.xlsx")
    assert [s["jam"]["jp"] for s in semua if s["nip"] == NIP] == [12]
    assert (tmp_path / "jp.xlsx").exists()


def test_that_slips_are_answered_with_a_sentence(run: Any, dunia: Path) -> None:
    home = dunia / "unit"
    for salah, kata in (
        (("competency", "standard", "set", "--name", "x", "--kind", "pelaksana", "--level", "M.3"), "KODE=LEVEL"),
        (("competency", "rate", "00" * 16, "M.1", "--met", "7"), "nomornya"),
        (("competency", "show", "00" * 16), "tidak ditemukan"),
        (("development", "add", NIP, "--year", "2026", "--need", " "), "dikembangkan"),
    ):
        hasil = run("--home", home, *salah)
        assert hasil.code != 0
        assert kata in hasil.err
    hasil = run("--home", home, "development", "hours", "--year", "2026")
    assert "pegawai sudah memenuhi" in hasil.out
    run("--home", home, "development", "show", NIP, "--year", "2026")
    hapus = run("--home", home, "development", "delete", NIP, "--year", "2026", "--reason", "uji")
    assert hapus.code == 0
