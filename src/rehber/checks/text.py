"""Running text as the rules look at it: lines with their block, paragraphs, quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rehber.model.course import Line, Page

FENCE = re.compile(r"^\s*(/{3,})\s*(.*?)\s*$")
_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|\"[^\"]*\"")
_QUOTE = re.compile('[“‘"]')
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_URL = re.compile(r"https?://\S+|\]\([^)]*\)")


@dataclass(frozen=True)
class Paragraph:
    """Lines without a blank line between them. ``is_table`` and ``is_list`` go by the first."""

    lines: tuple[Line, ...]

    @property
    def raw(self) -> str:
        return "\n".join(line.raw for line in self.lines)

    @property
    def is_table(self) -> bool:
        return self.lines[0].raw.lstrip().startswith("|")

    @property
    def is_list(self) -> bool:
        return bool(re.match(r"\s*(?:[-*+]|\d+\.)\s", self.lines[0].raw))

    @property
    def is_heading(self) -> bool:
        return self.lines[0].raw.startswith("#")


def paragraphs(page: Page) -> list[Paragraph]:
    """The paragraphs of a page without its questions and block fences."""
    found: list[Paragraph] = []
    gathered: list[Line] = []
    for line in (*prose(page), Line(0, "", "")):
        is_end = not line.raw.strip() or bool(FENCE.match(line.raw))
        if is_end or line.raw.startswith("#"):
            if gathered:
                found.append(Paragraph(tuple(gathered)))
            gathered = [] if is_end else [line]
        else:
            gathered.append(line)
    return found


def prose(page: Page) -> Iterator[Line]:
    """The lines of a page outside its questions."""
    return (line for line in page.lines if not line.in_item)


def outside_block(page: Page, name: str) -> Iterator[Line]:
    """The lines with text that are not in a block of this name."""
    return (line for line in page.lines if line.plain and name not in line.blocks)


@lru_cache(maxsize=100_000)
def without_quotations(text: str, longest: int = 0) -> str:
    """The text with quotations blanked out (same length). ``longest`` > 0 keeps those with more
    words: a quoted word is spoken about, a quoted sentence is spoken."""

    def blank(match: re.Match[str]) -> str:
        if longest and len(match[0].split()) > longest:
            return match[0]
        return " " * len(match[0])

    return _QUOTED.sub(blank, text) if _QUOTE.search(text) else text


def without_comments(text: str) -> str:
    return _COMMENT.sub("", text).strip()


def without_addresses(text: str) -> str:
    """The text without web addresses and link targets, whose digits mean nothing."""
    return _URL.sub(" ", text) if "http" in text or "](" in text else text
