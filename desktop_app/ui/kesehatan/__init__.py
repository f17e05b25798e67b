"""Pemeriksaan: how the computer and its data do."""
