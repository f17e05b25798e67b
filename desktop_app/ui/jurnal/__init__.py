"""The journal: people, the week of one of them, and the entries that wait for an answer."""
