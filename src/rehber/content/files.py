"""Opens content files; whatever is wrong with a file becomes a finding, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rehber.model.finding import Finding, Location

LONGEST_LINE = 4_000
"""Characters. Longer lines are pasted data, not prose; they are cut so that nothing hangs."""
LARGEST_FILE = 2_000_000
"""Bytes."""


@dataclass(frozen=True)
class Text:
    """The text of a file (empty if it cannot be read) and what was wrong with it."""

    text: str
    findings: tuple[Finding, ...] = ()


def read_text(path: Path, name: str) -> Text:
    """Read a UTF-8 file. ``name`` is the path shown in findings."""
    where = Location(name)
    if path.is_dir():
        return Text("", (Finding.at(where, "RD001"),))
    try:
        data = path.read_bytes()
    except OSError as error:
        return Text("", (Finding.at(where, "RD002", reason=error.strerror or "?"),))
    findings: list[Finding] = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        findings.append(Finding.at(where, "RD003"))
    if len(data) > LARGEST_FILE:
        findings.append(Finding.at(where, "RD004", size=f"{len(data) / 1e6:.1f}"))
        data = data[:LARGEST_FILE]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        cut_by_us = len(data) == LARGEST_FILE and error.end >= len(data) - 3
        if not cut_by_us:
            findings.append(Finding.at(Location(name, line), "RD005"))
        text = data.decode("utf-8", errors="replace" if not cut_by_us else "ignore")
    return Text(_shorten_lines(text.replace("\r\n", "\n"), name, findings), tuple(findings))


def _shorten_lines(text: str, name: str, findings: list[Finding]) -> str:
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            findings.append(Finding.at(Location(name, number), "RD006", length=len(line)))
            lines[number - 1] = line[:LONGEST_LINE]
    return "\n".join(lines)


def other_files(folder: Path) -> frozenset[str]:
    """Paths below a folder that are no Markdown (pictures, …), relative to it."""
    return frozenset(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix != ".md" and path.is_file()
    )


def markdown_files(folder: Path) -> list[Path]:
    """All Markdown pages below a folder, in a fixed order; ``_data`` and the like are left out."""
    return sorted(
        path
        for path in folder.rglob("*.md")
        if not any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts)
    )
