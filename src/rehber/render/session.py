"""The plan of a trainer's session as a table: when, what, how, with what."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rehber.model.course import Course, Page
from rehber.model.session import Activity, SessionPlan
from rehber.render.html import Html, element, join

_HEADS = ("time", "activity", "form", "materials", "essential")


def plan_table(
    course: Course, page: Page, strings: Mapping[str, str], resolve: Callable[[str], str]
) -> Html | str:
    """The plan of this page; minutes count from the beginning of the session."""
    plan = page.session
    if plan is None:
        return ""
    rows, begin = [], 0
    for activity in plan.activities:
        rows.append(_row(course, page, activity, begin, strings, resolve))
        begin += activity.minutes
    table = element(
        "table",
        element("thead", element("tr", *(element("th", strings[h], scope="col") for h in _HEADS))),
        element("tbody", *rows),
    )
    box = element(
        "div", table, tabindex="0", role="group", aria_label=strings["plan"], class_="rh-table"
    )
    return join(element("p", _facts(plan, strings), class_="rh-session__facts"), box)


def _facts(plan: SessionPlan, strings: Mapping[str, str]) -> str:
    return strings["people"].format(people=plan.people or "–", minutes=plan.minutes)


def _row(
    course: Course,
    page: Page,
    activity: Activity,
    begin: int,
    strings: Mapping[str, str],
    resolve: Callable[[str], str],
) -> Html:
    listed = [_material(course, page, material, resolve) for material in activity.materials]
    return element(
        "tr",
        element("td", f"{begin}–{begin + activity.minutes}"),
        element("th", element("a", activity.title, href=f"#{activity.id}"), scope="row"),
        element("td", strings[activity.form]),
        element("td", Html(", ").join(listed) if listed else "–"),
        element("td", strings["essential" if activity.essential else "can_go"]),
    )


def _material(
    course: Course, page: Page, material: str, resolve: Callable[[str], str]
) -> Html | str:
    """A link to what is written out on this page or elsewhere; a thing to bring as it is."""
    if material.startswith("#"):
        title = next((h.text for h in page.headings if h.anchor == material[1:]), material)
        return element("a", title, href=material)
    if material.startswith("/"):
        target = course.pages.get(material[1:].partition("#")[0])
        return element("a", target.title if target else material, href=resolve(material))
    return material
