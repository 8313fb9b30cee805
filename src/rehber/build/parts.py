"""Writes what test pages fetch when a test begins: one script a language, from a file too."""

from __future__ import annotations

from pathlib import Path

from rehber import messages
from rehber.render.test_mode import parts_file


def write_parts(language: str, site: Path) -> None:
    """Write the script below ``site``, the root of this language, under its stamped name."""
    name, script = parts_file(messages.load(language), language)
    file = site / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(script, encoding="utf-8")
