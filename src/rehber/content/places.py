"""Takes the questions out of a page's Markdown: an engine that does not know them converts the
rest, and their fragments are put into the places afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable

from rehber.content.markdown import ItemSyntax, item_blocks, prose_lines
from rehber.model.course import Page

_PLACE = re.compile(r'<div data-rh-quiz="(\d+)"></div>')
_STRAY_TAG = re.compile(r"<(/?quiz)>")


def with_places(markdown: str, page: Page) -> str:
    """A place instead of each question.

    A broken one gives way to a directive that shows the problem; a tag that stands where none
    belongs is shown as it was written.
    """
    broken = {item.ordinal for item in page.items if item.problems}
    lines = markdown.split("\n")
    blocks = [b for b in item_blocks(markdown, 0) if b.syntax is not ItemSyntax.MISSING]
    tags = {block.first for block in blocks} | {b.last for b in blocks if b.is_closed}
    for number, line in prose_lines(markdown, 0):
        if number not in tags:
            lines[number] = _STRAY_TAG.sub(r"&lt;\1&gt;", line)
    for ordinal, block in reversed(list(enumerate(blocks))):
        directive = f"<!-- rehber: quiz {ordinal} -->"
        place = f'<div data-rh-quiz="{ordinal}"></div>'
        lines[block.first : block.last + 1] = ["", directive if ordinal in broken else place, ""]
    return "\n".join(lines)


def fill_places(html: str, item: Callable[[int], str]) -> str:
    """The converted page with its questions; ``item`` gives the n-th one as HTML."""
    return _PLACE.sub(lambda place: item(int(place[1])), html)
