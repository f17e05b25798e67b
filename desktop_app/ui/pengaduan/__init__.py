"""Complaints, compliments and suggestions about a service."""
