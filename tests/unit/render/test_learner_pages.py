"""Links to the learner's own pages: they follow the page, and are left out where there is none."""

from __future__ import annotations

from rehber import messages
from rehber.model.course import Course, Kind, LearnerPage, Page
from rehber.render import notes
from rehber.render.navigation import navigation

SECTION = Page(
    path="modules/a/b.md", source="", kind=Kind.SECTION, id="m05-s3", title="Ev", body=""
)


def course(**learner_pages: str) -> Course:
    """Paths by the names of ``LearnerPage``."""
    pages = [
        Page(
            path=path,
            source="",
            kind=Kind.LEARNING,
            id=LearnerPage[name],
            title=name,
            body="",
            meta={"sections": ["notlar"]},
        )
        for name, path in learner_pages.items()
    ]
    return Course(language="tr", pages={page.path: page for page in (SECTION, *pages)})


def test_a_lesson_leads_to_the_notes_wherever_they_lie() -> None:
    said = messages.load("tr")["notes"]
    html = str(notes.opener(course(NOTES="benim/defter.md"), SECTION, said))
    assert 'href="../../../benim/defter/"' in html
    html = str(notes.opener(course(), SECTION, said))
    assert "href" not in html and 'data-rh-do="close"' in html


def test_the_navigation_has_them_in_the_order_of_their_index() -> None:
    said = messages.load("tr")["nav"]
    found = navigation(course(PROGRESS="benim/index.md", NOTES="benim/notlar.md"), said)
    assert {said["learning"]: ["benim/index.md", "benim/notlar.md"]} in found[0][said["learn"]]
    assert said["learning"] not in str(navigation(course(), said))
