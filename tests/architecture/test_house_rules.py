"""Sizes, names, docstrings, and what may lie in the checkout."""

from __future__ import annotations

import ast
import fnmatch
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "shared"}

TOP_LEVEL = {
    *("desktop_app", "db", "resources", "build_spec", "tests", "docs"),
    *("pyproject.toml", "requirements.lock", "dev.py", ".ci", ".gitignore"),
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"),
}

# What no text of the product says: a place on somebody's machine, or that something is not finished.
FORBIDDEN_TEXT = {
    "a path of one machine": re.compile(r"(?<![\w./~-])/(?:home|root|Users|work|mnt|media)/\w|[A-Z]:\\Users\\"),
    "unfinished work": re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b"),
    "a shelf of the past": re.compile(r"\bNotImplemented" r"Error\b"),
}
TEXT_FILES = {".py", ".md", ".toml", ".json", ".spec", ".iss", ".txt", ".svg", ".po", ".csv"}


def text_files(root: Path) -> Iterator[Path]:
    """Yield every text file that belongs to the product."""
    for name in sorted(TOP_LEVEL):
        start = root / name
        for file in [start] if start.is_file() else sorted(start.rglob("*")):
            if file.is_file() and file.suffix in TEXT_FILES and "__pycache__" not in file.parts:
                yield file


def public(name: str) -> bool:
    """Say whether ``name`` is meant for others."""
    return not name.startswith("_")


def test_that_no_file_is_longer_than_400_lines(everything: list[Any]) -> None:
    long = {module.path: n for module in everything if (n := len(module.text.splitlines())) > 400}
    assert not long, long


def test_that_no_module_has_a_name_that_says_nothing(everything: list[Any]) -> None:
    bad = [m.path for m in everything if FORBIDDEN_NAMES & set(re.split(r"[./_]", m.path.removesuffix(".py")))]
    assert not bad, bad


def test_that_nothing_is_global(product: list[Any]) -> None:
    found = [
        f"{module.path}:{node.lineno}" for module in product for node in module.nodes if isinstance(node, ast.Global)
    ]
    assert not found, found


def test_that_the_top_level_holds_only_what_was_ordered(root: Path) -> None:
    lines = (root / ".gitignore").read_text(encoding="utf-8").split()
    ignored = [line.strip("/") for line in lines]
    names = {path.name for path in root.iterdir()} - {".git"}
    strays = {name for name in names - TOP_LEVEL if not any(fnmatch.fnmatch(name, one) for one in ignored)}
    assert not strays, strays
    assert names >= TOP_LEVEL, f"missing: {sorted(TOP_LEVEL - names)}"


def test_that_tests_have_no_packages_and_no_two_files_of_one_name(everything: list[Any]) -> None:
    names = [Path(m.path).name for m in everything if m.path.startswith("tests/")]
    assert "__init__.py" not in names, "it would hide the package of the same name"
    names = [name for name in names if name != "conftest.py"]
    assert len(names) == len(set(names)), sorted({name for name in names if names.count(name) > 1})


def undocumented(tree: ast.Module) -> Iterator[str]:
    """Yield public classes, functions and methods without a docstring; Qt's own names are exempt."""
    if not ast.get_docstring(tree):
        yield "the module itself"
    for node in tree.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or not public(node.name):
            continue
        if not ast.get_docstring(node) and "overload" not in map(ast.unparse, node.decorator_list):
            yield node.name
        if isinstance(node, ast.ClassDef):
            for child in node.body:
                if isinstance(child, ast.FunctionDef) and public(child.name) and not ast.get_docstring(child):
                    qt_override = re.fullmatch(r"[a-z]+(?:[A-Z]\w*)+|event|data|flags|paint|headerData", child.name)
                    decorated = {ast.unparse(one).split(".")[-1] for one in child.decorator_list}
                    if not qt_override and not decorated & {"setter", "override", "overload"}:
                        yield f"{node.name}.{child.name}"


def test_that_everything_public_says_what_it_does(product: list[Any]) -> None:
    silent = [f"{module.path}: {name}" for module in product for name in undocumented(module.tree)]
    assert not silent, "\n".join(silent)


def test_that_no_text_names_a_machine_or_unfinished_work(root: Path) -> None:
    found = []
    for file in text_files(root):
        text = file.read_text(encoding="utf-8")
        found += [
            f"{file.relative_to(root)}:{text.count(chr(10), 0, hit.start()) + 1}: {what}"
            for what, pattern in FORBIDDEN_TEXT.items()
            for hit in pattern.finditer(text)
        ]
    assert not found, "\n".join(found)


def test_that_what_was_released_never_changes(root: Path) -> None:
    """A released migration or rule set is history: files and evaluations in the field depend on its bytes."""
    frozen = json.loads((root / "tests/architecture/frozen.json").read_text(encoding="utf-8"))
    now = {path: hashlib.sha256((root / path).read_bytes()).hexdigest() for path in frozen}
    changed = [path for path, digest in frozen.items() if now[path] != digest]
    assert not changed, f"write a new file instead of changing {changed}"


def test_that_every_migration_and_rule_set_is_frozen(root: Path) -> None:
    frozen = json.loads((root / "tests/architecture/frozen.json").read_text(encoding="utf-8"))
    files = [*(root / "db/migrations").glob("[!_]*.py"), *(root / "resources/regulation").rglob("*.toml")]
    missing = {
        path: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if (path := file.relative_to(root).as_posix()) not in frozen
    }
    assert files, "the store needs at least one migration and one rule set"
    assert not missing, "add to tests/architecture/frozen.json:\n" + json.dumps(missing, indent=2)
