"""dev.py: what it asks for, what it says when it may not, and that it leaves the person's own places alone."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def dev() -> ModuleType:
    """A fresh copy of dev.py as a module."""
    spec = importlib.util.spec_from_file_location("dev_under_test", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_that_dev_needs_nothing_but_the_standard_library() -> None:
    command = [sys.executable, "-I", "-S", str(ROOT / "dev.py"), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for word in ("demo", "test", "run", "cli", "check", "shots", "bench", "freeze", "setup"):
        assert f"  {word} " in done.stdout


def test_that_an_unknown_word_is_a_question_of_usage() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "dev.py"), "dance"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "dance" in done.stderr


def test_that_continuous_integration_runs_exactly_the_test_word() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec python3 dev.py test"]


def test_that_a_library_that_is_not_there_names_its_package(dev: ModuleType) -> None:
    assert dev.missing_shared({"libsurely-not-there.so.9": "libsurely9"}) == ["libsurely9"]
    if sys.platform.startswith("linux"):
        assert dev.missing_shared({"libc.so.6": "libc6"}) == []


def test_that_without_permission_one_line_to_paste_is_printed(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "may_install", lambda: None)
    monkeypatch.setattr(dev, "missing_packages", lambda words: ["libgl1", "xvfb"])
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(dev.SetupError) as stop:
        dev.install_packages(["libegl1", "libgl1", "libegl1"])
    line = str(stop.value).splitlines()[-1].strip()
    wanted = "libegl1 libgl1 xvfb"
    assert line == f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {wanted}"

    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    assert dev.line_to_paste(["xvfb"]).strip().startswith('su -c "apt-get update'), "a bare Debian has no sudo"


def test_that_words_without_a_window_go_on_without_its_libraries(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "may_install", lambda: None)
    dev.provide_packages(["libegl1"], "demo")
    assert "libegl1" in capsys.readouterr().err
    with pytest.raises(dev.SetupError):
        dev.provide_packages(["libegl1"], "run")
    with pytest.raises(dev.SetupError):
        dev.provide_packages(["python3.11-venv"], "demo")


def test_that_an_unknown_library_is_never_given_to_the_package_tool(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "install_packages", lambda packages: pytest.fail(f"asked for {packages}"))
    with pytest.raises(dev.SetupError, match=r"libodd\.so\.1"):
        dev.provide_packages(["libodd.so.1"], "run")


def test_that_a_failing_step_shows_its_last_words(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    command = [sys.executable, "-c", "print('the reason'); raise SystemExit(7)"]
    with pytest.raises(dev.SetupError, match=r"(?s)the reason.*kode 7"):
        dev.run_quietly(command, "Mencoba", dev.clean_env())
    assert not list(tmp_path.iterdir()), "nothing stays behind"


def test_that_children_write_inside_the_checkout(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    env = dev.inside_env(tmp_path / "work")
    assert "PYTHONPATH" not in env
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TMPDIR", "TEMP", "TMP"):
        assert Path(env[name]).is_relative_to(tmp_path / "work"), name
    assert Path(env["TMPDIR"]).is_dir()


def test_that_children_may_keep_what_they_compiled(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in dev.inside_env(tmp_path / "work")


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (["list", "pegawai"], ["--home", "HERE", "list", "pegawai"]),
        (["--home", "mine", "check"], ["--home", "mine", "check"]),
        (["--home=mine", "check"], ["--home=mine", "check"]),
    ],
)
def test_that_the_command_line_uses_the_trial_records_unless_told(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, rest: list[str], expected: list[str]
) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(dev, "call", lambda command, env, cwd=None: seen.append(command) or 5)
    assert dev.do("cli", rest) == 5, "the exit code is passed on"
    assert seen == [["-m", "desktop_app", *[str(dev.HOME) if word == "HERE" else word for word in expected]]]
    assert dev.HOME.parent == ROOT


def test_that_the_window_opens_the_records_that_were_named(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(dev, "call", lambda command, env, cwd=None: seen.append(command) or 0)
    assert dev.do("run", ["--home", "demo-output/kecamatan"]) == 0
    assert seen == [["-m", "desktop_app", "--home", "demo-output/kecamatan", "gui"]]


@pytest.mark.parametrize(
    ("rest", "on_every_core"),
    [([], True), (["--durations=9"], True), (["tests/domain", "-k", "predikat"], False), (["-p", "no:xdist"], False)],
)
def test_that_the_whole_suite_runs_on_every_core_and_a_selection_at_once(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, rest: list[str], on_every_core: bool
) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(dev, "call", lambda command, env, cwd=None: seen.append(command) or 5)
    assert dev.do("test", rest) == 5, "the exit code is passed on"
    (command,) = seen
    assert command[:2] == ["-m", "pytest"]
    assert command[len(command) - len(rest) :] == rest, "what is given comes last, so that it has the last word"
    assert ("-n" in command) is on_every_core
