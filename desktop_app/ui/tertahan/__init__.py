"""What is kept aside: files, records, the waiting room, and what was decided."""
