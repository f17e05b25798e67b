"""Every public use case names the act that it is, so that the table of rights decides about it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from desktop_app.domain.wewenang import Wewenang

SERVICES = "desktop_app.services."

TANPA_WEWENANG = {
    "accept_recovery": "before anybody is logged in: the kabupaten's grant opens the office",
    "cancel_recovery": "before anybody is logged in",
    "create_kantor": "there is nobody yet",
    "finish_key_change": "goes on with what an admin began, before the window opens",
    "found_office": "there is nobody yet",
    "found_with_akun": "there is nobody yet",
    "give_sandi": "an office without passwords gets its first one; whoever may open it may do all",
    "keep_geometry": "the window keeps its own place and size",
    "masuk": "logging in itself",
    "masuk_kartu": "logging in itself, by a recovery card",
    "open_kantor": "before anybody is logged in",
    "people_to_ask": "before anybody is logged in: who could give leave to a restore",
    "people_of_cadangan": "before anybody is logged in: who could enter when the backup was made",
    "read_enrolment": "reads a file, no office",
    "read_pintu": "before anybody is logged in",
    "request_recovery": "before anybody is logged in: the password is forgotten",
    "restore_cadangan": "the office is closed; an admin of today gives leave, else the backup's own accounts decide",
    "save_pdf": "writes pages that were made already, needs no office",
    "verify_cadangan": "checks a file, no office",
}
"""Use cases that ask for no right, and why."""

TANPA_PINTU = {
    "identity_of": "names of a person on pages whose document was opened by its own right",
    "plan_words": "words of the program's rules, nobody's data",
    "print_form": "chooses one of three use cases, which ask",
    "require_trust": "the public certificate of the kabupaten",
    "rules_of": "the rules of an evaluation that was opened by its own right",
    "tidy_up": "finishes an erasure that was decided before",
    "words_of": "words of the rules of a period, nobody's data",
}
"""Functions that window or command line call with an office and that are no use cases, and why."""


def decorator_of(node: ast.FunctionDef) -> ast.expr | None:
    """Return the ``intention`` decorator of a function, None where it has none."""
    for one in node.decorator_list:
        name = one.func if isinstance(one, ast.Call) else one
        if isinstance(name, ast.Name) and name.id == "intention":
            return one
    return None


def functions(product: list[Any]) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield every function at the top of a module of services, with its place."""
    for module in product:
        if module.name.startswith(SERVICES):
            for node in module.tree.body:
                if isinstance(node, ast.FunctionDef):
                    yield f"{module.path}:{node.lineno}", node


def takes_kantor(node: ast.FunctionDef) -> bool:
    """Tell whether the first argument is an opened office."""
    first = node.args.args[0].annotation if node.args.args else None
    return isinstance(first, ast.Name) and first.id == "Kantor"


def test_that_every_use_case_names_its_act_or_stands_in_the_table_with_a_reason(product: list[Any]) -> None:
    bare = {node.name: place for place, node in functions(product) if isinstance(decorator_of(node), ast.Name)}
    assert {name: place for name, place in bare.items() if name not in TANPA_WEWENANG} == {}
    known = {node.name for _, node in functions(product)}
    assert set(TANPA_WEWENANG) & known - set(bare) == set(), "entries that name their act by now"


def test_that_an_act_is_named_by_a_member_of_the_table_or_a_group_of_them(product: list[Any]) -> None:
    for place, node in functions(product):
        decorator = decorator_of(node)
        if not isinstance(decorator, ast.Call):
            continue
        assert not decorator.keywords, place
        names = [arg.value if isinstance(arg, ast.Starred) else arg for arg in decorator.args]
        words = {name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "?") for name in names}
        assert words, place
        assert words - set(Wewenang.__members__) - {"MELIHAT", "MENGETIK"} == set(), place


def test_that_window_and_command_line_reach_an_office_through_use_cases_alone(product: list[Any]) -> None:
    plain = {
        (place.partition(":")[0], node.name)
        for place, node in functions(product)
        if takes_kantor(node) and decorator_of(node) is None and not node.name.startswith("_")
    }
    used: dict[str, str] = {}
    for module in product:
        if not module.name.startswith(("desktop_app.ui", "desktop_app.cli", "desktop_app.app")):
            continue
        for node in module.nodes:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(SERVICES[:-1]):
                source = str(node.module).replace(".", "/") + ".py"
                used |= {one.name: module.path for one in node.names if (source, one.name) in plain}
    assert {name: where for name, where in used.items() if name not in TANPA_PINTU} == {}


def test_that_every_act_of_the_table_is_asked_for_somewhere(product: list[Any]) -> None:
    asked = {
        node.attr
        for module in product
        if module.name.startswith(SERVICES)
        for node in module.nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Wewenang"
    }
    assert set(Wewenang.__members__) - asked == set()
