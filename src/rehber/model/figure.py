"""Figures that are drawn from data: charts, decisions, routes."""

from __future__ import annotations

from dataclasses import dataclass

from rehber.model.finding import Location


@dataclass(frozen=True)
class Axis:
    """From nought to ``maximum``, in the unit that ``label`` names."""

    label: str
    maximum: float


@dataclass(frozen=True)
class Series:
    """``points`` are (x, y) in the units of the axes; ``source`` is the key of a reference.

    ``approximate``: the source gives words ("about one in five"), not a number.
    """

    label: str
    source: str
    points: tuple[tuple[float, float], ...]
    approximate: bool = False


@dataclass(frozen=True)
class LineChart:
    x: Axis
    y: Axis
    series: tuple[Series, ...]


@dataclass(frozen=True)
class Bar:
    label: str
    value: float
    source: str
    approximate: bool = False


@dataclass(frozen=True)
class BarChart:
    """Bars from nought, all in ``unit``."""

    unit: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Answer:
    """``to`` is the id of a node of the same decision."""

    label: str
    to: str


@dataclass(frozen=True)
class Node:
    """A question with its answers, or an outcome with a link into the guide."""

    id: str
    question: str = ""
    answers: tuple[Answer, ...] = ()
    outcome: str = ""
    link: str = ""


@dataclass(frozen=True)
class Decision:
    """The first node is where a reader begins."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Step:
    """Who does what, by when; ``link`` leads into the guide."""

    who: str
    what: str
    when: str = ""
    link: str = ""


@dataclass(frozen=True)
class Path:
    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Routes:
    """Several ways, each a row of steps."""

    paths: tuple[Path, ...]


Drawing = LineChart | BarChart | Decision | Routes


@dataclass(frozen=True)
class Figure:
    """``note`` says how to read it and what it does not say."""

    id: str
    title: str
    note: str
    drawing: Drawing
    where: Location

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of all sources, once each, in order."""
        entries: tuple[Series | Bar, ...] = ()
        if isinstance(self.drawing, LineChart):
            entries = self.drawing.series
        elif isinstance(self.drawing, BarChart):
            entries = self.drawing.bars
        return tuple(dict.fromkeys(entry.source for entry in entries))

    @property
    def texts(self) -> tuple[str, ...]:
        """All that a reader reads in it."""
        drawing = self.drawing
        if isinstance(drawing, LineChart):
            drawn = [drawing.x.label, drawing.y.label, *(one.label for one in drawing.series)]
        elif isinstance(drawing, BarChart):
            drawn = [drawing.unit, *(bar.label for bar in drawing.bars)]
        elif isinstance(drawing, Decision):
            drawn = [text for node in drawing.nodes for text in (node.question, node.outcome)]
            drawn += [answer.label for node in drawing.nodes for answer in node.answers]
        else:
            drawn = [path.title for path in drawing.paths]
            steps = [step for path in drawing.paths for step in path.steps]
            drawn += [text for step in steps for text in (step.who, step.what, step.when)]
        return tuple(text for text in (self.title, self.note, *drawn) if text)

    @property
    def links(self) -> tuple[str, ...]:
        """The links into the guide, as written: ``/guide/law/5395.md#m-9``."""
        if isinstance(self.drawing, Decision):
            return tuple(node.link for node in self.drawing.nodes if node.link)
        if isinstance(self.drawing, Routes):
            return tuple(s.link for path in self.drawing.paths for s in path.steps if s.link)
        return ()
