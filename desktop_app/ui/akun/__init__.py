"""Akun: who may work with this office's data on this computer; and everybody's own password."""
