"""Rehber: reads the course in ``docs/``, checks it, renders it and builds the site."""

__version__ = "2026.11.0"
