"""Sentences for the codes of the area ``store``."""

SENTENCES: dict[str, str] = {}
