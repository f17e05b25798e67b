"""Rounds of feedback from all sides: preparing, answering, progress, results."""
