"""Kotak Masuk: what the units hand to the kabupaten."""
