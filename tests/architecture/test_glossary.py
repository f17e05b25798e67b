"""docs/GLOSSARY.md is the one place that says what a word means; code and glossary cannot drift apart."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest


class Entry(NamedTuple):
    """One row of the glossary."""

    term: str
    meaning: str
    source: str
    never: tuple[str, ...]


@pytest.fixture(scope="module")
def glossary(root: Path) -> dict[str, Entry]:
    entries = {}
    for line in (root / "docs/GLOSSARY.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| `") and len(cells) == 4:
            term = cells[0].strip("`")
            never = tuple(word.strip(" `").lower() for word in cells[3].split(",") if word.strip(" –-"))
            assert term not in entries, f"{term} stands in the glossary twice"
            entries[term] = Entry(term, cells[1], cells[2], never)
    return entries


STORED = ("id", "attr")
COINED_IN: dict[type[ast.AST], str] = {
    **dict.fromkeys((ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef), "name"),
    ast.arg: "arg",
    ast.Name: "id",
    ast.Attribute: "attr",
}
"""In which field of a node the name stands that it coins; a name or an attribute only where it is written to."""


def words_of(identifier: str) -> tuple[str, ...]:
    """Split ``RencanaHasilKerja`` or ``next_status_skp`` into lower-case words."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", identifier)
    return tuple(part.lower() for part in parts)


def identifiers(module: Any) -> Iterator[tuple[str, int]]:
    """Yield every name that the module itself coins, with its line."""
    for node in module.nodes:
        # Most nodes coin nothing: one look into a table tells, among more than a million of them.
        if (field := COINED_IN.get(type(node))) and (field not in STORED or isinstance(node.ctx, ast.Store)):
            yield getattr(node, field), node.lineno


def runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield every run of words that stand next to each other."""
    for first in range(len(words)):
        for end in range(first + 1, len(words) + 1):
            yield words[first:end]


def test_that_every_public_class_of_the_domain_is_explained(glossary: dict[str, Entry], product: list[Any]) -> None:
    classes = {
        node.name
        for module in product
        if module.name.startswith("desktop_app.domain")
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }
    assert classes, "no class found"
    assert not classes - set(glossary), f"not in the glossary: {sorted(classes - set(glossary))}"


def test_that_every_entry_says_what_it_is_and_where_it_comes_from(glossary: dict[str, Entry]) -> None:
    empty = [entry.term for entry in glossary.values() if not entry.meaning or not entry.source]
    assert not empty, empty


def test_that_the_glossary_explains_nothing_that_is_gone(glossary: dict[str, Entry], product: list[Any]) -> None:
    coined = {name for module in product for name, _ in identifiers(module)}
    gone = [term for term in glossary if term[:1].isupper() and term not in coined]
    assert not gone, gone


def test_that_no_identifier_uses_a_word_that_the_glossary_rules_out(
    glossary: dict[str, Entry], product: list[Any]
) -> None:
    ruled_out = {words_of(word.replace(" ", "_")): entry.term for entry in glossary.values() for word in entry.never}
    assert ruled_out, "the column 'Never call it' is empty"
    places: dict[str, list[str]] = {}
    for module in product:
        for name, line in identifiers(module):
            places.setdefault(name, []).append(f"{module.path}:{line}")
    found = [
        f"{', '.join(where)}: {name} — the glossary says {ruled_out[run]}"
        for name, where in places.items()
        for run in runs(words_of(name))
        if run in ruled_out
    ]
    assert not found, "\n".join(found)
