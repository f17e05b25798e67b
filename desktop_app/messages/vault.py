"""Sentences for the codes of the area ``vault``."""

SENTENCES: dict[str, str] = {}
