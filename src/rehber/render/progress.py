"""The learner's way through the course: one view of it, and what marks a step as done elsewhere.

Which step is done only the browser knows. The HTML names each step by the id of its page, with its
minutes, so that `lib/progress.mjs` can ask the records; without a script it lists the course.
"""

from __future__ import annotations

from collections.abc import Mapping

from rehber.model.course import WITH_CHANGES, Course, Kind, LearnerPage, LearningPath, Module, Page
from rehber.render.controls import MAIN, sayings
from rehber.render.html import Html, element
from rehber.render.page import Strings, module_name
from rehber.render.test_mode import PASS_PERCENT
from rehber.render.urls import PRIVACY, relative, to_page


def done_when(course: Course, page: Page) -> str:
    """The steps whose end is the end of this page, as ids with spaces between them: of a module its
    test and its case, of a section itself. Empty where there is nothing to finish."""
    if page.kind is Kind.MODULE:
        module = course.module_of(page)
        return " ".join(needed(module)) if module else ""
    return page.id if page.kind in (Kind.SECTION, Kind.CASE, Kind.TEST) else ""


def needed(module: Module) -> list[str]:
    """The steps that a module takes to be completed, by id, in the order of the way."""
    return [page.id for page in (module.case, module.test) if page]


def progress(course: Course, original: Course, at: Page, strings: Strings) -> Html:
    """The view of the whole course. What is not translated yet is listed by ``original``."""
    said = strings["progress"]
    listed = original.with_tests(original.modules)
    steps = [
        _course_test(course, at, step, strings)
        if isinstance(step, Page)
        else _module(course, at, step, strings)
        for step in listed
    ]
    return element(
        "div",
        _now(course, original, at, strings),
        _changed(course, at, said),
        element("h2", said["course"], id="butun-kurs"),
        element("ol", *steps, class_="rh-progress__steps"),
        *sayings((name, said[name]) for name in _SAID),
        class_="rh-progress",
        data_rh_module="progress",
        data_rh_pass=PASS_PERCENT,
        data_rh_nosearch=True,
    )


def _now(course: Course, original: Course, at: Page, strings: Strings) -> Html:
    """How far, how long still, and the one button; the script fills it in."""
    said = strings["progress"]
    return element(
        "section",
        element("h2", said["now"], id="neredesiniz"),
        element("p", class_="rh-progress__count"),
        element(
            "p",
            element("span", class_="rh-progress__label"),
            element("strong", class_="rh-progress__title"),
            class_="rh-progress__next",
        ),
        element(
            "p",
            element(
                "a",
                said["go_on"],
                href=to_page(at, original.page_by_id(LearnerPage.CERTIFICATE) or at),
                class_=MAIN,
            ),
        ),
        element(
            "p",
            element("label", said["path"], for_="rh-progress-path"),
            element(
                "select",
                element("option", said["path_none"], value=""),
                *path_options(course, original),
                id="rh-progress-path",
                autocomplete="off",
                aria_describedby="rh-progress-hint",
            ),
            element("small", said["path_hint"], id="rh-progress-hint"),
            class_="rh-progress__path",
        ),
        element("p", class_="rh-progress__left"),
        _kept(at, strings["store"]),
        class_="rh-progress__now",
        hidden=True,
    )


def _kept(at: Page, said: Mapping[str, str]) -> Html:
    """A browser may forget all of this; what helps is a file."""
    link = element("a", said["keep_title"], href=f"{relative(at.url, PRIVACY)}#bu-cihazda")
    return element("p", element("small", said["safari"], " ", link), class_="rh-progress__kept")


def path_options(course: Course, original: Course, words: str = "{path}") -> list[Html]:
    """The paths to choose from, with their modules; ``words`` is what an option says."""
    return [_option(course, original, path, words) for path in course.paths]


def _option(course: Course, original: Course, path: LearningPath, words: str) -> Html:
    title = path.title(course.language)
    known = [name for name in path.modules if original.module(name)]
    return element(
        "option",
        words.format(path=title),
        value=path.id,
        data_rh_title=title,
        data_rh_modules=" ".join(known),
    )


def _module(course: Course, at: Page, module: Module, strings: Strings) -> Html:
    said = strings["progress"]
    counts = [said["steps"].format(sections=len(module.sections))] if module.sections else []
    counts += [said["step_case"]] if module.case else []
    counts += [said["step_test"]] if module.test else []
    minutes = strings["page"]["minutes"].format(minutes=module.minutes)
    return element(
        "li",
        element("span", module_name(strings, module), class_="rh-step__number"),
        _link(course, at, module.overview, class_="rh-step__title"),
        _state(minutes),
        element("span", element("span"), aria_hidden="true", hidden=True, class_="rh-step__bar"),
        element("p", hidden=True, class_="rh-step__missing"),
        element("p", hidden=True, class_="rh-step__unread"),
        element(
            "details",
            element("summary", ", ".join(counts)),
            element("ol", *(_step(course, at, page, strings) for page in module.way[1:])),
            class_="rh-step__pages",
        ),
        class_="rh-step",
        data_rh_step=module.id,
        data_rh_needs=" ".join(needed(module)),
    )


def _state(minutes: str) -> Html:
    return element(
        "p",
        element("strong", hidden=True, class_="rh-step__word"),
        element("span", hidden=True, class_="rh-step__count"),
        element("span", minutes),
        class_="rh-step__state",
    )


def _step(course: Course, at: Page, page: Page, strings: Strings) -> Html:
    minutes = strings["page"]["minutes"].format(minutes=page.minutes)
    return element(
        "li",
        _link(course, at, page, data_rh_done=page.id, data_rh_minutes=page.minutes),
        " ",
        element("small", minutes),
    )


def _course_test(course: Course, at: Page, test: Page, strings: Strings) -> Html:
    minutes = strings["page"]["minutes"].format(minutes=test.minutes)
    return element(
        "li",
        _link(course, at, test, class_="rh-step__title"),
        _state(minutes),
        class_="rh-step rh-step--test",
        data_rh_step=test.id,
        data_rh_needs=test.id,
    )


def _link(course: Course, at: Page, page: Page, **attributes: object) -> Html:
    """A link by the title in this language; an untranslated page says whose words they are."""
    here = course.pages.get(page.path)
    foreign = "tr" if here is None else None
    return element("a", (here or page).title, href=to_page(at, page), lang=foreign, **attributes)


def _changed(course: Course, at: Page, said: Mapping[str, str]) -> Html | str:
    """Every page with a changelog; the script shows those that were read in an earlier edition."""
    pages = [page for page in course.pages.values() if page.kind in WITH_CHANGES and page.changes]
    if not pages:
        return ""
    return element(
        "section",
        element("h2", said["changed"], id="degisenler"),
        element("p", said["changed_hint"]),
        element("ul", *(_changed_page(at, page) for page in pages)),
        class_="rh-progress__changed",
        hidden=True,
    )


def _changed_page(at: Page, page: Page) -> Html:
    return element(
        "li",
        element("a", page.title, href=to_page(at, page)),
        ": ",
        change_list(page),
        data_rh_page=page.id,
        hidden=True,
    )


def change_list(page: Page) -> Html:
    entries = [
        element(
            "li",
            element("strong", change.edition),
            " ",
            change.text,
            data_rh_edition=change.edition,
            hidden=True,
        )
        for change in page.changes
    ]
    return element("ul", *entries, class_="rh-changes__list")


def changes(page: Page, strings: Strings) -> Html | str:
    """What later editions changed on a page, hidden until the records say that it was read in an
    earlier one."""
    if page.kind not in WITH_CHANGES or not page.changes:
        return ""
    return element(
        "aside",
        element("p", strings["changes"]["title"], class_="rh-changes__title", id="rh-changes"),
        change_list(page),
        class_="rh-changes",
        aria_labelledby="rh-changes",
        data_rh_module="changes",
        data_rh_page=page.id,
        data_rh_nosearch=True,
        hidden=True,
    )


_SAID = (
    *(f"state_{name}" for name in ("done", "begun", "next", "open", "taken")),
    *(f"missing_{name}" for name in ("test", "test_none", "case")),
    *(f"next_{name}" for name in ("start", "place", "step", "end")),
    *(f"go_{name}" for name in ("start", "on", "end")),
    *(f"left_{name}" for name in ("course", "path", "none")),
    *(
        "count",
        "missing",
        "off_path",
        "steps_done",
        "time_hours",
        "time_whole_hours",
        "time_minutes",
        "unread",
        "unread_hint",
    ),
)
