"""A small course whose questions come back, served with the review page on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from rehber import messages
from rehber.build.items import write_items
from rehber.content.quiz import read_items
from rehber.model.course import Course, Kind, Module
from rehber.model.course import Page as CoursePage
from rehber.model.quiz import Item
from rehber.render.quiz import item_digest, render_item
from rehber.render.review import render_review, render_review_due
from tests.components.conftest import ROOT, Site, document, strings, to_html

SITE = "kurs"
REVIEW = "learning/tekrar.md"
HEAD = """
<script type="importmap">{"imports": {"ts-fsrs": "/ts-fsrs.mjs"}}</script>
<link rel="stylesheet" href="/assets/components/review/review.css">
<script type="module" src="/review.mjs"></script>
"""
SCRIPT = """
import { start } from "/assets/lib/component.mjs";
import Review from "/assets/components/review/review.mjs";
import ReviewDue from "/assets/components/review/review-due.mjs";
import * as fsrs from "ts-fsrs";
window.rhFsrs = fsrs;
start([Review, ReviewDue]);
"""
SINGLE = """
<!-- quiz id={id} objective=m01-o1 section={module}-s1 -->
<quiz>
{id} neyi sorar?
- [x] Doğru olan
> Neden doğru: Bunu sorar.
- [ ] Yanlış olan
> Neden değil: Bunu sormaz.

Açıklama: Bir cümle.
</quiz>
"""
MULTIPLE = """
<!-- quiz id={id} objective=m01-o1 section={module}-s1 -->
<quiz>
{id} hangilerini sorar?
- [x] Doğru olan
> Neden doğru: Bunu sorar.
- [x] Öbür doğru
> Neden doğru: Bunu da sorar.
- [ ] Yanlış olan
> Neden değil: Bunu sormaz.
</quiz>
"""
FILL = """
<!-- quiz id={id} objective=m01-o1 section={module}-s1 -->
<quiz>
{id}: Vaka sorumlusunu [[müdür]] atar.

Açıklama: Bir cümle.
</quiz>
"""

FILL_TWO = FILL.replace("atar", "atar, [[hâkim]] karar verir")


def read(text: str) -> Item:
    (item,), problems = read_items(text, "review")
    assert not problems
    return item


def question(name: str, kind: str = SINGLE) -> Item:
    return read(kind.format(id=name, module=name.partition("-")[0]))


def course_of(*items: Item, language: str = "tr") -> Course:
    """Items by the module that their ids name; the first of each stands in a section."""
    pages: dict[str, CoursePage] = {}

    def page(path: str, kind: Kind, page_id: str, title: str, *own: Item) -> CoursePage:
        pages[path] = CoursePage(path, path, kind, page_id, title, body="", items=own)
        return pages[path]

    page("modules/index.md", Kind.CATALOGUE, "modules", "Modüller")
    page(REVIEW, Kind.LEARNING, "review", "Tekrar")
    modules = []
    for number, name in enumerate(sorted({item.id.partition("-")[0] for item in items}), 1):
        own = [item for item in items if item.id.startswith(f"{name}-")]
        overview = page(f"modules/{name}/index.md", Kind.MODULE, name, f"{name} modülü")
        section = page(f"modules/{name}/bir.md", Kind.SECTION, f"{name}-s1", "Bölüm", *own[:1])
        test = page(f"quizzes/{name}.md", Kind.TEST, f"{name}-test", "Test", *own[1:])
        modules.append(Module(name, number, name, overview, (), (section,), test))
    return Course(language, pages, tuple(modules))


@dataclass
class Desk:
    """The review page of a course, and the learner's records beside it."""

    site: Site
    context: BrowserContext
    opened: Callable[..., Page]

    def publish(self, *items: Item, language: str = "tr") -> Course:
        """Write the course as a build would: its pages, its item scripts, the review page."""
        course = course_of(*items, language=language)
        said = messages.load(language)
        folder = self.site.folder / SITE
        shutil.rmtree(folder, ignore_errors=True)
        for page in course.pages.values():
            body = "".join(
                render_item(
                    item,
                    to_html=to_html,
                    strings=said["quiz"],
                    number=n,
                    section_link=("../../modules/m01/bir/", "Bölüm"),
                )
                for n, item in enumerate(page.items, 1)
            )
            self.site.add(f"{SITE}/{page.url}".rstrip("/"), body)
        write_items(course, folder, stamped=False)
        at = course.pages[REVIEW]
        review = render_review(
            course, at, said["review"], answer=said["quiz"]["answer"], digest=item_digest
        )
        due = render_review_due(course, at, said["review"])
        html = document(
            f"{due}{review}", title="Tekrar", base=f"/{SITE}/", lang=language, head=HEAD
        )
        (folder / "learning/tekrar/index.html").write_text(html, encoding="utf-8")
        (folder / "bos").mkdir()
        blank = document("<p>Boş</p>", base=f"/{SITE}/")
        (folder / "bos/index.html").write_text(blank, encoding="utf-8")
        return course

    def at(self, moment: str) -> None:
        """Set the clock of every tab; it stands still."""
        self.context.clock.set_fixed_time(moment)

    def seed(self, *records: dict[str, Any]) -> None:
        page = self.opened(f"{SITE}/bos")
        counts = page.evaluate("(records) => rh.getStore().merge(records)", list(records))
        taken = sum(kind["added"] + kind["updated"] for kind in counts.values())
        assert taken == len(records)
        page.close()

    def open(self) -> Page:
        return self.opened(f"{SITE}/learning/tekrar")


def practised(item: Item, day: str, *, digest: str = "") -> dict[str, Any]:
    """The record of an answer given in a lesson."""
    value = {"given": ["x"], "right": True, "digest": digest or item_digest(item), "tries": 1}
    return {
        "key": f"item:{item.id}",
        "type": "item",
        "at": f"{day}T09:00:00.000Z",
        "value": value,
    }


def reviewed(item: Item, last: str, due: str, **changes: Any) -> dict[str, Any]:
    """The record of an answer given in the review."""
    value = {
        "due": f"{due}T12:00:00.000Z",
        "last": f"{last}T12:00:00.000Z",
        "stability": 2.3065,
        "difficulty": 2.1,
        "state": 2,
        "reps": 1,
        "lapses": 0,
        "rating": 3,
        "points": 1,
        "digest": item_digest(item),
        **changes,
    }
    return {
        "key": f"review:{item.id}",
        "type": "review",
        "at": "2026-11-21T09:00:00.000Z",
        "value": value,
    }


@pytest.fixture
def desk(site: Site, context: BrowserContext, opened: Callable[..., Page]) -> Desk:
    library = ROOT / "node_modules" / "ts-fsrs" / "dist" / "index.mjs"
    shutil.copyfile(library, site.folder / "ts-fsrs.mjs")
    (site.folder / "review.mjs").write_text(SCRIPT, encoding="utf-8")
    context.clock.set_fixed_time("2026-11-22T09:00:00+03:00")
    return Desk(site, context, opened)


WORDS = strings("quiz")
