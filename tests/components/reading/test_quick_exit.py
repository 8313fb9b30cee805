"""Quick exit: it needs nothing from the network, and Back does not lead to the site again."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.components.conftest import Site
from tests.components.reading.conftest import EXIT, Lesson

LEAVE = "import('/assets/components/quick-exit/leave.mjs').then(({ leave }) => leave('%s'))"
PERSISTED = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"


@pytest.fixture
def asked(context: BrowserContext) -> list[str]:
    """What the page outside was asked with: referrers."""
    referrers: list[str] = []

    def answer(route: Route) -> None:
        referrers.append(route.request.headers.get("referer", ""))
        route.fulfill(body="<title>Hava</title>", content_type="text/html")

    context.route(f"{EXIT}**", answer)
    return referrers


def leave(page: Page) -> None:
    page.evaluate(LEAVE % EXIT)
    page.wait_for_url(EXIT)


def step(page: Page, way: str) -> None:
    """Go one step through the history and wait until the page outside stands there again."""
    with page.expect_request(EXIT):
        page.evaluate(f"setTimeout(() => history.{way}())")
    page.wait_for_url(EXIT)
    expect(page).to_have_title("Hava")


def test_leaving_needs_nothing_more_from_the_host(
    lesson: Lesson, context: BrowserContext, asked: list[str]
) -> None:
    page = lesson()
    page.get_by_role("button", name="Okuma araçları", exact=True).click()
    out = page.get_by_role("link", name="Hızlı çıkış")
    expect(out).to_be_visible()
    context.route("http://127.0.0.1*/**", lambda route: route.abort())
    out.click()
    page.wait_for_url(EXIT)
    assert asked == [""]


def test_back_and_forward_lead_out_again(lesson: Lesson, site: Site, asked: list[str]) -> None:
    page = lesson()
    page.goto(f"{site.address}/lesson/?before")
    page.evaluate("location.hash = 'dort-adim'")  # as the table of contents does
    page.evaluate("history.pushState({}, '', '#ertesi-gun')")  # as each scene of a case does
    leave(page)
    for _ in range(3):
        step(page, "back")
    step(page, "forward")
    assert set(asked) == {""}


def test_who_comes_back_on_purpose_has_the_history_again(
    lesson: Lesson, site: Site, asked: list[str]
) -> None:
    page = lesson()
    leave(page)
    page.goto(f"{site.address}/lesson/?again")
    expect(page.get_by_role("heading", name="Çocuk anlatırsa")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Çocuk anlatırsa")).to_be_visible()
    page.goto(f"{site.address}/lesson/?next")
    page.go_back()
    expect(page).to_have_url(f"{site.address}/lesson/?again")
    expect(page.get_by_role("heading", name="Çocuk anlatırsa")).to_be_visible()


def test_a_page_that_the_browser_kept_leads_out_again(lesson: Lesson, asked: list[str]) -> None:
    page = lesson()
    page.evaluate(f"sessionStorage.setItem('rh-left', '{EXIT}')")
    with page.expect_request(EXIT):
        page.evaluate(PERSISTED)
    page.wait_for_url(EXIT)


def test_a_kept_page_is_shown_to_who_came_back_on_purpose(lesson: Lesson, asked: list[str]) -> None:
    page = lesson()
    page.evaluate("document.documentElement.style.display = 'none'")  # as it was left
    page.evaluate(f"setTimeout(() => {PERSISTED})")
    expect(page.get_by_role("heading", name="Çocuk anlatırsa")).to_be_visible()
    assert asked == []


def test_blocked_storage_does_not_hinder_leaving(lesson: Lesson, asked: list[str]) -> None:
    blocked = """Object.defineProperty(window, "sessionStorage", {
      get() { throw new DOMException("blocked", "SecurityError"); } });"""
    page = lesson(init=blocked)
    leave(page)
    assert asked == [""]
