"""Capaian unit: what was reached by the unit that each assessor leads."""
