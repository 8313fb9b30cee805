"""A test page's questions, with practice and the test as a whole around them.

Without a script the questions read as they are written. The browser offers two ways: practice,
where each question is answered for itself (``overrides/assets/components/test/``), and the test,
which is handed in once (``…/test-mode/``). What only a running or finished test needs is the same
on each test page and is fetched when a test begins: a classic script (``parts_file``) that
registers it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from rehber.model.quiz import Item, ItemType
from rehber.render.controls import BUTTON, button, say, where_kept
from rehber.render.html import Html, element, join, text

PASS_PERCENT = 80
"""The line of a module test (curriculum §1.4)."""

Strings = Mapping[str, str]
Tables = Mapping[str, Strings]

_FIRST_QUESTION = '<section class="rh-quiz'
_STYLE = "assets/components/test-mode/test-mode.css"
_SAID = (
    "number",
    "bar",
    "bar_marked",
    "counts",
    "state_answered",
    "state_open",
    "state_marked",
    "result_title",
    "result_title_old",
    "score",
    "item_points",
    "item_left",
    "item_judged",
    "item_changed",
    "item_new",
    "said_resumed",
    "said_added",
    "said_removed",
    "said_changed",
    "said_elsewhere",
    "said_gone",
    "said_restarted",
    "said_gone_items",
    "said_left",
    "history_open",
    "history_open_label",
)


def render_test(
    body: str,
    items: Sequence[Item],
    *,
    test: str,
    strings: Tables,
    parts: str,
    root: str = "",
    form: str = "",
    edition: str = "",
    gain: str = "",
) -> str:
    """The content of a test page: what stands before the first question, then the test.

    ``test`` is the id of the page, under which drafts and attempts are kept; ``form`` says which
    form of the course's test it is (``pre``, ``post``), empty for the test of a module, whose
    result alone is held against a line. ``root`` leads to the root of the language's pages (with a
    closing slash), ``parts`` from there to the script of ``parts_file``, ``gain`` from the page to
    the page of learning gain, if there is one. Broken items do not count. ``strings`` are all
    tables of the messages.
    """
    before, mark, questions = body.partition(_FIRST_QUESTION)
    shown = [item for item in items if not item.problems]
    return join(
        Html(before),
        element(
            "div",
            _box(shown, strings["test"], form),
            Html(mark + questions),
            element(
                "div",
                render_practice(len(shown), strings=strings["quiz"], form=form),
                class_="rh-test__end",
                data_rh_nosearch=True,
            ),
            class_="rh-test",
            data_rh_module="test",
            data_rh_test=test,
            data_rh_test_state="practice",
            data_rh_edition=edition or None,
            data_rh_pass=None if form else str(PASS_PERCENT),
            data_rh_gain=(form and gain) or None,
            data_rh_style=root + _STYLE,
            data_rh_parts=root + parts,
        ),
    )


def _box(items: Sequence[Item], said: Strings, form: str) -> Html:
    """What stands before the first question."""
    first = items[0].id if items else ""
    practice = element("a", said["practice"], href=f"#{first}", class_=BUTTON)
    return element(
        "div",
        element(
            "div",
            element(
                "div",
                element("h2", said["choose_title"], tabindex="-1"),
                _way(button("start", said["start"], is_main=True), said["start_hint"]),
                _way(practice, said["practice_hint_course" if form else "practice_hint"]),
                data_rh_view="practice",
            ),
            class_="rh-test__views",
        ),
        element("p", said["said_not_loaded"], class_="rh-test__said", hidden=True),
        _rule(items, said),
        element("details", element("summary", said["history"]), class_="rh-test__tries"),
        class_="rh-test__box",
        data_rh_nosearch=True,
    )


def _way(control: Html, hint: str) -> Html:
    return element("p", control, " ", element("span", hint), class_="rh-test__way")


def _rule(items: Sequence[Item], said: Strings) -> Html:
    types = [kind.value for kind in ItemType if any(item.type is kind for item in items)]
    return element(
        "details",
        element("summary", said["rule_title"]),
        element("p", said["rule"]),
        element("ul", *(element("li", said[f"rule_{kind}"]) for kind in types)),
    )


def render_practice(total: int, *, strings: Strings, form: str = "") -> Html:
    """The progress line of practice and its result.

    ``total`` counts the questions; ``strings`` is the table ``[quiz]`` of the messages. Hidden
    until the component fills it in: without a script there is nothing to count.
    """
    progress = strings["progress"].format(answered=0, total=total, right=0)
    # Whoever takes the pre-test has not read the sections yet.
    reread = strings["result_read" if form == "pre" else "result_reread"]
    return element(
        "div",
        element("p", progress, class_="rh-quiz-progress", data_rh_text=strings["progress"]),
        element(
            "section",
            element("h2", strings["result_title"], id="rh-result-title"),
            element("p", class_="rh-quiz-result__score", data_rh_text=strings["result_score"]),
            not form and _line(strings["result_pass"], strings["result_fail"]),
            element(
                "div",
                element("p", text(reread + ":")),
                element("ul"),
                class_="rh-quiz-result__reread",
                hidden=True,
            ),
            element("p", strings["result_practice"], class_="rh-quiz-result__note"),
            element("p", button("restart", strings["restart"], is_main=True)),
            class_="rh-quiz-result",
            aria_labelledby="rh-result-title",
            hidden=True,
        ),
        class_="rh-quiz-summary",
        hidden=True,
    )


def _line(passed: str, failed: str) -> Html:
    """Which side of the line a result stands on; both texts name it as ``{pass}``."""
    return join(
        *(
            element("p", words.format_map({"pass": PASS_PERCENT}), data_rh_case=case, hidden=True)
            for case, words in (("pass", passed), ("fail", failed))
        )
    )


def parts_file(strings: Tables, language: str) -> tuple[str, str]:
    """Name and content of the script that registers the parts of a test in one language.

    The name is relative to the root of the language's pages and changes with the content.
    """
    script = f'(globalThis.rhParts ||= {{}})["test-mode"] = {_quoted(render_parts(strings))};\n'
    stamp = sha256(script.encode()).hexdigest()[:10]
    return f"assets/parts/test-mode.{language}.{stamp}.js", script


def _quoted(html: str) -> str:
    return json.dumps(html, ensure_ascii=False)


def render_parts(strings: Tables) -> str:
    """What a running and a finished test add to the page; the component puts it in its places."""
    said = strings["test"]
    return join(
        element(
            "div",
            element("h2", said["running_title"], tabindex="-1"),
            element(
                "p",
                said["running_hint"],
                " ",
                where_kept(said["running_kept"], said["running_visit"]),
            ),
            element("p", button("leave", said["leave"])),
            data_rh_view="running",
        ),
        _review(said),
        element(
            "div",
            element("p", said["history_none"]),
            element("ol"),
            element("p", button("more", said["history_more"]), hidden=True),
            class_="rh-tries",
        ),
        _bar(said),
        _ask_to_hand_in(said),
        _ask_to_leave(said),
        element(
            "p",
            button("mark", said["mark"], aria_pressed="false"),
            element("span"),
            class_="rh-test__row",
            hidden=True,
        ),
        *(
            say(code, words)
            for code, words in {**said, "number": strings["quiz"]["question_number"]}.items()
            if code in _SAID
        ),
    )


def _review(said: Strings) -> Html:
    return element(
        "section",
        element("h2", said["result_title"], id="rh-review-title", tabindex="-1"),
        element("p", class_="rh-test__score"),
        element("span", element("i"), class_="rh-test__meter", aria_hidden="true"),
        _line(said["pass"], said["fail"]),
        element("p", said["private"]),
        element("p", class_="rh-test__missing", hidden=True),
        element("p", element("a", said["gain"]), hidden=True),
        element(
            "p",
            button("again", said["again"], is_main=True),
            " ",
            button("practice", said["practice"]),
            class_="rh-test__after",
        ),
        element("p", said["again_hint"]),
        data_rh_view="review",
        aria_labelledby="rh-review-title",
        hidden=True,
    )


def _bar(said: Strings) -> Html:
    """At the foot of the window while a test runs."""
    return element(
        "div",
        element(
            "div",
            element("p"),
            element("ol"),
            id="rh-test-map",
            class_="rh-test__map",
            role="group",
            aria_label=said["map"],
            hidden=True,
        ),
        element(
            "p",
            button("map", said["map"], aria_expanded="false", aria_controls="rh-test-map"),
            " ",
            button("hand-in", said["hand_in"], is_main=True),
        ),
        class_="rh-test__bar",
        hidden=True,
    )


def _ask_to_hand_in(said: Strings) -> Html:
    return element(
        "dialog",
        element("h2", said["ask_title"], id="rh-test-ask"),
        element(
            "div", element("p", data_rh_text=said["ask_open"]), element("ul"), data_rh_case="open"
        ),
        element("div", element("p", said["ask_marked"]), element("ul"), data_rh_case="marked"),
        element("p", said["ask_all"], data_rh_case="all"),
        element("p", said["ask_final"]),
        element(
            "p", button("yes", said["hand_in"], is_main=True), " ", button("back", said["back"])
        ),
        class_="rh-test__ask",
        aria_labelledby="rh-test-ask",
        data_rh_ask="hand-in",
    )


def _ask_to_leave(said: Strings) -> Html:
    return element(
        "dialog",
        element("h2", said["leave_ask"], id="rh-test-leave"),
        element("p", said["leave_hint"], " ", where_kept(said["leave_kept"], said["leave_visit"])),
        element("p", button("yes", said["leave_yes"]), " ", button("back", said["back"])),
        class_="rh-test__ask",
        aria_labelledby="rh-test-leave",
        data_rh_ask="leave",
    )
