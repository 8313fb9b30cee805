"""The branching cases of the course as a learner plays them, on the published pages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser_tools import violations, wait_for_record

TALK = "modules/ebeveynle-calisma/vaka/"
HOURS = "modules/destek-paketi/vaka/"
LONG = "modules/baranin-bir-yili/vaka/"
SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) sum += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 500);
})"""


def begin(visit: Visit, path: str) -> Page:
    page = visit.open(path)
    page.wait_for_selector(".rh-case[data-rh-started]")
    return page


def choose(page: Page, number: int) -> None:
    page.locator(f"[data-rh-now] [data-rh-choice='{number}'] > p > a").click()
    on = page.get_by_role("button", name="Sürdürün")
    expect(on).to_be_focused()
    page.wait_for_timeout(450)  # a second click at once does not go on
    on.click()
    expect(on).to_be_hidden()


def walk(page: Page, first: int = 1) -> list[str]:
    """Take the same choice in every scene, up to an ending. Returns the headings of the scenes."""
    titles = []
    for _ in range(40):
        heading = page.locator("h2.rh-scene:visible")
        expect(heading).to_have_count(1)
        titles.append(heading.inner_text())
        if page.locator("[data-rh-now][data-rh-ending]").count():
            return titles
        count = page.locator("[data-rh-now] [data-rh-choice]").count()
        choose(page, min(first, count))
    raise AssertionError(titles)


def test_a_talk_moves_two_bars(visit: Callable[..., Visit]) -> None:
    page = begin(visit(360), TALK)
    totals = page.locator("[data-rh-slot=total]")
    expect(totals).to_have_text(["0, sıfırda", "0, sıfırda"])
    titles = walk(page)
    assert titles[-1].endswith("Son: Üç imza, boş bir cumartesi")
    expect(totals).to_have_text(["−3, ekside", "−1, ekside"])
    expect(page.locator("[data-rh-now] .rh-case__mine + em")).to_have_text("İkisi de ekside:")
    wait_for_record(page, "case:m08-case")
    expect(page.get_by_text("Bu vakayı bitirdiniz. 4 sondan 1 tanesine vardınız.")).to_be_visible()


def test_a_week_has_ten_hours(visit: Callable[..., Visit]) -> None:
    page = begin(visit(1280), HOURS)
    total = page.locator("[data-rh-slot=total]")
    expect(total).to_have_text("10 saat kaldı")
    titles = walk(page)
    assert titles[-1].endswith("Son: Beş imza")
    expect(total).to_have_text("−1 saat, 1 saat fazla harcandı")
    # The debrief sends the reader to a scene; this one is not on the path.
    page.get_by_role("button", name="Baştan oynayın").click()
    titles = walk(page, 2)
    assert any("Derya’nın mutfağı" in title for title in titles)


def test_the_long_case_is_played_left_and_ended(visit: Callable[..., Visit]) -> None:
    reader = visit(360)
    page = begin(reader, LONG)
    for _ in range(6):
        choose(page, 1)
    wait_for_record(page, "case:capstone-case")
    here = page.locator("h2.rh-scene:visible").inner_text()
    page.close()

    page = begin(reader, LONG)
    expect(page.locator("h2.rh-scene:visible")).to_have_text(re.compile(here.split("\n")[-1]))
    walk(page)
    stages = page.locator(".rh-case__path h3")
    expect(stages).to_have_text(["1. çeyrek", "2. çeyrek", "3. çeyrek", "4. çeyrek", "Sonrası"])
    decisions = page.locator(".rh-case__path ol > li")
    assert 18 <= decisions.count() <= 24
    page.get_by_role("button", name="Süpervizyon için özet").click()
    text = page.locator(".rh-case__summary textarea").input_value()
    assert text.count("Seçim: ") == decisions.count()
    assert "Baran" in text


@pytest.mark.parametrize("path", [TALK, HOURS, LONG])
def test_without_a_script_the_whole_text_is_there(visit: Callable[..., Visit], path: str) -> None:
    page = visit(360, java_script_enabled=False).open(path)
    scenes = page.locator("h2.rh-scene")
    assert scenes.count() == page.locator("h2.rh-scene:visible").count() >= 14
    quotes = page.locator(".rh-choices blockquote")
    assert quotes.count() == page.locator(".rh-choices blockquote:visible").count()
    expect(page.locator(".rh-choices__to").first).to_be_visible()
    expect(page.locator(".rh-case__bar")).to_be_hidden()
    expect(page.locator(".rh-case__play")).to_be_hidden()
    page.locator(".rh-choices a").first.click()
    assert page.url.endswith("#" + (page.locator("h2.rh-scene").nth(1).get_attribute("id") or ""))


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_player_starts(visit: Callable[..., Visit], width: int) -> None:
    reader = visit(width)
    page = begin(reader, TALK)
    assert page.evaluate(SHIFTS) == 0
    choose(page, 1)
    wait_for_record(page, "case:m08-case")
    page.close()
    assert begin(reader, TALK).evaluate(SHIFTS) == 0  # nor when it finds the place again


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_axe_violation_in_any_state(
    visit: Callable[..., Visit], width: int, scheme: str
) -> None:
    page = begin(visit(width, scheme), HOURS)
    found = {"scene": violations(page)}
    page.locator("[data-rh-now] [data-rh-choice='1'] > p > a").click()
    found["consequence"] = violations(page)
    page.wait_for_timeout(450)
    page.get_by_role("button", name="Sürdürün").click()
    walk(page)
    page.locator(".rh-case__path li details summary").first.click()
    found["end"] = violations(page)
    page.get_by_role("button", name="Süpervizyon için özet").click()
    found["summary"] = violations(page)
    page.get_by_role("button", name="Bütün metni göster").click()
    found["whole"] = violations(page)
    assert not any(found.values()), found


def test_all_scenes_fit_a_narrow_page(visit: Callable[..., Visit]) -> None:
    """320 px is a page of 1280 px at 400 % zoom (WCAG 1.4.10)."""
    page = begin(visit(320), HOURS)
    wider = "document.documentElement.scrollWidth > innerWidth"
    assert not page.evaluate(wider)
    walk(page)
    page.get_by_role("button", name="Süpervizyon için özet").click()
    assert not page.evaluate(wider)


def test_the_way_back_from_the_home_page_leads_into_the_play(visit: Callable[..., Visit]) -> None:
    reader = visit(360)
    page = begin(reader, TALK)
    choose(page, 1)
    choose(page, 1)
    expect(page.locator("#elif")).to_be_visible()
    wait_for_record(page, "case:m08-case")
    wait_for_record(page, "place")
    page.close()
    home = reader.open("")
    link = home.locator(".rh-resume a").first
    expect(link).to_have_attribute("href", re.compile(re.escape(TALK) + "#elif$"))
    home.goto(link.evaluate("(link) => link.href"))  # as in a new tab, without the note
    expect(home.locator("h2.rh-scene:visible")).to_have_count(1)
    expect(home.locator("#elif")).to_be_in_viewport()
    home.go_back()
    # The page that was left at once is a place too, perhaps above its first heading.
    expect(link).to_have_attribute("href", re.compile(re.escape(TALK)))
    link.click()
    expect(home.locator("h2.rh-scene:visible")).to_have_count(1)
    expect(home.locator("#elif")).to_be_in_viewport()
