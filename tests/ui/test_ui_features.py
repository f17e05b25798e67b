"""Widgets know no domain, one module knows threads, no dialog blocks."""

from __future__ import annotations

import ast
from pathlib import Path

UI = Path(__file__).parents[2] / "desktop_app" / "ui"
SHARED = {"widgets", "models"}


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def test_that_widgets_and_models_know_no_domain() -> None:
    files = [path for folder in SHARED for path in (UI / folder).rglob("*.py")]
    assert len(files) > 15
    wrong = [
        f"{path.relative_to(UI)} imports {module}"
        for path in files
        for module in imported(path)
        if module.startswith(("desktop_app.domain", "desktop_app.services", "desktop_app.regulation", "db"))
    ]
    assert not wrong, "\n".join(wrong)


def test_that_only_the_runner_knows_threads() -> None:
    threads = ("threading", "concurrent", "multiprocessing", "asyncio")
    wrong = [
        str(path.relative_to(UI))
        for path in UI.rglob("*.py")
        if any(module.split(".")[0] in threads for module in imported(path)) and path.name != "runner.py"
    ]
    assert not wrong
    assert not [path for path in UI.rglob("*.py") if "QThread" in path.read_text("utf-8")]


def test_that_no_dialog_blocks() -> None:
    blocking = [str(path.relative_to(UI)) for path in UI.rglob("*.py") if ".exec(" in path.read_text("utf-8")]
    assert blocking == []
