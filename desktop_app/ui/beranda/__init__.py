"""Beranda: what waits to be done."""
