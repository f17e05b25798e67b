"""Spread of ratings per assessor, for the kabupaten."""
