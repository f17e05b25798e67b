"""The results of one person, what they rest on, and why a predicate is what it is."""
