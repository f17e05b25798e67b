"""The outbox at the command line, volumes and QR sheets, and what comes back together from them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from tests.cli.conftest import Run
from tests.services.foto_lembar import photograph


def test_that_a_bundle_travels_as_volumes_and_as_photos(run: Run, dunia: Path, tmp_path: Path) -> None:
    unit, above = dunia / "unit", dunia / "kabupaten"
    listed = run("--json", "--home", unit, "outbox").data
    assert listed["sent"] == listed["documents"] > listed["acknowledged"] == 0
    (bundle,) = listed["bundles"]
    assert bundle["state"] == "dibawa"
    assert [copy["way"] for copy in bundle["copies"]] == ["flashdisk"]
    # Two more ways, and a second stick with somebody who carries it.
    stick, letter = tmp_path / "stick", tmp_path / "surel"
    for folder in (stick, letter):
        folder.mkdir()
    copied = run("--json", "--home", unit, "outbox", "copy", "--to", stick, "--courier", "Cempaka Contoh")
    assert copied.code == 0
    assert run("--home", unit, "outbox", "check", "--at", stick).code == 0
    mailed = run("--json", "--home", unit, "outbox", "mail", "--to", letter, "--size", 1)
    assert len(mailed.data["files"]) == 1, "small enough for one letter"
    copies = run("--json", "--home", unit, "outbox").data["bundles"][0]["copies"]
    assert [copy["way"] for copy in copies] == ["flashdisk", "flashdisk", "surel"]
    assert copies[1]["carrier"] == "Cempaka Contoh"
    assert "Cempaka Contoh" in run("--home", unit, "outbox").out
    (whole,) = run("--json", "--home", above, "gather", mailed.data["files"][0]).data["bundles"]
    assert whole == mailed.data["files"][0]
    assert "skp-luring merge" in run("--home", above, "gather", whole).out
    assert run("--home", above, "gather").out.strip() == "Tidak ada bagian yang menunggu."


def test_that_a_tiny_bundle_is_read_from_photos_of_its_sheets(run: Run, dunia: Path, tmp_path: Path) -> None:
    unit, above = dunia / "lain", dunia / "kabupaten"
    assert run("--home", unit, "export", "--to", tmp_path).code == 0
    sheets = tmp_path / "kode.pdf"
    assert run("--home", unit, "outbox", "codes", "--out", sheets).code == 0
    assert run("--home", unit, "outbox", "codes", "--out", sheets).code == 1, "nothing is overwritten"
    assert run("--home", unit, "outbox", "codes").code == 1, "neither sheets nor a word about photos"
    ways = [copy["way"] for copy in run("--json", "--home", unit, "outbox").data["bundles"][0]["copies"]]
    assert ways == ["flashdisk"], "a sheet that was made is not carried yet"
    assert run("--json", "--home", unit, "outbox", "codes", "--photographed").data["photographed"] is True
    ways = [copy["way"] for copy in run("--json", "--home", unit, "outbox").data["bundles"][0]["copies"]]
    assert ways == ["flashdisk", "kode_qr"]
    photos = []
    with pypdfium2.PdfDocument(sheets) as document:
        for n, page in enumerate(document):
            photos.append(tmp_path / f"IMG_{n}.jpg")
            photos[-1].write_bytes(photograph(page.render(scale=2.4).to_pil().convert("L"), noise=4))
    first = run("--json", "--home", above, "gather", *photos[:-1], sheets)
    assert (first.code, first.data["bundles"]) == (3, []), "a PDF is no bundle"
    assert [satu["code"] for satu in first.data["refused"]] == ["bad_magic"]
    assert first.data["waiting"][0]["missing"]
    assert "kurang kode" in run("--home", above, "gather").out
    done = run("--json", "--home", above, "gather", photos[-1], "--to", tmp_path)
    (bundle,) = done.data["bundles"]
    assert run("--home", above, "merge", bundle).code == 0
    assert run("--home", above, "gather").out.strip() == "Tidak ada bagian yang menunggu."
    again = run("--home", above, "gather", photos[0], "--to", tmp_path)
    assert again.code != 0
    assert again.err.count("sudah pernah diterima") == 1, "once for a photo, however many codes it has"


def test_that_slips_are_told(run: Run, dunia: Path, tmp_path: Path) -> None:
    unit, above = dunia / "unit", dunia / "kabupaten"
    assert "nomor 9" in run("--home", unit, "outbox", "copy", "--to", tmp_path, "--number", 9).err
    missing = run("--home", unit, "outbox", "check", "--at", tmp_path)
    assert missing.code == 1
    assert "tidak ada di" in missing.err
    forgotten = run("--home", above, "gather", "--forget", "satu dua tiga empat")
    assert forgotten.code == 1
    assert "satu dua tiga empat" in forgotten.err
    photo = tmp_path / "kosong.jpg"
    photo.write_bytes(b"\xff\xd8\xff")
    refused = run("--home", above, "gather", photo)
    assert refused.code == 3
    assert "rusak" in refused.err
