"""The command ``matrix``, and the planning tools by ``list``, ``show`` and ``print``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop_app.domain.bagi_peran import add_column, put_roles
from desktop_app.services.kantor import open_kantor
from desktop_app.services.matriks import get_matriks
from desktop_app.services.waktu import now
from desktop_app.services.workblock import create_workblock
from tests.services.dunia_kantor import edit

TAHUN = 2029


def leader_of(run: Any, home: Path) -> tuple[str, str]:
    """Return the id of somebody who assesses others, and his NIP."""
    semua = run("--json", "--home", home, "list", "pegawai").data
    menilai = {satu["penilai_id"] for satu in semua if satu["penilai_id"]}
    satu = next(satu for satu in semua if satu["id"] in menilai and satu["nip"])
    return satu["id"], satu["nip"]


def test_that_a_matrix_is_made_shown_handed_out_once_and_printed(run: Any, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"
    pimpinan, nip = leader_of(run, home)
    doc_id = run("--json", "--home", home, "matrix", "create", "--pegawai", nip, "--year", TAHUN).data["id"]
    assert run("--home", home, "matrix", "create", "--pegawai", nip, "--year", TAHUN).code == 1
    kantor = open_kantor(home, jam=now)
    try:
        isi = get_matriks(kantor, doc_id)
        isi = add_column(isi, "Pelayanan yang baik")
        isi = put_roles(isi, isi.baris[0].id, isi.kolom[0].id, "Peran satu\nPeran dua")
        edit(kantor, doc_id, kolom=isi.kolom, baris=isi.baris)
        for _ in range(2):
            create_workblock(kantor, pimpinan, TAHUN)
    finally:
        kantor.close()
    peran = run("--json", "--home", home, "matrix", "show", doc_id).data
    assert [(satu["text"], satu["state"]) for satu in peran] == [("Peran satu", "skp_baru"), ("Peran dua", "skp_baru")]
    coba = run("--json", "--home", home, "matrix", "apply", doc_id, "--dry-run").data
    assert (len(coba["written"]), coba["left"]) == (2, [])
    assert run("--json", "--home", home, "matrix", "show", doc_id).data[0]["state"] == "skp_baru"
    satu = run("--json", "--home", home, "matrix", "apply", doc_id, "--role", peran[0]["role"]).data
    assert [p["text"] for p in satu["written"]] == ["Peran satu"]
    skp_id = run("--json", "--home", home, "matrix", "show", doc_id).data[0]["skp"]
    ambil = run("--json", "--home", home, "matrix", "take", skp_id).data
    assert ambil["written"] == [peran[1]["role"]]
    lagi = run("--json", "--home", home, "matrix", "apply", doc_id).data
    assert (lagi["written"], {p["state"] for p in lagi["left"]}) == ([], {"sudah"})
    assert [h["teks"] for h in run("--json", "--home", home, "show", skp_id).data["body"]["hasil"]] == [
        "Peran satu",
        "Peran dua",
    ]
    assert run("--json", "--home", home, "matrix", "bind", doc_id).data["columns"] == []
    assert run("--home", home, "matrix", "apply", doc_id, "--role", "tidak-ada").code == 1
    terdaftar = run("--json", "--home", home, "list", "matriks").data
    assert doc_id in {satu["id"] for satu in terdaftar}
    cetak = run("--json", "--home", home, "print", "A.1.5", "--pegawai", nip, "--out", tmp_path).data
    assert Path(cetak["file"]).read_bytes().startswith(b"%PDF")
    cetak = run("--json", "--home", home, "print", "workblock", "--pegawai", nip, "--periode", TAHUN, "--out", tmp_path)
    assert cetak.code == 0, cetak.out + cetak.err
    assert len({Path(satu) for satu in cetak.data["files"] if Path(satu).is_file()}) == 2
    assert run("--home", home, "print", "manual", "--pegawai", nip, "--out", tmp_path).code == 1
