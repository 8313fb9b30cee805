"""Where reading stopped and what was read to its end: kept in time, and only if somebody saw it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

from tests.components.conftest import SLOW_DISK, stored, until

Open = Callable[..., Page]
URL = "modules/a"
READ = "read:m01-s1"
SHORT = '<div data-rh-module="place" data-rh-page="m01-s1" data-rh-edition="2026.11">Söz.</div>'
LONG = SHORT.replace("Söz.", '<h2 id="b">Başlık</h2>' + "<p>Söz.</p>" * 90)
AT_REST = "rh.getStore().get('place').then((place) => place?.url === 'modules/a/')"
TO_THE_END = "scrollTo(0, document.body.scrollHeight)"
# A tab that is opened behind another one; `show` and `hide` turn it.
BEHIND = """
  let isHidden = true;
  Object.defineProperty(document, "hidden", { get: () => isHidden });
  Object.defineProperty(document, "visibilityState", {
    get: () => (isHidden ? "hidden" : "visible") });
  const turn = (hidden) => {
    isHidden = hidden;
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  };
  window.show = () => turn(false);
  window.hide = () => turn(true);
"""


def leave(page: Page) -> None:
    """Go to another page of the site, at once."""
    page.goto(page.url.replace(f"/{URL}/", "/other/"))
    page.wait_for_function("window.rhReady")


def test_the_end_counts_when_the_page_is_left_at_once(
    context: BrowserContext, opened: Open
) -> None:
    opened("other", "<p>Başka</p>").close()
    context.add_init_script(SLOW_DISK)
    page = opened(URL, LONG, title="Sözcükler")
    until(page, AT_REST)
    page.evaluate(TO_THE_END)
    leave(page)
    assert stored(page)[READ] == {"done": True, "edition": "2026.11"}
    place = page.evaluate("rh.getStore().get('place')")
    assert (place["anchor"], place["scroll"]) == ("b", 1)
    until(page, "Object.keys(localStorage).length === 0")  # all of it has come to the disk


def test_a_second_reading_leaves_the_day_of_the_first(
    context: BrowserContext, opened: Open
) -> None:
    opened("other", "<p>Başka</p>").close()
    page = opened(URL, LONG, title="Sözcükler")
    first = {
        "key": READ,
        "type": "read",
        "at": "2026-10-01T09:00:00.000Z",
        "value": {"done": True, "edition": "2026.11"},
    }
    page.evaluate("(record) => rh.getStore().merge([record])", first)
    context.add_init_script(SLOW_DISK)
    page.reload()
    page.wait_for_function("window.rhReady")
    page.evaluate(f"rh.getStore().get('{READ}')")
    page.evaluate(TO_THE_END)
    until(page, "rh.getStore().get('place').then((place) => place?.scroll === 1)")
    page.evaluate("scrollBy(0, -5)")
    leave(page)
    assert page.evaluate("rh.getStore().all('read:')") == [first]


def test_whoever_passes_through_has_not_read(opened: Open) -> None:
    opened("other", "<p>Başka</p>").close()
    page = opened(URL, SHORT, title="Sözcükler")
    page.evaluate(f"rh.getStore().get('{READ}')")
    leave(page)
    assert stored(page) == {}


def test_a_tab_that_nobody_has_seen_is_no_place(context: BrowserContext, opened: Open) -> None:
    context.add_init_script(BEHIND)
    context.clock.install()
    page = opened(URL, SHORT, title="Sözcükler")
    page.evaluate("dispatchEvent(new Event('scroll'))")
    page.clock.run_for(5000)
    page.evaluate("hide()")
    assert page.evaluate("rh.getStore().all()") == []
    page.evaluate("show()")
    until(page, AT_REST)
    until(page, f"rh.getStore().get('{READ}')")
