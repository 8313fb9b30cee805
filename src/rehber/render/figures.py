"""Figures from data: charts as SVG with their numbers as a table, decisions and routes as lists.

A decision or a route is drawn by the style sheet from ordinary lists: it reflows on a phone and at
400 % zoom, prints, and is its own text alternative.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from rehber.model.figure import (
    Answer,
    Bar,
    BarChart,
    Decision,
    Figure,
    LineChart,
    Node,
    Path,
    Routes,
    Step,
)
from rehber.render.html import Html, element, join

Cite = Callable[[str], Html]
"""The key of a reference → its short citation."""
Resolve = Callable[[str], str]
"""A link as written → an address."""

_WIDTH = 340
_LEFT, _RIGHT, _TOP, _PLOT = 34, 322, 12, 220
_TICKS = 6
_ROW = 46
_BAR_ROOM = 245
_LABEL_PLACES = ((12, 5), (-12, 5), (0, -9), (0, 20), (14, -9), (-14, -9), (14, 20), (-14, 20))
_LABEL_SIZE = 13
_STEPS = (1, 2, 5)


def draw(figure: Figure, *, strings: Mapping[str, str], cite: Cite, resolve: Resolve) -> Html:
    """The figure with its title, the note on how to read it, and its numbers."""
    drawing = figure.drawing
    if isinstance(drawing, LineChart):
        body = _lines(figure, drawing, strings, cite)
    elif isinstance(drawing, BarChart):
        body = _bars(figure, drawing, strings, cite)
    elif isinstance(drawing, Decision):
        body = _decision(figure, drawing, strings, resolve)
    else:
        body = _routes(drawing, resolve)
    return element(
        "figure",
        element("p", figure.title, class_="rh-figure__title", id=f"sekil-{figure.id}"),
        body,
        element("figcaption", figure.note),
        aria_labelledby=f"sekil-{figure.id}",
        class_="rh-figure",
    )


def _lines(figure: Figure, chart: LineChart, strings: Mapping[str, str], cite: Cite) -> Html:
    height = _TOP + _PLOT + 34
    to_x = _scale(chart.x.maximum, _LEFT, _RIGHT)
    to_y = _scale(chart.y.maximum, _TOP + _PLOT, _TOP)
    marks: list[Html] = []
    taken: list[tuple[float, float]] = [
        (to_x(x), to_y(y)) for s in chart.series for x, y in s.points
    ]
    for index, series in enumerate(chart.series, start=1):
        places = [(to_x(x), to_y(y)) for x, y in series.points]
        if len(places) > 1:
            way = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
            marks.append(element("polyline", points=way, class_="rh-chart__line"))
        look = "rh-chart__dot rh-chart__dot--rough" if series.approximate else "rh-chart__dot"
        for x, y in places:
            marks.append(element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=4.5, class_=look))
        label_x, label_y = _free_place(places[-1], taken)
        taken.append((label_x, label_y))
        marks.append(_text(index, label_x, label_y, "rh-chart__number", "middle"))
    picture = element(
        "svg",
        *_grid(chart, to_x, to_y, strings),
        *marks,
        viewBox=f"0 0 {_WIDTH} {height}",
        role="img",
        aria_label=strings["chart"].format(title=figure.title),
        class_="rh-chart",
    )
    axes = element(
        "p",
        strings["axes"].format(x=chart.x.label, y=chart.y.label),
        class_="rh-figure__axes",
    )
    legend = element(
        "ol",
        *(element("li", series.label, " ", cite(series.source)) for series in chart.series),
        class_="rh-figure__legend",
    )
    rows = [
        (
            f"{index}. {series.label}",
            _number(x, strings),
            _value(y, series.approximate, strings),
        )
        for index, series in enumerate(chart.series, start=1)
        for x, y in series.points
    ]
    heads = (strings["series"], chart.x.label, chart.y.label)
    return join(axes, picture, legend, _table(heads, rows, strings))


def _grid(
    chart: LineChart,
    to_x: Callable[[float], float],
    to_y: Callable[[float], float],
    strings: Mapping[str, str],
) -> list[Html]:
    drawn = []
    for value in _ticks(chart.y.maximum):
        y = to_y(value)
        drawn.append(element("line", x1=_LEFT, y1=y, x2=_RIGHT, y2=y, class_="rh-chart__grid"))
        drawn.append(_text(_number(value, strings), _LEFT - 6, y + 4, "rh-chart__tick", "end"))
    for value in _ticks(chart.x.maximum, months=chart.x.maximum % 12 == 0):
        x, bottom = to_x(value), _TOP + _PLOT
        drawn.append(_text(_number(value, strings), x, bottom + 20, "rh-chart__tick", "middle"))
    return drawn


def _bars(figure: Figure, chart: BarChart, strings: Mapping[str, str], cite: Cite) -> Html:
    longest = max(bar.value for bar in chart.bars) or 1
    rows = [
        _bar(bar, index * _ROW, bar.value / longest * _BAR_ROOM, strings)
        for index, bar in enumerate(chart.bars)
    ]
    picture = element(
        "svg",
        *rows,
        viewBox=f"0 0 {_WIDTH} {_ROW * len(chart.bars)}",
        role="img",
        aria_label=strings["chart"].format(title=figure.title),
        class_="rh-chart",
    )
    listed = [
        (bar.label, _value(bar.value, bar.approximate, strings), cite(bar.source))
        for bar in chart.bars
    ]
    heads = (strings["bar"], chart.unit, strings["source"])
    axes = element("p", strings["unit"].format(unit=chart.unit), class_="rh-figure__axes")
    return join(axes, picture, _table(heads, listed, strings))


def _bar(bar: Bar, top: float, length: float, strings: Mapping[str, str]) -> Html:
    look = "rh-chart__bar rh-chart__bar--rough" if bar.approximate else "rh-chart__bar"
    value = _value(bar.value, bar.approximate, strings)
    return join(
        _text(bar.label, 0, top + 15, "rh-chart__label", "start"),
        element("rect", x=0, y=top + 21, width=f"{length:.1f}", height=15, rx=2, class_=look),
        _text(value, length + 6, top + 33, "rh-chart__number", "start"),
    )


def _decision(
    figure: Figure, decision: Decision, strings: Mapping[str, str], resolve: Resolve
) -> Html:
    questions = [node for node in decision.nodes if node.question]
    numbers = {node.id: index for index, node in enumerate(questions, start=1)}
    outcomes = {node.id: node for node in decision.nodes if node.outcome}
    name = f"sekil-{figure.id}"

    def answer(one: Answer) -> Html:
        if one.to in outcomes:
            leads = _outcome(outcomes[one.to], resolve)
        elif one.to in numbers:
            said = strings["go_on"].format(number=numbers[one.to])
            leads = element("a", said, href=f"#{name}-{one.to}", class_="rh-flow__next")
        else:
            leads = element("span", f"?{one.to}", class_="rh-finding")
        return element("li", element("strong", one.label), " ", leads, class_="rh-flow__answer")

    asked = [
        element(
            "li",
            element("p", node.question, class_="rh-flow__question"),
            element("ul", *(answer(one) for one in node.answers)),
            id=f"{name}-{node.id}",
        )
        for node in questions
    ]
    return element("ol", *asked, class_="rh-flow")


def _outcome(node: Node, resolve: Resolve) -> Html:
    if not node.link:
        return element("span", node.outcome, class_="rh-flow__outcome")
    return element("a", node.outcome, href=resolve(node.link), class_="rh-flow__outcome")


def _routes(routes: Routes, resolve: Resolve) -> Html:
    return element("div", *(_path(path, resolve) for path in routes.paths), class_="rh-routes")


def _path(path: Path, resolve: Resolve) -> Html:
    steps = [_step(step, resolve) for step in path.steps]
    return element(
        "div",
        element("p", path.title, class_="rh-route__title"),
        element("ol", *steps, class_="rh-route"),
    )


def _step(step: Step, resolve: Resolve) -> Html:
    who: object = step.who
    if step.link:
        who = element("a", step.who, href=resolve(step.link))
    return element(
        "li",
        element("strong", who),
        element("span", f" ({step.when})", class_="rh-route__when") if step.when else "",
        element("span", step.what, class_="rh-route__what"),
    )


def _table(
    heads: Sequence[str], rows: Sequence[Sequence[object]], strings: Mapping[str, str]
) -> Html:
    table = element(
        "table",
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element(
            "tbody",
            *(
                element(
                    "tr",
                    element("th", row[0], scope="row"),
                    *(element("td", cell) for cell in row[1:]),
                )
                for row in rows
            ),
        ),
    )
    box = element(
        "div", table, tabindex="0", role="group", aria_label=" · ".join(heads), class_="rh-table"
    )
    return element("details", element("summary", strings["numbers"]), box)


def _scale(maximum: float, start: float, end: float) -> Callable[[float], float]:
    """A value from nought to ``maximum`` → a place between ``start`` and ``end``."""
    return lambda value: start + (end - start) * value / maximum


def _ticks(maximum: float, months: bool = False) -> list[float]:
    """Round values from nought to ``maximum``, at most seven; whole years where months count."""
    if months:
        step = 12.0 * max(1, math.ceil(maximum / 12 / _TICKS))
    else:
        rough = maximum / _TICKS
        power = 10.0 ** math.floor(math.log10(rough))
        step = next((n * power for n in _STEPS if n * power >= rough), 10 * power)
    return [step * index for index in range(int(maximum / step + 1e-9) + 1)]


def _free_place(
    point: tuple[float, float], taken: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """A place beside a point where its number covers no other mark."""
    for right, down in _LABEL_PLACES:
        x, y = point[0] + right, point[1] + down
        if not _LEFT < x < _WIDTH - 5:
            continue
        if all(abs(x - a) > 9 or abs(y - 5 - b) > _LABEL_SIZE for a, b in taken if (a, b) != point):
            return x, y
    return point[0] + _LABEL_PLACES[0][0], point[1] + _LABEL_PLACES[0][1]


def _text(said: object, x: float, y: float, look: str, anchor: str) -> Html:
    return element("text", said, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, class_=look)


def _value(value: float, approximate: bool, strings: Mapping[str, str]) -> str:
    number = _number(value, strings)
    return strings["about"].format(value=number) if approximate else number


def _number(value: float, strings: Mapping[str, str]) -> str:
    """``17294.5`` as ``17.294,5`` in Turkish, ``17,294.5`` in English."""
    whole, _, part = f"{value:,.3f}".rstrip("0").rstrip(".").partition(".")
    whole = whole.replace(",", strings["thousands"])
    return f"{whole}{strings['decimal']}{part}" if part else whole
