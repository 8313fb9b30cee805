"""What surrounds the text of a page: its head, its way through the module, its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rehber.model.course import OPENING, Course, Kind, Module, Page, PlannedModule
from rehber.model.glossary import Term
from rehber.render.controls import MAIN
from rehber.render.dates import spoken
from rehber.render.html import Html, element, join
from rehber.render.urls import to_page

Strings = Mapping[str, Mapping[str, str]]

_WITHOUT_HEAD = frozenset({Kind.HOME})
_WITHOUT_META = frozenset({Kind.HOME, Kind.CATALOGUE, Kind.TRAINERS, Kind.LEARNING})


def form_code(form: Page) -> str:
    """What people call a form: ``t04`` is ``T4``."""
    return form.id.upper().replace("T0", "T")


def module_words(strings: Strings, module: Module | PlannedModule | None) -> Mapping[str, str]:
    """The table ``page`` as it speaks of this module: the capstone is no numbered module."""
    own = strings["capstone"] if module and module.is_capstone else {}
    return {**strings["page"], **own}


def module_name(strings: Strings, module: Module | PlannedModule) -> str:
    """What a module is called beside its title: *Modül 5*, *Bitirme vakası*."""
    return module_words(strings, module)["module_number"].format(number=module.number)


def head(course: Course, page: Page, strings: Strings) -> Html:
    """Kind, title, summary and one line on time, review, edition and the reading of the law."""
    label = kind_label(course, page, strings)
    return element(
        "header",
        # A title that is the kind's own name needs no second one above it.
        element("p", label, class_="rh-page-head__kind") if label not in ("", page.title) else "",
        element("h1", page.title),
        element("p", page.summary, class_="rh-page-head__summary"),
        _meta(page, strings["page"], course.language),
        class_="rh-page-head",
    )


def kind_label(course: Course, page: Page, strings: Strings) -> str:
    module = course.module_of(page)
    values: dict[str, object] = {"code": form_code(page)}
    if module:
        values["module"] = module_name(strings, module)
        paths = [section.path for section in module.sections]
        if page.path in paths:
            values |= {"index": paths.index(page.path) + 1, "count": len(paths)}
        elif page.kind is Kind.SECTION:  # not listed in the overview's `sections`
            values |= {"index": "?", "count": len(paths)}
    elif page.course_test:
        return strings["kind"][f"{page.course_test}-test"]
    elif page.kind in (Kind.SECTION, Kind.TEST, Kind.MODULE, Kind.CASE, Kind.SESSION):
        return ""
    return strings["kind"][page.kind.value].format(**values)


def _meta(page: Page, strings: Mapping[str, str], language: str) -> Html | str:
    if page.kind in _WITHOUT_META:
        return ""
    items = []
    if page.minutes:
        items.append(element("span", strings["minutes"].format(minutes=page.minutes)))
    items.append(_review(page, strings, language))
    if page.edition:
        items.append(element("span", strings["edition"].format(edition=page.edition)))
    if page.law_checked:
        date = spoken(page.law_checked, language)
        items.append(
            element("span", strings["law_checked"].format(date=date), class_="rh-law-checked")
        )
    return element("p", Html(" ").join(items), class_="rh-page-head__meta")


def _review(page: Page, strings: Mapping[str, str], language: str) -> Html:
    if page.review.status == "expert-reviewed" and page.review.by:
        date = spoken(page.review.on, language)
        said = strings["reviewed"].format(by=page.review.by, on=date)
        return element("span", said, class_="rh-reviewed")
    return element("span", strings["draft"], class_="rh-draft")


_TICKS = re.compile(r"<ul>(?=\s*<li>\s*(?:<p>)?\s*[☐☒])")
_FORM = re.compile(r'(<h2 id="form">.*?)(?=</h2>)', re.DOTALL)


def on_paper(page: Page, body: str) -> str:
    """Boxes to tick lose the bullet before them; the sheet of a form bears the form's name."""
    body = _TICKS.sub('<ul class="rh-ticks">', body)
    if page.kind is not Kind.FORM:
        return body
    code = form_code(page)
    name = element("span", f" {code}: {page.title}", class_="rh-form-name")
    return _FORM.sub(lambda heading: heading[1] + name, body, count=1)


def step_nav(course: Course, page: Page, strings: Strings) -> Html | str:
    """Links to the page before and the page after in the module, or in a folder with an order."""
    said = module_words(strings, course.module_of(page))
    way = _way(course, page)
    place = next((index for index, step in enumerate(way) if step.path == page.path), None)
    if place is None:
        return ""
    following = way[place + 1 : place + 2]
    return element(
        "nav",
        _step("prev", said["previous"], page, way[place - 1]) if place else "",
        _step("next", said["next"], page, following[0]) if following else "",
        aria_label=said["step_nav_course" if page.course_test else "step_nav"],
        class_="rh-step-nav",
    )


def _way(course: Course, page: Page) -> list[Page]:
    module = course.module_of(page)
    if module:
        after = course.test_after(module)
        return [*module.way, *([after] if after else [])]
    if page.course_test:
        return _way_around(course, page)
    if page.kind is Kind.LEARNING:  # tools, in an order for the list alone
        return []
    folder = page.path.rpartition("/")[0] + "/"
    ordered = course.ordered(folder)
    return [course.pages[f"{folder}index.md"], *ordered] if ordered else []


def _way_around(course: Course, test: Page) -> list[Page]:
    """A test of the whole course after the module that leads to it (or the list of modules) and
    before the first module that teaches."""
    before = next((m for m in course.modules if course.test_after(m) is test), None)
    catalogue = course.pages.get("modules/index.md")
    way = list(before.way) if before else [catalogue] if catalogue else []
    teaching = [module.overview for module in course.modules if module.id != OPENING]
    return [*way, test, *(teaching[:1] if test.course_test == "pre" else [])]


def _step(rel: str, label: str, page: Page, target: Page) -> Html:
    return element(
        "a",
        element("span", label, class_="rh-step-nav__label"),
        element("span", target.title, class_="rh-step-nav__title"),
        href=to_page(page, target),
        rel=rel,
        class_=f"rh-step-nav__{rel}",
    )


def sources(listed: Html | str, strings: Mapping[str, str]) -> Html | str:
    if not listed:
        return ""
    return element(
        "section",
        element("h2", strings["sources"], id="sayfanin-kaynaklari"),
        listed,
        class_="rh-sources",
    )


def term_anchor(term: Term) -> str:
    return f"terim-{term.id}"


def term_list(terms: Iterable[Term], language: str, strings: Mapping[str, str]) -> Html | str:
    """The definitions that the links in the text show; readable and printable on their own."""
    entries = [
        join(
            element(
                "dt",
                element("a", term.name(language), href=f"/guide/glossary.md#{term.id}"),
                id=term_anchor(term),
            ),
            element("dd", term.definition(language)),
        )
        for term in terms
    ]
    if not entries:
        return ""
    return element(
        "details",
        element("summary", strings["terms"]),
        element("dl", *entries),
        open="open",
        class_="rh-terms",
    )


def overview(course: Course, page: Page, module: Module, strings: Strings) -> Html:
    """Objectives, facts and the list of sections of a module."""
    said = module_words(strings, module)
    objectives = element(
        "section",
        element("h2", said["objectives"], id="hedefler"),
        element("p", said["objectives_lead"]),
        element("ul", *(element("li", objective.text) for objective in module.objectives)),
        class_="rh-overview__objectives",
    )
    return element(
        "div",
        objectives,
        _facts(course, page, module, strings),
        _sections(page, module, course.test_after(module), said),
        print_button("print-module", strings),
        class_="rh-overview",
    )


def print_button(aid: str, strings: Strings) -> Html:
    """Prints a whole module or path (``print-module``, ``print-path``); needs a script."""
    said = strings["reading"][aid.replace("-", "_")]
    return element("button", said, type="button", class_="rh-button rh-print", data_rh_aid=aid)


def _facts(course: Course, page: Page, module: Module, strings: Strings) -> Html:
    said = strings["page"]
    who = ", ".join(strings["audience"].get(a, a) for a in page.audience)
    before = [course.module(name) for name in page.listed("prerequisites")]
    links = [
        element("a", other.title, href=to_page(page, other.overview)) for other in before if other
    ]
    facts = [
        (said["fact_minutes"], said["minutes"].format(minutes=module.minutes)),
        (said["fact_audience"], who),
        (said["fact_prerequisites"], Html(", ".join(links))),
        (said["fact_items"], str(len(module.items) or "")),
    ]
    rows = [join(element("dt", name), element("dd", value)) for name, value in facts if value]
    return element("dl", *rows, class_="rh-overview__facts")


def _sections(page: Page, module: Module, after: Page | None, said: Mapping[str, str]) -> Html:
    """The steps of a module; a test of the whole course ``after`` it is none of them, and its
    minutes do not count as the module's."""
    steps = module.way[1:]
    entries = [
        element(
            "li",
            element("a", step.title, href=to_page(page, step), data_rh_done=step.id),
            element(
                "span", said["minutes"].format(minutes=step.minutes), class_="rh-sections__minutes"
            ),
        )
        for step in steps
    ]
    start = element("a", said["start"], href=to_page(page, steps[0]), class_=MAIN) if steps else ""
    return element(
        "section",
        element("h2", said["sections"], id="bolumler"),
        element("ol", *entries, class_="rh-sections"),
        _afterwards(page, after, said) if after else "",
        start,
    )


def _afterwards(page: Page, after: Page, said: Mapping[str, str]) -> Html:
    return element(
        "p",
        said["afterwards"],
        " ",
        element("a", after.title, href=to_page(page, after)),
        " ",
        element("span", said["minutes"].format(minutes=after.minutes), class_="rh-paths__minutes"),
    )
