"""Sentences for the codes of the area ``services``."""

SENTENCES: dict[str, str] = {}
