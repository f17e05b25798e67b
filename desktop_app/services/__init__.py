"""The use cases: one function is one intention of a user, in one transaction; the only door to ``db``."""
