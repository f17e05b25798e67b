"""Answers, corrections asked for, moves and rule files at the command line, there and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.services.dunia_balasan import rule_file

UNIT = "99.01.01"


def test_that_everything_from_above_can_be_done_without_a_window(
    run: Callable[..., Any], dunia: Path, paket: Path
) -> None:
    def unit(*arguments: object) -> Any:
        return run("--home", dunia / "unit", "--json", *arguments)

    def kabupaten(*arguments: object) -> Any:
        return run("--home", dunia / "kabupaten", "--json", *arguments)

    assert kabupaten("merge", paket).code == 0
    orang = next(satu for satu in kabupaten("list", "pegawai").data if satu["nip"])
    minta = kabupaten("corrections", "ask", orang["id"], "--note", "Pangkat keliru", "--field", "nama", "salah ketik")
    assert minta.code == 0, minta.err
    assert kabupaten("corrections", "ask", orang["id"]).data["kode"] == "permintaan_kosong"
    pindah = ("moves", "record", orang["nip"], "--to", "99.01.02", "--from-day", "2026-02-01", "--letter", "800/1")
    assert kabupaten(*pindah).code == 0
    assert kabupaten("rules", "check", rule_file(dunia)).data["loaded"] is False
    assert kabupaten("rules", "load", rule_file(dunia)).data["loaded"] is True
    nama = ("--name", "Kecamatan Baru", "--agency", "UJI", "--reason", "Perda 1/2027")
    assert kabupaten("rename-office", UNIT, *nama).code == 0
    berikut = {satu["code"]: satu for satu in kabupaten("returns", "next").data}
    assert berikut[UNIT]["receipts"] == [1]
    stick = dunia / "stick"
    stick.mkdir()
    assert kabupaten("export", "--to", stick).code == 0
    ditulis = kabupaten("returns", "list").data
    assert {satu["arrived"] for satu in ditulis} == {False}
    nomor = next(satu["seq"] for satu in ditulis if satu["code"] == UNIT)
    (dunia / "lagi").mkdir()
    balasan = kabupaten("returns", "copy", nomor, "--to", dunia / "lagi").data["file"]

    lihat = unit("inspect", balasan)
    assert lihat.code == 0, lihat.err
    assert [satu["note"] for satu in lihat.data["corrections"]] == ["Pangkat keliru"]
    assert [satu["kind"] for satu in lihat.data["moves"]] == ["pindah_keluar"]
    assert len(lihat.data["rules"]) == 1
    assert unit("corrections", "list").data == []
    assert unit("merge", balasan).code == 0
    (satu,) = unit("corrections", "list").data
    assert unit("corrections", "answer", satu["id"], "tidak", "--reason", "Sesuai SK").code == 0
    (mutasi,) = unit("moves", "list").data
    assert mutasi["to_do"]
    assert unit("moves", "apply", mutasi["id"]).data["changed"] >= 1
    assert [satu["builtin"] for satu in unit("rules", "list").data] == [True, False]
    naik = unit("export", "--to", stick).data["file"]
    assert kabupaten("merge", naik).code == 0
    assert {s["arrived"] for s in kabupaten("returns", "list").data if s["code"] == UNIT} == {True}
    (satu,) = kabupaten("corrections", "list").data
    assert (satu["state"], satu["reason"]) == ("tidak", "Sesuai SK")
    assert kabupaten("corrections", "close", satu["id"]).code == 0
    assert kabupaten("moves", "cancel", mutasi["id"], "--reason", "SK dicabut").code == 0
    teks = run("--home", dunia / "unit", "inspect", balasan)
    assert "Balasan ini sudah pernah diterapkan." in teks.out
