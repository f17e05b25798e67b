"""The seam between the store and whatever yields its key.

A key file does (``keyfile.KeyFile``) where an office works without passwords; where it has some, people's slots, the
printed card and the kabupaten's escrow do (``slotfile``, ``slottable``). Whoever opens the store does not notice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class StoreKey:
    """The raw 256-bit key of the store, and a word on where it came from; ``repr`` does not show the key."""

    key: bytes = field(repr=False)
    source: str
    older: tuple[bytes, ...] = field(default=(), repr=False)
    """Keys that fit instead while a change of the key is not finished."""

    def __post_init__(self) -> None:
        if any(len(key) != 32 for key in self.candidates):
            raise ValueError("a store key has 32 bytes")

    @property
    def candidates(self) -> tuple[bytes, ...]:
        """The keys to try, in order."""
        return (self.key, *self.older)

    def obtain(self) -> StoreKey:
        """Return itself: a key that is known is its own source."""
        return self


class StoreKeySource(Protocol):
    """Something that can yield the key of the store."""

    def obtain(self) -> StoreKey:
        """Return the key; raises ``SystemProblem`` or ``UserError`` with a code of the vault when it cannot."""
        ...
