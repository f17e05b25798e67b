"""The examples of the specification of merging are what the merge says, in either order of its sides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.gabung import merge_bodies
from desktop_app.messages import load_sentences

SPEC = Path(__file__).resolve().parents[2] / "docs" / "spec" / "merge.md"
TEXT = SPEC.read_text(encoding="utf-8")
EXAMPLES: list[dict[str, Any]] = json.loads(TEXT.split("```json\n")[1].split("```")[0])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda satu: satu["what"])
@pytest.mark.parametrize("turned", [False, True])
def test_that_an_example_merges_as_it_is_written(example: dict[str, Any], turned: bool) -> None:
    sides = list(example["sides"].items())
    bases = example["bases"]
    made = merge_bodies(example["kind"], bases[::-1] if turned else bases, sides[::-1] if turned else sides)
    assert (made.body, made.deleted) == (example["body"], example["deleted"])
    told = [[one.path, one.base, dict(one.values)] for one in made.conflicts]
    assert told == example["conflicts"]


def test_that_every_refusal_that_the_specification_names_has_its_sentence() -> None:
    sentences = load_sentences()
    named = [word for word in TEXT.split("`") if word.startswith(("konflik_", "keberatan_berubah", "dokumen_kab"))]
    assert len(named) > 8
    assert [code for code in named if code not in sentences and "." not in code] == []
