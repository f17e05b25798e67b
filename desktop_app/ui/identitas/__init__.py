"""Who this computer is to the kabupaten, and taking a new identity."""
