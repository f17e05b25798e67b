"""Layout: which columns the form of an SKP has, so which fields its sheet shows (A.1.1, A.1.2, A.1.6, A.1.7)."""

from __future__ import annotations

from typing import NamedTuple

from desktop_app.domain.istilah import KelompokSkp, Pendekatan
from desktop_app.domain.skp import Skp


class Layout(NamedTuple):
    """One of the four layouts."""

    kelompok: KelompokSkp = KelompokSkp.JA_JF
    pendekatan: Pendekatan = Pendekatan.KUANTITATIF

    @classmethod
    def of(cls, skp: Skp) -> Layout:
        """Return the layout of ``skp``."""
        return cls(skp.kelompok, skp.pendekatan)

    @property
    def measured(self) -> bool:
        """Whether indicator and target stand in columns of their own (P6:50)."""
        return self.pendekatan is Pendekatan.KUANTITATIF

    @property
    def for_leaders(self) -> bool:
        """Whether each indicator has a perspective (P6:29)."""
        return self.kelompok is KelompokSkp.JPT_MANDIRI

    @property
    def leader_first(self) -> bool:
        """Whether the leader's result and the aspects are columns: on A.1.7 alone (P6:57)."""
        return self.measured and not self.for_leaders
