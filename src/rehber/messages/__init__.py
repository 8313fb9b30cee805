"""Every sentence that the package shows, in both languages: ``<topic>.<language>.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def load(language: str) -> Mapping[str, Mapping[str, str]]:
    """All tables of all topics of one language, by table name (``quiz``, ``page`` …)."""
    tables: dict[str, dict[str, str]] = {}
    for file in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(f".{language}.toml"):
            for name, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
                tables.setdefault(name, {}).update(table)
    return tables
