"""Charts, decisions and routes, drawn from data."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from lxml import html as lxml_html

from rehber import messages
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
    Path,
    Routes,
    Series,
    Step,
)
from rehber.model.finding import Location
from rehber.render.figures import draw
from rehber.render.html import Html, element

STRINGS = messages.load("tr")["figure"]


def drawn(drawing: Drawing, language: str = "tr") -> lxml_html.HtmlElement:
    figure = Figure("ornek", "Başlık <b>", "Not.", drawing, Location("figures.yml"))
    html = draw(
        figure,
        strings=messages.load(language)["figure"],
        cite=lambda key: Html(element("cite", key)),
        resolve=lambda href: href.removesuffix(".md") + "/",
    )
    return lxml_html.fragment_fromstring(html)


def lines(*series: Series) -> LineChart:
    return LineChart(Axis("Ay", 24), Axis("Yüzde", 50), series)


def test_a_point_stands_where_its_numbers_say() -> None:
    tree = drawn(lines(Series("A", "a-1", ((0, 0), (12, 25), (24, 50)))))
    dots = [(float(c.get("cx")), float(c.get("cy"))) for c in tree.iter("circle")]
    (x0, y0), (x1, y1), (x2, y2) = dots
    assert x1 == pytest.approx((x0 + x2) / 2)
    assert y1 == pytest.approx((y0 + y2) / 2)
    assert y0 > y2  # upwards
    box = [float(n) for n in tree.find(".//svg").get("viewbox").split()]
    assert all(0 <= x <= box[2] and 0 <= y <= box[3] for x, y in dots)


def test_numbers_beside_points_cover_no_other_point() -> None:
    near = [Series(str(n), "a-1", ((12, 20 + n / 2),)) for n in range(4)]
    tree = drawn(lines(*near))
    marks = [
        (float(t.get("x")), float(t.get("y")))
        for t in tree.iter("text")
        if "rh-chart__number" in t.get("class")
    ]
    assert len(marks) == 4
    for index, (x, y) in enumerate(marks):
        for a, b in marks[index + 1 :]:
            assert abs(x - a) > 9 or abs(y - b) > 9


def test_everything_drawn_stands_in_the_table_with_its_source() -> None:
    tree = drawn(lines(Series("İngiltere", "a-1", ((12, 20.5),), approximate=True)))
    cells = [cell.text_content() for cell in tree.iter("td")]
    assert cells == ["12", "yaklaşık 20,5"]
    assert tree.find(".//cite").text == "a-1"
    assert "Başlık <b>" in tree.text_content()


def test_bars_are_as_long_as_their_values() -> None:
    tree = drawn(BarChart("çocuk", (Bar("2020", 1000, "a-1"), Bar("2021", 1500, "a-1"))))
    widths = [float(bar.get("width")) for bar in tree.iter("rect")]
    assert widths[0] / widths[1] == pytest.approx(1000 / 1500, abs=0.01)
    assert "1.500" in tree.text_content()


def test_english_writes_numbers_the_english_way() -> None:
    tree = drawn(BarChart("children", (Bar("2020", 17294.5, "a-1"),)), "en")
    assert "17,294.5" in tree.text_content()


def test_a_decision_leads_from_question_to_outcome() -> None:
    nodes = (
        Node("a", question="Karar var mı?", answers=(Answer("Evet", "b"), Answer("Hayır", "x"))),
        Node("b", question="Türü ne?", answers=(Answer("Bakım", "x"), Answer("Başka", "yok"))),
        Node("x", outcome="Yol 1", link="/guide/a.md"),
    )
    tree = drawn(Decision(nodes))
    next_question = tree.find(".//a[@class='rh-flow__next']")
    assert next_question.get("href") == "#sekil-ornek-b"
    assert tree.get_element_by_id("sekil-ornek-b") is not None
    outcomes = [a.get("href") for a in tree.iter("a") if a.get("class") == "rh-flow__outcome"]
    assert outcomes == ["/guide/a/", "/guide/a/"]
    assert tree.find(".//span[@class='rh-finding']").text == "?yok"


def test_a_route_names_who_and_when() -> None:
    step = Step(who="Kolluk", what="Güvene alır.", when="hemen", link="/guide/a.md")
    tree = drawn(Routes((Path("Acil", (step,)),)))
    text = re.sub(r"\s+", " ", tree.text_content())
    assert "Kolluk (hemen)" in text
    assert tree.find(".//strong/a").get("href") == "/guide/a/"


def test_the_ticks_of_months_are_whole_years() -> None:
    chart = LineChart(Axis("Ay", 72), Axis("%", 70), (Series("A", "a-1", ((12, 20),)),))
    said = [t.text for t in drawn(chart).iter("text") if "tick" in t.get("class")]
    months = [int(text) for text in said if int(text) % 12 == 0]
    assert {12, 24, 36, 48, 60, 72} <= set(months)
    upwards = [int(text) for text in said[: len(said) - 7]]
    assert all(b > a for a, b in pairwise(upwards))
