"""All fragments of one course in one place: what the edges call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import cached_property

from rehber import messages
from rehber.model.course import Course, Kind, LearnerPage, Page
from rehber.model.finding import Location
from rehber.model.glossary import Term
from rehber.model.quiz import Item
from rehber.model.source import Citation
from rehber.render import figures, lists, notes, page, process_map, progress, session
from rehber.render.case_player import render_bar, render_play
from rehber.render.certificate import certificate
from rehber.render.gain import ANCHOR as GAIN
from rehber.render.gain import render_gain
from rehber.render.html import Html, element, join
from rehber.render.learner_data import render_learner_data, render_resume, render_store_notice
from rehber.render.offline import render_offline, title_of
from rehber.render.quiz import (
    item_digest,
    option_keys,
    render_answer_key,
    render_item,
)
from rehber.render.references import Formatted, format_references, inline, source_list
from rehber.render.review import render_review, render_review_due
from rehber.render.terms import TermMatcher
from rehber.render.test_mode import parts_file, render_test
from rehber.render.urls import PRIVACY, relative, resolve, to_page

_WITH_TERMS = frozenset(
    {Kind.MODULE, Kind.SECTION, Kind.CASE, Kind.SESSION, Kind.GUIDE, Kind.LAW, Kind.TRAINERS}
)
_STORIES = frozenset({Kind.CASE, Kind.SESSION})
_WITHOUT_SOURCES = frozenset({Kind.BIBLIOGRAPHY, Kind.CONTRIBUTING})
_STAGES = "guide/stages/"

ToHtml = Callable[[str, Page], str]
"""Markdown to HTML without term links, given by the edge."""


class Renderer:
    """Renders the pages of one course.

    ``original`` is the Turkish course when ``course`` is a translation: learners' answers hang on
    its questions. ``formatting`` gives the formatted references where they are being made already.
    """

    def __init__(
        self,
        course: Course,
        to_html: ToHtml,
        *,
        original: Course | None = None,
        formatting: Future[dict[str, Formatted]] | None = None,
    ) -> None:
        self.course = course
        self.strings = messages.load(course.language)
        self._formatting = formatting
        self._to_html = to_html
        self._matcher = TermMatcher(course.terms, course.language)
        self._original = original or course
        self._originals = {item.id: item for item in (original.items if original else ())}
        self._directives: dict[str, Callable[[Page, tuple[str, ...]], str]] = {
            "help-box": lambda p, _: lists.help_box(self.course, p, self.strings["help"]),
            "process-map": lambda p, _: self._map(p),
            "module-catalogue": lambda p, _: lists.catalogue(self.course, p, self.strings),
            "paths": lambda p, _: lists.paths(self.course, p, self.strings),
            "module-overview": lambda p, _: self._overview(p),
            "trainer-overview": lambda p, _: lists.trainer_overview(self.course, p, self.strings),
            "certificate": lambda p, _: certificate(self.course, self._original, p, self.strings),
            "doors": lambda p, _: lists.doors(self.course, p, self.strings),
            "progress": lambda p, _: progress.progress(
                self.course, self._original, p, self.strings
            ),
            "resume": lambda p, _: self._resume(p),
            "review": lambda p, _: self._review(p),
            "review-due": lambda p, _: render_review_due(self.course, p, self.strings["review"]),
            "my-notes": lambda p, _: notes.my_notes(self.course, self._original, p, self.strings),
            "learner-data": lambda p, _: render_learner_data(
                self.strings["store"], edition=p.edition, heading=3
            ),
            "figure": lambda p, a: self._figure(p, a),
            "gain": lambda p, _: render_gain(self.course, p, self.strings["gain"]),
            "forms": lambda p, _: lists.forms(self.course, p),
            "forms-by-stage": lambda p, _: lists.forms_by_stage(
                self.course, p, self.strings["forms"]
            ),
            "glossary": lambda p, _: lists.glossary(self.course, self.strings["page"]),
            "offline": lambda p, _: self._offline(),
            "bibliography": lambda p, _: lists.bibliography(
                self.course, p, self.formatted, self.strings["page"]
            ),
            "publisher": lambda p, _: lists.publisher(self.course, self.strings["publisher"]),
            "law-articles": lambda p, a: lists.law_articles(
                self.course, " ".join(a), self.strings["law"]
            ),
            "lines": lambda p, a: _lines(a),
            "quiz": lambda p, a: self.item(p, int(a[0])) if a else "",
            "session-plan": lambda p, _: session.plan_table(
                self.course, p, self.strings["session"], lambda href: self.resolve(p, href)
            ),
            "strength-legend": lambda p, _: self._legend(),
        }

    @property
    def directives(self) -> frozenset[str]:
        """The names that ``<!-- rehber: name -->`` may bear."""
        return frozenset(self._directives)

    def directive(self, at: Page, name: str, arguments: tuple[str, ...]) -> str:
        """The HTML of one directive; an unknown one shows itself in the preview."""
        make = self._directives.get(name)
        if make is None:
            return element("p", f"<!-- rehber: {name} -->", class_="rh-finding")
        return make(at, arguments)

    @cached_property
    def parts(self) -> tuple[str, str]:
        """Name and content of the script that test pages fetch when a test begins."""
        return parts_file(self.strings, self.course.language)

    @cached_property
    def formatted(self) -> Mapping[str, Formatted]:
        """Every reference, formatted."""
        if self._formatting is not None:
            return self._formatting.result()
        return format_references(
            self.course.references, self.course.language, self.strings["authors"]
        )

    def citations(self, citations: tuple[Citation, ...], listed_on: str = "") -> Html:
        return inline(citations, self.formatted, self.course.language, listed_on)

    def strength(self, value: str) -> Html:
        """The small mark beside a research claim; ``value`` in the language of the page."""
        said = self.strings["strength"]
        known = {said[name]: name for name in ("strong", "moderate", "weak", "consensus")}
        name = known.get(value, value)
        if f"title_{name}" not in said:
            return element("span", f"?{value}", class_="rh-finding")
        return element(
            "span",
            said["label"].format(value=said[name]),
            title=said[f"title_{name}"],
            class_=f"rh-strength rh-strength--{name}",
        )

    def case_attributes(self, at: Page) -> dict[str, str]:
        """What the element around the scenes of a case carries for its player."""
        return {
            "class": "rh-case",
            "data-rh-module": "case-player",
            "data-rh-case": at.id,
            "data-rh-title": at.title,
            "data-rh-edition": at.edition,
        }

    def case_bar(self) -> Html:
        return render_bar(self.strings["case_player"])

    def case_play(self, at: Page) -> Html:
        return render_play(at, self.strings["case_player"])

    def matcher(self, at: Page) -> TermMatcher | None:
        """What finds glossary terms on this page; None where terms are not linked."""
        return self._matcher if at.kind in _WITH_TERMS else None

    @staticmethod
    def term_link(term: Term) -> str:
        """The definition at the foot of the same page: nothing is fetched to show it."""
        return f"#{page.term_anchor(term)}"

    def resolve(self, at: Page | None, href: str) -> str:
        return resolve(self.course, at, href)

    def item(self, at: Page, ordinal: int) -> str:
        """The fragment of the n-th question of a page."""
        item = at.items[ordinal]
        original = self._originals.get(item.id)
        is_test = at.kind is Kind.TEST
        return render_item(
            item,
            to_html=self._fragment(at),
            strings=self.strings["quiz"],
            source_html=self.citations(item.sources, self._listed_on(at)) if item.sources else "",
            section_link=self._section_link(at, item),
            number=ordinal + 1 if is_test else 0,
            digest=item_digest(original) if original else None,
            keys=option_keys(original) if original else (),
            heading=2 if is_test else 0,
        )

    def _listed_on(self, at: Page) -> str:
        """The course's tests lean on every module: a list of all their sources weighs too much."""
        bibliography = self.course.pages.get("guide/bibliography.md")
        return to_page(at, bibliography) if at.course_test and bibliography else ""

    def _fragment(self, at: Page) -> Callable[[str], str]:
        return lambda markdown: self._to_html(markdown, at)

    def _section_link(self, at: Page, item: Item) -> tuple[str, str] | None:
        section = self.course.page_by_id(item.section) if item.section else None
        if section is None or section.path == at.path:
            return None
        return to_page(at, section), section.title

    def term_list(self, terms: list[Term]) -> Html | str:
        """The definitions at the foot of the text that the term links lead to."""
        return page.term_list(terms, self.course.language, self.strings["page"])

    def wrap(self, at: Page, body: str) -> str:
        """The whole content of a page: head, body, questions' summary, sources, way on."""
        strings = self.strings["page"]
        has_list = at.kind not in _WITHOUT_SOURCES and not self._listed_on(at)
        keys = self.course.cited_keys(at) if has_list else ()
        return join(
            page.head(self.course, at, self.strings) if at.kind is not Kind.HOME else "",
            progress.changes(at, self.strings),
            self._questions(at, page.on_paper(at, body)),
            element("p", strings["fictional"], class_="rh-fictional")
            if at.kind in _STORIES
            else "",
            self._key(at),
            notes.opener(self.course, at, self.strings["notes"]),
            page.sources(source_list(keys, self.formatted), strings),
            page.step_nav(self.course, at, self.strings),
            self._notice(at),
        )

    def _questions(self, at: Page, body: str) -> Html:
        """The text of a page; on a test page, with what it takes to answer it as a whole."""
        if at.kind is not Kind.TEST or not at.items:
            return Html(body)
        gain = self.course.page_by_id(LearnerPage.PROGRESS)
        return Html(
            render_test(
                body,
                at.items,
                test=at.id,
                strings=self.strings,
                parts=self.parts[0],
                root=relative(at.url, ""),
                form=at.course_test,
                edition=at.edition,
                gain=to_page(at, gain, GAIN) if gain else "",
            )
        )

    def _key(self, at: Page) -> Html | str:
        """The key for paper wherever there are questions."""
        if not at.items:
            return ""
        return Html(
            render_answer_key(
                at.items,
                to_html=self._fragment(at),
                strings=self.strings["quiz"],
                detail="letters" if at.course_test else "reasons",
                originals=self._originals,
            )
        )

    def _notice(self, at: Page) -> Html:
        return Html(
            render_store_notice(
                self.strings["store"],
                privacy_url=relative(at.url, PRIVACY),
                edition=at.edition,
            )
        )

    def _overview(self, at: Page) -> str:
        module = self.course.module_of(at)
        return page.overview(self.course, at, module, self.strings) if module else ""

    def _resume(self, at: Page) -> str:
        if not self.course.modules:
            return ""
        first = self.course.modules[0].overview
        return render_resume(
            self.strings["store"],
            start=(to_page(at, first), first.title),
            extra=render_review_due(self.course, at, self.strings["review"]),
        )

    def _review(self, at: Page) -> Html:
        return render_review(
            self.course,
            at,
            self.strings["review"],
            answer=self.strings["quiz"]["answer"],
            digest=lambda item: item_digest(self._originals.get(item.id, item)),
        )

    def _offline(self) -> str:
        language = self.course.language
        modules = [(m.id, title_of(self.strings, m, language)) for m in self.course.planned]
        return render_offline(self.strings["offline"], modules, language=language)

    def _map(self, at: Page) -> str:
        steps = process_map.steps_of(self.course.ordered(_STAGES), at)
        return process_map.draw(steps, self.strings["map"]) if steps else ""

    def _figure(self, at: Page, arguments: tuple[str, ...]) -> Html:
        name = arguments[0] if arguments else ""
        figure = self.course.figures.get(name)
        if figure is None:
            return element("p", f"?{name}", class_="rh-finding")
        return figures.draw(
            figure,
            strings=self.strings["figure"],
            cite=lambda key: self.citations((Citation(key, "", figure.where),)),
            resolve=lambda href: self.resolve(at, href),
        )

    def _legend(self) -> Html:
        said = self.strings["strength"]
        rows = [
            join(element("dt", self.strength(name)), element("dd", said[f"title_{name}"]))
            for name in ("strong", "moderate", "weak", "consensus")
        ]
        return element("dl", *rows, class_="rh-strength-legend")


def _lines(arguments: tuple[str, ...]) -> Html:
    """Ruled lines to write on: ``lines 3 Çocuğun sözleriyle``."""
    count = int(arguments[0]) if arguments and arguments[0].isdigit() else 1
    label = " ".join(arguments[1:] if arguments and arguments[0].isdigit() else arguments)
    rows = [element("span", class_="rh-lines__line") for _ in range(count)]
    return element(
        "div",
        element("strong", label, class_="rh-lines__label") if label else "",
        *rows,
        class_="rh-lines",
    )


def blank_page(path: str = "", where: Location | None = None) -> Page:
    """A page that stands for text outside the course (a fragment, a stub)."""
    return Page(
        path=path, source=where.path if where else "", kind=Kind.PAGE, id="", title="", body=""
    )
