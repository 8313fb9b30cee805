"""What goes wrong on a learner's device, done on purpose: nothing that was answered is lost.

The update of the offline edition in the middle of a test stands in ``test_offline.py``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Locator, Page, Route, expect

from tests.browser.conftest import PAGE_TYPES, Visit
from tests.browser_tools import (
    put_records,
    read_records,
    violations,
    wait_for_record,
    wait_for_records,
)
from tests.learner_records import record

TEST = PAGE_TYPES["test"]
TEST_ID = "m04-test"
DRAFT = f"draft:{TEST_ID}"
PRIVACY = PAGE_TYPES["privacy"]
CHOICE = ".rh-quiz[data-rh-type=single]"
MANY = 10_000

_FULL = """
  const put = IDBObjectStore.prototype.put;
  window.rhFull = true;
  IDBObjectStore.prototype.put = function (...given) {
    if (window.rhFull) throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, given);
  };
"""
# A disk that has taken nothing yet, and does not answer.
_STUCK = """() => {
  IDBObjectStore.prototype.put = () => {};
  Object.defineProperty(IDBTransaction.prototype, "oncomplete", { set() {} });
}"""
# The longest time for which the page could not answer a press, in milliseconds.
_LONGEST = """
  window.rhLongest = 0;
  new PerformanceObserver((list) => {
    const lengths = list.getEntries().map(({ duration }) => duration);
    window.rhLongest = Math.max(window.rhLongest, ...lengths);
  }).observe({ type: "longtask", buffered: true });
"""
# Whether somebody who presses in the middle of a button presses that button.
_IN_FRONT = """($button) => {
  const { x, y, width, height } = $button.getBoundingClientRect();
  return $button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""
_BLOCKED = """
  Object.defineProperty(window, "indexedDB", {
    get() { throw new DOMException("blocked", "SecurityError"); } });
"""


def _attempt(number: int) -> dict[str, object]:
    """A handed-in test, each on a minute of its own."""
    at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
    stamp = at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    items = {
        f"m04-q{index:02}": {"given": ["a1b2c3"], "points": index % 2, "digest": "0f0f0f0f"}
        for index in range(1, 13)
    }
    value = {"test": TEST_ID, "started": stamp, "points": 6, "of": 12, "items": items}
    name = stamp.replace("-", "").replace(":", "").replace(".", "")
    return record(f"attempt:{TEST_ID}.{name}-{number:04x}", value, at=stamp)


def _begin(page: Page) -> None:
    page.locator(".rh-test [data-rh-do=start]").click()
    expect(page.locator(".rh-test")).to_have_attribute("data-rh-test-state", "running")


def _bar(page: Page) -> Locator:
    return page.locator(".rh-test__bar [data-rh-do=map]")


def _answered(page: Page, count: int) -> None:
    expect(_bar(page)).to_have_text(re.compile(rf"^{count} / \d+ yanıtlandı"))


def _answer(page: Page, index: int, option: int = 0) -> None:
    page.locator(CHOICE).nth(index).locator("input").nth(option).check()


def _checked(page: Page) -> Locator:
    return page.locator(f"{CHOICE} input:checked")


def _hand_in(page: Page) -> None:
    page.locator(".rh-test__bar [data-rh-do=hand-in]").click()
    page.locator("[data-rh-ask=hand-in] [data-rh-do=yes]").click()
    expect(page.locator(".rh-test")).to_have_attribute("data-rh-test-state", "review")


def _draft_of(page: Page, count: int) -> Any:
    """The draft of the test, once it has this many answers."""
    return wait_for_record(page, DRAFT, lambda draft: len(draft["given"]) == count)


def _kept(page: Page, attempts: int) -> dict[str, Any]:
    """What is on the disk, by key, once this many tests are handed in and none goes on."""

    def fits(kept: dict[str, Any]) -> bool:
        handed_in = [key for key in kept if key.startswith("attempt:")]
        return len(handed_in) == attempts and DRAFT not in kept

    return wait_for_records(page, fits)


def _kill(page: Page) -> None:
    """End the page's process, as a phone does that needs the memory."""
    with pytest.raises(Error):
        page.goto("chrome://crash")
    page.close()


def test_a_tab_that_is_killed_while_answering(visit: Callable[..., Visit]) -> None:
    reader = visit(360)
    page = reader.open(TEST)
    _begin(page)
    for index in range(3):
        _answer(page, index)
    _draft_of(page, 3)
    _kill(page)

    again = reader.open(TEST)
    _answered(again, 3)
    expect(_checked(again)).to_have_count(3)
    _hand_in(again)
    _kept(again, attempts=1)


def test_a_tab_that_is_killed_before_the_disk_has_the_answers(
    visit: Callable[..., Visit],
) -> None:
    reader = visit(360)
    page = reader.open(TEST)
    _begin(page)
    _draft_of(page, 0)
    page.evaluate(_STUCK)
    for index in range(3):
        _answer(page, index)
    _answered(page, 3)
    _kill(page)

    again = reader.open(TEST)
    _answered(again, 3)
    expect(_checked(again)).to_have_count(3)
    _draft_of(again, 3)
    _hand_in(again)
    _kept(again, attempts=1)


def test_storage_that_is_full_in_the_middle_of_a_test(visit: Callable[..., Visit]) -> None:
    reader = visit()
    reader.context.add_init_script(_FULL)
    page = reader.open(TEST)
    page.evaluate("window.rhFull = false")
    _begin(page)
    _answer(page, 0)
    _draft_of(page, 1)
    page.evaluate("window.rhFull = true")
    _answer(page, 1)
    expect(page.locator(".rh-notice [data-rh-case=full]")).to_be_visible()

    page.reload()  # still full: what the disk refused is in this tab
    _answered(page, 2)
    page.evaluate("window.rhFull = false")  # there is room again
    _answer(page, 2)
    _answered(page, 3)
    expect(_checked(page)).to_have_count(3)
    _draft_of(page, 3)
    page.close()
    other = reader.open(TEST)
    _answered(other, 3)


def test_the_way_out_of_a_full_storage_while_the_network_is_gone(
    visit: Callable[..., Visit],
) -> None:
    reader = visit(360)
    reader.context.add_init_script(_FULL)
    page = reader.open(TEST)
    _begin(page)
    _answer(page, 0)
    save = page.locator(".rh-notice [data-rh-do=save]")
    expect(save).to_be_visible()
    page.route("**/learner-file.*", lambda route: route.abort())
    save.click()
    expect(page.locator(".rh-unloaded")).to_contain_text("Açılamadı")
    expect(save).to_be_visible()
    assert violations(page) == []
    reader.complaints.clear()  # the browser's own words, and ours, for what was not fetched

    page.unroute_all()
    _answered(page, 1)
    with page.expect_download() as download:
        save.click()
    expect(page.locator(".rh-unloaded")).to_have_count(0)
    saved = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert DRAFT in [each["key"] for each in saved["records"]]


def test_two_tabs_answer_the_same_item(visit: Callable[..., Visit]) -> None:
    reader = visit()
    one, two = reader.open(TEST), reader.open(TEST)
    item = one.locator(CHOICE).first.get_attribute("data-rh-item")
    for page, option in ((one, 0), (two, 1)):
        quiz = page.locator(CHOICE).first
        if quiz.get_attribute("data-rh-state"):
            page.wait_for_timeout(450)  # a second press within 400 ms is a slip
            quiz.locator("[data-rh-do=retry]").click()
        quiz.locator("input").nth(option).check()
        quiz.get_by_role("button", name="Yanıtla").click()
        for tab in (one, two):
            state = tab.locator(CHOICE).first.locator("input").nth(option)
            expect(state).to_be_checked()
    chosen = one.locator(CHOICE).first.locator("input").nth(1).get_attribute("value")
    wait_for_record(
        one, f"item:{item}", lambda kept: (kept["tries"], kept["given"]) == (2, [chosen])
    )


def test_two_tabs_take_the_same_test(visit: Callable[..., Visit]) -> None:
    reader = visit()
    one, two = reader.open(TEST), reader.open(TEST)
    _begin(one)
    _answer(one, 0)
    _draft_of(one, 1)
    _begin(two)  # goes on with the test that the other tab has begun
    _answered(two, 1)
    _answer(two, 1)
    for tab in (one, two):
        _answered(tab, 2)
    _hand_in(one)
    expect(two.locator(".rh-test")).not_to_have_attribute("data-rh-test-state", "running")
    _kept(one, attempts=1)


def test_a_browser_that_keeps_nothing(visit: Callable[..., Visit]) -> None:
    """Private windows of some browsers refuse the database."""
    reader = visit(360)
    reader.context.add_init_script(_BLOCKED)
    page = reader.open(TEST)
    expect(page.locator(".rh-notice [data-rh-case=blocked]")).to_be_visible()
    _begin(page)
    for index in range(2):
        _answer(page, index)
    page.reload()
    _answered(page, 2)
    expect(page.locator(".rh-notice [data-rh-case=blocked]")).to_be_visible()
    for button in page.locator(".rh-test__bar button").all():
        button.scroll_into_view_if_needed()
        page.wait_for_function(_IN_FRONT, arg=button.element_handle())
    _bar(page).click()
    for link in page.locator(".rh-test__map a").all():
        page.wait_for_function(_IN_FRONT, arg=link.element_handle())
    assert violations(page) == []
    _hand_in(page)
    page.reload()
    page.locator(".rh-test__tries summary").click()
    expect(page.locator(".rh-test__tries li")).to_have_count(1)
    home = page.goto(reader.address)
    assert home is not None and home.ok


def test_a_clock_that_is_set_back(visit: Callable[..., Visit]) -> None:
    reader = visit()
    page = reader.open(TEST)
    _begin(page)
    _answer(page, 0)
    _draft_of(page, 1)
    before = read_records(page)[DRAFT]["at"]
    page.close()

    early = reader.context.new_page()
    early.clock.set_fixed_time(datetime(2019, 5, 1, tzinfo=UTC))
    early.goto(reader.address + TEST)
    _answered(early, 1)
    _answer(early, 1)
    _draft_of(early, 2)
    assert read_records(early)[DRAFT]["at"] > before
    _hand_in(early)
    early.close()

    now = reader.open(TEST)
    now.locator(".rh-test__tries summary").click()
    expect(now.locator(".rh-test__tries li")).to_have_count(1)


def test_a_file_is_loaded_in_the_middle_of_a_test(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    reader = visit()
    page = reader.open(TEST)
    _begin(page)
    _answer(page, 0)
    order = _draft_of(page, 1)["order"]
    old = {"started": "2026-11-01T08:00:00.000Z", "order": order, "marked": [], "given": {}}
    file = tmp_path / "rehber.json"
    given = [
        record(DRAFT, old, at="2026-11-01T08:00:00.000Z"),
        record("read:m04-s1", {"done": True}),
    ]
    file.write_text(
        json.dumps(
            {
                "format": "rehber-learner-data",
                "version": 1,
                "edition": "2026.11",
                "exported_at": "2026-11-20T10:00:00.000Z",
                "records": [*given, _attempt(1)],
            }
        ),
        encoding="utf-8",
    )
    data = reader.open(PRIVACY)
    data.locator(".rh-data [type=file]").set_input_files(file)
    _confirm_import(data)
    wait_for_records(data, lambda kept: {"read:m04-s1", _attempt(1)["key"]} <= kept.keys())
    _answered(page, 1)
    _answer(page, 1)
    _answered(page, 2)
    _draft_of(page, 2)


def _confirm_import(page: Page) -> None:
    page.locator(".rh-data [data-rh-do=import-yes]").click()
    expect(page.locator(".rh-data__said")).to_contain_text("Birleştirildi")


def test_an_edition_that_removed_an_item(visit: Callable[..., Visit]) -> None:
    reader = visit()
    page = reader.open(TEST)
    _begin(page)
    for index in range(2):
        _answer(page, index)
    item = page.locator(CHOICE).first.get_attribute("data-rh-item")
    _draft_of(page, 2)
    page.close()

    def without_the_item(route: Route) -> None:
        html = route.fetch().text()
        start = html.index(f'<section class="rh-quiz" id="{item}"')
        end = html.index("</section>", start) + len("</section>")
        route.fulfill(body=html[:start] + html[end:], content_type="text/html; charset=utf-8")

    reader.context.route(f"**/{TEST}", without_the_item)
    later = reader.open(TEST)
    _answered(later, 1)
    expect(later.locator(".rh-test__said")).to_contain_text("testten soru çıkarıldı: 1.")
    _hand_in(later)
    expect(later.locator(".rh-test__score")).to_contain_text("/ 11")
    _kept(later, attempts=1)


def test_ten_thousand_attempts(visit: Callable[..., Visit]) -> None:
    reader = visit()
    page = reader.open(PRIVACY)
    put_records(page, (_attempt(number) for number in range(MANY)))
    reader.context.add_init_script(_LONGEST)
    page.reload()
    with page.expect_download(timeout=60_000) as download:
        page.locator(".rh-data [data-rh-do=save]").first.click()
    saved = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert len([r for r in saved["records"] if r["type"] == "attempt"]) == MANY
    _close_unless_it_hung(page)

    test = reader.open(TEST)
    test.locator(".rh-test__tries summary").click()
    expect(test.locator(".rh-test__tries li").first).to_be_visible()
    _begin(test)
    _answer(test, 0)
    _answered(test, 1)
    _hand_in(test)
    _close_unless_it_hung(test)

    learning = reader.open("learning/")
    expect(learning.get_by_text("Test: %50")).to_be_visible()
    _close_unless_it_hung(learning)

    review = reader.open(PAGE_TYPES["review"])
    expect(review.locator(".rh-review__title")).to_have_text("Soru 1 / 5")
    expect(review.locator(".rh-review .rh-quiz")).to_be_visible()
    _close_unless_it_hung(review)

    home = reader.open("")
    expect(home.get_by_role("link", name="Bugünün tekrarı: 5 soru")).to_be_visible()
    _close_unless_it_hung(home)


def _close_unless_it_hung(page: Page) -> None:
    """A page that does not answer for seconds seems broken. Here a task takes a tenth of that at
    most; the bound is that wide because other tests work on the same machine meanwhile."""
    longest = page.evaluate("window.rhLongest")
    assert longest < 3000, f"{page.url}: {longest} ms"
    page.close()
