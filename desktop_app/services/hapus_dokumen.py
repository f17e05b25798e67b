"""Deleting one document: what was typed is dropped and a revision without content ends it; its history stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db import Document
from desktop_app.domain.codec import SCHEMA
from desktop_app.services.kantor import Changed, Kantor


def delete_document(
    kantor: Kantor, dokumen: Document, alasan: str, *, act: str, detail: Mapping[str, Any] | None = None
) -> Changed:
    """Delete a document for a reason in one transaction; whoever calls has asked whether it may be."""
    with kantor.write(act, dokumen.doc_id, detail) as tx:
        tx.drop_working(dokumen.doc_id, kantor.who)
        tx.save(dokumen.kind, dokumen.doc_id, b"{}", scope=dokumen.scope, schema=SCHEMA, why=alasan, deleted=True)
    return Changed((dokumen.doc_id,), (dokumen.kind,))
