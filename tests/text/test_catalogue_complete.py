"""Every text of the program has its English: whoever adds one adds its translation, or is told here how."""

from __future__ import annotations

import json

from build_spec.catalogue_files import read_po
from build_spec.translations import COMMAND, catalogue_path, collect, missing

HOW = (
    f"run: .venv/bin/{COMMAND} --missing > texts.json, write the English of each into a JSON object, "
    f"then: .venv/bin/{COMMAND} --from translations.json"
)


def test_that_every_text_is_translated() -> None:
    lacking = missing("en")
    assert not lacking, f"{len(lacking)} texts without English; {HOW}\n" + json.dumps(
        lacking, ensure_ascii=False, indent=1
    )


def test_that_the_catalogue_holds_no_text_that_the_program_has_not() -> None:
    left = set(read_po(catalogue_path("en").read_text(encoding="utf-8"))) - set(collect())
    assert not left, f"run: .venv/bin/{COMMAND}\n{sorted(left)}"


def test_that_no_translation_waits_to_be_looked_at() -> None:
    assert "fuzzy" not in catalogue_path("en").read_text(encoding="utf-8")
