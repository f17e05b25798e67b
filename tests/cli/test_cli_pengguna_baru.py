"""What somebody new to the command line runs into: the first answer, folders, names that are taken, rule files."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from desktop_app.exchange.volumes import write_volumes
from tests.cli.conftest import Run
from tests.services.dunia_balasan import rule_text


def test_that_no_first_answer_is_taken_by_merge(run: Run, dunia: Path, tmp_path: Path) -> None:
    above, baru, ask, answer = dunia / "kabupaten", dunia / "baru", tmp_path / "m.skpe", tmp_path / "jawaban.skpb"
    office = ("--role", "unit", "--code", "99.01.03", "--name", "Kantor baru", "--agency", "UJI")
    assert run("--home", baru, "init", "--unattended", *office).code == 0
    assert run("--home", baru, "enrol", "request", "--out", ask).code == 0
    assert run("--home", above, "enrol", "approve", ask, "--out", answer).code == 0
    missing = run("--home", baru, "enrol", "accept", tmp_path / "tidak-ada.skpb")
    assert (missing.code, "tidak ditemukan" in missing.err, "flashdisknya" in missing.err) == (1, True, True)
    merged = run("--home", baru, "merge", answer)
    assert (merged.code, merged.out.strip()) == (1, "")
    assert "enrol accept" in merged.err
    assert "telepon" in merged.err
    assert run("--home", baru, "key", "status").code == 1, "nobody is believed yet"
    told = run("--home", baru, "enrol", "accept", answer)
    assert (told.code, "Sidik jari kabupaten" in told.out) == (0, True)
    assert run("--home", baru, "merge", answer).code == 3, "known by now"


def test_that_merge_takes_a_folder_as_inspect_does(run: Run, dunia: Path, paket: Path, tmp_path: Path) -> None:
    above, stick, empty = dunia / "kabupaten", tmp_path / "stick", tmp_path / "kosong"
    stick.mkdir()
    empty.mkdir()
    shutil.copy(paket, stick / "a.skpb")
    (stick / "tautan.skpb").symlink_to(paket)
    (stick / "catatan.txt").write_text("bukan urusan kita")
    merged = run("--json", "--home", above, "merge", stick)
    assert (merged.code, [Path(one["file"]).name for one in merged.data["bundles"]]) == (0, ["a.skpb"])
    assert [Path(one).name for one in merged.data["suspicious"]] == ["tautan.skpb"]
    assert "tautan.skpb" in run("--home", above, "merge", stick).err
    nothing = run("--home", above, "merge", empty)
    assert (nothing.code, "Tidak ada paket" in nothing.err) == (1, True)


def test_that_gather_takes_photos_of_a_folder_and_says_what_lies_there_already(
    run: Run, dunia: Path, paket: Path, tmp_path: Path
) -> None:
    above, parts, empty = dunia / "kabupaten", tmp_path / "bagian", tmp_path / "kosong"
    parts.mkdir()
    empty.mkdir()
    assert "foto" in run("--home", above, "gather", empty).err
    (empty / "IMG_1.JPG").write_bytes(b"\xff\xd8\xff\xe0 bukan foto utuh")
    (empty / "tautan.png").symlink_to(paket)
    photo = run("--json", "--home", above, "gather", empty)
    assert [(Path(one["file"]).name, one["code"]) for one in photo.data["refused"]] == [("IMG_1.JPG", "foto_rusak")]
    assert [Path(one).name for one in photo.data["suspicious"]] == ["tautan.png"]
    write_volumes(paket, parts, 20_000, series=hashlib.sha256(paket.read_bytes()).hexdigest())
    (joined,) = run("--json", "--home", above, "gather", parts, "--to", tmp_path).data["bundles"]
    again = run("--home", above, "gather", parts, "--to", tmp_path)
    assert (again.code, "sudah ada" in again.out, joined in again.out) == (0, True, True)
    Path(joined).write_bytes(b"lain")
    other = run("--home", above, "gather", parts, "--to", tmp_path)
    assert (other.code, "sudah ada dan tidak ditimpa" in other.err) == (3, True)
    assert Path(joined).read_bytes() == b"lain"


@pytest.mark.parametrize(
    ("lama", "baru", "kata"),
    [
        ('nama = "Peraturan Contoh 2027"', 'nama = "Peraturan', ("baris ", "TOML")),
        ('"butuh_perbaikan"', '"bagus"', ("isian matriks.", "“bagus”", "butuh_perbaikan")),
        ("[label.rating]", "[lain.rating]", ("label.rating tidak ada",)),
        ("2027-04-01", '"besok"', ("berlaku_mulai", "2027-04-01")),
    ],
)
def test_that_a_rule_file_is_refused_in_words(
    run: Run, dunia: Path, tmp_path: Path, lama: str, baru: str, kata: tuple[str, ...]
) -> None:
    teks, path = rule_text(), tmp_path / "aturan.toml"
    assert lama in teks
    path.write_text(teks.replace(lama, baru, 1), encoding="utf-8")
    told = run("--home", dunia / "kabupaten", "rules", "load", path)
    assert told.code == 1
    assert [one for one in kata if one not in told.err] == []
    assert [one for one in ("Error", "valid", "(at ", "_Unfit") if one in told.err] == []


def test_that_a_bundle_for_other_keys_names_the_likely_causes(run: Run, dunia: Path, paket: Path) -> None:
    true = dunia / "sebenarnya"
    office = ("--role", "kabupaten", "--code", "99.01", "--name", "Kabupaten", "--agency", "UJI")
    assert run("--home", true, "init", "--unattended", *office).code == 0
    assert run("--home", true, "enrol", "approve", dunia / "unit.skpe", "--out", dunia / "j.skpb").code == 0
    for command in ("inspect", "merge"):
        told = run("--home", true, command, paket)
        assert told.code == 3
        assert ("key status" in told.err, "Nama berkas balasan" in told.err) == (True, False), told.err


def test_that_a_lost_original_names_its_computer_and_is_said_to_be_back(run: Run, dunia: Path, paket: Path) -> None:
    above = dunia / "kabupaten"
    assert run("--home", above, "merge", paket).code == 0
    assert run("--json", "--home", above, "merge", paket).data["bundles"][0]["archive_restored"] is False
    (kept,) = (above / "arsip").glob("*.skpb")
    device = run("--json", "--home", above, "device", "list").data[0]["device"]
    for lose in (kept.unlink, lambda: kept.write_bytes(b"?")):
        lose()
        assert f"komputer {device[:8]}" in run("--home", above, "check").out
        again = run("--home", above, "merge", paket)
        assert (again.code, "salinannya kembali ke arsip" in again.out) == (0, True)
        assert run("--home", above, "check").code == 0
