"""The process of a return as a figure: stages in a line, gates between them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rehber.model.course import Heading, Page
from rehber.render.html import Html, element, join

_WIDTH = 360
_ROW = 58
_GATE_ROW = 46
_LINE_X = 34
_ANCHOR = re.compile(r"^(asama|kapi)-(\d+|r)$")


@dataclass(frozen=True)
class Step:
    """A stage or a gate: its number (``"0"`` … ``"9"``, ``"R"``), its name, its anchor."""

    is_gate: bool
    number: str
    name: str
    anchor: str


def steps_of(stages: Page) -> tuple[Step, ...]:
    """The stages and gates in the order in which the guide's page on the process names them."""
    return tuple(step for heading in stages.headings if (step := _step(heading)))


def _step(heading: Heading) -> Step | None:
    match = _ANCHOR.match(heading.anchor)
    if match is None:
        return None
    name = heading.text.partition(":")[2].strip() or heading.text
    return Step(match[1] == "kapi", match[2].upper(), name, heading.anchor)


def draw(steps: tuple[Step, ...], address: str, strings: Mapping[str, str]) -> Html:
    """The figure with its text alternative. ``address`` is the page that the steps link to."""
    rows, height = [], 14
    for step in steps:
        size = _GATE_ROW if step.is_gate else _ROW
        rows.append(_row(step, height + size / 2, address, strings))
        height += size
    figure = element(
        "svg",
        element("title", strings["title"], id="rh-map-title"),
        element("line", x1=_LINE_X, y1=24, x2=_LINE_X, y2=height - 10, class_="rh-map__line"),
        *rows,
        viewBox=f"0 0 {_WIDTH} {height + 8}",
        role="group",
        aria_labelledby="rh-map-title",
        class_="rh-map__figure",
    )
    listed = element(
        "ol", *(_item(step, address, strings) for step in steps), class_="rh-map__list"
    )
    alternative = element(
        "details", element("summary", strings["text"]), listed, class_="rh-map__text"
    )
    note = element("figcaption", strings["note"])
    return element("figure", figure, note, alternative, class_="rh-map")


def _label(step: Step, strings: Mapping[str, str]) -> str:
    return strings["gate" if step.is_gate else "stage"].format(number=step.number)


def _row(step: Step, y: float, address: str, strings: Mapping[str, str]) -> Html:
    shape = _diamond(y) if step.is_gate else _disc(y)
    kind = "gate" if step.is_gate else "stage"
    number = element(
        "text", step.number, x=_LINE_X, y=y + 5, text_anchor="middle", class_="rh-map__number"
    )
    left = _LINE_X + 34
    lines = _wrap(step.name, 36)
    top = y + 5 - (len(lines) - 1) * 9
    spans = [element("tspan", line, x=left, y=top + index * 18) for index, line in enumerate(lines)]
    name = element("text", *spans, class_="rh-map__name")
    target = element(
        "rect", x=2, y=y - 21, width=_WIDTH - 4, height=42, rx=8, class_="rh-map__target"
    )
    return element(
        "a",
        target,
        shape,
        number,
        name,
        href=f"{address}#{step.anchor}",
        aria_label=f"{_label(step, strings)}: {step.name}",
        class_=f"rh-map__step rh-map__step--{kind}",
    )


def _disc(y: float) -> Html:
    return element("circle", cx=_LINE_X, cy=y, r=17, class_="rh-map__shape")


def _diamond(y: float) -> Html:
    x, r = _LINE_X, 18
    points = f"{x},{y - r} {x + r},{y} {x},{y + r} {x - r},{y}"
    return element("polygon", points=points, class_="rh-map__shape")


def _wrap(name: str, width: int) -> list[str]:
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines[:2]


def _item(step: Step, address: str, strings: Mapping[str, str]) -> Html:
    link = element("a", step.name, href=f"{address}#{step.anchor}")
    return element("li", join(_label(step, strings), ": ", link))
