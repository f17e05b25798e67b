"""What a new user met at the command line: refusals name their file, nothing half-done, words instead of codes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.codec import natural_id
from desktop_app.paths import resources
from desktop_app.services.kantor import open_kantor
from tests.cli.conftest import Run
from tests.services.pengirim import Pengirim

ROOT = Path(__file__).resolve().parents[2]
ROSTER = "NO;NAMA;NIP;JABATAN\n1;Fulan Satu, S.AP.;199001012015031001;Pengelola Data\n2;;199001012015031002;Camat\n"


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def test_that_every_refusal_names_its_file_and_stops_nobody(run: Run, dunia: Path, paket: Path) -> None:
    rusak, folder = dunia / "rusak.skpb", dunia / "folder.skpb"
    rusak.write_bytes(paket.read_bytes()[:-9])
    folder.mkdir()
    hasil = run("--home", dunia / "kabupaten", "merge", dunia / "nope.skpb", folder, rusak, paket)
    assert hasil.code == 3
    assert [satu.split(":")[0] for satu in lines(hasil.err)] == ["nope.skpb", "folder.skpb", "rusak.skpb"]
    assert paket.name in hasil.out
    assert run("--home", dunia / "kabupaten", "list", "skp", "--json").data


@pytest.mark.parametrize("home", ["kabupaten", "unit"])
def test_that_a_missing_file_or_a_folder_alone_exits_1(run: Run, dunia: Path, home: str) -> None:
    (dunia / "folder.skpb").mkdir()
    for nama in ("nope.skpb", "folder.skpb"):
        hasil = run("--home", dunia / home, "merge", dunia / nama)
        assert hasil.code == 1
        assert hasil.out == ""
        (satu,) = lines(hasil.err)
        assert satu.startswith(f"{nama}: ")
    satu = run("--home", dunia / home, "merge", dunia / "nope.skpb", "--json").data["bundles"][0]
    assert (satu["result"], satu["code"]) == ("ditolak", "paket_tidak_ada")


def test_that_received_bundles_beside_a_merged_one_are_told_and_exit_0(run: Run, dunia: Path, paket: Path) -> None:
    home = dunia / "kabupaten"
    lama = dunia / "lama.skpb"
    shutil.copy(paket, lama)
    both = run("--home", home, "merge", lama, paket)
    assert (both.code, both.err) == (0, "")
    assert f"{paket.name}: " in both.out
    assert "sudah pernah diterima" in both.out
    again = run("--home", home, "merge", lama, paket)
    assert again.code == 3
    assert again.out.strip() == ""
    assert [satu.split(":")[0] for satu in lines(again.err)] == ["lama.skpb", paket.name]
    with_missing = run("--home", home, "merge", lama, dunia / "nope.skpb", "--json")
    assert with_missing.code == 3
    assert not with_missing.data["ok"]


@pytest.fixture
def held(dunia: Path, run: Run) -> Path:
    """Return a kabupaten that merged a bundle in which one record of two is held back, and what it said."""
    kantor = open_kantor(dunia / "unit", jam=lambda: datetime(2026, 12, 1, tzinfo=UTC))
    pengirim = Pengirim(kantor, dunia / "palsu")
    orang = {"nama": "Warga Contoh", "unit_kode": "99.01.01"}
    jauh = pengirim.revision(orang, scope="99.01.02")
    baik = pengirim.revision(orang, doc_id=natural_id("pegawai", "99.01.01", "cd"))
    paket = pengirim.seal(jauh, baik)
    kantor.close()
    hasil = run("--home", dunia / "kabupaten", "merge", paket)
    assert hasil.code == 0
    assert "1 catatan ditahan: dikirim oleh kantor yang tidak berwenang atas data ini" in hasil.out
    return dunia / "kabupaten"


def audit_head(home: Path) -> tuple[int, str]:
    kantor = open_kantor(home, jam=lambda: datetime(2026, 12, 1, tzinfo=UTC))
    try:
        return kantor.store.audit_head()
    finally:
        kantor.close()


def test_that_what_is_held_is_told_with_its_reason_and_listed(run: Run, held: Path) -> None:
    (satu,) = run("--home", held, "quarantine", "--json").data
    assert (satu["reason"], satu["kind"], satu["scope"]) == ("di_luar_wewenang", "pegawai", "99.01.02")
    daftar = run("--home", held, "quarantine")
    for kata in (satu["rev"][:12], "pegawai", "99.01.02", "Kantor unit", "penyusup", "2026-12-01", "tidak berwenang"):
        assert kata in daftar.out


def test_that_a_held_record_that_still_fails_stays_as_it_was(run: Run, held: Path) -> None:
    before = run("--home", held, "quarantine", "--json").data
    jejak = audit_head(held)
    hasil = run("--home", held, "quarantine", "--admit", before[0]["rev"][:10])
    assert hasil.code == 1
    assert "tetap ditahan: dikirim oleh kantor yang tidak berwenang" in hasil.err
    assert run("--home", held, "quarantine", "--json").data == before
    assert audit_head(held)[0] == jejak[0] + 1, "the refusal leaves its row"
    assert run("--home", held, "quarantine", "--admit", "zz").code == 1


def test_that_a_held_record_that_passes_now_is_merged_with_an_audit_row(run: Run, held: Path) -> None:
    # What an older program laid aside for a reason that no longer holds.
    kantor = open_kantor(held, jam=lambda: datetime(2026, 12, 1, tzinfo=UTC))
    pengirim = Pengirim(open_kantor(held.parent / "unit", jam=kantor.jam), held.parent / "lagi")
    orang = {"nama": "Warga Lain", "unit_kode": "99.01.01"}
    rev = pengirim.revision(orang, doc_id=natural_id("pegawai", "99.01.01", "ef"))
    pengirim.kantor.close()
    (ditahan,) = kantor.store.quarantined()
    with kantor.write("uji") as tx:
        tx.quarantine(rev.raw, "jenis_tidak_dikenal", ditahan.source)
    kantor.close()
    jejak, _ = audit_head(held)
    hasil = run("--home", held, "quarantine", "--admit", rev.rev_id[:12])
    assert hasil.code == 0
    assert [satu["rev"] for satu in run("--home", held, "quarantine", "--json").data] == [ditahan.rev_id]
    assert audit_head(held)[0] == jejak + 1
    assert run("--home", held, "show", rev.doc_id, "--json").data["body"]["nama"] == "Warga Lain"


def printed(run: Run, dunia: Path, out: Path) -> Any:
    orang = next(s for s in run("--home", dunia / "unit", "list", "skp", "--json").data if s["status"] == "ditetapkan")
    return run("--home", dunia / "unit", "print", "skp", "--pegawai", orang["pegawai_id"], "--out", out)


def test_that_a_full_disk_leaves_the_earlier_pdf_whole_and_no_empty_one(run: Run, dunia: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="only there a process can limit the size of files")
    good = printed(run, dunia, tmp_path / "a")
    assert good.code == 0
    (pdf,) = (tmp_path / "a").iterdir()
    raw = pdf.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(raw) - 1, hard))
    try:
        full = [printed(run, dunia, tmp_path / nama) for nama in ("a", "b")]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    for hasil in full:
        assert hasil.code == 4
        assert "penuh" in hasil.err
        assert len(lines(hasil.err)) == 1
    assert [satu.read_bytes() for satu in (tmp_path / "a").iterdir()] == [raw]
    assert list((tmp_path / "b").iterdir()) == []


def test_that_a_folder_that_cannot_be_made_is_told(run: Run, dunia: Path, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_bytes(b"x")
    hasil = printed(run, dunia, tmp_path / "berkas" / "dalam")
    assert hasil.code == 1
    assert "tidak dapat dibuat" in hasil.err
    ada = printed(run, dunia, tmp_path / "berkas")
    assert ada.code == 2
    assert "padahal yang diminta folder" in ada.err


@pytest.fixture
def disputed(run: Run, dunia: Path, paket: Path, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """Return a kabupaten and a person of whom it and his office changed the same facts."""
    unit, kabupaten = dunia / "unit", dunia / "kabupaten"
    assert run("--home", kabupaten, "merge", paket).code == 0
    orang = next(s for s in run("--home", unit, "list", "pegawai", "--json").data if s["nip"])
    for home, catatan in ((kabupaten, "Nama Kabupaten"), (unit, "Nama Unit")):
        isi = run("--home", home, "show", orang["id"], "--json").data["body"]
        isi |= {"nama": catatan, "aktif": True}
        berkas = {
            "format": "skp-luring/interchange",
            "versi": 1,
            "dokumen": [{"jenis": "pegawai", "id": orang["id"], "isi": isi}],
        }
        (tmp_path / "isi.json").write_text(json.dumps(berkas), encoding="utf-8")
        hasil = run("--home", home, "apply", tmp_path / "isi.json")
        assert hasil.code == 0, hasil.err
    baru = run("--home", unit, "export", "--to", tmp_path, "--json").data["file"]
    assert run("--home", kabupaten, "merge", baru).code == 0
    return kabupaten, orang


def test_that_conflicts_are_told_in_words_and_by_the_names_of_resolve(
    run: Run, disputed: tuple[Path, dict[str, Any]]
) -> None:
    home, orang = disputed
    teks = run("--home", home, "conflicts").out
    for kata in (
        "ours (lebih dulu ada di sini): Kantor kabupaten",
        "theirs (datang kemudian): Kantor unit",
        "operator",
    ):
        assert kata in teks
    assert "ours: Nama Kabupaten" in teks
    assert "theirs: Nama Unit" in teks
    assert "    Nama" in lines(teks)[3]
    assert "'" not in teks
    (satu,) = run("--home", home, "conflicts", "--json").data
    assert [(v["label"], v["office"]) for v in satu["versions"]] == [
        ("ours", "Kantor kabupaten"),
        ("theirs", "Kantor unit"),
    ]
    assert satu["fields"][0]["name"] == "Nama"
    for salah in ("zzz", "199001012015031999"):
        hasil = run("--home", home, "resolve", salah, "--take", "ours")
        assert hasil.code == 1
        assert salah in hasil.err.replace(" ", "")
    assert run("--home", home, "resolve", orang["nip"], "--take", "theirs").code == 0
    assert run("--home", home, "show", orang["id"], "--json").data["body"]["nama"] == "Nama Unit"


def test_that_json_and_home_may_stand_after_the_command(run: Run, dunia: Path) -> None:
    assert run("list", "pegawai", "--json", "--home", dunia / "unit").data
    assert run("--json", "--home", dunia / "lain", "list", "pegawai", "--home", dunia / "unit").data
    galat = run("show", "zzz", "--home", dunia / "unit", "--json")
    assert (galat.code, galat.data["kode"]) == (1, "id_salah")


def test_that_json_apply_holds_every_refusal(run: Run, dunia: Path, tmp_path: Path) -> None:
    berkas = tmp_path / "isi.json"
    isi = [{"jenis": "pegawai", "isi": {"nama": "A", "gajah": 1}}, {"jenis": "pegawai", "isi": {"nama": 5}}]
    berkas.write_text(json.dumps({"format": "skp-luring/interchange", "versi": 1, "dokumen": isi}), encoding="utf-8")
    hasil = run("--home", dunia / "unit", "apply", berkas, "--json")
    assert hasil.code == 1
    assert [satu["jalur"] for satu in hasil.data["refused"]] == ["/dokumen/0/isi/gajah", "/dokumen/1/isi/nama"]
    assert all(satu["kode"] and satu["pesan"] for satu in hasil.data["refused"])
    assert "refused" not in run("--home", dunia / "unit", "apply", tmp_path / "tiada.json", "--json").data


def test_that_a_dry_run_tells_every_row_and_since_counts(run: Run, dunia: Path, tmp_path: Path) -> None:
    home, roster = dunia / "lain", tmp_path / "daftar.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    dry = run("--home", home, "import-roster", roster, "--dry-run", "--since", "2025-03-01")
    assert "Baris 2: Fulan Satu, S.AP. – baru: 199001012015031001, Pengelola Data" in dry.out
    assert "Baris 3: – – ditolak: baris ini tidak berisi nama" in dry.out
    assert "1 Maret 2025" in dry.out
    assert run("--home", home, "import-roster", roster, "--since", "2025-03-01").code == 1
    (orang,) = run("--home", home, "list", "pegawai", "--json").data
    isi = run("--home", home, "show", orang["id"], "--json").data["body"]
    assert [satu["mulai"] for satu in isi["riwayat"]] == ["2025-03-01"]
    roster.write_text(ROSTER.replace("Pengelola Data", "Analis Contoh"), encoding="utf-8")
    ubah = run("--home", home, "import-roster", roster, "--dry-run")
    assert "berubah: jabatan “Pengelola Data” → “Analis Contoh”" in ubah.out
    tahun = run("--home", home, "import-roster", roster, "--dry-run", "--json").data
    assert tahun["since"] == f"{datetime.now(UTC).astimezone().year}-01-01"
    assert [satu["hasil"] for satu in tahun["rows"]] == ["berubah", "ditolak"]
    assert "bukan tanggal" in run("--home", home, "import-roster", roster, "--since", "kemarin").err


def test_that_a_list_with_headings_alone_or_only_bad_rows_exits_1(run: Run, dunia: Path, tmp_path: Path) -> None:
    roster = tmp_path / "daftar.csv"
    roster.write_text(lines(ROSTER)[0] + "\n", encoding="utf-8")
    for pilihan in ([], ["--dry-run"]):
        hasil = run("--home", dunia / "lain", "import-roster", roster, *pilihan)
        assert (hasil.code, hasil.out) == (1, "")
        assert "hanya berisi judul" in hasil.err
    roster.write_text("NO;NAMA;NIP\n1;;199001012015031002\n", encoding="utf-8")
    buruk = run("--home", dunia / "lain", "import-roster", roster)
    assert buruk.code == 1
    assert "Baris 2 ditolak" in buruk.out


def start(code: str, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in an environment without a screen."""
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, env=bare | env, capture_output=True, text=True, timeout=60
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_that_no_screen_is_one_sentence_and_no_abort(tmp_path: Path) -> None:
    for words in (["gui"], []):
        hasil = start("import sys; from desktop_app.cli import main; sys.exit(main())", "--home", str(tmp_path), *words)
        assert hasil.returncode == 4
        assert hasil.stderr.startswith("Jendela program memerlukan layar")
        assert len(lines(hasil.stderr)) == 1
        assert "PySide6" not in hasil.stderr


@pytest.mark.parametrize("entry", ["desktop_app.cli", "desktop_app.__main__"])
@pytest.mark.parametrize("module", ["click", "msgspec", "desktop_app.services.masuk"])
def test_that_ctrl_c_while_starting_is_one_sentence(entry: str, module: str) -> None:
    code = (
        "import sys\n"
        "class Keyboard:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}: raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Keyboard())\n"
        f"from {entry} import main\n"
        "sys.exit(main(['list', 'skp']))\n"
    )
    hasil = start(code)
    assert (hasil.returncode, hasil.stderr) == (1, "Dibatalkan; tidak ada yang berubah.\n")


def test_that_help_is_indonesian_throughout(run: Run) -> None:
    from desktop_app.cli.masuk import skp_luring

    names = [[], *([nama] for nama in skp_luring.commands), ["enrol", "request"]]
    for words in names:
        hasil = run(*words, "--help")
        assert hasil.code == 0
        assert hasil.out.startswith("Pemakaian: skp-luring")
        for english in ("Usage", "Options", "Commands", "Show ", "[required]", "OPTIONS", "ARGS", " TEXT", " FILE"):
            assert english not in hasil.out, (words, english)


@pytest.mark.parametrize(
    ("words", "kata"),
    [
        (["import-roster", "/"], "adalah folder, padahal yang diminta berkas"),
        (["export", "--to", str(resources() / "demo" / "kecamatan-sukamaju.json")], "padahal yang diminta folder"),
        (["list", "gajah"], "bukan salah satu dari unit_kerja"),
        (["resolve", "x", "--take", "mine"], "bukan salah satu dari ours, theirs, base"),
        (["resolve", "x"], "Pilih salah satu: ours, theirs"),
        (["terbang"], "Perintah “terbang” tidak dikenal"),
        (["list", "skp", "--text"], "--text"),
    ],
)
def test_that_wrong_usage_says_why(run: Run, tmp_path: Path, words: list[str], kata: str) -> None:
    hasil = run("--home", tmp_path / "kosong", *words)
    assert hasil.code == 2
    assert kata in hasil.err
    assert len(lines(hasil.err)) == 1


@pytest.mark.parametrize(
    ("role", "code", "name", "kata"),
    [
        ("kabupaten", "99.01.01", "Kabupaten", "dua bagian"),
        ("unit", "99.01", "Kecamatan", "tiga bagian"),
        ("unit", "99.01.01", "K" * 201, "200"),
        ("unit", "99.01.01", "Kecamatan\nSukamaju", "satu baris"),
    ],
)
def test_that_an_office_begins_with_a_fitting_code_and_name(
    run: Run, tmp_path: Path, role: str, code: str, name: str, kata: str
) -> None:
    hasil = run(
        "--home",
        tmp_path / "k",
        "init",
        "--unattended",
        "--role",
        role,
        "--code",
        code,
        "--name",
        name,
        "--agency",
        "PEMERINTAH",
    )
    assert hasil.code == 1
    assert kata in hasil.err
    assert not (tmp_path / "k").exists()
    good = {"kabupaten": "99.01", "unit": "99.01.01"}[role]
    baik = [
        "--home",
        tmp_path / "k",
        "init",
        "--unattended",
        "--role",
        role,
        "--code",
        good,
        "--name",
        "K" * 200,
        "--agency",
        "P",
    ]
    assert run(*baik).code == 0
