"""Reads ``docs/`` and ``i18n/``: the only code that opens content files."""
