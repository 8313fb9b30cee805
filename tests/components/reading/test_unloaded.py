"""A reading aid that cannot be fetched says so, and comes when it can be."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.components.conftest import heard, violations
from tests.components.reading.conftest import UNLOADED, YELDA, Lesson, use


@pytest.mark.parametrize("part", ["aids.mjs", "reading-tr.js"])
def test_the_panel(lesson: Lesson, context: BrowserContext, part: str) -> None:
    page = lesson()
    context.route(f"**/{part}*", lambda route: route.abort())
    opener = page.get_by_role("button", name="Okuma araçları", exact=True)
    opener.click()
    said = page.locator(".rh-unloaded")
    expect(said).to_have_text(UNLOADED)
    assert heard(page) == UNLOADED
    assert violations(page) == []
    context.unroute(f"**/{part}*")
    opener.click()
    expect(page.get_by_role("dialog", name="Okuma araçları")).to_be_visible()
    expect(said).to_have_count(0)


def test_a_voice(lesson: Lesson, context: BrowserContext) -> None:
    page = lesson(voices=[YELDA])
    context.route("**/listen.mjs*", lambda route: route.abort())
    use(page, "Baştan dinle")
    expect(page.locator(".rh-unloaded")).to_have_text(UNLOADED)
    context.unroute("**/listen.mjs*")
    page.get_by_role("button", name="Baştan dinle").click()
    expect(page.get_by_role("region", name="Sesli okuma")).to_be_visible()
