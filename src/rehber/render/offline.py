"""The page that downloads the site for use without a network, as HTML.

Everything waits, hidden, for the component ``offline``; what it can say is in the HTML. The message
about a new version lies here too, in a template: other pages take it from this one, so that they
need not carry it. ``strings`` is the table ``[offline]`` of the messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rehber.model.course import PlannedModule
from rehber.render.controls import MAIN, button, plain, say
from rehber.render.html import Html, element, join
from rehber.render.page import Strings, module_name

_ENDS = ("done", "updated", "stopped", "network", "changed", "full", "busy", "refused", "broken")
_NOTICE_ENDS = ("updated", "stopped", "network", "changed", "full", "busy", "refused", "broken")
_FACTS = ("at", "edition", "size", "what")


def title_of(strings: Strings, plan: PlannedModule, language: str) -> str:
    """What a module is called in a list: ``Modül 5: Çocuğu tanımak, çocuğu duymak``."""
    return f"{module_name(strings, plan)}: {plan.title(language)}"


def render_offline(
    strings: Mapping[str, str], modules: Iterable[tuple[str, str]], *, language: str
) -> str:
    """``modules`` are ids and titles, in order. The build fills in ``data-rh-list``."""
    return element(
        "section",
        element("p", strings["needs_script"], class_="rh-offline__noscript"),
        element(
            "div",
            element("p", strings["file"]),
            element("ul", *(element("li", strings[f"file_limit_{n}"]) for n in range(1, 5))),
            data_rh_part="file",
            hidden=True,
        ),
        *(_part(name, element("p", strings[name])) for name in ("none", "impossible")),
        _part("ready", _ready(strings)),
        _part("newer", _newer(strings)),
        _part("partial", _partial(strings)),
        element("p", class_="rh-offline__said", hidden=True, tabindex="-1"),
        _form(strings, modules, language),
        _part("going", _going(strings), element("p", strings["keep_open"])),
        _part("ask", _ask(strings)),
        *(say(name, strings[name]) for name in (*_ENDS, "progress_said")),
        *(say(name, strings[name]) for name in ("discarded", "removed")),
        _notice(strings),
        class_="rh-offline",
        data_rh_module="offline",
        data_rh_list="",
        data_rh_nosearch=True,
    )


def _part(name: str, *children: Html) -> Html:
    return element("div", *children, data_rh_part=name, hidden=True)


def _ready(strings: Mapping[str, str]) -> Html:
    facts = [
        element("div", element("dt", strings[f"fact_{name}"]), element("dd", data_rh_slot=name))
        for name in _FACTS
    ]
    return join(
        element("p", element("strong", strings["ready"], ". "), strings["ready_hint"]),
        element("dl", *facts, class_="rh-offline__facts"),
        element(
            "p",
            button("change", strings["change"]),
            " ",
            button("remove", strings["remove"]),
            class_="rh-offline__actions",
        ),
    )


def _newer(strings: Mapping[str, str]) -> Html:
    return join(
        element("p", data_rh_text=strings["newer"]),
        element("p", button("update", strings["update"], is_main=True)),
    )


def _partial(strings: Mapping[str, str]) -> Html:
    return join(
        element("p", strings["partial"]),
        element(
            "p",
            button("resume", strings["resume"], is_main=True),
            " ",
            button("discard", strings["discard"]),
            class_="rh-offline__actions",
        ),
    )


def _form(strings: Mapping[str, str], modules: Iterable[tuple[str, str]], language: str) -> Html:
    listed = [("guide", strings["group_guide"]), *modules]
    boxes = [element("li", _choice("checkbox", "group", group, words)) for group, words in listed]
    english = _choice("checkbox", "group", "en", strings["group_en"], is_on=language == "en")
    return element(
        "form",
        element(
            "fieldset",
            element("legend", strings["choose"]),
            element("p", _choice("radio", "what", "course", strings["course"], is_on=True)),
            element("p", _choice("radio", "what", "some", strings["some"])),
            element("ul", *boxes, aria_label=strings["some_legend"], hidden=True),
            element("p", english),
            element("p", strings["always"], class_="rh-offline__hint"),
        ),
        element(
            "p",
            strings["size_loading"],
            data_rh_slot="total",
            data_rh_text=strings["size"],
            data_rh_nothing=strings["size_nothing"],
            data_rh_unknown=strings["size_unknown"],
        ),
        element("p", data_rh_slot="free", data_rh_text=strings["free"], hidden=True),
        element("p", strings["short"], class_="rh-offline__short", hidden=True),
        element("p", element("button", strings["start"], class_=MAIN)),
        data_rh_part="choose",
        autocomplete="off",
        hidden=True,
    )


def _choice(kind: str, name: str, value: str, words: str, *, is_on: bool = False) -> Html:
    mark = element("input", type=kind, name=name, value=value, checked=is_on)
    size = element("span", class_="rh-offline__size", data_rh_size_of=value)
    return element("label", mark, element("span", words, " ", size), class_="rh-offline__choice")


def _going(strings: Mapping[str, str]) -> Html:
    return join(
        element("progress", max="1", value="0", aria_label=strings["progress_label"]),
        element("p", data_rh_slot="progress", data_rh_text=strings["progress"]),
        element("p", button("stop", strings["stop"])),
    )


def _ask(strings: Mapping[str, str]) -> Html:
    return element(
        "div",
        element("p", strings["remove_ask"], tabindex="-1"),
        element(
            "p",
            button("remove-yes", strings["remove_yes"], is_main=True),
            " ",
            button("cancel", strings["cancel"]),
            class_="rh-offline__actions",
        ),
        role="group",
        class_="rh-offline__ask",
    )


def _notice(strings: Mapping[str, str]) -> Html:
    """What other pages show where the worker has found a new version."""
    return element(
        "template",
        element(
            "aside",
            _part("offer", element("p", data_rh_text=strings["notice"])),
            _part("going", _going(strings)),
            *(element("p", strings[name], data_rh_end=name, hidden=True) for name in _NOTICE_ENDS),
            element(
                "p",
                plain("now", "", data_rh_text=strings["notice_now"]),
                plain("later", strings["notice_later"]),
                plain("close", strings["notice_close"], hidden=True),
                class_="rh-notice__actions",
            ),
            class_="rh-notice rh-notice--version",
            aria_label=strings["notice_title"],
            data_rh_urgent=True,
        ),
        id="rh-offline-notice",
    )
