"""Counselling: cases that concern who looks, their sealed sections, and writing one."""
