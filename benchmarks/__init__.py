"""Measures speed; see README.md."""
