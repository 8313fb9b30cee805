"""The spaced review on the published site: from an answer in a lesson to the next day."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import PAGE_TYPES, Visit
from tests.browser_tools import violations, wait_for_record

SHIFTS = """() => new Promise((resolve) => {
  let all = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) all += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(all), 100)));
})"""


def test_an_answer_comes_back_on_the_next_day(visit: Callable[..., Visit]) -> None:
    reader = visit(360, timezone_id="Europe/Istanbul")
    clock = reader.context.clock
    clock.set_fixed_time("2026-11-22T20:00:00+03:00")
    lesson = reader.open(PAGE_TYPES["section"])
    quiz = lesson.locator(".rh-quiz[data-rh-type=single]").first
    name = quiz.get_attribute("data-rh-item") or ""
    quiz.locator("input").first.check()
    quiz.get_by_role("button", name="Yanıtla").click()
    wait_for_record(lesson, f"item:{name}")
    wait_for_record(lesson, "place")
    lesson.close()
    home = reader.open("")
    expect(home.locator(".rh-resume h2")).to_have_text("Kaldığınız yer")
    expect(home.locator(".rh-review-due")).to_be_hidden()
    home.close()

    clock.set_fixed_time("2026-11-23T08:00:00+03:00")
    home = reader.open("")
    link = home.get_by_role("link", name="Bugünün tekrarı: 1 soru")
    expect(link).to_be_visible()
    assert home.evaluate(SHIFTS) == 0
    link.click()
    home.wait_for_load_state()
    review = home
    expect(review.locator(".rh-review__title")).to_have_text("Soru 1 / 1")
    same = review.locator(f".rh-review .rh-quiz[data-rh-item={name}]")
    expect(same).to_be_visible()
    assert same.locator("input:checked").count() == 0
    assert review.evaluate(SHIFTS) == 0
    same.locator("input[data-rh-right]").check()
    review.get_by_role("button", name="Yanıtla", exact=True).click()
    expect(
        review.get_by_text("Bu soru 2 gün sonra yeniden gelir: 25 Kasım Çarşamba.")
    ).to_be_visible()
    wait_for_record(review, f"review:{name}")
    assert violations(review) == []
    # What a question points to is there: its section, its sources.
    links = same.locator("a").evaluate_all("(all) => all.map((a) => a.href)")
    assert len(links) >= 2
    for address in links:
        target = reader.open(address.removeprefix(reader.address))
        anchor = address.partition("#")[2]
        assert target.locator("h1").count() == 1, address
        assert not anchor or target.locator(f"[id='{anchor}']").count() == 1, address
        target.close()
    review.close()

    home = reader.open("")
    expect(home.locator(".rh-resume h2")).to_have_text("Kaldığınız yer")
    expect(home.locator(".rh-review-due")).to_be_hidden()
    home.close()
    clock.set_fixed_time("2026-11-25T00:30:00+03:00")
    home = reader.open("")
    expect(home.get_by_role("link", name="Bugünün tekrarı: 1 soru")).to_be_visible()


def test_each_question_that_may_come_back_is_in_the_script_of_its_module(
    site_folder: Path,
) -> None:
    for language, folder in (("tr", site_folder), ("en", site_folder / "en")):
        page = folder / "learning/tekrar/index.html"
        html = page.read_text(encoding="utf-8")
        modules = re.findall(r'data-rh-items="([^"]+)" data-rh-script="([^"]+)"', html)
        assert modules, language
        for pairs, script in modules:
            words = pairs.split()
            text = (page.parent / script).resolve().read_text(encoding="utf-8")
            found = json.loads(text.partition("]=")[2].rstrip(";\n"))
            assert set(found) == set(words[::2]), script
            for name, digest in zip(words[::2], words[1::2], strict=True):
                assert f'data-rh-digest="{digest}"' in found[name], name
            course_tests = [name for name in found if re.match(r"(pre|post)-", name)]
            assert not course_tests


def test_pages_without_the_review_fetch_none_of_it(visit: Callable[..., Visit]) -> None:
    reader = visit()
    fetched: list[str] = []
    reader.context.on("request", lambda request: fetched.append(request.url))
    for name in ("home", "section", "test", "guide"):
        reader.open(PAGE_TYPES[name]).close()
    assert not [url for url in fetched if "/items/" in url or "/review." in url]
