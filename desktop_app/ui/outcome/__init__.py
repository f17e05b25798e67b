"""Outcome indicators: what a planned result shall change, beside its output."""
