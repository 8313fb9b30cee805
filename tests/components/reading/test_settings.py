"""How the reader's settings reach the page before its first paint."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

from tests.components.conftest import Site
from tests.components.reading.conftest import Lesson


def test_a_style_sheet_that_never_comes_leaves_no_blank_page(
    lesson: Lesson, context: BrowserContext, site: Site
) -> None:
    """As in browsers that cannot wait for a style sheet by themselves."""
    page = lesson(init="delete HTMLLinkElement.prototype.blocking;")
    page.evaluate("localStorage.setItem('rh-reading', 'size-150')")
    context.route("**/reading/aids.css", lambda _: None)  # no answer
    page.goto(f"{site.address}/lesson/", wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-rh-reading", "size-150")
    expect(page.get_by_role("heading", name="Çocuk anlatırsa")).to_be_visible()
