"""Learning gain: the results of the two forms of the course's test, side by side, by module.

The browser component (``overrides/assets/components/gain/``) fills in what the learner handed in;
which question asks about which module stands in the rows of the table. Without a script the page
says what the tests are for and leads to the first one.
"""

from __future__ import annotations

from collections.abc import Mapping

from rehber.model.course import Course, Module, Page
from rehber.render.controls import MAIN
from rehber.render.html import Html, element, join
from rehber.render.urls import to_page

WEEKS = 12
"""After so many weeks from the post-test, recall is measured once more."""

ANCHOR = "ogrenme-kazanci"
"""The heading's id: where a course test leads after the hand-in."""

_TIMES = ("pre", "post", "later")

Strings = Mapping[str, str]


def render_gain(course: Course, at: Page, strings: Strings) -> Html | str:
    """``strings`` is the table ``[gain]`` of the messages. Empty while one form is missing."""
    pre, post = course.course_test("pre"), course.course_test("post")
    if pre is None or post is None:
        return ""
    return element(
        "section",
        element("h2", strings["title"], id=ANCHOR),
        element("p", strings["intro"]),
        element("p", strings["needs_script"], class_="rh-gain__noscript"),
        _states(at, pre, post, strings),
        element("ul", *_scores(strings), class_="rh-gain__scores", hidden=True),
        element(
            "div",
            element("h3", strings["chart"]),
            element(
                "div",
                class_="rh-gain__chart",
                role="img",
                aria_label=strings["chart_label"],
                **{f"data_rh_{time}": strings[f"short_{time}"] for time in _TIMES},
            ),
            element("details", element("summary", strings["table"]), _table(course, strings)),
            class_="rh-gain__modules",
            hidden=True,
        ),
        element("h3", strings["notes_title"]),
        element(
            "ul", *(element("li", strings[f"note_{n}"]) for n in ("recall", "few", "first", "not"))
        ),
        class_="rh-gain",
        data_rh_module="gain",
        data_rh_days=str(7 * WEEKS),
        data_rh_nosearch=True,
    )


def _states(at: Page, pre: Page, post: Page, strings: Strings) -> Html:
    """What to do next; a page without a script shows what is said before anything is handed in."""
    return join(
        _state("none", strings, _link("to_pre", at, pre, strings), hidden=False),
        _state("pre", strings, _link("to_post", at, post, strings)),
        _state("post", strings),
        _state("both", strings, element("p", strings["why_form"])),
        _state(
            "due", strings, _link("to_later", at, pre, strings), element("p", strings["why_form"])
        ),
        _state("later", strings),
    )


def _state(code: str, strings: Strings, *more: Html, hidden: bool = True) -> Html:
    words = strings[code]
    said = element("p", data_rh_text=words) if "{" in words else element("p", words)
    return element("div", said, *more, data_rh_case=code, hidden=hidden)


def _link(words: str, at: Page, target: Page, strings: Strings) -> Html:
    link = element("a", strings[words], href=to_page(at, target), class_=MAIN)
    return element("p", link)


def _scores(strings: Strings) -> list[Html]:
    return [
        element("li", data_rh_at=time, data_rh_text=strings[f"score_{time}"], hidden=True)
        for time in _TIMES
    ]


def _table(course: Course, strings: Strings) -> Html:
    heads = [element("th", strings[f"col_{time}"], scope="col", data_rh_at=time) for time in _TIMES]
    total = element("th", strings["total"], scope="row")
    rows = [_row(course, module) for module in course.modules]
    return element(
        "div",
        element(
            "table",
            element(
                "thead",
                element(
                    "tr",
                    element("th", strings["module"], scope="col"),
                    *heads,
                    element("th", strings["col_gain"], scope="col", data_rh_at="gain"),
                ),
            ),
            element("tbody", *(row for row in rows if row)),
            element("tfoot", element("tr", total, *_cells())),
            data_rh_cell=strings["cell"],
            data_rh_absent=strings["absent"],
        ),
        class_="rh-table",
        tabindex="0",
        role="region",
        aria_label=strings["table"],
    )


def _row(course: Course, module: Module) -> Html | str:
    """One module, with the ids of its questions in either form."""
    own = {objective.id for objective in module.objectives}
    tests = [test for form in ("pre", "post") if (test := course.course_test(form))]
    ids = [item.id for test in tests for item in test.items if item.objective in own]
    if not ids:
        return ""
    name = f"{module.number}. {module.title}"
    return element("tr", element("th", name, scope="row"), *_cells(), data_rh_items=" ".join(ids))


def _cells() -> list[Html]:
    return [element("td", data_rh_at=at) for at in (*_TIMES, "gain")]
