"""Backups: the list with its contents, sticks, restoring, and the first-aid card."""
