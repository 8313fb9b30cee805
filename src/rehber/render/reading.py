"""The panel of the reading aids as HTML, the same on every page of one language.

Pages hold only a button; the panel is fetched when it is first opened (``build.reading``). The
value of a choice is what the browser writes into ``<html data-rh-reading>``, where the styles of
the settings (``components/reading/aids.css``) find it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rehber.render.html import Html, element

SIZES = (100, 115, 130, 150, 175, 200)
"""Text sizes in percent of the browser's own."""
LARGE = 150
"""From this size on the list beside the text gives way to it, as when a page is zoomed."""

_ID = "rh-reading"
_CLOSE = "M6 6l12 12M18 6 6 18"


def render_panel(strings: Mapping[str, str]) -> Html:
    """``strings`` is the table ``[reading]`` of the messages."""
    title = f"{_ID}-title"
    return element(
        "div",
        element(
            "div",
            element("h2", strings["title"], id=title, class_="rh-reading__title"),
            element(
                "button",
                _icon(_CLOSE),
                type="button",
                aria_label=strings["close"],
                class_="rh-tool",
                data_rh_do="close",
            ),
            class_="rh-reading__head",
        ),
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
        element("button", strings["reset"], type="reset", class_="rh-button"),
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


def _icon(path: str) -> Html:
    return Html(
        '<svg class="rh-icon" viewBox="0 0 24 24" width="24" height="24" fill="none" '
        'stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" '
        f'aria-hidden="true" focusable="false"><path d="{path}"/></svg>'
    )
