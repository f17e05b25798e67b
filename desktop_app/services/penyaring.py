"""The sieve between a verified bundle and the store: a record out of scope or unfit goes to quarantine, alone.

A signature proves who sent a record, not that he may send it. Each new revision must be of a kind and an office
that its sender's certificate names, must not reach into a document of another office, and must have a body that
can be read. What fails is kept in quarantine with its reason; the rest goes on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import msgspec

from db import AddReport, Revision, StoreError, Transaction, decode_revision
from desktop_app.domain.codec import KINDS
from desktop_app.services.kantor import Kantor


class _Unit(msgspec.Struct):
    unit_kode: str = ""


class Penyaring:
    """Feeds chunks of raw revisions into one write transaction and counts what became of them."""

    def __init__(self, kantor: Kantor, tx: Transaction, *, source: str, allows: Callable[[str, str], bool]) -> None:
        self._kantor = kantor
        self._tx = tx
        self._source = source
        self._allows = allows
        self._decoders = {kind: msgspec.json.Decoder(tipe) for kind, tipe in KINDS.items()}
        self._unit = msgspec.json.Decoder(_Unit)
        self._before = kantor.store.last_seq()
        self.new = 0
        self.known = 0
        self.waiting = 0
        self.quarantined = 0
        self.doc_ids: dict[str, None] = {}
        self._scopes: dict[str, str] = {}

    def add(self, raws: Sequence[bytes]) -> None:
        """Take one chunk; known revisions cost a look-up only."""
        ids = [hashlib.sha256(raw).hexdigest() for raw in raws]
        known = self._kantor.store.known(ids)
        fresh = [raw for rev_id, raw in zip(ids, raws, strict=True) if rev_id not in known]
        self.known += len(raws) - len(fresh)
        if not fresh:
            return
        decoded: list[Revision] = []
        for raw in fresh:
            try:
                decoded.append(decode_revision(raw))
            except StoreError as error:
                self._quarantine(raw, error.code)
        scopes = self._scopes
        for doc_id, scope in self._kantor.store.scopes({rev.doc_id for rev in decoded}).items():
            scopes.setdefault(doc_id, scope)
        accepted: list[bytes] = []
        for rev in decoded:
            reason = self._reason(rev, scopes)
            if reason:
                self._quarantine(rev.raw, reason)
                continue
            scopes.setdefault(rev.doc_id, rev.scope)
            accepted.append(rev.raw)
        if accepted:
            self._count(self._tx.add(accepted, source=self._source))

    def _count(self, report: AddReport) -> None:
        self.new += report.new
        self.known += report.known
        self.waiting += report.waiting
        self.doc_ids.update(dict.fromkeys(report.doc_ids))

    def _quarantine(self, raw: bytes, reason: str) -> None:
        self._tx.quarantine(raw, reason, self._source)
        self.quarantined += 1

    def _reason(self, rev: Revision, scopes: dict[str, str]) -> str:
        """Return the code of why a revision may not come in; empty if it may."""
        if not self._allows(rev.kind, rev.scope):
            return "di_luar_wewenang"
        if scopes.get(rev.doc_id, rev.scope) != rev.scope:
            return "dokumen_kantor_lain"
        if rev.deleted:
            return ""
        decoder = self._decoders.get(rev.kind)
        if decoder is None:
            return "jenis_tidak_dikenal"
        try:
            decoder.decode(rev.body)
            unit_kode = self._unit.decode(rev.body).unit_kode
        except msgspec.DecodeError:
            return "isi_tidak_terbaca"
        if unit_kode and not (unit_kode == rev.scope or unit_kode.startswith(rev.scope + ".")):
            return "kode_unit_berbeda"
        return ""

    def finish(self) -> tuple[AddReport, int]:
        """Re-read and re-hash every revision that was written, then report; a difference stops the import."""
        for _, rev_id, raw in self._kantor.store.revisions_after(self._before):
            if hashlib.sha256(raw).hexdigest() != rev_id:
                raise StoreError("revision_damaged", rev_id=rev_id)
        report = AddReport(
            new=self.new, known=self.known, waiting=self.waiting, released=0, doc_ids=tuple(self.doc_ids)
        )
        return report, self.quarantined
