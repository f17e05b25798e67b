"""What comes in from elsewhere is decoded and checked here, once, before it may join the log.

A chunk is looked at as a whole, at C speed, wherever a whole look can prove each part sound; only a chunk in
which that look finds something unusual has its revisions looked at one by one.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeAlias

import msgspec

from db.errors import StoreError
from db.graph import ID_BYTES
from db.revision import Envelope, decode_envelope, form_fault, is_kind, parse, text_fault

Item: TypeAlias = tuple[bytes, bytes, Envelope, str, tuple[bytes, ...]]
"""rev_id, raw, envelope, source, rev_ids of the parents."""

Judge: TypeAlias = Callable[[Envelope], str]
"""Given a decoded, sound envelope, returns why the revision may not come in; empty if it may."""

Refuse: TypeAlias = Callable[[bytes, bytes, str, str], None]
"""Told of what may not come in: rev_id, raw, reason, source."""


class Sifter:
    """Turns raw bytes into items that may be placed, and hands what is damaged or refused to ``refuse``."""

    def __init__(self, kinds: Iterable[str], refuse: Refuse) -> None:
        self._sound_kinds = set(kinds)
        self._refuse = refuse

    def sift(self, fresh: Mapping[bytes, bytes], source: str, judge: Judge | None) -> list[Item]:
        """Decode and check revisions by rev_id, each once, and ask the judge about those that are sound."""
        with _no_rings():
            return self._sift(fresh, source, judge)

    def _sift(self, fresh: Mapping[bytes, bytes], source: str, judge: Judge | None) -> list[Item]:
        try:
            envelopes = list(map(decode_envelope, fresh.values()))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return self._one_by_one(fresh, source, judge)
        usual = self._is_usual(fresh.values(), envelopes)
        items: list[Item] = []
        for (rev_id, raw), envelope in zip(fresh.items(), envelopes, strict=True):
            fault = form_fault(raw, envelope) or ("" if usual else text_fault(raw, envelope))
            if not fault and judge is not None:
                fault = judge(envelope)
            if fault:
                self._refuse(rev_id, raw, fault, source)
            else:
                items.append(to_item(rev_id, raw, envelope, source))
        return items

    def _one_by_one(self, fresh: Mapping[bytes, bytes], source: str, judge: Judge | None) -> list[Item]:
        items: list[Item] = []
        for rev_id, raw in fresh.items():
            try:
                envelope = parse(raw)
            except StoreError as error:
                self._refuse(rev_id, raw, str(error.facts["reason"]), source)
                continue
            if fault := judge(envelope) if judge is not None else "":
                self._refuse(rev_id, raw, fault, source)
            else:
                items.append(to_item(rev_id, raw, envelope, source))
        return items

    def _is_usual(self, raws: Iterable[bytes], envelopes: Sequence[Envelope]) -> bool:
        """Say at C speed for a whole chunk that no single revision needs the slow look at its text."""
        names = {envelope.kind for envelope in envelopes}
        if not names <= self._sound_kinds:
            self._sound_kinds |= {name for name in names if is_kind(name)}
            if not names <= self._sound_kinds:
                return False
        ids = "".join([part for e in envelopes for part in (e.doc, e.dev, e.epoch, *e.parents)])
        joined = b"".join(raws)
        # One sign is found far faster than three, and most chunks escape nothing.
        if b"\\" in joined and (b"\\ud" in joined or b"\\uD" in joined):
            return False
        try:
            # There and back proves lower-case digits alone: capitals and blanks would not come back as they were.
            is_hex = bytes.fromhex(ids).hex() == ids
            # ASCII needs no decoding to be UTF-8.
            joined.isascii() or joined.decode()
        except ValueError:
            return False
        return is_hex


@contextmanager
def _no_rings() -> Iterator[None]:
    """Let nobody look for rings of objects during one chunk: what is decoded here is trees, and looking costs more."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def to_item(rev_id: bytes, raw: bytes, envelope: Envelope, source: str) -> Item:
    """Put together what placing needs of one sound revision."""
    parents = envelope.parents
    if not parents:
        return rev_id, raw, envelope, source, ()
    packed = bytes.fromhex("".join(parents))
    if len(packed) == ID_BYTES:
        return rev_id, raw, envelope, source, (packed,)
    return rev_id, raw, envelope, source, tuple(map(bytes.fromhex, parents))
