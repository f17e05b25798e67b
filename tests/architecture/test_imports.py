"""Who may import whom; see the picture in docs/ARCHITECTURE.md."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from importlinter.cli import lint_imports

SHARED_IN_UI = {"models", "widgets"}


def imported_names(module: Any) -> Iterator[str]:
    """Yield the dotted name of everything that is imported anywhere in ``module``."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_that_every_import_contract_holds(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = lint_imports(config_filename=str(root / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_that_every_room_of_the_house_has_its_place_in_the_layers(root: Path) -> None:
    config = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    placed = {name.strip(" ()").removeprefix("desktop_app.") for layer in layers for name in layer.split("|")}
    rooms = {
        path.stem
        for path in (root / "desktop_app").iterdir()
        if path.name not in ("__init__.py", "__pycache__") and (path.is_dir() or path.suffix == ".py")
    }
    assert rooms <= placed, f"no layer names {sorted(rooms - placed)}"


def test_that_features_of_the_window_never_import_each_other(root: Path, product: list[Any]) -> None:
    ui = root / "desktop_app" / "ui"
    features = {path.name for path in ui.iterdir() if path.is_dir()} - SHARED_IN_UI - {"__pycache__"}
    crossing = []
    for module in product:
        parts = module.name.split(".")
        if parts[:2] != ["desktop_app", "ui"] or len(parts) < 3 or parts[2] not in features | SHARED_IN_UI:
            continue
        for name in imported_names(module):
            target = name.split(".")
            if target[:2] == ["desktop_app", "ui"] and len(target) > 2 and target[2] in features - {parts[2]}:
                crossing.append(f"{module.path} imports {name}")
    assert not crossing, crossing


def test_that_widgets_know_no_domain(product: list[Any]) -> None:
    rooms = ("desktop_app.domain", "desktop_app.services", "desktop_app.regulation", "desktop_app.forms")
    knowing = [
        f"{module.path} imports {name}"
        for module in product
        if module.name.startswith("desktop_app.ui.widgets")
        for name in imported_names(module)
        if name.startswith(rooms)
    ]
    assert not knowing, knowing


def test_that_migrations_import_nothing_of_ours(product: list[Any]) -> None:
    ours = [
        f"{module.path} imports {name}"
        for module in product
        if module.name.startswith("db.migrations.")
        for name in imported_names(module)
        if name.split(".")[0] in ("db", "desktop_app")
    ]
    assert not ours, ours


WITHOUT_QT = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError("no Qt here: " + name)

sys.meta_path.insert(0, NoQt())
import db, desktop_app

window = ("desktop_app.ui", "desktop_app.app")
count = 0
for package in (desktop_app, db):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + ".",
                                       onerror=lambda name: name.startswith(window) or sys.exit(name)):
        if not found.name.startswith(window) and not found.name.endswith("__main__"):
            importlib.import_module(found.name)
            count += 1
print(count)
"""


def test_that_a_python_without_qt_imports_all_but_the_window(root: Path, product: list[Any]) -> None:
    command = [sys.executable, "-W", "error", "-c", WITHOUT_QT]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    window = ("desktop_app.ui", "desktop_app.app")
    expected = [m.name for m in product if not m.name.startswith(window) and not m.name.endswith("__main__")]
    assert int(done.stdout) == len(expected) - 2, "desktop_app and db themselves are imported first"


LATE = (
    "reportlab",
    "segno",
    "zxingcpp",
    "PIL",
    "xlsxwriter",
    "python_calamine",
    "PySide6.QtPdf",
    "PySide6.QtPrintSupport",
)


@pytest.mark.parametrize("entry", ["desktop_app.app", "desktop_app.cli.masuk"])
def test_that_the_start_loads_nothing_that_draws_prints_or_reads_workbooks(root: Path, entry: str) -> None:
    words = f"import sys, {entry}; print(*[name for name in {LATE!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", words], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stdout.split(), f"{entry} loads {done.stdout.split()} before anybody asks for it"
