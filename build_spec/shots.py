"""``python3 dev.py shots``: the real window under a virtual screen, a PNG of every page, for both roles.

Needs Xvfb and a small window manager (``dev.py`` sees to both). Two screens: an office laptop of 1366×768, and one
of 1920×1080 at 150 %. The demo data are put into a temporary folder; no real record can get into a picture.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DEMO = ROOT / "resources" / "demo"
GUIDE = ROOT / "docs" / "panduan" / "gambar"
SECONDS = 240


class Look(NamedTuple):
    """One way in which people see the window: the screen and its scale."""

    name: str
    width: int
    height: int
    scale: str


LOOKS = (Look("1366x768", 1366, 768, "1"), Look("1920x1080-150", 1920, 1080, "1.5"))


PEOPLE = (
    ("Melati Sungai Jernih", "penilai", ("beranda", "putaran", "bimbingan", "konseling", "hasil_saya")),
    ("Kemuning Taman Kota", "pegawai", ("beranda", "putaran", "bimbingan", "konseling", "hasil_saya", "pengembangan")),
    ("Rini Ombak Tenang", "operator", ("putaran",)),
)
"""Who logs in, what his pictures begin with, and the pages that he visits."""


class ShotsError(Exception):
    """The pictures could not be made."""


@contextmanager
def virtual_screen(look: Look) -> Iterator[str]:
    """Run a screen and a window manager; yield the name of the display."""
    for needed in ("Xvfb", "openbox"):
        if shutil.which(needed) is None:
            raise ShotsError(f"{needed} is not installed")
    ours, theirs = os.pipe()
    size = f"{look.width}x{look.height}x24"
    xvfb = subprocess.Popen(
        ["Xvfb", "-displayfd", str(theirs), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[theirs],
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    manager = None
    try:
        with os.fdopen(ours) as answer:
            number = answer.readline().strip()
        if not number:
            raise ShotsError("the virtual screen did not start")
        display = f":{number}"
        env = {**os.environ, "DISPLAY": display}
        manager = subprocess.Popen(["openbox"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        yield display
    finally:
        for child in (manager, xvfb):
            if child is not None:
                child.terminate()
                child.wait(timeout=20)


def cli(home: Path, *words: str, wanted: int = 0) -> dict[str, Any]:
    """Run one command of the program and return its JSON."""
    command = [sys.executable, "-m", "desktop_app", "--home", str(home), "--json", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != wanted:
        raise ShotsError(f"{' '.join(words)} → {done.returncode}\n{done.stderr}")
    answer = json.loads(done.stdout or "{}")
    return answer if isinstance(answer, dict) else {"list": answer}


def found(home: Path, role: str, code: str, name: str) -> None:
    """Make one office of the demo."""
    agency, place = "PEMERINTAH KABUPATEN ANTAH BERANTAH", "Sukamaju"
    words = ["--role", role, "--code", code, "--name", name, "--agency", agency, "--place", place]
    cli(home, "init", "--unattended", *words)


def enrol(unit: Path, kabupaten: Path, folder: Path) -> None:
    """Let the kabupaten admit an office, by files."""
    request, answer = folder / f"{unit.name}.permintaan", folder / f"{unit.name}.jawaban"
    cli(unit, "enrol", "request", "--out", str(request))
    cli(kabupaten, "enrol", "approve", str(request), "--out", str(answer))
    cli(unit, "enrol", "accept", str(answer))


def prepare(folder: Path) -> tuple[Path, Path, Path]:
    """Return the homes of a unit, of a kabupaten with everything that its pages can show, and of a new unit.

    Two computers of one office changed the same SKP, so that the kabupaten has a conflict to show; one bundle
    waits on the stick to be looked into, and one damaged file to be refused. The planning documents come last: what
    is applied from the demo's file again would meet the changes that they make.
    """
    unit, second, kabupaten = folder / "kecamatan", folder / "kecamatan-kedua", folder / "kabupaten"
    stick = folder / "flashdisk"
    stick.mkdir()
    found(kabupaten, "kabupaten", "99.01", "Kabupaten Antah Berantah")
    for home in (unit, second):
        found(home, "unit", "99.01.01", "Kecamatan Sukamaju")
        enrol(home, kabupaten, folder)
    for data in ("kecamatan-sukamaju.json", "kecamatan-sukamaju-harian.json", "kecamatan-sukamaju-pengembangan.json"):
        cli(unit, "apply", str(DEMO / data))
    for home, note, result in (
        (unit, "Melaksanakan tugas dengan tertib", "Tersusunnya laporan kegiatan kecamatan tepat waktu"),
        (second, "Menata ulang pembagian tugas", "Tersusunnya laporan kegiatan dan keuangan kecamatan"),
    ):
        cli(home, "apply", str(with_changes(folder, note, result, evaluations=home is unit)))
        bundle = cli(home, "export", "--to", str(stick))["file"]
        if home is unit:
            cli(kabupaten, "merge", bundle)
    cli(kabupaten, "merge", bundle)
    cli(unit, "apply", str(with_changes(folder, "Bertugas juga di kelurahan", "Tersusunnya laporan semester")))
    waiting = Path(cli(unit, "export", "--to", str(stick))["file"])
    damaged = bytearray(waiting.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (stick / "paket-rusak.skpb").write_bytes(bytes(damaged))
    old_code = stick / "kode-lama.txt"
    command = [sys.executable, str(HERE / "shots_planning.py"), str(unit), str(old_code)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ShotsError(f"planning documents → {done.returncode}\n{done.stderr}")
    fresh = folder / "kecamatan-baru"
    found(fresh, "unit", "99.01.02", "Kecamatan Sukasari")
    cli(fresh, "enrol", "request", "--out", str(folder / "permintaan.skpe"))
    return unit, kabupaten, fresh


def people(folder: Path) -> Path:
    """Return the home of an office in which people log in: with rounds, a guidance and a case of counselling."""
    home = folder / "orang"
    command = [sys.executable, str(HERE / "shots_people.py"), str(home), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ShotsError(f"an office of people → {done.returncode}\n{done.stderr}")
    return home


def with_changes(folder: Path, note: str, result: str, *, evaluations: bool = True) -> Path:
    """Return the demo as an interchange file with another note on its first person and another planned result."""
    document = json.loads((DEMO / "kecamatan-sukamaju.json").read_text(encoding="utf-8"))
    items = document["dokumen"]
    person = next(item for item in items if item["jenis"] == "pegawai" and item["isi"].get("nip"))
    person["isi"]["catatan"] = note
    draft = next(item for item in items if item["jenis"] == "skp" and item["isi"].get("status", "draft") == "draft")
    draft["isi"]["hasil"][0]["teks"] = result
    if not evaluations:
        document["dokumen"] = [item for item in items if item["jenis"] != "penilaian"]
    path = folder / f"perubahan-{len(list(folder.iterdir()))}.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def visit(home: Path, prefix: str, out: Path, look: Look, display: str, language: str, *pages: str) -> None:
    """Open the window of ``home`` on the virtual screen and let it take its pictures, of all pages or of some."""
    env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": look.scale}
    env["SKP_LANGUAGE"] = language
    env.pop("WAYLAND_DISPLAY", None)
    stick = home.parent / "flashdisk"
    command = [sys.executable, str(HERE / "shots_window.py"), str(home), str(stick), prefix, str(out), *pages]
    try:
        done = subprocess.run(command, cwd=ROOT, env=env, timeout=SECONDS, capture_output=True, text=True, check=False)
    except subprocess.TimeoutExpired as late:
        raise ShotsError(f"{prefix}: no end after {SECONDS} s\n{late.stderr}") from None
    print(done.stdout, end="")
    if done.returncode:
        raise ShotsError(f"{prefix}: exit code {done.returncode}\n{done.stderr}")


def keep_shown(guide: Path) -> None:
    """Remove the pictures that no chapter of the guide shows, and make the others small."""
    from PIL import Image

    text = "".join(chapter.read_text(encoding="utf-8") for chapter in guide.parent.glob("*.md"))
    for picture in guide.glob("*.png"):
        if f"gambar/{picture.name}" not in text:
            picture.unlink()
            continue
        with Image.open(picture) as full:
            full.convert("RGB").quantize(128).save(picture, optimize=True)


def main() -> int:
    """Take all pictures, or those of one look; ``--guide`` renews the pictures of the user guide."""
    parser = argparse.ArgumentParser(description="Gambar layar setiap halaman, kedua peran.")
    parser.add_argument("--out", type=Path, default=ROOT / "shots-output")
    parser.add_argument("--look", choices=[look.name for look in LOOKS], help="one screen only")
    parser.add_argument("--guide", action="store_true", help="into docs/panduan/gambar, the laptop's screen only")
    parser.add_argument("--language", choices=["id", "en"], default="id", help="the language of the window")
    options = parser.parse_args()
    if options.guide and options.language != "id":
        parser.error("the guide shows the window in Indonesian")
    out = GUIDE if options.guide else options.out.resolve()
    wanted = LOOKS[0].name if options.guide else options.look
    try:
        for look in LOOKS:
            if wanted and look.name != wanted:
                continue
            target = out if options.guide else out / look.name
            target.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix="skp-luring-shots-") as folder, virtual_screen(look) as display:
                unit, kabupaten, fresh = prepare(Path(folder))
                visit(Path(folder) / "kosong", "mulai", target, look, display, options.language)
                visit(fresh, "baru", target, look, display, options.language, "beranda", "kirim")
                visit(unit, "unit", target, look, display, options.language)
                visit(kabupaten, "kabupaten", target, look, display, options.language)
                home = people(Path(folder))
                for name, prefix, pages in PEOPLE:
                    visit(home, prefix, target, look, display, options.language, name, *pages)
            if options.guide:
                keep_shown(target)
            print(f"• {look.name}: {len(list(target.glob('*.png')))} gambar di {target}")
    except ShotsError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
