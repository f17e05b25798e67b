"""Periksa formulir: a printed form checked against the store."""
