"""Rule sets by dated file: every file of a folder is read, and one of them holds on a day."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import InvalidOperation
from pathlib import Path
from typing import Any, Protocol, TypeVar

from desktop_app.domain.errors import SystemProblem


class Dated(Protocol):
    """What holds from a day on."""

    @property
    def berlaku_mulai(self) -> date:
        """The first day on which it holds."""


T = TypeVar("T", bound=Dated)


def read_dated(folder: Path, build: Callable[[Mapping[str, Any]], T]) -> tuple[T, ...]:
    """Return what ``build`` makes of every file, the oldest first.

    Raises ``SystemProblem`` ``berkas_aturan_rusak`` for a file that cannot be read or does not fit.
    """
    semua: list[T] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            semua.append(build(tomllib.loads(path.read_text(encoding="utf-8"))))
        except (OSError, ValueError, KeyError, TypeError, InvalidOperation) as error:
            raise SystemProblem("berkas_aturan_rusak", berkas=path.name, rincian=repr(error)) from error
    return tuple(sorted(semua, key=lambda satu: satu.berlaku_mulai))


def in_force(semua: Sequence[T], tanggal: date | None, aturan: str = "–") -> T:
    """Return the newest of ``semua`` (the oldest first) that began by ``tanggal``; the newest of all without a day.

    A day before the first gives the first, since a dead clock must not stop anybody. Raises ``SystemProblem``
    ``aturan_tidak_ada``, which names ``aturan``, where there are none.
    """
    if not semua:
        raise SystemProblem("aturan_tidak_ada", aturan=aturan)
    sampai = [satu for satu in semua if tanggal is None or satu.berlaku_mulai <= tanggal]
    return sampai[-1] if sampai else semua[0]
