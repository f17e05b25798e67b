"""Every error has a sentence, and no sentence stands for nothing."""

from __future__ import annotations

import ast
import string
from typing import Any

import pytest

from desktop_app.messages import load_sentences

ERRORS = {"LuringError", "UserError", "SystemProblem", "BundleError", "StoreError"}


def error_classes(product: list[Any]) -> set[str]:
    """Return the names of the error tree: the roots and every class that derives from one of them."""
    classes = [node for module in product for node in module.nodes if isinstance(node, ast.ClassDef)]
    names = set(ERRORS)
    grown = True
    while grown:
        grown = False
        for node in classes:
            bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
            if bases & names and node.name not in names:
                names.add(node.name)
                grown = True
    return names


@pytest.fixture(scope="module")
def raised(product: list[Any]) -> list[tuple[str, ast.Call]]:
    """Where each error of the tree is made, with the call."""
    names = error_classes(product)
    return [
        (f"{module.path}:{node.lineno}", node)
        for module in product
        for node in module.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    ]


def sentence_code(call: ast.Call, code: str) -> str:
    """Return the code under which people are told; services prefix what comes from the store."""
    from_store = isinstance(call.func, ast.Name) and call.func.id == "StoreError"
    return f"store_{code}" if from_store and not code.startswith("store_") else code


def literals(node: ast.expr) -> list[str]:
    """Return the codes that an argument can be: a string, or a choice between strings."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return []


def test_that_every_error_code_has_a_sentence(raised: list[tuple[str, ast.Call]]) -> None:
    sentences = load_sentences()
    codes = {
        (sentence_code(call, code), place) for place, call in raised if call.args for code in literals(call.args[0])
    }
    assert codes, "the scan found nothing, so it proves nothing"
    missing = sorted(f"{place}: {code}" for code, place in codes if code not in sentences)
    assert not missing, "\n".join(missing)


def test_that_no_error_code_is_put_together(raised: list[tuple[str, ast.Call]]) -> None:
    assert raised, "the scan found nothing, so it proves nothing"
    built = [place for place, call in raised if call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)]
    assert not built, f"a code is a word that can be searched for: {built}"


def test_that_every_sentence_belongs_to_something(product: list[Any]) -> None:
    said = {
        node.value
        for module in product
        if not module.name.startswith("desktop_app.messages")
        for node in module.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    # Put before what the store says, in services, and before what the command line says otherwise than the window.
    prefixes = ("store_", "periksa_", "perintah_")
    own = {code for code in load_sentences() if code in said}
    ours = {code for code in load_sentences() for prefix in prefixes if code.removeprefix(prefix) in said}
    unused = sorted(set(load_sentences()) - own - ours)
    assert not unused, unused


def test_that_a_sentence_uses_only_facts_that_the_error_carries(raised: list[tuple[str, ast.Call]]) -> None:
    sentences = load_sentences()
    lacking = []
    for place, call in raised:
        given = {keyword.arg for keyword in call.keywords}
        if None in given or not call.args:
            continue  # facts handed on with ** are checked where they were made
        for code in literals(call.args[0]):
            text = sentences.get(sentence_code(call, code), "")
            fields = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            lacking += [f"{place}: {code} lacks {name}" for name in sorted(fields - given)]
    assert not lacking, "\n".join(lacking)


def test_that_sentences_are_tidy_and_carry_no_word_of_the_machine() -> None:
    machine = ("Traceback", "Exception", "None", "Error", "null", "  ")
    bad = [
        code
        for code, text in load_sentences().items()
        if not text or text != text.strip() or any(word in text for word in machine)
    ]
    assert not bad, bad
