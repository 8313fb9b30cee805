"""The learner's own data as HTML: controls, notices, and the way back to where they stopped.

Everything here waits, hidden, for its browser component; the words that the component can say are
in the HTML. ``strings`` is the table ``[store]`` of the messages throughout.
"""

from __future__ import annotations

from collections.abc import Mapping

from rehber.render.controls import plain, say
from rehber.render.html import Html, element, join

_COUNTS = ("items", "right", "read", "damaged")
_PLACES = ("disk", "visit", "memory")
_REFUSALS = ("unread", "size", "json", "foreign", "newer", "damaged", "full")
KINDS = ("item", "attempt", "draft", "case", "review", "note", "read", "place", "setting", "other")
"""The kinds of records of the browser's store, as people see them; the last: of a later edition."""
_COLUMNS = ("kind", "added", "updated", "same")
GROUPS = {
    "answers": ("item", "review"),
    "tests": ("attempt", "draft"),
    "cases": ("case",),
    "notes": ("note",),
    "reading": ("read", "place"),
}
"""What can be deleted on its own, with its kinds of records."""


def render_learner_data(strings: Mapping[str, str], *, edition: str = "", heading: int = 2) -> str:
    """The controls of the privacy page. ``edition`` goes into the exported file."""
    return element(
        "section",
        element("p", strings["needs_script"], class_="rh-data__noscript"),
        element(
            "div",
            _heading(strings["title"], heading),
            _facts(strings),
            element("p", strings["safari"]),
            _keep(strings, heading + 1),
            _shared(strings, heading + 1),
            _delete(strings, heading + 1),
            element("p", class_="rh-data__said", hidden=True, tabindex="-1"),
            _taken_in(strings),
            class_="rh-data__controls",
            hidden=True,
        ),
        class_="rh-data",
        data_rh_module="learner-data",
        data_rh_edition=edition,
        data_rh_nosearch=True,
    )


def render_store_notice(strings: Mapping[str, str], *, privacy_url: str, edition: str = "") -> str:
    """What the store has to say (blocked, full, damaged, shared computer); once on a page."""
    causes = ("blocked", "full", "damaged", "shared", "ended")
    return element(
        "aside",
        *(element("p", strings[cause], data_rh_case=cause, hidden=True) for cause in causes),
        element(
            "p",
            plain("save", strings["save"]),
            plain("end", strings["end_visit"], hidden=True),
            element("a", strings["privacy_link"], href=privacy_url),
            plain("close", strings["close"]),
            class_="rh-notice__actions",
        ),
        class_="rh-notice",
        aria_label=strings["title"],
        data_rh_module="notice",
        data_rh_edition=edition,
        data_rh_nosearch=True,
        hidden=True,
    )


def render_resume(
    strings: Mapping[str, str],
    *,
    start: tuple[str, str],
    heading: int = 2,
    extra: Html | str = "",
) -> str:
    """The home page's way back to the last page read, and ``extra`` below it.

    Until there is one (and without a script) it offers ``start``, an address and a title: the box
    is there from the beginning, so nothing on the page moves when the record has been read.
    """
    address, title = start
    return element(
        "section",
        _heading(strings["resume_start"], heading, id="rh-resume-title"),
        element("p", element("a", title, href=address, class_="rh-resume__link")),
        element(
            "p",
            element("span", strings["resume_start_note"], class_="rh-resume__note"),
            element("time"),
            class_="rh-resume__at",
        ),
        extra,
        class_="rh-resume",
        aria_labelledby="rh-resume-title",
        data_rh_module="resume",
        data_rh_resume_title=strings["resume_title"],
        data_rh_resume_at=f"{strings['resume_at']}: ",
        data_rh_nosearch=True,
    )


def _heading(words: str, level: int, **attributes: object) -> Html:
    return element(f"h{min(level, 6)}", words, **attributes)


def _facts(strings: Mapping[str, str]) -> Html:
    counts = [_fact(strings[f"count_{name}"], "0", f"count-{name}") for name in _COUNTS]
    where = [
        element("span", strings[f"where_{place}"], data_rh_case=place, hidden=True)
        for place in _PLACES
    ]
    lasting = [
        element("span", strings[f"persistence_{answer}"], data_rh_case=answer, hidden=True)
        for answer in ("yes", "no")
    ]
    return element(
        "dl",
        *counts,
        _fact(strings["last_place"], strings["none"], "place"),
        _fact(strings["where"], join(*where), "where"),
        _fact(strings["persistence"], join(*lasting), "persistence"),
        class_="rh-data__facts",
    )


def _fact(name: str, value: str, slot: str) -> Html:
    return element("div", element("dt", name), element("dd", value, data_rh_slot=slot))


def _keep(strings: Mapping[str, str], heading: int) -> Html:
    refusals = [say(f"refused-{cause}", strings[f"refused_{cause}"]) for cause in _REFUSALS]
    return join(
        _heading(strings["keep_title"], heading),
        element("p", strings["keep_hint"], id="rh-data-keep-hint"),
        element(
            "p",
            plain("save", strings["save"], aria_describedby="rh-data-keep-hint"),
        ),
        element(
            "p",
            element("label", strings["import_label"], for_="rh-data-file"),
            " ",
            element("input", type="file", id="rh-data-file", accept=".json,application/json"),
        ),
        _ask(
            "import",
            element("p", strings["import_ask"], data_rh_text=strings["import_ask"], tabindex="-1"),
            _in_file(strings),
            _warning(strings["import_sound"], "rh-data__damaged"),
            _warning(strings["import_draft"], "rh-data__replaced"),
            plain("import-yes", strings["import_yes"]),
            plain("cancel", strings["cancel"]),
        ),
        say("saved", strings["saved"]),
        say("not-saved", strings["not_saved"]),
        say("imported", strings["imported"]),
        *refusals,
    )


def _warning(words: str, class_: str) -> Html:
    return element("p", words, data_rh_text=words, class_=class_, hidden=True)


def _in_file(strings: Mapping[str, str]) -> Html:
    """What a file holds: one line for each kind that it has."""
    rows = [
        element(
            "div",
            element("dt", strings[f"kind_{kind}"]),
            element("dd"),
            data_rh_kind=kind,
            hidden=True,
        )
        for kind in KINDS
    ]
    return element("dl", *rows, class_="rh-data__facts")


def _taken_in(strings: Mapping[str, str]) -> Html:
    """What has changed by a file, kind by kind."""
    heads = [element("th", strings[f"column_{name}"], scope="col") for name in _COLUMNS]
    rows = [
        element(
            "tr",
            element("th", strings[f"kind_{kind}"], scope="row"),
            *(element("td") for _ in _COLUMNS[1:]),
            data_rh_kind=kind,
            hidden=True,
        )
        for kind in KINDS
    ]
    table = element(
        "table",
        element("caption", strings["imported_by_kind"]),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
    )
    return element(
        "div",
        table,
        class_="rh-table rh-data__taken",
        role="group",
        tabindex="0",
        aria_label=strings["imported_by_kind"],
        hidden=True,
    )


def _shared(strings: Mapping[str, str], heading: int) -> Html:
    return join(
        _heading(strings["shared_title"], heading),
        element(
            "p",
            element(
                "input",
                type="checkbox",
                id="rh-data-shared",
                autocomplete="off",
                aria_describedby="rh-data-shared-hint",
            ),
            element("label", strings["shared_label"], for_="rh-data-shared"),
        ),
        element("p", strings["shared_hint"], id="rh-data-shared-hint"),
        _ask(
            "shared",
            element("p", strings["shared_ask"], data_rh_text=strings["shared_ask"], tabindex="-1"),
            plain("save", strings["save"]),
            plain("move", strings["shared_move"]),
            plain("keep", strings["shared_keep"]),
            plain("cancel", strings["cancel"]),
        ),
        say("shared-on", strings["shared_on"]),
        say("shared-off", strings["shared_off"]),
        say("not-shared", strings["not_shared"]),
    )


def _delete(strings: Mapping[str, str], heading: int) -> Html:
    groups = [
        element(
            "li",
            element("span", strings[f"group_{name}"], ": ", element("b", "0")),
            plain(
                "delete",
                strings[f"delete_{name}"],
                data_rh_kinds=" ".join(kinds),
                data_rh_name=strings[f"group_{name}"],
            ),
            data_rh_group=name,
            hidden=True,
        )
        for name, kinds in GROUPS.items()
    ]
    return join(
        _heading(strings["delete_title"], heading),
        element("p", strings["delete_hint"]),
        element("ul", *groups, class_="rh-data__groups"),
        element("p", plain("delete", strings["delete_all"])),
        _ask(
            "delete",
            element(
                "p",
                strings["delete_ask"],
                data_rh_text=strings["delete_ask"],
                data_rh_visit=strings["delete_ask_visit"],
                data_rh_some=strings["delete_ask_some"],
                tabindex="-1",
            ),
            plain("save", strings["save"]),
            plain("delete-yes", strings["delete_yes"]),
            plain("cancel", strings["cancel"]),
        ),
        say("deleted", strings["deleted"]),
        say("deleted-some", strings["deleted_some"]),
        say("ended", strings["ended"]),
        say("not-deleted", strings["not_deleted"]),
    )


def _ask(name: str, question: Html, *rest: Html) -> Html:
    """A question in the page, answered by buttons; it takes the focus while it is open."""
    buttons = [each for each in rest if each.startswith("<button")]
    return element(
        "div",
        question,
        *(each for each in rest if each not in buttons),
        element("p", *buttons),
        class_="rh-data__ask",
        role="group",
        data_rh_ask=name,
        hidden=True,
    )
