"""Slips of the hand at the command line: what cannot be is refused, and the answer says what and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from desktop_app.cli.masuk import skp_luring


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


@pytest.mark.parametrize(
    ("perintah", "sebab"),
    [
        (("print-sheets", "x", "--count", "600"), "“600” bukan bilangan dari 1 sampai 500"),
        (("print-sheets", "x", "--count", "dua"), "“dua” bukan bilangan dari 1 sampai 500"),
        (("key", "x", "1", "1", "--service", "0"), "“0” bukan bilangan bulat paling sedikit 1"),
        (("key", "x", "1", "1", "--sex", "q"), "“q” bukan salah satu dari l, p"),
        (("start", "x", "y"), "Isian ini berlebih: y"),
    ],
)
def test_that_a_value_that_does_not_fit_is_refused_in_indonesian(
    run: Any, tmp_path: Path, perintah: tuple[str, ...], sebab: str
) -> None:
    hasil = run("--home", tmp_path, "survey", *perintah)
    assert (hasil.code, sebab in hasil.err, ".." in hasil.err) == (2, True, False), hasil.err


def test_that_a_sheet_with_too_few_marks_or_an_unknown_service_is_told_so(
    run: Any, dunia: Path, survei: tuple[str, str]
) -> None:
    kunci = ("--home", dunia / "unit", "survey", "key", *survei)
    assert "ANGKA harus 9 angka" in run(*kunci, "44334442").err
    assert "bernomor 1 sampai 1" in run(*kunci, "443344421", "--service", "9").err


def test_that_a_result_on_a_day_outside_any_plan_is_told_so(run: Any, dunia: Path) -> None:
    nip = next(s["nip"] for s in run("--home", dunia / "unit", "--json", "list", "pegawai").data if s["nip"])
    catat = ("journal", "add", nip, "--date", "2031-02-03", "--text", "x", "--result", "1a")
    assert "Tidak ada SKP pegawai ini untuk minggu" in run("--home", dunia / "unit", *catat).err


def test_that_no_help_page_speaks_english_about_values() -> None:
    def pages(command: click.Command, jalan: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
        ctx = command.context_class(command, info_name=" ".join(jalan) or "skp-luring", max_content_width=200)
        yield jalan, command.get_help(ctx)
        for nama in command.list_commands(ctx) if isinstance(command, click.Group) else ():
            yield from pages(command.commands[nama], (*jalan, nama))

    semua = list(pages(skp_luring, ()))
    assert len(semua) > 100
    asing = re.compile(r"INTEGER|DIRECTORY|\bTEXT\b|\bFILE\b|\bPATH\b|required|default|<=x|x>=")
    assert [(jalan, satu) for jalan, teks in semua for satu in asing.findall(teks)] == []


def test_that_what_a_plan_lacks_and_the_way_to_correct_a_sheet_are_told_without_window_words(
    run: Any, dunia: Path, survei: tuple[str, str]
) -> None:
    home = ("--home", dunia / "unit")
    nip = next(s["nip"] for s in run(*home, "--json", "list", "pegawai").data if s["nip"])
    skp = run(*home, "--json", "skp", "create", nip, "--year", "2027").data["id"]
    ajukan = run(*home, "skp", "step", "ajukan", skp)
    assert (ajukan.code, "Yang kurang: " in ajukan.err, "di samping" in ajukan.err) == (1, True, False), ajukan.err
    run(*home, "survey", "key", *survei, "443344421")
    assert "--correct" in run(*home, "survey", "key", *survei, "443344421").err
