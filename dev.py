#!/usr/bin/env python3
"""Everything that is done with this checkout, one word each, for example ``python3 dev.py demo``.

Standard library only, so that a bare machine with nothing but Python can start it. Each word first sets up
what it needs: an environment in ``.venv`` with the exact libraries of ``requirements.lock`` (checked by hash)
and, on Debian and Ubuntu, the system libraries that Qt needs (installed when this user may, otherwise named
in one line to paste). All that these words write by themselves lies in this checkout. Notes go to stderr, so
that the stdout of ``cli --json`` stays clean.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "setup-stamp"
HOME = ROOT / "dev-home"  # the records of `run` and `cli`, so that trying things out never touches real data
WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")
OLDEST = (3, 11)

WORDS = {
    "demo": "kerjakan contoh lengkap: catat, kirim, gabungkan, cetak ke demo-output/",
    "test": "jalankan semua uji (argumen tambahan diteruskan ke pytest)",
    "run": "buka jendela program (data percobaan di dev-home/)",
    "cli": "perintah skp-luring, misalnya: dev.py cli list pegawai",
    "check": "ruff, mypy, dan kontrak impor",
    "shots": "gambar layar setiap halaman (argumen diteruskan)",
    "bench": "ukur kecepatan (argumen diteruskan)",
    "faults": "uji gangguan dengan angka panjang dan tabel hasilnya (argumen diteruskan)",
    "freeze": "buat program beku di dist/ lalu mengujinya",
    "setup": "siapkan saja, tanpa menjalankan apa-apa",
}

# Shared libraries that Qt's Linux wheels expect from the system, and the Debian/Ubuntu package of each. The
# table serves to ask for everything at once; `ldd` has the last word after the installation.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
PROGRAMS = {"Xvfb": "xvfb", "openbox": "openbox", "objdump": "binutils", "ldd": "libc-bin", "strace": "strace"}

WORDS_WITHOUT_WINDOW = {
    "demo",
    "cli",
    "check",
    "setup",
}  # these go on when only libraries of the window are missing
WORDS_ON_A_SCREEN = {"run", "shots"}
PROGRAMS_OF_WORD = {"shots": "Xvfb openbox", "test": "objdump strace", "freeze": "objdump", "faults": "strace"}
SCRIPTS = {
    "shots": "build_spec/shots.py",
    "bench": "tests/benchmarks/bench.py",
    "faults": "tests/faults/long_run.py",
    "freeze": "build_spec/freeze.py",
}


class SetupError(Exception):
    """Setting up cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    """Print one line of progress."""
    print(text, file=sys.stderr, flush=True)


def run_quietly(command: list[str], doing: str, env: dict[str, str]) -> None:
    """Run ``command`` with a sign of life every 20 seconds; show the end of its output only if it fails."""
    say(f"• {doing} …")
    log = ROOT / ".setup.log"
    started = time.monotonic()
    with log.open("wb") as output:
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=ROOT, env=env)
        try:
            while True:
                try:
                    code = child.wait(timeout=20)
                    break
                except subprocess.TimeoutExpired:
                    say(f"  … masih berjalan ({time.monotonic() - started:.0f} detik)")
        except BaseException:
            child.kill()
            child.wait()
            raise
    tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-25:])
    log.unlink()
    if code:
        raise SetupError(f"{tail}\n\nGagal: {doing} (kode {code}). Keterangan lengkap ada di atas.")


# ---------------------------------------------------------------- system packages (Debian, Ubuntu)


def missing_shared(libraries: dict[str, str]) -> list[str]:
    """Return the packages of those ``libraries`` (soname → package) that cannot be loaded."""
    missing = []
    for soname, package in libraries.items():
        try:
            ctypes.CDLL(soname)
        except OSError:
            missing.append(package)
    return missing


def missing_packages(words: set[str]) -> list[str]:
    """Return the packages to ask for before anything is installed, for ``words``; ``setup`` means every word."""
    if "setup" in words:
        words = set(WORDS)
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    packages = []
    if not venv_works() and not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        packages.append(f"python{version}-venv")
    packages += missing_shared(QT_LIBRARIES)
    if words & WORDS_ON_A_SCREEN:
        packages += missing_shared(WINDOW_LIBRARIES)
    needed = sorted({name for word in words for name in PROGRAMS_OF_WORD.get(word, "").split()})
    packages += [PROGRAMS[name] for name in needed if not shutil.which(name)]
    if words & {"freeze", "test"} and not python_library_found():
        packages.append(f"libpython{version}")
    return packages


def python_library_found() -> bool:
    """Say whether Python's own shared library, which the frozen program carries along, can be found."""
    name = sysconfig.get_config_var("INSTSONAME") or ""
    if not name.startswith("libpython") or ".so" not in name:
        return True  # a static build: no package would help, PyInstaller says so itself
    folders = [sysconfig.get_config_var("LIBDIR") or "", str(Path(sys.base_prefix) / "lib")]
    if any((Path(folder) / name).exists() for folder in folders if folder):
        return True
    return not missing_shared({name: name})


def missing_after_setup(word: str) -> list[str]:
    """Return sonames or packages that the installed Qt still lacks, as the loader itself sees it.

    Qt's own message is not to be trusted here: without libxcb-icccm4 it complains about xcb-cursor0.
    """
    qt = next(VENV.glob("lib*/python*/site-packages/PySide6/Qt"), None)
    if qt is None or not shutil.which("ldd"):
        return []
    objects = [qt / "plugins/platforms/libqoffscreen.so"]
    objects += [qt / f"lib/libQt6{name}.so.6" for name in ("Widgets", "Pdf", "Svg", "PrintSupport")]
    if word in WORDS_ON_A_SCREEN:
        objects.append(qt / "plugins/platforms/libqxcb.so")
    present = [str(path) for path in objects if path.exists()]
    listing = subprocess.run(["ldd", *present], capture_output=True, text=True, check=False).stdout
    sonames = sorted(set(re.findall(r"^\s*(\S+) => not found", listing, re.MULTILINE)))
    return [{**QT_LIBRARIES, **WINDOW_LIBRARIES}.get(soname, soname) for soname in sonames]


def may_install() -> list[str] | None:
    """Return the words in front of apt-get when this user may use it without being asked, else ``None``."""
    if not shutil.which("apt-get"):
        return None
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        answer = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if answer.returncode == 0:
            return ["sudo", "-n"]
    return None


def line_to_paste(packages: list[str]) -> str:
    """Return the one line that installs ``packages`` on Debian or Ubuntu."""
    update, names = "apt-get update", " ".join(dict.fromkeys(packages))
    install = f"apt-get install -y --no-install-recommends {names}"
    if not shutil.which("sudo"):
        return f'    su -c "{update} && {install}"'
    return f"    sudo {update} && sudo {install}"


def install_packages(packages: list[str]) -> None:
    """Install system packages; raise ``SetupError`` with the line to paste when this user may not."""
    prefix = may_install()
    if prefix is None:
        everything = missing_packages({"setup"})  # whoever must paste a line should have to do it only once
        raise SetupError(
            "Beberapa paket sistem belum ada dan tidak dapat dipasang dari sini.\n"
            "Di Debian atau Ubuntu tempel baris ini, lalu ulangi perintah tadi "
            "(di sistem lain: paket dengan isi yang sama):\n\n" + line_to_paste([*packages, *everything])
        )
    names = list(dict.fromkeys(packages))
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        run_quietly([*prefix, "apt-get", "update", "-q"], "Memperbarui daftar paket sistem", env)
    except SetupError:
        say("  (daftar paket tidak dapat diperbarui seluruhnya; memakai yang ada)")
    install = [*prefix, "apt-get", "install", "-y", "-q", "--no-install-recommends", *names]
    run_quietly(install, "Memasang paket sistem: " + " ".join(names), env)


def provide_packages(packages: list[str], word: str) -> None:
    """Install what is missing; a word that opens no window goes on without the window's libraries."""
    unknown = [name for name in packages if ".so" in name]
    try:
        if unknown:
            raise SetupError("Pustaka sistem ini belum ada dan paketnya tidak dikenal: " + " ".join(unknown))
        if packages:
            install_packages(packages)
    except SetupError as stop:
        if word not in WORDS_WITHOUT_WINDOW or any(name.endswith("-venv") for name in packages):
            raise
        say(f"{stop}\n\n  ('{word}' tidak membuka jendela, jadi dilanjutkan.)")


# ---------------------------------------------------------------- the environment in .venv


def venv_python() -> Path:
    """Return the environment's own Python."""
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def venv_works() -> bool:
    """Say whether the environment exists, starts and has pip."""
    if not venv_python().exists():
        return False
    probe = "import pip, sys; sys.exit(sys.version_info[:2] < (3, 11))"
    return subprocess.run([str(venv_python()), "-c", probe], capture_output=True, check=False).returncode == 0


def wanted_stamp() -> str:
    """Return what must match for the environment to count as ready: lock, project file, Python, place."""
    digest = hashlib.sha256()
    for part in ("requirements.lock", "pyproject.toml"):
        digest.update((ROOT / part).read_bytes())
    digest.update(f"{platform.machine()} {sys.platform} {ROOT}".encode())
    return digest.hexdigest()


def provide_environment() -> None:
    """Create ``.venv`` and install the locked libraries, unless the stamp says that this was done."""
    wanted = wanted_stamp()
    if venv_works():
        if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
            return
    else:
        create = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        run_quietly(create, "Membuat lingkungan Python di .venv", clean_env())
    pip = [
        str(venv_python()),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--no-cache-dir",
    ]
    locked = [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / "requirements.lock")]
    run_quietly(locked, "Memasang pustaka Python (sekali saja, kira-kira 150 MB unduhan)", clean_env())
    # A lock with hashes cannot be combined with an editable install in one call, hence the second one.
    editable = [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)]
    run_quietly(editable, "Memasang perintah skp-luring", clean_env())
    STAMP.write_text(wanted, encoding="utf-8")
    say("• Lingkungan siap.")


def clean_env() -> dict[str, str]:
    """Return the environment variables without those that would bend another Python."""
    bending = {"PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    return {name: value for name, value in os.environ.items() if name not in bending}


def inside_env(place: Path) -> dict[str, str]:
    """Return environment variables that keep caches, settings and temporary files under ``place``."""
    env = clean_env()
    for name in ("config", "data", "state", "cache"):
        env[f"XDG_{name.upper()}_HOME"] = str(place / name)
    (place / "tmp").mkdir(parents=True, exist_ok=True)
    env.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(place / "tmp")))
    env["PYINSTALLER_CONFIG_DIR"] = str(place / "cache" / "pyinstaller")
    env["PYTHONUTF8"] = "1"
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of the many child processes compiles everything again
    return env


def setup(word: str) -> None:
    """Provide everything that ``word`` needs; quick when it is there already."""
    if LINUX:
        provide_packages(missing_packages({word}), word)
    provide_environment()
    if LINUX and word not in WORDS_WITHOUT_WINDOW:
        provide_packages(missing_after_setup(word), word)


# ---------------------------------------------------------------- the words


def call(command: list[str], env: dict[str, str], cwd: Path = ROOT) -> int:
    """Run the environment's Python with ``command`` and return its exit code."""
    return subprocess.run([str(venv_python()), *command], env=env, cwd=cwd, check=False).returncode


def check(env: dict[str, str]) -> int:
    """Run every static check; all of them run even if one fails."""
    tools = VENV / ("Scripts" if WINDOWS else "bin")
    worst = 0
    for title, command in (
        ("ruff check", [str(tools / "ruff"), "check", "."]),
        ("ruff format", [str(tools / "ruff"), "format", "--check", "."]),
        ("mypy", [str(tools / "mypy")]),
        ("lint-imports", [str(tools / "lint-imports")]),
    ):
        say(f"• {title}")
        worst = max(worst, subprocess.run(command, cwd=ROOT, env=env, check=False).returncode)
    say("• Semua bersih." if worst == 0 else "• Ada yang perlu diperbaiki, lihat di atas.")
    return worst


def do(word: str, rest: list[str]) -> int:
    """Carry out ``word`` with the further arguments ``rest`` and return the exit code."""
    env = inside_env(VENV / "work")
    named = any(part == "--home" or part.startswith("--home=") for part in rest)
    home = [] if named else ["--home", str(HOME)]
    if word == "demo":
        return call(["-m", "desktop_app", "demo", *(rest or ["--out", "demo-output"])], env)
    if word == "test":
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
        whole = all(part.startswith("-") for part in rest)  # a selection is quicker without workers to start
        cores = ["-n", "auto", "--dist", "worksteal"] if whole else []
        return call(["-m", "pytest", *cores, *rest], env)
    if word == "run":
        return call(["-m", "desktop_app", *home, *rest, "gui"], env, Path.cwd())
    if word == "cli":
        return call(["-m", "desktop_app", *home, *rest], env, Path.cwd())
    if word == "check":
        return check(env)
    return call([str(ROOT / SCRIPTS[word]), *rest], env) if word in SCRIPTS else 0


def main(arguments: list[str]) -> int:
    """Read the word, set up, do it."""
    if sys.version_info < OLDEST:
        say("SKP Luring memerlukan Python 3.11 atau lebih baru; yang ini " + platform.python_version() + ".")
        say("Pasang python3.11 dan python3.11-venv (atau yang lebih baru), lalu jalankan: python3.11 dev.py …")
        return 1
    listing = "\n".join(f"  {word:<8}{text}" for word, text in WORDS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py", usage="python3 dev.py KATA [argumen …]", epilog=listing, add_help=not arguments[1:],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("word", choices=[*WORDS], metavar="KATA")
    word = parser.parse_args(arguments[:1]).word
    try:
        setup(word)
        return do(word, arguments[1:])
    except SetupError as stop:
        say(str(stop))
        return 1
    except OSError as problem:
        say(f"Komputer menolak: {problem}")
        return 4
    except KeyboardInterrupt:
        say("Dihentikan.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
