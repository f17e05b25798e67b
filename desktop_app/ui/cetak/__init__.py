"""Cetak: the official forms on the screen, as a file, and on paper."""
