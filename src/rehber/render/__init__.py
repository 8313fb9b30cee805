"""Turns the model into HTML fragments; knows no engine and opens no content file."""
