"""Evaluasi diri: what an employee says of his own period."""
