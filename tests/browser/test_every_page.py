"""What must hold on every type of page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import PAGE_TYPES, Visit
from tests.browser_tools import violations

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"runOnly": {"type": "tag", "values": AXE_TAGS}}
"""Named, so that axe runs those too that it leaves out by itself (the size of targets)."""


# Each scheme and each width once; `make bench` measures all four together.
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_axe_violation(visit: Callable[..., Visit], width: int, scheme: str) -> None:
    reader = visit(width, scheme)
    found = []
    for name, path in PAGE_TYPES.items():
        page = reader.open(path)
        found += [f"{name}: {each}" for each in violations(page, **ALL_RULES)]
        page.close()
    assert not found


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_page(visit: Callable[..., Visit], width: int) -> None:
    """320 px is a page of 1280 px at 400 % zoom (WCAG 1.4.10)."""
    reader = visit(width)
    wide = []
    for name, path in PAGE_TYPES.items():
        page = reader.open(path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
        page.close()
    assert not wide


def test_each_page_has_one_main_heading_and_a_description(visit: Callable[..., Visit]) -> None:
    reader = visit()
    for name, path in PAGE_TYPES.items():
        page = reader.open(path)
        assert page.locator("h1").count() == 1, name
        assert page.locator("main").count() == 1, name
        if name != "missing":
            assert page.locator("meta[name=description]").count() == 1, name
        language = page.locator("html").get_attribute("lang")
        assert language == ("en" if name.startswith("English") else "tr"), name
        page.close()


def test_every_page_reads_without_a_script(visit: Callable[..., Visit]) -> None:
    reader = visit(360, java_script_enabled=False)
    for name, path in PAGE_TYPES.items():
        page = reader.open(path)
        assert len(page.locator("main").inner_text()) > 100, name
        page.close()
    page = reader.open(PAGE_TYPES["test"])
    assert page.locator(".rh-quiz label").first.is_visible()
    key = page.locator(".rh-quiz__key").first
    assert not key.get_attribute("open")
    key.locator("summary").click()
    assert key.locator("summary ~ *").first.is_visible()


def test_a_policy_without_inline_scripts_stands_first(site_folder: Path) -> None:
    pages = sorted(site_folder.rglob("*.html"))
    assert len(pages) > 60
    for file in pages:
        html = file.read_text(encoding="utf-8")
        head = html[html.index("<head") : html.index("</head>")]
        first = re.search(r"<(meta|script|link|title)[^>]*>", head)
        assert first and "Content-Security-Policy" in first[0], file
        assert "unsafe-inline" not in html, file
        inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", html)
        assert not inline, file
        assert not re.search(r"<[^>]+\son[a-z]+=", html), file
        assert not re.search(r"<[^>]+\sstyle=", html), file
    assert "frame-ancestors" in (site_folder / "_headers").read_text(encoding="utf-8")


def test_what_a_page_fetches_is_ours(site_folder: Path) -> None:
    for file in site_folder.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        for tag in re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*>", html):
            if "canonical" in tag or "alternate" in tag or "license" in tag:
                continue
            assert not re.search(r'(?:src|href)="(?:https?:)?//', tag), (file, tag)


def test_internal_links_and_anchors_lead_somewhere(site_folder: Path) -> None:
    """On the built pages: generated lists are not seen by the checks of the source."""
    ids: dict[Path, set[str]] = {}

    def ids_of(file: Path) -> set[str]:
        if file not in ids:
            ids[file] = set(re.findall(r'\sid="([^"]+)"', file.read_text(encoding="utf-8")))
        return ids[file]

    broken = []
    for file in site_folder.rglob("index.html"):
        html = file.read_text(encoding="utf-8")
        for href in set(re.findall(r'<a\b[^>]*\shref="([^"]*)"', html)):
            if re.match(r"[a-z]+:", href):
                continue
            path, _, anchor = href.partition("#")
            target = (file.parent / path).resolve() if path else file
            target = target / "index.html" if target.is_dir() else target
            if not target.exists() or (anchor and anchor not in ids_of(target)):
                broken.append(f"{file.relative_to(site_folder)}: {href}")
    assert not broken, broken[:20]
