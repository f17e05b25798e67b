"""Start the frozen program with ``--self-test`` and judge what comes out.

Qt goes on after an exception in a slot, so a broken program may simply stay open: hence the watchdog.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

STEPS = ("penyimpanan", "paket", "pdf", "jendela")
SECONDS = 120


class SmokeError(Exception):
    """The frozen program did not do what it must."""


def bare_environment(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of this checkout or its Python can help the program."""
    kept = {name: value for name, value in os.environ.items() if name in ("SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT")}
    path = os.environ.get("PATH", "") if os.name == "nt" else "/usr/bin:/bin"
    places = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP", "XDG_RUNTIME_DIR")
    fixed = {"PATH": path, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    return {**kept, **fixed, **dict.fromkeys(places, str(home))}


def run_smoke(program: Path, seconds: int = SECONDS) -> str:
    """Return what ``program --self-test`` printed; raise ``SmokeError`` if it failed, hung or left a step out."""
    with tempfile.TemporaryDirectory(prefix="skp-luring-smoke-") as home:
        child = subprocess.Popen(
            [str(program), "--self-test"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=bare_environment(Path(home)),
            cwd=home,
        )
        try:
            output, _ = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            output, _ = child.communicate()
            text = output.decode("utf-8", "replace")
            raise SmokeError(f"no answer within {seconds} s; so far:\n{text}") from None
    text = output.decode("utf-8", "replace")
    if child.returncode != 0:
        raise SmokeError(f"exit code {child.returncode}:\n{text}")
    missing = [step for step in STEPS if f"{step}: baik" not in text.lower()]
    if missing:
        raise SmokeError(f"no word about {', '.join(missing)}:\n{text}")
    return text


def main() -> int:
    """Run the smoke test on the program named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("program", type=Path)
    try:
        print(run_smoke(parser.parse_args().program.resolve()), end="")
    except SmokeError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
