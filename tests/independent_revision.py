"""Revisions as docs/spec/revision.md writes them, with the standard library alone."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from tests.independent_forms import COUNT, ID, KIB, TEXT, Refused, items, matches, members, require, strict

REV_ID = matches("[0-9a-f]{64}")
MEMBERS = members(
    v=lambda value: value == 1 and not isinstance(value, bool),
    kind=matches("[a-z][a-z0-9_]{0,39}"),
    doc=ID,
    parents=items(REV_ID),
    dev=ID,
    epoch=ID,
    n=COUNT,
    who=TEXT,
    t=TEXT,
    doubt=lambda value: isinstance(value, bool),
    schema=COUNT,
    scope=TEXT,
    why=TEXT,
    **{"del": lambda value: isinstance(value, bool)},
    body=lambda value: isinstance(value, dict),
)


def read_revision(raw: bytes) -> tuple[str, dict[str, Any]]:
    """Return name and members of a revision (rules 1-3); ``Refused`` ``strict_json`` or ``damaged``."""
    value = strict(raw, 256 * KIB)
    require(MEMBERS(value) and raw.startswith(b'{"v":1,"kind":"'), "damaged")
    at = raw.find(b',"body":')
    body = strict_body(raw[at + 8 : -1])
    require(list(value)[-1] == "body" and body == value["body"], "damaged")
    parents = value["parents"]
    require(len(parents) <= 64 and parents == sorted(set(parents)), "damaged")
    require(not value["del"] or value["body"] == {}, "damaged")
    return hashlib.sha256(raw).hexdigest(), value


def strict_body(raw: bytes) -> dict[str, Any] | None:
    """Return the object that follows the mark of the body, None where something else does."""
    try:
        return strict(raw, 256 * KIB)
    except Refused:
        return None


def belongs_to(doc: str, scope: str) -> bool:
    """Tell whether a document id is one of an office's (rule 5)."""
    return doc.startswith(hashlib.sha256(b"skp-luring/kantor/" + scope.encode()).hexdigest()[:8])


def example(text: str) -> tuple[bytes, str]:
    """Return the example and its name as the page prints them."""
    blocks = re.findall(r"```(?:json)?\n(.*?)\n```", text, re.DOTALL)
    return blocks[-2].encode(), blocks[-1]
