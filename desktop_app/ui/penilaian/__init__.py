"""Penilaian: what was reached, how it was received, and the two ratings that give the predicate."""
