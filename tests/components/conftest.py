"""Component tests: Python renders HTML, a real browser runs the components on that same HTML."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page

from rehber import messages
from rehber.content.quiz import read_items
from rehber.model.quiz import Item
from rehber.render.quiz import render_item
from tests.browser_tools import serve
from tests.browser_tools import violations as violations

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "overrides" / "assets"
EXAMPLES: dict[str, dict[str, Any]] = {
    example["name"]: example
    for example in yaml.safe_load(
        (Path(__file__).parent / "quiz" / "examples.yml").read_text(encoding="utf-8")
    )
}
# Stands in for the site's own sheet: the custom properties that the components use, light and dark.
TOKENS = """
:root { --rh-bg: #fff; --rh-bg-soft: #f7f4ee; --rh-text: #221f1b; --rh-text-soft: #5a544c;
  --rh-line: #cfc8bc; --rh-accent: #1f5c57; --rh-accent-text: #fff; --rh-accent-soft: #e4efed;
  --rh-right: #1c5d2b; --rh-right-soft: #e6f3e8; --rh-wrong: #94261c; --rh-wrong-soft: #fbe9e7;
  --rh-warn: #7a4f00; --rh-warn-soft: #fdf1d8; --rh-focus: #0b57d0; --rh-radius: 6px; }
@media (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --rh-bg: #1c1a17; --rh-bg-soft: #26231f; --rh-text: #eee9e1;
    --rh-text-soft: #bdb5a9; --rh-line: #4a453d; --rh-accent: #8fd0c8; --rh-accent-text: #10201e;
    --rh-accent-soft: #20302e; --rh-right: #93d8a2; --rh-right-soft: #1c3022; --rh-wrong: #f5aca4;
    --rh-wrong-soft: #3a201d; --rh-warn: #f0c674; --rh-warn-soft: #362a13; --rh-focus: #9ec5ff; } }
body { background: var(--rh-bg); color: var(--rh-text); font: 16px/1.5 sans-serif; margin: 1rem; }
a { color: var(--rh-accent); }
[hidden] { display: none; }
"""

START = """
import { start, announce } from "/assets/lib/component.mjs";
import { getStore, siteBase } from "/assets/lib/store.mjs";
import * as file from "/assets/lib/learner-file.mjs";
import * as turkish from "/assets/lib/turkish.mjs";
import Quiz from "/assets/components/quiz/quiz.mjs";
import { comparable } from "/assets/components/quiz/blanks.mjs";
import * as personal from "/assets/lib/personal-data.mjs";
import Gain from "/assets/components/gain/gain.mjs";
import Notes from "/assets/components/notes/notes.mjs";
import NotesOpen from "/assets/components/notes/notes-open.mjs";
import Notice from "/assets/components/notice/notice.mjs";
import LearnerData from "/assets/components/learner-data/learner-data.mjs";
import Resume from "/assets/components/resume/resume.mjs";
import Place from "/assets/components/place/place.mjs";
import Test from "/assets/components/test/test.mjs";
const takeIn = async (text) => getStore().merge((await file.readFile(text)).records);
const shared = { file, takeIn, personal, turkish, comparable };
window.rh = { start, announce, getStore, siteBase, Quiz, ...shared };
start([Gain, Notes, NotesOpen, Notice, Quiz, LearnerData, Resume, Place, Test]);
await getStore().ready;
window.rhReady = true;
"""

SHEETS = (
    "quiz/quiz",
    "gain/gain",
    "learner-data/learner-data",
    "notes/notes-open",
    "notes/notes",
    "notice/notice",
    "resume/resume",
    "test/test",
)


def to_html(text: str) -> str:
    return markdown.markdown(text, extensions=["tables"])


# A disk without room; `window.put` gives it back.
FULL_DISK = """() => { window.put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("full", "QuotaExceededError"); }; }"""
ROOM_AGAIN = "() => { IDBObjectStore.prototype.put = window.put; }"
# A disk that takes its time with every reading and writing.
SLOW_DISK = """
  const own = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
  Object.defineProperty(IDBTransaction.prototype, "oncomplete", { ...own, set(then) {
    own.set.call(this, () => setTimeout(then, 400)); } });
"""


def strings(table: str, language: str = "tr") -> dict[str, str]:
    return dict(messages.load(language)[table])


def read_item(name: str) -> Item:
    (item,), _ = read_items(EXAMPLES[name]["item"], f"examples.yml#{name}")
    return item


def render_example(name: str, **changes: Any) -> str:
    """The HTML of one example; ``changes`` replace arguments of ``render_item``."""
    example = EXAMPLES[name]
    arguments: dict[str, Any] = {
        "to_html": to_html,
        "strings": strings("quiz"),
        "source_html": example.get("sources", ""),
        "section_link": tuple(example["section"]) if "section" in example else None,
        "number": example.get("number", 0),
    }
    return render_item(changes.pop("item", None) or read_item(name), **(arguments | changes))


def document(
    body: str, *, title: str = "Örnek", base: str = "/", lang: str = "tr", head: str = ""
) -> str:
    sheets = "".join(
        f'<link rel="stylesheet" href="/assets/components/{sheet}.css">' for sheet in SHEETS
    )
    return (
        f'<!doctype html><html lang="{lang}" data-rh-base="{base}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="/tokens.css">{sheets}{head}'
        f'<script type="module" src="/start.mjs"></script></head>'
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )


class Site:
    """A folder served on this machine, to which a test adds pages."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.address = address

    def add(self, name: str, body: str, **options: Any) -> str:
        """Write ``<name>/index.html`` and return its address."""
        self.write(f"{name}/index.html", document(body, **options))
        return f"{self.address}/{name}/"

    def write(self, path: str, text: str) -> None:
        """A file beside the pages."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("components")
    (folder / "assets").symlink_to(ASSETS, target_is_directory=True)
    (folder / "tokens.css").write_text(TOKENS, encoding="utf-8")
    (folder / "start.mjs").write_text(START, encoding="utf-8")
    with serve(folder) as address:
        yield Site(folder, address)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile: no test sees another's records."""
    fresh = browser.new_context(accept_downloads=True, viewport={"width": 800, "height": 900})
    fresh.set_default_timeout(15000)
    yield fresh
    fresh.close()


@pytest.fixture
def opened(context: BrowserContext, site: Site) -> Iterator[Callable[..., Page]]:
    """Open a page with this body in a new tab; an uncaught error in any tab fails the test."""
    errors: list[str] = []

    def open_page(name: str, body: str | None = None, *, wait: bool = True, **options: Any) -> Page:
        address = f"{site.address}/{name}/" if body is None else site.add(name, body, **options)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        if wait:
            page.wait_for_function("window.rhReady")
        return page

    yield open_page
    assert errors == []


def stored(page: Page) -> dict[str, Any]:
    """What the store holds, by key, without the reading place."""
    records = page.evaluate("rh.getStore().all()")
    return {record["key"]: record["value"] for record in records if record["key"] != "place"}


def until(page: Page, condition: str) -> None:
    """Wait for a condition that may be a promise: a write that is still on its way to the disk."""
    deadline = time.monotonic() + 15
    while not page.evaluate(f"async () => Boolean(await ({condition}))"):
        assert time.monotonic() < deadline, f"never true: {condition}"
        page.wait_for_timeout(20)


def past_midnight(page: Page) -> None:
    """Half past one in Turkey, where it is the 22nd; it is still the 21st in UTC."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTimezoneOverride", {"timezoneId": "Europe/Istanbul"})
    page.clock.set_fixed_time("2026-11-22T01:30:00+03:00")


def heard(page: Page) -> str:
    """The words of the live region, once there are any."""
    page.wait_for_function("document.querySelector('[role=status]').textContent !== ''")
    return page.locator("[role=status]").inner_text()
