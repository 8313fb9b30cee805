"""The certificate of completion: one A4 page that the browser fills in from the learner's records.

Every module stands in its table from the start, hidden; the script shows those that are done. The
words of the sheet never say more than that something was completed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from rehber.model.course import Course, LearnerPage, Module, Page
from rehber.render.controls import MAIN, sayings
from rehber.render.html import Html, element
from rehber.render.page import Strings, module_name
from rehber.render.progress import needed, path_options
from rehber.render.test_mode import PASS_PERCENT
from rehber.render.urls import to_page

_SAID = (
    *("none", "path_missing", "begun", "not_begun"),
    *("said_modules", "said_module", "said_path", "said_whole"),
    *("percent", "case_done", "total_value", "total_short"),
)
_MISSING = ("missing_test", "missing_test_none", "missing_case")


@cache
def _picture() -> Html:
    """Over the bridge, up the path, to the house of the site's mark, its door lit.

    The colours of the light scheme in clear steps of grey, so that it holds on a black-and-white
    printer. The lower part matters most: the upper gives way where the table is long.
    """
    drawn = (files(__package__) / "certificate.svg").read_text(encoding="utf-8")
    return Html(drawn.replace("\n", ""))


def certificate(course: Course, original: Course, at: Page, strings: Strings) -> Html:
    """The form, what it has to say when nothing is done, and the sheet. Modules that are not
    translated yet are named as ``original`` has them."""
    said = strings["certificate"]
    words = [(name, said[name]) for name in _SAID]
    words += [(name, strings["progress"][name]) for name in _MISSING]
    return element(
        "div",
        element("p", said["noscript"], class_="rh-certificate__noscript"),
        _form(course, original, at, said),
        _sheet(course, original, at, strings),
        *sayings(words),
        class_="rh-certificate",
        data_rh_module="certificate",
        data_rh_pass=PASS_PERCENT,
        data_rh_edition=at.edition,
        data_rh_nosearch=True,
    )


def _form(course: Course, original: Course, at: Page, said: Mapping[str, str]) -> Html:
    learning = original.page_by_id(LearnerPage.PROGRESS)
    return element(
        "section",
        element("h2", said["form"], id="belge-hazirla"),
        element(
            "p",
            element("label", said["name"], for_="rh-certificate-name"),
            element(
                "input",
                type="text",
                id="rh-certificate-name",
                maxlength="80",
                autocomplete="name",
                aria_describedby="rh-certificate-hint",
            ),
            element("small", said["name_hint"], id="rh-certificate-hint"),
        ),
        element(
            "p",
            element("input", type="checkbox", id="rh-certificate-keep", autocomplete="off"),
            element("label", said["keep"], for_="rh-certificate-keep"),
            class_="rh-certificate__keep",
        ),
        element("p", said["keep_not"], hidden=True, class_="rh-certificate__keep-not"),
        element(
            "p",
            element("label", said["scope"], for_="rh-certificate-scope"),
            element(
                "select",
                element("option", said["scope_modules"], value=""),
                *path_options(course, original, said["scope_path"]),
                id="rh-certificate-scope",
                autocomplete="off",
            ),
        ),
        element(
            "div",
            element("p", class_="rh-certificate__why"),
            element("ul", class_="rh-certificate__list"),
            element("p", element("a", said["learning"], href=to_page(at, learning)))
            if learning
            else "",
            class_="rh-certificate__missing",
            hidden=True,
        ),
        element(
            "p",
            element(
                "button",
                said["print"],
                type="button",
                aria_describedby="rh-certificate-paper",
                class_=MAIN,
            ),
            element("small", said["print_hint"], id="rh-certificate-paper"),
            class_="rh-certificate__print",
            hidden=True,
        ),
        class_="rh-certificate__form",
        hidden=True,
    )


def _sheet(course: Course, original: Course, at: Page, strings: Strings) -> Html:
    said = strings["certificate"]
    heads = [element("th", said[name], scope="col") for name in ("module", "minutes", "result")]
    rows = [_row(course, at, module, strings) for module in original.modules]
    facts = [
        element("div", element("dt", said[name]), element("dd", data_rh_slot=name), hidden=True)
        for name in ("total", "dates", "pre", "post", "edition")
    ]
    return element(
        "article",
        _picture(),
        element("p", "Rehber", element("span", said["course"]), class_="rh-cert__course"),
        element("h2", said["title"], id="rh-cert-title"),
        element("p", class_="rh-cert__name"),
        element("p", class_="rh-cert__said"),
        element(
            "table",
            element("thead", element("tr", *heads)),
            element("tbody", *rows),
            class_="rh-cert__modules",
        ),
        element("dl", *facts, class_="rh-cert__facts"),
        element("p", said["statement"], class_="rh-cert__statement"),
        _publisher(course, said),
        class_="rh-cert",
        aria_labelledby="rh-cert-title",
        hidden=True,
    )


def _row(course: Course, at: Page, module: Module, strings: Strings) -> Html:
    here = course.pages.get(module.overview.path)
    return element(
        "tr",
        element(
            "th",
            element("span", module_name(strings, module), class_="rh-cert__number"),
            " ",
            element(
                "span",
                (here or module.overview).title,
                lang=None if here else "tr",
                class_="rh-cert__title",
            ),
            scope="row",
        ),
        element("td", strings["certificate"]["minutes_short"].format(minutes=module.minutes)),
        element("td", class_="rh-cert__result"),
        data_rh_step=module.id,
        data_rh_needs=" ".join(needed(module)),
        data_rh_minutes=module.minutes,
        data_rh_href=to_page(at, module.overview),
        hidden=True,
    )


def _publisher(course: Course, said: Mapping[str, str]) -> Html | str:
    """Only who publishes this copy, and only if somebody has been named."""
    known = course.publisher
    parts = [said["publisher"].format(name=known.name)] if known.name else []
    parts += [known.site_url] if known.site_url else []
    return element("p", " · ".join(parts), class_="rh-cert__publisher") if parts else ""
