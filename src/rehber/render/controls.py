"""What the HTML of browser components is made of: buttons, and the words that a component says."""

from __future__ import annotations

from collections.abc import Iterable

from rehber.render.html import Html, element, join

BUTTON = "rh-button"
MAIN = "rh-button rh-button--primary"
"""The look of the one button that leads on."""


def button(action: str, words: str, *, is_main: bool = False, **attributes: object) -> Html:
    """A button that asks its component for an action."""
    return plain(action, words, class_=MAIN if is_main else BUTTON, **attributes)


def plain(action: str, words: str, **attributes: object) -> Html:
    """The same, with the look that its surroundings give to all their buttons."""
    return element("button", words, type="button", data_rh_do=action, **attributes)


def where_kept(kept: str, visit: str) -> Html:
    """Two sentences of which one shows: where the browser keeps records, or where they last only as
    long as the tab (a shared computer, or a browser that keeps nothing). ``site.css`` chooses, by
    what ``notice.mjs`` has found."""
    return join(
        element("span", kept, class_="rh-if-kept"), element("span", visit, class_="rh-if-visit")
    )


def say(code: str, words: str) -> Html:
    """A sentence, perhaps with blanks, that the component fills in and says."""
    return element("template", words, data_rh_say=code)


def sayings(said: Iterable[tuple[str, str]]) -> list[Html]:
    """Those of a table of messages, by their keys with hyphens: ``next_step`` is ``next-step``."""
    return [say(name.replace("_", "-"), words) for name, words in said]
