"""Deliberately wrong programs, each wrong in one place, plugged in at the seam; the machine has to find their loss.

``WRONG`` names for each the invariants by which it may be found: a failure by any other would be an accident.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType, SimpleNamespace
from typing import Any

from db import AddReport, Merge, MergedView, Transaction, decode_revision
from desktop_app.domain.codec import encode
from desktop_app.exchange.trust import read_trust
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik import Pilihan
from desktop_app.services.paket import list_keluar
from tests.invariants import seam
from tests.invariants.seam import HONEST, Clocks, Rules


def newest_wins(clocks: Clocks) -> Merge:
    """Last writer wins: the version of the latest clock is shown, and nobody hears of the others."""

    def merge(kind: str, bases: Sequence[bytes | None], sides: Sequence[tuple[str, bytes | None]]) -> MergedView:
        _, body = max(sides, key=lambda side: (clocks.get(side[0], ""), side[0]))
        return MergedView(body or b"{}", body is None, ())

    return merge


def drop_older(
    kantor: Kantor,
    tx: Transaction,
    raws: Iterable[bytes],
    source: str,
    allows: Callable[[str, str], bool],
    not_writers: Collection[str],
    clocks: Clocks,
) -> AddReport:
    """Last writer wins as replicas do it that keep one version: what the clock says is older is not even taken in."""

    def newer() -> Iterable[bytes]:
        for raw in raws:
            rev = decode_revision(raw)
            heads = tx.heads(rev.doc_id)
            beside = [head for head in heads if head not in rev.parents]
            if not any(clocks.get(head, "") > rev.at.t for head in beside):
                yield raw

    return seam.take(kantor, tx, list(newer()), source, allows, not_writers, clocks)


def once_by_counter(
    kantor: Kantor,
    tx: Transaction,
    raws: Iterable[bytes],
    source: str,
    allows: Callable[[str, str], bool],
    not_writers: Collection[str],
    clocks: Clocks,
) -> AddReport:
    """De-duplicate by (device, counter): a restored computer counts again, and what it writes then is not taken in."""
    seen = {(device, n) for _, device, _, n in kantor.store.numbers()}

    def fresh() -> Iterable[bytes]:
        for raw in raws:
            rev = decode_revision(raw)
            if (rev.device, rev.n) not in seen:
                seen.add((rev.device, rev.n))
                yield raw

    return seam.take(kantor, tx, list(fresh()), source, allows, not_writers, clocks)


def first_side_wins(clocks: Clocks) -> Merge:
    """Drop the loser of a conflict: merge, and then say nothing of what differs."""
    honest = seam.merge_of(clocks)

    def merge(kind: str, bases: Sequence[bytes | None], sides: Sequence[tuple[str, bytes | None]]) -> MergedView:
        view = honest(kind, bases, sides)
        return MergedView(view.body, view.deleted, ())

    return merge


def deleted_wins(clocks: Clocks) -> Merge:
    """Delete silently what another side has edited."""
    honest = seam.merge_of(clocks)

    def merge(kind: str, bases: Sequence[bytes | None], sides: Sequence[tuple[str, bytes | None]]) -> MergedView:
        if any(body is None for _, body in sides):
            return MergedView(b"{}", True, ())
        return honest(kind, bases, sides)

    return merge


def forget_a_head(kantor: Kantor, doc_id: str, pilihan: Pilihan) -> None:
    """Settle a conflict by a version that names only one of those that it settles."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    with kantor.write("uji", doc_id) as tx:
        tx.save(
            dokumen.kind, doc_id, dokumen.body, scope=dokumen.scope, schema=1, parents=dokumen.heads[:1],
            deleted=dokumen.deleted,
        )  # fmt: skip


def newest_answer(kantor: Kantor, doc_id: str, pilihan: Pilihan) -> object:
    """Settle a conflict by the clock instead of by what the person has chosen."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    revs = [rev for rev in map(kantor.store.revision, dokumen.heads) if rev is not None]
    newest = max(revs, key=lambda rev: rev.at.t).rev_id
    return HONEST.resolve(kantor, doc_id, {one.path: newest for one in dokumen.conflicts})


def known_fields_only(isi: Any, over: bytes | None) -> bytes:
    """Write what this program knows, and nothing else that stood there."""
    return encode(isi)


def same_number_is_the_same(manifest: Any, file_sha256: str, context: Any) -> Any:
    """Take a bundle of a number that came before for that one, whatever is in it."""
    if any((k.device_id, k.epoch, k.seq) == (manifest.sender, manifest.epoch, manifest.seq) for k in context.known):
        return SimpleNamespace(place="already_received")
    return HONEST.standing(manifest, file_sha256, context)


def sent_is_received(kantor: Kantor) -> int:
    """Take what was put on a stick for what has arrived."""
    return max((one.sampai for one in list_keluar(kantor)), default=0)


def heads_only(kantor: Kantor, seq: int) -> list[tuple[int, bytes]]:
    """Send the newest version of each document and not what it was made from."""
    rows = seam.raws_after(kantor, seq)
    named = {parent for _, raw in rows for parent in decode_revision(raw).parents}
    return [(number, raw) for number, raw in rows if decode_revision(raw).rev_id not in named]


def any_trust(raw: bytes, *, pinned: bytes | None, marks: Any) -> Any:
    """Believe a trust document however old it is."""
    return read_trust(raw, pinned=pinned)


def anything_goes(
    kantor: Kantor,
    tx: Transaction,
    raws: Iterable[bytes],
    source: str,
    allows: Callable[[str, str], bool],
    not_writers: Collection[str],
    clocks: Clocks,
) -> AddReport:
    """Take in whatever a signed bundle holds."""
    return tx.add(raws, source=source)


def no_waiting_room(
    kantor: Kantor,
    tx: Transaction,
    raws: Iterable[bytes],
    source: str,
    allows: Callable[[str, str], bool],
    not_writers: Collection[str],
    clocks: Clocks,
) -> AddReport:
    """Drop a revision whose parents have not come."""
    here = {rev_id for _, rev_id, _ in kantor.store.revisions_after(0)}
    fit = []
    for raw in raws:
        rev = decode_revision(raw)
        if set(rev.parents) <= here:
            here.add(rev.rev_id)
            fit.append(raw)
    return seam.take(kantor, tx, fit, source, allows, not_writers, clocks)


def touch_all(
    kantor: Kantor,
    tx: Transaction,
    raws: Iterable[bytes],
    source: str,
    allows: Callable[[str, str], bool],
    not_writers: Collection[str],
    clocks: Clocks,
) -> AddReport:
    """Write a version of one's own over every document that an import has changed."""
    report = seam.take(kantor, tx, raws, source, allows, not_writers, clocks)
    tx.settle()
    for doc in report.doc_ids:
        dokumen = kantor.store.document(doc)
        if dokumen is not None and not dokumen.deleted:
            tx.save(dokumen.kind, doc, dokumen.body, scope=dokumen.scope, schema=1)
    return report


WRONG: Mapping[str, tuple[Rules, Collection[int]]] = MappingProxyType(
    {
        name: (replace(HONEST, name=name, **changed), numbers)
        for name, changed, numbers in (
            ("last writer wins", {"merge_of": newest_wins, "take": drop_older}, (3, 12, 16)),
            ("last writer is shown", {"merge_of": newest_wins}, (3, 12)),
            ("once by device and counter", {"take": once_by_counter}, (1, 3, 9, 15, 16)),
            ("the loser of a conflict is dropped", {"merge_of": first_side_wins}, (3, 12)),
            ("a deletion wins", {"merge_of": deleted_wins}, (12,)),
            ("the answer forgets a version", {"resolve": forget_a_head}, (11,)),
            ("the clock answers", {"resolve": newest_answer}, (8,)),
            ("unknown fields are dropped", {"encode": known_fields_only}, (13,)),
            ("the same number is the same bundle", {"standing": same_number_is_the_same}, (9, 10, 15)),
            ("sent is received", {"acknowledged": sent_is_received}, (16,)),
            ("only newest versions are sent", {"raws_after": heads_only}, (6, 9, 15, 16)),
            ("any trust is believed", {"read_trust": any_trust}, (19,)),
            ("anything goes", {"take": anything_goes}, (18,)),
            ("nothing waits", {"take": no_waiting_room}, (1, 3, 9, 15, 16)),
            ("an import touches documents", {"take": touch_all}, (1, 15)),
            ("an import in parts", {"one_transaction": False}, (14, 17, 20)),
        )
    }
)
"""Each wrong program with the invariants by which its loss may show; a receipt for what was dropped is a loss too."""
