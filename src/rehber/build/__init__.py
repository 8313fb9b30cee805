"""Builds the two sites and turns them into what is published."""
