"""One small site and one browser for all tests of search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser_tools import serve
from tests.search.small_site import build_small_site


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("search")
    build_small_site(site)
    return site


@pytest.fixture(scope="session")
def address(small_site: Path) -> Iterator[str]:
    with serve(small_site) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A section of the small site in a fresh profile; an uncaught error fails the test."""
    context = browser.new_context(viewport={"width": 800, "height": 900})
    context.set_default_timeout(5000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/modules/ornek/yazmak/")
    page.wait_for_selector("[data-rh-search-open][role=button]")
    yield page
    context.close()
    assert errors == []
