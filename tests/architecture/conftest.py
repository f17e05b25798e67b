"""What the rules look at: the source files of this checkout, parsed once."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Module(NamedTuple):
    """One source file: its path from the checkout's root, its dotted name, its text and its tree."""

    path: str
    name: str
    text: str
    tree: ast.Module


def read_modules(folders: Iterable[str]) -> Iterator[Module]:
    """Yield every Python file below ``folders``; a single file may be named as well."""
    for folder in folders:
        start = ROOT / folder
        for file in [start] if start.is_file() else sorted(start.rglob("*.py")):
            path = file.relative_to(ROOT).as_posix()
            text = file.read_text(encoding="utf-8")
            name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            yield Module(path, name, text, ast.parse(text, path))


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def product() -> list[Module]:
    """Every module that is shipped."""
    return list(read_modules(["desktop_app", "db"]))


@pytest.fixture(scope="session")
def everything(product: list[Module]) -> list[Module]:
    """Every Python file of the checkout."""
    return [*product, *read_modules(["build_spec", "tests", "dev.py"])]
