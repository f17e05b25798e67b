"""Canary names, passwords and keys are looked for in every file, log line and, after a lock, in the memory itself."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.services.kantor import Peran, Profil
from desktop_app.services.pendirian_akun import found_with_akun
from desktop_app.vault.passwords import FLOOR

ROOT = Path(__file__).resolve().parents[2]
SANDI = "kopi-tubruk-senja-lembayung-77"
NAMA = "Qanaria Zebrawati Kenari"
CATATAN = "xylofon merdu di teras kelurahan"


class Canaries:
    """An office with passwords, and everything that must not be found outside its encrypted file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home" / "kantor"
        self.stick = folder / "stick"
        self.stick.mkdir(parents=True)
        profil = Profil(peran=Peran.UNIT, kode="99.01.01", nama="Kantor Uji", instansi="UJI")
        kantor = found_with_akun(
            self.home, profil, "Fulan Admin", SANDI, jam=lambda: datetime(2026, 12, 1, 8, tzinfo=UTC), biaya=FLOOR
        )
        self.akun = kantor.who
        assert kantor.kunci is not None
        assert kantor.pelaku.kunci is not None
        device = kantor.device_keys()
        self.keys = {"store": kantor.kunci.key, "person": kantor.pelaku.kunci.seed, "device": device.signing.seed}
        self.texts = {"password": SANDI, "name": NAMA, "note": CATATAN, "identity": device.return_identity}
        kantor.close()

    def patterns(self) -> dict[str, bytes]:
        """Return every form in which a secret could stand somewhere."""
        found = {}
        for name, key in self.keys.items():
            found[name] = key
            found[f"{name} hex"] = key.hex().encode()
            found[f"{name} base64"] = base64.b64encode(key).rstrip(b"=")
        for name, text in self.texts.items():
            found[name] = text.encode()
            found[f"{name} utf-16"] = text.encode("utf-16-le")
        return found

    def start(self, script: str = "keeper.py", **more: str) -> subprocess.Popen[str]:
        """Start a process that works in this office, with every place it could write to inside our folder."""
        places = ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONFAULTHANDLER": "1"}
        for name in places:
            (self.folder / name.lower()).mkdir(exist_ok=True)
            env[name] = str(self.folder / name.lower())
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name(script))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env=env,
        )
        job = {
            "home": str(self.home),
            "akun": self.akun,
            "sandi": SANDI,
            "nama": NAMA,
            "catatan": CATATAN,
            "stick": str(self.stick),
            **more,
        }
        assert process.stdin is not None
        process.stdin.write(json.dumps(job) + "\n")
        process.stdin.flush()
        return process

    def on_disk(self) -> dict[str, list[str]]:
        """Return which secret stands in which file."""
        found: dict[str, list[str]] = {}
        for path in self.folder.rglob("*"):
            if path.is_file():
                # Its own name is readable by everybody too.
                data = path.read_bytes() + b"\n" + os.fsencode(path.name)
                hits = [name for name, pattern in self.patterns().items() if pattern in data]
                if hits:
                    found[str(path.relative_to(self.folder))] = hits
        return found


def in_memory(pid: int, patterns: dict[str, bytes]) -> dict[str, int]:
    """Return how often each secret stands in the memory of a process: what a core file of it would hold."""
    counts = dict.fromkeys(patterns, 0)
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if "r" not in rights or "[v" in line:
                continue
            first, last = (int(one, 16) for one in span.split("-"))
            try:
                memory.seek(first)
                data = memory.read(last - first)
            except (OSError, ValueError, OverflowError):
                continue
            for name, pattern in patterns.items():
                counts[name] += data.count(pattern)
    return counts


def wait_for(process: subprocess.Popen[str], word: str) -> None:
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    if line != word:
        assert process.stderr is not None
        pytest.fail(process.stderr.read())


def go_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.fixture
def office(tmp_path: Path) -> Canaries:
    return Canaries(tmp_path)


def ended(process: subprocess.Popen[str]) -> str:
    """Wait for the end and return what it wrote to its log."""
    out, err = process.communicate(timeout=60)
    return out + err


def test_that_the_search_finds_what_lies_open(office: Canaries) -> None:
    """The proof that the other tests can fail."""
    for name, pattern in office.patterns().items():
        (office.stick / f"{name}.bin").write_bytes(b"x" * 5000 + pattern)
    assert len(office.on_disk()) == len(office.patterns())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the memory of a child through /proc")
@pytest.mark.parametrize("script", ["keeper.py", "window_keeper.py"], ids=["services", "window"])
def test_that_a_locked_program_holds_no_key_no_password_and_no_name(office: Canaries, script: str) -> None:
    process = office.start(script)
    wait_for(process, "open")
    while_open = in_memory(process.pid, office.patterns())
    assert while_open["store"] > 0
    assert while_open["name"] > 0
    go_on(process)
    wait_for(process, "locked")
    after = in_memory(process.pid, office.patterns())
    go_on(process)
    log = ended(process)
    # Qt keeps strings of its own in UTF-16, and now and then one of a name stays; keys and passwords never may.
    allowed = {"name utf-16", "note utf-16"} if script == "window_keeper.py" else set()
    assert {name: count for name, count in after.items() if count and name not in allowed} == {}
    assert all(after[name] <= while_open[name] for name in allowed)
    assert [text for text in office.texts.values() if text in log] == []
    assert office.on_disk() == {}


def test_that_a_program_that_is_killed_leaves_nothing_readable(office: Canaries) -> None:
    process = office.start()
    wait_for(process, "open")
    assert office.on_disk() == {}
    process.send_signal(signal.SIGKILL)
    ended(process)
    assert office.on_disk() == {}


def test_that_a_crash_of_our_own_tells_no_secret(office: Canaries) -> None:
    process = office.start(crash="yes")
    wait_for(process, "open")
    go_on(process)
    log = ended(process)
    assert "a fault of our own" in log
    secrets = [pattern.decode("latin-1") for pattern in office.patterns().values()]
    assert [one for one in secrets if one in log] == []
    assert office.on_disk() == {}
