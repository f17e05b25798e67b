"""The pack is proved by the very verifier that travels in it, before it gets its name."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from desktop_app.domain.errors import SystemProblem
from desktop_app.paths import resources


def load_verifier() -> ModuleType:
    """Return the program's own copy of the verifier; raises ``SystemProblem`` ``verifier_tidak_ada``."""
    spec = importlib.util.spec_from_file_location("periksa_auditor", resources() / "verifier" / "periksa.py")
    if spec is None or spec.loader is None:
        raise SystemProblem("verifier_tidak_ada")
    modul = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(modul)
    except OSError as error:
        raise SystemProblem("verifier_tidak_ada") from error
    return modul


def prove_pack(folder: Path, *, registered: bool) -> tuple[str, ...]:
    """Return what the verifier says about the pack in ``folder``; ``SystemProblem`` ``auditor_tidak_lolos`` otherwise.

    ``registered`` is False for an office that no kabupaten has admitted: its origin cannot be proved then.
    """
    modul = load_verifier()
    pak = modul.Pak(folder)
    pak.tanpa_kabupaten = not registered
    baris: list[str] = []
    if not modul.periksa(pak, baris.append):
        raise SystemProblem("auditor_tidak_lolos", rincian=baris[-1].split(None, 1)[-1])
    return tuple(satu.strip() for satu in baris)
