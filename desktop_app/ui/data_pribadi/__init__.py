"""Data Pribadi: give a person everything about him, erase it lawfully, keep the register."""
