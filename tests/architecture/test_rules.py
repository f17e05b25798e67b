"""One way to a predicate: rules in force for the period, their matrix, the predicate; ``aturan_nilai`` is that way.

A rule file of the kabupaten governs evaluations from a day on. Whoever takes the program's own matrix past that module
shows another predicate than the one that becomes final.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

DOOR = "desktop_app.services.aturan_nilai"
MENGHITUNG = {
    DOOR: "the one way",
    "desktop_app.services.jenis": "the merge and what comes in: by the id that the document itself names",
    "desktop_app.domain.mengapa": "holds a stored predicate against the matrix that is handed in",
    "desktop_app.forms.evaluasi": "a draft on paper, by the rules that stand in its values",
    "desktop_app.forms.isi_ulang": "a draft on paper, by the rules that stand in its values",
}
"""Who computes a predicate from a matrix, and why."""
BAWAAN = {
    "desktop_app.services.aturan_tersimpan": "the rule sets of the program beside those of the kabupaten",
    "desktop_app.services.muat_aturan": "lists rule sets, and tells what differs between two",
}
"""Who may ask for the rule sets that came with the program, and why."""
MATRIKS = {
    DOOR: "the one way",
    "desktop_app.services.mengapa": "draws the quadrant of the rules that the one way gave",
    "desktop_app.services.muat_aturan": "tells what differs between two rule sets",
    **{name: why for name, why in MENGHITUNG.items() if name != DOOR},
}
"""Who reads the matrix of a rule set, and why."""
PARTS = ("desktop_app.ui.", "desktop_app.services.", "desktop_app.forms.", "desktop_app.cli.")
NOT_RULES = ("isi", "form", "satu", "self", "shown", "row")
"""Names of what is never a rule set: the matrix of roles of form A.1.5 is called ``matriks`` too."""


def inside(product: list[Any], *, but: dict[str, str]) -> Iterator[Any]:
    """Yield the modules of window, services, forms and command line that are not excepted."""
    for module in product:
        if module.name.startswith(PARTS) and module.name not in but:
            yield module


def names_of(module: Any) -> Iterator[tuple[str, int]]:
    """Yield every name that a module imports or reads, with its line."""
    for node in module.nodes:
        if isinstance(node, ast.Name | ast.Attribute):
            yield (node.id if isinstance(node, ast.Name) else node.attr), node.lineno
        elif isinstance(node, ast.ImportFrom):
            for one in node.names:
                yield one.name, node.lineno


def asks_kantor(node: ast.AST) -> bool:
    """Tell whether a rule set is asked of an office: ``kantor.aturan(…)``, ``self._kantor.aturan(…)``."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "aturan"):
        return False
    of = node.func.value
    return (of.id if isinstance(of, ast.Name) else getattr(of, "attr", "")).strip("_") == "kantor"


def test_that_nobody_computes_a_predicate_past_the_one_way(product: list[Any]) -> None:
    found = [
        f"{module.path}:{line} {name}"
        for module in inside(product, but=MENGHITUNG)
        for name, line in names_of(module)
        if name in ("predikat_of", "compute_predikat")
    ]
    assert not found, found


def test_that_nobody_asks_for_the_programs_own_rules_past_the_one_way(product: list[Any]) -> None:
    found = [
        f"{module.path}:{line} {name}"
        for module in inside(product, but=BAWAAN)
        for name, line in names_of(module)
        if name in ("regulation_in_force", "load_aturan")
    ]
    found += [
        f"{module.path}:{node.lineno} kantor.aturan()"
        for module in inside(product, but={DOOR: "", "desktop_app.services.muat_aturan": ""})
        for node in module.nodes
        if asks_kantor(node)
    ]
    assert not found, found


def test_that_nobody_reads_the_matrix_of_a_rule_set_past_the_one_way(product: list[Any]) -> None:
    found = [
        f"{module.path}:{node.lineno}"
        for module in inside(product, but=MATRIKS)
        for node in module.nodes
        if isinstance(node, ast.Attribute) and node.attr == "matriks"
        if not (isinstance(node.value, ast.Name) and node.value.id in NOT_RULES)
    ]
    assert not found, found


def test_that_the_window_holds_no_rules_but_words_of_plans(product: list[Any]) -> None:
    (desk,) = (module for module in product if module.name == "desktop_app.ui.desk")
    (opening,) = (module for module in product if module.name == "desktop_app.ui.opening")
    for module in (desk, opening):
        types = [
            ast.unparse(node.annotation)
            for node in module.nodes
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "aturan"
        ]
        assert types == ["KataRencana"], f"{module.path}: with the matrix in hand a page would use it"


def test_that_every_exception_is_still_one(product: list[Any]) -> None:
    known = {module.name for module in product}
    assert {*MENGHITUNG, *BAWAAN, *MATRIKS} <= known
    used = {
        module.name
        for module in product
        if any(name in ("predikat_of", "compute_predikat") for name, _line in names_of(module))
    }
    assert set(MENGHITUNG) <= used, "entries that compute nothing any more"
