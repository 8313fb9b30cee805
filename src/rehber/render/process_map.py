"""The process of a return as a figure: stages in a line, gates between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rehber.model.course import Page
from rehber.render.html import Html, element, join
from rehber.render.urls import to_page

_WIDTH = 330
_ROW = 58
_LINE_X = 24
_LETTERS = 30
_ID = re.compile(r"^(asama|kapi)-(\d+|r)$")


@dataclass(frozen=True)
class Step:
    """A stage or a gate: its number (``"0"`` … ``"9"``, ``"R"``), its name, its address."""

    is_gate: bool
    number: str
    name: str
    address: str


def steps_of(pages: Iterable[Page], origin: Page) -> tuple[Step, ...]:
    """The stages and gates among these pages (ids ``asama-0``, ``kapi-1`` …), in their order.

    ``origin`` is the page that shows the map; addresses are relative to it.
    """
    return tuple(
        Step(match[1] == "kapi", match[2].upper(), _name(page), to_page(origin, page))
        for page in pages
        if (match := _ID.match(page.id))
    )


def _name(page: Page) -> str:
    """``Aşama 0: Bağı korumak`` without the number, which the map draws."""
    return page.title.partition(":")[2].strip() or page.title


def draw(steps: tuple[Step, ...], strings: Mapping[str, str]) -> Html:
    """The figure with its text alternative.

    Two drawings, one below the other on a phone and side by side where there is room.
    """
    middle = (len(steps) + 1) // 2
    halves = [
        _half(part, strings, first=index == 0)
        for index, part in enumerate((steps[:middle], steps[middle:]))
        if part
    ]
    figure = element(
        "div", *halves, role="group", aria_label=strings["title"], class_="rh-map__halves"
    )
    listed = element("ol", *(_item(step, strings) for step in steps), class_="rh-map__list")
    alternative = element(
        "details", element("summary", strings["text"]), listed, class_="rh-map__text"
    )
    note = element("figcaption", strings["note"])
    return element("figure", figure, note, alternative, class_="rh-map")


def _half(steps: tuple[Step, ...], strings: Mapping[str, str], first: bool) -> Html:
    """One drawing: the line comes in from above unless it is the first, and goes on below."""
    height = _ROW * len(steps)
    back = steps[-1].number == "R"  # the way back into care is no further step of the way
    last = height - _ROW * 1.5 if back else height
    lines = [_line(_ROW / 2 if first else 0, last)]
    if back:
        lines.append(_line(last, height - _ROW / 2, stroke_dasharray="4 4"))
    rows = [_row(step, _ROW * (index + 0.5), strings) for index, step in enumerate(steps)]
    return element("svg", *lines, *rows, viewBox=f"0 0 {_WIDTH} {height}", class_="rh-map__figure")


def _line(top: float, bottom: float, **look: str) -> Html:
    return element("line", x1=_LINE_X, y1=top, x2=_LINE_X, y2=bottom, class_="rh-map__line", **look)


def _label(step: Step, strings: Mapping[str, str]) -> str:
    return strings["gate" if step.is_gate else "stage"].format(number=step.number)


def _row(step: Step, y: float, strings: Mapping[str, str]) -> Html:
    shape = _diamond(y) if step.is_gate else _disc(y)
    kind = "gate" if step.is_gate else "stage"
    number = element(
        "text", step.number, x=_LINE_X, y=y + 5, text_anchor="middle", class_="rh-map__number"
    )
    left = _LINE_X + 32
    lines = _wrap(step.name, _LETTERS)
    top = y - 7 - len(lines) * 9
    above = element("text", _label(step, strings), x=left, y=top + 11, class_="rh-map__kind")
    spans = [
        element("tspan", line, x=left, y=top + 28 + index * 18) for index, line in enumerate(lines)
    ]
    name = element("text", *spans, class_="rh-map__name")
    target = element(
        "rect", x=2, y=y - 27, width=_WIDTH - 4, height=54, rx=8, class_="rh-map__target"
    )
    return element(
        "a",
        target,
        shape,
        number,
        above,
        name,
        href=step.address,
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


def _item(step: Step, strings: Mapping[str, str]) -> Html:
    link = element("a", step.name, href=step.address)
    return element("li", join(_label(step, strings), ": ", link))
