"""Sentences for the codes of the area ``forms``."""

SENTENCES: dict[str, str] = {}
