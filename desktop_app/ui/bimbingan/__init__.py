"""Guidance: coaching, mentoring, and the employee's feedback on them."""
