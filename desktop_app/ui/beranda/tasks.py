"""How a line of the to-do list looks: its mark by how urgent it is."""

from __future__ import annotations

from types import MappingProxyType

from desktop_app.services.tugas import Mendesak, Tugas
from desktop_app.ui.theme import State

LOOKS = MappingProxyType(
    {
        Mendesak.LEWAT: State.ERROR,
        Mendesak.SEGERA: State.WARNING,
        Mendesak.PERLU: State.WARNING,
        Mendesak.BIASA: State.INFO,
        Mendesak.KABAR: State.INFO,
    }
)
"""The mark of each degree; the words say what is late, so that colour is never alone."""


def look_of(task: Tugas) -> State:
    """Return the mark beside a line; what was reached is marked as done."""
    return State.OK if task.kode == "skp-tetap" else LOOKS[task.mendesak]
