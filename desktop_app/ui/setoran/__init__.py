"""Peta setoran: what each office has handed in, who lacks what, letters that remind."""
