"""Reads the scenes of a branching case: each ``##`` heading of its page is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rehber import turkish
from rehber.content.markdown import Scan, plain_text
from rehber.model.course import Heading, Line
from rehber.model.finding import Location
from rehber.model.scene import FAR, Choice, Effect, Meter, Reading, Scene

_ENDING = re.compile(r"\{[^}]*\.ending\b[^}]*\}\s*$")
_CHOICE = re.compile(r"^\s*[-*+]\s+\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\(#([A-Za-z0-9_-]+)\)\s*$")
_CONSEQUENCE = re.compile(r"^\s{4,}>\s?(.*)$")
_EFFECTS = re.compile(r"\*([^*]+)\*")
_ADDED = re.compile(r"(?P<name>\w[\w ]*) (?P<amount>[+−]\d{1,3}|0)")
_SPENT = re.compile(r"(?P<name>\w[\w ]*): (?P<amount>\d{1,3}) (?P<unit>\w+)")
_LABEL = re.compile(r"\*\*([^*]+?)[.:]?\*\*")
_READING = re.compile(r"(?<!\*)\*([^*]+):\*(?!\*)")
_UNITS = ("sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
_NUMBERS = (*_UNITS, "on")
_SIGN = re.compile(r"(?:(.+) )?(artıda|ekside)")
_ANY = "|".join(_NUMBERS)
_COUNT = re.compile(rf"(eksi )?({_ANY})(?: ya da ({_ANY})|( ve üstü))?")
_DEBRIEF = "debrief"


def read_scenes(
    scan: Scan, source: str, meters: tuple[Meter, ...] = (), totals: str = ""
) -> tuple[Scene, ...]:
    """The scenes in the order of the page; what is missing is left to the checks. ``totals`` is
    what the case calls the totals of its meters."""
    starts = [heading for heading in scan.headings if heading.level == 2]
    ends = [*(heading.where.line for heading in starts[1:]), 10**9][: len(starts)]
    return tuple(
        _scene(number, heading, end, scan, source, meters, totals)
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


def read_readings(text: str, meters: tuple[Meter, ...]) -> Iterator[Reading]:
    """``*İkisi de artıda:* …``, ``*İki ya da üç:* …``: each phrase that is understood."""
    for phrase in _READING.finditer(text):
        parts = [_range(part, meters) for part in turkish.lower(phrase[1]).split(", ")]
        ranges = [(-FAR, FAR)] * len(meters)
        for part in parts:
            for index, each in (part or {}).items():
                ranges[index] = each
        if meters and all(parts):
            yield Reading(phrase[1], tuple(ranges))


def _range(part: str, meters: tuple[Meter, ...]) -> dict[int, tuple[int, int]]:
    """The totals that one part of a phrase speaks of, by meter; empty when it is not understood."""
    if sign := _SIGN.fullmatch(part):
        every = sign[1] in (None, "ikisi de")
        return {
            # Where nothing is spent, a meter that stayed at zero counts as one below it.
            index: (1, FAR) if sign[2] == "artıda" else (-FAR, -1 if meter.budget else 0)
            for index, meter in enumerate(meters)
            if every or turkish.lower(meter.name) == sign[1]
        }
    if count := _COUNT.fullmatch(part):
        values = [_NUMBERS.index(word) for word in count.group(2, 3) if word]
        values = [-value for value in values] if count[1] else values
        return {0: (min(values), FAR if count[4] else max(values))}
    return {}


def _scene(
    number: int,
    heading: Heading,
    end: int,
    scan: Scan,
    source: str,
    meters: tuple[Meter, ...],
    totals: str,
) -> Scene:
    begin = heading.where.line
    lines = [line for line in scan.lines if begin <= line.number < end]
    reading = [line.raw for line in lines if totals and _begins_with(line.raw, totals)]
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
        reads_totals=bool(reading),
        readings=tuple(each for raw in reading for each in read_readings(raw, meters)),
    )


def _begins_with(line: str, label: str) -> bool:
    found = _LABEL.match(line)
    return found is not None and found[1] == label


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
