"""Findings: what the program noticed beside a field. They inform; only services decide what blocks."""

from __future__ import annotations


class Temuan:
    """A finding with a stable code, the path of the field it stands beside, and facts for its sentence.

    ``penting`` marks what must be mended before the document may change its state.
    """

    __slots__ = ("fakta", "jalur", "kode", "penting")

    def __init__(self, kode: str, jalur: str, *, penting: bool = False, **fakta: object) -> None:
        self.kode = kode
        self.jalur = jalur
        self.penting = penting
        self.fakta = fakta

    def __repr__(self) -> str:
        return f"Temuan({self.kode!r}, {self.jalur!r}, penting={self.penting}, {self.fakta!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Temuan):
            return NotImplemented
        mine = (self.kode, self.jalur, self.penting, self.fakta)
        return mine == (other.kode, other.jalur, other.penting, other.fakta)

    __hash__ = None  # type: ignore[assignment]
