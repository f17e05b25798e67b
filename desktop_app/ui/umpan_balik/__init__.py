"""Continuous feedback: what was said, what is asked, what one gave."""
