"""What a sound file holds follows from the kinds and the migrations, whoever asked before."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

import db
from db import migrations
from db.schema import expected_schema

KIND = db.KindSpec(
    kind="pegawai", columns={"nip": "$.nip", "nama": "$.nama"}, label="$.nama", search=("$.nama",), index=("nip",)
)


def schema(*kinds: db.KindSpec, steps: Sequence[migrations.Migration] = migrations.ALL) -> dict[str, str]:
    """Return the schema of a program with these kinds."""
    return expected_schema({one.kind: one for one in kinds}, steps)


def test_that_what_a_caller_does_to_the_answer_changes_no_later_one() -> None:
    first = schema(KIND)
    kept = dict(first)
    first.clear()
    assert schema(KIND) == kept != {}


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "pegawai2"},
        {"columns": {"nip": "$.nip", "nama": "$.lain"}},
        {"label": "$.nip"},
        {"search": ()},
        {"index": ()},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_that_a_kind_that_differs_in_one_respect_has_a_schema_of_its_own(changed: dict[str, object]) -> None:
    before = schema(KIND)
    assert schema(msgspec.structs.replace(KIND, **changed)) != before
    assert schema(KIND) == before


def test_that_another_kind_and_another_migration_are_seen() -> None:
    assert schema(KIND) != schema(KIND, db.KindSpec(kind="catatan"))
    assert schema(KIND) != schema(KIND, steps=migrations.ALL[:1])
