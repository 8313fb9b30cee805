"""Finds headings, links, blocks, directives and citations in Markdown, with their lines.

A small scanner of our own: Python-Markdown keeps no line numbers. It knows fenced code and HTML
comments, and leaves both alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    in_quiz = in_comment = False
    for number, raw in prose_lines(body, first_line):
        if not raw:
            lines.append(Line(number, raw, raw, opened))
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
        lines.append(Line(number, raw, plain, opened))
        in_quiz = (in_quiz and "</quiz>" not in text) or "<quiz>" in text
        if not in_quiz:
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
    title = plain_text(_ATTRIBUTES.sub("", text))
    return Heading(len(match[1]), title, explicit[1] if explicit else turkish.slug(title), where)


def plain_text(line: str) -> str:
    """A line of Markdown as a reader would see it: no link targets, citations or emphasis marks."""
    text = line
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", _COMMENT.sub("", text)))
    if "[" in text:
        text = _NAMED_LINK.sub(r"\1", _STRENGTH.sub("", _CITATION.sub("", text)))
    return _MARKS.sub(" ", _LINE_START.sub("", text)).strip()


def html_ids(body: str) -> frozenset[str]:
    """Ids written as HTML in the Markdown."""
    return frozenset(_HTML_ID.findall(body))
