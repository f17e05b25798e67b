"""What every page is given: the worker, who the office is, the rule set, and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desktop_app.regulation import Aturan
from desktop_app.services.kantor import Profil
from desktop_app.ui.runner import Runner


@dataclass(frozen=True)
class Desk:
    """Facts that do not change while the window is open; ``now`` is only ever a claim."""

    runner: Runner
    profil: Profil
    aturan: Aturan
    now: Callable[[], datetime]
