"""Reads the data files in ``docs/_data``."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from rehber.content import yaml_lines
from rehber.content.files import read_text
from rehber.content.schema import violations
from rehber.content.yaml_lines import Data
from rehber.model.case import Case, Event, Person
from rehber.model.course import LearningPath, PlannedModule, Publisher
from rehber.model.figure import (
    Answer,
    Axis,
    Bar,
    BarChart,
    Decision,
    Drawing,
    Figure,
    LineChart,
    Node,
    Routes,
    Series,
    Step,
)
from rehber.model.figure import (
    Path as Way,
)
from rehber.model.finding import Finding, Location
from rehber.model.glossary import Term
from rehber.model.law import Article, Hotline, Statute
from rehber.model.source import Reference, Verification
from rehber.model.wording import Concern, Wording

T = TypeVar("T")


@dataclass(frozen=True)
class _Locator:
    """Says where a part of one entry stands: ``locate("articles.3")``."""

    shown: str
    data: Data
    entry: str

    def __call__(self, path: str = "") -> Location:
        return Location(self.shown, self.data.line(f"{self.entry}.{path}".rstrip(".")))


@dataclass
class DataFolder:
    """The files of ``docs/_data``; whatever is wrong with them gathers in ``findings``."""

    folder: Path
    schemas: Path
    shown_as: str = "docs/_data"
    findings: list[Finding] = field(default_factory=list)
    broken: dict[str, set[object]] = field(default_factory=dict)
    """For each list file the numbers of the entries that breach its schema."""

    def load(self, name: str) -> Data:
        """One file, parsed and compared with its schema. Broken entries are left out."""
        path = self.folder / name
        shown = f"{self.shown_as}/{name}"
        if not path.exists():
            self.findings.append(Finding.at(Location(shown), "RD007"))
            return Data(None)
        text = read_text(path, shown)
        self.findings.extend(text.findings)
        data = _parse_json(text.text, shown) if name.endswith(".json") else None
        data = data or yaml_lines.load(text.text, shown)
        self.findings.extend(data.findings)
        if data.value is None and not data.findings and not text.text.strip():
            self.findings.append(
                Finding.at(Location(shown), "FM003", key=name, value="–", allowed="[]")
            )
        if data.value is not None:
            schema = name.rpartition(".")[0]
            broken = self.broken.setdefault(name, set())
            self.findings.extend(violations(self.schemas, schema, data, shown, broken))
        return data

    def entries(self, name: str, make: Callable[[Mapping[str, Any], _Locator], T]) -> list[T]:
        """One object for each entry of a list file; entries that cannot be read are passed over."""
        data = self.load(name)
        made: list[T] = []
        for index, entry in enumerate(data.value if isinstance(data.value, list) else []):
            if index in self.broken.get(name, ()):
                continue  # the schema has already said what is wrong with it
            locate = _Locator(f"{self.shown_as}/{name}", data, str(index))
            try:
                made.append(make(entry, locate))
            except (KeyError, TypeError, ValueError, AttributeError):
                continue  # the schema has already said what is wrong with it
        return made


def _parse_json(text: str, shown: str) -> Data:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        finding = Finding.at(Location(shown, error.lineno), "RD008", problem=error.msg)
        return Data(None, {}, (finding,))
    except RecursionError:
        return Data(None, {}, (Finding.at(Location(shown), "RD008", problem="nesting"),))
    return Data(value, _json_lines(text, value))


def _json_lines(text: str, value: Any) -> dict[str, int]:
    """Lines of the entries of a list of objects, found by their ids (the file is one we format)."""
    if not isinstance(value, list):
        return {}
    positions: dict[str, int] = {}
    line_of_id = {
        line.split('"')[3]: number
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip().startswith('"id":') and line.count('"') >= 4
    }
    for index, entry in enumerate(value):
        if isinstance(entry, dict) and entry.get("id") in line_of_id:
            positions[str(index)] = line_of_id[entry["id"]]
    return positions


def reference(entry: Mapping[str, Any], locate: _Locator) -> Reference:
    ours = entry["rehber"]
    return Reference(
        id=entry["id"],
        csl={key: value for key, value in entry.items() if key not in ("rehber", "note")},
        status=Verification(ours["status"]),
        locators=tuple(ours.get("locators", ())),
        unread=tuple(ours.get("unread", ())),
        read_at=ours.get("read_at", ""),
        read_on=ours.get("read_on", ""),
        remark=ours.get("remark", ""),
        short=ours.get("short", ""),
        short_en=ours.get("short_en", ""),
        where=locate(),
    )


def term(entry: Mapping[str, Any], locate: _Locator) -> Term:
    return Term(
        id=entry["id"],
        tr=entry["tr"],
        en=entry["en"],
        definition_tr=entry["definition_tr"],
        definition_en=entry["definition_en"],
        source=entry.get("source", ""),
        forms_tr=tuple(entry.get("forms_tr", ())),
        forms_en=tuple(entry.get("forms_en", ())),
        link=entry.get("link", True),
        avoid=tuple(entry.get("avoid", ())),
        where=locate(),
    )


def statute(entry: Mapping[str, Any], locate: _Locator) -> Statute:
    return Statute(
        reference=entry["reference"],
        number=entry["number"],
        name=entry["name"],
        page=entry["page"],
        articles=tuple(
            Article(
                number=article["number"],
                read_on=article.get("read_on", ""),
                status=article["status"],
                title=article.get("title", ""),
                text_of=article.get("text_of", ""),
                note=article.get("note", ""),
                where=locate(f"articles.{index}"),
            )
            for index, article in enumerate(entry["articles"])
        ),
        where=locate(),
    )


def hotline(entry: Mapping[str, Any], locate: _Locator) -> Hotline:
    return Hotline(**{key: str(value) for key, value in entry.items()}, where=locate())


def wording(entry: Mapping[str, Any], locate: _Locator) -> Wording:
    return Wording(
        concern=Concern(entry["concern"]),
        avoid=tuple(entry["avoid"]),
        prefer=entry.get("prefer", ""),
        where=locate(),
    )


def case(entry: Mapping[str, Any], locate: _Locator) -> Case:
    return Case(
        id=entry["id"],
        title=entry["title"],
        people=tuple(
            Person(
                name=person["name"],
                called=tuple(person["called"]),
                age=person.get("age"),
                where=locate(f"people.{index}"),
            )
            for index, person in enumerate(entry["people"])
        ),
        facts=tuple(entry["facts"]),
        timeline=tuple(
            Event(
                date=event["date"],
                text=event["text"],
                known_by=tuple(event["known_by"]),
                where=locate(f"timeline.{index}"),
            )
            for index, event in enumerate(entry["timeline"])
        ),
        where=locate(),
    )


def figure(entry: Mapping[str, Any], locate: _Locator) -> Figure:
    draw = {"lines": _lines, "bars": _bars, "decision": _decision, "route": _routes}
    return Figure(
        id=entry["id"],
        title=entry["title"],
        note=entry["note"],
        drawing=draw[entry["kind"]](entry),
        where=locate(),
    )


def _finite(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _lines(entry: Mapping[str, Any]) -> Drawing:
    x, y = (Axis(entry[name]["label"], _finite(entry[name]["max"])) for name in ("x", "y"))
    series = tuple(
        Series(
            label=one["label"],
            source=one["source"],
            points=tuple((_finite(x), _finite(y)) for x, y in one["points"]),
            approximate=one.get("approximate", False),
        )
        for one in entry["series"]
    )
    return LineChart(x, y, series)


def _bars(entry: Mapping[str, Any]) -> Drawing:
    bars = tuple(Bar(**{**bar, "value": _finite(bar["value"])}) for bar in entry["bars"])
    return BarChart(entry["unit"], bars)


def _decision(entry: Mapping[str, Any]) -> Drawing:
    return Decision(
        tuple(
            Node(**{**node, "answers": tuple(Answer(**a) for a in node.get("answers", ()))})
            for node in entry["nodes"]
        )
    )


def _routes(entry: Mapping[str, Any]) -> Drawing:
    return Routes(
        tuple(Way(way["title"], tuple(Step(**s) for s in way["steps"])) for way in entry["paths"])
    )


def manifest(
    path: Path, shown: str
) -> tuple[Mapping[str, frozenset[str]] | None, tuple[Finding, ...]]:
    """``{"ids": […], "paths": […], "anchors": […]}`` as sets; None if it cannot be read."""
    text = read_text(path, shown)
    data = _parse_json(text.text, shown)
    findings = (*text.findings, *data.findings)
    if not isinstance(data.value, dict):
        return None, findings
    lists = {name: value for name, value in data.value.items() if isinstance(value, list)}
    return {name: frozenset(map(str, value)) for name, value in lists.items()}, findings


def curriculum(data: Data) -> tuple[tuple[PlannedModule, ...], tuple[LearningPath, ...]]:
    value = data.value if isinstance(data.value, dict) else {}
    try:
        modules = tuple(PlannedModule(**entry) for entry in value.get("modules", ()))
        paths = tuple(
            LearningPath(**{**entry, "modules": tuple(entry["modules"])})
            for entry in value.get("paths", ())
        )
    except (TypeError, KeyError):
        return (), ()
    return modules, paths


def publisher(data: Data, broken: Collection[object] = ()) -> Publisher:
    """``broken`` are keys that breach the schema: they are as good as not written."""
    value = data.value if isinstance(data.value, dict) else {}
    known = Publisher.__dataclass_fields__.keys() - broken
    return Publisher(**{k: str(v or "") for k, v in value.items() if k in known})
