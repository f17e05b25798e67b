"""Pegawai: the people of the office."""
