"""Learning gain on the real course: every module with questions in both forms has a row."""

from __future__ import annotations

from pathlib import Path

from lxml import html as lxml_html

from rehber.content.course import load_course
from rehber.messages import load
from rehber.render.gain import render_gain
from tests.unit.render.test_quiz import assert_sound

ROOT = Path(__file__).resolve().parents[3]


def test_each_module_has_two_questions_in_each_form() -> None:
    course = load_course(ROOT)
    at = course.pages["learning/index.md"]
    html = str(render_gain(course, at, load("tr")["gain"]))
    assert_sound(html)
    root = lxml_html.fromstring(html)
    assert root.get("data-rh-days") == "84"
    rows = root.xpath(".//tbody/tr")
    assert len(rows) == 14
    for row in rows:
        forms = [name.split("-")[0] for name in row.get("data-rh-items").split()]
        assert forms == ["pre", "pre", "post", "post"]
