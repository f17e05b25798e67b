"""Sentences for the codes of the area ``exchange``."""

SENTENCES: dict[str, str] = {}
