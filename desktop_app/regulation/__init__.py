"""The regulation as dated data: matrix, labels, official wording; each with the page it was read from."""

from __future__ import annotations

from desktop_app.regulation.aturan import Aturan, KataRencana, NilaiDasarAturan
from desktop_app.regulation.loader import load_aturan, read_aturan, regulation_in_force
from desktop_app.regulation.perencanaan import Perencanaan, load_perencanaan, planning_in_force
from desktop_app.regulation.sebaran import AturanSebaran, sebaran_in_force

__all__ = [
    "Aturan",
    "AturanSebaran",
    "KataRencana",
    "NilaiDasarAturan",
    "Perencanaan",
    "load_aturan",
    "load_perencanaan",
    "planning_in_force",
    "read_aturan",
    "regulation_in_force",
    "sebaran_in_force",
]
