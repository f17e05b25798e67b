"""What every page is given: the worker, who the office is, the rule set, and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.regulation import KataRencana
from desktop_app.services.kantor import Profil
from desktop_app.services.pelaku import Pelaku, unattended
from desktop_app.services.waktu import plausible_day
from desktop_app.ui.runner import Runner


@dataclass
class Desk:
    """Facts that hold while the window is open; ``now`` is only ever a claim."""

    runner: Runner
    profil: Profil
    aturan: KataRencana
    """The program's own words; an evaluation is shown in those of its rules (services/aturan_nilai.py)."""
    now: Callable[[], datetime]
    fallback_day: date
    """The day that dates begin with while the clock cannot be believed."""
    pelaku: Pelaku = field(default_factory=lambda: unattended(""))
    """Who is logged in; without passwords one who may do everything."""

    @property
    def attended(self) -> bool:
        """Return whether somebody is logged in by his own password."""
        return not self.pelaku.tanpa_sandi

    def may(self, wewenang: Wewenang) -> bool:
        """Return whether who is logged in may do this to anybody at all; the services decide each case."""
        return self.pelaku.reach(wewenang) is not Jangkauan.TIDAK

    def proposed_day(self) -> date:
        """Return the day that a date begins with: the clock's where it can be believed."""
        return plausible_day(self.now()) or self.fallback_day
