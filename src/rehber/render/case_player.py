"""What a branching case needs to be played: controls, meters, and the words of the component.

The scenes themselves are the page's own text, marked by ``markdown_ext``. All of this waits for a
script (``.js`` on ``<html>``) and is left out on paper. ``strings`` is the table ``[case_player]``
of the messages throughout.
"""

from __future__ import annotations

from collections.abc import Mapping

from rehber.model.course import Page
from rehber.model.scene import Meter, totals
from rehber.render.controls import button, say, where_kept
from rehber.render.html import Html, element

_SAID = (
    *("resumed", "play", "whole", "path_count", "path", "path_end", "return", "other_path"),
    *("others", "leads_to", "removed", "reached", "unreached", "all_reached"),
    *("above", "zero", "below", "left", "over", "chosen", "yours", "copied", "not_copied"),
    *("s_title", "s_about", "s_path", "s_choice", "s_consequence", "s_end", "s_questions"),
    *("s_question_1", "s_question_2", "s_question_3"),
)
"""What the component says or fills in by itself."""


def render_bar(strings: Mapping[str, str]) -> Html:
    """Above the case: how it is read, and the switch between playing and the whole text."""
    return element(
        "div",
        element(
            "p",
            strings["lead"],
            " ",
            where_kept(strings["lead_kept"], strings["lead_visit"]),
            class_="rh-case__lead",
            data_rh_slot="lead",
        ),
        element(
            "p",
            button("whole", strings["whole"]),
            button(
                "opening", strings["opening"], aria_expanded="true", aria_controls="rh-case-opening"
            ),
            class_="rh-case__row",
        ),
        element(
            "p", strings["removed"], class_="rh-case__removed", data_rh_slot="removed", hidden=True
        ),
        class_="rh-case__bar",
        role="group",
        aria_label=strings["label"],
        data_rh_nosearch=True,
    )


def render_play(page: Page, strings: Mapping[str, str]) -> Html:
    """Below the scene: the way on, the meters, what an ending adds, the path, the summary."""
    return element(
        "div",
        element(
            "p",
            button("on", strings["go_on"], is_main=True),
            data_rh_slot="on",
            hidden=True,
        ),
        _meters(page, strings) if page.meters else "",
        element(
            "div",
            element(
                "p",
                element("strong", strings["done"]),
                " ",
                element("span"),
                class_="rh-case__done",
                data_rh_slot="done",
            ),
            element("details", element("summary"), element("ul"), data_rh_slot="unreached"),
            data_rh_slot="end",
            hidden=True,
        ),
        element(
            "p",
            button("back", strings["back"], disabled=True),
            button("again", strings["again"], disabled=True),
            button("summary", strings["make_summary"], hidden=True),
            class_="rh-case__row",
        ),
        _summary(strings),
        element(
            "details",
            element("summary", strings["path"]),
            element("div", data_rh_slot="steps"),
            class_="rh-case__path",
            hidden=True,
        ),
        *(say(name, strings[name]) for name in _SAID),
        class_="rh-case__play",
        data_rh_nosearch=True,
    )


def _meters(page: Page, strings: Mapping[str, str]) -> Html:
    """The running totals, in words and as bars. The bars span what the paths reach; what is
    spent beyond twice the budget goes over the edge."""
    reached = [each for found in totals(page.scenes, page.meters).values() for each in found]
    rows = []
    for index, meter in enumerate(page.meters):
        values = [meter.start, 0, *(each[index] for each in reached)]
        low = max(min(values), -meter.budget) if meter.budget else min(values)
        rows.append(_meter(meter, low, max(values), strings))
    return element(
        "div",
        element("p", page.totals, class_="rh-case__totals"),
        element("dl", *rows),
        class_="rh-case__meters",
        data_rh_slot="meters",
    )


def _meter(meter: Meter, low: int, high: int, strings: Mapping[str, str]) -> Html:
    spent = meter.budget is not None
    begun = strings["left"] if spent else strings["zero"]
    return element(
        "div",
        element("dt", meter.name),
        element(
            "dd",
            element("span", begun.format(total=meter.start, unit=meter.unit), data_rh_slot="total"),
            element(
                "span",
                element("span", class_="rh-case__fill"),
                element("span", class_="rh-case__zero"),
                class_="rh-case__scale",
                aria_hidden="true",
            ),
            element(
                "span",
                strings["of"].format(budget=meter.budget, unit=meter.unit),
                class_="rh-case__of",
            )
            if spent
            else "",
        ),
        class_="rh-case__meter",
        data_rh_meter=meter.name,
        data_rh_start=meter.start,
        data_rh_spends=spent,
        data_rh_unit=meter.unit,
        data_rh_low=low,
        data_rh_high=high,
    )


def _summary(strings: Mapping[str, str]) -> Html:
    return element(
        "section",
        element("h2", strings["summary"], tabindex="-1", id="rh-case-summary"),
        element("p", strings["summary_hint"]),
        element(
            "p",
            button("copy", strings["copy"]),
            button("text", strings["save_text"]),
            button("markdown", strings["save_markdown"]),
            button("print", strings["print"]),
            class_="rh-case__row",
        ),
        element("p", class_="rh-case__copied", data_rh_slot="copied", hidden=True),
        element("div", class_="rh-case__sheet", data_rh_slot="sheet"),
        element(
            "details",
            element("summary", strings["summary_text"]),
            element("textarea", rows="12", readonly=True, aria_label=strings["summary_text"]),
        ),
        class_="rh-case__summary",
        aria_labelledby="rh-case-summary",
        data_rh_slot="summary",
        data_rh_file=strings["file"],
        hidden=True,
    )
