"""Kunci kabupaten: the key ceremony, the holders' meeting, and which offices follow."""
