"""Sentences for the codes of the area ``window``."""

SENTENCES: dict[str, str] = {}
