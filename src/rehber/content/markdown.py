"""Finds headings, links, blocks, directives and citations in Markdown, with their lines.

A small scanner of our own: Python-Markdown keeps no line numbers. It knows fenced code and HTML
comments, and leaves both alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from rehber import turkish
from rehber.model.course import Allowance, Block, Directive, Heading, Line, Link
from rehber.model.finding import Location
from rehber.model.source import Citation

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
_ATTRIBUTES = re.compile(r"\s*\{\s*#([A-Za-z0-9_-]+)[^}]*\}\s*$")
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'][^)]*)?\)")
_DIRECTIVE = re.compile(r"<!--\s*rehber:\s*(.*?)\s*-->")
_BLOCK_FENCE = re.compile(r"^\s*/{3,}\s*([^|]*?)\s*(?:\||$)")
_BLOCK = re.compile(r"^/{3,}\s*([a-z][a-z-]*)\s*(?:\|\s*(.*?))?\s*$")
_CITATION = re.compile(r"\[(@[A-Za-z0-9][^\[\]]*)\]")
_STRENGTH = re.compile(r"\[(?:kanıt|evidence):[^\]]*\]")
_NAMED_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^)]*\)")
_BREAK = re.compile(r"<br\s*/?>")
_TAG = re.compile(r"<[^>]+>")
_LINE_START = re.compile(r"^\s*(?:/{3,}.*|[-*+]\s+(?:\[[ xX]?\]\s*)?|\d+\.\s+|>\s?|\|)")
_MARKS = re.compile(r"[*_`|]+|\{[^}]*\}")
_INLINE_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ITEM_COMMENT = re.compile(r"^\s*<!--\s*quiz\s+(.*?)\s*-->\s*$")
_UNTAGGED = re.compile(r"(?:^|\s)type=[\"']?(match|order)\b")
_ALLOWANCE = re.compile(r"^\s*<!--\s*rehber:\s*allow\b.*?-->\s*$")
_ROW = re.compile(r"^\s*\|")
_FIRST_STEP = re.compile(r"^\s*1[.)](?:\s|$)")
_STEP = re.compile(r"^\s*\d+[.)](?:\s|$)")
_AFTER_ITEM = re.compile(r"^\s*(?:#|/{3}|</?quiz>|<!--\s*rehber:)")
_COMMENT_IS_NEAR = 2
"""Lines from a comment line to its ``<quiz>``."""
_HTML_ID = re.compile(r"<[a-z][^>]*\sid=\"([A-Za-z0-9_-]+)\"")


@dataclass(frozen=True)
class Scan:
    """What stands in one body of Markdown."""

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    directives: tuple[Directive, ...]
    blocks: tuple[Block, ...]
    allowances: tuple[Allowance, ...]
    citations: tuple[Citation, ...]
    lines: tuple[Line, ...]
    words: int


class ItemSyntax(StrEnum):
    """How a question is written: in ``<quiz>`` tags, without, or not at all after its comment."""

    TAGGED = "tagged"
    UNTAGGED = "untagged"
    MISSING = "missing"


@dataclass
class ItemBlock:
    """Where a question stands. ``first`` and ``last`` are the numbers of its lines (a tagged one
    begins with its tag), ``lines`` is what stands between, ``comment`` the text of its comment
    line, whose number is ``comment_line`` (0: it has none). An untagged one is of the
    ``kind`` ``match`` or ``order``."""

    syntax: ItemSyntax
    first: int
    comment: str = ""
    comment_line: int = 0
    kind: str = ""
    lines: list[tuple[int, str]] = field(default_factory=list)
    last: int = 0
    is_closed: bool = False

    def __post_init__(self) -> None:
        self.last = self.first


def item_blocks(body: str, first_line: int) -> Iterator[ItemBlock]:
    """The questions of a body, and the comment lines that no question follows.

    Choices and blanks stand between ``<quiz>`` and ``</quiz>``. Matching and ordering items follow
    their comment line: text, one table or numbered list, one quotation, with which they end. What
    a quotation goes on with is still part of them, though it should be written as one piece. Lines
    that allow a finding are no part of them.
    """
    if "quiz" not in body:
        return
    waiting: ItemBlock | None = None  # a comment line whose <quiz> may come yet
    block: ItemBlock | None = None
    part = 0  # of an untagged block: 0 text, 1 table or list, 2 quotation
    for number, line in prose_lines(body, first_line):
        comment = _ITEM_COMMENT.match(line)
        text = line.strip()
        if block and block.kind and _ALLOWANCE.match(line):
            continue
        if block is not None and not comment and text != "<quiz>":
            if block.syntax is ItemSyntax.TAGGED and text == "</quiz>":
                block.last, block.is_closed = number, True
                yield block
                block = None
                continue
            part = _part_of_item(block, part, line) if block.syntax is ItemSyntax.UNTAGGED else 0
            if part >= 0:
                block.lines.append((number, line))
                block.last = number if text else block.last
                continue
        if block is not None:  # it is over, or a new one begins inside one that never closed
            yield block
            block = None
        if waiting and (comment or number - waiting.first > _COMMENT_IS_NEAR):
            yield waiting
            waiting = None
        if comment and (kind := _UNTAGGED.search(comment[1])):
            block, part = ItemBlock(ItemSyntax.UNTAGGED, number, comment[1], number, kind[1]), 0
        elif comment:
            waiting = ItemBlock(ItemSyntax.MISSING, number, comment[1], number)
        elif text == "<quiz>":
            said = (waiting.comment, waiting.first) if waiting else ("", 0)
            block, waiting = ItemBlock(ItemSyntax.TAGGED, number, *said), None
    for each in (block, waiting):
        if each is not None:
            yield each


def _part_of_item(block: ItemBlock, part: int, line: str) -> int:
    """In which part of an untagged question this line stands; -1: it is over."""
    if _AFTER_ITEM.match(line):
        return -1
    if line.lstrip().startswith(">"):
        return 2
    # A wrapped line belongs to what stands above it; after a blank one something else begins.
    is_new = bool(line.strip()) and not (block.lines and block.lines[-1][1].strip())
    if part == 2:
        return -1 if is_new else 2
    if block.kind == "match":
        is_row = _ROW.match(line)
    else:  # “5. günün sonunda” in the text begins no list
        is_row = (_STEP if part else _FIRST_STEP).match(line)
        is_new = is_new and not line[0].isspace()
    if is_row:
        return 1
    return -1 if part and is_new else part


def prose_lines(body: str, first_line: int) -> Iterator[tuple[int, str]]:
    """The lines outside fenced code, with their numbers in the file."""
    fence = ""
    for number, line in enumerate(body.split("\n"), start=first_line):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if mark:
            fence = mark[1]
            continue
        yield number, line


def citations_in(text: str, where: Location) -> tuple[Citation, ...]:
    """The citations of ``[@key, locator; @key]`` groups in a text that stands at one place."""
    found = []
    for group in _CITATION.finditer(_INLINE_CODE.sub("", text)):
        for part in group[1].split(";"):
            found.append(parse_citation(part, where))
    return tuple(found)


def parse_citation(text: str, where: Location) -> Citation:
    """``@key, m. 9/2`` or ``key, m. 9/2``."""
    key, _, locator = text.strip().removeprefix("@").partition(",")
    return Citation(key.strip(), locator.strip(), where)


def scan(body: str, source: str, first_line: int = 1) -> Scan:
    """Read a body of Markdown; ``first_line`` is its first line's number in ``source``."""
    headings: list[Heading] = []
    links: list[Link] = []
    directives: list[Directive] = []
    blocks: list[Block] = []
    allowances: list[Allowance] = []
    citations: list[Citation] = []
    lines: list[Line] = []
    opened: tuple[str, ...] = ()
    words = 0
    in_comment = False
    of_items = {
        number
        for item in item_blocks(body, first_line)
        for number in range(item.first, item.last + 1)
    }
    for number, raw in prose_lines(body, first_line):
        in_item = number in of_items
        if not raw:
            lines.append(Line(number, raw, raw, opened, in_item))
            continue
        # Most lines hold none of all this: a look for its first character tells so at once.
        where = Location(source, number)
        line, in_comment = _outside_comment(raw, in_comment)
        for directive in _DIRECTIVE.finditer(line) if "<!--" in line else ():
            name, *arguments = directive[1].split() or ["?"]
            if name == "allow":
                rule, *reason = arguments or ["?"]
                allowances.append(Allowance(rule, " ".join(reason), where))
            else:
                directives.append(Directive(name, tuple(arguments), where))
        text = _INLINE_CODE.sub("", line) if "`" in line else line
        text = _COMMENT.sub("", text) if "<!--" in text else text
        if text.startswith("#") and (heading := _HEADING.match(text)):
            headings.append(_heading(heading, where))
        if text.startswith("///") and (block := _BLOCK.match(text)):
            blocks.append(Block(block[1], block[2] or "", where))
        if "[" in text:
            links.extend(
                Link(link[2].strip(), link[3], where, is_image=bool(link[1]))
                for link in _LINK.finditer(text)
            )
            citations.extend(citations_in(text, where))
        plain = plain_text(text)
        if "///" in raw and (fence := _BLOCK_FENCE.match(raw)):
            opened = (*opened, fence[1]) if fence[1] else opened[:-1]
        lines.append(Line(number, raw, plain, opened, in_item))
        if not in_item:
            words += len(turkish.words(plain))
    return Scan(
        tuple(headings),
        tuple(links),
        tuple(directives),
        tuple(blocks),
        tuple(allowances),
        tuple(citations),
        tuple(lines),
        words,
    )


def _outside_comment(line: str, in_comment: bool) -> tuple[str, bool]:
    """The part of a line outside a comment of several lines, and whether one is open after it."""
    if in_comment:
        _, end, line = line.partition("-->")
        if not end:
            return "", True
    if "<!--" not in line:
        return line, False
    shown = _INLINE_CODE.sub(lambda code: " " * len(code[0]), line)
    begin = shown.rfind("<!--")
    if begin >= 0 and "-->" not in shown[begin:]:
        return line[:begin], True
    return line, False


def _heading(match: re.Match[str], where: Location) -> Heading:
    text = match[2]
    explicit = _ATTRIBUTES.search(text)
    title = _words(_ATTRIBUTES.sub("", text))  # “1. çeyrek” is no entry of a list here
    return Heading(len(match[1]), title, explicit[1] if explicit else turkish.slug(title), where)


def plain_text(line: str) -> str:
    """A line of Markdown as a reader would see it: no link targets, citations or emphasis marks."""
    return _words(_LINE_START.sub("", line))


def _words(text: str) -> str:
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", _COMMENT.sub("", text)))
    if "[" in text:
        text = _NAMED_LINK.sub(r"\1", _STRENGTH.sub("", _CITATION.sub("", text)))
    return _MARKS.sub(" ", text).strip()


def html_ids(body: str) -> frozenset[str]:
    """Ids written as HTML in the Markdown."""
    return frozenset(_HTML_ID.findall(body))
