"""Jejak: what was done on this computer, by whom, and how far that is proved."""
