"""The one seam between the machine and the program: what the program does, and where a wrong program is plugged in.

``HONEST`` is the program itself. ``tests/invariants/wrong_rules.py`` replaces one member at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from db import AddReport, Merge, Transaction, decode_revision
from desktop_app.domain.codec import encode
from desktop_app.exchange.opening import _check_counters
from desktop_app.exchange.trust import read_trust
from desktop_app.regulation import regulation_in_force
from desktop_app.services import penyaring
from desktop_app.services.jenis import make_merge
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik import resolve_konflik
from desktop_app.services.paket import acknowledged_upto
from desktop_app.services.penyaring import take_in

Clocks = Mapping[str, str]
"""The claimed time of every revision that was ever made, by its id: what a wrong merge might look at."""


@cache
def aturan(aturan_id: str) -> Any:
    """Return a rule set, read once."""
    return regulation_in_force(aturan_id=aturan_id)


def take(
    kantor: Kantor,
    tx: Transaction,
    raws: Iterable[bytes],
    source: str,
    allows: Callable[[str, str], bool],
    not_writers: Collection[str],
    clocks: Clocks,
) -> AddReport:
    """Bring the revisions of a bundle into a transaction through the sieve, as both sides do."""
    return take_in(kantor, tx, raws, source=source, allows=allows, not_writers=not_writers)


def merge_of(clocks: Clocks) -> Merge:
    """Return the merge of heads; it does not look at the clocks."""
    return make_merge(aturan)


def raws_after(kantor: Kantor, seq: int) -> list[tuple[int, bytes]]:
    """Return what a bundle carries, as ``seal_bundle`` reads it: everything that came after the acknowledged place."""
    return [(number, raw) for number, _, raw in kantor.store.revisions_after(seq)]


@dataclass(frozen=True)
class Rules:
    """Everything that the exchange decides, each as the program has it unless it is replaced."""

    name: str = "the program"
    take: Callable[..., AddReport] = take
    merge_of: Callable[[Clocks], Merge] = merge_of
    encode: Callable[..., bytes] = encode
    resolve: Callable[..., object] = resolve_konflik
    standing: Callable[..., Any] = _check_counters
    acknowledged: Callable[[Kantor], int] = acknowledged_upto
    raws_after: Callable[[Kantor, int], list[tuple[int, bytes]]] = raws_after
    read_trust: Callable[..., Any] = read_trust
    one_transaction: bool = True
    """Whether an import is all or nothing."""
    rows_of_import: int = 1
    """Transactions of an import, each with its audit row."""


HONEST = Rules()


@contextmanager
def knowing(kinds: Collection[str]) -> Iterator[None]:
    """Let the sieve know only these kinds of documents: the one place at which an older program is one.

    The store of an older program would hold such documents in quarantine just the same.
    """
    known = penyaring.ALL_KINDS
    penyaring.ALL_KINDS = MappingProxyType({kind: known[kind] for kind in kinds})
    try:
        yield
    finally:
        penyaring.ALL_KINDS = known


def claimed(raw: bytes) -> str:
    """Return the time that the computer claimed when it wrote a revision."""
    return decode_revision(raw).at.t
