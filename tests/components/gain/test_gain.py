"""Learning gain in the browser: what is said, drawn and counted in each state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from rehber.messages import load
from rehber.model.course import Course, Kind, Module, Objective
from rehber.model.course import Page as CoursePage
from rehber.model.finding import Location
from rehber.model.quiz import Item, ItemType
from rehber.render.gain import render_gain
from tests.components.conftest import Site, until, violations

Open = Callable[..., Page]
HERE = Location("docs/x.md", 1)
NOW = datetime.now(UTC)


def page_of(path: str, **options: Any) -> CoursePage:
    kind = Kind.TEST if path.startswith("quizzes/") else Kind.PAGE
    given = {"path": path, "source": path, "kind": kind, "id": path, "title": path, "body": ""}
    return CoursePage(**(given | options))


def module(number: int, title: str) -> Module:
    name = f"m0{number}"
    objective = Objective(f"{name}-o1", "", "", "", HERE)
    overview = page_of(f"modules/{name}/index.md", title=title)
    return Module(name, number, name, overview, (objective,), ())


def items(form: str) -> tuple[Item, ...]:
    objectives = ("m01-o1", "m01-o1", "m02-o1", "m02-o1")
    return tuple(
        Item(f"{form}-q{number:02}", ItemType.SINGLE, objective, "?", HERE)
        for number, objective in enumerate(objectives, start=1)
    )


PAGES = {
    "quizzes/on-test.md": page_of("quizzes/on-test.md", id="pre-test", items=items("pre")),
    "quizzes/son-test.md": page_of("quizzes/son-test.md", id="post-test", items=items("post")),
    "learning/index.md": page_of("learning/index.md"),
}
COURSE = Course("tr", PAGES, (module(0, "Başlarken"), module(1, "Haklar"), module(2, "Bağ")))


def gain(language: str = "tr") -> str:
    return str(render_gain(COURSE, PAGES["learning/index.md"], load(language)["gain"]))


def attempt(form: str, days_ago: float, *points: float) -> dict[str, Any]:
    """A record of a test handed in so many days ago."""
    at = (NOW - timedelta(days=days_ago)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    answers = {
        f"{form}-q{number:02}": {"given": ["a"], "points": each, "digest": "0f0f0f0f"}
        for number, each in enumerate(points, start=1)
    }
    value = {
        "test": f"{form}-test",
        "started": at,
        "points": sum(points),
        "of": len(points),
        "items": answers,
    }
    stamp = at.translate({ord(sign): None for sign in "-:."})
    return {"key": f"attempt:{form}-test.{stamp}-0000", "type": "attempt", "at": at, "value": value}


def put(page: Page, *records: dict[str, Any]) -> None:
    page.evaluate("records => rh.getStore().merge(records)", list(records))


def cells(page: Page, row: int) -> list[str]:
    """What one row of the table says."""
    page.locator(".rh-gain details").evaluate("details => { details.open = true; }")
    return page.locator(".rh-gain tr").nth(row).locator("th:visible, td:visible").all_inner_texts()


PRE = attempt("pre", 200, 0, 0.5, 1, 0)
POST = attempt("post", 100, 1, 1, 1, 0)


def test_nothing_yet_leads_to_the_pre_test(opened: Open) -> None:
    page = opened("gain", gain())
    expect(page.get_by_role("link", name="Ön teste git")).to_be_visible()
    expect(page.get_by_text("Modüllere göre puan", exact=True)).to_be_hidden()
    expect(page.get_by_text("Yeterlik belgesi değildir")).to_be_visible()
    assert violations(page) == []


def test_the_pre_test_alone(opened: Open) -> None:
    page = opened("gain", gain())
    put(page, PRE)
    expect(page.get_by_role("link", name="Son teste git")).to_be_visible()
    expect(page.locator(".rh-gain__scores")).to_contain_text("1,5 / 4 puan")
    assert cells(page, 1) == ["1. Haklar", "0,5 / 2"]
    assert violations(page) == []


def test_both_say_the_difference_and_when_to_come_again(opened: Open) -> None:
    page = opened("gain", gain())
    put(page, PRE, attempt("post", 10, 1, 1, 1, 0))
    expect(page.get_by_text("tarihinde ya da sonra")).to_be_visible()
    due = (NOW + timedelta(days=74)).date()
    expect(page.get_by_text("tarihinde ya da sonra")).to_contain_text(f"{due.year}")
    assert cells(page, 1) == ["1. Haklar", "0,5 / 2", "2 / 2", "+1,5"]
    assert cells(page, 2) == ["2. Bağ", "1 / 2", "1 / 2", "0"]
    assert cells(page, 3) == ["Toplam", "1,5 / 4", "3 / 4", "+1,5"]
    chart = page.get_by_role("img", name="Modüllere göre puanların çubuk grafiği")
    expect(chart.locator(".rh-gain__bar")).to_have_count(4)
    assert page.locator(".rh-gain__bar i").first.evaluate("bar => bar.style.inlineSize") == "25%"
    assert violations(page) == []


def test_after_twelve_weeks_the_third_time_is_due(opened: Open) -> None:
    page = opened("gain", gain())
    put(page, PRE, attempt("post", 84.01, 1, 1, 1, 0))
    expect(page.get_by_text("on iki hafta geçti")).to_be_visible()
    link = page.get_by_role("link", name="Ön testin sorularını çöz")
    expect(link).to_have_attribute("href", "../quizzes/on-test/")
    expect(page.get_by_text("Neden ön testin soruları?").nth(1)).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("form", ["pre", "post"])
def test_the_third_time_counts_in_either_form(opened: Open, form: str) -> None:
    page = opened("gain", gain())
    put(page, PRE, POST, attempt(form, 30, 0, 0, 0, 0), attempt(form, 1, 1, 0, 0, 1),
        attempt(form, 0.5, 1, 1, 1, 1))  # fmt: skip
    expect(page.get_by_text("On iki hafta sonraki sonuç da aşağıda")).to_be_visible()
    assert cells(page, 3) == ["Toplam", "1,5 / 4", "3 / 4", "2 / 4", "+1,5"]
    expect(page.locator(".rh-gain__bar")).to_have_count(6)
    assert violations(page) == []


def test_only_the_first_time_counts(opened: Open) -> None:
    page = opened("gain", gain())
    put(
        page,
        attempt("pre", 200, 1, 1, 1, 1),
        attempt("pre", 190, 0, 0, 0, 0),
        POST,
        attempt("post", 99, 0, 0, 0, 0),
    )
    expect(page.get_by_text("on iki hafta geçti")).to_be_visible()
    assert cells(page, 3) == ["Toplam", "4 / 4", "3 / 4", "−1"]


def test_a_pre_test_after_the_post_test_is_no_starting_point(opened: Open) -> None:
    page = opened("gain", gain())
    put(page, attempt("post", 10, 1, 1, 1, 0), attempt("pre", 5, 0, 0, 0, 0))
    expect(page.get_by_text("bir ön test yok")).to_be_visible()
    assert cells(page, 3) == ["Toplam", "3 / 4"]
    put(page, PRE)  # loaded from a file
    expect(page.get_by_text("tarihinde ya da sonra")).to_be_visible()


def test_a_question_that_is_gone_or_new_does_not_upset_the_table(opened: Open) -> None:
    page = opened("gain", gain())
    fewer = attempt("pre", 200, 0, 0.5)  # the questions of module 2 came later
    more = attempt("post", 10, 1, 1, 1, 0)
    more["value"]["items"]["post-q99"] = {"given": [], "points": 0, "digest": "0f0f0f0f"}
    more["value"]["of"] = 5
    put(page, fewer, more)
    expect(page.get_by_text("tarihinde ya da sonra")).to_be_visible()
    assert cells(page, 2) == ["2. Bağ", "yok", "1 / 2", "yok"]
    assert cells(page, 3) == ["Toplam", "0,5 / 2", "3 / 5", "yok"]


def test_another_tab_shows_at_once(opened: Open) -> None:
    one = opened("gain", gain())
    two = opened("gain")
    put(one, PRE)
    expect(two.get_by_role("link", name="Son teste git")).to_be_visible()
    one.evaluate("rh.getStore().deleteAll()")
    expect(two.get_by_role("link", name="Ön teste git")).to_be_visible()
    until(two, "document.querySelector('.rh-gain__modules').hidden")


def test_it_reads_in_english(opened: Open) -> None:
    page = opened("en/gain", gain("en"), lang="en")
    put(page, PRE, POST)
    expect(page.get_by_text("Twelve weeks have passed")).to_be_visible()
    assert cells(page, 1)[1:] == ["0.5 / 2", "2 / 2", "+1.5"]


def test_without_a_script_it_leads_to_the_pre_test(browser: Browser, site: Site) -> None:
    address = site.add("plain/gain", gain())
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("link", name="Ön teste git")).to_be_visible()
    expect(page.get_by_text("JavaScript gerekir")).to_be_visible()
    expect(page.locator(".rh-gain__modules")).to_be_hidden()
    context.close()


def test_a_course_without_both_tests_has_no_gain() -> None:
    alone = Course("tr", {"learning/index.md": PAGES["learning/index.md"]})
    assert render_gain(alone, PAGES["learning/index.md"], load("tr")["gain"]) == ""
