"""Pengaturan: the office, its paper and emblem, and this computer."""
