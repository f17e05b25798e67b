"""Build the frozen program with PyInstaller and start it once: ``python3 dev.py freeze``."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT)]

from program_icon import write_icon  # noqa: E402  (the folder must be on the path first)
from smoke import SmokeError, run_smoke  # noqa: E402
from version_info import write_version_resource  # noqa: E402

from desktop_app import __version__  # noqa: E402


def executable(dist: Path) -> Path:
    """Return the frozen program below ``dist``."""
    return dist / "skp-luring" / ("skp-luring.exe" if os.name == "nt" else "skp-luring")


def build(dist: Path, work: Path) -> Path:
    """Build into ``dist`` with scratch files in ``work`` and return the executable; PyInstaller's words on failure."""
    work.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "PYTHONHASHSEED": "0"}
    if os.name == "nt":
        resource = work / "version_info.txt"
        write_version_resource(__version__, resource)
        env["SKP_LURING_VERSION_FILE"] = str(resource)
        icon = work / "skp-luring.ico"
        write_icon(icon)
        env["SKP_LURING_ICON"] = str(icon)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(dist), "--workpath", str(work / "pyinstaller"), str(HERE / "skp_luring.spec")]
    done = subprocess.run(command, env=env, cwd=work, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SmokeError(f"PyInstaller failed ({done.returncode}):\n{done.stdout}\n{done.stderr}")
    return executable(dist)


def size_of(folder: Path) -> int:
    """Return the bytes of all files below ``folder``."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def main() -> int:
    """Build, measure, smoke-test."""
    parser = argparse.ArgumentParser(description="Membuat program beku dan mengujinya.")
    parser.add_argument("--dist", type=Path, default=ROOT / "dist")
    parser.add_argument("--work", type=Path, default=ROOT / "build")
    places = parser.parse_args()
    started = time.monotonic()
    try:
        print("• Membuat program beku (sekitar satu menit) …", flush=True)
        program = build(places.dist.resolve(), places.work.resolve())
        megabytes = size_of(program.parent) / 1e6
        print(f"• {program.parent}: {megabytes:.0f} MB, {time.monotonic() - started:.0f} detik", flush=True)
        print("• Menguji program beku …", flush=True)
        print(run_smoke(program), end="")
    except SmokeError as problem:
        print(problem, file=sys.stderr)
        return 1
    print("• Program beku siap dipakai.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
