"""A small, generic, causally versioned document store on encrypted SQLite.

Documents change by immutable revisions whose names are hashes of their bytes; what a document is now is
computed from its revisions. The store knows nothing of what the documents mean: kinds and the merge of
several heads are handed in.
"""

from __future__ import annotations

from db import driver as driver  # first: it prepares the module that sqlite-utils will import
from db.copying import replace_store, require_whole
from db.driver import versions
from db.errors import StoreError
from db.kinds import FieldConflict, KindSpec, Merge, MergedView
from db.opening import create_store, open_store
from db.origins import Origins
from db.projection import ViewColumn, view_columns
from db.proving import CopyFacts, prove_copy
from db.records import (
    AddReport,
    Attachment,
    AttachmentFacts,
    AuditRow,
    Document,
    Finding,
    Found,
    QuarantinedRecord,
    WaitingRevision,
    Working,
)
from db.revision import MAX_REVISION_BYTES, Claim, Envelope, Revision, decode_revision, encode_revision, unfit_text
from db.rooms import MAX_ATTACHMENT_BYTES
from db.setting_aside import SET_ASIDE, AsidePlan, LeavingDocument
from db.sifting import Judge
from db.skeleton import ErasureReport, Skeleton, skeleton_in, skeleton_of, skeleton_raw
from db.store import Store
from db.writing import Transaction

__all__ = [
    "MAX_ATTACHMENT_BYTES",
    "MAX_REVISION_BYTES",
    "SET_ASIDE",
    "AddReport",
    "AsidePlan",
    "Attachment",
    "AttachmentFacts",
    "AuditRow",
    "Claim",
    "CopyFacts",
    "Document",
    "Envelope",
    "ErasureReport",
    "FieldConflict",
    "Finding",
    "Found",
    "Judge",
    "KindSpec",
    "LeavingDocument",
    "Merge",
    "MergedView",
    "Origins",
    "QuarantinedRecord",
    "Revision",
    "Skeleton",
    "Store",
    "StoreError",
    "Transaction",
    "ViewColumn",
    "WaitingRevision",
    "Working",
    "create_store",
    "decode_revision",
    "encode_revision",
    "open_store",
    "prove_copy",
    "replace_store",
    "require_whole",
    "skeleton_in",
    "skeleton_of",
    "skeleton_raw",
    "unfit_text",
    "versions",
    "view_columns",
]
