"""FG: figures rest on sources, lead somewhere, and show what their data say."""

from __future__ import annotations

from collections.abc import Iterator

from rehber.checks.context import Context
from rehber.checks.links import anchors_of
from rehber.model.course import Course, Kind
from rehber.model.figure import Decision, Figure, LineChart
from rehber.model.finding import Finding
from rehber.model.source import Verification


def shown(course: Course, context: Context) -> Iterator[Finding]:
    """FG001: a page shows figures that are there."""
    for page in course.pages.values():
        if page.kind is Kind.CONTRIBUTING:
            continue
        for directive in page.directives:
            name = directive.arguments[0] if directive.arguments else "–"
            if directive.name == "figure" and name not in course.figures:
                known = ", ".join(sorted(course.figures))
                yield Finding.at(directive.where, "FG001", name=name, known=known)


def sources(course: Course, context: Context) -> Iterator[Finding]:
    """FG002: every number has a source that was read."""
    if not course.references:
        return  # the file could not be read, which is a finding already
    for figure in course.figures.values():
        for key in figure.sources:
            reference = course.references.get(key)
            if reference is None or reference.status is Verification.UNVERIFIED:
                yield Finding.at(figure.where, "FG002", id=figure.id, key=key)


def decisions(course: Course, context: Context) -> Iterator[Finding]:
    """FG003, FG004: an answer leads to a node, and a node is led to."""
    for figure in course.figures.values():
        if isinstance(figure.drawing, Decision):
            yield from _decision(figure, figure.drawing)


def _decision(figure: Figure, decision: Decision) -> Iterator[Finding]:
    nodes = {node.id: node for node in decision.nodes}
    for node in decision.nodes:
        for answer in node.answers:
            if answer.to not in nodes:
                yield Finding.at(figure.where, "FG003", id=figure.id, node=node.id, to=answer.to)
    reached, waiting = set[str](), [decision.nodes[0].id] if decision.nodes else []
    while waiting:
        name = waiting.pop()
        if name in nodes and name not in reached:
            reached.add(name)
            waiting.extend(answer.to for answer in nodes[name].answers)
    for name in nodes:
        if name not in reached:
            yield Finding.at(figure.where, "FG004", id=figure.id, node=name)


def links(course: Course, context: Context) -> Iterator[Finding]:
    """FG005: a link of a figure leads to a page and a place on it."""
    if course.language != "tr":
        return
    for figure in course.figures.values():
        for link in figure.links:
            path, _, anchor = link.lstrip("/").partition("#")
            page = course.pages.get(path)
            if page is None or (anchor and anchor not in anchors_of(course, page)):
                yield Finding.at(figure.where, "FG005", id=figure.id, link=link)


def axes(course: Course, context: Context) -> Iterator[Finding]:
    """FG006: every point lies inside the axes."""
    for figure in course.figures.values():
        chart = figure.drawing
        if not isinstance(chart, LineChart):
            continue
        for series in chart.series:
            for x, y in series.points:
                if x > chart.x.maximum or y > chart.y.maximum:
                    point = f"[{x:g}, {y:g}]"
                    yield Finding.at(figure.where, "FG006", id=figure.id, point=point)


RULES = (shown, sources, decisions, links, axes)
