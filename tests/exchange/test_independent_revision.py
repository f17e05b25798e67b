"""Revisions as the specification writes them: the same bytes are let in by the store and by the text."""

from __future__ import annotations

import json
import random

import pytest

from db import StoreError, decode_revision
from desktop_app.domain.codec import is_of_office
from desktop_app.domain.errors import BundleError
from desktop_app.exchange import strict_json
from tests import independent_revision
from tests.exchange.both import PAIRS, ROOT, ask_verifier, dumps, golden, translated
from tests.exchange.mutations import damage, mutate_json
from tests.independent_forms import Refused
from tests.independent_verifier import verify

PAGE = ROOT / "docs" / "spec" / "revision.md"
RAW, NAME = independent_revision.example(PAGE.read_text(encoding="utf-8"))


def both(raw: bytes) -> tuple[str, str]:
    """The name that each gives to the bytes, "" where it refuses them."""
    try:
        strict_json.check(raw)
        program = decode_revision(raw).rev_id
    except (BundleError, StoreError):
        program = ""
    try:
        text = independent_revision.read_revision(raw)[0]
    except Refused:
        text = ""
    return program, text


def test_that_the_example_of_the_page_is_a_revision_of_its_office() -> None:
    assert both(RAW) == (NAME, NAME)
    told = json.loads(RAW)
    assert independent_revision.belongs_to(told["doc"], told["scope"])
    assert is_of_office(told["doc"], told["scope"])
    assert not independent_revision.belongs_to(told["doc"], "99.01.02")


@pytest.mark.parametrize("release", PAIRS[:-1])
def test_that_every_revision_of_every_release_is_one(release: str) -> None:
    data, context = golden(release, "up")
    assert ask_verifier(data, context).code == ""
    found = verify(data, translated(context)).revisions
    assert len(found) > 7
    for raw in found:
        program, text = both(raw)
        assert program == text != ""
        value = json.loads(raw)
        assert independent_revision.belongs_to(value["doc"], value["scope"])


def test_that_both_judge_changed_revisions_alike() -> None:
    chance = random.Random(7)
    said = set()
    for number in range(1500):
        if number % 3:
            raw = dumps(mutate_json(chance, json.loads(RAW))) if number % 2 else damage(chance, RAW)
        else:
            value = json.loads(RAW)
            value["body"] = {"a": number, "lain": {"body": 1}}
            value = dict(chance.sample(list(value.items()), len(value))) if number % 2 else value
            raw = dumps({**value, "zona": {"x": 1, "body": 2}} if number % 4 == 0 else value)
        program, text = both(raw)
        assert program == text, raw
        said.add(bool(program))
    assert said == {True, False}
