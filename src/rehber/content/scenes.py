"""Reads the scenes of a branching case: each ``##`` heading of its page is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rehber.content.markdown import Scan, plain_text
from rehber.model.course import Heading, Line
from rehber.model.finding import Location
from rehber.model.scene import Choice, Effect, Meter, Scene

_ENDING = re.compile(r"\{[^}]*\.ending\b[^}]*\}\s*$")
_CHOICE = re.compile(r"^\s*[-*+]\s+\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\(#([A-Za-z0-9_-]+)\)\s*$")
_CONSEQUENCE = re.compile(r"^\s{4,}>\s?(.*)$")
_EFFECTS = re.compile(r"\*([^*]+)\*")
_ADDED = re.compile(r"(?P<name>\w[\w ]*) (?P<amount>[+−]\d{1,3}|0)")
_SPENT = re.compile(r"(?P<name>\w[\w ]*): (?P<amount>\d{1,3}) (?P<unit>\w+)")
_LABEL = re.compile(r"\*\*([^*]+?)[.:]?\*\*")
_DEBRIEF = "debrief"


def read_scenes(scan: Scan, source: str) -> tuple[Scene, ...]:
    """The scenes in the order of the page; what is missing is left to the checks."""
    starts = [heading for heading in scan.headings if heading.level == 2]
    ends = [*(heading.where.line for heading in starts[1:]), 10**9][: len(starts)]
    return tuple(
        _scene(number, heading, end, scan, source)
        for number, (heading, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def read_meters(value: Any) -> tuple[Meter, ...]:
    """``meters`` of the front matter; none of them when the list cannot be read."""
    try:
        return tuple(
            Meter(
                name=str(entry["name"]),
                unit=str(entry.get("unit", "")),
                budget=int(entry["budget"]) if "budget" in entry else None,
            )
            for entry in value or ()
        )
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
        return ()


def read_effects(text: str) -> tuple[Effect, ...]:
    """``*Güven −1 · Açıklık +1*`` or ``*Süre: 3 saat*``; empty when the line says anything else."""
    line = _EFFECTS.fullmatch(text.strip())
    effects = []
    for part in line[1].split(" · ") if line else ():
        found = _ADDED.fullmatch(part) or _SPENT.fullmatch(part)
        if found is None:
            return ()
        amount = int(found["amount"].replace("−", "-"))
        effects.append(Effect(found["name"], amount, found.groupdict().get("unit", "")))
    return tuple(effects)


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
        labels=tuple(label[1] for line in lines if (label := _LABEL.match(line.raw))),
    )


def _choices(lines: list[Line], source: str) -> Iterator[Choice]:
    for index, line in enumerate(lines):
        match = _CHOICE.match(line.raw)
        if match is None:
            continue
        said = []
        effects: tuple[Effect, ...] = ()
        for following in lines[index + 1 :]:
            quoted = _CONSEQUENCE.match(following.raw)
            if quoted is None:
                if following.raw.strip():
                    break
                continue
            if moved := read_effects(quoted[1]):
                effects = moved
            else:
                said.append(plain_text(quoted[1]))
        where = Location(source, line.number)
        consequence = " ".join(part for part in said if part)
        yield Choice(plain_text(match[1]), match[2], consequence, where, effects)
