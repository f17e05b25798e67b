"""The commands ``skp`` and ``addendum``: the life of an SKP from one end to the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_that_an_skp_lives_from_draft_to_its_end_by_commands(run: Any, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"

    def call(*arguments: object) -> Any:
        hasil = run("--json", "--home", home, *arguments)
        assert hasil.code == 0, hasil
        return hasil.data

    orang = next(satu for satu in call("list", "pegawai") if satu["nip"] and satu["penilai_id"])
    nip = orang["nip"]
    skp = call("skp", "create", nip, "--year", 2024, "--from", "2024-01-01")["id"]
    call("template", "apply", "bawaan/pelaksana-umum", "--pegawai", nip, "--year", 2024)
    assert call("skp", "step", "ajukan", nip, "--year", 2024)["status"] == "diajukan"
    assert call("skp", "step", "tarik", skp)["status"] == "draft"
    call("skp", "step", "ajukan", skp)
    awal = run("--json", "--home", home, "skp", "step", "tetapkan", skp, "--date", "2024-01-20", "--by-superior")
    assert (awal.code, awal.data["kode"]) == (1, "atasan_belum_boleh_menetapkan")
    assert call("skp", "step", "tetapkan", skp, "--date", "2024-01-20")["status"] == "ditetapkan"

    adendum = call("addendum", "create", skp)["id"]
    hasil = call("addendum", "show", adendum)["results"]
    kurang = call("addendum", "change", adendum, "ubah", "--result", hasil[0]["id"], "--text", "Pelayanan tuntas")
    assert kurang["missing"] == ["Tulis alasan perubahan ini."]
    ubah = ("addendum", "change", adendum, "ubah", "--result", hasil[0]["id"], "--text", "Pelayanan tuntas")
    assert call(*ubah, "--reason", "arahan camat")["missing"] == []
    baru = ("--text", "Arsip tertata", "--indicator", "Jumlah arsip", "--target", "30 boks", "--above", "Kantor tertib")
    assert call("addendum", "change", adendum, "tambah", *baru, "--reason", "gedung pindah")["missing"] == []
    assert [(s["nomor"], s["status"]) for s in call("addendum", "list", "--pegawai", skp)] == [(1, "draft")]
    call("addendum", "step", "ajukan", adendum)
    assert call("addendum", "step", "terima", adendum, "--date", "2024-04-01")["status"] == "diterima"
    isi = call("show", skp)["body"]
    assert isi["hasil"][0]["teks"] == "Pelayanan tuntas"
    assert isi["hasil"][-1]["indikator"][0]["target"]["nilai"] == "30"

    folder = tmp_path / "cetak"
    cetak = call("print", "adendum", "--pegawai", nip, "--out", folder)
    assert Path(cetak["file"]).read_bytes().startswith(b"%PDF")
    assert [satu["adendum"] for satu in call("skp", "history", skp)] == [1, 0]
    call("skp", "end", skp, "--date", "2024-06-30", "--reason", "pindah")
    pindah = call("skp", "move", nip, "--date", "2025-02-01", "--post", "Pengelola", "--reason", "SK")
    assert pindah["ended"] == []
    call("skp", "circumstance", nip, "--kind", "tugas_belajar", "--from", "2025-03-01", "--letter", "SK 4")
    keadaan = call("show", nip)["body"]["keadaan"]
    assert [(satu["jenis"], satu["keterangan"]) for satu in keadaan] == [("tugas_belajar", "SK 4")]
