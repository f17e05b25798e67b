"""Addenda: their list with the plans as they were determined, and the sheet of one, old and new side by side."""
