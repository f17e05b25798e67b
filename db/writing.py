"""One write transaction: everything in it happens or nothing does, and it leaves exactly one audit row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from db import audit, naming, rooms
from db.arrivals import Arrivals
from db.driver import Connection
from db.erasing import Eraser
from db.errors import StoreError
from db.kinds import Json, KindSpec, Merge
from db.origins import Origins, Span
from db.records import AddReport, Working
from db.revision import Claim, Revision, document_key, encode_revision, revision_key
from db.setting_aside import taking_back
from db.sifting import Judge
from db.skeleton import ErasureReport, Skeleton

ROOMY_CACHE_KIB = 192 * 1024
"""Page cache while revisions from elsewhere come in; the unique index stays in it."""


class Transaction:
    """The running write transaction of a store; ``detail`` are facts that its audit row will hold."""

    def __init__(
        self,
        connection: Connection,
        kinds: Mapping[str, KindSpec],
        merge: Merge,
        *,
        who: str,
        at: Claim,
        detail: Mapping[str, Json],
    ) -> None:
        self.detail: dict[str, Json] = dict(detail)
        self._connection = connection
        self._kinds = kinds
        self._who = who
        self._at = at
        self._arrivals = Arrivals(connection, kinds, merge)
        self._eraser = Eraser(connection, kinds, self._arrivals)
        facts = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        self.device: str = facts["device"]
        self.epoch: str = facts["epoch"]
        self._n = int(facts["n"])
        self._open = True
        self.is_large = False
        self.has_erased = False

    def save(
        self,
        kind: str,
        doc_id: str,
        body: bytes,
        *,
        scope: str,
        schema: int,
        why: str = "",
        deleted: bool = False,
        parents: Sequence[str] | None = None,
        who: str | None = None,
    ) -> Revision:
        """Append a revision of a document; its parents are all heads unless they are given.

        ``who`` wrote it, where that is another than the one who acts.
        A tombstone ignores ``body``. Raises ``parent_unknown`` when a given parent is not a revision of this
        document, ``related_parents`` when one of them descends from another, ``too_many_parents`` over 64,
        ``too_many_heads`` when it would give the document more than 64 heads, ``revision_too_large`` over 256 KiB,
        ``unknown_kind``.
        """
        self._alive()
        if kind not in self._kinds:
            raise StoreError("unknown_kind", kind=kind)
        document_key(doc_id)
        for parent in parents or ():
            revision_key(parent)
        revision = encode_revision(
            kind=kind,
            doc_id=doc_id,
            parents=self._arrivals.heads(doc_id) if parents is None else parents,
            device=self.device,
            epoch=self.epoch,
            n=self._n + 1,
            who=self._who if who is None else who,
            at=self._at,
            schema=schema,
            scope=scope,
            why=why,
            deleted=deleted,
            body=b"{}" if deleted else body,
        )
        self._arrivals.save(revision)
        self._n += 1
        return revision

    def heads(self, doc_id: str) -> tuple[str, ...]:
        """Return the heads of a document as this transaction sees them; none for an unknown document."""
        self._alive()
        document_key(doc_id)
        return self._arrivals.heads(doc_id)

    def add(self, raws: Iterable[bytes], *, source: str, judge: Judge | None = None) -> AddReport:
        """Take in revisions from elsewhere as a set union: idempotent, commutative, associative.

        A revision whose parents have not come waits; one that is damaged, has more than 64 parents, has parents that
        descend from one another (``related_parents``) or would give its document more than 64 heads goes to
        quarantine with its reason.
        With a ``judge`` so does each new one that it gives a reason against, and one whose scope is not that of
        its document (``other_scope``).
        """
        self._alive()
        if not self.is_large:
            self.is_large = True
            self._connection.execute(f"PRAGMA cache_size = -{ROOMY_CACHE_KIB}")
        return self._arrivals.add(raws, source, judge)

    def erase(self, skeletons: Iterable[Skeleton], *, by: str, attachments: Sequence[str] = ()) -> ErasureReport:
        """Take the bodies of revisions away for good, by order of the revision ``by`` of an erasure record.

        Each place in the log keeps the skeleton; a revision that is not known here gets its place, so that its
        children never wait for it. None of it comes back through ``add``. What was typed in documents that are
        deleted then, copies in the waiting room and in quarantine, and ``attachments`` (SHA-256) go as well. The
        plaintext leaves the pages of the file with the commit. Raises ``record_unknown`` where ``by`` is not in the
        log; a skeleton that is not that of the stored revision is refused alone.
        """
        self._alive()
        key = revision_key(by)
        report = self._eraser.erase(skeletons, key)
        self._eraser.erase_attachments(attachments, key)
        self.is_large = self.has_erased = True
        return report

    def set_aside(self, source: str, *, spans: Sequence[Span], origins: Origins) -> tuple[str, ...]:
        """Take everything that came with a source out of the log into quarantine; return the documents that changed.

        ``spans`` are its places in the log, ``origins`` tells whence the others came. What descends from it and came
        otherwise waits; what was erased and what ordered an erasure stays. ``Store.plan_aside`` says it beforehand.
        """
        self._alive()
        self.is_large = True
        return self._arrivals.set_aside(source, spans, origins)

    def taking_back(self, source: str) -> Iterator[bytes]:
        """Yield what of a source was set aside, taken out of quarantine, for ``add`` to take in."""
        self._alive()
        return taking_back(self._connection, source)

    def release_waiting(self) -> None:
        """Let in everything in the waiting room that misses nothing after all."""
        self._alive()
        self._arrivals.release_all()

    def reread(self) -> None:
        """Read back every revision that this transaction has written and hash it; raises ``revision_damaged``."""
        self._alive()
        self._arrivals.reread()

    def quarantine(self, raw: bytes, reason: str, source: str) -> None:
        """Keep bytes aside that must not be applied, with the reason and where they came from."""
        self._alive()
        self._arrivals.quarantine(sha256(raw).digest(), raw, reason, source)

    def drop_quarantine(self, rev_id: str) -> None:
        """Take one record out of quarantine, after a person has decided about it."""
        self._alive()
        self._connection.execute("DELETE FROM quarantine WHERE rev_id = ?", (revision_key(rev_id),))

    def put_attachment(self, data: bytes, mime: str) -> str:
        """Keep a file of at most 25 MiB and return the SHA-256 of its bytes as hexadecimal text."""
        self._alive()
        return rooms.put_attachment(self._connection, data, mime)

    def readmit_attachment(self, sha: str) -> bool:
        """Let an erased file be kept again where a document names it of which nothing was erased; tell whether it may.

        Ask once what names it has arrived: an erasure takes nothing that is somebody else's too.
        """
        self._alive()
        self._arrivals.settle()
        return naming.readmit(self._connection, revision_key(sha))

    def drop_attachment(self, sha: str) -> None:
        """Forget a kept file that no revision names; raises ``attachment_named`` where one does."""
        self._alive()
        rooms.drop_attachment(self._connection, revision_key(sha))

    def put_working(self, working: Working) -> None:
        """Keep what a person has typed, within this transaction."""
        self._alive()
        rooms.put_working(self._connection, self._kinds, working)

    def drop_working(self, doc_id: str, who: str) -> None:
        """Forget a working copy, usually because it has become a revision."""
        self._alive()
        rooms.drop_working(self._connection, doc_id, who)

    def put(self, space: str, key: str, value: bytes) -> None:
        """Set a value of a key-value space."""
        self._alive()
        rooms.put(self._connection, space, key, value)

    def delete(self, space: str, key: str) -> None:
        """Take a value out of a key-value space."""
        self._alive()
        rooms.delete(self._connection, space, key)

    def start_epoch(self, epoch: str) -> None:
        """Begin a new epoch (32 hexadecimal digits) whose counter starts at 1; the audit row names both."""
        self._alive()
        document_key(epoch)
        self.detail["epoch"] = {"from": self.epoch, "n": self._n, "to": epoch}
        self.epoch, self._n = epoch, 0

    def take_identity(self, device: str, epoch: str) -> None:
        """Go on as another device (32 hexadecimal digits) in a new epoch; what was written before stays as it is."""
        self._alive()
        document_key(device)
        self.detail["device"] = {"from": self.device, "to": device}
        self.device = device
        self.start_epoch(epoch)

    def settle(self) -> None:
        """Bring the current documents up to what this transaction has written, so that they can be read."""
        self._arrivals.settle()

    def finish(self, act: str, doc_id: str) -> None:
        """Write the documents, the counter and the one audit row; the store commits after it."""
        self._arrivals.settle()
        self._eraser.finish()
        self._connection.executemany(
            "UPDATE meta SET value = ? WHERE key = ? AND value <> ?",
            [
                (str(self._n), "n", str(self._n)),
                (self.epoch, "epoch", self.epoch),
                (self.device, "device", self.device),
            ],
        )
        wrote = self._arrivals.last > self._arrivals.before
        audit.append(
            self._connection,
            act=act,
            who=self._who,
            at=self._at,
            doc_id=doc_id,
            detail=self.detail,
            first=self._arrivals.before + 1 if wrote else 0,
            last=self._arrivals.last if wrote else 0,
            rev_hash=self._arrivals.rev_hash(),
        )

    def end(self) -> None:
        """Let nobody write through this object any more."""
        self._open = False

    def _alive(self) -> None:
        if not self._open:
            raise StoreError("transaction_over")
