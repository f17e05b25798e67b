"""What the rules look at: the source files of this checkout, parsed and walked through once."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def no_search_for_garbage() -> Iterator[None]:
    """Keep the search for garbage away from a million nodes that stay: it takes four times as long as reading them."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


class Module:
    """One source file: its path from the root, its dotted name, its text; parsed when a rule looks inside."""

    def __init__(self, path: str, name: str, text: str) -> None:
        self.path = path
        self.name = name
        self.text = text

    @cached_property
    def tree(self) -> ast.Module:
        """The whole tree."""
        with no_search_for_garbage():
            return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree: a dozen rules walk through all of them."""
        return tuple(ast.walk(self.tree))


def read_modules(folders: Iterable[str]) -> Iterator[Module]:
    """Yield every Python file below ``folders``; a single file may be named as well."""
    for folder in folders:
        start = ROOT / folder
        for file in [start] if start.is_file() else sorted(start.rglob("*.py")):
            path = file.relative_to(ROOT).as_posix()
            text = file.read_text(encoding="utf-8")
            name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            yield Module(path, name, text)


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
