"""Reads the scenes of a branching case: each ``##`` heading of its page is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

from rehber import messages, turkish
from rehber.content.markdown import Scan, plain_text
from rehber.model.course import Heading, Line
from rehber.model.finding import Location
from rehber.model.scene import FAR, MOST_METERS, Choice, Effect, Meter, Reading, Scene

_ENDING = re.compile(r"\{[^}]*\.ending\b[^}]*\}\s*$")
_CHOICE = re.compile(r"^\s*[-*+]\s+\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\(#([A-Za-z0-9_-]+)\)\s*$")
_CONSEQUENCE = re.compile(r"^\s{4,}>\s?(.*)$")
_EFFECTS = re.compile(r"\*([^*]+)\*")
_ADDED = re.compile(r"(?P<name>\w[\w ]*) (?P<amount>[+−]\d{1,3}|0)")
_SPENT = re.compile(r"(?P<name>\w[\w ]*): (?P<amount>\d{1,3}) (?P<unit>\w+)")
_LABEL = re.compile(r"\*\*([^*]+?)[.:]?\*\*")
_READING = re.compile(r"(?<!\*)\*([^*]+):\*(?!\*)")
_TOTALS = re.compile(r"[^*_:.]+")
_DEBRIEF = "debrief"


@dataclass(frozen=True)
class Totals:
    """What the page says of its meters: ``name`` is what it calls their totals; the words of the
    phrases on them are those of its language."""

    meters: tuple[Meter, ...] = ()
    name: str = ""
    language: str = "tr"


def read_scenes(scan: Scan, source: str, totals: Totals = Totals()) -> tuple[Scene, ...]:
    """The scenes in the order of the page; what is missing is left to the checks."""
    starts = [heading for heading in scan.headings if heading.level == 2]
    ends = [*(heading.where.line for heading in starts[1:]), 10**9][: len(starts)]
    return tuple(
        _scene(number, heading, end, scan, source, totals)
        for number, (heading, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def read_meters(meta: Mapping[str, Any]) -> tuple[tuple[Meter, ...], str]:
    """``meters`` and ``totals`` of the front matter; nothing when either breaks the schema, which
    says so itself: choices and endings cannot be compared with half of it."""
    try:
        meters = tuple(
            Meter(
                name=str(entry["name"]),
                unit=str(entry["unit"] if "budget" in entry else entry.get("unit", "")),
                budget=int(entry["budget"]) if "budget" in entry else None,
            )
            for entry in meta["meters"]
        )
        name = str(meta["totals"]).strip()
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
        return (), ""
    is_whole = len(meters) <= MOST_METERS and _TOTALS.fullmatch(name)
    return (meters, name) if is_whole else ((), "")


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


def read_readings(text: str, totals: Totals, where: Location) -> Iterator[Reading]:
    """``*İkisi de artıda:* …``, ``*İki ya da üç:* …``: each phrase, understood or not."""
    for phrase in _READING.finditer(text):
        parts = [_range(part, totals) for part in turkish.lower(phrase[1]).split(", ")]
        said = {index: each for part in parts for index, each in part.items()}
        ranges = tuple(said.get(index, (-FAR, FAR)) for index in range(len(totals.meters)))
        yield Reading(phrase[1], ranges if all(parts) else (), where)


def _range(part: str, totals: Totals) -> dict[int, tuple[int, int]]:
    """The totals that one part of a phrase speaks of, by meter; empty when it is not understood."""
    sign_of, count_of, numbers = _phrases(totals.language)
    if sign := sign_of.fullmatch(part):
        return {
            # Where nothing is spent, a meter that stayed at zero counts as one below it.
            index: (1, FAR) if sign["above"] else (-FAR, -1 if meter.budget else 0)
            for index, meter in enumerate(totals.meters)
            if sign["name"] is None or turkish.lower(meter.name) == sign["name"]
        }
    count = count_of.fullmatch(part)
    if count is None or len(totals.meters) != 1:  # of several, whose number would it be?
        return {}
    values = [numbers.index(word) for word in count.group("low", "high") if word]
    values = [-value for value in values] if count["minus"] else values
    return {0: (min(values), FAR if count["up"] else max(values))}


@cache
def _phrases(language: str) -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """``Güven artıda`` and ``iki ya da üç`` in this language, and its numbers from zero on."""
    said = messages.load(language)["totals"]
    numbers = tuple(said["numbers"].split())
    any_number = "|".join(numbers)
    sign = f"(?:{said['both']} |(?P<name>.+) )?(?:(?P<above>{said['above']})|(?:{said['below']}))"
    count = (
        f"(?P<minus>{said['minus']} )?(?P<low>{any_number})"
        f"(?: {said['or']} (?P<high>{any_number})|(?P<up> {said['up']}))?"
    )
    return re.compile(sign), re.compile(count), numbers


def _scene(
    number: int, heading: Heading, end: int, scan: Scan, source: str, totals: Totals
) -> Scene:
    begin = heading.where.line
    lines = [line for line in scan.lines if begin <= line.number < end]
    reading = list(_readings(lines, source, totals)) if totals.name else []
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
        readings=tuple(each for paragraph in reading for each in paragraph),
    )


def _readings(lines: list[Line], source: str, totals: Totals) -> Iterator[tuple[Reading, ...]]:
    """For each paragraph that begins with the name of the totals, what it says of them."""
    for index, line in enumerate(lines):
        if _begins_with(line.raw, totals.name):
            rest = takewhile(str.strip, (following.raw for following in lines[index:]))
            text = " ".join(rest)
            yield tuple(read_readings(text, totals, Location(source, line.number)))


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
