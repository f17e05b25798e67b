"""What the program tells the store about its documents: kinds, columns, and how heads are merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, TypeAlias

import msgspec

from db.errors import StoreError
from db.revision import Envelope, is_kind
from db.skeleton import SkeletonsOf

Json: TypeAlias = Any
"""A decoded JSON value."""

_COLUMN = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PATH = re.compile(r"\$(\.[A-Za-z_][A-Za-z0-9_]*|\[(#-)?[0-9]+\])*")
RESERVED_COLUMNS = frozenset({"num", "doc_id", "label", "scope", "deleted", "conflicts", "body", "search"})


class KindSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of document: which JSON paths become columns, the label, the searched text and indexes.

    ``columns`` maps a column name to a JSON path of SQLite's notation (``$.nip``,
    ``$.riwayat[#-1].jabatan``); ``label`` and ``search`` are paths too; ``index`` names columns. A kind whose
    documents order erasures says with ``skeletons`` which revisions a body names, and with ``covers`` whether such a
    body may be about a revision whose bytes have come; such a document is never erased. ``attachments`` returns which
    kept files a body names: (SHA-256, that of the file it was made from or "") each, hexadecimal.
    """

    kind: str
    columns: Mapping[str, str] = {}
    label: str = ""
    search: tuple[str, ...] = ()
    index: tuple[str, ...] = ()
    skeletons: SkeletonsOf | None = None
    covers: Callable[[bytes, Envelope], bool] | None = None
    attachments: Callable[[bytes], Iterable[tuple[str, str]]] | None = None


class FieldConflict(msgspec.Struct, frozen=True):
    """A field that several heads set differently: the common value and each head's value."""

    path: str
    base: Json
    values: tuple[tuple[str, Json], ...]


class MergedView(msgspec.Struct, frozen=True):
    """What several heads amount to: a body (raw JSON object), whether it is deleted, what is disputed."""

    body: bytes
    deleted: bool
    conflicts: tuple[FieldConflict, ...]


Merge: TypeAlias = Callable[[str, Sequence[bytes | None], Sequence[tuple[str, bytes | None]]], MergedView]
"""(kind, bodies of all maximal common ancestors, (rev_id, body) of every head sorted by rev_id) → view.

Pure; a body of None is a tombstone."""


def checked_kinds(kinds: Sequence[KindSpec]) -> dict[str, KindSpec]:
    """Return the kinds by name, or raise ``bad_kind``: these names become SQL text and must be plain."""
    by_name: dict[str, KindSpec] = {}
    for spec in kinds:
        paths = (*spec.columns.values(), spec.label, *spec.search)
        sound = (
            is_kind(spec.kind)
            and spec.kind not in by_name
            and all(_COLUMN.fullmatch(name) and name not in RESERVED_COLUMNS for name in spec.columns)
            and all(_PATH.fullmatch(path) for path in paths if path)
            and all(name in spec.columns for name in spec.index)
        )
        if not sound:
            raise StoreError("bad_kind", kind=spec.kind)
        by_name[spec.kind] = spec
    return by_name


def fingerprint(kinds: Mapping[str, KindSpec], merge_version: int) -> str:
    """Return a hash of everything that generated tables and merged views depend on."""
    described = [
        [spec.kind, list(spec.columns.items()), spec.label, list(spec.search), list(spec.index)]
        + ([] if spec.attachments is None else ["attachments"])
        for _, spec in sorted(kinds.items())
    ]
    return sha256(msgspec.json.encode([LAYOUT, merge_version, described])).hexdigest()


LAYOUT = 1
"""Raised when the SQL of the generated tables changes, so that every store makes them anew."""
