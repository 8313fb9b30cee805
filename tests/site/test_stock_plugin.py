"""The stock mkdocs-quiz plugin reads our sources as we do, item by item.

The real content is built once with that plugin alone, and its HTML compared with the model.
Matching and ordering items are not in its syntax: it shows them as a table or a list, answers open,
and they are left out here. Only our own build renders them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html
from markdown import Markdown

from rehber.content.course import load_course
from rehber.model.course import Course, Page
from rehber.model.quiz import UNTAGGED, Item, ItemType

ROOT = Path(__file__).parents[2]
CONFIG = """
site_name: stock
docs_dir: {docs}
site_dir: {site}
exclude_docs: "_data/"
theme: {{name: null, custom_dir: {theme}}}
plugins:
  - mkdocs_quiz: {{auto_submit: false, confetti: false, embed_source: false, language: en}}
markdown_extensions: [attr_list]
"""


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course(ROOT, "tr")


@pytest.fixture(scope="module")
def stock_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stock")
    theme = folder / "theme"
    theme.mkdir()
    (theme / "main.html").write_text("<!doctype html><html><body>{{ page.content }}</body></html>")
    config = folder / "mkdocs.yml"
    site = folder / "site"
    config.write_text(CONFIG.format(docs=ROOT / "docs", site=site, theme=theme))
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)]
    subprocess.run(command, check=True, capture_output=True)
    return site


def test_every_page_has_as_many_quizzes_as_its_source(course: Course, stock_site: Path) -> None:
    for page in course.pages.values():
        shown = _quizzes(stock_site, page)
        assert len(shown) == len(_tagged(page)), page.source
    assert sum(len(_tagged(page)) for page in course.pages.values()) > 60


def test_options_right_answers_and_feedback_are_the_same(course: Course, stock_site: Path) -> None:
    for page in course.pages.values():
        for item, quiz in zip(_tagged(page), _quizzes(stock_site, page), strict=True):
            theirs = _as_they_read(quiz, item)
            assert theirs == _as_we_read(item), item.where


def test_what_the_plugin_does_not_know_is_readable_with_it(
    course: Course, stock_site: Path
) -> None:
    untagged = [(page, item) for page in course.pages.values() for item in page.items
                if item.type in UNTAGGED]  # fmt: skip
    for page, item in untagged:
        document = html.fromstring((stock_site / page.url / "index.html").read_text("utf-8"))
        shown = _squeeze(document.text_content())
        for words in (*(pair.right for pair in item.pairs), *(step.text for step in item.steps)):
            assert _plain(words) in shown, item.where
    assert {item.type for _, item in untagged} == UNTAGGED


def _tagged(page: Page) -> list[Item]:
    return [item for item in page.items if item.type not in UNTAGGED]


def _quizzes(site: Path, page: Page) -> list[html.HtmlElement]:
    document = html.fromstring((site / page.url / "index.html").read_text("utf-8"))
    return document.xpath("//div[contains(concat(' ', @class, ' '), ' quiz ')]")


def _as_they_read(quiz: html.HtmlElement, item: Item) -> list[tuple[str, bool, str]]:
    if item.type is ItemType.FILL:
        return [(field.get("data-answer"), True, "") for field in quiz.xpath(".//input")]
    options = quiz.xpath(".//fieldset/div")
    return [
        (
            _squeeze(option.find("label").text_content()),
            option.find("input").get("data-correct") == "true",
            _squeeze(
                "".join(
                    f.text_content()
                    for f in option.xpath(".//div[@class='answer-feedback hidden']")
                )
            ),
        )
        for option in options
    ]


def _as_we_read(item: Item) -> list[tuple[str, bool, str]]:
    if item.type is ItemType.FILL:
        return [(blank.accepted[0], True, "") for blank in item.blanks]
    return [(_plain(o.text), o.is_right, _plain(o.feedback)) for o in item.options]


def _plain(markdown: str) -> str:
    converted = Markdown(extensions=["attr_list"]).convert(markdown)
    return _squeeze(html.fromstring(f"<div>{converted}</div>").text_content())


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
