"""The spaced review as HTML: the page's controls and the line that says what is due today.

What the browser needs stands in the HTML: which questions there are, what each asks (its digest),
and the script that has them (``build/items.py``). ``strings`` is the table ``[review]``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from rehber.model.course import Course, LearnerPage, Module, Page
from rehber.model.quiz import Item
from rehber.render.controls import MAIN, button, sayings
from rehber.render.html import Html, element, join
from rehber.render.urls import relative, to_page

FEWEST, MOST, USUAL = 3, 20, 5
"""Questions a day; the same in ``overrides/assets/lib/deck.mjs``."""
_ID = re.compile(r"(.+)-q(\d{2,})")
_TITLES = ("due", "extra", "empty", "none", "done", "paused", "failed")
_PLURALS = ("days", "week", "more", "when", "restore", "missing")
_SAID = (
    *(f"title_{name}" for name in _TITLES),
    *(f"{name}_{number}" for name in _PLURALS for number in ("one", "many")),
    *("uncounted", "is_off", "finish", "next"),
)


def reviewed(module: Module) -> tuple[Item, ...]:
    """The questions of a module that come back. Those of the course's own two tests belong to no
    module and do not: who has seen them again and again would no longer be measured by them."""
    return tuple(item for item in module.items if not item.problems)


def deck_ids(items: Iterable[Item]) -> str:
    """Ids in short, for ``idsOf`` in ``deck.mjs``: ``m01:1-12,21 m02:1-9``."""
    matches = [(item.id, _ID.fullmatch(item.id)) for item in items]
    numbers: dict[str, set[int]] = {}
    for _, match in matches:
        if match:
            numbers.setdefault(match[1], set()).add(int(match[2]))
    others = [name for name, match in matches if match is None]
    return " ".join([*(f"{name}:{_ranges(found)}" for name, found in numbers.items()), *others])


def _ranges(numbers: Iterable[int]) -> str:
    runs = groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    found = [[number for _, number in run] for _, run in runs]
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in found)


def render_review_due(course: Course, at: Page, strings: Mapping[str, str]) -> Html | str:
    """A line that leads to the review when something is due; hidden until then.

    Whoever places it sees to it that nothing moves when it appears.
    """
    page = course.page_by_id(LearnerPage.REVIEW)
    if page is None:
        return ""
    items = [item for module in course.modules for item in reviewed(module)]
    return element(
        "p",
        element("a", strings["link_many"].format(count=0), href=to_page(at, page)),
        class_="rh-review-due",
        data_rh_module="review-due",
        data_rh_deck=deck_ids(items),
        data_rh_one=strings["link_one"],
        data_rh_many=strings["link_many"],
        data_rh_nosearch=True,
        hidden=True,
    )


def render_review(
    course: Course,
    at: Page,
    strings: Mapping[str, str],
    *,
    answer: str,
    digest: Callable[[Item], str],
) -> Html:
    """The review itself. ``answer`` is the word on the button that hands an answer in; ``digest``
    gives what a question asks, as its own fragment says it."""
    return element(
        "section",
        element("p", strings["needs_script"], class_="rh-review__noscript"),
        element(
            "div",
            element("h2", strings["loading"], class_="rh-review__title", tabindex="-1"),
            *_states(course, at, strings),
            _question(strings, answer),
            _settings(strings),
            class_="rh-review__body",
            aria_busy="true",
            hidden=True,
        ),
        *sayings((name, strings[name]) for name in _SAID),
        *(_module(course, at, module, digest) for module in course.modules),
        class_="rh-review",
        data_rh_module="review",
        data_rh_root=relative(at.url, ""),
        data_rh_nosearch=True,
    )


def _module(course: Course, at: Page, module: Module, digest: Callable[[Item], str]) -> Html | str:
    """Which questions a module has, and where: ``id digest id digest …``."""
    items = reviewed(module)
    pairs = " ".join(f"{item.id} {digest(item)}" for item in items)
    script = relative(at.url, f"assets/items/{course.language}/{module.id}.js")
    if not items:
        return ""
    return element(
        "i",
        data_rh_key=f"{course.language}/{module.id}",
        data_rh_items=pairs,
        data_rh_script=script,
        hidden=True,
    )


def _states(course: Course, at: Page, strings: Mapping[str, str]) -> list[Html]:
    catalogue = course.pages.get("modules/index.md")
    link = catalogue and element(
        "a",
        strings["empty_link"],
        href=to_page(at, catalogue),
        class_=MAIN,
    )
    outlook = join(
        element("p", data_rh_slot="week"),
        element("h3", strings["days"], data_rh_slot="days-title"),
        element("ul", data_rh_slot="days"),
        element("p", button("more", "")),
        element("p", strings["more_hint"], class_="rh-review__hint"),
    )
    return [
        _case("empty", element("p", strings["empty"]), element("p", link)),
        _case("rest", outlook),
        _case(
            "paused",
            element("p", strings["paused"], data_rh_slot="paused"),
            element("p", button("resume", strings["resume"], is_main=True)),
        ),
        _case(
            "failed",
            element("p", strings["failed"]),
            element("p", button("retry", strings["failed_retry"], is_main=True)),
        ),
    ]


def _question(strings: Mapping[str, str], answer: str) -> Html:
    felt = [
        element(
            "label",
            element("input", type="radio", name="rh-review-felt", value=name),
            " ",
            strings[f"felt_{name}"],
        )
        for name in ("hard", "good", "easy")
    ]
    return _case(
        "question",
        element("p", strings["changed"], class_="rh-review__changed", hidden=True),
        element("div", class_="rh-review__item"),
        element("p", button("answer", answer, is_main=True), data_rh_slot="before"),
        element(
            "div",
            element("p", data_rh_slot="when", tabindex="-1"),
            element(
                "fieldset",
                element("legend", strings["felt"]),
                element("div", *felt, class_="rh-review__felt"),
                data_rh_slot="felt",
            ),
            element(
                "p",
                button("next", strings["next"], is_main=True),
                button("off", strings["off"]),
                class_="rh-review__buttons",
            ),
            data_rh_slot="after",
            hidden=True,
        ),
    )


def _settings(strings: Mapping[str, str]) -> Html:
    options = [
        element("option", number, value=number, selected=number == USUAL)
        for number in range(FEWEST, MOST + 1)
    ]
    return element(
        "details",
        element("summary", strings["settings"]),
        element("p", data_rh_slot="missing", hidden=True),
        element(
            "p",
            element("label", strings["daily"], for_="rh-review-daily"),
            " ",
            element("select", *options, id="rh-review-daily", autocomplete="off"),
        ),
        element(
            "p",
            button("pause", strings["pause"]),
            button("restore", "", hidden=True),
            class_="rh-review__buttons",
        ),
        class_="rh-review__settings",
    )


def _case(name: str, *children: object) -> Html:
    return element("div", *children, data_rh_case=name, hidden=True)
