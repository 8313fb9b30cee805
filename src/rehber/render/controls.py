"""What the HTML of browser components is made of: buttons, and the words that a component says."""

from __future__ import annotations

from collections.abc import Iterable

from rehber.render.html import Html, element

BUTTON = "rh-button"
MAIN = "rh-button rh-button--primary"
"""The look of the one button that leads on."""


def button(action: str, words: str, *, is_main: bool = False, **attributes: object) -> Html:
    """A button that asks its component for an action."""
    return plain(action, words, class_=MAIN if is_main else BUTTON, **attributes)


def plain(action: str, words: str, **attributes: object) -> Html:
    """The same, with the look that its surroundings give to all their buttons."""
    return element("button", words, type="button", data_rh_do=action, **attributes)


def say(code: str, words: str) -> Html:
    """A sentence, perhaps with blanks, that the component fills in and says."""
    return element("template", words, data_rh_say=code)


def sayings(said: Iterable[tuple[str, str]]) -> list[Html]:
    """Those of a table of messages, by their keys with hyphens: ``next_step`` is ``next-step``."""
    return [say(name.replace("_", "-"), words) for name, words in said]
