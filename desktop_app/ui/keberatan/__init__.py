"""Objections: write and seal, open and decide, gaps in the numbers; imported when the page is first shown."""
