"""Every sentence that the package shows, in both languages: ``<topic>.<language>.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(language: str) -> Mapping[str, Mapping[str, str]]:
    """All tables of all topics of one language, by table name (``quiz``, ``page`` …)."""
    tables: dict[str, dict[str, str]] = {}
    for file in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(f".{language}.toml") and file.name != _rules_file(language):
            for name, table in _read(file.name).items():
                tables.setdefault(name, {}).update(table)
    return tables


@cache
def rules(language: str) -> Mapping[str, Mapping[str, str]]:
    """What ``rehber check`` says, by code: ``severity``, ``sentence`` and ``mend``."""
    found: Mapping[str, Mapping[str, str]] = _read(_rules_file(language))["rules"]
    return found


def _rules_file(language: str) -> str:
    return f"rules.{language}.toml"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))
