"""Widgets that know no domain: texts, values and meanings are given by the caller."""
