"""Writes HTML: every text is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()

    def join(self, parts: Iterable[object]) -> Html:
        """The parts with this HTML between them."""
        return Html(str(self).join(text(part) for part in parts))


def text(value: object) -> Html:
    """A value as HTML; what is HTML already stays as it is."""
    return value if isinstance(value, Html) else Html(escape(str(value), quote=False))


def element(tag: str, /, *children: object, **attributes: object) -> Html:
    """``element("a", "Ara", href="/x/", class_="rh-x")``; a value of None or False is left out."""
    opening = f"<{tag}{_attributes(attributes)}>"
    if tag in _VOID:
        return Html(opening)
    return Html(f"{opening}{''.join(text(child) for child in children if child)}</{tag}>")


def join(*parts: object) -> Html:
    return Html("".join(text(part) for part in parts if part))


_VOID = frozenset({"input", "meta", "link", "br", "hr", "img"})


def _attributes(attributes: dict[str, object]) -> str:
    written = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        name = name.rstrip("_").replace("_", "-")
        written.append(f" {name}" if value is True else f' {name}="{escape(str(value))}"')
    return "".join(written)
