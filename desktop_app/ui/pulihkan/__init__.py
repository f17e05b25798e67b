"""Pulihkan sandi: the kabupaten answers an office whose password was forgotten, after comparing by voice."""
