"""Konflik: documents on which versions disagree, settled field by field."""
