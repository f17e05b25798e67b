"""SKP: what is expected of each person in a year."""
