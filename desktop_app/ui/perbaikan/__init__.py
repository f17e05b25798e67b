"""Improvements of a service."""
