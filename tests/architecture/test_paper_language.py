"""Every use case that makes paper or files runs in Indonesian, whatever the language of the window is."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from contextvars import copy_context
from functools import cache
from pathlib import Path

import pytest

from desktop_app.i18n import SOURCE_LANGUAGE, choose_language, chosen_language
from desktop_app.paths import resources
from desktop_app.services.bahasa import spoken_by

SERVICES = Path(__file__).resolve().parents[2] / "desktop_app" / "services"
Key = tuple[str, str]


class Calls:
    """Which functions of the services name which others, and which of them draw."""

    def __init__(self) -> None:
        self.functions: dict[Key, ast.FunctionDef] = {}
        self._imports: dict[str, dict[str, Key]] = {}
        for path in SERVICES.glob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            self._imports[path.stem] = {
                alias.asname or alias.name: (node.module, alias.name)
                for node in ast.walk(tree)
                if isinstance(node, ast.ImportFrom) and node.module
                for alias in node.names
            }
            for node in tree.body:
                if isinstance(node, ast.FunctionDef):
                    self.functions[(path.stem, node.name)] = node

    def drawing(self) -> set[Key]:
        """Return the functions that come to a drawing routine of ``forms``, through whatever other functions."""
        named = {key: self._named(key) for key in self.functions}
        found = {key for key, names in named.items() if any(_is_drawing(*name) for name in names)}
        calls = {key: {_as_key(*name) for name in names} for key, names in named.items()}
        while more := {key for key in self.functions if key not in found and calls[key] & found}:
            found |= more
        return found

    def _named(self, key: Key) -> set[tuple[str, str]]:
        """Return module and name of whatever a function names."""
        names = {node.id for node in ast.walk(self.functions[key]) if isinstance(node, ast.Name)}
        return {self._imports[key[0]].get(name, (f"desktop_app.services.{key[0]}", name)) for name in names}

    def use_cases(self) -> Iterator[Key]:
        """Yield the functions that are marked as use cases."""
        for key, node in self.functions.items():
            if any(ast.unparse(one).startswith("intention") for one in node.decorator_list):
                yield key


def _is_drawing(module: str, name: str) -> bool:
    return module.startswith("desktop_app.forms") and name.startswith("render")


def _as_key(module: str, name: str) -> Key:
    """Return where a function of the services would stand; nothing of ``forms`` stands there."""
    return ("", "") if module.startswith("desktop_app.forms") else (module.rpartition(".")[2], name)


@cache
def use_cases_that_draw() -> tuple[Key, ...]:
    calls = Calls()
    drawing = calls.drawing()
    return tuple(sorted(key for key in calls.use_cases() if key in drawing))


def test_that_the_printing_use_cases_are_found() -> None:
    assert {("cetak", "print_skp"), ("kirim", "print_pengantar"), ("sebaran", "export_sebaran")} <= set(
        use_cases_that_draw()
    )


@pytest.mark.parametrize("key", use_cases_that_draw(), ids="-".join)
def test_that_paper_is_made_in_indonesian(key: Key) -> None:
    function = getattr(importlib.import_module(f"desktop_app.services.{key[0]}"), key[1])

    def language_inside() -> str:
        choose_language("en", resources() / "locale")
        with spoken_by(function.wewenang, function.__name__):
            return chosen_language()

    assert copy_context().run(language_inside) == SOURCE_LANGUAGE
