"""Documents in conflict for the tests: two versions over one base, with answers to read and bodies to compare."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from desktop_app.services.kantor import Kantor
from tests.services.dunia_kantor import put_revision


def body_of(kantor: Kantor, doc_id: str) -> dict[str, Any]:
    """Return the body that the store shows of a document."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    return dict(msgspec.json.decode(dokumen.body))


def fork(kantor: Kantor, doc_id: str, *ubah: Mapping[str, Any]) -> list[str]:
    """Write versions beside each other over the present one; return their revisions."""
    asal = kantor.store.document(doc_id)
    assert asal is not None
    isi = msgspec.json.decode(asal.body)
    return [put_revision(kantor, asal.kind, doc_id, {**isi, **satu}, parents=asal.heads) for satu in ubah]


def question(kantor: Kantor, doc_id: str) -> tuple[Any, ...]:
    """Return what is asked about a document: each field with its former value and the values of its versions."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    return tuple((satu.path, satu.base, sorted(repr(n) for _, n in satu.values)) for satu in dokumen.conflicts)


def everything(kantor: Kantor) -> set[str]:
    """Return every revision that the store holds."""
    return {rev_id for _, rev_id in kantor.store.rev_ids()}
