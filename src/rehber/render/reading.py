"""The panel of the reading aids as HTML, the same on every page of one language.

Pages hold only a button; the panel is fetched when it is first opened (``build.reading``). The
value of a choice is what the browser writes into ``<html data-rh-reading>``, where the styles of
the settings (``components/reading/aids.css``) find it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from rehber.render.controls import BUTTON, button
from rehber.render.html import Html, element, join

SIZES = (100, 115, 130, 150, 175, 200)
"""Text sizes in percent of the browser's own."""
LARGE = 150
"""From this size on the list beside the text gives way to it, as when a page is zoomed."""

SPEEDS = ("0.75", "1", "1.25", "1.5", "2")
"""How fast a voice reads; 1 is its own speed."""

_ID = "rh-reading"
_ICONS = {
    "close": "M6 6l12 12M18 6 6 18",
    "copy": "M9 15l6-6M10.5 6.5l2-2a5 5 0 0 1 7 7l-2 2M13.5 17.5l-2 2a5 5 0 0 1-7-7l2-2",
    "exit": "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
    "listen": "M4 9.5v5h4l5 4.5V5L8 9.5zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11",
    "marks": "M18 4H10.5a4.5 4.5 0 0 0 0 9H12M12 4v16M16 4v16",
    "next": "M6 5l9 7-9 7zM18 5v14",
    "pause": "M8 5v14M16 5v14",
    "play": "M7 4.5l12 7.5-12 7.5z",
    "previous": "M18 5l-9 7 9 7zM6 5v14",
    "print": "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
}


def render_panel(strings: Mapping[str, str], *, exit_url: str) -> Html:
    """The panel and what else the aids show: a line that says what was copied, the controls of the
    voice, the view that is printed. ``strings`` is the table ``[reading]`` of the messages;
    ``exit_url`` is where the quick exit leads."""
    return join(_panel(strings, exit_url), _copied(strings), _voice(strings), _whole(strings))


def _panel(strings: Mapping[str, str], exit_url: str) -> Html:
    title = f"{_ID}-title"
    return element(
        "div",
        element(
            "div",
            element("h2", strings["title"], id=title, class_="rh-reading__title"),
            element(
                "button",
                _icon("close"),
                type="button",
                aria_label=strings["close"],
                class_="rh-tool",
                data_rh_do="close",
            ),
            class_="rh-reading__head",
        ),
        _tools(strings, exit_url),
        _settings(strings),
        id=_ID,
        class_="rh-reading",
        role="dialog",
        aria_labelledby=title,
        tabindex="-1",
        hidden=True,
        data_rh_module="reading-panel",
        data_rh_nosearch=True,
    )


def _settings(strings: Mapping[str, str]) -> Html:
    sizes = [(_size(percent), strings["size_value"].format(percent=percent)) for percent in SIZES]
    return element(
        "form",
        _choices(strings, "size", sizes),
        _choices(strings, "lines", _named(strings, "lines", "normal", "wide", "wider")),
        _choices(strings, "width", _named(strings, "width", "narrow", "normal", "wide")),
        _choices(
            strings,
            "font",
            [("", strings["font_system"]), ("font-lexend", strings["font_lexend"])],
            note=strings["font_note"],
        ),
        _choices(
            strings,
            "scheme",
            [
                ("", strings["scheme_system"]),
                ("scheme-light", strings["scheme_light"]),
                ("scheme-dark", strings["scheme_dark"]),
            ],
        ),
        element(
            "p",
            element("span", strings["preview"], class_="rh-reading__label"),
            strings["preview_text"],
            class_="rh-reading__preview",
        ),
        element("p", strings["blocked"], data_rh_say="blocked", hidden=True),
        element("button", strings["reset"], type="reset", class_=BUTTON),
        element("p", strings["reset_done"], data_rh_say="reset", hidden=True),
        class_="rh-reading__settings",
    )


def _size(percent: int) -> str:
    if percent == 100:
        return ""
    return f"size-{percent} size-large" if percent >= LARGE else f"size-{percent}"


def _named(strings: Mapping[str, str], group: str, *names: str) -> list[tuple[str, str]]:
    return [
        ("" if name == "normal" else f"{group}-{name}", strings[f"{group}_{name}"])
        for name in names
    ]


def _choices(
    strings: Mapping[str, str], name: str, choices: Iterable[tuple[str, str]], note: str = ""
) -> Html:
    """A group of which one is chosen; an empty value is how the site is without settings."""
    return element(
        "fieldset",
        element("legend", strings[name]),
        element(
            "div",
            *(
                element(
                    "label",
                    element("input", type="radio", name=name, value=value),
                    element("span", label),
                )
                for value, label in choices
            ),
            class_="rh-reading__choices",
        ),
        element("p", note, class_="rh-reading__note", id=f"{_ID}-{name}") if note else "",
        aria_describedby=f"{_ID}-{name}" if note else None,
    )


def _tools(strings: Mapping[str, str], exit_url: str) -> Html:
    def tool(aid: str, icon: str, **attributes: object) -> Html:
        label = strings[aid.replace("-", "_")]
        return element(
            "button",
            _icon(icon),
            element("span", label),
            type="button",
            data_rh_aid=aid,
            **attributes,
        )

    return element(
        "div",
        element("p", strings["place"], " ", element("strong"), data_rh_place=True, hidden=True),
        tool("listen-section", "listen", hidden=True),
        tool("listen-all", "listen"),
        tool("copy-section", "copy", hidden=True),
        tool("copy-selection", "copy", hidden=True),
        tool("marks", "marks", aria_pressed="false", data_rh_mark=strings["mark"]),
        tool("print-page", "print"),
        tool("print-module", "print", hidden=True),
        element(
            "a",
            _icon("exit"),
            element("span", strings["exit"]),
            href=exit_url,
            rel="noreferrer",
            data_rh_aid="leave",
        ),
        element(
            "p",
            strings["exit_note"].format(host=urlsplit(exit_url).hostname),
            " ",
            element("a", strings["exit_more"], data_rh_to="about/privacy/#hizli-cikis"),
            class_="rh-reading__note",
        ),
        class_="rh-reading__tools",
    )


def _copied(strings: Mapping[str, str]) -> Html:
    return element(
        "div",
        element("p"),
        element("input", readonly=True, aria_label=strings["link"], hidden=True),
        id="rh-copied",
        class_="rh-copied",
        data_rh_done=strings["copied"],
        data_rh_failed=strings["not_copied"],
        hidden=True,
    )


def _voice(strings: Mapping[str, str]) -> Html:
    def control(name: str, icon: str = "", **attributes: object) -> Html:
        return element(
            "button",
            _icon(icon or name),
            type="button",
            title=strings[name],
            aria_label=strings[name],
            class_="rh-tool",
            data_rh_do=name,
            **attributes,
        )

    def chosen(name: str, *options: Html) -> Html:
        return element(
            "label",
            element("span", strings[name], class_="rh-sr"),
            element("select", *options, name=name),
        )

    def case(name: str, *children: Html) -> Html:
        stop = element("button", strings["stop"], type="button", data_rh_do="stop")
        text = [element("p", part) for part in strings[f"voice_{name}"].split("\n")]
        return element("div", *text, *children, stop, data_rh_case=name, hidden=True)

    speeds = (
        element("option", strings["speed_value"].format(speed=_decimal(strings, s)), value=s)
        for s in SPEEDS
    )
    pause = _icon("pause") + _icon("play")
    return element(
        "section",
        element(
            "div",
            control("previous"),
            element(
                "button",
                Html(pause),
                type="button",
                class_="rh-tool rh-listen__pause",
                data_rh_do="pause",
                data_rh_pause=strings["pause"],
                data_rh_resume=strings["resume"],
            ),
            control("next"),
            chosen("speed", *speeds),
            chosen("voice"),
            control("stop", "close"),
            class_="rh-listen__controls",
            data_rh_case="play",
            hidden=True,
        ),
        case("wait"),
        case("remote", element("button", strings["agree"], type="button", data_rh_do="agree")),
        case("none"),
        case("failed"),
        id="rh-listen",
        class_="rh-listen",
        aria_label=strings["listening"],
        data_rh_module="listen",
        data_rh_done=strings["listened"],
        hidden=True,
    )


def _decimal(strings: Mapping[str, str], number: str) -> str:
    return number.replace(".", strings["decimal"])


def _whole(strings: Mapping[str, str]) -> Html:
    return element(
        "main",
        element(
            "div",
            element("p", data_rh_said=True),
            element("progress", aria_label=strings["whole_wait"]),
            button("print", strings["print"]),
            button("close", strings["whole_close"]),
            class_="rh-whole__bar",
        ),
        element("div", class_="rh-whole__text"),
        id="rh-whole",
        class_="rh-whole",
        aria_label=strings["whole"],
        data_rh_module="print-view",
        data_rh_wait=strings["whole_wait"],
        data_rh_progress=strings["whole_progress"],
        data_rh_ready=strings["whole_ready"],
        data_rh_failed=strings["whole_failed"],
        data_rh_file=strings["whole_file"],
        data_rh_terms=strings["whole_terms"],
        data_rh_sources=strings["whole_sources"],
        data_rh_key=strings["whole_key"],
        hidden=True,
    )


def _icon(name: str) -> Html:
    return Html(
        f'<svg class="rh-icon rh-icon--{name}" viewBox="0 0 24 24" width="24" height="24" '
        'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" '
        f'stroke-linejoin="round" aria-hidden="true" focusable="false">'
        f'<path d="{_ICONS[name]}"/></svg>'
    )
