"""Kirim/Terima: what a unit hands to the kabupaten, and what comes back."""
