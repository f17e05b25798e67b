"""Credit points by the command line: from a final evaluation to the determination."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah import JenisJabatan
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.kantor import open_kantor
from tests.services.dunia_kantor import calm_clock, edit


def functional(home: Path) -> tuple[str, str]:
    """Give whoever has a final evaluation a functional post; return the evaluation and the person."""
    kantor = open_kantor(home, jam=calm_clock)
    try:
        nilai = kantor.store.find("penilaian", where={"status": "final"})[0]
        orang = str(nilai.columns["pegawai_id"])
        dokumen = kantor.store.document(orang)
        assert dokumen is not None
        riwayat = decode_as(Pegawai, dokumen.body).riwayat
        jabatan = {"jabatan": "Analis Kebijakan Ahli Muda", "jenis_jabatan": JenisJabatan.FUNGSIONAL}
        edit(kantor, orang, riwayat=(*riwayat[:-1], msgspec.structs.replace(riwayat[-1], **jabatan)))
        return nilai.doc_id, orang
    finally:
        kantor.close()


def test_that_an_evaluation_is_converted_determined_and_added_up(run: Any, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"
    nilai, orang = functional(home)
    awal = run("--home", home, "--json", "credit", "convert", nilai, "--level", "ahli_muda", "--months", "2")
    assert awal.code == 0, awal.err
    assert (awal.data["jenjang"], awal.data["bulan"], awal.data["temuan"]) == ("ahli_muda", 2, [])
    tetap = ("--date", "2027-02-10", "--number", "800/1")
    akhir = run("--home", home, "--json", "credit", "determine", awal.data["id"], *tetap)
    assert (akhir.code, akhir.data["status"], akhir.data["angka"]) == (0, "ditetapkan", awal.data["angka"])
    tahun = awal.data["periode"][:4]
    jumlah = run("--home", home, "--json", "credit", "sum", orang, "--year", tahun)
    assert (jumlah.code, jumlah.data["angka"]) == (0, awal.data["angka"])
    daftar = run("--home", home, "credit", "list", "--year", tahun)
    assert "Analis" not in daftar.out
    assert daftar.out.count("penetapan") == 1
    for kode in ("KONVERSI AK", "AKUMULASI AK", "PENETAPAN AK"):
        hasil = run("--home", home, "print", kode, "--pegawai", orang, "--out", tmp_path)
        assert hasil.code == 0, hasil.err
    assert len(list(tmp_path.glob("*.pdf"))) == 3
    assert run("--home", home, "credit", "reopen", awal.data["id"], "--reason", "keliru").code == 0
    assert run("--home", home, "credit", "delete", jumlah.data["id"], "--reason", "keliru").code == 0
    assert run("--home", home, "--json", "credit", "show", awal.data["id"]).data["status"] == "draft"


def test_that_a_year_without_functional_officers_says_so(run: Any, dunia: Path) -> None:
    hasil = run("--home", dunia / "unit", "credit", "list", "--year", "2031")
    assert (hasil.code, "Tidak ada pejabat fungsional" in hasil.out) == (0, True)


def test_that_what_is_no_final_evaluation_is_refused_with_a_sentence(run: Any, dunia: Path) -> None:
    home = dunia / "unit"
    orang = run("--home", home, "--json", "list", "pegawai").data[0]["id"]
    hasil = run("--home", home, "credit", "convert", orang)
    assert hasil.code == 1
    assert hasil.err.strip()
    assert run("--home", home, "credit", "sum", orang, "--year", "2026").code == 1
