"""The learner's notes as HTML: places on the pages of a module, the field, the page of all notes.

Everything waits, hidden, for its browser component; the words that it can say are in the HTML.
"""

from __future__ import annotations

from collections.abc import Mapping

from rehber.model.course import Course, Kind, LearnerPage, Module, Page
from rehber.render.controls import plain
from rehber.render.html import Html, element, join
from rehber.render.page import module_name
from rehber.render.urls import relative, to_page

Words = Mapping[str, str]

_STYLE = "assets/components/notes/note-field.css"
_KEY_LENGTH = 120
"""Of a record's key, ``note:<page>.<place>``; the same limit as in the browser's store."""
_KINDS = ("identity", "phone", "iban", "email")


def in_parts(page: Page) -> bool:
    """Whether each part of the page has a place for a note. Cases are played scene by scene and
    overviews are lists: they have one for the whole page."""
    return page.kind is Kind.SECTION


def fits(page: Page, name: str) -> bool:
    """Whether a note at this place has a key that the browser's store takes."""
    return len(f"note:{page.id}.{name}") <= _KEY_LENGTH


def place(name: str, anchor: str, strings: Words, kind: str = "") -> Html:
    """The button that opens a note. ``name`` is for ever: it is in the key of the record. The
    element with the id ``anchor``, if any, names what the note is about."""
    button = element("button", strings["add"], type="button", aria_describedby=anchor or None)
    return element("p", button, class_="rh-note-at", data_rh_note=name, data_rh_kind=kind or None)


def opener(course: Course, page: Page, strings: Words) -> Html | str:
    """What stands at the end of a page that takes notes: the words, and the page's own place."""
    if page.kind not in (Kind.SECTION, Kind.MODULE, Kind.CASE):
        return ""
    every = course.page_by_id(LearnerPage.NOTES)
    return join(
        "" if in_parts(page) else place("page", "", strings),
        element(
            "div",
            _field(strings, to_page(page, every) if every else "", relative(page.url, _STYLE)),
            data_rh_module="notes-open",
            data_rh_page=page.id,
            data_rh_add=strings["add"],
            data_rh_noted=strings["noted"],
            hidden=True,
        ),
    )


def _field(strings: Words, all_notes: str = "", style: str | None = None) -> Html:
    """The field of one note, once on a page; a copy is made for each note that is opened. Where the
    ``style`` is fetched for it, it can be closed again."""
    found = {f"data_rh_{kind}": strings[kind] for kind in _KINDS}
    return element(
        "template",
        element(
            "div",
            element("label", strings["label"]),
            element("p", strings["hint"], class_="rh-note-field__hint"),
            element("textarea", rows="5"),
            element(
                "p",
                element("span", strings["saved"], data_rh_case="saved", hidden=True),
                element("span", strings["deleted"], data_rh_case="deleted", hidden=True),
                element(
                    "span",
                    data_rh_case="room",
                    data_rh_text=strings["room"],
                    data_rh_full=strings["no_room"],
                    hidden=True,
                ),
                class_="rh-note-field__state",
            ),
            element("p", strings["united"], class_="rh-note-field__united", hidden=True),
            element(
                "div",
                element("p", strings["found"]),
                element("ul"),
                class_="rh-note-field__found",
                data_rh_remove=strings["remove"],
                hidden=True,
                **found,
            ),
            element(
                "p",
                plain("undo", strings["undo"], hidden=True),
                plain("close", strings["fold"]) if style else "",
                plain("delete", strings["delete"]),
                element("a", strings["all"], href=all_notes) if all_notes else "",
                class_="rh-note-field__actions",
            ),
            element("p", strings["shared"], class_="rh-note-field__shared", tabindex="-1"),
            element("p", class_="rh-note-field__kept"),
            class_="rh-note-field",
        ),
        data_rh_field=True,
        data_rh_style=style,
    )


def my_notes(course: Course, original: Course, page: Page, strings: Mapping[str, Words]) -> Html:
    """Every note by module and page; the pages of the course wait for theirs, in order. What is not
    translated is named as ``original`` has it: notes on it are not lost in the other language."""
    said = strings["notes"]
    groups = [_group(course, page, module, strings) for module in original.modules]
    return element(
        "div",
        element("p", said["needs_script"], class_="rh-my-notes__noscript"),
        element(
            "div",
            element("p", said["shared"], class_="rh-my-notes__shared", hidden=True),
            element("p", said["brought"], class_="rh-my-notes__brought", hidden=True),
            element("p", said["none"], class_="rh-my-notes__none", hidden=True),
            _export(said),
            element(
                "section",
                element("h2", said["plan"], id="dort-hafta"),
                element("p", said["plan_hint"], class_="rh-my-notes__hint"),
                element("ol", class_="rh-my-notes__plan"),
                data_rh_group="",
                hidden=True,
            ),
            *groups,
            element(
                "section",
                element("h2", said["elsewhere"]),
                element("section", data_rh_page=""),
                data_rh_group="",
                hidden=True,
            ),
            _note(said),
            _field(said),
            class_="rh-my-notes__all",
            hidden=True,
        ),
        class_="rh-my-notes",
        data_rh_module="notes",
        data_rh_file=said["file"],
        data_rh_title=said["title"],
        data_rh_nosearch=True,
    )


def _export(said: Words) -> Html:
    return element(
        "div",
        element(
            "p",
            *(plain(kind, said[f"export_{kind}"]) for kind in ("text", "markdown", "print")),
            class_="rh-my-notes__export",
        ),
        element("p", said["export_hint"], class_="rh-my-notes__hint"),
        class_="rh-my-notes__tools",
        hidden=True,
    )


def _group(course: Course, at: Page, module: Module, strings: Mapping[str, Words]) -> Html:
    name, title = module_name(strings, module), _title(course, module.overview)
    pages = [
        element(
            "section",
            element("h3", element("a", _title(course, step), href=to_page(at, step))),
            data_rh_page=step.id,
            hidden=True,
        )
        for step in module.way
        if step.kind is not Kind.TEST
    ]
    return element(
        "section",
        element("h2", name, ": ", title) if name != title else element("h2", name),
        *pages,
        data_rh_group=module.id,
        hidden=True,
    )


def _title(course: Course, page: Page) -> Html | str:
    """In this language, else as the original has it."""
    here = course.pages.get(page.path)
    return here.title if here else element("span", page.title, lang="tr")


def _note(said: Words) -> Html:
    """One note in the list; in the plan it has a tick and names its page."""
    return element(
        "template",
        element(
            "div",
            element("p", element("a"), class_="rh-my-note__where"),
            element("p", class_="rh-my-note__prompt"),
            element("p", class_="rh-my-note__text"),
            element(
                "p",
                element("label", element("input", type="checkbox"), said["done"]),
                class_="rh-my-note__done",
            ),
            element(
                "p",
                element("span", said["written"], " ", element("time"), class_="rh-my-note__at"),
                plain("edit", said["edit"], data_rh_close=said["close"]),
                plain("delete", said["delete"]),
                class_="rh-my-note__actions",
            ),
            element(
                "p",
                element("span", said["deleted"]),
                " ",
                plain("undo", said["undo"]),
                class_="rh-my-note__deleted",
            ),
            class_="rh-my-note",
        ),
        data_rh_note=True,
    )
