"""Reads the scenes of a branching case: each ``##`` heading of its page is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehber.content.markdown import Scan, plain_text
from rehber.model.course import Heading, Line
from rehber.model.finding import Location
from rehber.model.scene import Choice, Scene

_ENDING = re.compile(r"\{[^}]*\.ending\b[^}]*\}\s*$")
_CHOICE = re.compile(r"^\s*[-*+]\s+\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\(#([A-Za-z0-9_-]+)\)\s*$")
_CONSEQUENCE = re.compile(r"^\s{4,}>\s?(.*)$")
_DEBRIEF = "debrief"


def read_scenes(scan: Scan, source: str) -> tuple[Scene, ...]:
    """The scenes in the order of the page; what is missing is left to the checks."""
    starts = [heading for heading in scan.headings if heading.level == 2]
    ends = [*(heading.where.line for heading in starts[1:]), 10**9][: len(starts)]
    return tuple(
        _scene(number, heading, end, scan, source)
        for number, (heading, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def _scene(number: int, heading: Heading, end: int, scan: Scan, source: str) -> Scene:
    begin = heading.where.line
    lines = [line for line in scan.lines if begin <= line.number < end]
    within = range(begin, end)
    return Scene(
        number=number,
        anchor=heading.anchor,
        title=heading.text,
        is_ending=bool(_ENDING.search(lines[0].raw)),
        choices=tuple(_choices(lines, source)),
        has_debrief=any(b.name == _DEBRIEF and b.where.line in within for b in scan.blocks),
        cites=any(citation.where.line in within for citation in scan.citations),
        where=heading.where,
    )


def _choices(lines: list[Line], source: str) -> Iterator[Choice]:
    for index, line in enumerate(lines):
        match = _CHOICE.match(line.raw)
        if match is None:
            continue
        said = []
        for following in lines[index + 1 :]:
            quoted = _CONSEQUENCE.match(following.raw)
            if quoted is None:
                if following.raw.strip():
                    break
                continue
            said.append(plain_text(quoted[1]))
        where = Location(source, line.number)
        yield Choice(plain_text(match[1]), match[2], " ".join(said).strip(), where)
