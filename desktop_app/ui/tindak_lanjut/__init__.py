"""What follows an evaluation: the list, a new one, and the sheet of one."""
