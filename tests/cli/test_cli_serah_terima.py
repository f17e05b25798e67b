"""Another assessor and the hand-over by the command line: preview, act, sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pypdfium2 import PdfDocument


def people(run: Any, home: Path) -> tuple[str, str, list[str]]:
    """Return who assesses the most, his own assessor, and whom he assesses."""
    semua = run("--home", home, "--json", "list", "pegawai").data
    oleh: dict[str, list[str]] = {}
    for satu in semua:
        oleh.setdefault(str(satu["penilai_id"] or ""), []).append(satu["id"])
    oleh.pop("", None)
    penyerah = max(oleh, key=lambda satu: len(oleh[satu]))
    atasan = next(str(satu["penilai_id"] or "") for satu in semua if satu["id"] == penyerah)
    return penyerah, atasan, oleh[penyerah]


def penilai_of(run: Any, home: Path, orang: str) -> str:
    riwayat = run("--home", home, "--json", "show", orang).data["body"]["riwayat"]
    return str(riwayat[-1]["penilai_id"])


def test_that_a_change_is_shown_first_and_then_written(run: Any, dunia: Path) -> None:
    home = dunia / "unit"
    penyerah, _, bawahan = people(run, home)
    siapa, baru = bawahan[0], bawahan[1]
    common = ("change-penilai", siapa, "--to", baru, "--since", "2026-09-25")
    coba = run("--home", home, "--json", *common, "--dry-run")
    assert (coba.code, coba.data["people"][0]["sudah"]) == (0, False)
    assert penilai_of(run, home, siapa) == penyerah
    assert run("--home", home, *common).code == 1
    assert run("--home", home, *common, "--reason", "mutasi").code == 0
    assert penilai_of(run, home, siapa) == baru
    sendiri = run(
        "--home", home, "--json", "change-penilai", siapa, "--to", siapa, "--since", "2026-09-25", "--dry-run"
    )
    assert (sendiri.code, "dirinya sendiri" in sendiri.data["people"][0]["alasan"]) == (1, True)


WHY = ("--reason", "mutasi", "--letter", "SK 7")


def test_that_a_hand_over_is_prepared_finished_and_printed(run: Any, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"
    penyerah, atasan, bawahan = people(run, home)
    common = ("handover", "start", penyerah, "--since", "2026-08-25")
    awal = run("--home", home, "--json", *common, "--to", "atasan" if atasan else bawahan[0], *WHY)
    assert awal.code == 0, awal.err
    doc_id = awal.data["id"]
    lanjut = run("--home", home, "--json", *common, "--note", "lanjutkan dialog")
    assert (lanjut.data["id"], lanjut.data["sebab"], lanjut.data["surat"]) == (doc_id, "mutasi", "SK 7")
    assert {satu["id"] for satu in lanjut.data["bawahan"]} == set(bawahan)
    coba = run("--home", home, "handover", "finish", doc_id, "--dry-run")
    assert (coba.code, "belum disimpan" in coba.out) == (0, True)
    assert penilai_of(run, home, bawahan[0]) == penyerah
    assert run("--home", home, "handover", "finish", doc_id, "--place", "Contoh").code == 0
    assert penilai_of(run, home, bawahan[1]) == (atasan or bawahan[0])
    lagi = run("--home", home, "handover", "finish", doc_id)
    assert (lagi.code, "sudah selesai" in lagi.err) == (1, True)
    assert run("--home", home, "--json", "handover", "list", "--open").data == []
    assert "selesai" in run("--home", home, "handover", "list").out
    assert "selesai" in run("--home", home, "handover", "show", doc_id).out
    assert run("--home", home, "handover", "delete", doc_id, "--reason", "uji").code == 1
    hasil = run("--home", home, "--json", "print", "serah-terima", "--pegawai", penyerah, "--out", tmp_path)
    assert hasil.code == 0, hasil.err
    with PdfDocument(hasil.data["file"]) as pdf:
        teks = str(pdf[0].get_textpage().get_text_bounded())
    assert "SERAH TERIMA PEJABAT PENILAI KINERJA" in teks
    assert "lanjutkan dialog" in teks
