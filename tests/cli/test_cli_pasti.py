"""A command that could mean several documents asks which; one that would lose or change nothing says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def panggil(run: Any, dunia: Path) -> Any:
    """Return a call of the unit's commands that gives the data, or the refusal where ``kode`` is expected."""

    def call(*arguments: object, kode: str = "") -> Any:
        hasil = run("--json", "--home", dunia / "unit", *arguments)
        assert hasil.code == (1 if kode else 0), hasil
        assert hasil.data.get("kode", "") == kode if isinstance(hasil.data, dict) else not kode
        return hasil.data

    return call


@pytest.fixture
def nip(panggil: Any) -> str:
    return str(next(satu["nip"] for satu in panggil("list", "pegawai") if satu["nip"] and satu["penilai_id"]))


def test_that_of_two_plans_of_a_year_none_is_printed_unasked_and_their_files_differ(
    panggil: Any, nip: str, tmp_path: Path
) -> None:
    lama = panggil("skp", "create", nip, "--year", 2024)["id"]
    baru = panggil("skp", "move", nip, "--date", "2024-03-01", "--post", "Pengelola", "--reason", "SK")["skp"]
    tanya = panggil("print", "skp", "--pegawai", nip, "--periode", 2024, "--out", tmp_path, kode="sebutkan_id")
    for kata in (lama, baru, "Ada 2 SKP"):
        assert kata in tanya["pesan"]
    berkas = [Path(panggil("print", "skp", "--pegawai", satu, "--out", tmp_path)["file"]).name for satu in (lama, baru)]
    masa = ["2024-01-01-sd-2024-02-29", "2024-03-01-sd-2024-12-31"]
    assert [satu.removesuffix(".pdf").rpartition("_")[2] for satu in berkas] == masa


def test_that_a_move_keeps_the_unit_that_is_not_named(panggil: Any, nip: str) -> None:
    unit = panggil("show", nip)["body"]["riwayat"][-1]["unit_kerja"]
    panggil("skp", "move", nip, "--date", "2025-03-01", "--post", "Pengelola", "--reason", "SK")
    kini = next(satu for satu in panggil("show", nip)["body"]["riwayat"] if satu["mulai"] == "2025-03-01")
    assert unit
    assert kini["unit_kerja"] == unit


def test_that_a_post_held_for_a_time_is_named(panggil: Any, nip: str) -> None:
    for jenis in ("plt", "plh", "diperbantukan"):
        panggil("skp", "circumstance", nip, "--kind", jenis, "--from", "2025-03-01", kode="keadaan_tanpa_jabatan")
    panggil("skp", "circumstance", nip, "--kind", "plt", "--from", "2025-03-01", "--post", "Plt Lurah Contoh")


def test_that_codes_are_known_in_small_letters_and_a_person_who_is_not_there_is_named(
    panggil: Any, nip: str, tmp_path: Path
) -> None:
    skp = panggil("skp", "create", nip, "--year", 2024)["id"]
    assert Path(panggil("print", "a.1.8", "--pegawai", skp, "--out", tmp_path)["file"]).exists()
    asing = "199901012020121009"
    panggil("print", "skp", "--pegawai", asing, "--out", tmp_path, kode="nip_tidak_ditemukan")
    tanpa = panggil("skp", "step", "ajukan", nip, "--year", 2023, kode="skp_belum_ada_tahun")
    assert "belum punya SKP 2023" in tanpa["pesan"]


def test_that_quality_tells_what_blocks(run: Any, panggil: Any, nip: str, dunia: Path) -> None:
    panggil("skp", "create", nip, "--year", 2024)
    teks = run("--home", dunia / "unit", "quality", nip, "--year", 2024).out
    assert teks.startswith("Menghalangi Ajukan:\n- ")


def test_that_a_named_day_wins_over_a_bare_one_and_is_never_erased(panggil: Any, tmp_path: Path) -> None:
    path = tmp_path / "libur.csv"
    path.write_text(f"17/8/2026\n17 Agustus 2026 Hari Contoh\n2026-05-01;{'x' * 121}\n")
    data = panggil("calendar", "import", path, "--year", 2026)
    assert [satu["name"] for satu in data["new"]] == ["Hari Contoh"]
    assert ([s["line"] for s in data["duplicates"]], [s["line"] for s in data["unread"]]) == ([1], [3])
    path.write_text("17/8/2026\n")
    data = panggil("calendar", "import", path, "--year", 2026)
    assert (data["changed"], data["same"]) == ([], 1)
    kini = panggil("calendar", "set", "2026-08-17", "--kind", "libur_daerah")["holidays"]
    assert [(satu["name"], satu["kind"]) for satu in kini] == [("Hari Contoh", "libur_daerah")]


def test_that_a_day_of_the_kabupaten_and_one_that_is_not_there_are_refused(
    run: Any, panggil: Any, dunia: Path, tmp_path: Path
) -> None:
    panggil("calendar", "set", "2026-05-02", "--remove", kode="kalender_hari_tidak_ada")
    panggil("calendar", "set", "2026-05-02", "--name", "x" * 121, kode="kalender_nama_panjang")
    atas = dunia / "kabupaten"
    assert run("--home", atas, "calendar", "set", "2026-08-17", "--name", "Hari Contoh").code == 0
    assert run("--home", atas, "merge", next(dunia.glob("*-up-*.skpb"))).code == 0
    assert run("--home", atas, "export", "--to", tmp_path).code == 0
    komputer = next(dunia.glob("*-up-*.skpb")).name.split("-up-")[1].split("-")[0]
    panggil("merge", next(tmp_path.glob(f"*-return-*-{komputer}-*.skpb")))
    panggil("calendar", "set", "2026-08-17", "--name", "Lain", kode="kalender_hari_kabupaten")
    panggil("calendar", "set", "2026-08-17", "--remove", kode="kalender_hari_kabupaten")


def test_that_a_plan_is_determined_on_a_day_that_can_be(panggil: Any, nip: str) -> None:
    skp = panggil("skp", "create", nip, "--year", 2024)["id"]
    panggil("template", "apply", "bawaan/pelaksana-umum", "--pegawai", nip, "--year", 2024)
    panggil("skp", "step", "ajukan", skp)
    tetapkan = ("skp", "step", "tetapkan", skp, "--date")
    panggil(*tetapkan, "2098-01-05", kode="skp_tanggal_belum_tiba")
    for salah in ("2025-01-05", "2023-06-30"):
        panggil(*tetapkan, salah, kode="skp_tanggal_salah")
    assert panggil(*tetapkan, "2023-12-20")["status"] == "ditetapkan"


def test_that_a_draft_addendum_can_be_emptied_and_deleted(panggil: Any, nip: str) -> None:
    skp = panggil("skp", "create", nip, "--year", 2024)["id"]
    panggil("template", "apply", "bawaan/pelaksana-umum", "--pegawai", nip, "--year", 2024)
    panggil("skp", "step", "ajukan", skp)
    panggil("skp", "step", "tetapkan", skp, "--date", "2024-01-20")
    adendum = panggil("addendum", "create", skp)["id"]
    kosong = ("addendum", "change", adendum, "tambah", "--text", "", "--reason", "")
    panggil(*kosong, kode="adendum_tanpa_isi")
    panggil("addendum", "change", adendum, "tambah", "--text", "Arsip tertata", "--reason", "tugas baru")
    (baru,) = panggil("addendum", "show", adendum)["addendum"]["perubahan"]
    panggil("addendum", "remove-change", adendum, "bukan", kode="adendum_perubahan_tidak_ada")
    panggil("addendum", "remove-change", adendum, baru["hasil_id"])
    assert panggil("addendum", "show", adendum)["addendum"]["perubahan"] == []
    panggil("addendum", "delete", adendum, "--reason", "keliru")
    assert panggil("addendum", "list", "--pegawai", skp) == []
    assert panggil("addendum", "create", skp)["id"] != adendum


def test_that_a_template_is_named_and_lists_tell_whose_a_document_is(
    run: Any, panggil: Any, nip: str, dunia: Path
) -> None:
    satu = next(s for s in panggil("template", "list") if s["id"] == "bawaan/pelaksana-umum")
    skp = panggil("template", "apply", satu["nama"].upper(), "--pegawai", nip, "--year", 2024)["skp"]
    salah = panggil(
        "template", "apply", "Bukan templat", "--pegawai", nip, "--year", 2024, kode="templat_tidak_dikenal"
    )
    assert "template list" in salah["pesan"]
    nama = panggil("show", nip)["body"]["nama"]
    baris = next(b for b in run("--home", dunia / "unit", "list", "skp").out.splitlines() if b.startswith(skp))
    for kata in (nama[:30], "2024", "draf "):
        assert kata in baris
    luar = run("--home", dunia / "unit", "quality", nip, "--year", 1900)
    assert (luar.code, "bukan bilangan dari 2000 sampai 2099" in luar.err) == (2, True)
